"""The page in a real Chromium: what can be seen, asked and taken away, with the mouse, the keyboard and a finger."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.graph import KnowledgeGraph
from kg.page import page
from tests.browser.conftest import Chromium, Opened

if TYPE_CHECKING:
    from playwright.sync_api import Download

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def search(opened: Opened, words: str) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(words)
    opened.page.wait_for_selector("#hits [role=option]")
    opened.page.keyboard.press("Enter")


def saved(opened: Opened, button: str) -> str:
    """What a button of the part "Take away" gives."""
    if opened.page.locator("#takeaway").is_hidden():
        opened.page.click("#open-takeaway")
    with opened.page.expect_download() as download:
        opened.page.locator("#takeaway").get_by_role("button", name=button, exact=True).click()
    return content(download.value)


def content(download: "Download") -> str:
    return Path(download.path()).read_bytes().decode("utf-8", "replace")


def drawn(opened: Opened) -> int:
    """How many colours of classes and their mixtures there are in the picture: 0 of an empty one."""
    count: int = opened.page.evaluate(
        """() => {
          const canvas = document.getElementById("map");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const colours = new Set();
          for (let i = 0; i < data.length; i += 4) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
          return colours.size;
        }"""
    )
    return count


# 1. First sight


def test_first_sight_says_what_is_seen(opened: Opened) -> None:
    opened.page.wait_for_function(
        "() => /showing \\d+ of 1\\d nodes/.test(document.getElementById('status').textContent)"
    )
    status = opened.page.locator("#status").inner_text()
    assert "3 papers" in status
    assert "2 methods" in status
    assert "modularity" in status
    assert drawn(opened) > 20


def test_legend_counts_and_filters(opened: Opened) -> None:
    opened.page.click("#open-filters")
    legend = opened.page.locator("#filters .legend label")
    assert [re.sub(r"\s+", " ", text).strip() for text in legend.all_inner_texts()][:2] == ["Paper 3", "Method 2"]
    legend.filter(has_text="Method").locator("input").uncheck()
    assert "hide=Method" in opened.page.url
    nodes = saved(opened, "CSV of nodes")
    assert "dataset/toynet" in nodes
    assert "method/" not in nodes


# 2. Search


@pytest.mark.parametrize("words", ["mixnet", "mixing network", "mixnte", "MIXNETS"])
def test_a_node_is_found_by_name_alias_and_with_slips(opened: Opened, words: str) -> None:
    search(opened, words)
    opened.shows("MixNet")
    assert "method/mixnet" in opened.page.url


def test_hits_tell_class_and_papers(opened: Opened) -> None:
    opened.page.fill("#search", "mixn")
    hit = opened.page.locator("#hits [role=option]").first
    assert "Method" in (hit.get_attribute("title") or "") + hit.inner_text()
    assert "3" in hit.inner_text()


# 3. Focus


def test_focus_is_in_the_address_and_back_leaves_it(opened: Opened) -> None:
    search(opened, "mixnet")
    opened.shows("MixNet")
    search(opened, "toybench")
    opened.shows("ToyBench")
    assert "MixNet" in opened.page.locator("#trail").inner_text()
    opened.page.go_back()
    opened.shows("MixNet")
    opened.page.go_forward()
    opened.shows("ToyBench")


def test_an_address_restores_the_view(chromium: Chromium, written: bytes) -> None:
    opened = chromium.open(written, "#method/plainnet&depth=2&view=map")
    opened.shows("PlainNet")
    assert opened.page.locator("#focus-bar [aria-pressed=true]").inner_text().strip().startswith("2")


@pytest.mark.parametrize("view", ["questions", "table"])
def test_an_address_leads_to_any_view_and_from_there_to_the_map(chromium: Chromium, written: bytes, view: str) -> None:
    opened = chromium.open(written, f"#method/plainnet&view={view}")
    opened.shows("PlainNet")
    opened.page.click("[data-view=map]")
    opened.settle()
    assert drawn(opened) > 20
    assert opened.is_quiet()


def test_a_page_opens_on_its_focus(chromium: Chromium, example_graph: KnowledgeGraph) -> None:
    opened = chromium.open(page(example_graph, focus="Mixing Network", depth=2))
    opened.shows("MixNet")


def test_a_click_on_a_neighbour_focuses_it(opened: Opened) -> None:
    search(opened, "plainnet")
    opened.shows("PlainNet")
    opened.page.locator("#panel button.node", has_text="ToyNet").first.click()
    opened.shows("ToyNet")


# 4. Evidence


def test_a_node_shows_its_sentences_with_marks(opened: Opened) -> None:
    search(opened, "mixnet")
    opened.shows("MixNet")
    for toggle in opened.page.get_by_label("Evidence: PlainNet").all():
        toggle.click()
    opened.settle()
    shown = opened.panel()
    assert "Mixing Network" in shown
    assert "MixNet outperforms PlainNet on ToyNet." in shown
    assert "MixNet: Mixing Pixels for image classification" in shown
    assert {"MixNet", "PlainNet"} <= set(opened.page.locator("#panel mark").all_inner_texts())
    assert "example:relation" in opened.page.locator("#panel").inner_html()


def test_a_paper_shows_its_abstract_with_every_mention(opened: Opened, example_graph: KnowledgeGraph) -> None:
    opened.goto("paper/toy%2520bench")
    opened.page.wait_for_selector("#panel :text('We introduce')")
    opened.settle()
    text = opened.panel()
    assert "We introduce ToyBench for object counting 😀." in text
    reading = next(reading for reading in example_graph.readings if reading.paper.id == "toy bench")
    marked = opened.page.locator("#panel mark, #panel .mention").all_inner_texts()
    assert {mention.surface for mention in reading.mentions if mention.start > len(reading.paper.title)} <= set(marked)


def test_a_claim_shows_what_contradicts_it(opened: Opened, example_graph: KnowledgeGraph) -> None:
    one, other = next((head, tail) for head, name, tail, _ in example_graph.edges() if name == "contradicts")
    opened.goto(one)
    opened.page.wait_for_selector("#panel blockquote")
    opened.settle()
    shown = opened.panel()
    for claim in (one, other):
        assert example_graph.nx.nodes[claim]["quote"] in shown


def test_an_edge_shows_all_its_evidence(opened: Opened) -> None:
    opened.goto("edge=method/mixnet~outperforms~method/plainnet")
    opened.page.wait_for_selector("#panel mark")
    opened.settle()
    assert "MixNet outperforms PlainNet on ToyNet." in opened.panel()
    assert set(opened.page.locator("#panel mark").all_inner_texts()) == {"MixNet", "PlainNet"}


def test_links_open_elsewhere_and_tell_nothing(opened: Opened) -> None:
    opened.goto("paper/2204.00001")
    link = opened.page.locator("#panel a").first
    assert link.get_attribute("href") == "https://example.org/papers/mixnet"
    assert (link.get_attribute("rel"), link.get_attribute("target")) == ("noopener noreferrer", "_blank")


# 5. Questions


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("path method/mixnet task/object-counting", "ToyBench"),
        ("tried dataset/toynet", "MixNet"),
        ("beats method/plainnet", "MixNet"),
        ("introduced method/mixnet", "MixNet: Mixing Pixels for image classification"),
        ("results dataset/toynet", "83.0%"),
        ("matrix", "ToyBench"),
    ],
)
def test_questions_are_answered(opened: Opened, question: str, answer: str) -> None:
    opened.goto(f"view=questions&question={question.replace(' ', '%20')}")
    opened.page.locator("#questions .answer", has_text=answer).wait_for()
    assert opened.is_quiet()


def test_the_table_has_every_node(opened: Opened, example_graph: KnowledgeGraph) -> None:
    opened.page.click("[data-view=table]")
    opened.page.wait_for_selector("#table tbody th")
    count = opened.page.locator("#table table").get_attribute("aria-rowcount")
    assert count == str(len(example_graph.nx) + 1)
    opened.page.fill("#table input[type=search]", "toy")
    opened.page.wait_for_function("() => document.querySelector('#table table').ariaRowCount < 18")
    with opened.page.expect_download() as download:
        opened.page.locator("#table").get_by_role("button", name="CSV").click()
    rows = content(download.value).splitlines()
    assert rows[0].startswith("id,name,class")
    assert any(row.startswith("dataset/toynet,ToyNet,Dataset") for row in rows)


# 6. Time


def test_years_are_counted_and_chosen(opened: Opened) -> None:
    time = opened.page.locator("#time")
    assert "2022–2023: 2 papers; 1 without a date" in time.inner_text()
    time.get_by_label("From year").fill("2023")
    assert "from=2023" in opened.page.url
    assert "2023: 1 paper" in time.inner_text()
    assert "paper/2204.00001" not in saved(opened, "CSV of nodes")


def test_playing_shows_the_field_growing(chromium: Chromium, written: bytes) -> None:
    opened = chromium.open(written, reduced_motion="reduce")
    step = opened.page.locator("#time").get_by_role("button", name="Next year")
    step.click()
    assert "2022: 1 paper" in opened.page.locator("#time").inner_text()


# 7. Confidence, size, colour, relations


def test_confidence_hides_edges(opened: Opened) -> None:
    before = len(saved(opened, "CSV of edges").splitlines())
    opened.page.click("#open-filters")
    slider = opened.page.get_by_label("Confidence from")
    slider.fill("75")
    assert "sure=" in opened.page.url
    assert 1 < len(saved(opened, "CSV of edges").splitlines()) < before


@pytest.mark.parametrize(
    ("label", "value", "part"), [("Size by", "degree", "size=degree"), ("Colour by", "community", "colour=community")]
)
def test_size_and_colour_are_chosen(opened: Opened, label: str, value: str, part: str) -> None:
    opened.page.click("#open-filters")
    opened.page.locator("#filters").get_by_label(label).select_option(value)
    assert part in opened.page.url
    assert opened.is_quiet()


def test_generic_hubs_are_hidden_until_asked_for(opened: Opened) -> None:
    opened.page.click("#open-filters")
    switch = opened.page.get_by_label("Hide generic hubs")
    assert switch.is_checked()
    switch.uncheck()
    assert "generic=shown" in opened.page.url


# 8. Take away


def test_what_is_seen_can_be_taken_away(opened: Opened, example_graph: KnowledgeGraph) -> None:
    search(opened, "mixnet")
    opened.shows("MixNet")
    assert saved(opened, "PNG")[1:4] == "PNG"
    svg = saved(opened, "SVG")
    assert "MixNet" in svg
    assert "<script" not in svg
    edges = saved(opened, "CSV of edges").splitlines()
    assert edges[0] == "head,relation,tail,papers,confidence"
    assert any(line.startswith("method/mixnet,outperforms,method/plainnet,1,") for line in edges)
    assert {node["id"] for node in json.loads(saved(opened, "JSON"))["nodes"]} <= set(example_graph.nx)


def test_the_query_gives_the_view(opened: Opened, example_graph: KnowledgeGraph) -> None:
    search(opened, "mixnet")
    opened.page.click("#open-takeaway")
    opened.page.click("#takeaway summary")
    command = opened.page.locator("#takeaway textarea").input_value()
    assert command.startswith("kg query BUILD ")
    query = re.search("(SELECT.*)'", command, re.DOTALL)
    assert query
    assert len(example_graph.query(query[1]))


# 9. For everyone


def test_everything_is_done_with_keys(opened: Opened) -> None:
    keys = opened.page.keyboard
    keys.press("t")
    opened.page.wait_for_selector("#table tbody th")
    keys.press("m")
    search(opened, "toynet")
    opened.shows("ToyNet")
    keys.press("Escape")
    opened.page.focus("#map")
    keys.press("j")
    keys.press("Enter")
    opened.page.wait_for_selector("#panel h2 + *")
    assert opened.page.evaluate("() => location.hash.length") > 1
    assert opened.is_quiet()


def test_a_phone_needs_no_sideways_scrolling(chromium: Chromium, written: bytes) -> None:
    opened = chromium.open(written, **PHONE)
    for view in ("map", "questions", "table"):
        opened.goto(f"method/mixnet&view={view}")
        assert opened.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), view
    opened.goto("")
    box = opened.page.locator("#map").bounding_box()
    assert box
    assert box["width"] > 300
    assert box["height"] > 200


def test_a_finger_opens_a_node(chromium: Chromium, written: bytes) -> None:
    opened = chromium.open(written, "#method/mixnet", **PHONE)
    opened.shows("MixNet")
    name = opened.page.locator("#panel button.node", has_text="ToyNet").first
    name.scroll_into_view_if_needed()
    name.tap()
    opened.shows("ToyNet")


def test_an_old_browser_is_told(chromium: Chromium, written: bytes) -> None:
    opened = chromium.open(written, ready="#status:not(:empty)", before="delete window.DecompressionStream")
    assert "DecompressionStream" in opened.page.locator("#status").inner_text()
    assert opened.is_quiet()


def test_without_scripts_there_is_a_table(chromium: Chromium, written: bytes) -> None:
    opened = chromium.open(written, ready="noscript table", java_script_enabled=False)
    assert opened.page.locator("noscript tbody tr").count() == 17
    assert "MixNet" in opened.page.locator("noscript table").inner_text()


# 12. One file


def test_nothing_is_fetched_and_nothing_is_complained_of(opened: Opened) -> None:
    for view in ("method/mixnet&depth=3", "paper/plain", "view=table", "view=questions&question=matrix", ""):
        opened.goto(view)
    assert opened.requests == [opened.address]
    assert opened.messages == []
