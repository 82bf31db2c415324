"""The page itself: pyvis fills a template of ours, whose filters pack the nodes and edges of its network."""

from importlib.resources import files

from kg import ontology
from kg.collection import no_collection
from kg.graph import KnowledgeGraph
from kg.layout import lay_out, nowhere
from kg.page.blocks import blocks
from kg.page.choice import MOST, Choice, choose, sample
from kg.page.container import zipped
from kg.page.core import core, header
from kg.page.items import items
from kg.page.policy import policy

HEAVIEST = 30 * 2**20  # bytes of a page
BIG, SAMPLED = 100_000, 20  # nodes of which so many make a big graph; papers of which one is tried
ROWS, TOLD = 100, ("label", "type", "papers")  # of the table for those without scripts


@no_collection()
def page(graph: KnowledgeGraph, *, focus: str | None = None, depth: int = 1, most: int | None = None) -> bytes:
    """The graph as a page that opens on `focus`, if given.

    It carries at most `most` nodes, however heavy they are; unless told, as many of 200,000 as fit into 30 MiB.

    Raises
    ------
    BadInput
        When nothing in the graph is called as `focus` says.
    """
    choice = choose(graph, most=most or _fitting(graph), focus=focus, depth=depth)
    written = _written(choice)
    while most is None and len(written) > HEAVIEST:
        fewer = int(len(choice.graph.nx) * 0.97 * HEAVIEST / len(written))
        choice = choose(graph, most=fewer, focus=focus, depth=depth)
        written = _written(choice)
    return written


def _fitting(graph: KnowledgeGraph) -> int:
    """How many nodes will fit, to go by some of the papers, so that a big graph need not be laid out twice."""
    if len(graph.nx) < BIG:
        return MOST
    bare, tried = (len(_written(sample(graph, every))) for every in (len(graph.nx), SAMPLED))
    return min(MOST, int(len(graph.nx) * (HEAVIEST - bare) / (SAMPLED * (tried - bare))))


def _written(choice: Choice) -> bytes:
    from pyvis.network import Network  # type: ignore[import-untyped]  # takes IPython along: half a second

    layout = lay_out(choice.graph) if len(choice.graph.nx) else nowhere()
    shown = items(choice.graph, layout)
    network = Network(directed=True)
    network.options = {}
    # pyvis hands on what it is given: one table each of nodes and of edges is packed much faster than their rows.
    network.nodes, network.edges = [shown.nodes], [shown.edges]
    network.set_template_dir(str(files("kg.page")), "page.html")
    environment = network.templateEnv
    environment.autoescape = True
    script, style, told = _file("viewer.js"), _file("viewer.css"), header(choice.graph, choice, layout, shown)
    environment.filters["core"] = lambda nodes, edges: zipped(core(nodes[0], edges[0], told, layout))
    environment.globals |= {
        "policy": policy([script], [style], "data: blob:"),
        "title": told["meta"]["title"],
        "top": [{name: shown.nodes[name][row] for name in TOLD} for row in range(min(ROWS, len(shown.at)))],
        "classes": list(ontology.style()),
        "script": script,
        "style": style,
        "body": _file("body.html"),
        "blocks": map(zipped, blocks(shown)),
    }
    written: str = network.generate_html()
    return f"{written}\n".encode()


def _file(name: str) -> str:
    return files("kg.page").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")
