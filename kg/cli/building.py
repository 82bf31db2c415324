"""Commands that read papers: `kg build`, `kg add`, `kg remove`, `kg read`."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.arguments import CORES, Build, Columns, Format, Inputs, Jobs, PageYear, Quiet, Strict, pairs
from kg.cli.printing import progress_bar, report_rejected, shown, words, write
from kg.graph import KnowledgeGraph
from kg.ontology import DEFAULT_BASE
from kg.store import DECISIONS

SAMPLE_BUILD = Path("outputs/sample")


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
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="FILE", help="Your own decisions about names; else those of the folder."),
    ] = None,
    jobs: Jobs = CORES,
    quiet: Quiet = False,
) -> None:
    """Build a knowledge graph of abstracts into a folder; what an earlier build there has read is not read again."""
    from kg import pipeline

    if inputs and out is None:
        raise typer.BadParameter("name the folder to write with -o", param_hint="--out")
    folder = out or SAMPLE_BUILD
    with progress_bar(quiet) as progress:
        graph = pipeline.build(
            inputs or None,
            out=folder,
            format=format,
            columns=pairs(columns),
            page_year=page_year,
            strict=strict,
            jobs=jobs,
            base=base,
            decisions=decisions,
            progress=partial(shown, progress),
        )
    report_rejected(graph.rejected)
    _sum_up(graph, folder, quiet)


def add(
    build: Build,
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")
    ],
    format: Format = None,
    columns: Columns = None,
    page_year: PageYear = None,
    strict: Strict = False,
    jobs: Jobs = CORES,
    quiet: Quiet = False,
) -> None:
    """Add papers to a build; only they are read, and the build is as if it had always had them."""
    from kg import pipeline
    from kg.store import rejected_in

    known = set(rejected_in(build))
    with progress_bar(quiet) as progress:
        graph = pipeline.add(
            build,
            inputs,
            format=format,
            columns=pairs(columns),
            page_year=page_year,
            strict=strict,
            jobs=jobs,
            progress=partial(shown, progress),
        )
    report_rejected(record for record in graph.rejected if record not in known)
    _sum_up(graph, build, quiet)


def remove(
    build: Build,
    papers: Annotated[list[str], typer.Argument(metavar="PAPER_ID...", help="Ids, DOIs or arXiv ids of papers.")],
    jobs: Jobs = CORES,
    quiet: Quiet = False,
) -> None:
    """Remove papers from a build, which is then as if it had never had them."""
    from kg import pipeline

    with progress_bar(quiet) as progress:
        graph = pipeline.remove(build, papers, jobs=jobs, progress=partial(shown, progress))
    _sum_up(graph, build, quiet)


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
    from kg.jsonlines import to_line

    papers, rejected = pipeline.papers_of(
        inputs or None, format=format, columns=pairs(columns), page_year=page_year, strict=strict
    )
    report_rejected(rejected)
    with progress_bar(quiet) as progress:
        for reading in shown(progress, pipeline.read(papers, jobs=jobs), len(papers)):
            write(to_line(reading).decode())


def _sum_up(graph: KnowledgeGraph, folder: Path, quiet: bool) -> None:
    for decision in graph.idle:
        words.print(f"kg: {folder / DECISIONS}, {decision}")
    if not quiet:
        counts = f"{len(graph.papers)} papers, {len(graph.entities)} entities, {graph.nx.number_of_edges()} edges"
        words.print(f"{counts}; open {folder / 'graph.html'} or read {folder / 'report.md'}")
