"""JSON and JSON lines → one record a value, with the line it begins on; what all JSON formats share."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kg.papers.inputs import Source
from kg.papers.records import Record, is_named

# pandas writes NaN for what is missing.
_DECODER = json.JSONDecoder(parse_constant=lambda _: None)
_SPACE = re.compile(r"[ \t\r\n]*")


def is_json(source: Source) -> bool:
    """Whether the text begins as a JSON object or list."""
    return bool(re.match(r"\s*(\{\s*(\"|\}|$)|\[\s*(\{|\]|$))", source.head))


def is_json_lines(source: Source) -> bool:
    """Whether every line is a value of its own: the first two begin an object that does not go on on the next."""
    first, *others = [line.strip() for line in source.head.splitlines() if line.strip()][:2] or [""]
    return bool(others) and others[0].startswith("{") and first.startswith("{") and first[-1] not in "{[,"


def json_records(source: Source, fields: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Iterator[Record]:
    """A record for each object of JSON lines, of a list, or of the one list in an object; or for the object itself.

    `fields` makes a record's fields of the object.
    """
    for record in _lines(source) if is_json_lines(source) else _document(source.text()):
        yield record if record.problem else replace(record, fields=fields(record.fields))


def json_line_records(source: Source, fields: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Iterator[Record]:
    """The same where every line must be an object of its own."""
    for record in _lines(source):
        yield record if record.problem else replace(record, fields=fields(record.fields))


def _lines(source: Source) -> Iterator[Record]:
    return (_only(line, 0, number) for number, line in source.lines() if line.strip())


def _document(text: str) -> Iterator[Record]:
    start = _skip(text, 0)
    if text[start : start + 1] == "[":
        yield from _elements(text, start)
        return
    whole = _only(text, start, _line(text, start))
    lists = [key for key, value in whole.fields.items() if isinstance(value, list) and _of_objects(value)]
    if len(lists) == 1 and not is_named(whole.fields):
        yield from _elements(text, next(at for key, at in _members(text, start) if key == lists[0]))
    else:
        yield whole


def _of_objects(values: list[Any]) -> bool:
    return bool(values) and all(isinstance(value, dict) for value in values)


def _elements(text: str, at: int) -> Iterator[Record]:
    """The values of the list that begins at `at`. Where one is broken, nothing after it can be told apart."""
    line, counted = _line(text, at), at
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        record, end = _value(text, at, line)
        yield record
        at = _skip(text, end)
        if record.problem or text[at : at + 1] == "]":
            return
        if text[at : at + 1] != ",":
            yield Record(line, text[at:], problem="the list goes on without a comma or ends early")
            return
        at = _skip(text, at + 1)


def _only(text: str, at: int, line: int) -> Record:
    """The one value at `at`; a problem when something follows it."""
    record, end = _value(text, _skip(text, at), line)
    if not record.problem and _skip(text, end) != len(text):
        return Record(line, text, problem="not JSON: text after the value")
    return record


def _value(text: str, at: int, line: int) -> tuple[Record, int]:
    try:
        value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        return Record(line, text[at:], problem=f"not JSON: {error.msg}"), len(text)
    except RecursionError:
        return Record(line, text[at:], problem="not JSON that can be read: nested too deeply"), len(text)
    except ValueError:
        return Record(line, text[at:], problem="not JSON that can be read: a number of thousands of digits"), len(text)
    if isinstance(value, dict):
        return Record(line, text[at:end], value), end
    return Record(
        line, text[at:end], problem=f"a JSON {type(value).__name__}, not an object with a paper's fields"
    ), end


def _members(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Key and position of value for each member of the object at `at`, which is known to be sound."""
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        yield key, at
        _, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        at = _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _line(text: str, at: int) -> int:
    return 1 + text.count("\n", 0, at)
