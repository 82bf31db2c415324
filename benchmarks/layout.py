"""How fast and how good the layout is: `OMP_NUM_THREADS=1 python benchmarks/layout.py [NODES]...`, 2000 without any.

Invented graphs of that many nodes, with communities and a few nodes of very many links. Prints the processor seconds of
the layout, of networkx's spring_layout (up to 2,000 nodes, its time grows with the square) and of points drawn by lot;
the length of links as a share of that of random pairs; and the share of random pairs of links that cross.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.layout import place
from kg.layout.hubs import bundled, named, spread

Points = NDArray[np.float64]

SPRING = 2000  # nodes
DRAWS = 100_000
LINKS = 2.5  # of a node
NEAR, SAME = 0.15, 0.7  # shares of links in the next community, and inside their own


def invented(size: int) -> Any:
    """A symmetric matrix: degrees and sizes of communities are heavy-tailed, each community has its place on a line."""
    draw = np.random.default_rng(0)
    community = np.sort((draw.random(size) ** 2 * np.sqrt(size)).astype(int))
    start, end = (np.searchsorted(community, community, side) for side in ("left", "right"))
    count = int(size * LINKS)
    head = (draw.random(count) ** 1.5 * size).astype(int)
    kind, at = draw.random(count), draw.random(count) ** 3
    width = np.where(kind < SAME, 1, np.where(kind < SAME + NEAR, 4, size)) * (end - start)[head]
    tail = np.minimum(start[head] + at * np.minimum(width, size - start[head]), size - 1).astype(int)
    apart = head != tail
    number = draw.permutation(size)
    ends = number[head[apart]], number[tail[apart]]
    half = sparse.coo_matrix((np.ones(apart.sum()), ends), shape=(size, size)).tocsr()
    return (half + half.T).tocsr()


def laid_out(weights: Any) -> Points:
    """The layout with all that the page needs of it."""
    size = weights.shape[0]
    degree = np.diff(weights.indptr).astype(float)
    places = place(weights, np.clip(np.sqrt(degree / degree.mean()), 1, 6))
    bundled(weights, places.tree)
    spread(weights, places.tree.at(0))
    named(weights, places.tree, np.zeros(size, dtype=int), degree, [str(node) for node in range(size)])
    return places.points


def sprung(weights: Any) -> Points:
    """What networkx makes of it."""
    found = nx.spring_layout(nx.from_scipy_sparse_array(weights), seed=0)
    return np.array([found[node] for node in range(weights.shape[0])])


def drawn(weights: Any) -> Points:
    """Points drawn by lot."""
    return np.random.default_rng(0).random((weights.shape[0], 2))


def length(weights: Any, points: Points) -> float:
    """The mean length of links over that of random pairs."""
    cells = weights.tocoo()
    one, other = np.random.default_rng(1).integers(0, len(points), (2, DRAWS))
    linked, apart = (np.hypot(*(points[a] - points[b]).T).mean() for a, b in ((cells.row, cells.col), (one, other)))
    return float(linked / apart)


def crossings(weights: Any, points: Points) -> float:
    """The share of random pairs of links, without a node in common, that cross."""
    cells = sparse.triu(weights).tocoo()
    one, other = np.random.default_rng(2).integers(0, cells.nnz, (2, DRAWS))
    a, b, c, d = (ends[links] for links in (one, other) for ends in (cells.row, cells.col))
    distinct = (a != c) & (a != d) & (b != c) & (b != d)
    a, b, c, d = (points[node[distinct]] for node in (a, b, c, d))
    return float((_apart(a, b, c, d) & _apart(c, d, a, b)).mean())


def _apart(a: Points, b: Points, c: Points, d: Points) -> NDArray[np.bool_]:
    """Whether c and d are on different sides of the line through a and b."""
    return np.asarray(_side(a, b, c) * _side(a, b, d) < 0)


def _side(a: Points, b: Points, c: Points) -> Points:
    return np.asarray((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0])


def report(name: str, work: Callable[[Any], Points], weights: Any) -> None:
    """Run one way to lay out and print a line on it."""
    start = time.process_time()
    points = work(weights)
    spent = time.process_time() - start
    figures = f"links {length(weights, points):5.2f}, crossing {crossings(weights, points):6.3f}"
    print(f"{weights.shape[0]:8,d} nodes, {weights.nnz // 2:8,d} links  {name:12s} {spent:8.2f} s  {figures}")


def main() -> None:
    """Lay out graphs of each size."""
    laid_out(invented(100))  # loads what is to be loaded
    for size in [int(word) for word in sys.argv[1:]] or [2000]:
        weights = invented(size)
        report("kg", laid_out, weights)
        if size <= SPRING:
            report("networkx", sprung, weights)
        report("by lot", drawn, weights)


if __name__ == "__main__":
    main()
