"""The lines of `ontology/patterns/`: spaCy patterns as data, each with sentences that prove it."""

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from spacy.matcher import Matcher

from kg.errors import BadPattern
from kg.ontology import ROOT


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a pattern file: its fields, and "file:line" for errors."""

    where: str
    fields: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The name of the pattern, which is the name of the rule in evidence."""
        return str(self.fields["id"])

    def one_of(self, field: str, known: Sequence[str]) -> str | None:
        """The value of a field that names something of the ontology; None when it is not given.

        Raises
        ------
        BadPattern
            When the ontology has nothing of that name.
        """
        value = self.fields.get(field)
        if value is not None and value not in known:
            raise BadPattern(f"{self.where}: no {field} {value!r} in the ontology; it has {', '.join(known)}")
        return value


def read_lines(glob: str, *, required: Set[str], optional: Set[str] = frozenset()) -> Iterator[Line]:
    """The lines of the pattern files that match `glob`, checked for their fields and for ids given twice.

    Raises
    ------
    BadPattern
        For a line that is not a JSON object or has a field missing or unknown.
    """
    seen: dict[str, str] = {}
    for path in sorted((ROOT / "patterns").glob(glob)):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            line = Line(f"{path}:{number}", _parse(text, f"{path}:{number}"))
            if missing := sorted(required - set(line.fields)):
                raise BadPattern(f"{line.where}: no field {missing[0]!r}")
            if unknown := sorted(set(line.fields) - required - optional):
                known = ", ".join(sorted(required | optional))
                raise BadPattern(f"{line.where}: unknown field {unknown[0]!r}; a line here has {known}")
            if line.id in seen:
                raise BadPattern(f"{line.where}: {line.id!r} is already at {seen[line.id]}")
            seen[line.id] = line.where
            if not isinstance(line.fields["pattern"], list) or not line.fields["pattern"]:
                raise BadPattern(f"{line.where}: the pattern is not a list of at least one token")
            yield line


def add(matcher: Matcher, line: Line, pattern: list[dict[str, Any]]) -> None:
    """Add the pattern of a line to a matcher: the longest match counts, or every one where the line says `all`.

    Raises
    ------
    BadPattern
        When spaCy does not take it.
    """
    try:
        matcher.add(line.id, [pattern], greedy=None if line.fields.get("all") else "LONGEST")
    except ValueError as error:
        raise BadPattern(f"{line.where}: not a pattern of spaCy: {' '.join(str(error).split())}") from None


def _parse(text: str, where: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadPattern(f"{where}: not JSON: {error}") from None
    if not isinstance(data, dict):
        raise BadPattern(f"{where}: not a JSON object")
    return data
