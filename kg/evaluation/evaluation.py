"""Readings + gold → Evaluation: each paper is compared with its gold by the form that the gold has."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import BadGold
from kg.evaluation.document import compare_document
from kg.evaluation.files import COARSE_ROLES
from kg.evaluation.findings import Count, Finding, Missed, Verdict
from kg.evaluation.gold import Definitions, Document, Gold, GoldFile, Spans
from kg.evaluation.roles import compare_roles
from kg.evaluation.scores import Score, score
from kg.evaluation.spans import compare_definitions, compare_spans
from kg.model import Reading


@dataclass(frozen=True)
class Evaluation:
    """How readings compare with a gold file: its figures, a verdict on every item said, and what was missed.

    `unread` papers of the file have no reading; all that gold says of them is missed.
    """

    gold: str
    papers: int
    unread: int
    scores: tuple[Score, ...]
    verdicts: tuple[Verdict, ...]
    missed: tuple[Missed, ...]


def evaluate(gold: GoldFile, readings: Iterable[Reading]) -> Evaluation:
    """Compare readings with a gold file, matched by the id of the paper.

    Raises
    ------
    BadGold
        When a reading is of another text than gold, so that offsets cannot be compared.
    """
    by_id = {reading.paper.id: reading for reading in readings}
    papers = [list(_compare(line, by_id.get(line.paper.id), gold)) for line in gold.lines]
    findings = [finding for paper in papers for finding in paper]
    return Evaluation(
        gold.path,
        len(gold.lines),
        sum(line.paper.id not in by_id for line in gold.lines),
        score([[finding for finding in paper if isinstance(finding, Count)] for paper in papers]),
        tuple(finding for finding in findings if isinstance(finding, Verdict)),
        tuple(finding for finding in findings if isinstance(finding, Missed)),
    )


def _compare(gold: Gold, reading: Reading | None, file: GoldFile) -> Iterator[Finding]:
    if reading is None:
        reading = Reading(gold.paper)
    _check_text(gold, reading)
    if isinstance(gold.form, Document):
        yield from compare_document(gold.form, reading, file.roles)
    elif isinstance(gold.form, Spans):
        yield from compare_spans(gold.form, reading, sorted(file.types), sorted(file.relations))
    elif isinstance(gold.form, Definitions):
        yield from compare_definitions(gold.form, reading)
    else:
        yield from compare_roles(gold.form.sentences, reading, file.roles, COARSE_ROLES)


def _check_text(gold: Gold, reading: Reading) -> None:
    text = reading.paper.text
    if gold.paper.abstract not in text:
        raise BadGold(f"{gold.place}: the reading of paper {gold.paper.id!r} is of another text; read this one anew")
    for mention in reading.mentions:
        if text[mention.start : mention.end] != mention.surface:
            where = f"text[{mention.start}:{mention.end}]"
            raise BadGold(f"{gold.place}: in the reading of it, {where} is not {mention.surface!r}; read it anew")
