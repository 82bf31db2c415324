"""Readings and entities → KnowledgeGraph: nodes, edges, and the sentence behind each edge."""

import hashlib
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import networkx as nx

from kg.model import Claim, Dropped, Entity, Evidence, Linking, Mention, Paper, Reading, Rejected
from kg.ontology import DEFAULT_BASE, relations

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

# The edge from a paper to what it names, by the role of the mention.
PAPER_EDGES = {"introduced": "introduces", "used": "uses", "compared": "compares", "background": "mentions"}
# The edge from a claim to what it names besides its subject, by the class that all papers together give it.
CLAIM_EDGES = {"Method": "object", "Dataset": "onDataset", "Task": "onTask", "Metric": "byMetric"}


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """Papers, entities and claims as one directed multigraph in which every edge carries its evidence.

    `nx` nodes are ids ("paper/…", "method/resnet-50", "claim/…"), the paths of their IRIs under `base`. Every node
    has `type` and `label`; papers also `paper`, entities `entity` and `papers` (how many name it), claims `claim`,
    `paper` (node id) and `quote`. An edge's key is its relation; it has `relation`, `weight` (papers that say so),
    `confidence` (0 to 1) and `evidence`, a tuple of `Evidence`. Nodes and edges are added in sorted order.
    """

    readings: tuple[Reading, ...]
    entities: tuple[Entity, ...]
    nx: "nx.MultiDiGraph[str]"
    dropped: tuple[Dropped, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    base: str = DEFAULT_BASE
    papers: Mapping[str, Paper] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "papers", {reading.paper.id: reading.paper for reading in self.readings})

    def edges(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Every edge as (head, relation, tail, attributes), sorted."""
        for head, tail, relation, data in sorted(self.nx.edges(keys=True, data=True), key=lambda edge: edge[:3]):
            yield head, relation, tail, data

    def nodes(self, type: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every node as (id, attributes), sorted; only those of one class when `type` is given."""
        for node, data in sorted(self.nx.nodes.items(), key=lambda item: item[0]):
            if type is None or data["type"] == type:
                yield node, data

    # What follows opens later rooms at the moment it is asked to, so that `import kg` stays light.

    def centrality(self, measure: str = "pagerank", *, type: str | None = None) -> "pd.DataFrame":
        """Nodes by centrality, highest first; see `kg.analysis.centrality`."""
        from kg.analysis import centrality

        return centrality(self, measure, type=type)

    def communities(self, *, type: str | None = None, seed: int = 0) -> "pd.DataFrame":
        """Nodes with their community; see `kg.analysis.communities`."""
        from kg.analysis import communities

        return communities(self, type=type, seed=seed)

    def rdf(self) -> "rdflib.Graph":
        """The graph as RDF; see `kg.export.rdf`."""
        from kg.export.rdf import to_rdflib

        return to_rdflib(self)

    def query(self, question: str, **params: str) -> "pd.DataFrame":
        """The answer to a SPARQL SELECT, or to a saved question ("@top-datasets"); see `kg.query`."""
        from kg.query import ask

        return ask(self, question, params).frame()

    def save(self, folder: str | Path) -> Path:
        """Write every output into `folder`; see `kg.export.save`."""
        from kg.export import save

        return save(self, folder)


def assemble(
    readings: Iterable[Reading], linking: Linking, *, rejected: Iterable[Rejected] = (), base: str = DEFAULT_BASE
) -> KnowledgeGraph:
    """The graph of `readings` whose mentions are the entities of `linking`."""
    readings = tuple(sorted(readings, key=lambda reading: reading.paper.id))
    types = {entity.id: entity.type for entity in linking.entities}
    edges = _Edges()
    dropped = [drop for reading in readings for drop in reading.dropped]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for reading in readings:
        dropped += _add_reading(graph, edges, reading, linking.of[reading.paper.id], types)
    entities = tuple(sorted(linking.entities, key=lambda entity: entity.id))
    for entity in entities:
        graph.add_node(entity.id, type=entity.type, label=entity.label, entity=entity, papers=0)
    for (head, relation, tail), evidence in edges.sorted():
        papers = {piece.paper for piece in evidence}
        graph.add_edge(
            head,
            tail,
            key=relation,
            relation=relation,
            weight=len(papers),
            confidence=belief(evidence),
            evidence=evidence,
        )
    for entity in entities:
        graph.nodes[entity.id]["papers"] = sum(1 for head in graph.predecessors(entity.id) if head.startswith("paper/"))
    return KnowledgeGraph(
        readings,
        entities,
        graph,
        tuple(dropped),
        tuple(sorted(rejected, key=lambda r: (r.file, r.line, r.reason))),
        base,
    )


def belief(evidence: Iterable[Evidence]) -> float:
    """Confidence in an edge: the chance that at least one paper's best evidence is right, were they independent.

    References
    ----------
    Pearl (1988), Probabilistic Reasoning in Intelligent Systems, section 4.3 (noisy-or). doi:10.1016/C2009-0-27609-4
    """
    best: dict[str, float] = defaultdict(float)
    for piece in evidence:
        best[piece.paper] = max(best[piece.paper], piece.confidence)
    return round(1 - math.prod(1 - best[paper] for paper in sorted(best)), 4)


def paper_node(paper_id: str) -> str:
    """The node id of a paper: characters that an IRI path cannot hold are percent-encoded.

    >>> paper_node("10.1000/a b")
    'paper/10.1000%2Fa%20b'
    """
    return "paper/" + quote(paper_id, safe="")


def claim_node(paper_id: str, claim: Claim) -> str:
    """The node id of a claim: a hash of where it stands and what is said there."""
    content = f"{paper_id}\n{claim.start}\n{claim.end}\n{claim.type}".encode()
    return "claim/" + hashlib.sha256(content).hexdigest()[:16]


class _Edges:
    """Evidence gathered by edge."""

    def __init__(self) -> None:
        self._evidence: dict[tuple[str, str, str], set[Evidence]] = defaultdict(set)

    def add(self, head: str, relation: str, tail: str, evidence: Evidence) -> None:
        self._evidence[head, relation, tail].add(evidence)

    def sorted(self) -> Iterator[tuple[tuple[str, str, str], tuple[Evidence, ...]]]:
        for edge in sorted(self._evidence):
            yield edge, tuple(sorted(self._evidence[edge], key=lambda e: (e.paper, e.start, e.end, e.rule, e.marks)))


def _add_reading(
    graph: "nx.MultiDiGraph[str]", edges: _Edges, reading: Reading, ids: Sequence[str], types: Mapping[str, str]
) -> Iterator[Dropped]:
    paper = reading.paper
    node = paper_node(paper.id)
    graph.add_node(node, type="Paper", label=paper.title or paper.id, paper=paper)
    spans = _Sentences(reading)
    for mention, entity in zip(reading.mentions, ids, strict=True):
        edges.add(node, PAPER_EDGES[mention.role], entity, spans.evidence(mention))
    _add_claims(graph, edges, reading, ids, types, node)
    for relation in reading.relations:
        head, tail = ids[relation.head], ids[relation.tail]
        mentions = reading.mentions[relation.head], reading.mentions[relation.tail]
        marks = tuple(sorted((mention.start, mention.end) for mention in mentions))
        evidence = _evidence(paper, relation.start, relation.end, relation.source, relation.confidence, marks)
        if reason := _refusal(head, relation.relation, tail, types):
            at = paper.id, "relation", relation.start, relation.end
            yield Dropped(*at, evidence.quote, relation.relation, relation.source, reason)
        else:
            edges.add(head, relation.relation, tail, evidence)


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
    ids: Sequence[str],
    types: Mapping[str, str],
    paper_id: str,
) -> None:
    paper = reading.paper
    entity_of = {mention.surface: entity for mention, entity in zip(reading.mentions, ids, strict=True)}
    spans_of: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in reading.mentions:
        spans_of[mention.surface].append((mention.start, mention.end))
    for claim in reading.claims:
        node = claim_node(paper.id, claim)
        quote = paper.text[claim.start : claim.end]
        graph.add_node(node, type="Claim", label=_shorten(quote), claim=claim, paper=paper_id, quote=quote)
        plain = _evidence(paper, claim.start, claim.end, claim.source, claim.confidence)
        edges.add(paper_id, "states", node, plain)
        for surface in dict.fromkeys(_parts(claim)):
            entity = entity_of[surface]
            marks = tuple(span for span in spans_of[surface] if claim.start <= span[0] and span[1] <= claim.end)
            relation = "about" if surface == claim.subject else CLAIM_EDGES[types[entity]]
            edges.add(node, relation, entity, replace(plain, marks=marks))


