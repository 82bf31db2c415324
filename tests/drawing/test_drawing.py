"""The page as bytes: what it holds, what it must not hold, where nodes stand."""

import json
import re
from dataclasses import replace

import pytest

from kg.drawing import page as html
from kg.drawing.details import choose, details
from kg.errors import BadBuild
from kg.graph import KnowledgeGraph


@pytest.fixture(scope="module")
def page(example_graph: KnowledgeGraph) -> str:
    return html(example_graph).decode("utf-8")


def embedded(page: str) -> str:
    return page.split('<script type="application/json" id="details">')[1].split("</script>")[0]


def test_data_of_the_panel_is_read_back(example_graph: KnowledgeGraph, page: str) -> None:
    shown = json.loads(embedded(page))
    assert {node["id"] for node in shown["nodes"]} == set(example_graph.nx)
    assert len(shown["edges"]) == example_graph.nx.number_of_edges()
    for head, name, tail, *_, evidence in shown["edges"]:
        said = example_graph.nx.edges[shown["nodes"][head]["id"], shown["nodes"][tail]["id"], name]["evidence"]
        found = {(shown["papers"][paper]["text"][start:end]) for paper, start, end, *_ in evidence}
        assert found == {piece.quote.replace("\u202e", "\u200b") for piece in said}


def test_no_text_of_papers_is_markup(page: str) -> None:
    assert not re.search("[<>&\u2028\u2029\u202e]", embedded(page))
    assert "<img" not in page
    assert page.count("</script>") == 4  # the data, vis-network, pyvis, page.js


def test_nothing_is_linked(page: str) -> None:
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"<link|\bsrc=|\bhref=|\bstyle=|\bon\w+=", markup)
    assert "bootstrap" not in page
    assert "TomSelect" not in page
    assert page.count("<h1>") == 1


def test_only_what_stands_in_the_page_may_run(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]


def test_another_pyvis_is_refused(example_graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.drawing.document.EXTERNAL", re.compile("<link [^>]*>"))
    with pytest.raises(BadBuild, match=r"pyvis==0\.3\.2"):
        html(example_graph)


def test_of_a_big_graph_the_most_important_nodes_are_drawn(example_graph: KnowledgeGraph) -> None:
    choice = choose(example_graph, limit=4)
    assert choice.entities == ("dataset/toynet", "method/mixnet")
    assert choice.papers == ("paper/2204.00001", "paper/toy%20bench")
    shown = details(example_graph, choice)
    assert shown["count"] == "Showing 4 of 11 nodes"
    assert "method/plainnet" in {node["id"] for node in shown["nodes"]}
    assert "paper/plain" not in {node["id"] for node in shown["nodes"]}


def test_what_several_rules_read_in_a_sentence_is_one_quote(example_graph: KnowledgeGraph) -> None:
    shown = details(example_graph, choose(example_graph))
    quotes = [(paper, start, end) for edge in shown["edges"][:1] for paper, start, end, *_ in edge[5]]
    assert len(quotes) == len(set(quotes))
    every = [[tuple(piece[:3]) for piece in edge[5]] for edge in shown["edges"]]
    assert all(len(places) == len(set(places)) for places in every)


def test_page_does_not_depend_on_the_order_of_entities(example_graph: KnowledgeGraph) -> None:
    turned = replace(example_graph, entities=example_graph.entities[::-1])
    assert html(turned) == html(example_graph)
