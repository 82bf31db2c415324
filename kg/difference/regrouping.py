"""Which entities of two builds are the same under other ids: where most mentions of one are now of another."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

import networkx as nx

from kg.difference.difference import Regrouped
from kg.graph import KnowledgeGraph, paper_node

_Place = tuple[str, int, int]  # paper, start, end
_Pairs = Set[tuple[str, str]]  # id before, id after


def regroup(before: KnowledgeGraph, after: KnowledgeGraph) -> tuple[tuple[Regrouped, ...], dict[str, str]]:
    """Entities that were renamed, merged or split, and for each id of them one that all of its group share.

    An id that went has become another when more than half of its mentions, in papers whose text both builds have, are
    now of that other; an id that came has been another likewise. So the answer is the same from either side.
    """
    ids, others = ({entity.id for entity in graph.entities} for graph in (before, after))
    named = _naming(before, ids - others) | _naming(after, others - ids)
    papers = [paper for paper in sorted(named) if _text(before, paper) == _text(after, paper)]
    here, there = _places(before, papers), _places(after, papers)
    moved = set(_moves(here, there, ids - others)) | {(old, new) for new, old in _moves(there, here, others - ids)}
    groups = sorted(_groups(moved, ids, others), key=lambda group: (group.before, group.after))
    shared = {node: min(group) for group in nx.connected_components(nx.Graph(list(moved))) for node in group}
    return tuple(groups), shared


def _naming(graph: KnowledgeGraph, entities: Set[str]) -> set[str]:
    """The papers that name some of these."""
    nodes = graph.nx.nodes
    return {nodes[head]["paper"].id for head, _ in graph.nx.in_edges(entities) if nodes[head]["type"] == "Paper"}


def _text(graph: KnowledgeGraph, paper: str) -> str | None:
    return graph.papers[paper].text if paper in graph.papers else None


def _places(graph: KnowledgeGraph, papers: Iterable[str]) -> dict[_Place, str]:
    """The entity of every mention, by where it stands."""
    ids = {entity.id for entity in graph.entities}
    return {
        (paper, *mark): entity
        for paper in papers
        for _, entity, data in graph.nx.out_edges(paper_node(paper), data=True)
        if entity in ids
        for piece in data["evidence"]
        for mark in piece.marks
    }


def _moves(here: Mapping[_Place, str], there: Mapping[_Place, str], ids: Set[str]) -> Iterator[tuple[str, str]]:
    """Each of some ids of `here` with the one that has most of its mentions `there`, if any has."""
    mentions = Counter(entity for entity in here.values() if entity in ids)
    moves = Counter((entity, there[place]) for place, entity in here.items() if entity in ids and place in there)
    return (pair for pair, count in moves.items() if 2 * count > mentions[pair[0]])


def _groups(moved: _Pairs, ids: Set[str], others: Set[str]) -> Iterator[Regrouped]:
    """What the moves make together; an id that both builds have is also its own source and target."""
    sources, targets = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for old, new in moved:
        sources[new] |= {old} | ({new} & ids)
        targets[old] |= {new} | ({old} & others)
    yield from (Regrouped(tuple(sorted(old)), (new,)) for new, old in sources.items() if len(old) > 1)
    yield from (Regrouped((old,), tuple(sorted(new))) for old, new in targets.items() if len(new) > 1)
    yield from (Regrouped((old,), (new,)) for old, new in moved if len(sources[new]) == len(targets[old]) == 1)
