"""Blocks of papers: the text of each, what it names and claims, and the sentences behind every edge."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from kg.assembly import PAPER_EDGES
from kg.graph import KnowledgeGraph, claim_node, paper_node
from kg.model import Claim, Paper
from kg.page.items import Items, relations
from kg.page.shown import line, link, whole

HEDGED, NEGATIVE = 1, 2  # bits of the flags of evidence


class Rules:
    """Names of rules, each said once in a block."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}

    def __getitem__(self, name: str) -> int:
        return self.names.setdefault(name, len(self.names))


def blocks(graph: KnowledgeGraph, items: Items) -> Iterator[bytes]:
    """The papers of each block as JSON, by the row of their node."""
    held: dict[int, list[str]] = defaultdict(list)
    for paper in graph.papers:
        held[items.nodes[items.at[paper_node(paper)]]["block"]].append(paper)
    edges = _edges_of(items)
    claims = {reading.paper.id: reading.claims for reading in graph.readings}
    for number in sorted(held):
        rules = Rules()
        papers = {}
        for paper in held[number]:
            shown = _paper(graph.papers[paper]) | _said(items, edges[paper], rules)
            nodes = ((items.at.get(claim_node(paper, claim)), claim) for claim in claims[paper])
            shown["claims"] = [_claim(claim, node, rules) for node, claim in nodes if node is not None]
            papers[str(items.at[paper_node(paper)])] = shown
        yield msgspec.json.encode({"papers": papers, "rules": list(rules.names)})


def _edges_of(items: Items) -> dict[str, list[tuple[int, Any]]]:
    """The evidence that each paper gives, with the row of its edge."""
    found: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for row, evidence in enumerate(items.evidence):
        for piece in evidence:
            found[piece.paper].append((row, piece))
    return found


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "id": line(paper.id),
        "title": line(paper.title),
        "text": whole(paper.text),
        "abstract": len(paper.text) - len(paper.abstract),
        "authors": [line(author) for author in paper.authors],
        "authorCount": paper.author_count or len(paper.authors),
        "venue": paper.venue and line(paper.venue),
        "date": paper.date and line(paper.date),
        "url": link(paper),
    }


def _said(items: Items, edges: list[tuple[int, Any]], rules: Rules) -> dict[str, Any]:
    """What a paper names, by offset, and its evidence, by edge."""
    roles = {number: _role(name) for number, name in enumerate(relations())}
    mentions, evidence = [], []
    for row, piece in edges:
        edge, rule = items.edges[row], rules[piece.rule]
        flags = HEDGED * piece.hedged | NEGATIVE * piece.negative
        evidence.append([row, piece.start, piece.end, rule, piece.confidence, flags, piece.marks])
        if role := roles[edge["relation"]]:
            mentions += [[*mark, edge["to"], role, piece.confidence, rule] for mark in piece.marks]
    return {"mentions": sorted(mentions), "evidence": evidence}


def _role(relation: str) -> str | None:
    """The role of what a paper names, by its edge to it."""
    return next((role for role, name in PAPER_EDGES.items() if name == relation), None)


def _claim(claim: Claim, node: int, rules: Rules) -> dict[str, Any]:
    return {
        "node": node,
        "start": claim.start,
        "end": claim.end,
        "type": claim.type,
        "relation": claim.relation,
        "hedged": claim.hedged,
        "negative": claim.negative,
        "confidence": claim.confidence,
        "rule": rules[claim.source],
        "subject": claim.subject and line(claim.subject),
        "objects": [line(name) for name in claim.objects],
        "datasets": [line(name) for name in claim.datasets],
        "tasks": [line(name) for name in claim.tasks],
        "results": [
            {name: getattr(result, name) and line(getattr(result, name)) for name in result.__slots__}
            for result in claim.results
        ],
    }
