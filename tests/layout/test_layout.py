"""The layout of a graph: on a grid, named by hubs, with links between communities summed, the same every time."""

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from kg.analysis.links import links
from kg.assembly import assemble
from kg.errors import BadBuild
from kg.graph import KnowledgeGraph
from kg.layout import EDGE, Layout, lay_out
from kg.layout.hubs import bundled, generic, named, spread
from kg.layout.tree import Tree
from kg.model import Linking

ROOT = Path(__file__).parents[2]
# Two communities, the second of them divided into two; eight nodes.
TREE = Tree(np.array([-1, -1, 1, 1]), np.array([0, 0, 1, 1]), np.array([0, 0, 0, 2, 2, 2, 3, 3]))
PAIRS = [(0, 1, 2.0), (1, 2, 1.0), (2, 3, 4.0), (3, 4, 1.0), (3, 5, 1.0), (5, 6, 3.0), (4, 6, 1.0), (6, 7, 1.0)]


def weights() -> sparse.csr_matrix:
    heads, tails, data = zip(*PAIRS, strict=True)
    half = sparse.csr_matrix((data, (heads, tails)), shape=(8, 8))
    return (half + half.T).tocsr()


@pytest.fixture(scope="module")
def layout(example_graph: KnowledgeGraph) -> Layout:
    return lay_out(example_graph)


def test_every_node_has_its_place(example_graph: KnowledgeGraph, layout: Layout) -> None:
    assert layout.nodes == tuple(sorted(example_graph.nx))
    columns = (layout.x, layout.y, layout.radius, layout.rank, layout.community, layout.spread, layout.generic)
    assert {len(column) for column in columns} == {len(layout.nodes)}
    assert {layout.x.dtype, layout.y.dtype, layout.radius.dtype} == {np.dtype("uint16")}
    disc = layout.communities
    assert max(disc.x.max() - disc.x.min() + 2 * disc.radius.min(), 0) <= EDGE
    assert (disc.radius > 0).all()


def test_on_the_grid_nothing_overlaps(layout: Layout) -> None:
    points = np.column_stack([layout.x, layout.y]).astype(float)
    distance = np.linalg.norm(points[:, None] - points[None], axis=2) + np.eye(len(points)) * 1e9
    radii = layout.radius.astype(float)
    assert (distance >= radii[:, None] + radii[None]).all()


def test_a_claim_is_nearer_to_its_paper_than_to_any_other(example_graph: KnowledgeGraph, layout: Layout) -> None:
    at = {node: complex(x, y) for node, x, y in zip(layout.nodes, layout.x, layout.y, strict=True)}
    papers = [node for node, _ in example_graph.nodes("Paper")]
    radius = dict(zip(layout.nodes, layout.radius.tolist(), strict=True))
    for claim, data in example_graph.nodes("Claim"):
        assert radius[claim] < radius[data["paper"]]
        assert min(papers, key=lambda paper: abs(at[paper] - at[claim])) == data["paper"]


def test_links_between_communities_are_summed_level_by_level() -> None:
    found = bundled(weights(), TREE)
    columns = (found.level, found.one, found.other, found.weight, found.count)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    assert rows == [(0, 0, 1, 4.0, 1), (1, 0, 2, 4.0, 1), (1, 2, 3, 4.0, 2)]


def test_hubs_are_those_with_most_neighbours_inside_and_names_differ() -> None:
    labels = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]
    kind = np.array([0, 0, 0, 1, 0, 0, 2, 0])
    hub, names = named(weights(), TREE, kind, np.arange(8.0), labels)
    assert [labels[node] for node in hub] == ["beta", "zeta", "zeta", "theta"]
    assert names == ("beta, gamma", "zeta, epsilon", "zeta, epsilon, delta", "theta, eta")


def test_members_of_one_name_are_told_apart_by_number() -> None:
    _, names = named(weights(), TREE, np.zeros(8, dtype=int), np.ones(8), ["same"] * 8)
    assert names == ("same", "same (2)", "same (3)", "same (4)")


def test_spread_is_the_entropy_of_the_communities_of_neighbours() -> None:
    graph = nx.star_graph(6)
    graph.add_edges_from([(1, 7), (7, 8)])
    matrix = sparse.csr_matrix(nx.to_numpy_array(graph))
    label = np.array([0, 0, 0, 1, 1, 2, 2, 3, 3])
    expected = -np.log(1 / 3) / np.log(4)
    assert spread(matrix, label)[[0, 1, 8]].tolist() == pytest.approx([expected, 1, 0], abs=1e-6)


def test_a_hub_of_everything_is_generic_and_one_of_its_own_is_not() -> None:
    graph = nx.caveman_graph(10, 20)
    graph.add_edges_from((200, node) for node in range(0, 200, 5))
    matrix = sparse.csr_matrix(nx.to_numpy_array(graph))
    found = generic(matrix, spread(matrix, np.arange(201) // 20))
    assert np.flatnonzero(found).tolist() == [200]


def test_modularity_is_that_of_networkx(example_graph: KnowledgeGraph, layout: Layout) -> None:
    graph = nx.from_scipy_sparse_array(links(example_graph).both_ways)
    top = [{i for i in graph if layout.community[i] == number} for number in np.unique(layout.community)]
    assert layout.communities.level.max() == 0
    assert layout.modularity == pytest.approx(nx.community.modularity(graph, top))


def test_an_empty_graph_has_no_layout() -> None:
    with pytest.raises(BadBuild, match="nothing to rank"):
        lay_out(assemble([], Linking((), {})))


def test_the_layout_is_the_same_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib, numpy as np, sys; from kg.layout import place; from scipy import sparse\n"
        "draw = np.random.default_rng(5); pairs = (draw.random((2, 3000)) ** 2 * 1000).astype(int)\n"
        "half = sparse.coo_matrix((np.ones(3000), pairs), shape=(1000, 1000)).tocsr()\n"
        "sys.stdout.write(hashlib.sha256(place((half + half.T).tocsr(), np.ones(1000)).points.tobytes()).hexdigest())"
    )
    run = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in ("1", "2")
    ]
    assert run[0].stdout == run[1].stdout
    assert len(run[0].stdout) == 64
