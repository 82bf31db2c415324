"""Readings and entities → KnowledgeGraph: nodes, edges, and the sentence behind each edge."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from functools import cache, partial
from operator import attrgetter, itemgetter

import networkx as nx

from kg.agreement import Statement, agreements, statements
from kg.belief import belief, both
from kg.characters import shortened
from kg.graph import KnowledgeGraph, claim_node, paper_node, papers_naming
from kg.linking.decisions import NONE, Decisions
from kg.model import Claim, Dropped, Evidence, Linking, Mention, Paper, Reading, Rejected
from kg.ontology import DEFAULT_BASE, relations

# The edge from a paper to what it names, by the role of the mention.
PAPER_EDGES = {"introduced": "introduces", "used": "uses", "compared": "compares", "background": "mentions"}
# The edge from a claim to what it names besides its subject, by the class that all papers together give it.
CLAIM_EDGES = {"Method": "object", "Dataset": "onDataset", "Task": "onTask", "Metric": "byMetric"}
# The edges between claims, which stand only if both are right.
CLAIM_PAIRS = ("supports", "contradicts")
LABEL = 80  # characters of a claim that label it
IN_ORDER = attrgetter("paper", "start", "end", "rule", "marks")  # of evidence


def assemble(
    readings: Iterable[Reading],
    linking: Linking,
    *,
    rejected: Iterable[Rejected] = (),
    base: str = DEFAULT_BASE,
    decisions: Decisions = NONE,
) -> KnowledgeGraph:
    """The graph of `readings` whose mentions are the entities of `linking`, which followed these decisions."""
    readings = tuple(sorted(readings, key=lambda reading: reading.paper.id))
    types = {entity.id: entity.type for entity in linking.entities}
    edges = _Edges()
    stated: list[Statement] = []
    dropped = [drop for reading in readings for drop in reading.dropped]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for reading in readings:
        ids = linking.of[reading.paper.id]
        named = {mention.surface: entity for mention, entity in zip(reading.mentions, ids, strict=True)}
        source = _Source(reading)
        dropped += _add_reading(graph, edges, reading, source, ids, types)
        _add_claims(graph, edges, reading, source, named, types)
        stated += _statements(reading, ids, named)
    _add_agreements(graph, edges, stated)
    entities = tuple(sorted(linking.entities, key=lambda entity: entity.id))
    for entity in entities:
        graph.add_node(entity.id, type=entity.type, label=entity.label, entity=entity, papers=0)
    for head, relation, tail, evidence in edges.sorted():
        papers = {piece.paper for piece in evidence}
        graph.add_edge(
            head,
            tail,
            key=relation,
            relation=relation,
            weight=len(papers),
            confidence=both(evidence) if relation in CLAIM_PAIRS else belief(evidence),
            evidence=evidence,
        )
    for entity in entities:
        graph.nodes[entity.id]["papers"] = papers_naming(graph, entity.id)
    return KnowledgeGraph(
        readings,
        entities,
        graph,
        tuple(dropped),
        tuple(sorted(set(rejected), key=astuple)),
        base,
        decisions,
        linking.idle,
    )


class _Edges:
    """Evidence gathered by edge."""

    def __init__(self) -> None:
        self._from: dict[str, dict[tuple[str, str], list[Evidence]]] = defaultdict(lambda: defaultdict(list))

    def add(self, head: str, relation: str, tail: str, evidence: Evidence) -> None:
        self._from[head][relation, tail].append(evidence)

    def first(self, head: str, relation: str, tail: str) -> Evidence:
        """The first evidence gathered of one edge."""
        return self._from[head][relation, tail][0]

    def sorted(self) -> Iterator[tuple[str, str, str, tuple[Evidence, ...]]]:
        """Every edge with its evidence, nothing twice."""
        for head in sorted(self._from):
            for (relation, tail), evidence in sorted(self._from[head].items(), key=itemgetter(0)):
                pieces = sorted(set(evidence), key=IN_ORDER) if len(evidence) > 1 else evidence
                yield head, relation, tail, tuple(pieces)


def _add_reading(
    graph: "nx.MultiDiGraph[str]",
    edges: _Edges,
    reading: Reading,
    source: "_Source",
    ids: Sequence[str | None],
    types: Mapping[str, str],
) -> Iterator[Dropped]:
    paper = reading.paper
    node = paper_node(paper.id)
    graph.add_node(node, type="Paper", label=paper.title or paper.id, paper=paper)
    for mention, entity in zip(reading.mentions, ids, strict=True):
        if entity is None:
            yield _drop(paper, mention)
        else:
            edges.add(node, PAPER_EDGES[mention.role], entity, source.around(mention))
    tones = {(claim.start, claim.end): claim for claim in reading.claims}
    for relation in reading.relations:
        head, tail = ids[relation.head], ids[relation.tail]
        if head is None or tail is None:
            continue
        mentions = reading.mentions[relation.head], reading.mentions[relation.tail]
        marks = tuple(sorted((mention.start, mention.end) for mention in mentions))
        claim = tones.get((relation.start, relation.end))
        evidence = source.evidence(relation.start, relation.end, relation.source, relation.confidence, marks, claim)
        if reason := _refusal(head, relation.relation, tail, types):
            at = paper.id, "relation", relation.start, relation.end
            yield Dropped(*at, evidence.quote, relation.relation, relation.source, reason)
        else:
            edges.add(head, relation.relation, tail, evidence)


def _drop(paper: Paper, mention: Mention) -> Dropped:
    reason = "a decision drops this name"
    return Dropped(
        paper.id, "mention", mention.start, mention.end, mention.surface, mention.type, mention.source, reason
    )


def _refusal(head: str, relation: str, tail: str, types: Mapping[str, str]) -> str | None:
    """Why an edge that one paper reads cannot stand between what its ends are in all papers, if so."""
    declared = relations()[relation]
    if head == tail:
        return f"both ends of {relation} are one entity, {head}"
    if types[head] not in declared.domain or types[tail] not in declared.range:
        return f"{relation} does not go from a {types[head]} to a {types[tail]}"
    return None


def _add_claims(
    graph: "nx.MultiDiGraph[str]",
    edges: _Edges,
    reading: Reading,
    source: "_Source",
    named: Mapping[str, str | None],
    types: Mapping[str, str],
) -> None:
    """Add the claims of a paper, and edges to what they name; `named` are the entities by surface form."""
    paper, paper_id = reading.paper, paper_node(reading.paper.id)
    spans_of: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in reading.mentions:
        spans_of[mention.surface].append((mention.start, mention.end))
    for claim in reading.claims:
        node = claim_node(paper.id, claim)
        quote = paper.text[claim.start : claim.end]
        graph.add_node(node, type="Claim", label=shortened(quote, LABEL), claim=claim, paper=paper_id, quote=quote)
        evidence = partial(source.evidence, claim.start, claim.end, claim.source, claim.confidence)
        edges.add(paper_id, "states", node, evidence())
        for surface in dict.fromkeys(_parts(claim)):
            entity = named[surface]
            if entity is None:
                continue
            relation = "about" if surface == claim.subject else CLAIM_EDGES[types[entity]]
            edges.add(node, relation, entity, evidence(spans_of[surface]))


def _statements(reading: Reading, ids: Sequence[str | None], named: Mapping[str, str | None]) -> Iterator[Statement]:
    entities = {surface: entity for surface, entity in named.items() if entity is not None}
    better: dict[tuple[int, int], set[tuple[str, str]]] = defaultdict(set)
    for relation in reading.relations:
        head, tail = ids[relation.head], ids[relation.tail]
        if relation.relation == "outperforms" and head is not None and tail is not None:
            better[relation.start, relation.end].add((head, tail))
    for claim in reading.claims:
        said = better[claim.start, claim.end]
        yield from statements(claim_node(reading.paper.id, claim), reading.paper.id, claim, entities, said)


def _add_agreements(graph: "nx.MultiDiGraph[str]", edges: _Edges, stated: Iterable[Statement]) -> None:
    """Link the claims that agree or disagree; the sentences of both are the evidence."""

    @cache
    def evidence(node: str, rule: str) -> Evidence:
        return replace(edges.first(graph.nodes[node]["paper"], "states", node), rule=rule)

    for one, relation, other in agreements(stated):
        for node in (one, other):
            edges.add(one, relation, other, evidence(node, f"claims-{relation}"))


def _parts(claim: Claim) -> Iterator[str]:
    yield from (claim.subject,) if claim.subject else ()
    yield from (*claim.objects, *claim.datasets, *claim.tasks)
    yield from (result.metric for result in claim.results if result.metric)


class _Source:
    """A paper that evidence is quoted from, and its sentences by offset; the title counts as one."""

    def __init__(self, reading: Reading) -> None:
        self._paper, self._text = reading.paper.id, reading.paper.text
        title = [(0, len(reading.paper.title))] if reading.paper.title else []
        self._spans = title + [(sentence.start, sentence.end) for sentence in reading.sentences]
        self._starts = [start for start, _ in self._spans]
        self._quote = cache(lambda start, end: self._text[start:end])

    def around(self, mention: Mention) -> Evidence:
        """The sentence that names something."""
        at = max(bisect_right(self._starts, mention.start) - 1, 0)
        start, end = self._spans[at] if self._spans else (mention.start, mention.end)
        start, end = min(start, mention.start), max(end, mention.end)
        return self.evidence(start, end, mention.source, mention.confidence, ((mention.start, mention.end),))

    def evidence(
        self,
        start: int,
        end: int,
        rule: str,
        confidence: float,
        marks: Iterable[tuple[int, int]] = (),
        claim: Claim | None = None,
    ) -> Evidence:
        """The words from `start` to `end`, in the tone of the claim that they make, if they make one."""
        inside = tuple([mark for mark in marks if start <= mark[0] and mark[1] <= end])
        tone = (claim.hedged, claim.negative) if claim else ()
        return Evidence(self._paper, start, end, self._quote(start, end), rule, confidence, inside, *tone)
