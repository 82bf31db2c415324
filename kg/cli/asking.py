"""Commands that ask a build: `kg query`, `kg centrality`, `kg communities`."""

from typing import Annotated

import typer

from kg.cli.arguments import Build, Form, Shape, Top, Type, pairs
from kg.cli.printing import print_frame, write


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
            write(f"@{name}  {saved.title}{''.join(f'  --param {param.name}=…' for param in saved.params)}")
        return
    answer = ask(build, question, pairs(param))
    write(
        {Form.TABLE: answer.table, Form.CSV: answer.csv, Form.JSON: answer.json, Form.TURTLE: answer.turtle}[format]()
    )


def centrality(
    build: Build,
    measure: Annotated[str, typer.Option(help="degree, pagerank, betweenness, …")] = "pagerank",
    type: Type = None,
    top: Top = 20,
    format: Shape = Form.TABLE,
) -> None:
    """Rank the nodes of a build, or of one class of it."""
    from kg.pipeline import load

    print_frame(load(build).centrality(measure, type=type).head(top), format)


def communities(
    build: Build,
    type: Type = None,
    seed: Annotated[int, typer.Option(help="Seed of the search.")] = 0,
    top: Top = 50,
    format: Shape = Form.TABLE,
) -> None:
    """Print which nodes of a build belong together, the largest communities first."""
    from kg.pipeline import load

    print_frame(load(build).communities(type=type, seed=seed).head(top), format)
