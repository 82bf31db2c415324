"""Graph → `Network` of pyvis, with our positions and nothing that moves."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix

from kg import ontology
from kg.characters import shortened
from kg.drawing.details import MOST, Choice, choose
from kg.graph import KnowledgeGraph
from kg.layout import place
from kg.page.items import relations
from kg.page.shown import line

if TYPE_CHECKING:
    from pyvis.network import Network  # type: ignore[import-untyped]

SMALLEST, LARGEST = 5.0, 34.0  # radius of a node in pixels
GAP = 2.0  # pixels around every node
LABEL = 36  # characters of a label in the picture
LINE = {"color": "#8a94a0", "highlight": "#d55e00", "opacity": 0.5}
OPTIONS: dict[str, dict[str, Any]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "selectConnectedEdges": True},
    "nodes": {"borderWidth": 0, "borderWidthSelected": 3},
    "edges": {
        "arrows": {"to": {"scaleFactor": 0.4}},
        "color": LINE,
        "selectionWidth": 1.5,
        "smooth": False,
    },
}

Item = dict[str, Any]


def network(graph: KnowledgeGraph, *, focus: str | None = None, depth: int = 1, most: int = MOST) -> "Network":
    """At most so many papers and entities as a directed `Network`, near `focus` first and then the most important.

    Nodes have the ids of the graph. None has a title: pyvis would run the markup of titles in which "href" stands.

    Raises
    ------
    BadInput
        When nothing in the graph is called as `focus` says.
    """
    choice = choose(graph, most, focus, depth)
    row = {node: number for number, node in enumerate(choice.drawn)}
    found = [
        (row[head], name, row[tail], data) for head, name, tail, data in graph.edges() if {head, tail} <= row.keys()
    ]
    edges = lines([(number, *ends, data["weight"]) for number, (*ends, data) in enumerate(found)], len(choice.entities))
    nodes = dots(choice, [graph.nx.nodes[node] for node in choice.drawn], edges)
    for node, name in zip(nodes, choice.drawn, strict=True):
        node["id"] = name
    for edge in edges:
        edge["title"] = relations()[found[edge.pop("id")][1]][0]
        edge |= {end: choice.drawn[edge[end]] for end in ("from", "to")}
    return filled(nodes, edges, OPTIONS, notebook=True)


def filled(nodes: list[Item], edges: list[Item], options: Item, **settings: Any) -> "Network":
    """A network of these nodes and edges; one by one, pyvis would look through all that are there already."""
    from pyvis.network import Network  # takes IPython along: half a second

    made = Network(directed=True, cdn_resources="in_line", **settings)
    made.options = options
    made.nodes, made.edges = nodes, edges
    made.node_ids = [node["id"] for node in nodes]
    made.node_map = {node["id"]: node for node in nodes}
    return made


def lines(edges: Sequence[tuple[int, int, str, int, int]], entities: int) -> list[Item]:
    """Edges, given as (id, head, relation, tail, weight); of several between two nodes all but the first are bent.

    Only relations between entities, the first `entities` nodes, have arrows: a paper always names the entity, never
    the other way round.
    """
    shown: list[Item] = []
    between: dict[tuple[int, int], int] = {}
    for index, head, _, tail, weight in edges:
        pair = (min(head, tail), max(head, tail))
        bend = between[pair] = between.get(pair, -1) + 1
        edge: Item = {"id": index, "from": head, "to": tail, "width": round(1 + math.log2(weight) / 2, 2)}
        if head < entities:
            edge["arrows"] = "to"
        if bend:
            turn = "curvedCW" if (bend % 2 == 1) == (head < tail) else "curvedCCW"
            edge["smooth"] = {"enabled": True, "type": turn, "roundness": 0.15 * ((bend + 1) // 2)}
        shown.append(edge)
    return shown


def dots(choice: Choice, data: Sequence[Item], edges: Sequence[Item]) -> list[Item]:
    """The drawn nodes, by number, each of its class's colour and shape, as big as its PageRank says."""
    size = _sizes(choice)
    heads, tails = [edge["from"] for edge in edges], [edge["to"] for edge in edges]
    half = coo_matrix((np.ones(len(edges)), (heads, tails)), shape=(len(size), len(size))).tocsr()
    points = np.round(place((half + half.T).tocsr(), size + GAP).points, 1).tolist()
    nodes = []
    for index, (item, (x, y)) in enumerate(zip(data, points, strict=True)):
        style = ontology.style()[item["type"]]
        node = {"id": index, "label": shortened(line(item["label"]), LABEL), "x": x, "y": y, "size": float(size[index])}
        nodes.append(node | {"color": style.colour, "shape": style.shape})
    return nodes


def _sizes(choice: Choice) -> NDArray[np.float64]:
    """Radii whose areas follow PageRank."""
    rank = np.array([choice.rank[node] for node in choice.drawn])
    above = rank - rank.min(initial=1)
    sizes = SMALLEST + (LARGEST - SMALLEST) * np.sqrt(above / max(above.max(initial=0), 1e-12))
    return np.asarray(np.round(sizes, 1))
