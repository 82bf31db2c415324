"""Commands that read papers: `kg build`, `kg read`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.arguments import CORES, Columns, Format, Inputs, Jobs, PageYear, Quiet, Strict, pairs
from kg.cli.printing import progress_bar, report_rejected, shown, words, write
from kg.ontology import DEFAULT_BASE

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
    jobs: Jobs = CORES,
    quiet: Quiet = False,
) -> None:
    """Build a knowledge graph of abstracts into a folder."""
    from kg import pipeline
    from kg.export import check_folder

    if inputs and out is None:
        raise typer.BadParameter("name the folder to write with -o", param_hint="--out")
    check_folder(out or SAMPLE_BUILD)
    with progress_bar(quiet) as progress:
        graph = pipeline.build(
            inputs or None,
            format=format,
            columns=pairs(columns),
            page_year=page_year,
            strict=strict,
            jobs=jobs,
            base=base,
            progress=lambda readings, total: shown(progress, readings, total),
        )
        report_rejected(graph.rejected)
        folder = graph.save(out or SAMPLE_BUILD)
    if not quiet:
        counts = f"{len(graph.papers)} papers, {len(graph.entities)} entities, {graph.nx.number_of_edges()} edges"
        words.print(f"{counts}; open {folder / 'graph.html'} or read {folder / 'report.md'}")


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
        inputs or None, format=format, columns=pairs(columns), page_year=page_year, strict=strict
    )
    report_rejected(rejected)
    with progress_bar(quiet) as progress:
        for reading in shown(progress, pipeline.read(papers, jobs=jobs), len(papers)):
            write(json.dumps(reading.to_json(), ensure_ascii=False))