def _parts(claim: Claim) -> Iterator[str]:
    yield from (claim.subject,) if claim.subject else ()
    yield from (*claim.objects, *claim.datasets, *claim.tasks)
    yield from (result.metric for result in claim.results if result.metric)


class _Sentences:
    """The sentences of a reading by offset; the title counts as one."""

    def __init__(self, reading: Reading) -> None:
        self._paper = reading.paper
        title = [(0, len(reading.paper.title))] if reading.paper.title else []
        self._spans = title + [(sentence.start, sentence.end) for sentence in reading.sentences]
        self._starts = [start for start, _ in self._spans]

    def evidence(self, mention: Mention) -> Evidence:
        at = max(bisect_right(self._starts, mention.start) - 1, 0)
        start, end = self._spans[at] if self._spans else (mention.start, mention.end)
        mark = (mention.start, mention.end)
        return _evidence(
            self._paper, min(start, mention.start), max(end, mention.end), mention.source, mention.confidence, (mark,)
        )


def _evidence(
    paper: Paper, start: int, end: int, rule: str, confidence: float, marks: tuple[tuple[int, int], ...] = ()
) -> Evidence:
    inside = tuple(mark for mark in marks if start <= mark[0] and mark[1] <= end)
    return Evidence(paper.id, start, end, paper.text[start:end], rule, confidence, inside)


def _shorten(text: str, length: int = 80) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
