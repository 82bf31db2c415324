"""The command that shows how a paper is read, and why: `kg explain`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.arguments import Columns, Format, pairs
from kg.cli.printing import report_rejected, save_file, write
from kg.errors import BadInput
from kg.model import Paper, Rejected

_SHOWN = 5  # sources that are named when none of them has the paper


def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="PAPER_ID|TEXT", help="A paper's id, DOI or arXiv id; or an abstract, - for one on standard input."
        ),
    ],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Files and builds that hold the paper; without any, a single word is an id of the sample.",
        ),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page to look at instead of printing.")
    ] = None,
    format: Format = None,
    columns: Columns = None,
) -> None:
    """Show how a paper is read: its mentions, claims and relations, and for each the rule and the reasons."""
    from kg import explanation

    if html and not html.parent.is_dir():
        raise typer.BadParameter("name a file in a folder that is there", param_hint="--html")
    is_text = not sources and (what == "-" or len(what.split()) != 1)
    paper = _abstract(what) if is_text else _paper(what, sources or (), format, pairs(columns))
    explained = explanation.explain(paper)
    if html:
        save_file(html, explanation.as_html(explained))
    else:
        console = Console()
        write(explanation.as_text(explained, console if console.is_terminal else None))


def _abstract(text: str) -> Paper:
    """A paper of which only the abstract is known; "-" is the one on standard input."""
    from kg.papers.records import Record, paper_of

    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8-sig", "surrogateescape")
    paper = paper_of(Record(1, text, {"abstract": text}), "the text")
    if isinstance(paper, Rejected):
        raise BadInput(f"{paper.file}: {paper.reason}; give the text of an abstract")
    return paper


def _paper(name: str, sources: Sequence[str], format: str | None, columns: dict[str, str]) -> Paper:
    """The paper of this id, DOI or arXiv id in some files and builds, or in the sample."""
    from kg.papers.lookup import paper_named

    return paper_named(_papers(sources, format, columns), name, of=", ".join(sources[:_SHOWN]) or "the sample")


def _papers(sources: Sequence[str], format: str | None, columns: dict[str, str]) -> list[Paper]:
    from kg import pipeline
    from kg.export import MARKER
    from kg.store import stored

    builds = [source for source in sources if (Path(source) / MARKER).is_file()]
    papers = [paper for build in builds for paper in stored(build).papers]
    files = [source for source in sources if source not in builds]
    if files or not sources:
        read, rejected = pipeline.papers_of(files or None, format=format, columns=columns)
        report_rejected(rejected)
        papers += read
    return papers
