"""Records ⇄ JSON lines: a reading, or any other record of the model, a line."""

from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

import msgspec

from kg.model import Reading

T = TypeVar("T")
_ENCODER = msgspec.json.Encoder()


def to_line(record: Any) -> bytes:
    r"""The record as a line of JSON; a reading with the text that its offsets count in.

    >>> from kg.model import Rejected
    >>> to_line(Rejected("toys.bib", 3, "no abstract"))
    b'{"file":"toys.bib","line":3,"reason":"no abstract","record":""}\n'
    """
    if isinstance(record, Reading):
        found = {field.name: getattr(record, field.name) for field in fields(Reading)}
        record = {"paper": found.pop("paper"), "text": record.paper.text, **found}
    return _ENCODER.encode(record) + b"\n"


def from_line(cls: type[T], line: str | bytes) -> T:
    """The record that `to_line` made a line of.

    Raises
    ------
    ValueError
        When the line is no JSON, or says something else than a record of this class.
    """
    record: T = _decoder(cls).decode(line)  # type: ignore[arg-type]
    return record


@cache
def _decoder(cls: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(cls)
