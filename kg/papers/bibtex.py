"""BibTeX and BibLaTeX."""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import BlockAbortedException
from bibtexparser.middlewares.names import split_multiple_persons_names
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

from kg.papers.inputs import Source
from kg.papers.latex import plain
from kg.papers.records import Record, given_first

# What the parser would print of a broken entry is in its record.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_ENTRY = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)


def knows(source: Source) -> bool:
    """Whether a line begins an entry."""
    return source.head.lstrip()[:1] not in ("{", "[", "<") and bool(_ENTRY.search(source.head))


def read(source: Source) -> Iterator[Record]:
    """Every entry; the citation key is its id."""
    library = parse_string(source.text(), parse_stack=[])
    strings = {string.key.lower(): _unquoted(string.value, {}) for string in library.strings}
    for block in library.blocks:
        if entry := _entry(block):
            yield Record((block.start_line or 0) + 1, block.raw or "", _fields(entry, strings))
        elif isinstance(block, ParsingFailedBlock):
            yield Record((block.start_line or 0) + 1, block.raw or "", problem=f"broken entry: {_reason(block)}")


def _entry(block: Block) -> Entry | None:
    """The entry of a block, also where its key or one of its fields is there twice."""
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        block = block.ignore_error_block or block
    return block if isinstance(block, Entry) else None


def _reason(block: ParsingFailedBlock) -> str:
    return block.error.abort_reason if isinstance(block.error, BlockAbortedException) else "cannot be parsed"


def _fields(entry: Entry, strings: Mapping[str, str]) -> dict[str, Any]:
    quoted = {field.key.lower(): str(field.value) for field in reversed(entry.fields)}
    fields = {name: _unquoted(value, strings) for name, value in quoted.items()}
    date = " ".join(fields[name] for name in ("day", "month", "year") if fields.get(name))
    if fields.get("month", "").isdecimal():
        date = "-".join(fields.get(name, "") for name in ("year", "month", "day")).rstrip("-")
    return {
        **{name: plain(value) for name, value in fields.items()},
        "id": entry.key,
        "authors": _authors(fields.get("author", "")),
        "date": fields.get("date") or date,
    }


def _unquoted(value: str, strings: Mapping[str, str]) -> str:
    """A value without its quotes or braces, or what the @string of that name says."""
    value = value.strip()
    if len(value) > 1 and value[0] + value[-1] in ("{}", '""'):
        return value[1:-1]
    return strings.get(value.lower(), value)


def _authors(text: str) -> list[str]:
    names = split_multiple_persons_names(" ".join(text.split()))
    return [given_first(plain(name)) for name in names if name.lower() != "others"]
