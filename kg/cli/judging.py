"""Commands that judge kg itself: `kg evaluate`, `kg check`."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.arguments import CORES, Jobs, Quiet
from kg.cli.printing import progress_bar, shown, words, write
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.evaluation import GoldFile
    from kg.model import Reading


class Report(StrEnum):
    """How an evaluation is printed."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="Files of annotated abstracts, JSON lines.")],
    readings: Annotated[
        Path | None, typer.Option("--readings", help="What `kg read` printed, instead of reading the abstracts now.")
    ] = None,
    format: Annotated[Report, typer.Option("--format", help="How to print the figures.")] = Report.TABLE,
    errors: Annotated[
        int, typer.Option("--errors", min=0, help="Show so many wrong items of each rule, and missed of each class.")
    ] = 0,
    picture: Annotated[
        Path | None, typer.Option("--picture", metavar="FILE.svg", help="Draw how reliable the confidences are.")
    ] = None,
    jobs: Jobs = CORES,
    quiet: Quiet = False,
) -> None:
    """Measure what kg reads against annotated abstracts: figures, what each rule is worth, reliability."""
    from kg import evaluation

    if picture and (picture.suffix != ".svg" or not picture.parent.is_dir()):
        raise typer.BadParameter("name a file that ends in .svg, in a folder that is there", param_hint="--picture")
    files = [evaluation.read_gold(path) for path in gold]
    if readings:
        stored = evaluation.read_readings(readings)
        evaluations = [evaluation.evaluate(file, stored) for file in files]
    else:
        read = _read(files, jobs, quiet)
        evaluations = [evaluation.evaluate(file, some) for file, some in zip(files, read, strict=True)]
    if picture:
        picture.write_text(evaluation.picture(evaluations), encoding="utf-8", newline="\n")
    shape = {Report.TABLE: evaluation.as_table, Report.JSON: evaluation.as_json}[format]
    write(shape(evaluations, errors=errors))


def _read(files: Sequence["GoldFile"], jobs: int, quiet: bool) -> Iterator[list["Reading"]]:
    """The readings of each file, all read in one go."""
    from kg import pipeline

    papers = [line.paper for file in files for line in file.lines]
    with progress_bar(quiet) as progress:
        readings = iter(shown(progress, pipeline.read(papers, jobs=jobs), len(papers)))
        for file in files:
            yield list(islice(readings, len(file.lines)))


def check() -> None:
    """Prove that the ontology, the names, the patterns and the saved questions are sound."""
    from kg.check import check

    problems = list(check())
    for problem in problems:
        words.print(problem)
    if problems:
        raise KgError(f"{len(problems)} of what ontology/ declares is not sound")
    words.print("the ontology, names, patterns and saved questions are sound")
