"""The pictures of the page in this folder, made anew from the bundled sample: `python docs/screenshots.py`.

It takes Playwright and a Chromium on the PATH.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import kg

HERE = Path(__file__).parent
SCREEN = {"width": 1280, "height": 800}
# What stands behind the # of the address, and whether the system is dark.
PICTURES = {
    "first-sight": ("", "light"),
    "focus": ("method/{focus}&depth=1", "light"),
    "evidence": ("{paper}", "light"),
    "table": ("method/{focus}&view=table", "light"),
    "dark": ("", "dark"),
}


def main() -> None:
    """Write every picture."""
    graph = kg.build()
    focus = max(graph.nodes("Method"), key=lambda node: (node[1]["papers"], graph.nx.degree(node[0]), node[0]))[0]
    paper = next(node for node in sorted(graph.nx.pred[focus]) if node.startswith("paper/"))
    with sync_playwright() as started, tempfile.TemporaryDirectory() as folder:
        page = graph.html(Path(folder) / "graph.html")
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (view, scheme) in PICTURES.items():
            context = browser.new_context(viewport=SCREEN, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            shown = context.new_page()
            shown.goto(f"{page.as_uri()}#{view.format(focus=focus.split('/')[1], paper=paper)}")
            ready(shown)
            if name == "focus":
                shown.get_by_label("Evidence: ").first.click()
                ready(shown)
            shown.screenshot(path=HERE / f"{name}.png")
        browser.close()


def ready(page: Page) -> None:
    """Wait until everything is there and drawn."""
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    page.wait_for_timeout(800)


if __name__ == "__main__":
    main()
