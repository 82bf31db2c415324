"""The page of pyvis in a real Chromium: nothing is fetched, nothing of papers runs, and clicking shows the quotes."""

from typing import TYPE_CHECKING

import pytest

from kg.drawing import network, page
from kg.graph import KnowledgeGraph
from tests.browser.conftest import Chromium, Opened
from tests.browser.hostile import STRINGS, hostile_graph

if TYPE_CHECKING:
    from playwright.sync_api import Page

METHOD = [0xD5, 0x5E, 0x00]
READY = "#panel h2"


@pytest.fixture
def opened(chromium: Chromium, example_graph: KnowledgeGraph) -> Opened:
    return chromium.open(page(example_graph), ready=READY)


def pixels(page: "Page", colour: list[int]) -> int:
    """How many pixels of the picture have that colour."""
    count: int = page.evaluate(
        """(colour) => new Promise((done) => {
          network.once("afterDrawing", (context) => {
            const { width, height } = context.canvas;
            const { data } = context.getImageData(0, 0, width, height);
            let count = 0;
            for (let i = 0; i < data.length; i += 4) count += colour.every((value, c) => data[i + c] === value);
            done(count);
          });
          network.redraw();
        })""",
        colour,
    )
    return count


def click_node(page: "Page", label: str) -> None:
    x, y = page.evaluate(
        """(label) => {
          const { id } = nodes.get().find((node) => node.label === label);
          const { x, y } = network.canvasToDOM(network.getPosition(id));
          const { left, top } = document.getElementById("mynetwork").getBoundingClientRect();
          return [left + x, top + y];
        }""",
        label,
    )
    page.mouse.click(x, y)


def search(page: "Page", words: str) -> None:
    page.fill("#wanted", words)
    page.press("#wanted", "Enter")


def marks(page: "Page") -> set[str]:
    return set(page.locator("#panel mark").all_inner_texts())


def test_nothing_is_fetched_and_nothing_fails(opened: Opened) -> None:
    click_node(opened.page, "MixNet")
    opened.page.wait_for_selector("#panel blockquote")
    assert opened.is_quiet()


def test_nodes_are_drawn(opened: Opened) -> None:
    assert pixels(opened.page, METHOD) > 500


def test_click_shows_class_papers_and_quotes(opened: Opened) -> None:
    click_node(opened.page, "MixNet")
    opened.shows("MixNet")
    shown = opened.panel()
    assert "Method" in shown
    assert "Named by 3 papers" in shown
    assert "Also: Mixing Network, MixNets" in shown
    assert "MixNet outperforms PlainNet on ToyNet." in shown
    assert "MixNet: Mixing Pixels for image classification" in shown
    assert {"MixNet", "MixNets", "Mixing Network", "PlainNet"} <= marks(opened.page)


def test_quotes_count_characters_and_not_code_units(opened: Opened) -> None:
    search(opened.page, "toybench")
    opened.shows("ToyBench")
    assert marks(opened.page) <= {"ToyBench", "object counting", "MixNets", "error"}


def test_search_finds_an_alias(opened: Opened) -> None:
    search(opened.page, "mixing network")
    opened.shows("MixNet")


def test_claims_are_found_with_what_they_are_about(opened: Opened) -> None:
    search(opened.page, "mixnet outperforms")
    opened.page.wait_for_selector("#panel >> text=Claim")
    assert "result · outperforms" in opened.panel()


def test_edge_shows_its_sentence(opened: Opened) -> None:
    opened.page.evaluate(
        """() => {
          const details = JSON.parse(document.getElementById("details").textContent);
          const edge = details.edges.findIndex(([, name]) => name === "outperforms");
          network.body.emitter.emit("click", { nodes: [], edges: [edge] });
        }"""
    )
    assert "outperforms" in opened.panel()
    assert "MixNet outperforms PlainNet on ToyNet." in opened.panel()


def test_legend_hides_a_class(opened: Opened) -> None:
    opened.page.click("#legend input[value=Method]")
    assert pixels(opened.page, METHOD) == 0
    opened.page.click("#legend input[value=Method]")
    assert pixels(opened.page, METHOD) > 500


def test_only_what_is_near_a_focus_is_drawn(chromium: Chromium, example_graph: KnowledgeGraph) -> None:
    opened = chromium.open(page(example_graph, focus="object counting"), ready=READY)
    labels = opened.page.evaluate("() => nodes.get().map(({ label }) => label)")
    assert "object counting" in labels
    assert "PlainNet" not in labels


def test_text_of_papers_never_runs(chromium: Chromium) -> None:
    opened = chromium.open(page(hostile_graph()), ready=READY)
    for row in range(opened.page.evaluate("() => nodes.length")):
        opened.page.evaluate("(row) => { network.body.emitter.emit('click', { nodes: [row], edges: [] }); }", row)
        assert set(opened.links()) <= {"https://doi.org"}
    search(opened.page, STRINGS[0][:20])
    assert opened.page.evaluate("() => window.pwned") is None
    assert not opened.page.locator("img, iframe, #panel script, #panel style, base, link").count()
    assert opened.is_quiet()


def test_nothing_runs_in_what_a_notebook_shows(chromium: Chromium) -> None:
    drawn = network(hostile_graph())
    assert not any("title" in node for node in drawn.nodes)
    offline = drawn.generate_html().replace("https://", "data:,")
    opened = chromium.open(offline.encode(), ready="canvas")
    opened.page.evaluate("() => { drawGraph(); }")
    box = opened.page.locator("canvas").bounding_box()
    assert box
    for part in range(1, 10):
        opened.page.mouse.move(box["x"] + box["width"] * part / 10, box["y"] + box["height"] * part / 10)
    assert opened.page.evaluate("() => window.pwned") is None


def test_the_summary_of_a_notebook_is_text(chromium: Chromium) -> None:
    opened = chromium.open(hostile_graph()._repr_html_().encode(), ready="table")
    assert opened.page.evaluate("() => window.pwned") is None
    assert not opened.page.locator("img, iframe, a, script, style, svg, base, link").count()
    assert STRINGS[0] in opened.page.locator("table").last.inner_text()
