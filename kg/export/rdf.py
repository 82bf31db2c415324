"""Graph → RDF: every node, every edge, and for every edge an assertion with its evidence.

Nothing is a blank node, and no triple depends on the order of anything, so equal graphs are equal bytes.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import quote

import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.export.description import describe
from kg.graph import KnowledgeGraph, paper_node
from kg.model import Claim, Entity, Evidence, Paper, Result
from kg.ontology import PREFIXES, check_base, claim_classes, claim_relation, term

# Web Annotation lets a quote say what stands around it, so that it is found again in a text that has changed.
CONTEXT = 32
# The datatype of a date says how precise it is.
DATES = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}
MEASURED = re.compile(r"([+-]?)(\d+(?:,\d{3})*(?:\.\d+)?)\s*([%‰×]|[^\W\d_][^\d/^]*)?")
TYPE = term("rdf:type")


@lru_cache(maxsize=1)
def triples(graph: KnowledgeGraph) -> tuple[Triple, ...]:
    """Every triple of the graph, its provenance and its VoID description, sorted.

    Those of the last graph are kept, because a build writes them in more than one format.
    """
    data = set(_Writer(graph).triples())
    return tuple(sorted(data.union(describe(graph, data)), key=place))


def turtle(graph: KnowledgeGraph) -> bytes:
    """The graph as Turtle, with every prefix declared."""
    return as_turtle(triples(graph))


def ntriples(graph: KnowledgeGraph) -> bytes:
    """The graph as N-Triples, one sorted triple a line."""
    return serialize(triples(graph), format=RdfFormat.N_TRIPLES) or b""


def as_turtle(sorted_triples: Iterable[Triple]) -> bytes:
    """Triples as Turtle, in the order they come in."""
    content = serialize(sorted_triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    *prefixes, body = content.split(b"\n", len(PREFIXES))
    # The serializer declares prefixes in the order of its own hash table, which no reader and no next version knows.
    return b"\n".join([*sorted(prefixes), body])


def to_rdflib(graph: KnowledgeGraph) -> rdflib.Graph:
    """The graph as an rdflib.Graph with Oxigraph as its store."""
    return loaded(ntriples(graph))


def loaded(content: bytes) -> rdflib.Graph:
    """An rdflib.Graph over Oxigraph that holds these N-Triples and knows our prefixes."""
    graph = rdflib.Graph(store="Oxigraph", identifier=rdflib.URIRef("urn:x-kg:graph"), bind_namespaces="none")
    graph.parse(BytesIO(content), format="ox-nt", transactional=False)
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def number(value: str) -> tuple[Decimal, str] | None:
    """The number in a verbatim value, and its unit; nothing where there is not one plain number.

    >>> number("83.0%"), number("1,024 tokens"), number("10-20")
    ((Decimal('83.0'), '%'), (Decimal('1024'), 'tokens'), None)
    """
    match = MEASURED.fullmatch(value.strip().replace("\u2212", "-"))
    if not match:
        return None
    sign, digits, unit = match.groups()
    return Decimal(sign + digits.replace(",", "")), (unit or "").strip()


class _Writer:
    """The triples of one graph; `node` makes the IRIs of its data."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        check_base(graph.base)
        self._graph = graph
        self._papers = {paper: paper_node(paper) for paper in graph.papers}
        self._excerpts: set[str] = set()

    def node(self, path: str) -> NamedNode:
        return NamedNode(self._graph.base + path)

    def triples(self) -> Iterator[Triple]:
        for path, data in self._graph.nodes():
            yield from self._node(path, data)
        for head, relation, tail, data in self._graph.edges():
            yield from self._edge(head, relation, tail, data)

    def _node(self, path: str, data: dict[str, Any]) -> Iterator[Triple]:
        node = self.node(path)
        yield Triple(node, term("rdfs:label"), Literal(data["label"]))
        match data:
            case {"paper": Paper() as paper}:
                yield from _paper(node, paper)
            case {"entity": Entity() as entity}:
                yield from _entity(node, entity)
            case {"claim": Claim() as claim}:
                yield from self._claim(path, claim, data["quote"])

    def _claim(self, path: str, claim: Claim, sentence: str) -> Iterator[Triple]:
        node, relation = self.node(path), term(claim_relation(claim.relation))
        yield from _typed(node, claim_classes()[claim.type], "Claim")
        yield Triple(node, term("quote"), Literal(sentence))
        yield Triple(node, term("claimRelation"), relation)
        yield Triple(relation, term("skos:notation"), Literal(claim.relation))
        yield Triple(node, term("hedged"), Literal(claim.hedged))
        yield Triple(node, term("negative"), Literal(claim.negative))
        yield Triple(node, term("confidence"), _decimal(claim.confidence))
        for place, result in enumerate(claim.results, start=1):
            measurement = self.node(f"{path}/result/{place}")
            yield Triple(node, term("result"), measurement)
            yield from self._result(path, measurement, result)

    def _result(self, claim: str, measurement: NamedNode, result: Result) -> Iterator[Triple]:
        yield from _typed(measurement, "Measurement")
        for name, surface, edge in (
            ("metric", result.metric, "byMetric"),
            ("measuredOn", result.dataset, "onDataset"),
            ("baseline", result.baseline, "object"),
        ):
            named = self._named(claim, edge)
            if surface in named:
                yield Triple(measurement, term(name), self.node(named[surface]))
        if result.direction:
            yield Triple(measurement, term("direction"), Literal(result.direction))
        if result.value:
            yield from _value(measurement, result.value)

    def _named(self, claim: str, edge: str) -> dict[str, str]:
        """The entities that an edge of a claim leads to, by each of their names."""
        return {
            alias: tail
            for _, tail, relation in self._graph.nx.out_edges(claim, keys=True)
            if relation == edge
            for alias in self._graph.nx.nodes[tail]["entity"].aliases
        }

    def _edge(self, head: str, relation: str, tail: str, data: dict[str, Any]) -> Iterator[Triple]:
        assertion = self.node(f"assertion/{_hash(head, relation, tail)}")
        parts = self.node(head), term(relation), self.node(tail)
        yield Triple(*parts)
        yield from _typed(assertion, "Assertion", "rdf:Statement")
        for name, part in zip(("rdf:subject", "rdf:predicate", "rdf:object"), parts, strict=True):
            yield Triple(assertion, term(name), part)
        yield Triple(assertion, term("confidence"), _decimal(data["confidence"]))
        yield Triple(assertion, term("paperCount"), Literal(data["weight"]))
        for said, confidence in _strongest(data["evidence"]).items():
            yield from self._evidence(assertion, *said, confidence)

    def _evidence(
        self, assertion: NamedNode, paper: str, start: int, end: int, rule: str, confidence: float
    ) -> Iterator[Triple]:
        node = self.node(f"evidence/{_hash(assertion.value.removeprefix(self._graph.base), paper, start, end, rule)}")
        excerpt = f"{self._papers[paper]}/excerpt/{start}-{end}"
        yield Triple(assertion, term("evidence"), node)
        yield Triple(assertion, term("saidIn"), self.node(self._papers[paper]))
        yield from _typed(node, "Evidence", "oa:Annotation")
        yield Triple(node, term("oa:hasBody"), assertion)
        yield Triple(node, term("oa:hasTarget"), self.node(excerpt))
        yield Triple(node, term("rule"), Literal(rule))
        yield Triple(node, term("confidence"), _decimal(confidence))
        if excerpt not in self._excerpts:
            self._excerpts.add(excerpt)
            yield from self._excerpt(excerpt, paper, start, end)

    def _excerpt(self, path: str, paper: str, start: int, end: int) -> Iterator[Triple]:
        text = self._graph.papers[paper].text
        node, position, words = self.node(path), self.node(f"{path}/position"), self.node(f"{path}/quote")
        yield from _typed(node, "Excerpt", "oa:SpecificResource")
        yield Triple(node, term("oa:hasSource"), self.node(self._papers[paper]))
        yield Triple(node, term("oa:hasSelector"), position)
        yield Triple(node, term("oa:hasSelector"), words)
        yield from _typed(position, "oa:TextPositionSelector")
        yield Triple(position, term("oa:start"), _count(start))
        yield Triple(position, term("oa:end"), _count(end))
        yield from _typed(words, "oa:TextQuoteSelector")
        yield Triple(words, term("oa:exact"), Literal(text[start:end]))
        yield Triple(words, term("oa:prefix"), Literal(text[max(start - CONTEXT, 0) : start]))
        yield Triple(words, term("oa:suffix"), Literal(text[end : end + CONTEXT]))


