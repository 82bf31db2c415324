"""Nodes and edges of a graph with all that the page draws of them: one row each, as pyvis wants them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from kg import ontology
from kg.assembly import CLAIM_PAIRS
from kg.graph import KnowledgeGraph, paper_node
from kg.layout import Layout
from kg.model import Evidence
from kg.page.shown import day, line

Row = dict[str, Any]

GENERIC, HEDGED, NEGATIVE = 1, 2, 4  # bits of the flags of nodes
NONE = 2**32 - 1
PAPERS = 64  # of a block


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """The rows of nodes, by falling rank, and of edges, by head, relation and tail; `at` is the row of a node id.

    `evidence` is what says each edge.
    """

    nodes: list[Row]
    edges: list[Row]
    at: Mapping[str, int]
    evidence: list[Sequence[Evidence]]


@cache
def relations() -> dict[str, tuple[str, str, str]]:
    """Label, head and tail of every kind of edge; Paper, Entity or Claim stand at the ends."""
    found = {}
    for head, kind in (
        ("Paper", ontology.paper_edges()),
        ("Entity", ontology.relations()),
        ("Claim", ontology.claim_edges()),
    ):
        for name, edge in kind.items():
            found[name] = edge.label, head, "Claim" if "Claim" in edge.range else "Entity"
    return found


def items(graph: KnowledgeGraph, layout: Layout) -> Items:
    """Everything in the graph, the most important first; ties go by id."""
    order = np.lexsort((np.arange(len(layout.nodes)), -layout.rank))
    names = [layout.nodes[row] for row in order]
    at = {name: row for row, name in enumerate(names)}
    edges, evidence = _edges(graph, at)
    nodes = _nodes(graph, layout, order, at)
    _count_neighbours(nodes, edges)
    return Items(nodes, edges, at, evidence)


def _nodes(graph: KnowledgeGraph, layout: Layout, order: Any, at: Mapping[str, int]) -> list[Row]:
    columns = {name: getattr(layout, name)[order].tolist() for name in ("x", "y", "radius", "rank", "community")}
    types = {name: number for number, name in enumerate(ontology.style())}
    found = dict(graph.nx.nodes.items())
    dates = {paper_node(paper.id): day(paper) for paper in graph.papers.values()}
    blocks = _blocks(found, at, columns["community"])
    rows = []
    for name, generic, *places in zip(at, layout.generic[order].tolist(), *columns.values(), strict=True):
        data = found[name]
        node = {"id": name, "type": types[data["type"]], **dict(zip(columns, places, strict=True))}
        if "entity" in data:
            rows.append(node | _entity(data, generic))
        else:
            paper = data["paper"] if "claim" in data else name
            rows.append(node | _of_paper(data) | {"date": dates[paper], "block": blocks[paper]})
    return rows


def _entity(data: Row, generic: bool) -> Row:
    names = [line(alias) for alias in data["entity"].aliases if alias != data["label"]]
    known = {"label": line(data["label"]), "aliases": names, "papers": data["papers"]}
    return known | {"flags": GENERIC * generic, "date": 0, "block": NONE}


def _of_paper(data: Row) -> Row:
    """What a paper has, or a claim, whose label is what it says."""
    if "claim" not in data:
        return {"label": line(data["label"]), "aliases": [], "papers": 0, "flags": 0}
    flags = HEDGED * data["claim"].hedged | NEGATIVE * data["claim"].negative
    return {"label": line(data["quote"]), "aliases": [], "papers": 0, "flags": flags}


def _blocks(found: Mapping[str, Row], at: Mapping[str, int], community: Sequence[int]) -> dict[str, int]:
    """The block of every paper: those of one community are together, as what is asked for is."""
    papers = sorted((community[at[node]], at[node], node) for node, data in found.items() if data["type"] == "Paper")
    return {node: number // PAPERS for number, (_, _, node) in enumerate(papers)}


def _edges(graph: KnowledgeGraph, at: Mapping[str, int]) -> tuple[list[Row], list[Sequence[Evidence]]]:
    kinds = {name: number for number, name in enumerate(relations())}
    many = {name for name, (_, head, _) in relations().items() if head == "Entity"} | set(CLAIM_PAIRS)
    papers = {paper: at[paper_node(paper)] for paper in graph.papers}
    rows, evidence = [], []
    for head, kind, tail, name, data in sorted(_found(graph, at, kinds), key=lambda edge: edge[:3]):
        said = {papers[piece.paper] for piece in data["evidence"] if piece.paper in papers} if name in many else ()
        edge = {"from": head, "to": tail, "relation": kind, "weight": data["weight"]}
        rows.append(edge | {"confidence": round(255 * data["confidence"]), "said": sorted(said)})
        evidence.append(data["evidence"])
    return rows, evidence


def _found(
    graph: KnowledgeGraph, at: Mapping[str, int], kinds: Mapping[str, int]
) -> Iterator[tuple[int, int, int, str, Row]]:
    for head, tails in graph.nx.adjacency():
        for tail, edges in tails.items():
            for name, data in edges.items():
                yield at[head], kinds[name], at[tail], name, data


def _count_neighbours(nodes: list[Row], edges: list[Row]) -> None:
    """Give every node its degree: how many others it is linked to, either way."""
    ends = np.array([(edge["from"], edge["to"]) for edge in edges], dtype=np.int64).reshape(-1, 2)
    pairs = np.unique(ends.min(axis=1) * len(nodes) + ends.max(axis=1))
    both = np.concatenate([pairs // len(nodes), pairs % len(nodes)])
    for node, degree in zip(nodes, np.bincount(both, minlength=len(nodes)).tolist(), strict=True):
        node["degree"] = degree
