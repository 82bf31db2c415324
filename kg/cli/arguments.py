"""What the commands take: arguments and options that several of them share."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

CORES = os.cpu_count() or 1


class Form(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TURTLE = "turtle"


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[INPUT]...", help="Files, folders, globs, or - for standard input; without any, the sample."
    ),
]
Format = Annotated[
    str | None, typer.Option("--format", help="The format of the input, instead of telling it from content.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns", metavar="FIELD=COLUMN", help="A column or key of the input, as in --columns abstract=Text."
    ),
]
PageYear = Annotated[int | None, typer.Option("--page-year", help="The year of dates that a page prints without one.")]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first record that cannot be read.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read papers.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Build = Annotated[Path, typer.Argument(metavar="BUILD", help="The folder of a build.")]
Type = Annotated[str | None, typer.Option("--type", help="A class: Method, Dataset, Task, Metric, Paper or Claim.")]
Shape = Annotated[Form, typer.Option("--format", help="How to print the answer.")]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence", min=0, max=1, metavar="SHARE", help="Only what is believed at least so far, 0 to 1."
    ),
]
Top = Annotated[int, typer.Option("--top", min=1, help="How many rows.")]


def pairs(given: list[str] | None) -> dict[str, str]:
    """The names and values of options that are written NAME=VALUE."""
    named = dict(item.split("=", 1) for item in given or () if "=" in item)
    if len(named) < len(given or ()):
        raise typer.BadParameter("write NAME=VALUE, each name once")
    return named