def _paper(node: NamedNode, paper: Paper) -> Iterator[Triple]:
    yield from _typed(node, "Paper")
    yield Triple(node, term("text"), Literal(paper.text))
    literals = {"dcterms:title": paper.title, "dcterms:abstract": paper.abstract, "prism:publicationName": paper.venue}
    for name, text in literals.items():
        if text:
            yield Triple(node, term(name), Literal(text))
    for author in paper.authors:
        yield Triple(node, term("dc:creator"), Literal(author))
    if paper.author_count is not None:
        yield Triple(node, term("authorCount"), Literal(paper.author_count))
    if paper.date:
        datatype = "xsd:gMonthDay" if paper.date.startswith("--") else DATES[len(paper.date)]
        yield Triple(node, term("dcterms:date"), Literal(paper.date, datatype=term(datatype)))
    yield from _identifiers(node, paper)


def _identifiers(node: NamedNode, paper: Paper) -> Iterator[Triple]:
    yield Triple(node, term("dcterms:identifier"), Literal(paper.id))
    for scheme, local, resolver in (
        ("doi", paper.doi, "https://doi.org/"),
        ("arXiv", paper.arxiv, "https://arxiv.org/abs/"),
    ):
        if local:
            yield Triple(node, term("dcterms:identifier"), Literal(f"{scheme}:{local}"))
            yield Triple(node, term("schema:sameAs"), NamedNode(resolver + quote(local)))
    address = _web_address(paper.url)
    if address:
        yield Triple(node, term("schema:url"), address)


