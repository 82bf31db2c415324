"""The page in a real Chromium: nothing is fetched, nothing of the papers runs, and clicking shows the quotes."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from kg.export.html import html
from kg.graph import KnowledgeGraph, assemble
from kg.model import Entity, Linking, Mention, Paper, Reading, Sentence

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
METHOD = (0xD5, 0x5E, 0x00)

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver on the PATH")

LABEL = '<a href="javascript:window.pwned=1" onclick="window.pwned=1">Net</a>'
TITLE = f'<img src=x onerror="window.pwned=1"></script><script>window.pwned=1</script> {LABEL}'
HOSTILE = Paper(
    "p</script><svg onload=window.pwned=1>",
    TITLE,
    f"<script>window.pwned=1</script> <iframe srcdoc='<script>parent.pwned=1</script>'></iframe> uses {LABEL}.",
    authors=("<img src=https://evil.example/a.png>",),
    venue="<style>@import 'https://evil.example/a.css'</style>",
    url="javascript:window.pwned=1",
)


def hostile_graph() -> KnowledgeGraph:
    at = HOSTILE.text.rindex(LABEL)
    mention = Mention(at, at + len(LABEL), LABEL, "Method", "used", "<b>rule</b>", 0.5, "net")
    sentence = Sentence(len(TITLE) + 1, len(HOSTILE.text), "method")
    entity = Entity("method/net", "Method", LABEL, (LABEL, "<svg onload=window.pwned=1>"))
    return assemble([Reading(HOSTILE, (mention,), (), (sentence,))], Linking((entity,), {HOSTILE.id: ("method/net",)}))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


def open_page(browser: webdriver.Chrome, graph: KnowledgeGraph, folder: Path) -> None:
    path = folder / "graph.html"
    path.write_bytes(html(graph))
    for kind in ("browser", "performance"):
        log(browser, kind)
    browser.get(path.as_uri())
    wait(browser, "return document.querySelector('#panel h2') !== null")


@pytest.fixture
def page(browser: webdriver.Chrome, example_graph: KnowledgeGraph, tmp_path: Path) -> webdriver.Chrome:
    open_page(browser, example_graph, tmp_path)
    return browser


def wait(browser: webdriver.Chrome, condition: str) -> None:
    WebDriverWait(browser, 20).until(lambda driver: driver.execute_script(condition))


def log(browser: webdriver.Chrome, kind: str) -> list[dict[str, Any]]:
    """What was logged since the last call."""
    return list(browser.get_log(kind))  # type: ignore[no-untyped-call]


def requests(browser: webdriver.Chrome) -> list[str]:
    messages = [json.loads(entry["message"])["message"] for entry in log(browser, "performance")]
    sent = [
        message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"
    ]
    # Chromium's own new-tab page may still be loading.
    return [url for url in sent if not url.startswith(("data:", "chrome:"))]


def panel(browser: webdriver.Chrome) -> str:
    return browser.find_element(By.ID, "panel").text


def pixels(browser: webdriver.Chrome, colour: tuple[int, int, int]) -> int:
    """How many pixels of the picture have that colour."""
    count: Any = browser.execute_async_script(
        """const [colour, done] = arguments;
        network.once("afterDrawing", (context) => {
          const { width, height } = context.canvas;
          const { data } = context.getImageData(0, 0, width, height);
          let count = 0;
          for (let i = 0; i < data.length; i += 4) count += colour.every((value, c) => data[i + c] === value);
          done(count);
        });
        network.redraw();""",
        list(colour),
    )
    return int(count)


def click_node(browser: webdriver.Chrome, label: str) -> None:
    x, y = browser.execute_script(
        """const { id } = nodes.get().find((node) => node.label === arguments[0]);
        const { x, y } = network.canvasToDOM(network.getPosition(id));
        const { clientWidth, clientHeight } = document.getElementById("mynetwork");
        return [x - clientWidth / 2, y - clientHeight / 2];""",
        label,
    )
    canvas = browser.find_element(By.ID, "mynetwork")
    ActionChains(browser).move_to_element_with_offset(canvas, round(x), round(y)).click().perform()


def search(browser: webdriver.Chrome, words: str) -> None:
    browser.find_element(By.ID, "wanted").send_keys(words, Keys.ENTER)


def test_nothing_is_fetched_and_nothing_fails(page: webdriver.Chrome, tmp_path: Path) -> None:
    click_node(page, "MixNet")
    wait(page, "return document.querySelector('#panel blockquote') !== null")
    assert requests(page) == [(tmp_path / "graph.html").as_uri()]
    assert log(page, "browser") == []


def test_nodes_are_drawn(page: webdriver.Chrome) -> None:
    assert pixels(page, METHOD) > 500


def test_click_shows_class_papers_and_quotes(page: webdriver.Chrome) -> None:
    click_node(page, "MixNet")
    wait(page, "return document.querySelector('#panel h2').textContent === 'MixNet'")
    shown = panel(page)
    assert "Method" in shown
    assert "Named by 3 papers" in shown
    assert "Also: Mixing Network, MixNets" in shown
    assert "MixNet outperforms PlainNet on ToyNet." in shown
    assert "MixNet: Mixing Pixels for image classification" in shown
    marks = {mark.text for mark in page.find_elements(By.CSS_SELECTOR, "#panel mark")}
    assert {"MixNet", "MixNets", "Mixing Network", "PlainNet"} <= marks


def test_quotes_count_characters_and_not_code_units(page: webdriver.Chrome) -> None:
    search(page, "toybench")
    wait(page, "return document.querySelector('#panel h2').textContent === 'ToyBench'")
    assert {mark.text for mark in page.find_elements(By.CSS_SELECTOR, "#panel mark")} <= {
        *("ToyBench", "object counting", "MixNets", "error"),
    }


def test_search_finds_an_alias(page: webdriver.Chrome) -> None:
    search(page, "mixing network")
    wait(page, "return document.querySelector('#panel h2').textContent === 'MixNet'")


def test_claims_are_found_with_what_they_are_about(page: webdriver.Chrome) -> None:
    search(page, "mixnet outperforms")
    wait(page, "return document.querySelector('#panel').textContent.includes('Claim')")
    assert "result · outperforms" in panel(page)


def test_edge_shows_its_sentence(page: webdriver.Chrome) -> None:
    page.execute_script(
        """const details = JSON.parse(document.getElementById("details").textContent);
        const edge = details.edges.findIndex(([, name]) => name === "outperforms");
        network.body.emitter.emit("click", { nodes: [], edges: [edge] });"""
    )
    assert "outperforms" in panel(page)
    assert "MixNet outperforms PlainNet on ToyNet." in panel(page)


def test_legend_hides_a_class(page: webdriver.Chrome) -> None:
    box = page.find_element(By.CSS_SELECTOR, "#legend input[value=Method]")
    box.click()
    assert pixels(page, METHOD) == 0
    box.click()
    assert pixels(page, METHOD) > 500


def test_text_of_papers_never_runs(browser: webdriver.Chrome, tmp_path: Path) -> None:
    open_page(browser, hostile_graph(), tmp_path)
    search(browser, "svg onload")
    wait(browser, "return document.querySelector('#panel h2').textContent.includes('href')")
    assert LABEL in panel(browser)
    search(browser, "")
    browser.find_element(By.CSS_SELECTOR, "#panel button.node").click()
    wait(browser, "return document.querySelector('#panel h2').textContent.includes('onerror')")
    ActionChains(browser).move_to_element(browser.find_element(By.ID, "mynetwork")).perform()
    assert TITLE in panel(browser)
    assert browser.execute_script("return window.pwned") is None
    assert not browser.find_elements(By.CSS_SELECTOR, "img, iframe, #panel a, #panel script, #panel style")
    assert requests(browser) == [(tmp_path / "graph.html").as_uri()]
    assert log(browser, "browser") == []
