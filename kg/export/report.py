"""Graph → report.md: what is in the build, in numbers and short lists."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kg import ontology
from kg.analysis import importance
from kg.characters import markdown
from kg.graph import KnowledgeGraph

TOP = 15
SHOWN = 50  # rejected records; rejected.jsonl has them all


def report(graph: KnowledgeGraph) -> bytes:
    """Counts, what is named most by papers and by PageRank, what was rejected and what was dropped."""
    parts = [_counts(graph), _edges(graph), *_top(graph), _rejected(graph), _dropped(graph), _decisions(graph)]
    return ("# Knowledge graph\n\n" + "\n".join(line for part in parts for line in [*part, ""])).encode()


def _counts(graph: KnowledgeGraph) -> Iterator[str]:
    yield from heading("Nodes")
    found = Counter(data["type"] for _, data in graph.nx.nodes.items())
    yield from table(("class", "nodes"), ((name, found[name]) for name in ontology.node_types()))
    yield ""
    years = sorted({paper.year for paper in graph.papers.values() if paper.year is not None})
    dated = sum(1 for paper in graph.papers.values() if paper.year is not None)
    span = f", {years[0]} to {years[-1]}" if years else ""
    yield f"{dated} of {len(graph.papers)} papers have a year{span}."


def _edges(graph: KnowledgeGraph) -> Iterator[str]:
    edges, evidence = Counter[str](), Counter[str]()
    for _, _, relation, data in graph.nx.edges(keys=True, data=True):
        edges[relation] += 1
        evidence[relation] += len(data["evidence"])
    yield from heading("Edges")
    known = ontology.edges()
    rows = ((relation, edges[relation], evidence[relation]) for relation in known)
    yield from table(("relation", "edges", "quotes"), rows)


def _top(graph: KnowledgeGraph) -> Iterator[Iterator[str]]:
    if not graph.entities:
        return
    rank = importance(graph)
    for name in ontology.entity_types():
        nodes = [(node, data["label"], data["papers"]) for node, data in graph.nodes(name)]
        named = sorted(nodes, key=lambda node: (-node[2], node[0]))[:TOP]
        ranked = sorted(nodes, key=lambda node: (-rank[node[0]], node[0]))[:TOP]
        yield _ranking(name, [node[1:] for node in named], [(label, rank[node]) for node, label, _ in ranked])


def _ranking(name: str, named: list[tuple[str, int]], rank: list[tuple[str, float]]) -> Iterator[str]:
    yield from heading(f"Top of class {name}")
    rows = ((*one, *other[:1], f"{other[1]:.5f}") for one, other in zip(named, rank, strict=True))
    yield from table(("by papers", "papers", "by PageRank", "PageRank"), rows)


def _rejected(graph: KnowledgeGraph) -> Iterator[str]:
    yield from heading("Rejected")
    yield f"{len(graph.rejected)} records could not be read (rejected.jsonl)."
    if graph.rejected:
        yield ""
        rows = ((record.file, record.line, record.reason) for record in graph.rejected[:SHOWN])
        yield from table(("file", "line", "reason"), rows)


def _dropped(graph: KnowledgeGraph) -> Iterator[str]:
    yield from heading("Dropped")
    yield f"{len(graph.dropped)} mentions and relations were found and then dropped (dropped.jsonl)."
    if graph.dropped:
        yield ""
        counts = Counter((drop.kind, drop.source) for drop in graph.dropped)
        rows = ((kind, rule, count) for (kind, rule), count in sorted(counts.items(), key=lambda i: (-i[1], i[0])))
        yield from table(("kind", "rule", "dropped"), rows)


def _decisions(graph: KnowledgeGraph) -> Iterator[str]:
    yield from heading("Decisions")
    yield f"{len(graph.decisions.lines)} decisions about names were followed (decisions.tsv)."
    if graph.idle:
        yield ""
        yield from (f"- {markdown(decision)}" for decision in graph.idle)


def heading(text: str) -> tuple[str, str]:
    """The lines of a heading."""
    return f"## {text}", ""


def table(header: tuple[str, ...], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a table; its cells are text as it stands, not markup."""
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(value: object) -> str:
    return markdown(value) if isinstance(value, str) else str(value)
