"""Graph → statements: every node, every edge, and for every edge an assertion with its evidence.

Nothing is a blank node, and nothing depends on the order of anything, so equal graphs are equal bytes.
"""

import hashlib
from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import chain
from operator import itemgetter
from typing import Any

from kg.export import forms
from kg.export.blocks import Block
from kg.export.description import Tally, describe, provenance
from kg.export.nodes import describe_claim_relations, describe_nodes
from kg.export.terms import decimal, integer, known, literal, rule_name, typed
from kg.graph import KnowledgeGraph, paper_node
from kg.model import Evidence
from kg.ontology import check_base

# Web Annotation lets a quote say what stands around it, so that it is found again in a text that has changed.
CONTEXT = 32
SUBJECT = itemgetter(0)
Edge = tuple[str, str, str, Mapping[str, Any]]  # head, tail, relation, attributes


def statements(graph: KnowledgeGraph) -> Iterator[Block]:
    """All that the graph says, sorted by subject; last comes how much that is, as a VoID description."""
    check_base(graph.base)
    about, tally = list(provenance(graph)), Tally()
    parts = *_describe_edges(graph), describe_claim_relations(graph), describe_nodes(graph)
    for made in merge(*parts, about, key=SUBJECT):
        tally[made[1]] += 1
        yield made
    yield from describe(graph, tally - Tally(kind for _, kind, *_ in about))


def _describe_edges(graph: KnowledgeGraph) -> Iterator[Iterator[Block]]:
    """What is said of every assertion, of its evidence, and of the excerpts that are evidence, each sorted."""
    papers = {paper: f"{graph.base}{paper_node(paper)}" for paper in graph.papers}
    edges, pieces = [], []
    excerpts: dict[str, set[tuple[int, int]]] = {paper: set() for paper in papers}
    for edge in graph.nx.edges(keys=True, data=True):
        assertion, evidence = _identified(graph.base, *edge)
        edges.append((assertion, edge, evidence))
        for subject, piece in evidence.items():
            pieces.append((subject, assertion, piece))
            excerpts[piece.paper].add((piece.start, piece.end))
    yield (_assertion(graph.base, papers, *edge) for edge in sorted(edges, key=SUBJECT))
    yield (_evidence(papers, *piece) for piece in sorted(pieces, key=SUBJECT))
    yield _describe_excerpts(graph, papers, excerpts)


def _identified(
    base: str, head: str, tail: str, relation: str, data: Mapping[str, Any]
) -> tuple[str, dict[str, Evidence]]:
    """The assertion of an edge and its evidence: what one rule read twice from the same words, it read once."""
    key = "assertion/" + _hash(f"{head}\n{relation}\n{tail}")
    strongest: dict[str, Evidence] = {}
    for piece in data["evidence"]:
        said = _hash(f"{key}\n{piece.paper}\n{piece.start}\n{piece.end}\n{piece.rule}")
        subject = f"<{base}evidence/{said}>"
        if subject not in strongest or strongest[subject].confidence < piece.confidence:
            strongest[subject] = piece
    return f"<{base}{key}>", strongest


def _assertion(
    base: str, papers: Mapping[str, str], subject: str, edge: Edge, evidence: Mapping[str, Evidence]
) -> Block:
    head, tail, relation, data = edge
    ends = f"<{base}{head}>", known(relation), f"<{base}{tail}>"
    said_in = sorted({f"<{papers[piece.paper]}>" for piece in evidence.values()})
    numbers = decimal(data["confidence"]), integer(data["weight"])
    return forms.assertion(subject, *ends, *numbers, sorted(evidence), said_in)


def _evidence(papers: Mapping[str, str], subject: str, assertion: str, piece: Evidence) -> Block:
    target, confidence = f"<{papers[piece.paper]}/excerpt/{piece.start}-{piece.end}>", decimal(piece.confidence)
    rule = rule_name(piece.rule)[0]
    return forms.evidence(subject, assertion, target, confidence, rule, piece.hedged, piece.negative)


def _describe_excerpts(
    graph: KnowledgeGraph, papers: Mapping[str, str], excerpts: Mapping[str, set[tuple[int, int]]]
) -> Iterator[Block]:
    # With "/" at its end no path begins another, so what is below one paper stays together.
    for paper in sorted(excerpts, key=lambda paper: f"{paper_node(paper)}/"):
        below = (_excerpt(papers[paper], graph.papers[paper].text, start, end) for start, end in excerpts[paper])
        yield from sorted(chain.from_iterable(below), key=SUBJECT)


def _excerpt(source: str, text: str, start: int, end: int) -> Iterator[Block]:
    """An excerpt and its two selectors: by position, and by the words with what stands around them."""
    excerpt = f"{source}/excerpt/{start}-{end}"
    position, words = f"<{excerpt}/position>", f"<{excerpt}/quote>"
    parts = text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
    yield forms.excerpt(f"<{excerpt}>", f"<{source}>", position, words)
    yield forms.position(position, *[typed(str(offset), "xsd:nonNegativeInteger") for offset in (start, end)])
    yield forms.quote(words, *[literal(part)[0] for part in parts])


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
