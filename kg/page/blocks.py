"""Blocks of papers: the text of each, what it names and claims, and the sentences behind every edge."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from operator import itemgetter

import msgspec

from kg.assembly import PAPER_EDGES
from kg.model import Claim, Evidence, Paper, Result
from kg.page.items import Items, Row, relations
from kg.page.shown import line, link, whole

HEDGED, NEGATIVE = 1, 2  # bits of the flags of evidence


Rules = dict[str, int]  # the names of the rules of a block, numbered as they come


def blocks(items: Items) -> Iterator[bytes]:
    """The papers of each block as JSON, by the row of their node."""
    held: dict[int, list[int]] = defaultdict(list)
    for row, item in enumerate(items.data):
        if item["type"] == "Paper":
            held[int(items.nodes["block"][row])].append(row)
    pieces, roles, claims = _pieces(items), _roles(items), _claims(items)
    for _, rows in sorted(held.items()):
        rules: Rules = defaultdict(count().__next__)
        papers = {}
        for row in rows:
            paper = items.data[row]["paper"]
            papers[str(row)] = {
                **_paper(paper),
                **_said(pieces[paper.id], roles, items.edges["tail"], rules),
                "claims": [_claim(claim, node, rules) for claim, node in claims[row]],
            }
        yield msgspec.json.encode({"papers": papers, "rules": list(rules)})


def _pieces(items: Items) -> dict[str, list[tuple[int, Evidence]]]:
    """The evidence that each paper gives, with the row of its edge."""
    found: dict[str, list[tuple[int, Evidence]]] = defaultdict(list)
    for row, evidence in enumerate(items.edges["evidence"]):
        for piece in evidence:
            found[piece.paper].append((row, piece))
    return found


def _claims(items: Items) -> dict[int, list[tuple[Claim, int]]]:
    """The claims of each paper, in the order of its text, with the rows of their nodes."""
    found: dict[int, list[tuple[Claim, int]]] = defaultdict(list)
    stated = [(item["claim"], row) for row, item in enumerate(items.data) if "claim" in item]
    for claim, row in sorted(stated, key=lambda pair: (pair[0].start, pair[0].end, pair[0].type)):
        found[items.at[items.data[row]["paper"]]].append((claim, row))
    return found


def _roles(items: Items) -> list[str | None]:
    """Of each edge, the role that it gives to what a paper names."""
    names = {edge: role for role, edge in PAPER_EDGES.items()}
    roles = [names.get(edge) for edge in relations()]
    return [roles[kind] for kind in items.edges["relation"]]


def _paper(paper: Paper) -> Row:
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


def _said(pieces: list[tuple[int, Evidence]], roles: list[str | None], tails: list[int], rules: Rules) -> Row:
    """What a paper names, and its evidence, both by offset."""
    evidence = [
        (
            row,
            piece.start,
            piece.end,
            rules[piece.rule],
            piece.confidence,
            HEDGED * piece.hedged | NEGATIVE * piece.negative,
            piece.marks,
        )
        for row, piece in pieces
    ]
    evidence.sort(key=itemgetter(1, 0))  # what is said of one place is alike and takes less room together
    mentions = [
        (*mark, tails[row], roles[row], confidence, rule)
        for row, _, _, rule, confidence, _, marks in evidence
        if roles[row]
        for mark in marks
    ]
    return {"mentions": sorted(mentions), "evidence": evidence}


def _claim(claim: Claim, node: int, rules: Rules) -> Row:
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
        "results": [_result(result) for result in claim.results],
    }


def _result(result: Result) -> Row:
    parts = ((name, getattr(result, name)) for name in result.__slots__)
    return {name: value and line(value) for name, value in parts}
