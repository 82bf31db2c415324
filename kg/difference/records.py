"""Difference → JSON: everything that came, went and changed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from kg.difference.difference import ChangedEdge, Difference, Edge, Regrouped
from kg.difference.news import KINDS, moves, sizes
from kg.graph import KnowledgeGraph
from kg.model import Evidence


def as_json(difference: Difference) -> str:
    """The difference as one JSON object: counts, then papers, entities, claims and edges."""
    before, after = difference.before, difference.after
    papers, entities, claims, edges = difference.papers, difference.entities, difference.claims, difference.edges
    data = {
        "counts": _counts(difference),
        "papers": {
            "came": [asdict(after.papers[paper]) for paper in papers.came],
            "went": [asdict(before.papers[paper]) for paper in papers.went],
            "changed": [asdict(change) for change in papers.changed],
        },
        "entities": {
            "came": [_entity(after, node) for node in entities.came],
            "went": [_entity(before, node) for node in entities.went],
            "changed": [asdict(change) for change in entities.changed],
            "regrouped": [_regrouped(group) for group in difference.regrouped],
        },
        "claims": {
            "came": [_claim(after, node) for node in claims.came],
            "went": [_claim(before, node) for node in claims.went],
            "changed": [asdict(change) for change in claims.changed],
        },
        "edges": {
            "came": [_edge(after, edge) for edge in edges.came],
            "went": [_edge(before, edge) for edge in edges.went],
            "changed": [_changed_edge(change) for change in edges.changed],
        },
    }
    return json.dumps(data, ensure_ascii=False)


def _counts(difference: Difference) -> dict[str, Mapping[str, int]]:
    names = ("before", "after", "came", "went", "changed")
    columns = KINDS, sizes(difference.before), sizes(difference.after), moves(difference)
    rows = zip(*columns, strict=True)
    return {kind: dict(zip(names, (before, after, *moved), strict=True)) for kind, before, after, moved in rows}


def _entity(graph: KnowledgeGraph, node: str) -> dict[str, Any]:
    return {**asdict(graph.nx.nodes[node]["entity"]), "papers": graph.nx.nodes[node]["papers"]}


def _claim(graph: KnowledgeGraph, node: str) -> dict[str, Any]:
    data = graph.nx.nodes[node]
    paper = graph.nx.nodes[data["paper"]]["paper"].id
    return {"id": node, "paper": paper, "quote": data["quote"], **asdict(data["claim"])}


def _edge(graph: KnowledgeGraph, edge: Edge) -> dict[str, Any]:
    head, relation, tail = edge
    data = graph.nx.edges[head, tail, relation]
    counts = {"weight": data["weight"], "confidence": data["confidence"]}
    return {**_ends(edge), **counts, "evidence": list(map(_piece, data["evidence"]))}


def _changed_edge(change: ChangedEdge) -> dict[str, Any]:
    sides = (_ends(edge) for edge in (change.before, change.after))
    counts = zip(change.weight, change.confidence, change.evidence, strict=True)
    before, after = (
        {**ends, "weight": weight, "confidence": confidence, "evidence": evidence}
        for ends, (weight, confidence, evidence) in zip(sides, counts, strict=True)
    )
    came, went = (list(map(_piece, pieces)) for pieces in (change.came, change.went))
    return {"before": before, "after": after, "evidence": {"came": came, "went": went}}


def _piece(piece: Evidence) -> dict[str, Any]:
    return {field.name: getattr(piece, field.name) for field in fields(Evidence)}  # asdict copies, which takes long


def _ends(edge: Edge) -> dict[str, str]:
    return dict(zip(("head", "relation", "tail"), edge, strict=True))


def _regrouped(group: Regrouped) -> dict[str, Any]:
    return {"kind": group.kind, "before": group.before, "after": group.after}
