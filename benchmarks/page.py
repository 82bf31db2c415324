"""What the page costs to write and to look at: `python benchmarks/page.py [NODES or BUILD]...`, 2000 without any.

Invented graphs of about so many nodes, or that of a build. Prints the processor seconds of layout and packing, the MiB
of the file, and for the page, pyvis as it comes, pyvis with positions given, sigma.js and force-graph, all of the same
nodes and edges, the seconds until a first picture stands still and the frames a second while the picture is moved and
zoomed: the median of three runs in a headless Chromium without a graphics card. What takes over a minute is not
waited for. sigma.js and force-graph are those of `npm ci` in web/; without it they are left out.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLong

from benchmarks.invented import invented
from kg import load, ontology
from kg.drawing.network import OPTIONS, filled
from kg.graph import KnowledgeGraph
from kg.layout import lay_out
from kg.page import page
from kg.page.items import Items, items
from tests.browser.conftest import CHROMIUM

RUNS = 3
PATIENCE = 60_000  # milliseconds
MOVING = 2.0  # seconds, and as many of zooming
SCREEN = {"width": 1400, "height": 900}
FLAGS = ("--no-sandbox", "--enable-unsafe-swiftshader")
MODULES = Path(__file__).parents[1] / "web/node_modules"
# The moment of the first picture is written down by the page itself.
USABLE = "requestAnimationFrame(() => { window.usable = performance.now(); })"
FRAMES = "() => { window.seen = 0; const count = () => { window.seen++; requestAnimationFrame(count); }; count(); }"

Writer = Callable[[KnowledgeGraph, Items], str]


def ours(graph: KnowledgeGraph, shown: Items) -> str:
    """The page as it is, and a script that notes when it is ready."""
    return page(graph).decode()


def pyvis(graph: KnowledgeGraph, shown: Items) -> str:
    """Nodes and edges given to pyvis, which leaves their places to the browser."""
    return _vis(shown, {}, "stabilizationIterationsDone", lambda node: {})


def placed(graph: KnowledgeGraph, shown: Items) -> str:
    """The same with our places and nothing that moves."""
    return _vis(shown, OPTIONS, "afterDrawing", lambda node: {"x": node["x"], "y": -node["y"]})


def _vis(shown: Items, options: dict[str, Any], event: str, more: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
    nodes = [
        {"id": row, "label": node["label"][:36], **_look(node), **more(node)} for row, node in enumerate(_nodes(shown))
    ]
    edges = [{"from": head, "to": tail, "arrows": "to"} for head, tail in _ends(shown)]
    text = filled(nodes, edges, options, height="900px").generate_html()
    return str(text).replace("drawGraph();", f"drawGraph(); network.once('{event}', () => {USABLE});")


def sigma(graph: KnowledgeGraph, shown: Items) -> str:
    """A page of sigma.js with our places."""
    return _script(
        shown,
        ("graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js"),
        """const drawn = new graphology.MultiDirectedGraph();
        data.nodes.forEach((node, row) => drawn.addNode(row, node));
        data.edges.forEach(([from, to]) => drawn.addEdge(from, to, { size: 0.5, color: "#8a94a0" }));
        const Renderer = Sigma.Sigma ?? Sigma;
        new Renderer(drawn, document.getElementById("place"));
        USABLE;""",
    )


def force_graph(graph: KnowledgeGraph, shown: Items) -> str:
    """A page of force-graph with our places and nothing that moves."""
    return _script(
        shown,
        ("force-graph/dist/force-graph.min.js",),
        """let first = true;
        const nodes = data.nodes.map(({ x, y, size, color }, id) => ({ id, fx: x, fy: -y, val: size, color }));
        const links = data.edges.map(([source, target]) => ({ source, target }));
        const drawn = new ForceGraph(document.getElementById("place"));
        drawn.width(1400).height(900).cooldownTicks(0).nodeRelSize(8).graphData({ nodes, links });
        drawn.onRenderFramePost(() => { if (first) { first = false; USABLE; } });
        drawn.centerAt(32768, -32768).zoom(900 / 65536);""",
    )


def _script(shown: Items, files: tuple[str, ...], script: str) -> str:
    """A page that draws with the scripts of some packages."""
    nodes = [{**_look(node), "x": node["x"], "y": node["y"]} for node in _nodes(shown)]
    data = json.dumps({"nodes": nodes, "edges": list(_ends(shown))}).replace("<", "\\u003c")
    libraries = "".join(f"<script>{(MODULES / file).read_text(encoding='utf-8')}</script>" for file in files)
    script = script.replace("USABLE", USABLE)
    return (
        '<!doctype html><meta charset="utf-8"><style>body { margin: 0 } #place { height: 900px }</style>'
        f'<div id="place"></div>{libraries}<script>const data = {data};{script}</script>'
    )


def _nodes(shown: Items) -> Iterator[dict[str, Any]]:
    """What is drawn of each node."""
    columns = {name: np.asarray(shown.nodes[name]).tolist() for name in ("label", "type", "x", "y", "radius")}
    return (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))


def _ends(shown: Items) -> Iterator[tuple[int, int]]:
    return zip(shown.edges["head"], shown.edges["tail"], strict=True)


def _look(node: dict[str, Any]) -> dict[str, Any]:
    style = list(ontology.style().values())[node["type"]]
    return {"label": node["label"][:36], "color": style.colour, "size": 2 + node["radius"] / 20}


WRITERS: dict[str, Writer] = {
    "kg": ours, "pyvis as it comes": pyvis, "pyvis, placed": placed, "sigma.js": sigma, "force-graph": force_graph,
}  # fmt: skip


def looked_at(browser: Browser, path: Path) -> tuple[float, float] | None:
    """Seconds until a page is usable, and its frames a second; None where patience ends."""
    view = browser.new_page(viewport=SCREEN)  # type: ignore[arg-type]
    view.add_init_script(
        "new MutationObserver(() => { if (document.documentElement?.dataset.ready && !window.usable)"
        f" {USABLE}; }}).observe(document, {{ attributes: true, subtree: true }})"
    )
    try:
        view.goto(path.as_uri(), wait_until="commit")
        view.wait_for_function("() => window.usable", timeout=PATIENCE)
        return view.evaluate("() => window.usable") / 1000, _frames(view)
    except TooLong:
        return None
    finally:
        view.close()


def _frames(view: Page) -> float:
    """Frames a second while the mouse drags the picture to and fro, and then its wheel turns."""
    view.mouse.move(500, 400)
    view.evaluate(FRAMES)
    start = time.perf_counter()
    view.mouse.down()
    for step in _steps(start, MOVING):
        view.mouse.move(500 + 10 * (step % 30), 400 + 5 * (step % 20))
    view.mouse.up()
    for step in _steps(time.perf_counter(), MOVING):
        view.mouse.wheel(0, -120 if step % 24 < 12 else 120)
    frames: int = view.evaluate("() => window.seen")
    return frames / (time.perf_counter() - start)


def _steps(start: float, seconds: float) -> Iterator[int]:
    step = 0
    while time.perf_counter() - start < seconds:
        yield step
        step += 1


def report(browser: Browser, folder: Path, graph: KnowledgeGraph) -> None:
    """The lines of one graph."""
    start = time.process_time()
    size = len(page(graph)) / 2**20
    spent = time.process_time() - start
    print(f"{len(graph.nx):,} nodes, {graph.nx.number_of_edges():,} edges: {spent:.1f} s, {size:.2f} MiB", flush=True)
    shown = items(graph, lay_out(graph))
    for name, write in WRITERS.items():
        if write in (sigma, force_graph) and not MODULES.is_dir():
            continue
        path = folder / "page.html"
        path.write_text(write(graph, shown), encoding="utf-8")
        runs: list[tuple[float, float]] = []
        while len(runs) < RUNS and (run := looked_at(browser, path)):
            runs.append(run)
        usable, frames = (statistics.median(column) for column in zip(*runs, strict=True)) if runs else (0, 0)
        told = f"{usable:7.2f} s {frames:5.0f} frames/s" if runs else f"  nothing in {PATIENCE // 1000} s"
        print(f"  {name:18s} {told}", flush=True)


def main() -> None:
    """Measure each graph."""
    page(invented(100))  # loads what is to be loaded
    with sync_playwright() as started, tempfile.TemporaryDirectory() as folder:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for word in sys.argv[1:] or ["2000"]:
            report(browser, Path(folder), invented(int(word)) if word.isdigit() else load(word))
        browser.close()


if __name__ == "__main__":
    main()
