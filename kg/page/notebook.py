"""What a notebook shows of a graph: two small tables, and no script."""

from collections.abc import Iterable
from html import escape

from kg import ontology
from kg.graph import KnowledgeGraph
from kg.page.shown import line

ROWS = 10  # entities


def summary(graph: KnowledgeGraph) -> str:
    """How many nodes there are of each class, and the entities that most papers name."""
    counts = ((name, sum(1 for _ in graph.nodes(name))) for name in ontology.style())
    entities = sorted(graph.entities, key=lambda entity: (-graph.nx.nodes[entity.id]["papers"], entity.id))
    named = ((line(entity.label), entity.type, graph.nx.nodes[entity.id]["papers"]) for entity in entities[:ROWS])
    edges = graph.nx.number_of_edges()
    return (
        f"<p>Knowledge graph of {len(graph.nx):,} nodes and {edges:,} edges; "
        "<code>graph.html(path)</code> writes a page to explore it.</p>"
        + _table(("Class", "Nodes"), counts)
        + _table(("Name", "Class", "Papers"), named)
    )


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head, body = _row("th", heads), "".join(_row("td", row) for row in rows)
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _row(cell: str, values: Iterable[object]) -> str:
    return f"<tr>{''.join(f'<{cell}>{escape(_shown(value))}</{cell}>' for value in values)}</tr>"


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
