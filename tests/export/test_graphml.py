"""graph.graphml, read back by networkx."""

import io
import re

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.assembly import assemble
from kg.export.graphml import graphml
from kg.graph import KnowledgeGraph
from kg.model import Linking, Paper, Reading


def read(content: bytes) -> "nx.MultiDiGraph[str]":
    graph = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def test_networkx_reads_the_same_graph(example_graph: KnowledgeGraph) -> None:
    graph = read(graphml(example_graph))
    assert {(node, data["type"], data["label"]) for node, data in graph.nodes(data=True)} == {
        (node, data["type"], data["label"]) for node, data in example_graph.nodes()
    }
    assert {
        (head, data["relation"], tail, data["weight"], data["confidence"])
        for head, tail, data in graph.edges(data=True)
    } == {(head, name, tail, data["weight"], data["confidence"]) for head, name, tail, data in example_graph.edges()}


def test_every_edge_has_an_id_of_its_own(example_graph: KnowledgeGraph) -> None:
    ids = re.findall(rb'<edge [^>]*id="([^"]+)"', graphml(example_graph))
    assert len(set(ids)) == example_graph.nx.number_of_edges()


@given(title=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_title_can_be_read(title: str) -> None:
    graph = assemble([Reading(Paper("p", title, "Text."))], Linking((), {"p": ()}))
    label = read(graphml(graph)).nodes["paper/p"].get("label") or ""
    legal = "".join(
        letter for letter in title if letter in "\t\n\r" or (letter >= " " and letter not in "\ufffe\uffff")
    )
    assert label.replace("\r\n", "\n").replace("\r", "\n") == legal.replace("\r\n", "\n").replace("\r", "\n")
