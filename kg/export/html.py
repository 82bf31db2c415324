"""Graph → one HTML page that needs nothing else: no network, no other file.

pyvis writes the drawing; it is taken out of the page that pyvis makes and put into ours (page.html, page.css,
page.js), because that page links to a CDN, prints text of papers unescaped and has no policy of what may run.
"""

import base64
import hashlib
import json
import math
import re
from importlib.resources import files
from string import Template
from typing import Any

import numpy as np
from scipy.sparse import coo_matrix

from kg import ontology
from kg.errors import BadBuild
from kg.export.layout import place
from kg.export.page import Choice, choose, details
from kg.graph import KnowledgeGraph

SMALLEST, LARGEST = 5.0, 34.0  # radius of a node in pixels
LABEL = 36  # characters of a label in the picture; the panel shows it whole
LINE = {"color": "#8a94a0", "highlight": "#d55e00", "opacity": 0.5}
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "selectConnectedEdges": True},
    # page.js draws the labels, so that none covers another; vis-network is told never to.
    "nodes": {"borderWidth": 0, "borderWidthSelected": 3, "scaling": {"label": {"drawThreshold": 1e9}}},
    "edges": {
        "arrows": {"to": {"scaleFactor": 0.4}},
        "color": LINE,
        "selectionWidth": 1.5,
        "smooth": False,
    },
}
# Characters that reorder the text around them give way to one of no width, so that offsets still count.
PLAIN = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\u200b")
# In JSON these characters stand only inside strings, where an escape means the same; unescaped they could end the
# script element that holds the JSON.
ESCAPED = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
EXTERNAL = re.compile(r'<(?:link|script)\s[^>]*\b(?:href|src)="https?:[^>]*>', re.IGNORECASE)
SCRIPT = re.compile(r"<script(?: type=\"text/javascript\")?>(.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style(?: type=\"text/css\")?>(.*?)</style>", re.DOTALL)


def html(graph: KnowledgeGraph) -> bytes:
    """The graph as a page: its most important nodes drawn, and for each a panel with the sentences behind it."""
    choice = choose(graph)
    shown = details(graph, choice) | {"line": LINE}
    drawing = _drawing(choice, shown)
    styles = [*STYLE.findall(drawing), _file("page.css")]
    # The first script of pyvis serves menus that are not here.
    scripts = [*SCRIPT.findall(drawing)[1:], _file("page.js")]
    page = Template(_file("page.html")).substitute(
        policy=_policy(scripts, styles),
        styles="\n".join(f"<style>{style}</style>" for style in styles),
        details=_json(shown),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )
    return page.encode()


def _drawing(choice: Choice, shown: dict[str, Any]) -> str:
    """The page as pyvis makes it, less the two tags that would fetch Bootstrap."""
    from pyvis.network import Network  # type: ignore[import-untyped]  # takes IPython along: half a second

    network = Network(directed=True, cdn_resources="in_line", height="100%", bgcolor="transparent")
    network.options = OPTIONS
    # One by one, add_node and add_edge would look through all that are there already.
    network.edges = _edges(shown["edges"], choice)
    network.nodes = _nodes(choice, shown, network.edges)
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    page = network.generate_html()
    if len(EXTERNAL.findall(page)) != 2 or len(SCRIPT.findall(page)) != 3 or len(STYLE.findall(page)) != 2:
        raise BadBuild("this pyvis makes another page than 0.3.2 did; install pyvis==0.3.2")
    return EXTERNAL.sub("", page)


def _edges(edges: list[list[Any]], choice: Choice) -> list[dict[str, Any]]:
    """Edges between drawn nodes; of several between two nodes all but the first are bent, so that each can be seen.

    Only relations between entities have arrows: a paper always names the entity, never the other way round.
    """
    entities, drawn = len(choice.entities), len(choice.drawn)
    shown: list[dict[str, Any]] = []
    between: dict[tuple[int, int], int] = {}
    for index, (head, _, tail, weight, *_) in enumerate(edges):
        if head >= drawn or tail >= drawn:
            continue
        pair = (min(head, tail), max(head, tail))
        bend = between[pair] = between.get(pair, -1) + 1
        edge = {"id": index, "from": head, "to": tail, "width": round(1 + math.log2(weight) / 2, 2)}
        if head < entities:
            edge["arrows"] = "to"
        if bend:
            turn = "curvedCW" if (bend % 2 == 1) == (head < tail) else "curvedCCW"
            edge["smooth"] = {"enabled": True, "type": turn, "roundness": 0.15 * ((bend + 1) // 2)}
        shown.append(edge)
    return shown


def _nodes(choice: Choice, shown: dict[str, Any], edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    size = _sizes(choice)
    heads, tails = [edge["from"] for edge in edges], [edge["to"] for edge in edges]
    half = coo_matrix((np.ones(len(edges)), (heads, tails)), shape=(len(size), len(size))).tocsr()
    points = place((half + half.T).tocsr(), size) if len(size) else np.zeros((0, 2))
    nodes = []
    for index, (data, (x, y)) in enumerate(zip(shown["nodes"], np.round(points, 1).tolist(), strict=False)):
        style = ontology.style()[data["type"]]
        label = _shortened(data["label"].translate(PLAIN))
        nodes.append({"id": index, "label": label, "x": x, "y": y, "size": float(size[index])})
        nodes[-1] |= {"color": style.colour, "shape": style.shape}
    return nodes


def _sizes(choice: Choice) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Radii whose areas follow PageRank."""
    rank = np.array([choice.rank[node] for node in choice.drawn])
    above = rank - rank.min(initial=1)
    sizes: np.ndarray[Any, np.dtype[np.float64]] = SMALLEST + (LARGEST - SMALLEST) * np.sqrt(
        above / max(above.max(initial=0), 1e-12)
    )
    return np.round(sizes, 1)


def _shortened(text: str) -> str:
    return text if len(text) <= LABEL else text[: LABEL - 1].rstrip() + "…"


def _json(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(PLAIN | ESCAPED)


def _policy(scripts: list[str], styles: list[str]) -> str:
    """Only what stands in the page may run or colour it, each piece known by its hash; nothing may be fetched."""
    return (
        f"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src {_hashes(scripts)}; style-src {_hashes(styles)}"
    )


def _hashes(texts: list[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _file(name: str) -> str:
    return files("kg.export").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")
