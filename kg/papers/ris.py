"""RIS, as Zotero, EndNote and publishers write it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import rispy  # type: ignore[import-untyped]

from kg.papers.inputs import Source
from kg.papers.records import Record, given_first

_START = re.compile(r"TY  ?-")
_END = re.compile(r"ER  ?-")


def knows(source: Source) -> bool:
    """Whether the first line that is not blank begins a record."""
    return bool(_START.match(source.head.lstrip("\ufeff \r\n")))


def read(source: Source) -> Iterator[Record]:
    """Every record from TY to ER."""
    begun, lines = 0, list[str]()
    for number, line in source.lines():
        if lines and _START.match(line):
            yield Record(begun, "".join(lines), problem=_unended(lines))
            lines = []
        if line.strip() or lines:
            begun = begun if lines else number
            lines.append(line)
        if _END.match(line):
            yield _record(begun, lines)
            lines = []
    if lines:
        yield Record(begun, "".join(lines), problem=_unended(lines))


def _unended(lines: list[str]) -> str:
    return "the record has no end (ER  -)" if _START.match(lines[0]) else "text outside a record (TY  - to ER  -)"


def _record(line: int, lines: list[str]) -> Record:
    raw = "".join(lines)
    if not _START.match(lines[0]):
        return Record(line, raw, problem="the record has no beginning (TY  -)")
    found = rispy.loads(raw)
    return Record(line, raw, _fields(found[0])) if found else Record(line, raw, problem="not a RIS record")


def _fields(found: Mapping[str, Any]) -> dict[str, Any]:
    venues = ("journal_name", "alternate_title3", "secondary_title", "alternate_title1")
    return {
        **found,
        "title": found.get("title") or found.get("primary_title"),
        "abstract": found.get("abstract") or found.get("notes_abstract"),
        "authors": [given_first(name) for name in found.get("authors") or found.get("first_authors") or []],
        "venue": next((found[name] for name in venues if found.get(name)), None),
        "url": next(iter(found.get("urls") or []), None),
    }
