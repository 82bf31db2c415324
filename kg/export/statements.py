"""Graph → statements: every node, every edge, and for every edge an assertion with its evidence.

Nothing is a blank node, and nothing depends on the order of anything, so equal graphs are equal bytes.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import chain
from operator import itemgetter

from kg.export.description import Tally, describe, provenance
from kg.export.nodes import describe_claim_relations, describe_nodes
from kg.export.terms import Description, decimal, described, integer, literal, rule_name, truth, typed, word
from kg.graph import KnowledgeGraph, paper_node
from kg.model import Evidence, Paper
from kg.ontology import check_base

# Web Annotation lets a quote say what stands around it, so that it is found again in a text that has changed.
CONTEXT = 32
SUBJECT = itemgetter(0)
Said = tuple[str, int, int, str]  # paper, start, end, rule


def statements(graph: KnowledgeGraph) -> Iterator[Description]:
    """All that the graph says, sorted by subject; last comes how much that is, as a VoID description."""
    check_base(graph.base)
    tally = Tally()
    parts = *_describe_edges(graph), describe_claim_relations(graph), describe_nodes(graph)
    yield from merge(*map(tally.counted, parts), provenance(graph), key=SUBJECT)
    yield from describe(graph, tally)


def _describe_edges(graph: KnowledgeGraph) -> Iterator[Iterator[Description]]:
    """What is said of every assertion, of its evidence, and of the excerpts that are evidence, each sorted."""
    base, papers = graph.base, {paper: graph.base + paper_node(paper) for paper in graph.papers}
    edges, pieces = [], []
    excerpts: dict[str, set[tuple[int, int]]] = {paper: set() for paper in papers}
    for head, relation, tail, data in graph.edges():
        key = f"assertion/{_hash(head, relation, tail)}"
        assertion, ends = f"<{base}{key}>", (f"<{base}{head}>", word(relation), f"<{base}{tail}>")
        evidence = {f"<{base}evidence/{_hash(key, *said)}>": piece for said, piece in _strongest(data["evidence"])}
        edges.append((assertion, ends, data["confidence"], data["weight"], evidence))
        pieces += [(node, assertion, piece) for node, piece in evidence.items()]
        for piece in evidence.values():
            excerpts[piece.paper].add((piece.start, piece.end))
    yield (_assertion(papers, *edge) for edge in sorted(edges, key=SUBJECT))
    yield (_evidence(papers, *piece) for piece in sorted(pieces, key=SUBJECT))
    yield _describe_excerpts(graph, excerpts)


def _assertion(
    papers: Mapping[str, str],
    node: str,
    ends: tuple[str, str, str],
    confidence: float,
    count: int,
    evidence: Mapping[str, Evidence],
) -> Description:
    said = [
        *zip(("rdf:subject", "rdf:predicate", "rdf:object"), ends, strict=True),
        ("confidence", decimal(confidence)),
        ("paperCount", integer(count)),
        *(("evidence", piece) for piece in evidence),
        *(("saidIn", f"<{papers[piece.paper]}>") for piece in evidence.values()),
    ]
    return described(node, ("Assertion", "rdf:Statement"), said)


def _evidence(papers: Mapping[str, str], node: str, assertion: str, piece: Evidence) -> Description:
    said = [
        ("oa:hasBody", assertion),
        ("oa:hasTarget", f"<{papers[piece.paper]}/excerpt/{piece.start}-{piece.end}>"),
        ("rule", rule_name(piece.rule)),
        ("confidence", decimal(piece.confidence)),
    ]
    said += [(tone, truth(True)) for tone in ("hedged", "negative") if getattr(piece, tone)]
    return described(node, ("Evidence", "oa:Annotation"), said)


def _describe_excerpts(graph: KnowledgeGraph, excerpts: Mapping[str, set[tuple[int, int]]]) -> Iterator[Description]:
    # With "/" at its end no path begins another, so what is below one paper stays together.
    for paper in sorted(excerpts, key=lambda paper: f"{paper_node(paper)}/"):
        below = (_excerpt(graph.base, graph.papers[paper], start, end) for start, end in excerpts[paper])
        yield from sorted(chain.from_iterable(below), key=SUBJECT)


def _excerpt(base: str, paper: Paper, start: int, end: int) -> Iterator[Description]:
    """An excerpt and its two selectors: by position, and by the words with what stands around them."""
    source = f"{base}{paper_node(paper.id)}"
    node = f"{source}/excerpt/{start}-{end}"
    position, words = f"<{node}/position>", f"<{node}/quote>"
    selectors = ("oa:hasSource", f"<{source}>"), ("oa:hasSelector", position), ("oa:hasSelector", words)
    yield described(f"<{node}>", ("Excerpt", "oa:SpecificResource"), selectors)
    yield described(position, ("oa:TextPositionSelector",), (("oa:start", _count(start)), ("oa:end", _count(end))))
    text = {
        "oa:exact": paper.text[start:end],
        "oa:prefix": paper.text[max(start - CONTEXT, 0) : start],
        "oa:suffix": paper.text[end : end + CONTEXT],
    }
    yield described(words, ("oa:TextQuoteSelector",), ((name, literal(part)) for name, part in text.items()))


def _strongest(evidence: Iterable[Evidence]) -> Iterable[tuple[Said, Evidence]]:
    """The evidence by paper, offsets and rule: one rule that read an edge twice from the same words read it once."""
    best: dict[Said, Evidence] = {}
    for piece in evidence:
        said = piece.paper, piece.start, piece.end, piece.rule
        if said not in best or best[said].confidence < piece.confidence:
            best[said] = piece
    return best.items()


def _count(value: int) -> str:
    return typed(str(value), "xsd:nonNegativeInteger")


def _hash(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]
