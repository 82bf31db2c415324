"""What a finder proposes, before anyone decides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.model import Acronym


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens [start, end) of the doc that `rule` takes for a mention.

    `type` and `name`, the canonical name, are given where the rule knows them.
    """

    start: int
    end: int
    rule: str
    type: str | None = None
    name: str | None = None


Finder = Callable[[Doc, tuple[Acronym, ...]], Iterator[Candidate]]
