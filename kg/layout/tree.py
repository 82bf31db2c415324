"""The nodes divided into communities, those that are too big into smaller ones, and so on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from kg.analysis.links import Matrix
from kg.analysis.partition import louvain

Ints = NDArray[np.int_]

FEW = 50  # nodes that need no division
CROWD = 250  # nodes of a community that is not divided further
PARTS = 40  # of one community, at most: what one eye can take in
SMALLEST = 10  # nodes of a community beside bigger ones
TINY = 400  # so many times smaller than all together, a part is lost among the others
HALF, MOST_OF_ALL = 0.5, 0.8  # shares that one part may hold: after parts are joined, and before


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Communities, parents before their children: those of the coarsest level have parent -1 and level 0."""

    parent: Ints
    level: Ints
    leaf: Ints  # of every node, the smallest community that holds it

    @property
    def depth(self) -> int:
        """How many levels there are."""
        return int(self.level.max(initial=-1)) + 1

    @property
    def sizes(self) -> Ints:
        """How many nodes each community holds, those of its children too."""
        held = np.zeros(len(self.parent), dtype=int)
        for level in range(self.depth):
            holder = self.at(level)
            held += np.where(self.level == level, np.bincount(holder, minlength=len(held)), 0)
        return held

    def at(self, level: int) -> Ints:
        """Of every node, its community at a level; where the tree is not that deep, its leaf."""
        return self.above(level)[self.leaf]

    def above(self, level: int) -> Ints:
        """Of every community, itself if it is no deeper than the level, else what holds it there."""
        found = np.arange(len(self.parent))
        while (self.level[found] > level).any():
            found = np.where(self.level[found] > level, self.parent[found], found)
        return found


def divide(weights: Matrix) -> Tree:
    """The communities of symmetric weights."""
    parent: list[int] = []
    level: list[int] = []
    leaf = np.zeros(weights.shape[0], dtype=int)
    waiting = [(-1, np.arange(len(leaf)))]
    for above, members in waiting:
        for part in _parts(weights[members][:, members], top=above < 0):
            parent.append(above)
            level.append(level[above] + 1 if above >= 0 else 0)
            leaf[members[part]] = len(parent) - 1
            if CROWD < len(part) < len(members):
                waiting.append((len(parent) - 1, members[part]))
    return Tree(np.array(parent, dtype=int), np.array(level, dtype=int), leaf)


def between(weights: Matrix, label: Ints) -> Matrix:
    """The weights summed by label: from group to group, and on the diagonal those inside."""
    cells, size = weights.tocoo(), int(label.max(initial=-1)) + 1
    return coo_matrix((cells.data, (label[cells.row], label[cells.col])), shape=(size, size)).tocsr()


def _parts(weights: Matrix, *, top: bool) -> list[Ints]:
    """The members of each part; what is not linked to the rest comes last."""
    size = weights.shape[0]
    if top and size <= FEW:
        return [np.arange(size)] if size else []
    loose = _loose(weights)
    if loose.all():
        label = _bins(weights)
    else:
        most = PARTS if top else max(2, min(PARTS, 4 * size // CROWD))
        label = np.full(size, most)
        label[~loose] = _communities(weights[~loose][:, ~loose], most)
    order = np.argsort(label, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(label[order])) + 1)


def _loose(weights: Matrix) -> NDArray[np.bool_]:
    """Whether a node is outside the biggest component, in one that is no crowd; of all nodes, when none is big."""
    count, component = connected_components(weights, directed=False)
    size = np.bincount(component)
    small = size <= CROWD
    if count == 1 or not small.all():
        small[size.argmax()] = False
    return np.asarray(small[component])


def _bins(weights: Matrix) -> Ints:
    """Small components put together until they are a crowd, the biggest first."""
    count, component = connected_components(weights, directed=False)
    size = np.bincount(component)
    order = np.argsort(-size, kind="stable")
    found = np.empty(count, dtype=int)
    found[order] = (np.cumsum(size[order]) - size[order]) // max(CROWD, -(-len(component) // PARTS))
    return np.asarray(found[component])


def _communities(weights: Matrix, most: int) -> Ints:
    """Louvain's, two to `most` of them, none with nearly all nodes; slices where links divide nothing."""
    total = weights.shape[0]
    least = max(total / TINY, min(SMALLEST, total / PARTS))
    for resolution in (1.0, 2.0, 4.0, 8.0):
        label = louvain(weights, resolution=resolution)
        small = np.bincount(label) < least
        label = _joined(weights, label, small)
        if _biggest(label) <= MOST_OF_ALL and not small.all():
            break
    else:
        return np.asarray(np.arange(total) * min(most, -(-total // CROWD)) // total)
    return _fewer(weights, label, most)


def _fewer(weights: Matrix, label: Ints, most: int) -> Ints:
    """The labels when, while there are more than `most`, the two parts are joined whose joining adds most modularity.

    Two that would hold most of all nodes are joined only when there are no others.
    """
    links, size = between(weights, label).toarray(), np.bincount(label)
    while len(size) > most:
        ends = links.sum(axis=0)
        gain = links - ends[:, None] * ends / ends.sum()
        gain -= ends.sum() * (size[:, None] + size > HALF * len(label))
        np.fill_diagonal(gain, -np.inf)
        into, part = sorted(divmod(int(gain.argmax()), len(size)))
        links[into] += links[part]
        links[:, into] += links[:, part]
        size[into] += size[part]
        links, size = np.delete(np.delete(links, part, 0), part, 1), np.delete(size, part)
        label = np.where(label == part, into, label - (label > part))
    return label


def _biggest(label: Ints) -> float:
    """The share of all nodes that the biggest part holds."""
    return float(np.bincount(label).max() / len(label))


def _joined(weights: Matrix, label: Ints, small: NDArray[np.bool_]) -> Ints:
    """The labels when each part that is small has joined the one it is most linked to that is not."""
    if small.all() or not small.any():
        return label
    links = between(weights, label)[:, ~small].toarray()
    joined = np.where(small & links.any(axis=1), np.flatnonzero(~small)[links.argmax(axis=1)], np.arange(len(small)))
    return np.asarray(np.unique(joined[label], return_inverse=True)[1])
