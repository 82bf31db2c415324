"""The graph as a sparse matrix: every node linked as in the graph, or one class linked by what its members share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse

from kg import ontology
from kg.errors import BadBuild, BadQuery
from kg.graph import KnowledgeGraph

Matrix: TypeAlias = Any  # scipy.sparse.csr_matrix, which has no types


@dataclass(frozen=True, slots=True)
class Links:
    """Nodes in sorted order, and `weights[i, j]`: how strongly the i-th links to the j-th."""

    nodes: tuple[str, ...]
    weights: Matrix

    @property
    def both_ways(self) -> Matrix:
        """The weights of links taken in both directions; of a projection, its weights."""
        symmetric = (self.weights != self.weights.T).nnz == 0
        return self.weights if symmetric else (self.weights + self.weights.T).tocsr()


def links(graph: KnowledgeGraph, type: str | None = None) -> Links:
    """How nodes are linked: all of them, or those of one class.

    Over all nodes, parallel edges are folded into one link whose weight is the sum of theirs (the papers that say
    so). Over one class, two entities are linked by the papers that name both, in whatever role; two papers or two
    claims by the entities that both name; the weight is their number.

    Raises
    ------
    BadQuery
        When `type` is no class of node.
    BadBuild
        When the graph has no such node.
    """
    if type is not None and type not in ontology.node_types():
        raise BadQuery(f"no class of node {type!r}; there are {', '.join(ontology.node_types())}")
    found = _whole(graph) if type is None else _projection(graph, type)
    if not found.nodes:
        raise BadBuild(f"the graph has no {type or 'node'}: nothing to rank or group")
    return found


def _whole(graph: KnowledgeGraph) -> Links:
    nodes = tuple(sorted(graph.nx))
    row = _rows(nodes)
    cells = [
        (row[head], row[tail], data["weight"])
        for head, tails in graph.nx.adjacency()
        for tail, parallel in tails.items()
        for data in parallel.values()
    ]
    return Links(nodes, _matrix(cells, len(nodes), len(nodes)))


def _projection(graph: KnowledgeGraph, type: str) -> Links:
    nodes = tuple(node for node, _ in graph.nodes(type))
    sharers = _rows(node for node, data in graph.nodes() if _shares(type)(data))
    cells = [
        (row, sharers[other], 1.0)
        for row, node in enumerate(nodes)
        for other in (*graph.nx.pred[node], *graph.nx.succ[node])
        if other in sharers
    ]
    incidence = _matrix(cells, len(nodes), len(sharers))
    incidence.data[:] = 1
    shared = (incidence @ incidence.T).tolil()
    shared.setdiag(0)
    return Links(nodes, shared.tocsr())


def _shares(type: str) -> Callable[[dict[str, Any]], bool]:
    """Whether a node is of the kind that nodes of `type` are joined by."""
    if type in ontology.entity_types():
        return lambda data: data["type"] == "Paper"
    return lambda data: data["type"] in ontology.entity_types()


def _rows(nodes: Iterable[str]) -> dict[str, int]:
    return {node: row for row, node in enumerate(nodes)}


def _matrix(cells: list[tuple[int, int, float]], rows: int, columns: int) -> Matrix:
    heads, tails, weights = zip(*cells, strict=True) if cells else ((), (), ())
    # Cells given twice are added up.
    return sparse.csr_matrix((np.array(weights, dtype=float), (heads, tails)), shape=(rows, columns))
