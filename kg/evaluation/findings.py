"""What comparing a reading with gold finds: counts for the figures, a verdict on each item said, each item missed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

_APART = re.compile("[-_]")
_NOT_NAME = re.compile("[^a-z0-9+ ]")


@dataclass(frozen=True, slots=True)
class Count:
    """One paper's share of a figure.

    `right` of the `said` items are right, and `found` of the `gold` items are reached; the two differ where several
    items can meet one.
    """

    figure: str
    right: int
    said: int
    gold: int
    found: int

    @classmethod
    def of(cls, figure: str, said: Iterable[bool | None], gold: Iterable[bool]) -> "Count":
        """The count of verdicts on what was said, where None counts neither way, and of whether gold was reached."""
        decided = [right for right in said if right is not None]
        reached = list(gold)
        return cls(figure, sum(decided), len(decided), len(reached), sum(reached))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one mention, claim or relation is right; None where gold leaves it open."""

    paper: str
    kind: str
    rule: str
    type: str
    text: str
    confidence: float
    right: bool | None


@dataclass(frozen=True, slots=True)
class Missed:
    """An item of gold that nothing in the reading reaches."""

    paper: str
    kind: str
    type: str
    text: str


Finding = Count | Verdict | Missed


class _Judged(Protocol):
    @property
    def required(self) -> bool: ...


def verdict(matches: Iterable[_Judged]) -> bool | None:
    """Right, wrong without any match, or open when nothing matches but what the annotators disagree on."""
    required = [match.required for match in matches]
    return (any(required) or None) if required else False


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """What two spellings have in common that count as one name: not as wide as `kg.naming.key`.

    >>> name_key("CIFAR-10") == name_key("cifar10")
    True
    >>> [name_key(name) for name in ("Neural Networks", "loss", "GPS")]
    ['neuralnetwork', 'loss', 'gps']
    """
    return "".join(map(_singular, _NOT_NAME.sub("", _APART.sub(" ", name.lower())).split()))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" != word[-2] else word
