"""Nine measures of how much a node matters, over a matrix of links."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from kg.analysis.links import Links, Matrix

Vector: TypeAlias = NDArray[np.float64]

DAMPING = 0.85
STEPS = 200  # 0.85 ** 200 is below 1e-14
SETTLED = 1e-15  # moved in a step by all nodes together: no more than chance of rounding


def degree(links: Links) -> Vector:
    """Number of neighbours, whichever way the link points.

    References
    ----------
    Freeman (1978), Centrality in social networks: conceptual clarification. doi:10.1016/0378-8733(78)90021-7
    """
    return _lengths(links.both_ways)


def in_degree(links: Links) -> Vector:
    """Number of nodes that link to the node."""
    return _lengths(links.weights.T.tocsr())


def out_degree(links: Links) -> Vector:
    """Number of nodes that the node links to."""
    return _lengths(links.weights)


def closeness(links: Links) -> Vector:
    """(r - 1) / (sum of distances) * (r - 1) / (n - 1), where r of n nodes can be reached; links count 1.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, p. 201. doi:10.1017/CBO9780511815478
    """
    reached, farness, _ = _distances(links)
    possible = max(len(links.nodes) - 1, 1)
    return np.divide(reached**2, farness * possible, out=np.zeros_like(reached), where=farness > 0)


def harmonic(links: Links) -> Vector:
    """Sum of 1 / distance to every other node, 0 for those out of reach; links count 1.

    References
    ----------
    Boldi & Vigna (2014), Axioms for centrality. doi:10.1080/15427951.2013.865686
    """
    return _distances(links)[2]


def betweenness(links: Links) -> Vector:
    """Share of the shortest paths between two other nodes that pass the node; links count 1.

    Brandes' algorithm, run for many sources at once: one product with the adjacency matrix is one step of all.

    References
    ----------
    Brandes (2001), A faster algorithm for betweenness centrality. doi:10.1080/0022250X.2001.9990249
    """
    adjacency, size = _adjacency(links), len(links.nodes)
    total = sum((_dependencies(adjacency, sources) for sources in _batches(size)), np.zeros(size))
    return total / max((size - 1) * (size - 2), 1)


def eigenvector(links: Links) -> Vector:
    """The leading eigenvector of the weights, of length 1, over the largest component; 0 outside it.

    References
    ----------
    Bonacich (1972), Factoring and weighting approaches to status scores. doi:10.1080/0022250X.1972.9989806
    """
    _, component = connected_components(links.weights, directed=False)
    inside = component == np.bincount(component).argmax()
    values = np.zeros(len(links.nodes))
    values[inside] = _leading(links.both_ways[inside][:, inside])[1]
    return values


def pagerank(links: Links) -> Vector:
    """Where a reader ends who follows links by weight, and jumps to any node with probability 0.15.

    References
    ----------
    Brin & Page (1998), The anatomy of a large-scale hypertextual Web search engine.
    doi:10.1016/S0169-7552(98)00110-X
    """
    size = len(links.nodes)
    out = np.asarray(links.weights.sum(axis=1)).ravel()
    share = np.divide(1, out, out=np.zeros(size), where=out > 0)
    incoming = links.weights.T.tocsr()
    sinks, rank = np.flatnonzero(out == 0), np.full(size, 1 / size)
    for _ in range(STEPS):
        lost = rank[sinks].sum()
        before, rank = rank, DAMPING * (incoming @ (rank * share) + lost / size) + (1 - DAMPING) / size
        if np.abs(rank - before).sum() < SETTLED:
            break
    return rank


def katz(links: Links) -> Vector:
    """Walks of every length that end at the node, shorter by `0.85 / (leading eigenvalue)` a step; of length 1.

    References
    ----------
    Katz (1953), A new status index derived from sociometric analysis. doi:10.1007/BF02289026
    """
    weights = links.both_ways
    attenuation = DAMPING / max(_leading(weights)[0], 1.0)
    values = np.ones(len(links.nodes))
    for _ in range(STEPS):
        values = attenuation * (weights @ values) + 1
    return values / np.linalg.norm(values)


MEASURES: dict[str, Callable[[Links], Vector]] = {
    "degree": degree,
    "in-degree": in_degree,
    "out-degree": out_degree,
    "betweenness": betweenness,
    "closeness": closeness,
    "harmonic": harmonic,
    "eigenvector": eigenvector,
    "pagerank": pagerank,
    "katz": katz,
}


def _lengths(weights: Matrix) -> Vector:
    """How many cells each row has."""
    return np.asarray(np.diff(weights.indptr), dtype=np.float64)


def _leading(weights: Matrix) -> tuple[float, Vector]:
    """The largest eigenvalue of symmetric weights and its non-negative vector, by power iteration.

    One is added to the diagonal, for on a bipartite graph the iteration would swing between two vectors.
    """
    size = weights.shape[0]
    vector = np.full(size, size**-0.5)
    for _ in range(10_000):
        grown = weights @ vector + vector
        following = grown / np.linalg.norm(grown)
        moved = np.abs(following - vector).max()
        vector = following
        if moved < 1e-15:
            break
    return float(vector @ (weights @ vector)), vector


def _adjacency(links: Links) -> Matrix:
    adjacency = links.both_ways.copy()
    adjacency.data[:] = 1
    return adjacency


def _batches(size: int) -> Iterator[NDArray[np.int_]]:
    """Sources, so many at a time that one matrix of a node by source stays near 32 MB."""
    step = max(1, 2**22 // size)
    for start in range(0, size, step):
        yield np.arange(start, min(start + step, size))


def _levels(adjacency: Matrix, sources: NDArray[np.int_]) -> list[NDArray[np.float64]]:
    """`levels[d][v, s]`: the number of shortest paths from the s-th source to v, where v is d steps off; else 0."""
    paths = np.zeros((adjacency.shape[0], len(sources)))
    paths[sources, np.arange(len(sources))] = 1
    reached, levels = paths > 0, []
    while paths.any():
        levels.append(paths)
        paths = adjacency @ paths
        paths[reached] = 0
        reached |= paths > 0
    return levels


def _distances(links: Links) -> tuple[Vector, Vector, Vector]:
    """Of every node: how many others it reaches, the sum of the distances to them, and of their inverses."""
    adjacency, size = _adjacency(links), len(links.nodes)
    reached, farness, nearness = np.zeros(size), np.zeros(size), np.zeros(size)
    for sources in _batches(size):
        for distance, paths in enumerate(_levels(adjacency, sources)[1:], start=1):
            count = np.count_nonzero(paths, axis=0)
            reached[sources] += count
            farness[sources] += distance * count
            nearness[sources] += count / distance
    return reached, farness, nearness


def _dependencies(adjacency: Matrix, sources: NDArray[np.int_]) -> Vector:
    """Brandes' dependency of the sources on every node, summed over the sources."""
    levels = _levels(adjacency, sources)
    dependency = np.zeros_like(levels[0])
    for nearer, farther in reversed(list(pairwise(levels))):
        share = np.divide(1 + dependency, farther, out=np.zeros_like(farther), where=farther > 0)
        dependency += nearer * (adjacency @ share)
    dependency[sources, np.arange(len(sources))] = 0
    return np.asarray(dependency.sum(axis=1))
