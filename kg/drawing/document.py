"""Graph → the page of pyvis, of at most 2,000 nodes, that needs nothing else: no network, no other file.

pyvis writes the drawing; it is taken out of the page that pyvis makes and put into ours (page.html, page.css,
page.js), because that page links to a CDN, prints text of papers unescaped and has no policy of what may run.
"""

import json
import re
from importlib.resources import files
from string import Template
from typing import Any

from kg.characters import PLAIN
from kg.drawing.details import MOST, Choice, choose, details
from kg.drawing.network import LINE, OPTIONS, dots, filled, lines
from kg.errors import BadBuild
from kg.graph import KnowledgeGraph
from kg.page.policy import policy

# page.js draws the labels, so that none covers another; vis-network is told never to.
UNLABELLED = OPTIONS | {"nodes": OPTIONS["nodes"] | {"scaling": {"label": {"drawThreshold": 1e9}}}}
# In JSON these characters stand only inside strings, where an escape means the same; unescaped they could end the
# script element that holds the JSON.
ESCAPED = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
EXTERNAL = re.compile(r'<(?:link|script)\s[^>]*\b(?:href|src)="https?:[^>]*>', re.IGNORECASE)
SCRIPT = re.compile(r"<script(?: type=\"text/javascript\")?>(.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style(?: type=\"text/css\")?>(.*?)</style>", re.DOTALL)


def page(graph: KnowledgeGraph, *, focus: str | None = None, depth: int = 1, most: int = MOST) -> bytes:
    """The graph as a page: at most so many nodes drawn, and for each a panel with the sentences behind it.

    Raises
    ------
    BadInput
        When nothing in the graph is called as `focus` says.
    """
    choice = choose(graph, most, focus, depth)
    shown = details(graph, choice) | {"line": LINE}
    drawing = _drawing(choice, shown)
    styles = [*STYLE.findall(drawing), _file("page.css")]
    # The first script of pyvis serves menus that are not here.
    scripts = [*SCRIPT.findall(drawing)[1:], _file("page.js")]
    page = Template(_file("page.html")).substitute(
        policy=policy(scripts, styles),
        styles="\n".join(f"<style>{style}</style>" for style in styles),
        details=_json(shown),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )
    return page.encode()


def _drawing(choice: Choice, shown: dict[str, Any]) -> str:
    """The page as pyvis makes it, less the two tags that would fetch Bootstrap."""
    drawn = len(choice.drawn)
    among = [
        (index, head, name, tail, weight)
        for index, (head, name, tail, weight, *_) in enumerate(shown["edges"])
        if head < drawn and tail < drawn
    ]
    edges = lines(among, len(choice.entities))
    nodes = dots(choice, shown["nodes"][:drawn], edges)
    page = filled(nodes, edges, UNLABELLED, height="100%", bgcolor="transparent").generate_html()
    if len(EXTERNAL.findall(page)) != 2 or len(SCRIPT.findall(page)) != 3 or len(STYLE.findall(page)) != 2:
        raise BadBuild("this pyvis makes another page than 0.3.2 did; install pyvis==0.3.2")
    return EXTERNAL.sub("", page)


def _json(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(PLAIN | ESCAPED)


def _file(name: str) -> str:
    return files("kg.drawing").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")
