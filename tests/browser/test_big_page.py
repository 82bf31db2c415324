"""A page of 50,000 invented nodes opens, moves, and finds what it is asked for."""

import pytest

from benchmarks.invented import invented
from kg.page import page
from tests.browser.conftest import Opened
from tests.page.unpacked import unpacked

NODES = 50_000


@pytest.fixture(scope="module")
def written() -> bytes:
    return page(invented(NODES))


def test_it_is_all_there(written: bytes) -> None:
    assert len(written) < 30 * 2**20
    assert unpacked(written).header["meta"]["left"] == {"nodes": 0, "edges": 0}


def test_it_opens_moves_and_comes_closer(opened: Opened) -> None:
    box = opened.page.locator("#map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = opened.page.screenshot()
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    for step in range(1, 11):
        opened.page.mouse.move(x + 10 * step, y + 5 * step)
    opened.page.mouse.up()
    for _ in range(8):
        opened.page.mouse.wheel(0, -300)
    opened.settle()
    assert opened.page.screenshot() != before
    assert opened.is_quiet()


def test_every_node_is_found(opened: Opened, written: bytes) -> None:
    carried = unpacked(written)
    labels = carried.texts("labels")
    types = carried.columns["type"]
    row = max(row for row in range(len(labels)) if carried.header["classes"][types[row]]["name"] == "Method")
    opened.page.fill("#search", labels[row])
    opened.page.wait_for_selector("#hits [role=option]")
    opened.page.keyboard.press("Enter")
    opened.shows(labels[row])
    opened.settle()
    assert opened.is_quiet()
