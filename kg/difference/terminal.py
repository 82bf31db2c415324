"""Difference → text for a terminal: counts, then the weightiest of what came, went and changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from kg import ontology
from kg.characters import plain
from kg.difference import news
from kg.difference.difference import Changed, Difference, Edge, Field, Regrouped
from kg.graph import KnowledgeGraph
from kg.model import Paper, Result

SHOWN = 10  # lines of a section; the JSON has all
QUOTE = 100  # characters of a quote
VALUE = 40  # characters of a value that changed; of longer ones only the name is shown
_Section = tuple[str, int, Iterable[str]]  # heading, how many there are, the lines of those worth showing


def as_text(difference: Difference) -> str:
    """The difference as lines; of long sections the first."""
    if not difference:
        return news.same(difference)
    lines = list(_table(difference))
    for heading, count, shown in _sections(difference):
        if count:
            first = list(islice(shown, SHOWN))
            more = [f"and {count - len(first):,} more"] if count > len(first) else []
            lines += ["", heading, *(f"  {plain(line)}" for line in [*first, *more])]
    return "\n".join(lines)


def _table(difference: Difference) -> Iterator[str]:
    yield f"{'':<8}{'before':>10}{'after':>10}{'came':>10}{'went':>10}{'changed':>10}"
    columns = news.KINDS, news.sizes(difference.before), news.sizes(difference.after), news.moves(difference)
    for kind, before, after, moved in zip(*columns, strict=True):
        yield f"{kind:<8}" + "".join(f"{count:>10,}" for count in (before, after, *moved))


def _sections(difference: Difference) -> Iterator[_Section]:
    papers, entities, claims, edges = difference.papers, difference.entities, difference.claims, difference.edges
    yield from _whole("came", difference.after, papers.came, entities.came, claims.came, edges.came)
    yield from _whole("went", difference.before, papers.went, entities.went, claims.went, edges.went)
    yield "Entities that became others", len(difference.regrouped), map(_regrouped, difference.regrouped)
    yield "Papers that changed", len(papers.changed), (f"{it.after}: {_fields(it)}" for it in papers.changed)
    yield "Entities that changed", len(entities.changed), _changed_entities(difference)
    yield "Claims that changed", len(claims.changed), _changed_claims(difference)
    yield "Edges that changed", len(edges.changed), _changed_edges(difference)


def _whole(
    word: str,
    graph: KnowledgeGraph,
    papers: Sequence[str],
    entities: Sequence[str],
    claims: Sequence[str],
    edges: Sequence[Edge],
) -> Iterator[_Section]:
    """What came, or went, as a whole."""
    types = _tally(graph.nx.nodes[node]["type"] for node in entities)
    relations = _tally(news.relation_label(relation) for _, relation, _ in edges)
    yield f"Papers that {word}", len(papers), map(_paper, news.newest(graph, papers))
    yield f"Entities that {word}: {types}", len(entities), _entities(graph, entities)
    yield f"Claims that {word}", len(claims), _claims(graph, claims)
    yield f"Edges that {word}: {relations}", len(edges), _edges(graph, edges)


def _tally(names: Iterable[str]) -> str:
    """Names with their counts, the most frequent first."""
    ranked = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count:,}" for name, count in ranked)


def _paper(paper: Paper) -> str:
    return f"{paper.date or '':<12}{paper.title or paper.id}" + f"  ({paper.id})" * bool(paper.title)


def _entities(graph: KnowledgeGraph, entities: Iterable[str]) -> Iterator[str]:
    for node in news.most_named(graph, entities):
        data = graph.nx.nodes[node]
        yield f"{data['type']:<9}{data['label']}, {news.counted(data['papers'], 'paper')}"


def _claims(graph: KnowledgeGraph, claims: Iterable[str]) -> Iterator[str]:
    """Claims that measure something, then the others."""
    measuring = news.results(graph, claims)
    for node in [*measuring, *sorted(set(claims) - set(measuring))]:
        yield f"{graph.nx.nodes[node]['claim'].type:<14}{_claim(graph, node)}"


def _claim(graph: KnowledgeGraph, node: str) -> str:
    data = graph.nx.nodes[node]
    return f"{_quoted(data['quote'])}  ({graph.nx.nodes[data['paper']]['paper'].id})"


def _edges(graph: KnowledgeGraph, edges: Sequence[Edge]) -> Iterator[str]:
    """Claims that contradict each other, then edges between entities, with what says them."""
    opposed = news.surest(graph, edges, ["contradicts"])
    for head, relation, tail in [*opposed, *news.surest(graph, edges, ontology.relations())]:
        data = graph.nx.edges[head, tail, relation]
        yield f"{data['confidence']:.2f}  {_said(graph, (head, relation, tail))}: {_quoted(data['evidence'][0].quote)}"


def _said(graph: KnowledgeGraph, edge: Edge) -> str:
    head, relation, tail = edge
    return f"{graph.nx.nodes[head]['label']} {news.relation_label(relation)} {graph.nx.nodes[tail]['label']}"


def _quoted(quote: str) -> str:
    words = " ".join(quote.split())
    return f"“{words}”" if len(words) <= QUOTE else f"“{words[:QUOTE].rstrip()} …”"


def _regrouped(group: Regrouped) -> str:
    return f"{group.kind:<9}{' + '.join(group.before)} → {' + '.join(group.after)}"


def _changed_entities(difference: Difference) -> Iterator[str]:
    """Entities that more papers name, those that grew most first, then the others."""
    rank = {node: at for at, (node, *_) in enumerate(news.grown(difference.entities.changed))}
    nodes = difference.after.nx.nodes
    for change in sorted(
        difference.entities.changed, key=lambda change: (rank.get(change.after, len(rank)), change.after)
    ):
        yield f"{nodes[change.after]['type']:<9}{nodes[change.after]['label']}: {_fields(change)}"


def _changed_claims(difference: Difference) -> Iterator[str]:
    for change in difference.claims.changed:
        yield f"{_claim(difference.after, change.after)}: {_fields(change)}"


def _changed_edges(difference: Difference) -> Iterator[str]:
    for edge in news.most_changed(difference.edges.changed):
        counts = zip(("papers", "sentences", "confidence"), (edge.weight, edge.evidence, edge.confidence), strict=True)
        fields = (_turned(Field(name, *values)) for name, values in counts if values[0] != values[1])
        yield f"{_said(difference.after, edge.after)}: {'; '.join(fields)}"


def _fields(change: Changed) -> str:
    return "; ".join(map(_turned, change.fields))


def _turned(field: Field) -> str:
    """What a field was and is, if that is short; of names, those that came and went."""
    if field.name == "aliases":
        came, went = (
            sorted(set(one) - set(other)) for one, other in ((field.after, field.before), (field.before, field.after))
        )
        return f"aliases {', '.join([f'+{name}' for name in came] + [f'-{name}' for name in went])}"
    before, after = _value(field.before), _value(field.after)
    return f"{field.name} {before} → {after}" if max(len(before), len(after)) <= VALUE else field.name


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(news.measured(item) if isinstance(item, Result) else str(item) for item in value) or "none"
    return "none" if value is None else str(value)
