"""Where to draw every node: communities as islands, each laid out by its own links, nothing over anything else."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from kg.analysis.links import Matrix
from kg.analysis.partition import louvain

Points = NDArray[np.float64]

STEPS = 120
FEW = 50  # nodes that need no islands
GAP = 7.0  # pixels between the rims of two nodes
SEA = 34.0  # pixels between the rims of two islands
WIDE = 1.3  # windows are wider than high
GOLDEN_ANGLE = np.pi * (3 - 5**0.5)


def place(weights: Matrix, radii: Points) -> Points:
    """The centre of every node of symmetric weights, in pixels, such that no two overlap.

    Louvain's communities are laid out one by one, then the communities themselves in the same way, as discs linked
    by what runs between their members. The same input gives the same picture: nothing is drawn by lot.

    References
    ----------
    Fruchterman & Reingold (1991), Graph drawing by force-directed placement. doi:10.1002/spe.4380211102
    """
    size = len(radii)
    community = louvain(weights) if size > FEW else np.zeros(size, dtype=int)
    belongs = csr_matrix((np.ones(size), (community, np.arange(size))))
    centred, reach = np.zeros((size, 2)), np.zeros(belongs.shape[0])
    for number in range(len(reach)):
        members = np.flatnonzero(community == number)
        points = _spring(weights[members][:, members].toarray(), radii[members], GAP)
        centred[members] = points
        reach[number] = (np.linalg.norm(points, axis=1) + radii[members]).max()
    between = (belongs @ weights @ belongs.T).toarray()
    np.fill_diagonal(between, 0)
    islands = _inward(_spring(between, reach, SEA), reach, SEA)
    return np.asarray(centred + islands[community])


def _inward(points: Points, radii: Points, gap: float) -> Points:
    """The discs moved straight towards the middle, the nearest first, each as far as those before it let it.

    Far islands would make the picture small. The middle is an ellipse, since windows are wider than high.
    """
    points = points * [WIDE, 1]
    placed: list[int] = []
    for i in np.argsort(np.hypot(points[:, 0] / WIDE, points[:, 1]), kind="stable"):
        points[i] *= _nearest_free(points[i], radii[i], points[placed], radii[placed] + gap)
        placed.append(i)
    return points


def _nearest_free(point: Points, radius: float, others: Points, rims: Points) -> float:
    """The smallest share of the way from (0, 0) to `point` at which a disc touches none of the others."""
    length = float(np.hypot(*point)) or 1.0
    along = others @ (point / length)
    near = (radius + rims) ** 2 - (np.hypot(*others.T) ** 2 - along**2)
    half = np.sqrt(np.maximum(near, 0))
    at = 0.0
    for start, end in sorted(zip(along - half, along + half, strict=True)):
        if start < at + 1e-9 < end:
            at = end
    return at / length


def _spring(weights: Points, radii: Points, gap: float) -> Points:
    """Points that links pull together and the room they need pushes apart, around (0, 0)."""
    size = len(radii)
    room = np.sqrt(np.mean((2 * radii + gap) ** 2))
    pull = np.log1p(weights)
    pull /= pull.max(initial=1e-9)
    points = _sunflower(radii, room)
    reach = room + radii[:, None] + radii[None]
    for heat in np.linspace(1, 0, STEPS, endpoint=False) ** 2:
        apart, distance = _between(points)
        move = _sum((reach / distance) ** 2 - pull * distance / room, apart) / np.sqrt(size) - 0.3 * points
        length = np.linalg.norm(move, axis=1, keepdims=True) + 1e-9
        points = points + move / length * np.minimum(length, heat * room * np.sqrt(size) / 4)
    return _apart(points - points.mean(axis=0), radii, gap)


def _sunflower(radii: Points, room: float) -> Points:
    """The biggest in the middle, the others around it in a spiral."""
    rank = np.empty(len(radii))
    rank[np.argsort(-radii, kind="stable")] = np.arange(len(radii))
    angle, distance = rank * GOLDEN_ANGLE, room * np.sqrt(rank)
    return np.column_stack([distance * np.cos(angle), distance * np.sin(angle)])


def _apart(points: Points, radii: Points, gap: float) -> Points:
    """The points moved until no two discs overlap: first each pair that does, then, for what is left, the whole."""
    wanted = radii[:, None] + radii[None] + gap
    np.fill_diagonal(wanted, 0)
    for _ in range(STEPS):
        apart, distance = _between(points)
        lacking = np.maximum(wanted - distance, 0)
        if lacking.max() < gap / 2:
            break
        crowd = np.count_nonzero(lacking, axis=1, keepdims=True)
        points = points + 0.5 * _sum(lacking / distance, apart) / np.sqrt(np.maximum(crowd, 1))
    close = (wanted - gap / 2) / _between(points)[1]
    return np.asarray(points * max(1.0, close.max()))


def _between(points: Points) -> tuple[tuple[Points, Points], Points]:
    """From every point to every other: the steps along x and along y, and the distance, which is never 0."""
    across, up = (coordinate[:, None] - coordinate[None] for coordinate in points.T)
    return (across, up), np.sqrt(across**2 + up**2) + 1e-9


def _sum(force: Points, apart: tuple[Points, Points]) -> Points:
    """The forces on every point put together, each along the line between the two."""
    return np.column_stack([np.einsum("ij,ij->i", force, steps) for steps in apart])
