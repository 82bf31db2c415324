"""Tables: comma-, semicolon- or tab-separated values whose first line names the columns."""

import csv
from collections.abc import Collection, Iterator

from kg.papers.inputs import Source
from kg.papers.records import Record, is_named

DELIMITERS = ("\t", ",", ";")


def knows(source: Source) -> bool:
    """Whether the first line names a column of titles or abstracts, beside another."""
    names = _split(source.head.partition("\n")[0])
    return len(names) > 1 and is_named(names)


def has_columns(source: Source, columns: Collection[str]) -> bool:
    """Whether the first line names all of `columns`, beside another."""
    names = _split(source.head.partition("\n")[0])
    return len(names) > 1 and set(columns) <= set(names)


def read(source: Source) -> Iterator[Record]:
    """Every row. One with more or fewer cells than the first line has names is a problem."""
    consumed: list[str] = []
    rows = csv.reader(_kept(source, consumed), delimiter=_delimiter(source.head.partition("\n")[0]), strict=True)
    names: list[str] | None = None
    before = 0
    while (row := _next(rows)) is not None:
        line, raw = before + 1, "".join(consumed)
        before = rows.line_num
        consumed.clear()
        if isinstance(row, str):
            yield Record(line, raw, problem=f"not a row of the table: {row}")
        elif names is None:
            names = [name.strip() for name in row]
        elif row and len(row) != len(names):
            yield Record(line, raw, problem=f"{len(row)} cells; the first line names {len(names)} columns")
        elif row:
            yield Record(line, raw, dict(zip(names, row, strict=True)))


def _kept(source: Source, consumed: list[str]) -> Iterator[str]:
    for _, line in source.lines():
        consumed.append(line)
        yield line


def _next(rows: Iterator[list[str]]) -> list[str] | str | None:
    """The next row, why it is none, or None at the end."""
    try:
        return next(rows, None)
    except csv.Error as error:
        return str(error)


def _delimiter(first: str) -> str:
    return max(DELIMITERS, key=lambda delimiter: (is_named(names := _cells(first, delimiter)), len(names)))


def _split(first: str) -> list[str]:
    return _cells(first, _delimiter(first))


def _cells(first: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in first.split(delimiter)]
