"""Commands that ask a build: `kg query`, `kg centrality`, `kg communities`."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.arguments import Build, Form, MinConfidence, Shape, Top, Type, pairs
from kg.cli.printing import print_frame, write
from kg.graph import KnowledgeGraph


def query(
    build: Build,
    question: Annotated[str, typer.Argument(help="SPARQL, or @name of a saved question; @ alone lists them.")],
    param: Annotated[list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="Bind a variable.")] = None,
    min_confidence: MinConfidence = 0,
    format: Shape = Form.TABLE,
) -> None:
    """Ask a build a question in SPARQL."""
    from kg.query import ask, questions

    if question == "@":
        for name, saved in sorted(questions().items()):
            write(f"@{name}  {saved.title}{''.join(f'  --param {param.name}=…' for param in saved.params)}")
        return
    answer = ask(_confident(build, min_confidence) if min_confidence else build, question, pairs(param))
    write(
        {Form.TABLE: answer.table, Form.CSV: answer.csv, Form.JSON: answer.json, Form.TURTLE: answer.turtle}[format]()
    )


def centrality(
    build: Build,
    measure: Annotated[str, typer.Option(help="degree, pagerank, betweenness, …")] = "pagerank",
    type: Type = None,
    min_confidence: MinConfidence = 0,
    top: Top = 20,
    format: Shape = Form.TABLE,
) -> None:
    """Rank the nodes of a build, or of one class of it."""
    print_frame(_confident(build, min_confidence).centrality(measure, type=type).head(top), format)


def communities(
    build: Build,
    type: Type = None,
    seed: Annotated[int, typer.Option(help="Seed of the search.")] = 0,
    min_confidence: MinConfidence = 0,
    top: Top = 50,
    format: Shape = Form.TABLE,
) -> None:
    """Print which nodes of a build belong together, the largest communities first."""
    print_frame(_confident(build, min_confidence).communities(type=type, seed=seed).head(top), format)


def _confident(build: Path, minimum: float) -> KnowledgeGraph:
    """The graph of a build, or what of it is believed so far."""
    from kg.pipeline import load

    return load(build).confident(minimum)
