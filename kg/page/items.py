"""Nodes and edges of a graph with all that the page draws of them, a column for each thing there is to know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from kg import ontology
from kg.assembly import CLAIM_PAIRS
from kg.graph import KnowledgeGraph, paper_node
from kg.layout import Layout
from kg.layout.tree import Ints
from kg.model import Claim, Evidence
from kg.page.shown import day, line

Row = dict[str, Any]
Columns = dict[str, Any]  # sequences or arrays
Edge = tuple[int, int, int, int, float, tuple[Evidence, ...]]  # head, relation, tail, weight, confidence, evidence

GENERIC, HEDGED, NEGATIVE = 1, 2, 4  # bits of the flags of nodes
NONE = 2**32 - 1
PAPERS = 96  # of a block: more take less room, fewer are inflated sooner
PLACED = ("x", "y", "radius", "rank", "community", "degree")  # what the layout knows of nodes


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """Columns of nodes, by falling rank, and of edges, by head, relation and tail.

    `at` is the row of a node id, `data` what the graph has of each node.
    """

    nodes: Columns
    edges: Columns
    at: Mapping[str, int]
    data: Sequence[Row]


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
    """Everything in the graph, the most important first.

    Equals go by community, claims by their paper, and then by id: neighbours are alike and so take little room.
    """
    itself = np.arange(len(layout.nodes))
    holder = np.where(layout.owner < 0, itself, layout.owner)
    order = np.lexsort((itself, holder, layout.community, -layout.rank))
    at = {layout.nodes[row]: number for number, row in enumerate(order.tolist())}
    found = dict(graph.nx.nodes.items())
    data = [found[node] for node in at]
    nodes = {"id": list(at)} | {name: getattr(layout, name)[order] for name in PLACED}
    nodes |= _nodes(data, nodes["community"], np.argsort(order)[holder[order]])
    nodes["flags"][layout.generic[order]] = GENERIC
    return Items(nodes, _edges(graph, at), at, data)


def _nodes(data: Sequence[Row], community: Ints, holder: Ints) -> Columns:
    """What nodes are; claims have the date and the block of their holder, which is the row of their paper."""
    names = list(ontology.style())
    types = np.array([names.index(item["type"]) for item in data], dtype=int)
    papers, claims = (np.flatnonzero(types == names.index(name)) for name in ("Paper", "Claim"))
    dates, flags, blocks = np.zeros(len(data), dtype=int), np.zeros(len(data), dtype=int), np.full(len(data), NONE)
    dates[papers] = [day(data[row]["paper"]) for row in papers.tolist()]
    flags[claims] = [_flags(data[row]["claim"]) for row in claims.tolist()]
    # Those of one community are together, as what is asked for is.
    blocks[papers[np.lexsort((papers, community[papers]))]] = np.arange(len(papers)) // PAPERS
    return {
        "label": [line(item["quote"] if "claim" in item else item["label"]) for item in data],
        "aliases": [_aliases(item) if "entity" in item else [] for item in data],
        "type": types,
        "papers": [item.get("papers", 0) for item in data],
        "date": dates[holder],
        "flags": flags,
        "block": blocks[holder],
    }


def _aliases(data: Row) -> list[str]:
    return [line(alias) for alias in data["entity"].aliases if alias != data["label"]]


def _flags(claim: Claim) -> int:
    return HEDGED * claim.hedged | NEGATIVE * claim.negative


def _edges(graph: KnowledgeGraph, at: Mapping[str, int]) -> Columns:
    """What edges are; `said` are the papers that say one, where its ends do not tell."""
    papers = {paper: at[paper_node(paper)] for paper in graph.papers}
    many = [name in CLAIM_PAIRS or head == "Entity" for name, (_, head, _) in relations().items()]
    found = _sorted(graph, at)
    head, relation, tail, weight, confidence, evidence = zip(*found, strict=True) if found else ((),) * 6
    return {
        "head": head,
        "relation": relation,
        "tail": tail,
        "weight": weight,
        "confidence": np.rint(255 * np.array(confidence)),
        "evidence": evidence,
        "said": [_said(pieces, papers) if many[kind] else [] for kind, pieces in zip(relation, evidence, strict=True)],
    }


def _said(evidence: Iterable[Evidence], papers: Mapping[str, int]) -> list[int]:
    return sorted({papers[piece.paper] for piece in evidence if piece.paper in papers})


def _sorted(graph: KnowledgeGraph, at: Mapping[str, int]) -> list[Edge]:
    """All that is to be known of edges, read in one go: each look at a big graph is a wait for memory."""
    kinds = {name: number for number, name in enumerate(relations())}
    out = dict(graph.nx.adjacency())
    # No two have head, relation and tail in common, so that what else there is is never compared.
    return sorted(
        (head, kinds[name], at[tail], data["weight"], data["confidence"], data["evidence"])
        for node, head in at.items()
        for tail, parallel in out[node].items()
        for name, data in parallel.items()
    )
