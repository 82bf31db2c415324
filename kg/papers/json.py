"""JSON and JSON lines with a paper in each object, as many tools write them; also the readings that kg writes."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.papers.inputs import Source
from kg.papers.json_values import is_json, is_json_lines, json_line_records, json_records
from kg.papers.records import Record, is_named


def knows(source: Source) -> bool:
    """Whether this is one JSON document."""
    return is_json(source) and not is_json_lines(source)


def knows_lines(source: Source) -> bool:
    """Whether this is a JSON object a line."""
    return is_json(source) and is_json_lines(source)


def read(source: Source) -> Iterator[Record]:
    """Every object as it is; of a reading its paper."""
    return json_records(source, _fields)


def read_lines(source: Source) -> Iterator[Record]:
    """The same, an object a line."""
    return json_line_records(source, _fields)


def _fields(found: Mapping[str, Any]) -> Mapping[str, Any]:
    paper = found.get("paper")
    return paper if isinstance(paper, Mapping) and not is_named(found) else found
