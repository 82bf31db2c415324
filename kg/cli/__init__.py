"""The command line: arguments, printing, exit codes; each command is a function over the API."""

import os
import sys
from typing import Annotated

import typer

from kg.cli.asking import centrality, communities, query
from kg.cli.building import add, build, read, remove
from kg.cli.comparing import diff
from kg.cli.entities import entity
from kg.cli.explaining import explain
from kg.cli.exploring import html
from kg.cli.judging import check, evaluate
from kg.cli.printing import words
from kg.errors import KgError

COMMANDS = (build, add, remove, read, explain, entity, html, query, centrality, communities, diff, evaluate, check)

app = typer.Typer(
    name="kg",
    help="A knowledge graph of scientific abstracts in which every edge shows the sentence it was read from.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """Run the command line; what the user can mend ends it with one line and exit code 1."""
    try:
        app()
    except KgError as error:
        words.print(f"kg: {' '.join(str(error).split())}")
        sys.exit(1)
    except KeyboardInterrupt:
        words.print("kg: interrupted")
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
