"""Places of nodes and communities: nothing overlaps, everything is inside what holds it, links are short."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from kg.layout import Places, place
from kg.layout.discs import Points, around, pack
from kg.layout.tree import CROWD, PARTS, Ints, divide


def symmetric(size: int, pairs: list[tuple[int, int]]) -> Any:
    heads, tails = zip(*pairs, strict=True) if pairs else ((), ())
    half = sparse.coo_matrix((np.ones(len(pairs)), (heads, tails)), shape=(size, size)).tocsr()
    return (half + half.T).tocsr()


def clustered(size: int, *, seed: int = 0) -> Any:
    """Cliques of seven linked at random, hubs, and a tenth of the nodes alone."""
    random = np.random.default_rng(seed)
    linked = size * 9 // 10
    pairs = [(i, j) for i in range(linked) for j in range(i + 1, min(i - i % 7 + 7, linked))]
    pairs += [(int(i), int(i * random.random() ** 3)) for i in random.integers(1, linked, linked // 3)]
    return symmetric(size, pairs)


def overlaps(points: Points, radii: Points) -> int:
    distance = np.linalg.norm(points[:, None] - points[None], axis=2) + np.eye(len(points)) * 1e9
    return int((distance < (radii[:, None] + radii[None]) * (1 - 1e-6)).sum())


def check(places: Places, radii: Points) -> None:
    """No node outside its communities, no community outside its parent, none over another."""
    tree = places.tree
    assert np.isfinite(places.points).all()
    assert overlaps(places.points, radii) == 0
    for level in range(tree.depth):
        here = np.flatnonzero(tree.level == level)
        assert overlaps(places.centre[here], places.reach[here]) == 0
        holder = tree.at(level)
        away = np.linalg.norm(places.points - places.centre[holder], axis=1) + radii
        assert (away <= places.reach[holder] * (1 + 1e-5)).all()
    child = np.flatnonzero(tree.level > 0)
    parent = tree.parent[child]
    away = np.linalg.norm(places.centre[child] - places.centre[parent], axis=1) + places.reach[child]
    assert (away <= places.reach[parent] * (1 + 1e-9)).all()


@settings(deadline=None, max_examples=25)
@given(data=st.data(), size=st.integers(1, 90))
def test_whatever_is_linked_nothing_overlaps(data: st.DataObject, size: int) -> None:
    ends = st.integers(0, size - 1)
    pairs = [pair for pair in data.draw(st.lists(st.tuples(ends, ends), max_size=150)) if pair[0] != pair[1]]
    radii = np.array(data.draw(st.lists(st.floats(5, 35), min_size=size, max_size=size)))
    check(place(symmetric(size, pairs), radii), radii)


@pytest.mark.parametrize(
    "weights",
    [
        clustered(3000),
        symmetric(1200, []),
        symmetric(3000, [(0, i) for i in range(1, 3000)]),
        symmetric(1000, [(i, i + 1) for i in range(999)]),
        symmetric(600, [(i, j) for i in range(600) for j in range(i)]),
        symmetric(1500, [(i, i + 1) for i in range(0, 1500, 2)]),
    ],
    ids=["clusters", "nothing linked", "star", "path", "complete", "pairs"],
)
def test_graphs_of_every_form_are_divided_and_placed(weights: Any) -> None:
    size = weights.shape[0]
    radii = np.where(np.arange(size) % 50 == 0, 5.0, 1.0)
    places = place(weights, radii)
    check(places, radii)
    tree = places.tree
    assert np.bincount(tree.leaf).max() <= CROWD
    assert 2 <= (tree.level == 0).sum() <= PARTS + 1
    assert (tree.parent < np.arange(len(tree.parent))).all()
    assert tree.sizes[tree.level == 0].sum() == size


def test_planted_communities_are_found() -> None:
    random = np.random.default_rng(1)
    pairs = [(i, j) for i in range(720) for j in range(i) if random.random() < (0.3 if i // 60 == j // 60 else 0.002)]
    tree = divide(symmetric(720, pairs))
    label = tree.at(0).reshape(12, 60)
    assert (label == label[:, :1]).all()
    assert len(np.unique(label)) == 12


def test_of_too_many_communities_those_are_joined_that_links_join_most() -> None:
    size, count = 30, PARTS + 8
    pairs = [(i, j) for i in range(size * count) for j in range(i - i % size, i)]
    pairs += [(i, (i + size) % (size * count)) for i in range(0, size * count, size)]
    pairs += [(2 * size * twins + i, 2 * size * twins + size + i) for twins in range(8) for i in range(1, 6)]
    tree = divide(symmetric(size * count, pairs))
    label = tree.at(0).reshape(count, size)
    assert (label == label[:, :1]).all()
    assert len(np.unique(label)) == PARTS
    assert (label[:16:2, 0] == label[1:16:2, 0]).all()


def test_links_are_short_and_neighbours_near() -> None:
    weights = clustered(1000)
    places = place(weights, np.ones(1000))
    cells = weights.tocoo()
    length = np.linalg.norm(places.points[cells.row] - places.points[cells.col], axis=1).mean()
    random = np.random.default_rng(0).permutation(1000)
    assert length < 0.4 * np.linalg.norm(places.points - places.points[random], axis=1).mean()


@pytest.mark.parametrize("node", [3, 17, 39])
def test_communities_turn_to_what_they_link_to(node: int) -> None:
    cliques = [(i, j) for i in range(80) for j in range(i) if i // 40 == j // 40]
    places = place(symmetric(80, [*cliques, (node, 79 - node)]), np.ones(80))
    one, other = places.points[[node, 79 - node]]
    assert np.linalg.norm(one - other) < np.linalg.norm(places.centre[0] - places.centre[1]) - 4


def test_nothing_has_no_place() -> None:
    places = place(symmetric(0, []), np.zeros(0))
    assert places.points.shape == (0, 2)
    assert places.tree.depth == 0


def test_the_hub_of_a_star_is_in_its_middle() -> None:
    radii = np.ones(40)
    radii[7] = 4
    places = place(symmetric(40, [(7, i) for i in range(40) if i != 7]), radii)
    assert np.linalg.norm(places.points[7] - places.centre[0]) < 0.15 * places.reach[0]


@pytest.mark.parametrize("seed", range(20))
def test_discs_lie_close_and_do_not_overlap(seed: int) -> None:
    radii = np.random.default_rng(seed).uniform(1, 6, 30)
    points = pack(radii, np.zeros((30, 30)))
    assert overlaps(points, radii) == 0
    assert (radii**2).sum() > 0.65 * (np.linalg.norm(points, axis=1) + radii).max() ** 2


def test_linked_discs_lie_together() -> None:
    family = np.arange(30) % 3
    weights = (family[:, None] == family).astype(float)
    points = pack(np.ones(30), weights - np.eye(30))
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    assert distance[weights == 1].mean() < 0.8 * distance[weights == 0].mean()


def test_what_hangs_on_a_node_stands_in_rings_around_it() -> None:
    owner = np.repeat([0, 2], [40, 1])
    points, reach = around(owner, np.array([3.0, 2.0, 1.0]), 0.5)
    assert overlaps(points[:40], np.full(40, 0.5)) == 0
    away = np.linalg.norm(points, axis=1)
    assert (away[:40] >= 3.5).all()
    assert (away[:40] + 0.5 <= reach[0]).all()
    assert away[40] >= 1.5
    assert reach[1] == 2


def test_what_hangs_on_a_node_is_of_its_community() -> None:
    weights, size = clustered(400), 400
    owner: Ints = np.concatenate([np.full(size, -1), np.arange(200) % 31])
    wide = sparse.block_diag([weights, sparse.csr_matrix((200, 200))], format="csr")
    radii = np.concatenate([np.ones(size), np.full(200, 0.4)])
    places = place(wide, radii, owner)
    check(places, radii)
    assert (places.tree.leaf[size:] == places.tree.leaf[owner[size:]]).all()
