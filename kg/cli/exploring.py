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
        Engine, typer.Option(help="kg carries 200,000 nodes or 30 MiB, pyvis draws 2,000 with vis-network.")
    ] = Engine.KG,
    focus: Annotated[
        str | None, typer.Option(metavar="NAME", help="An entity or paper, by any name or id, to open the page on.")
    ] = None,
    depth: Annotated[int, typer.Option(min=1, max=3, help="How many steps from the focus.")] = 1,
    max_nodes: Annotated[
        int | None,
        typer.Option("--max-nodes", min=1, metavar="N", help="Carry so many nodes, however heavy."),
    ] = None,
    min_confidence: MinConfidence = 0,
) -> None:
    """Write a page to explore a build with: one file, opened by a double click, that asks the network for nothing."""
    from kg import drawing, page
    from kg.pipeline import load

    graph = load(build).confident(min_confidence)
    if engine is Engine.PYVIS:
        most = min(max_nodes or drawing.MOST, drawing.MOST)
        save_file(out, drawing.page(graph, focus=focus, depth=depth, most=most))
    else:
        save_file(out, page.page(graph, focus=focus, depth=depth, most=max_nodes))
