"""What communities are called, what runs between them, and which hubs belong to all of them and so to none."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.analysis.links import Matrix
from kg.layout.discs import Points
from kg.layout.tree import Ints, Tree, between

HUB = 15  # neighbours, at the least, of a hub
GENERIC = 0.65  # spread from which a hub is one
NAMED = 2  # members in the name of a community, more where two would be called the same


@dataclass(frozen=True, slots=True, eq=False)
class Bundles:
    """The links between communities of each level, put together: one row a pair, the one before the other."""

    level: Ints
    one: Ints
    other: Ints
    weight: Points
    count: Ints


def bundled(weights: Matrix, tree: Tree) -> Bundles:
    """The sum and number of symmetric links between each two communities, level by level.

    Where the tree is not as deep as the level, its leaf stands for the community.
    """
    counted = weights.astype(complex)
    counted.data += 1j  # the weight of each link is its real part, its number the imaginary one
    rows: list[list[NDArray[np.generic]]] = []
    for level in range(tree.depth):
        summed = sparse.triu(between(counted, tree.at(level)), 1).tocoo()
        number = summed.data.imag.astype(int)
        rows.append([np.full(summed.nnz, level), summed.row, summed.col, summed.data.real, number])
    if not rows:
        return Bundles(*(np.zeros(0, dtype=kind) for kind in (int, int, int, float, int)))
    return Bundles(*(np.concatenate(column) for column in zip(*rows, strict=True)))


def spread(weights: Matrix, label: Ints) -> Points:
    """How evenly the neighbours of each node are spread over communities: 0 all in one, 1 as many as there can be.

    It is the entropy of their communities as a share of the most that so many neighbours could have.
    """
    size, count = len(label), int(label.max(initial=0)) + 1
    belongs = sparse.csr_matrix((np.ones(size), (np.arange(size), label)), shape=(size, count))
    linked = weights.copy()
    linked.data = np.ones_like(linked.data)
    found = (linked @ belongs).tocoo()
    degree = np.maximum(np.diff(weights.indptr), 1)
    share = found.data / degree[found.row]
    entropy = np.bincount(found.row, weights=-share * np.log(share), minlength=size)
    most = np.log(np.maximum(np.minimum(degree, len(np.unique(label))), 2))
    return np.asarray(np.round(entropy / most, 6) + 0.0)


def generic(weights: Matrix, spreads: Points) -> NDArray[np.bool_]:
    """Whether a node has at least `HUB` neighbours and a spread of at least `GENERIC`."""
    return np.asarray((np.diff(weights.indptr) >= HUB) & (spreads >= GENERIC))


def named(weights: Matrix, tree: Tree, kind: Ints, rank: Points, labels: Sequence[str]) -> tuple[Ints, tuple[str, ...]]:
    """The hub of each community and its name, which no other community has.

    Of the lowest `kind` in it, the hub is the member with most neighbours inside, of equals the one of higher rank.
    """
    hub, names = np.zeros(len(tree.parent), dtype=int), [""] * len(tree.parent)
    taken: set[str] = set()
    cells = weights.tocoo()
    for level in range(tree.depth):
        holder = tree.at(level)
        inside = np.bincount(cells.row[holder[cells.row] == holder[cells.col]], minlength=len(rank))
        order = np.lexsort((np.arange(len(rank)), -rank, -inside, kind, holder))
        for members in np.split(order, np.flatnonzero(np.diff(holder[order])) + 1):
            community = holder[members[0]]
            if tree.level[community] == level:
                hub[community] = members[0]
                names[community] = next(name for name in _names(members, labels) if name not in taken)
                taken.add(names[community])
    return hub, tuple(names)


def _names(members: Ints, labels: Sequence[str]) -> Iterator[str]:
    """Ever longer names, and then numbered ones."""
    distinct = list(dict.fromkeys(labels[member] for member in members[: 4 * NAMED]))
    for count in range(min(NAMED, len(distinct)), len(distinct) + 1):
        yield ", ".join(distinct[:count])
    for number in itertools.count(2):
        yield f"{', '.join(distinct[:NAMED])} ({number})"
