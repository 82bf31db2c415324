"""A text file with one paper: its abstract, and its title on the first line if that looks like one."""

from collections.abc import Iterator
from pathlib import PurePath

from kg.papers.inputs import Source
from kg.papers.records import Record

LONGEST_TITLE = 250


def knows(source: Source) -> bool:
    """Whether a file named .txt (or .txt.gz, .txt.zst) holds text."""
    text_is_whole = source.head.isascii() or not any("\udc80" <= char <= "\udcff" for char in source.head)
    return ".txt" in PurePath(source.name).suffixes and text_is_whole and "\0" not in source.head


def read(source: Source) -> Iterator[Record]:
    """One record, whose id is the file's name without its endings."""
    text = source.text()
    lines = text.strip().split("\n")
    title, abstract = (lines[0], lines[1:]) if _has_title(lines) else ("", lines)
    name = source.name.partition(".txt")[0] if ".txt" in source.name else ""
    yield Record(1, text, {"id": name, "title": title.strip(), "abstract": "\n".join(abstract).strip()})


def _has_title(lines: list[str]) -> bool:
    """A title stands on the first line: alone, or short, without a full stop and not going on on the next line."""
    first, second = (line.strip() for line in [*lines, "", ""][:2])
    if len(lines) < 2 or len(first) > LONGEST_TITLE:
        return False
    return not second or not (first.endswith(".") or second[0].islower())
