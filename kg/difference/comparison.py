"""Two graphs → Difference."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from kg.difference.claims import claims_of, same_claims
from kg.difference.difference import Changed, ChangedEdge, Changes, Difference, Edge, Field, sentence_of
from kg.difference.regrouping import regroup
from kg.graph import KnowledgeGraph
from kg.model import Entity, Evidence, Paper

# Where a record stood is not what the paper is.
_OF_PAPER = tuple(field.name for field in fields(Paper) if field.name not in {"id", "sources"})
_OF_ENTITY = tuple(field.name for field in fields(Entity) if field.name != "id")
_OF_CLAIM = ("type", "subject", "relation", "results", "hedged", "negative")
_Same = Mapping[str, str]  # the id of a thing in the earlier build → in the later
_Names = Mapping[str, str]  # an id → what it goes by when ends of edges are compared, if not by itself
_Edges = list[tuple[Edge, dict[str, Any]]]
_Sentences = Mapping[tuple[str, str], Evidence]


def compare(before: KnowledgeGraph, after: KnowledgeGraph) -> Difference:
    """What came, went and changed from one graph to another.

    Papers and entities are the same when their ids are, claims when they are the same sentence of a paper or stand at
    the same place of it, edges when both ends are the same; entities that were renamed, merged or split count as the
    same ends.
    """
    regrouped, shared = regroup(before, after)
    same = same_claims(before, after)
    claims = _claims(before, after, same)
    # A claim goes by its earlier id; one that is new by no id that an earlier claim had.
    later = {new: old for old, new in same.items() if old != new} | {new: f"new {new}" for new in claims.came}
    return Difference(
        before,
        after,
        _papers(before, after),
        _entities(before, after, shared),
        regrouped,
        claims,
        _edges(before, after, shared, shared | later),
    )


def _papers(before: KnowledgeGraph, after: KnowledgeGraph) -> Changes[str, Changed]:
    def differing(old: str, new: str) -> tuple[Field, ...]:
        return _differing(before.papers[old], after.papers[new], _OF_PAPER)

    same = {paper: paper for paper in before.papers.keys() & after.papers.keys()}
    return _changes(before.papers, after.papers, same, differing)


def _entities(before: KnowledgeGraph, after: KnowledgeGraph, regrouped: Iterable[str]) -> Changes[str, Changed]:
    def differing(old: str, new: str) -> tuple[Field, ...]:
        one, other = before.nx.nodes[old], after.nx.nodes[new]
        papers = Field("papers", one["papers"], other["papers"])
        return (
            *_differing(one["entity"], other["entity"], _OF_ENTITY),
            *[papers] * (papers.before != papers.after),
        )

    ids, others = ({entity.id for entity in graph.entities} for graph in (before, after))
    same = {node: node for node in ids & others}
    moved = set(regrouped) - same.keys()
    return _changes(ids - moved, others - moved, same, differing)


def _claims(before: KnowledgeGraph, after: KnowledgeGraph, same: _Same) -> Changes[str, Changed]:
    def differing(old: str, new: str) -> tuple[Field, ...]:
        one, other = before.nx.nodes[old], after.nx.nodes[new]
        quote = Field("quote", one["quote"], other["quote"])
        return (*_differing(one["claim"], other["claim"], _OF_CLAIM), *[quote] * (quote.before != quote.after))

    return _changes(claims_of(before), claims_of(after), same, differing)


def _changes(
    before: Iterable[str], after: Iterable[str], same: _Same, differing: Callable[[str, str], tuple[Field, ...]]
) -> Changes[str, Changed]:
    """What came, went and changed, where `same` has what both builds have."""
    known = set(same.values())
    came = tuple(sorted(item for item in after if item not in known))
    went = tuple(sorted(item for item in before if item not in same))
    changed = (Changed(old, new, differing(old, new)) for old, new in sorted(same.items()))
    return Changes(came, went, tuple(change for change in changed if change.fields))


def _differing(one: object, other: object, names: Iterable[str]) -> tuple[Field, ...]:
    if one == other:
        return ()
    found = (Field(name, getattr(one, name), getattr(other, name)) for name in names)
    return tuple(field for field in found if field.before != field.after)


def _edges(before: KnowledgeGraph, after: KnowledgeGraph, names: _Names, later: _Names) -> Changes[Edge, ChangedEdge]:
    """Edges by the names of their ends, one head after the other, which spares memory."""
    came: list[Edge] = []
    went: list[Edge] = []
    changed: list[ChangedEdge] = []
    heads, others = _heads(before, names), _heads(after, later)
    for name in heads.keys() | others.keys():
        here, there = _leaving(before, heads[name], names), _leaving(after, others[name], later)
        came += (edge for end in there.keys() - here.keys() for edge, _ in there[end])
        went += (edge for end in here.keys() - there.keys() for edge, _ in here[end])
        changed += filter(None, (_changed_edge(here[end], there[end]) for end in here.keys() & there.keys()))
    changed.sort(key=lambda change: (change.before, change.after))
    return Changes(tuple(sorted(came)), tuple(sorted(went)), tuple(changed))


def _heads(graph: KnowledgeGraph, names: _Names) -> defaultdict[str, list[str]]:
    """The nodes that go by a name."""
    heads = defaultdict(list)
    for node in graph.nx:
        heads[names.get(node, node)].append(node)
    return heads


def _leaving(graph: KnowledgeGraph, heads: Iterable[str], names: _Names) -> dict[tuple[str, str], _Edges]:
    """The edges from some nodes by relation and the name of their other end."""
    edges: dict[tuple[str, str], _Edges] = {}
    for head, tail, relation, data in graph.nx.edges(heads, keys=True, data=True):
        edges.setdefault((relation, names.get(tail, tail)), []).append(((head, relation, tail), data))
    return edges


def _changed_edge(before: _Edges, after: _Edges) -> ChangedEdge | None:
    """How the edge between two ends differs, if it does; mostly it is one edge in each build."""
    confidence = _confidence(before), _confidence(after)
    if confidence[0] == confidence[1] and _evidence(before) == _evidence(after):
        return None
    here, there = ({sentence_of(piece): piece for piece in _evidence(edges)} for edges in (before, after))
    came, went = _only(there, here), _only(here, there)
    if confidence[0] == confidence[1] and not came and not went:
        return None
    return ChangedEdge(
        before=min(edge for edge, _ in before),
        after=min(edge for edge, _ in after),
        weight=(_weight(here), _weight(there)),
        confidence=confidence,
        evidence=(len(here), len(there)),
        came=came,
        went=went,
    )


def _evidence(edges: _Edges) -> list[Evidence]:
    return [piece for _, data in edges for piece in data["evidence"]]


def _only(one: _Sentences, other: _Sentences) -> tuple[Evidence, ...]:
    return tuple(one[sentence] for sentence in sorted(one.keys() - other.keys()))


def _weight(sentences: _Sentences) -> int:
    return len({paper for paper, _ in sentences})


def _confidence(edges: _Edges) -> float:
    return max(float(data["confidence"]) for _, data in edges)
