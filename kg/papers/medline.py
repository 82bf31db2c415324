"""MEDLINE text (.nbib), as PubMed saves search results."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.papers.inputs import Source
from kg.papers.records import Record, given_first

_TAGGED = re.compile(r"([A-Z]{2,4}) {0,2}- ?(.*)")


def knows(source: Source) -> bool:
    """Whether this begins with a PubMed id under its tag."""
    return bool(re.match(r"\s*PMID- ?\d", source.head))


def read(source: Source) -> Iterator[Record]:
    """Every record; a blank line or the next PMID ends one."""
    begun, lines = 0, list[str]()
    for number, line in source.lines():
        if lines and (not line.strip() or line.startswith("PMID-")):
            yield Record(begun, "".join(lines), _fields(_values(lines)))
            lines = []
        if line.strip():
            begun = begun if lines else number
            lines.append(line)
    if lines:
        yield Record(begun, "".join(lines), _fields(_values(lines)))


def _values(lines: list[str]) -> Mapping[str, Sequence[str]]:
    """The values of every tag; an indented line goes on the one before."""
    values: defaultdict[str, list[list[str]]] = defaultdict(list)
    tag = ""
    for line in lines:
        tagged = _TAGGED.match(line)
        if tagged and not line.startswith(" "):
            tag = tagged[1]
            values[tag].append([tagged[2].strip()])
        elif tag:
            values[tag][-1].append(line.strip())
    return {tag: [" ".join(pieces) for pieces in all_pieces] for tag, all_pieces in values.items()}


def _fields(values: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    first = {tag: found[0] for tag, found in values.items()}
    names = values.get("FAU") or values.get("AU") or []
    dois = [value.removesuffix("[doi]").strip() for tag in ("LID", "AID") for value in values.get(tag, ())]
    return {
        "id": first.get("PMID"),
        "title": first.get("TI"),
        "abstract": first.get("AB"),
        "date": first.get("DP"),
        "authors": [given_first(name) for name in names],
        "venue": first.get("JT") or first.get("TA"),
        "doi": next((value for value in dois if value.startswith("10.")), None),
    }
