"""Whether a confidence is what it says: of the items said with 0.8, eight in ten should be right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluation.findings import Verdict

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The items whose confidence is in [low, low + 1 / BINS); the last bin has 1 too."""

    low: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The bins that hold anything, and the expected calibration error.

    References
    ----------
    Guo et al. (2017), On Calibration of Modern Neural Networks, section 2. arXiv:1706.04599
    """

    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """How many items there are."""
        return sum(it.count for it in self.bins)

    @property
    def error(self) -> float:
        """The mean distance between confidence and share right, each bin weighed by its items."""
        return sum(it.count * abs(it.right - it.confidence) for it in self.bins) / max(self.count, 1)


def curve(verdicts: Iterable[Verdict], kind: str) -> Curve:
    """The reliability of the confidences of one kind of item; what gold leaves open is left out."""
    binned: list[list[Verdict]] = [[] for _ in range(BINS)]
    for verdict in verdicts:
        if verdict.kind == kind and verdict.right is not None:
            binned[min(int(verdict.confidence * BINS), BINS - 1)].append(verdict)
    return Curve(tuple(_bin(place / BINS, items) for place, items in enumerate(binned) if items))


def _bin(low: float, items: Sequence[Verdict]) -> Bin:
    confidence = sum(item.confidence for item in items) / len(items)
    return Bin(low, len(items), confidence, sum(bool(item.right) for item in items) / len(items))