def _entity(node: NamedNode, entity: Entity) -> Iterator[Triple]:
    yield from _typed(node, entity.type, "Entity")
    yield Triple(node, term("skos:prefLabel"), Literal(entity.label))
    for alias in set(entity.aliases) - {entity.label}:
        yield Triple(node, term("skos:altLabel"), Literal(alias))


def _value(measurement: NamedNode, value: str) -> Iterator[Triple]:
    yield Triple(measurement, term("value"), Literal(value))
    parsed = number(value)
    if parsed:
        yield Triple(measurement, term("number"), Literal(f"{parsed[0]:f}", datatype=term("xsd:decimal")))
        if parsed[1]:
            yield Triple(measurement, term("unit"), Literal(parsed[1]))


def _typed(node: NamedNode, *names: str) -> Iterator[Triple]:
    for name in names:
        yield Triple(node, TYPE, term(name))


def _strongest(evidence: Iterable[Evidence]) -> dict[tuple[str, int, int, str], float]:
    """Confidence by paper, offsets and rule: one rule that read an edge twice from the same words read it once."""
    best: dict[tuple[str, int, int, str], float] = {}
    for piece in evidence:
        said = piece.paper, piece.start, piece.end, piece.rule
        best[said] = max(best.get(said, 0.0), piece.confidence)
    return best


def _web_address(url: str | None) -> NamedNode | None:
    """The address as an IRI, or nothing where it is not one that a browser may safely open."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    try:
        return NamedNode(url)
    except ValueError:
        return None


def _decimal(value: float) -> Literal:
    return Literal(f"{Decimal(str(round(value, 4))):f}", datatype=term("xsd:decimal"))


def _count(value: int) -> Literal:
    return Literal(str(value), datatype=term("xsd:nonNegativeInteger"))


def _hash(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


def place(triple: Triple) -> str:
    """What triples are sorted by: subject by subject, the type first."""
    return f"{triple.subject} {triple.predicate != TYPE} {triple}"
