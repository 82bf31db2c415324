"""Known names in a text, whatever the case, hyphen, space and plural."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol, TypeVar

from spacy.tokens import Doc

from kg.mentions.candidates import Candidate
from kg.mentions.tokens import Tokens
from kg.model import Acronym
from kg.names import Name, is_spelt, known_names
from kg.naming import extend

_LONGEST = 9  # tokens; "-" counts as one
_OPENING = 4  # letters of a key that tell whether any name may begin so


class Spelt(Protocol):
    """Anything with a name as it is spelt."""

    @property
    def alias(self) -> str:
        """The name."""


S = TypeVar("S", bound=Spelt)


class NameTable(dict[str, Sequence[S]]):
    """Names by their key, and how their keys open."""

    def __init__(self, names: Mapping[str, Sequence[S]]) -> None:
        """Take the names as they are."""
        super().__init__(names)
        self.openings = {name[:_OPENING] for name in names}


def find(doc: Doc, acronyms: tuple[Acronym, ...]) -> Iterator[Candidate]:
    """The known names in a doc; an acronym that the paper defines means what the paper says, so it is left out."""
    defined = {acronym.short for acronym in acronyms}
    tokens = Tokens.of(doc)
    for start, end, name in match_keys(tokens, _known()):
        if tokens.surface(start, end) not in defined:
            yield Candidate(start, end, f"name-{name.type.lower()}", name.type, name=name.entity)


def match_keys(tokens: Tokens, table: NameTable[S]) -> Iterator[tuple[int, int, S]]:
    """Where a text holds the names whose keys are in `table`: tokens [start, end) and what the table holds.

    The longest name at each token; names may overlap, but none goes on into the next sentence.
    """
    keys, of_sentence = tokens.keys, tokens.of_sentence
    for start, first in enumerate(keys):
        longest, name, sentence = None, "", of_sentence[start]
        for end in range(start + 1, min(start + _LONGEST, len(keys)) + 1) if first else ():
            name = extend(name, keys[end - 1])
            if of_sentence[end - 1] != sentence:
                break
            if len(name) >= _OPENING and name[:_OPENING] not in table.openings:
                break
            if keys[end - 1] and (held := table.get(name)):
                text = tokens.surface(start, end)
                found = next((entry for entry in held if is_spelt(text, entry.alias)), None)
                longest = (start, end, found) if found else longest
        if longest:
            yield longest


@cache
def _known() -> NameTable[Name]:
    return NameTable(known_names())
