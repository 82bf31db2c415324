"""Known names in a text, whatever the case, hyphen, space and plural."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from spacy.tokens import Doc

from kg.mentions.candidates import Candidate
from kg.model import Acronym
from kg.names import is_spelt, known_names
from kg.naming import extend, key

_LONGEST = 9  # tokens; "-" counts as one


def find(doc: Doc, acronyms: tuple[Acronym, ...]) -> Iterator[Candidate]:
    """The known names in a doc; an acronym that the paper defines means what the paper says, so it is left out."""
    defined = {acronym.short for acronym in acronyms}
    for start, end, name in match_keys(doc, known_names()):
        if doc[start:end].text not in defined:
            yield Candidate(start, end, f"name-{name.type.lower()}", name.type, name=name.entity)


class Spelt(Protocol):
    """Anything with a name as it is spelt."""

    @property
    def alias(self) -> str:
        """The name."""


S = TypeVar("S", bound=Spelt)


def match_keys(doc: Doc, table: Mapping[str, Sequence[S]]) -> Iterator[tuple[int, int, S]]:
    """Where a doc holds the names whose keys are in `table`: tokens [start, end) and what the table holds.

    The longest name at each token; names may overlap.
    """
    keys = [key(token.text) for token in doc]
    for start, first in enumerate(keys):
        longest, name = None, ""
        for end in range(start + 1, min(start + _LONGEST, len(doc)) + 1) if first else ():
            name = extend(name, keys[end - 1])
            if keys[end - 1] and (held := table.get(name)):
                text = doc[start:end].text
                found = next((entry for entry in held if is_spelt(text, entry.alias)), None)
                longest = (start, end, found) if found else longest
        if longest:
            yield longest
