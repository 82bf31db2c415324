"""What of a graph goes into its page: all of it, or of each class the same share, the most important first."""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from kg import ontology
from kg.analysis import importance
from kg.errors import BadInput
from kg.graph import KnowledgeGraph
from kg.linking.explanation import entities_named

MOST = 200_000  # nodes
FAR = 4  # steps from the focus, more than are asked for


@dataclass(frozen=True, slots=True)
class Choice:
    """The part of a graph that goes into the page, and how much of it there is in all.

    `focus` is the node that the page opens on, with what is up to `depth` steps from it.
    """

    graph: KnowledgeGraph
    counts: Mapping[str, int]
    left_nodes: int = 0
    left_edges: int = 0
    focus: str | None = None
    depth: int = 1


def choose(graph: KnowledgeGraph, *, most: int = MOST, focus: str | None = None, depth: int = 1) -> Choice:
    """At most so many nodes: first what is near the focus, then of entities those of high PageRank and of papers those
    that name and state most, the same share of both; claims go with their papers.

    Raises
    ------
    BadInput
        When nothing in the graph is called as `focus` says.
    """
    node = None if focus is None else named(graph, focus)
    found = Counter(data["type"] for _, data in graph.nx.nodes.items())
    counts = {name: found[name] for name in ontology.style()}
    if len(graph.nx) <= most:
        return Choice(graph, counts, focus=node, depth=depth)
    part = _part(graph, most, near(graph, node, depth))
    return Choice(part, counts, len(graph.nx) - len(part.nx), _size(graph) - _size(part), node, depth)


def sample(graph: KnowledgeGraph, every: int) -> Choice:
    """Every so-manieth paper, with what it names and states."""
    papers = [node for node, _ in graph.nodes("Paper")][::every]
    return Choice(_only(graph, {*papers, *(node for paper in papers for node in graph.nx.succ[paper])}), {})


def named(graph: KnowledgeGraph, name: str) -> str:
    """The node of that id, paper id, label or alias, whatever its case and hyphens; of several the best linked.

    Raises
    ------
    BadInput
        When there is none.
    """
    found = [node for node, data in graph.nx.nodes.items() if name == node or _is_paper(data, name)]
    found = found or [entity.id for entity in entities_named(graph.entities, name)]
    if found:
        return min(found, key=lambda node: (-graph.nx.degree(node), node))
    raise BadInput(f"nothing in the graph is called {name!r}; give the name or id of an entity, or the id of a paper")


def near(graph: KnowledgeGraph, node: str | None, depth: int) -> dict[str, int]:
    """The nodes up to so many steps from one, whichever way edges point, and how many they are off."""
    steps = {} if node is None else {node: 0}
    for step in range(1, depth + 1):
        for reached in [found for found, off in steps.items() if off == step - 1]:
            for other in (*graph.nx.pred[reached], *graph.nx.succ[reached]):
                steps.setdefault(other, step)
    return steps


def _size(graph: KnowledgeGraph) -> int:
    """How many edges there are; networkx would count each twice, and slowly."""
    return sum(len(parallel) for _, tails in graph.nx.adjacency() for parallel in tails.values())


def _part(graph: KnowledgeGraph, most: int, near: Mapping[str, int]) -> KnowledgeGraph:
    place = _places(graph)
    kept = set(sorted(place, key=lambda node: (near.get(node, FAR), *place[node], node))[:most])
    # A claim without its paper shows no sentence.
    kept -= {node for node, data in graph.nx.nodes.items() if "claim" in data and data["paper"] not in kept}
    return _only(graph, kept)


def _places(graph: KnowledgeGraph) -> dict[str, tuple[float, bool]]:
    """Where each node stands in its kind, from 0 to 1; a claim just behind its paper."""
    rank = importance(graph)
    said = {node: sum(map(len, tails.values())) for node, tails in graph.nx.adjacency()}
    nodes = list(graph.nx.nodes.items())
    entities = sorted((node for node, data in nodes if "entity" in data), key=lambda node: (-rank[node], node))
    papers = sorted((node for node, data in nodes if data["type"] == "Paper"), key=lambda node: (-said[node], node))
    place = {node: (row / len(kind), False) for kind in (entities, papers) for row, node in enumerate(kind)}
    return place | {node: (place[data["paper"]][0], True) for node, data in nodes if "claim" in data}


def _only(graph: KnowledgeGraph, kept: Set[str]) -> KnowledgeGraph:
    # A subgraph of networkx would ask of every edge again and again whether it is in.
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_nodes_from((node, data) for node, data in graph.nx.nodes.items() if node in kept)
    edges = (
        (head, tail, name, data)
        for head, tails in graph.nx.adjacency()
        if head in kept
        for tail, parallel in tails.items()
        if tail in kept
        for name, data in parallel.items()
    )
    for head, tail, name, data in edges:
        part.add_edge(head, tail, name, **data)
    papers = {data["paper"].id for _, data in part.nodes.items() if data["type"] == "Paper"}
    return replace(
        graph,
        nx=part,
        readings=tuple(reading for reading in graph.readings if reading.paper.id in papers),
        entities=tuple(entity for entity in graph.entities if entity.id in kept),
    )


def _is_paper(data: Mapping[str, Any], name: str) -> bool:
    return data["type"] == "Paper" and bool(data["paper"].id == name)
