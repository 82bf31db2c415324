"""The measures against networkx on random graphs, and what the frames say of a graph known by heart."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from kg.analysis import MEASURES, centrality, communities, trends
from kg.analysis.links import Links, links
from kg.analysis.partition import louvain, modularity
from kg.assembly import assemble
from kg.errors import BadBuild, BadQuery
from kg.graph import KnowledgeGraph
from kg.model import Linking

Digraph: TypeAlias = "nx.DiGraph[int]"
ROOT = Path(__file__).parent.parent
EMPTY = assemble([], Linking((), {}))

ORACLES: dict[str, Callable[[Digraph], Mapping[int, float]]] = {
    "degree": lambda graph: dict(graph.to_undirected().degree),
    "in-degree": lambda graph: dict(graph.in_degree),
    "out-degree": lambda graph: dict(graph.out_degree),
    "betweenness": lambda graph: nx.betweenness_centrality(graph.to_undirected()),
    "closeness": lambda graph: nx.closeness_centrality(graph.to_undirected()),
    "harmonic": lambda graph: nx.harmonic_centrality(graph.to_undirected()),
    "pagerank": lambda graph: nx.pagerank(graph, tol=1e-12, max_iter=1000),
}


@st.composite
def digraphs(draw: st.DrawFn) -> Digraph:
    size = draw(st.integers(1, 9))
    ends = st.integers(0, size - 1)
    edges = draw(st.lists(st.tuples(ends, ends).filter(lambda edge: edge[0] != edge[1]), max_size=20))
    graph: Digraph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    for number, (head, tail) in enumerate(edges):
        graph.add_edge(head, tail, weight=1 + number % 3)
    return graph


def as_links(graph: Digraph) -> Links:
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)))
    return Links(tuple(map(str, range(len(graph)))), sparse.csr_matrix(matrix, dtype=float))


@pytest.mark.parametrize("measure", ORACLES)
@settings(deadline=None, max_examples=40)
@given(graph=digraphs())
def test_measure_is_that_of_networkx(measure: str, graph: Digraph) -> None:
    expected = ORACLES[measure](graph)
    assert MEASURES[measure](as_links(graph)) == pytest.approx([expected[node] for node in graph], abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(graph=digraphs())
def test_leading_vectors_solve_their_equations(graph: Digraph) -> None:
    linked = as_links(graph)
    weights = linked.both_ways.toarray()
    vector = MEASURES["eigenvector"](linked)
    inside = vector > 0
    assert np.linalg.norm(vector) == pytest.approx(1)
    assert (weights @ vector)[inside] == pytest.approx((vector @ weights @ vector) * vector[inside], abs=1e-6)
    katz = MEASURES["katz"](linked)
    attenuation = 0.85 / max(np.linalg.eigvalsh(weights)[-1], 1)
    solved = np.linalg.solve(np.eye(len(weights)) - attenuation * weights, np.ones(len(weights)))
    assert katz == pytest.approx(solved / np.linalg.norm(solved), abs=1e-6)


def test_eigenvector_of_a_graph_in_pieces_is_zero_outside_the_largest() -> None:
    graph = nx.DiGraph([(0, 1), (1, 2), (3, 4)])
    assert (MEASURES["eigenvector"](as_links(graph)) > 0).tolist() == [True, True, True, False, False]


def test_methods_are_joined_by_the_papers_that_name_both(example_graph: KnowledgeGraph) -> None:
    methods = links(example_graph, "Method")
    assert methods.nodes == ("method/mixnet", "method/plainnet")
    assert methods.weights.toarray().tolist() == [[0, 3], [3, 0]]


def test_papers_are_joined_by_the_entities_that_both_name(example_graph: KnowledgeGraph) -> None:
    papers = links(example_graph, "Paper")
    shared = dict(zip(papers.nodes, papers.weights.toarray()[0].tolist(), strict=True))
    assert shared == {"paper/2204.00001": 0, "paper/plain": 3, "paper/toy%20bench": 2}


def test_parallel_edges_are_one_link(example_graph: KnowledgeGraph) -> None:
    whole = links(example_graph)
    at = {node: index for index, node in enumerate(whole.nodes)}
    # MixNet outperforms PlainNet in one paper and is compared with it in another.
    assert whole.weights[at["method/mixnet"], at["method/plainnet"]] == 2


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("type", [None, "Method", "Paper", "Claim"])
def test_rows_are_sorted_and_whole(example_graph: KnowledgeGraph, measure: str, type: str | None) -> None:
    frame = centrality(example_graph, measure, type=type)
    assert list(frame.columns) == ["id", "label", "type", "value", "papers"]
    assert set(frame["id"]) == {node for node, _ in example_graph.nodes(type)}
    order = list(zip(-frame["value"], frame["id"], strict=True))
    assert order == sorted(order)


def test_pagerank_puts_what_is_pointed_at_first(example_graph: KnowledgeGraph) -> None:
    frame = example_graph.centrality("pagerank")
    # Three papers name MixNet and two ToyNet, but the methods point at ToyNet too.
    assert frame["id"].iloc[:2].tolist() == ["dataset/toynet", "method/mixnet"]
    assert frame["papers"].iloc[:2].tolist() == [2, 3]
    assert frame["value"].sum() == pytest.approx(1)


def test_unknown_measure_and_class_are_listed(example_graph: KnowledgeGraph) -> None:
    with pytest.raises(BadQuery, match="no measure 'fame'; there are degree, in-degree"):
        centrality(example_graph, "fame")
    with pytest.raises(BadQuery, match="no class of node 'Idea'; there are Paper, Method"):
        centrality(example_graph, type="Idea")
    with pytest.raises(BadQuery, match="no class of entity 'Paper'; there are Method"):
        trends(example_graph, type="Paper")


def test_empty_graph_is_an_error_of_ours() -> None:
    with pytest.raises(BadBuild, match="no node"):
        centrality(EMPTY)
    with pytest.raises(BadBuild, match="no Metric"):
        communities(EMPTY, type="Metric")


def test_louvain_finds_two_cliques() -> None:
    cliques = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(5))
    cliques.add_edge(0, 8)
    weights = sparse.csr_matrix(nx.to_scipy_sparse_array(cliques), dtype=float)
    community = louvain(weights)
    assert community.tolist() == [1] * 4 + [0] * 5
    groups = [set(range(4)), set(range(4, 9))]
    assert modularity(weights, community) == pytest.approx(nx.community.modularity(cliques, groups))


def test_louvain_leaves_unlinked_nodes_alone() -> None:
    assert louvain(sparse.csr_matrix((3, 3))).tolist() == [0, 1, 2]


def test_communities_are_named_by_their_central_entities(example_graph: KnowledgeGraph) -> None:
    frame = communities(example_graph)
    assert set(frame["id"]) == set(example_graph.nx)
    assert frame["community"].is_monotonic_increasing
    assert frame["community"].value_counts(sort=False).is_monotonic_decreasing
    assert 0 < frame.attrs["modularity"] < 1
    for _, members in frame.groupby("community"):
        assert members["community_label"].iloc[0] == ", ".join(members["label"].iloc[:3])


def test_trends_count_papers_by_year(example_graph: KnowledgeGraph) -> None:
    frame = trends(example_graph, type="Method")
    assert frame.to_dict("index") == {2022: {"MixNet": 1, "PlainNet": 1}, 2023: {"MixNet": 1, "PlainNet": 1}}
    assert trends(EMPTY, type="Method").empty


RANK = """
from tests.conftest import example
graph = example()
print(graph.centrality("eigenvector").to_csv(), graph.communities(seed=3).to_csv())
"""


def test_same_under_every_hash_seed() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", RANK],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
