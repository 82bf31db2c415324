"""What axe-core finds in every view of the page, in light and dark."""

from pathlib import Path

import pytest

from kg.graph import KnowledgeGraph
from kg.page import page
from tests.browser.conftest import Chromium

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
VIEWS = ("", "method/mixnet", "paper/2204.00001", "view=table", "view=questions&question=results%20dataset/toynet")

pytestmark = pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm ci in web/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_serious_violation(chromium: Chromium, example_graph: KnowledgeGraph, scheme: str, view: str) -> None:
    opened = chromium.open(page(example_graph), f"#{view}", color_scheme=scheme, bypass_csp=True)
    opened.settle()
    opened.page.click("#open-filters")
    opened.page.add_script_tag(path=AXE)
    found = opened.page.evaluate("() => axe.run()")
    serious = [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
    assert serious == []


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_can_be_read_at_twice_the_size(chromium: Chromium, example_graph: KnowledgeGraph, view: str) -> None:
    opened = chromium.open(
        page(example_graph), f"#{view}", viewport={"width": 640, "height": 400}, device_scale_factor=2
    )
    assert opened.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
