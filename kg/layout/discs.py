"""Discs side by side: none over another, no room wasted, linked ones near each other."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.layout.tree import Ints

Points = NDArray[np.float64]
Numbers = TypeVar("Numbers", NDArray[np.float64], NDArray[np.float32])

SLIGHT = 1e-6  # weight between any two discs, so that those without links close ranks
ROUNDS = 100  # of looking for the middle of the smallest disc
AIR = 1.1  # radius of the room for a disc that stands around another, over its own


def pack(radii: Points, weights: Points) -> Points:
    """The centres of discs: the biggest in the middle, then each where it touches two and is nearest to its links.

    Discs without links come last. Near is the way to the middle and the mean way to its links, taken together.
    """
    linked = weights.sum(axis=1)
    share = (weights + SLIGHT) / (weights + SLIGHT).sum(axis=1, keepdims=True)
    order = np.lexsort((np.arange(len(radii)), -radii, linked == 0))
    points = np.zeros((len(radii), 2))
    for count, disc in enumerate(order):
        others = order[:count]
        if count > 1:
            places = _touching(points[others], radii[others], radii[disc])
            middle = points[order[0]]
            far = _lengths(places - middle) + _lengths(places[:, None] - points[others]) @ share[disc, others]
            points[disc] = places[np.round(far / radii[order[0]], 9).argmin()]
        elif count:
            points[disc] = [radii[others].sum() + radii[disc], 0]
    return points


def _touching(points: Points, radii: Points, radius: float) -> Points:
    """Where a disc touches two others and overlaps none."""
    reach = radii + radius
    one, other = np.triu_indices(len(radii), 1)
    step = points[other] - points[one]
    apart = _lengths(step)
    near = apart < reach[one] + reach[other]
    one, other, step, apart = one[near], other[near], step[near] / apart[near, None], apart[near]
    along = (reach[one] ** 2 - reach[other] ** 2 + apart**2) / (2 * apart)
    aside = np.sqrt(np.maximum(reach[one] ** 2 - along**2, 0))[:, None] * np.column_stack([-step[:, 1], step[:, 0]])
    foot = points[one] + step * along[:, None]
    places = np.concatenate([foot + aside, foot - aside])
    free = _lengths(places[:, None] - points) >= reach * (1 - 1e-7)
    return np.asarray(places[free.all(axis=1)])


def enclosed(points: Numbers, radii: Numbers) -> tuple[Numbers, Numbers]:
    """Groups of points, each around the middle of (nearly) the smallest disc that holds its discs; that disc's radius.

    The last axes are members and coordinates.

    References
    ----------
    Bădoiu & Clarkson (2003), Smaller core-sets for balls.
    """
    x, y = points[..., 0].copy(), points[..., 1].copy()
    for step in range(2, ROUNDS):
        far = (np.sqrt(x * x + y * y) + radii).argmax(axis=-1, keepdims=True)
        x -= np.take_along_axis(x, far, axis=-1) / step
        y -= np.take_along_axis(y, far, axis=-1) / step
    found = np.stack([x, y], axis=-1)
    return found, (_lengths(found) + radii).max(axis=-1, initial=0)


def around(owner: Ints, radii: Points, small: float) -> tuple[Points, Points]:
    """Small discs in rings around the one that each belongs to, and the radius of every disc with its rings."""
    order = np.argsort(owner, kind="stable")
    first = np.searchsorted(owner[order], owner[order])
    waiting = np.arange(len(owner)) - first  # how many of the same owner come before
    left = np.bincount(owner, minlength=len(radii))
    points, reach, room = np.zeros((len(owner), 2)), radii.copy(), small * AIR
    while left.any():
        reach[left > 0] += room
        seats = np.minimum((np.pi * reach / room).astype(int), left)
        here = np.flatnonzero((waiting >= 0) & (waiting < seats[owner[order]]))
        of = owner[order[here]]
        points[order[here]] = reach[of, None] * _direction(2 * np.pi * waiting[here] / seats[of])
        waiting = np.where(waiting < seats[owner[order]], -1, waiting - seats[owner[order]])
        reach[left > 0] += room
        left = left - seats
    return points, reach


def _direction(angle: Points) -> Points:
    # The last digits of sines differ from machine to machine.
    return np.round(np.column_stack([np.cos(angle), np.sin(angle)]), 9)


def _lengths(points: Numbers) -> Numbers:
    x, y = points[..., 0], points[..., 1]
    return np.sqrt(x * x + y * y)
