"""The command that writes a page to explore a build: `kg html`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.arguments import Build, MinConfidence
from kg.cli.printing import save_file


class Engine(StrEnum):
    """What draws the page."""

    KG = "kg"
    PYVIS = "pyvis"


def html(
    build: Build,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The page.")] = Path("graph.html"),
    engine: Annotated[
        Engine, typer.Option(help="kg carries up to 200,000 nodes, pyvis draws up to 2,000 with vis-network.")
    ] = Engine.KG,
    focus: Annotated[
        str | None, typer.Option(metavar="NAME", help="An entity or paper, by any name or id, to open the page on.")
    ] = None,
    depth: Annotated[int, typer.Option(min=1, max=3, help="How many steps from the focus.")] = 1,
    max_nodes: Annotated[
        int | None, typer.Option("--max-nodes", min=1, metavar="N", help="Carry no more nodes than these.")
    ] = None,
    min_confidence: MinConfidence = 0,
) -> None:
    """Write a page to explore a build with: one file, opened by a double click, that asks the network for nothing."""
    from kg import drawing, page
    from kg.pipeline import load

    graph = load(build)
    if min_confidence:
        graph = graph.confident(min_confidence)
    write = drawing.page if engine is Engine.PYVIS else page.page
    most = drawing.MOST if engine is Engine.PYVIS else page.MOST
    save_file(out, write(graph, focus=focus, depth=depth, most=min(max_nodes or most, most)))
