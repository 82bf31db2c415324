"""What is asked without a query language: by keyboard, sorted by number, with the evidence; and the query of a view."""

import shlex

from kg.assembly import assemble
from kg.graph import KnowledgeGraph
from kg.model import Entity, Linking, Mention, Paper, Reading
from kg.page import page
from tests.browser.conftest import Chromium, Opened
from tests.browser.hostile import STRINGS


def focused(opened: Opened) -> str:
    return str(opened.page.evaluate("() => document.activeElement.value ?? document.activeElement.textContent"))


def test_a_path_is_asked_for_with_keys_alone(opened: Opened) -> None:
    keys = opened.page.keyboard
    opened.goto("view=questions&question=path")
    opened.page.focus(".asking select")
    keys.press("Tab")
    for name in ("mixnet", "object counting"):
        keys.type(name)
        opened.page.wait_for_selector(".offers:not([hidden]) [role=option]")
        keys.press("Enter")
        opened.settle()
    assert focused(opened) == "How are MixNet and object counting connected?"
    steps = opened.page.locator("#questions .path > li")
    assert steps.count() > 1
    steps.nth(1).locator(".unfold").click()
    opened.settle()
    assert steps.nth(1).locator("mark").count()


def test_a_found_path_is_shown_on_the_map(opened: Opened) -> None:
    opened.goto("view=questions&question=path%20method/mixnet%20task/object-counting")
    opened.page.get_by_role("button", name="Show it on the map").click()
    assert opened.page.locator("#map").is_visible()
    assert opened.page.evaluate("() => document.activeElement.id") == "map"


def test_a_cell_of_the_matrix_opens_its_evidence(opened: Opened) -> None:
    opened.goto("view=questions&question=matrix")
    opened.page.locator(".matrix td button").first.click()
    opened.shows("evaluated on")
    opened.settle()
    assert opened.page.locator("#panel mark").count() == 2


def test_a_node_offers_the_questions_that_it_answers(opened: Opened) -> None:
    opened.goto("dataset/toynet")
    opened.page.locator("#panel").get_by_role("button", name="What was tried on it?").click()
    opened.page.locator(".answer h2", has_text="What was tried on ToyNet?").wait_for()


def test_the_query_of_a_hostile_name_gives_its_edges(chromium: Chromium) -> None:
    graph = named(STRINGS)
    opened = chromium.open(page(graph))
    opened.page.click("#open-takeaway")
    opened.page.click("#takeaway summary")
    for number, text in enumerate(STRINGS):
        opened.goto(f"method/{number}")
        *said, query = shlex.split(opened.page.locator("#takeaway textarea").input_value())
        assert said == ["kg", "query", "BUILD"]
        assert graph.query(query).to_dict("records") == [
            {"from": str(number), "relation": "uses", "to": text, "papers": 1, "confidence": 0.5}
        ]


def named(names: tuple[str, ...]) -> KnowledgeGraph:
    """A graph of one paper for each name, which uses what is called so."""
    readings = [
        Reading(Paper(str(at), str(at), name), (Mention(2, 2 + len(name), name, "Method", "used", "test", 0.5, "it"),))
        for at, name in enumerate(names)
    ]
    entities = tuple(Entity(f"method/{at}", "Method", name) for at, name in enumerate(names))
    return assemble(readings, Linking(entities, {str(at): (f"method/{at}",) for at in range(len(names))}))
