"""Counts of papers → figures, each with a confidence interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.evaluation.findings import Count

ACCURACY = "role accuracy"
MACRO = "role macro"
_RESAMPLES = 1000
_INTERVAL = (2.5, 97.5)
_SEED = 0
# The last axis of a table of counts.
_RIGHT, _SAID, _GOLD, _FOUND = range(4)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Score:
    """A figure between 0 and 1; [low, high] is the 95% confidence interval of its F1.

    Precision, recall and `said` are None where only one number is defined: an accuracy, or a mean over roles.
    """

    figure: str
    precision: float | None
    recall: float | None
    f1: float
    low: float
    high: float
    said: int | None
    gold: int

    def to_json(self) -> dict[str, Any]:
        """The score as plain data, rounded to four places, without what is not defined."""
        rates = {"P": self.precision, "R": self.recall, "F1": self.f1, "low": self.low, "high": self.high}
        rounded = {name: round(rate, 4) for name, rate in rates.items() if rate is not None}
        return {**rounded, **({} if self.said is None else {"said": self.said}), "gold": self.gold}


def score(papers: Sequence[Iterable[Count]]) -> tuple[Score, ...]:
    """The figures of some papers, from the counts of each.

    The interval is the percentile bootstrap over papers: what a figure would be on other draws of as many papers.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    table, figures = _table([list(paper) for paper in papers])
    totals = table.sum(axis=0)
    precision, recall = _rates(totals)
    f1 = _f1(totals, figures)
    low, high = np.percentile(_f1(_resampled(table), figures), _INTERVAL, axis=0)
    scores = []
    for i, figure in enumerate([*figures, MACRO][: f1.size]):
        interval = float(f1[i]), float(low[i]), float(high[i])
        if figure in {ACCURACY, MACRO}:
            scores.append(Score(figure, None, None, *interval, None, int(totals[figures.index(ACCURACY), _GOLD])))
        else:
            said, gold = int(totals[i, _SAID]), int(totals[i, _GOLD])
            scores.append(Score(figure, float(precision[i]), float(recall[i]), *interval, said, gold))
    return tuple(scores)


def _table(papers: Sequence[Sequence[Count]]) -> tuple[Numbers, list[str]]:
    """The counts by paper and figure, and the figures, those of roles last and their accuracy at the end."""
    figures = sorted({count.figure for counts in papers for count in counts}, key=_place)
    columns = {figure: column for column, figure in enumerate(figures)}
    table = np.zeros((len(papers), len(figures), 4))
    for row, counts in enumerate(papers):
        for count in counts:
            table[row, columns[count.figure]] += (count.right, count.said, count.gold, count.found)
    return table, figures


def _place(figure: str) -> tuple[bool, bool, str]:
    return figure.startswith("role "), figure == ACCURACY, figure


def _resampled(table: Numbers) -> Numbers:
    """The totals of each resample; sums of whole numbers, and so exact in any order."""
    papers = len(table)
    times = np.random.default_rng(_SEED).multinomial(papers, np.full(papers, 1 / papers), size=_RESAMPLES)
    return np.tensordot(times.astype(float), table, axes=1)


def _rates(totals: Numbers) -> tuple[Numbers, Numbers]:
    """Precision and recall, over the last axis but one."""
    return _share(totals[..., _RIGHT], totals[..., _SAID]), _share(totals[..., _FOUND], totals[..., _GOLD])


def _f1(totals: Numbers, figures: Sequence[str]) -> Numbers:
    """The F1 of each figure; where there are roles, their accuracy and, one place further, the mean F1 of the roles."""
    precision, recall = _rates(totals)
    f1 = _share(2 * precision * recall, precision + recall)
    if ACCURACY not in figures:
        return f1
    f1[..., -1] = precision[..., -1]
    roles = [column for column, figure in enumerate(figures[:-1]) if figure.startswith("role ")]
    return np.concatenate([f1, f1[..., roles].mean(axis=-1, keepdims=True)], axis=-1)


def _share(part: Numbers, whole: Numbers) -> Numbers:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)
