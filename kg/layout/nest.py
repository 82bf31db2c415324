"""Communities within communities, each a disc: what holds what, where each stands, and which way it is turned."""

from dataclasses import dataclass, replace

import numpy as np

from kg.analysis.links import Matrix
from kg.layout.discs import Points, around, enclosed, pack
from kg.layout.forces import Groups, arrange
from kg.layout.tree import Ints, Tree, between, divide

RIM = 1.05  # radius of a disc over that of what it holds


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The centres of nodes, the tree of communities, their centres and radii, in the unit of the radii of nodes."""

    points: Points
    tree: Tree
    centre: Points
    reach: Points


def place(weights: Matrix, radii: Points, owner: Ints | None = None) -> Places:
    """Where to draw nodes linked by symmetric weights: communities as discs, in discs, that do not overlap.

    A node with an owner (the number of another node, else -1) stands in a ring around it, whatever its links.
    """
    owner = np.full(len(radii), -1) if owner is None else owner
    free, held = np.flatnonzero(owner < 0), np.flatnonzero(owner >= 0)
    number = np.zeros(len(radii), dtype=int)
    number[free] = np.arange(len(free))
    rings, room = around(number[owner[held]], radii[free], float(radii[held].max(initial=0)))
    found = _nested(weights[free][:, free], room)
    number[held] = number[owner[held]]
    points = found.points[number]
    points[held] += rings
    tree = replace(found.tree, leaf=found.tree.leaf[number])
    return replace(found, points=points, tree=tree)


def _nested(weights: Matrix, radii: Points) -> Places:
    """Leaves laid out by their links, then every community by those of its children, up to the whole."""
    tree = divide(weights)
    offset, reach = np.zeros((len(tree.parent), 2)), np.zeros(len(tree.parent))
    leaves = _groups(tree.leaf, radii)
    inside, found = arrange(leaves, weights, radii.astype(np.float32))
    reach[np.unique(tree.leaf)] = found * RIM
    for level in reversed(range(tree.depth)):
        here = np.flatnonzero(tree.level == level)
        links = between(weights, tree.at(level))
        for family in _groups(tree.parent[here], reach[here]):
            members = here[family]
            offset[members], whole = _packed(links, members, reach[members])
            if level:
                reach[tree.parent[members[0]]] = whole * RIM
    points, centre = _placed(weights, tree, inside.astype(float), offset)
    return Places(points, tree, centre, reach)


def _groups(of: Ints, radii: Points) -> Groups:
    """The members of each number that occurs, in order of the numbers, the biggest first."""
    order = np.lexsort((np.arange(len(of)), -radii, of))
    return np.split(order, np.flatnonzero(np.diff(of[order])) + 1) if len(of) else []


def _packed(links: Matrix, members: Ints, reach: Points) -> tuple[Points, float]:
    """The discs of one family side by side, around the middle of the disc that holds them, and its radius."""
    weights = links[members][:, members].toarray()
    np.fill_diagonal(weights, 0)
    points, whole = enclosed(pack(reach, weights), reach)
    return points, float(whole)


def _placed(weights: Matrix, tree: Tree, inside: Points, offset: Points) -> tuple[Points, Points]:
    """Everything from the middle of all, each community turned so that its links run the shortest way out."""
    centre = np.zeros_like(offset)
    cells = weights.tocoo()
    for level in range(tree.depth):
        here = tree.level == level
        parent = tree.parent[here]
        centre[here] = offset[here] + (centre[parent] if level else 0)
        # What stands in the communities of this level: their children, or nodes.
        holder, below = tree.at(level), tree.at(level + 1)
        step = np.where((below == holder)[:, None], inside, offset[below])
        turn = _turn(cells, holder, step, centre[holder], len(here))
        turn[~here] = [1, 0, 1]
        child = np.flatnonzero(tree.level == level + 1)
        offset[child] = _turned(offset[child], turn[tree.parent[child]])
        own = (below == holder) & here[holder]
        inside[own] = _turned(inside[own], turn[holder[own]])
    return inside + centre[tree.leaf], centre


def _turn(cells: Matrix, holder: Ints, step: Points, centre: Points, count: int) -> Points:
    """For each community the cosine, sine and side (-1: mirrored) that turn its members to what they link to."""
    out = holder[cells.row] != holder[cells.col]
    head, tail, weight = cells.row[out], cells.col[out], cells.data[out]
    way = centre[tail] - centre[head]
    way *= (weight / np.maximum(np.sqrt((way**2).sum(axis=1)), 1e-9))[:, None]
    (x, y), (along, up) = step[head].T, way.T

    def total(values: Points) -> Points:
        return np.bincount(holder[head], weights=values, minlength=count).astype(float)

    plain = total(x * along + y * up), total(x * up - y * along)
    mirrored = total(x * along - y * up), total(x * up + y * along)
    lengths = [np.sqrt(cosine**2 + sine**2) for cosine, sine in (plain, mirrored)]
    side = np.where(lengths[1] > lengths[0], -1.0, 1.0)
    length = np.maximum(*lengths)
    cosine, sine = (np.where(side < 0, other, one) for one, other in zip(plain, mirrored, strict=True))
    still = length < 1e-9
    length[still], cosine[still] = 1, 1
    return np.column_stack([np.where(still, 1, cosine / length), np.where(still, 0, sine / length), side])


def _turned(points: Points, turn: Points) -> Points:
    cosine, sine, side = turn.T
    x, y = points[:, 0], points[:, 1] * side
    return np.column_stack([x * cosine - y * sine, x * sine + y * cosine])
