"""What each rule is worth, and what no rule reaches."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluation.findings import Missed, Verdict


@dataclass(frozen=True, slots=True)
class Worth:
    """What a rule said: so many right, and the wrong ones, the most confident first; the rest is open."""

    kind: str
    rule: str
    said: int
    right: int
    wrong: tuple[Verdict, ...]

    @property
    def precision(self) -> float | None:
        """The share right of what is decided; None when nothing is."""
        decided = self.right + len(self.wrong)
        return self.right / decided if decided else None


def worth(verdicts: Iterable[Verdict]) -> list[Worth]:
    """The worth of every rule, by kind, those that say most first."""
    said: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        said[verdict.kind, verdict.rule].append(verdict)
    rules = [_worth(kind, rule, items) for (kind, rule), items in said.items()]
    return sorted(rules, key=lambda it: (it.kind, -it.said, it.rule))


def _worth(kind: str, rule: str, items: list[Verdict]) -> Worth:
    wrong = sorted((item for item in items if item.right is False), key=lambda item: -item.confidence)
    return Worth(kind, rule, len(items), sum(item.right is True for item in items), tuple(wrong))


def by_class(missed: Iterable[Missed]) -> dict[tuple[str, str], list[Missed]]:
    """The missed items by kind and class, sorted."""
    groups: dict[tuple[str, str], list[Missed]] = defaultdict(list)
    for item in missed:
        groups[item.kind, item.type].append(item)
    return dict(sorted(groups.items()))
