"""What the commands print: data to stdout, words and progress to stderr."""

import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text

from kg.cli.arguments import Form
from kg.errors import BadQuery, KgError
from kg.model import Reading, Rejected

if TYPE_CHECKING:
    import pandas as pd

words = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def progress_bar(quiet: bool) -> Progress | nullcontext[None]:
    """A bar on stderr with rate and time left; none when quiet or when nobody is watching."""
    if quiet or not is_watched():
        return nullcontext()
    return Progress(BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(), console=words, transient=True)


def is_watched() -> bool:
    """Whether somebody looks at stderr."""
    return sys.stderr.isatty()


class _Rate(ProgressColumn):
    """Papers a second, once there is a speed to tell."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f} papers/s" if task.speed else "")


def shown(progress: Progress | None, readings: Iterable[Reading], total: int) -> Iterable[Reading]:
    """The readings, counted on the bar as they come."""
    return progress.track(readings, total=total) if progress else readings


def report_rejected(rejected: Iterable[Rejected]) -> None:
    """Say which records were rejected, where and why."""
    for record in rejected:
        words.print(f"kg: rejected {record.file}:{record.line}: {record.reason}")


def print_frame(frame: "pd.DataFrame", format: Form) -> None:
    """Print a ranking."""
    from kg.query import as_table

    if format is Form.TURTLE:
        raise BadQuery("a ranking is no RDF; ask for table, csv or json")
    if format is Form.CSV:
        write(frame.to_csv(index=False, lineterminator="\n"))
    elif format is Form.JSON:
        write(frame.to_json(orient="records", force_ascii=False))
    else:
        write(as_table(frame))


def write(text: str) -> None:
    """Print to stdout as UTF-8 with plain newlines, the last one too, whatever the locale."""
    sys.stdout.buffer.write((text.rstrip("\n") + "\n").encode("utf-8"))
    sys.stdout.buffer.flush()


def save_file(file: Path, page: bytes) -> None:
    """Write a page, and say where."""
    try:
        file.write_bytes(page)
    except OSError as error:
        raise KgError(f"{file}: cannot be written: {error.strerror or error}") from None
    words.print(f"open {file}")
