"""Where the members of a group stand inside it: links pull, the room they need pushes apart, and no two overlap.

Groups of about one size are worked on together, as one array. Only operations that every machine rounds alike are
used (no sums by BLAS, no sines), so that the same groups give the same numbers everywhere.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kg.analysis.links import Matrix
from kg.layout.discs import enclosed
from kg.layout.tree import Ints

Reals = NDArray[np.float32]
Groups = list[Ints]  # the members of each, the most important first

STEPS, SWING = 24, np.float32(0.75)  # steps, and the share of each that the next goes on with
FILL = np.float32(0.45)  # share of a disc that members are to cover, and so the pull of the middle
PULL = np.float32(1.35)  # of the links of a member
CLOSER = np.float32(0.99)  # from one push to the next, so that no holes are left
NUDGE = np.float32(0.01)  # of the way to where it started: twins would stay on one place
LOOKS, PUSHES = 3, 6  # how often it is found out who is near whom, and then pushed apart
NEAR = np.float32(1.2)  # times the distance of two that have room: who may get in each other's way
GAP = 0.12  # of a radius, around every member
CELLS = 2**15  # pairs that are worked on together: what fits a processor's own memory


def arrange(groups: Groups, weights: Matrix, radii: Reals) -> tuple[Reals, Reals]:
    """The place of each member around the middle of the smallest disc that holds its group, and that disc's radius."""
    order = sorted(range(len(groups)), key=lambda number: (-len(groups[number]), number))
    table = _table([groups[number] for number in order])
    links = _inside(weights, table)
    points, reach = np.zeros((len(radii), 2), dtype=np.float32), np.zeros(len(groups), dtype=np.float32)
    for first, last, most in _batches(table):
        here = table[first:last, :most]
        found = _settled(_dense(links, first, here.shape), np.where(here < 0, np.float32(0), radii[here]))
        points[here[here >= 0]] = np.stack(found, axis=-1)[here >= 0]
    sizes: Reals = np.where(table < 0, np.float32(-np.inf), radii[table])
    inside, reach[order] = enclosed(points[table], sizes)
    points[table[table >= 0]] = inside[table >= 0]
    return points, reach


def _table(groups: Groups) -> Ints:
    """A row for each group, those that are not the biggest filled up with -1."""
    most = max(map(len, groups), default=1)
    rows = [np.pad(group, (0, most - len(group)), constant_values=-1) for group in groups]
    return np.array(rows, dtype=int).reshape(len(groups), most)


