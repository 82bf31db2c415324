"""The command line: arguments, printing, exit codes. Data goes to stdout, words and progress to stderr."""

import json
import os
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text

from kg.errors import BadQuery, KgError
from kg.model import Reading, Rejected
from kg.ontology import DEFAULT_BASE

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(
    name="kg",
    help="A knowledge graph of scientific abstracts in which every edge shows the sentence it was read from.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
CORES = os.cpu_count() or 1
SAMPLE_BUILD = Path("outputs/sample")
_words = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


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
Top = Annotated[int, typer.Option("--top", min=1, help="How many rows.")]


def main() -> None:
    """Run the command line; what the user can mend ends it with one line and exit code 1."""
    try:
        app()
    except KgError as error:
        _words.print(f"kg: {' '.join(str(error).split())}")
        sys.exit(1)
    except KeyboardInterrupt:
        _words.print("kg: interrupted")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of stdout has gone ("kg read … | head"); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version.")] = False) -> None:
    """Print the version, when that is what was asked."""
    if show:
        from kg.version import release

        print(f"kg {release()}")
        raise typer.Exit


@app.command()
def build(
    inputs: Inputs = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder to write; outputs/sample for the sample.")
    ] = None,
    format: Format = None,
    columns: Columns = None,
    page_year: PageYear = None,
    strict: Strict = False,
    base: Annotated[str, typer.Option(help="The IRI that the graph's own IRIs begin with.")] = DEFAULT_BASE,
    jobs: Jobs = CORES,
    quiet: Quiet = False,
) -> None:
    """Build a knowledge graph of abstracts into a folder."""
    from kg import pipeline
    from kg.export import check_folder

    if inputs and out is None:
        raise typer.BadParameter("name the folder to write with -o", param_hint="--out")
    check_folder(out or SAMPLE_BUILD)
    with _progress(quiet) as progress:
        graph = pipeline.build(
            inputs or None,
            format=format,
            columns=_pairs(columns),
            page_year=page_year,
            strict=strict,
            jobs=jobs,
            base=base,
            progress=lambda readings, total: _shown(progress, readings, total),
        )
        _report_rejected(graph.rejected)
        folder = graph.save(out or SAMPLE_BUILD)
    if not quiet:
        counts = f"{len(graph.papers)} papers, {len(graph.entities)} entities, {graph.nx.number_of_edges()} edges"
        _words.print(f"{counts}; open {folder / 'graph.html'} or read {folder / 'report.md'}")


@app.command()
def read(
    inputs: Inputs = None,
    format: Format = None,
    columns: Columns = None,
    page_year: PageYear = None,
    strict: Strict = False,
    jobs: Jobs = CORES,
    quiet: Quiet = False,
) -> None:
    """Print what each paper says, one JSON object a line, without linking papers to each other."""
    from kg import pipeline

    papers, rejected = pipeline.papers_of(
        inputs or None, format=format, columns=_pairs(columns), page_year=page_year, strict=strict
    )
    _report_rejected(rejected)
    with _progress(quiet) as progress:
        for reading in _shown(progress, pipeline.read(papers, jobs=jobs), len(papers)):
            _write(json.dumps(reading.to_json(), ensure_ascii=False))


@app.command()
def query(
    build: Build,
    question: Annotated[str, typer.Argument(help="SPARQL, or @name of a saved question; @ alone lists them.")],
    param: Annotated[list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="Bind a variable.")] = None,
    format: Shape = Form.TABLE,
) -> None:
    """Ask a build a question in SPARQL."""
    from kg.query import ask, questions

    if question == "@":
        for name, saved in sorted(questions().items()):
            _write(f"@{name}  {saved.title}{''.join(f'  --param {param.name}=…' for param in saved.params)}")
        return
    answer = ask(build, question, _pairs(param))
    _write(
        {Form.TABLE: answer.table, Form.CSV: answer.csv, Form.JSON: answer.json, Form.TURTLE: answer.turtle}[format]()
    )


@app.command()
def centrality(
    build: Build,
    measure: Annotated[str, typer.Option(help="degree, pagerank, betweenness, …")] = "pagerank",
    type: Type = None,
    top: Top = 20,
    format: Shape = Form.TABLE,
) -> None:
    """Rank the nodes of a build, or of one class of it."""
    from kg.pipeline import load

    _print_frame(load(build).centrality(measure, type=type).head(top), format)


@app.command()
def communities(
    build: Build,
    type: Type = None,
    seed: Annotated[int, typer.Option(help="Seed of the search.")] = 0,
    top: Top = 50,
    format: Shape = Form.TABLE,
) -> None:
    """Print which nodes of a build belong together, the largest communities first."""
    from kg.pipeline import load

    _print_frame(load(build).communities(type=type, seed=seed).head(top), format)


@app.command()
def check() -> None:
    """Prove that the ontology, the names, the patterns and the saved questions are sound."""
    from kg.check import check

    problems = list(check())
    for problem in problems:
        _words.print(problem)
    if problems:
        raise KgError(f"{len(problems)} of what ontology/ declares is not sound")
    _words.print("the ontology, names, patterns and saved questions are sound")


def _pairs(given: list[str] | None) -> dict[str, str]:
    pairs = dict(item.split("=", 1) for item in given or () if "=" in item)
    if len(pairs) < len(given or ()):
        raise typer.BadParameter("write NAME=VALUE, each name once")
    return pairs


def _progress(quiet: bool) -> Progress | nullcontext[None]:
    """A bar on stderr with rate and time left; none when quiet or when nobody is watching."""
    if quiet or not _is_watched():
        return nullcontext()
    return Progress(BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(), console=_words, transient=True)


def _is_watched() -> bool:
    return sys.stderr.isatty()


class _Rate(ProgressColumn):
    """Papers a second, once there is a speed to tell."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f} papers/s" if task.speed else "")


def _shown(progress: Progress | None, readings: Iterable[Reading], total: int) -> Iterable[Reading]:
    return progress.track(readings, total=total) if progress else readings


def _report_rejected(rejected: Iterable[Rejected]) -> None:
    for record in rejected:
        _words.print(f"kg: rejected {record.file}:{record.line}: {record.reason}")


def _print_frame(frame: "pd.DataFrame", format: Form) -> None:
    from kg.query import as_table

    if format is Form.TURTLE:
        raise BadQuery("a ranking is no RDF; ask for table, csv or json")
    if format is Form.CSV:
        _write(frame.to_csv(index=False, lineterminator="\n"))
    elif format is Form.JSON:
        _write(frame.to_json(orient="records", force_ascii=False))
    else:
        _write(as_table(frame))


def _write(text: str) -> None:
    """Print to stdout as UTF-8 with plain newlines, the last one too, whatever the locale."""
    sys.stdout.buffer.write((text.rstrip("\n") + "\n").encode("utf-8"))
    sys.stdout.buffer.flush()
