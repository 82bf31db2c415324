"""Pages in a real Chromium, and what they ask for and complain of."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.graph import KnowledgeGraph
from kg.page import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
OURS = ("data:", "blob:")


@dataclass(frozen=True)
class Opened:
    """A page of a file: what it asked of the network, and what it wrote to the console."""

    page: "Page"
    address: str
    requests: list[str]
    messages: list[str]

    def is_quiet(self) -> bool:
        return set(self.requests) <= {self.address} and not self.messages

    def panel(self) -> str:
        return self.page.locator("#panel").inner_text()

    def shows(self, heading: str) -> None:
        """Wait until the panel is about something."""
        self.page.wait_for_function("text => document.querySelector('#panel h2')?.textContent === text", arg=heading)

    def links(self) -> list[str]:
        """The origins that links lead to."""
        return list(self.page.evaluate("() => [...document.querySelectorAll('a')].map((link) => link.origin)"))

    def goto(self, view: str) -> None:
        """Change what stands behind the # of the address."""
        self.page.evaluate("view => { location.hash = view; }", view)
        self.settle()

    def settle(self) -> None:
        """Wait until what is awaited from blocks has come, and is drawn."""
        self.page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
        self.page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


class Chromium:
    """Opens pages, each alone."""

    def __init__(self, browser: "Browser", folder: Path) -> None:
        self._browser, self._folder = browser, folder

    def open(
        self, content: bytes, view: str = "", *, ready: str = "html[data-ready]", before: str = "", **options: Any
    ) -> Opened:
        """The page of a file, once an element is there; `before` is a script that runs before its own."""
        path = self._folder / f"page-{len(list(self._folder.iterdir()))}.html"
        path.write_bytes(content)
        options = {"viewport": {"width": 1400, "height": 900}} | options
        context = self._browser.new_context(**options)
        page = context.new_page()
        page.add_init_script(before)
        requests: list[str] = []
        messages: list[str] = []
        page.on("request", lambda request: None if request.url.startswith(OURS) else requests.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto(path.as_uri() + view)
        page.wait_for_selector(ready, state="attached", timeout=30_000)
        return Opened(page, path.as_uri(), requests, messages)

    def close_pages(self) -> None:
        for context in self._browser.contexts:
            context.close()


@pytest.fixture(scope="session")
def _browser() -> Iterator["Browser"]:
    if not CHROMIUM:
        pytest.skip("needs Chromium on the PATH")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def chromium(_browser: "Browser", tmp_path: Path) -> Iterator[Chromium]:
    opener = Chromium(_browser, tmp_path)
    yield opener
    opener.close_pages()


@pytest.fixture(scope="session")
def written(example_graph: KnowledgeGraph) -> bytes:
    return page(example_graph)


@pytest.fixture
def opened(chromium: Chromium, written: bytes) -> Opened:
    return chromium.open(written)
