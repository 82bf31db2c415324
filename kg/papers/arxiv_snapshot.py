"""The arXiv metadata snapshot: JSON lines, one for each paper of arXiv."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.papers.inputs import Source
from kg.papers.json_values import is_json, json_records
from kg.papers.records import Record


def knows(source: Source) -> bool:
    """Whether this is JSON with the snapshot's own names."""
    return is_json(source) and all(name in source.head for name in ('"authors_parsed"', '"update_date"'))


def read(source: Source) -> Iterator[Record]:
    """Every paper, dated by its first version."""
    return json_records(source, _fields)


def _fields(paper: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **paper,
        "arxiv": paper.get("id"),
        "authors": _authors(paper.get("authors_parsed")),
        "date": _first_version(paper.get("versions")) or paper.get("update_date"),
        "venue": paper.get("journal-ref"),
        "url": f"https://arxiv.org/abs/{paper.get('id')}",
    }


def _authors(parsed: object) -> list[str]:
    """Names from lists of [family, given, suffix]."""
    names = parsed if isinstance(parsed, list) else []
    return [_name(name) for name in names if isinstance(name, list) and all(isinstance(part, str) for part in name)]


def _name(parts: list[str]) -> str:
    family, given, suffix = [*parts, "", "", ""][:3]
    return " ".join(part for part in (given, family, suffix) if part)


def _first_version(versions: object) -> object:
    first = versions[0] if isinstance(versions, list) and versions else {}
    return first.get("created") if isinstance(first, Mapping) else None
