"""Nothing that papers say runs, is fetched or leads away, in any view of the page."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from kg.graph import KnowledgeGraph
from kg.page import page
from tests.browser.conftest import Chromium, Opened
from tests.browser.hostile import STRINGS, hostile_graph

GRAPH = hostile_graph()
MADE = "img, iframe, script:not([type]) ~ script:not([type]), base, link, object, embed, meta[http-equiv=refresh], form"


@pytest.fixture
def opened(chromium: Chromium) -> Opened:
    return chromium.open(page(GRAPH))


def views(graph: KnowledgeGraph) -> Iterator[str]:
    """Addresses of every node, an edge of every paper, every question of every string, and the table."""
    yield from (quote(node, safe="/") for node, _ in graph.nodes())
    for head, name, tail, _ in graph.edges():
        if name in {"outperforms", "states"}:
            yield f"edge={'~'.join(quote(end, safe='/') for end in (head, name, tail))}"
    for number in range(len(STRINGS)):
        for asked in (f"tried dataset/{number}", f"beats method/{number}", f"introduced method/{number}"):
            yield f"view=questions&question={quote(asked, safe='/')}"
        yield f"view=questions&question={quote(f'results dataset/{number}', safe='/')}"
        yield f"view=questions&question={quote(f'path method/{number} method/0', safe='/')}"
    yield from ("view=questions&question=matrix", "view=table", "depth=3", "colour=community")


def is_safe(opened: Opened) -> None:
    assert opened.page.evaluate("() => window.pwned") is None
    assert not opened.page.locator(MADE).count()
    assert set(opened.links()) <= {"https://doi.org", "https://www.wikidata.org"}
    assert opened.is_quiet()


def test_no_view_runs_what_papers_say(opened: Opened) -> None:
    for view in views(GRAPH):
        opened.goto(view)
        for toggle in opened.page.locator("#panel button[aria-expanded=false]").element_handles()[:3]:
            toggle.click()
        opened.settle()
    is_safe(opened)


def test_search_shows_text(opened: Opened) -> None:
    for text in STRINGS:
        opened.page.fill("#search", text)
        opened.page.wait_for_selector("#hits [role=option]")
        opened.page.press("#search", "Enter")
        opened.settle()
        is_safe(opened)


def test_an_address_is_text(opened: Opened) -> None:
    for text in STRINGS:
        for form in ("{}", "edge={}", "question={}", "trail={}", "at={}", "view={}", "from={}", "hide={}"):
            opened.goto(form.format(text))
            opened.goto(form.format(quote(text)))
        is_safe(opened)


def test_the_tip_and_the_files_are_text(opened: Opened) -> None:
    box = opened.page.locator("#map").bounding_box()
    assert box
    for part in range(1, 20):
        opened.page.mouse.move(box["x"] + box["width"] * part / 20, box["y"] + box["height"] * (part % 7) / 7)
    opened.page.click("#open-takeaway")
    for name in ("SVG", "CSV of nodes", "CSV of edges", "JSON"):
        with opened.page.expect_download() as download:
            opened.page.locator("#takeaway").get_by_role("button", name=name, exact=True).click()
        text = download.value.path().read_text(encoding="utf-8")
        assert "<script" not in text or name != "SVG"
        assert not any(line.startswith(("=", "+", "@")) for line in text.splitlines() if name.startswith("CSV"))
    is_safe(opened)


def test_no_character_turns_the_text_around(opened: Opened) -> None:
    opened.goto(f"method/{len(STRINGS) - 1}")
    shown = opened.panel()
    assert "gnp.exe" in shown
    assert not set("\u202e\u2066\u2069\u200f\x1b\x07") & set(shown)
