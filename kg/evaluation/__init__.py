"""Readings against gold: how much of what kg reads is right, rule by rule, and whether its confidences are."""

from kg.evaluation.evaluation import Evaluation, evaluate
from kg.evaluation.files import read_gold, read_readings
from kg.evaluation.gold import GoldFile
from kg.evaluation.picture import picture
from kg.evaluation.report import as_json, as_table

__all__ = ["Evaluation", "GoldFile", "as_json", "as_table", "evaluate", "picture", "read_gold", "read_readings"]
