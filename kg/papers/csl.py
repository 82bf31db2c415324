"""CSL-JSON, as Zotero and Crossref write it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.papers.inputs import Source
from kg.papers.json_values import is_json, json_records
from kg.papers.records import Record

_SIGNS = re.compile(r'"(?:issued|date-parts|container-title|DOI)"\s*:')
_TYPE = re.compile(r'"type"\s*:\s*"(?:article|paper|chapter|book|report|thesis|journal|proceedings|posted)[a-z-]*"')


def knows(source: Source) -> bool:
    """Whether this is JSON with the types and names of CSL."""
    return is_json(source) and bool(_TYPE.search(source.head) and _SIGNS.search(source.head))


def read(source: Source) -> Iterator[Record]:
    """Every item, its names and dates made plain."""
    return json_records(source, _fields)


def _fields(item: Mapping[str, Any]) -> dict[str, Any]:
    # Crossref writes titles as lists.
    fields = {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in item.items()}
    dates = [item.get(name) for name in ("issued", "published")]
    return fields | {
        "id": item.get("id") or item.get("DOI"),
        "authors": item.get("author"),
        "date": next((written for date in dates if (written := _date(date))), None),
        "venue": fields.get("container-title"),
    }


def _date(date: object) -> str:
    """Year, month and day of a CSL date, as far as it has them."""
    if not isinstance(date, dict):
        return ""
    parts = date.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    return "-".join(str(part) for part in first) or str(date.get("raw") or date.get("literal") or "")
