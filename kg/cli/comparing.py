"""The command that compares two builds: `kg diff`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.arguments import MinConfidence
from kg.cli.printing import write


class Telling(StrEnum):
    """How a difference is told."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="The folder of the earlier build.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The folder of the later build.")],
    format: Annotated[
        Telling, typer.Option("--format", help="text is cut, json is complete, markdown reports what is new.")
    ] = Telling.TEXT,
    min_confidence: MinConfidence = 0,
) -> None:
    """Show what came, went and changed from one build to another; the exit code is 0 whether or not they differ."""
    from kg import difference
    from kg.pipeline import load

    compared = difference.compare(*(load(build).confident(min_confidence) for build in (before, after)))
    told = {
        Telling.TEXT: difference.as_text,
        Telling.JSON: difference.as_json,
        Telling.MARKDOWN: difference.as_markdown,
    }
    write(told[format](compared))
