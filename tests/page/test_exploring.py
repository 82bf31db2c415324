"""The ways to a page: `kg html`, `graph.html`, a notebook, a Network of pyvis."""

import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.export import save
from kg.graph import KnowledgeGraph
from kg.ontology import style
from tests.page.unpacked import unpacked


@pytest.fixture(scope="module")
def build(example_graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(example_graph, tmp_path_factory.mktemp("builds") / "example")


@pytest.fixture
def html(build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Html":
    return Html(build, tmp_path / "page.html", monkeypatch)


class Html:
    """`kg html`, run in this process on the example."""

    def __init__(self, build: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.build, self.out, self._monkeypatch = build, out, monkeypatch

    def __call__(self, *options: str) -> bytes:
        self._monkeypatch.setattr(sys, "argv", ["kg", "html", str(self.build), "-o", str(self.out), *options])
        with pytest.raises(SystemExit) as left:
            main()
        assert not left.value.code
        return self.out.read_bytes()


@pytest.mark.parametrize(
    ("options", "focus", "depth"),
    [
        ((), None, 1),
        (("--focus", "PlainNet"), "method/plainnet", 1),
        (("--focus", "plain", "--depth", "3"), "paper/plain", 3),
    ],
)
def test_the_page_is_about_the_focus(html: Html, options: tuple[str, ...], focus: str | None, depth: int) -> None:
    carried = unpacked(html(*options))
    row = carried.header["meta"]["focus"]
    assert (None if row is None else carried.texts("ids")[row], carried.header["meta"]["depth"]) == (focus, depth)


def test_no_more_nodes_than_asked_for(html: Html) -> None:
    assert len(unpacked(html("--max-nodes", "9")).texts("ids")) <= 9


def test_what_is_not_believed_is_left_out(html: Html, build: Path) -> None:
    every, sure = unpacked(html()), unpacked(html("--min-confidence", "0.75"))
    assert 0 < len(sure.columns["head"]) < len(every.columns["head"])
    assert sure.columns["confidence"].min() >= 191


def test_the_page_of_pyvis(html: Html) -> None:
    page = html("--engine", "pyvis", "--focus", "ToyBench").decode()
    assert "vis.Network" in page
    assert "Content-Security-Policy" in page
    assert "PlainNet" in page


def test_a_name_that_is_not_there_is_told(html: Html, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(AssertionError):
        html("--focus", "No such thing")
    assert "nothing in the graph is called 'No such thing'" in capsys.readouterr().err
    assert not html.out.exists()


def test_a_folder_that_is_not_there_is_told(html: Html, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    html.out = tmp_path / "nowhere" / "page.html"
    with pytest.raises(AssertionError):
        html()
    assert "cannot be written" in capsys.readouterr().err


def test_a_graph_writes_its_page(example_graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = example_graph.html(tmp_path / "page.html", focus="MixNets", depth=2)
    assert unpacked(path.read_bytes()).header["meta"]["depth"] == 2


def test_a_network_has_our_nodes_places_and_colours(example_graph: KnowledgeGraph) -> None:
    network = example_graph.to_pyvis()
    drawn = {node for node, data in example_graph.nodes() if data["type"] != "Claim"}
    assert set(network.get_nodes()) == drawn
    assert len(network.edges) == sum(head in drawn and tail in drawn for head, _, tail, _ in example_graph.edges())
    node = network.get_node("method/mixnet")
    assert (node["label"], node["color"], node["shape"]) == (
        "MixNet",
        style()["Method"].colour,
        style()["Method"].shape,
    )
    assert {"x", "y"} <= node.keys()
    assert network.directed
    assert not network.options["physics"]["enabled"]
    assert "MixNet" in network.generate_html()


def test_a_network_around_a_focus(example_graph: KnowledgeGraph) -> None:
    assert set(example_graph.to_pyvis(focus="image classification").get_nodes()) == {
        *("task/image-classification", "method/mixnet", "paper/2204.00001"),
    }


def test_a_notebook_shows_tables(example_graph: KnowledgeGraph) -> None:
    shown = example_graph._repr_html_()
    assert "17 nodes" in shown
    assert "<td>Claim</td><td>6</td>" in shown
    assert "<td>MixNet</td><td>Method</td><td>3</td>" in shown
    assert "<script" not in shown