def _batches(table: Ints) -> Iterator[tuple[int, int, int]]:
    """The first of groups of about one size, the one after the last, and the size: as many as make `CELLS` pairs."""
    first, sizes = 0, np.count_nonzero(table >= 0, axis=1).tolist()
    while first < len(sizes):
        last = min(first + max(CELLS // sizes[first] ** 2, 1), len(sizes))
        yield first, last, sizes[first]
        first = last


def _inside(weights: Matrix, table: Ints) -> tuple[Ints, Ints, Ints, Reals]:
    """The links inside groups: in which row of the table, from which place there to which, and the weight."""
    group, seat = np.empty(weights.shape[0], dtype=int), np.empty(weights.shape[0], dtype=int)
    rows, places = np.nonzero(table >= 0)
    group[table[rows, places]], seat[table[rows, places]] = rows, places
    cells = weights.tocoo()
    links = np.flatnonzero((group[cells.row] == group[cells.col]) & (cells.row != cells.col))
    links = links[np.argsort(group[cells.row[links]], kind="stable")]
    one, other = cells.row[links], cells.col[links]
    return group[one], seat[one], seat[other], cells.data[links].astype(np.float32)


def _dense(links: tuple[Ints, Ints, Ints, Reals], first: int, shape: tuple[int, ...]) -> Reals:
    """The links inside each group from the first on, each as a share of what both its ends have."""
    part = slice(*np.searchsorted(links[0], (first, first + shape[0])))
    group, one, other, weight = (column[part] for column in links)
    dense = np.zeros((*shape, shape[1]), dtype=np.float32)
    dense[group - first, one, other] = weight
    total = np.sqrt(np.maximum(dense.sum(axis=-1), np.float32(1e-9)))
    dense /= total[:, :, None]
    dense /= total[:, None, :]
    return dense


def _settled(weights: Reals, radii: Reals) -> tuple[Reals, Reals]:
    """Points at which push and pull balance, then moved apart until no discs overlap.

    Members push each other away as charges do on a plane, by their area, and a spring holds them to the middle, big
    ones more: without links they would fill a disc evenly. Each step goes to where a member would be at rest if all
    others stood still, which needs no tuning, and goes on with some of the step before, which saves half of them;
    pushes are soft at first, so that members can pass each other.

    References
    ----------
    Jacomy et al. (2014), ForceAtlas2, a continuous graph layout algorithm. doi:10.1371/journal.pone.0098679
    """
    mass, count = radii * radii, np.count_nonzero(radii, axis=-1).astype(np.float32)
    start = _sunflower(radii)
    x, y = start
    pull = PULL * weights
    hold = FILL * np.maximum(radii / (radii.sum(axis=-1) / count)[:, None], np.float32(1))
    held = pull.sum(axis=-1) + hold
    soft = 4 * (mass.sum(axis=-1) / count)[:, None, None]
    right, upward = np.zeros_like(x), np.zeros_like(y)
    for step in range(STEPS):
        across, up, square = _between(x, y)
        square += soft * np.float32(1 - step / STEPS)
        push = mass[:, None, :] / square
        stiff = push.sum(axis=-1) + held
        push -= pull
        across *= push
        up *= push
        right = SWING * right + (across.sum(axis=-1) - hold * x) / stiff
        upward = SWING * upward + (up.sum(axis=-1) - hold * y) / stiff
        x, y = x + right, y + upward
    return _apart(x + NUDGE * start[0], y + NUDGE * start[1], radii)


def _apart(x: Reals, y: Reals, radii: Reals) -> tuple[Reals, Reals]:
    """The points moved until no two discs overlap: each pair that does, then, for what is left, the whole group."""
    wanted = (radii[:, :, None] + radii[:, None, :]) * np.float32(1 + GAP)
    real = (radii[:, :, None] > 0) & (radii[:, None, :] > 0)
    itself = np.arange(radii.shape[1])
    real[:, itself, itself] = False
    for look in reversed(range(LOOKS)):
        near = np.flatnonzero(real & (_between(x, y)[2] < (NEAR * wanted) ** 2))
        x, y = _pushed(x, y, radii, near, wanted.ravel()[near], CLOSER if look else np.float32(1))
    square = np.where(real, _between(x, y)[2] + np.float32(1e-9), np.float32(np.inf))
    short = (wanted / np.float32(1 + GAP / 2) / np.sqrt(square)).max(axis=(1, 2), initial=1)
    return x * short[:, None], y * short[:, None]


def _pushed(x: Reals, y: Reals, radii: Reals, pairs: Ints, wanted: Reals, closer: np.float32) -> tuple[Reals, Reals]:
    """The points after pushes between pairs that are nearer than wanted; of a pair the smaller gives way more."""
    shape, x, y, mass = x.shape, x.ravel(), y.ravel(), radii.ravel() ** 2
    one, other = pairs // shape[1], pairs // shape[1] ** 2 * shape[1] + pairs % shape[1]
    yields = mass[other] / (mass[one] + mass[other])
    for _ in range(PUSHES):
        across, up = x[one] - x[other], y[one] - y[other]
        lacking = np.maximum(wanted / np.sqrt(across * across + up * up + np.float32(1e-6)) - 1, np.float32(0))
        crowd = np.sqrt(np.maximum(np.bincount(one, lacking > 0, len(x)), 1)).astype(np.float32)
        lacking *= yields
        x = closer * (x + (np.bincount(one, across * lacking, len(x)) / crowd).astype(np.float32))
        y = closer * (y + (np.bincount(one, up * lacking, len(y)) / crowd).astype(np.float32))
    return x.reshape(shape), y.reshape(shape)


def _sunflower(radii: Reals) -> tuple[Reals, Reals]:
    """The first in the middle, the others around it in a spiral, each where the area of those before it ends."""
    count = radii.shape[1]
    turn = np.arange(count) * (np.pi * (3 - 5**0.5))
    cosine, sine = (np.round(wave(turn), 6).astype(np.float32) for wave in (np.cos, np.sin))
    area = np.cumsum(radii * radii, axis=-1, dtype=np.float64)
    distance = np.sqrt(2 * (area - area[:, :1])).astype(np.float32)
    return distance * cosine, distance * sine


def _between(x: Reals, y: Reals) -> tuple[Reals, Reals, Reals]:
    """From every point (last index) to every other: the steps along x and y, and the square of the distance."""
    across, up = x[:, :, None] - x[:, None, :], y[:, :, None] - y[:, None, :]
    square = across * across
    square += up * up
    return across, up, square
