"""The command that shows why names are one entity: `kg entity`."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from kg.characters import plain
from kg.cli.arguments import Build
from kg.cli.printing import write
from kg.errors import BadInput
from kg.graph import KnowledgeGraph

if TYPE_CHECKING:
    from kg.linking.explanation import EntityExplanation, Form

_SHOWN = 5  # papers and near names that are listed
_SAME = "the same but for case, hyphens, spaces, plural or spelling"


def entity(
    build: Build,
    name: Annotated[str, typer.Argument(help="Any name of the entity, or its id.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one entity a line.")] = False,
) -> None:
    """Show why names are one entity: its surface forms, what merged each, and the look-alikes that were kept apart."""
    from kg.pipeline import load

    graph = load(build)
    explained = graph.explain(name)
    if not explained:
        raise BadInput(f"{build}: nothing is called {name!r}{_near(graph, name)}")
    for explanation in explained:
        write(json.dumps(asdict(explanation), ensure_ascii=False) if as_json else "\n".join(_lines(explanation)))


def _near(graph: KnowledgeGraph, name: str) -> str:
    labels = {entity.label.lower(): entity.label for entity in graph.entities}
    near = get_close_matches(name.lower(), labels, _SHOWN)
    return f"; there are {', '.join(repr(labels[label]) for label in near)}" if near else ""


def _lines(explanation: "EntityExplanation") -> Iterator[str]:
    entity = explanation.entity
    yield f"{plain(entity.label)} ({entity.type}, {entity.id}), in {_some(explanation.papers)}"
    yield from (f"  {name}: {value}" for name, value in _facts(explanation) if value)
    yield "Names"
    for form in explanation.forms:
        yield f"  {form.mentions:4}  {plain(form.surface)}, in {_some(form.papers)}"
        yield from (f"          {line}" for line in _why(form, entity.label))
    if explanation.apart:
        yield "Kept apart"
        for other in explanation.apart:
            called = "" if other.name == other.entity.label else f" ({plain(other.name)})"
            yield f"  {plain(other.entity.label)}{called}, {other.entity.id}: {plain(other.reason)}"


def _facts(explanation: "EntityExplanation") -> Iterator[tuple[str, str | None]]:
    entity = explanation.entity
    yield "broader", ", ".join(entity.broader)
    yield "Wikidata", entity.wikidata
    yield "page", entity.page


def _why(form: "Form", label: str) -> Iterator[str]:
    for step in form.steps:
        yield f"→ {plain(step.name)}  [{step.rule}: {plain(step.reason)}]"
    if not form.steps and form.surface != label:
        yield f"[{_SAME}]"


def _some(papers: tuple[str, ...]) -> str:
    more = f" and {len(papers) - _SHOWN} more" if len(papers) > _SHOWN else ""
    return f"{len(papers)} paper{'s' * (len(papers) != 1)}: {', '.join(map(plain, papers[:_SHOWN]))}{more}"
