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

STEPS = 60
FILL = np.float32(0.45)  # share of a disc that members are to cover, and so the pull of the middle
PULL = np.float32(1.35)  # of the links of a member
PUSHES = 30
CLOSER = np.float32(0.99)  # from one push to the next, so that no holes are left
NUDGE = np.float32(0.01)  # of the way to where it started: twins would stay on one place
GAP = 0.12  # of a radius, around every member
CELLS = 2**15  # pairs that are worked on together: what fits a processor's own memory


def arrange(groups: Groups, weights: Matrix, radii: Reals) -> tuple[Reals, Reals]:
    """The place of each member around the middle of the smallest disc that holds its group, and that disc's radius."""
    points = np.zeros((len(radii), 2), dtype=np.float32)
    reach = np.zeros(len(groups), dtype=np.float32)
    for batch in _batches([len(group) for group in groups]):
        most = max(len(groups[number]) for number in batch)
        here = np.array(
            [np.pad(groups[number], (0, most - len(groups[number])), constant_values=-1) for number in batch]
        )
        size = np.where(here < 0, np.float32(0), radii[here])
        found, reach[batch] = enclosed(np.stack(_settled(_dense(weights, here), size), axis=-1), size)
        points[here[here >= 0]] = found[here >= 0]
    return points, reach


def _batches(counts: list[int]) -> Iterator[list[int]]:
    """Numbers of groups of about one size, as many as make `CELLS` pairs."""
    batch: list[int] = []
    for number in sorted(range(len(counts)), key=lambda number: (-counts[number], number)):
        if batch and (len(batch) + 1) * counts[batch[0]] ** 2 > CELLS:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _dense(weights: Matrix, here: Ints) -> Reals:
    """The links inside each group, each as a share of what both its ends have."""
    dense = np.zeros((*here.shape, here.shape[1]), dtype=np.float32)
    for links, members in zip(dense, here, strict=True):
        members = members[members >= 0]
        links[: len(members), : len(members)] = weights[members][:, members].toarray()
    itself = np.arange(here.shape[1])
    dense[:, itself, itself] = 0
    total = np.sqrt(np.maximum(dense.sum(axis=-1), np.float32(1e-9)))
    dense /= total[:, :, None]
    dense /= total[:, None, :]
    return dense


def _settled(weights: Reals, radii: Reals) -> tuple[Reals, Reals]:
    """Points at which push and pull balance, then moved apart until no discs overlap.

    Members push each other away as charges do on a plane, by their area, and a spring holds them to the middle, big
    ones more: without links they would fill a disc evenly. Each step goes to where a member would be at rest if all
    others stood still, which needs no tuning; pushes are soft at first, so that members can pass each other.

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
    for step in range(STEPS):
        across, up, square = _between(x, y)
        square += soft * np.float32(1 - step / STEPS)
        push = mass[:, None, :] / square
        stiff = push.sum(axis=-1) + held
        push -= pull
        across *= push
        up *= push
        x = x + (across.sum(axis=-1) - hold * x) / stiff
        y = y + (up.sum(axis=-1) - hold * y) / stiff
    return _apart(x + NUDGE * start[0], y + NUDGE * start[1], radii)


def _apart(x: Reals, y: Reals, radii: Reals) -> tuple[Reals, Reals]:
    """The points moved until no two discs overlap: each pair that does, then, for what is left, the whole group."""
    wanted = (radii[:, :, None] + radii[:, None, :]) * np.float32(1 + GAP)
    mass = radii * radii + np.float32(1e-9)
    yields = mass[:, None, :] / (mass[:, :, None] + mass[:, None, :])
    real = (radii[:, :, None] > 0) & (radii[:, None, :] > 0)
    itself = np.arange(radii.shape[1])
    real[:, itself, itself] = False
    wanted *= real
    for step in range(PUSHES):
        across, up, square = _between(x, y)
        lacking = np.maximum(wanted / np.sqrt(square + np.float32(1e-6)) - 1, np.float32(0))
        crowd = np.sqrt(np.maximum(np.count_nonzero(lacking, axis=-1), 1)).astype(np.float32)
        lacking *= yields
        across *= lacking
        up *= lacking
        x, y = x + across.sum(axis=-1) / crowd, y + up.sum(axis=-1) / crowd
        if step < PUSHES * 3 // 4:
            x, y = x * CLOSER, y * CLOSER
    square = np.where(real, _between(x, y)[2] + np.float32(1e-9), np.float32(np.inf))
    short = (wanted / np.float32(1 + GAP / 2) / np.sqrt(square)).max(axis=(1, 2), initial=1)
    return x * short[:, None], y * short[:, None]


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
