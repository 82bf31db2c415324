"""The core of the page: columns of nodes and edges, and what is said of the whole."""

from itertools import chain
from typing import Any

import numpy as np
from scipy import sparse

from kg import ontology
from kg.analysis.links import Links
from kg.analysis.measures import betweenness
from kg.graph import KnowledgeGraph
from kg.layout import Layout
from kg.page.choice import Choice
from kg.page.container import Column, column, contain, lines
from kg.page.items import NONE, Columns, Items, Row, relations
from kg.page.shown import item, line, link, web
from kg.version import configuration, release

NODES = {
    "type": "u1", "x": "u2", "y": "u2", "radius": "u2", "rank": "f4", "community": "u4", "papers": "u4", "date": "u4",
    "flags": "u1", "degree": "u4", "block": "u4",
}  # fmt: skip
EDGES = {"head": "u4", "tail": "u4", "relation": "u1", "weight": "u4", "confidence": "u1"}
PATHS = 1000  # nodes up to which it is known in time how many shortest paths pass each


def core(nodes: Columns, edges: Columns, header: Row, layout: Layout) -> bytes:
    """The container of columns of nodes and edges."""
    columns = {name: column(nodes[name], kind) for name, kind in NODES.items()}
    columns |= {"betweenness": _betweenness(nodes, edges), **_texts(nodes)}
    columns |= {name: column(edges[name], kind) for name, kind in EDGES.items()}
    columns["said_at"] = column(np.cumsum([0, *map(len, edges["said"])]), "u4")
    columns["said"] = column(list(chain.from_iterable(edges["said"])), "u4")
    return contain(header, columns | _communities(layout, {node: row for row, node in enumerate(nodes["id"])}))


def _texts(nodes: Columns) -> dict[str, Column]:
    return {
        "labels": lines(nodes["label"]),
        "ids": lines(nodes["id"]),
        "aliases": lines(map("\t".join, nodes["aliases"])),
    }


def _betweenness(nodes: Columns, edges: Columns) -> Column:
    size = len(nodes["id"])
    if not 0 < size <= PATHS:
        return column(np.zeros(size), "f4")
    cells = np.ones(len(edges["head"])), (edges["head"], edges["tail"])
    matrix = sparse.coo_matrix(cells, shape=(size, size)).tocsr()
    return column(betweenness(Links(tuple(nodes["id"]), matrix)), "f4")


def _communities(layout: Layout, at: dict[str, int]) -> dict[str, Column]:
    found, bundles = layout.communities, layout.bundles
    return {
        "community_parent": column(np.where(found.parent < 0, NONE, found.parent), "u4"),
        "community_level": column(found.level, "u1"),
        "community_x": column(found.x, "u2"),
        "community_y": column(found.y, "u2"),
        "community_radius": column(found.radius, "u2"),
        "community_size": column(found.size, "u4"),
        "community_hub": column([at[layout.nodes[hub]] for hub in found.hub], "u4"),
        "bundle_level": column(bundles.level, "u1"),
        "bundle_a": column(bundles.one, "u4"),
        "bundle_b": column(bundles.other, "u4"),
        "bundle_weight": column(bundles.weight, "f4"),
        "bundle_count": column(bundles.count, "u4"),
    }


def header(graph: KnowledgeGraph, choice: Choice, layout: Layout, items: Items) -> Row:
    """What the page says of the whole graph, its classes and relations, and what few nodes have."""
    return {
        "meta": _meta(graph, choice, layout, items),
        "classes": [
            {"name": name, "label": name, "colour": style.colour, "dark": lighter(style.colour), "shape": style.shape}
            for name, style in ontology.style().items()
        ],
        "relations": [
            {"name": name, "label": label, "from": head, "to": tail}
            for name, (label, head, tail) in relations().items()
        ],
        "links": {str(row): found for row, data in enumerate(items.data) if (found := _links(data))},
        "broader": _broader(graph, items),
        "communities": {"names": [line(name) for name in layout.communities.names]},
    }


def _meta(graph: KnowledgeGraph, choice: Choice, layout: Layout, items: Items) -> Row:
    return {
        "title": "Knowledge graph",
        "base": graph.base,
        "built": f"kg {release()}, configuration {configuration()[:12]}",
        "counts": choice.counts,
        "left": {"nodes": choice.left_nodes, "edges": choice.left_edges},
        "how": "kg html BUILD --max-nodes N" if choice.left_nodes else "",
        "modularity": round(layout.modularity, 3),
        "undated": sum(paper.year is None for paper in graph.papers.values()),
        "focus": items.at.get(choice.focus or ""),
        "depth": choice.depth,
        "measures": ["betweenness"] if len(items.at) <= PATHS else [],
    }


def _links(data: dict[str, Any]) -> dict[str, str]:
    if "entity" in data:
        found = {"wikidata": item(data["entity"].wikidata), "page": web(data["entity"].page)}
    else:
        found = {"url": link(data["paper"])} if "claim" not in data else {}
    return {name: value for name, value in found.items() if value}


def _broader(graph: KnowledgeGraph, items: Items) -> dict[str, list[int]]:
    found = {entity.id: [items.at[wider] for wider in entity.broader if wider in items.at] for entity in graph.entities}
    return {str(items.at[entity]): wider for entity, wider in found.items() if wider}


def lighter(colour: str) -> str:
    """The colour for a dark ground, a third of the way to white.

    >>> lighter("#0072B2")
    '#55a1cb'
    """
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{part + (255 - part) // 3:02x}" for part in parts)
