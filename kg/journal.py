"""Readings written down as they are made, so that a build that dies has not read in vain."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.jsonlines import from_line, to_line
from kg.model import Reading
from kg.version import extractor


def keep(path: Path, readings: Iterable[Reading]) -> Iterator[Reading]:
    """Hand the readings on, each as soon as it is in the file; what is there already stays."""
    with path.open("ab") as file:
        if not file.tell():
            file.write(_head())
        for reading in readings:
            file.write(to_line(reading))
            file.flush()
            yield reading


def kept(path: Path) -> list[Reading]:
    """The readings that this very extractor has left in the file; a last line that was torn is cut off.

    A file that another extractor wrote is deleted.
    """
    content = path.read_bytes() if path.exists() else b""
    whole = content[: content.rfind(b"\n") + 1]
    if not whole.startswith(_head()):
        path.unlink(missing_ok=True)
        return []
    os.truncate(path, len(whole))
    return [from_line(Reading, line) for line in whole.split(b"\n")[1:-1]]


def _head() -> bytes:
    return to_line({"extractor": extractor()})
