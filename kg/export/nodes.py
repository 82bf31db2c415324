"""Graph → statements about its nodes: papers, entities, claims and what these measured."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.export.terms import Description, decimal, described, integer, literal, truth, typed, word
from kg.graph import KnowledgeGraph
from kg.model import Claim, Entity, Paper, Result
from kg.ontology import claim_classes, claim_relation

# The datatype of a date says how precise it is.
DATES = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}
MEASURED = re.compile(r"([+-]?)(\d+(?:,\d{3})*(?:\.\d+)?)\s*([%‰×]|[^\W\d_][^\d/^]*)?")
WIKIDATA = "http://www.wikidata.org/entity/"
Said = Iterator[tuple[str, str]]  # the name of a property, and an object


def describe_nodes(graph: KnowledgeGraph) -> Iterator[Description]:
    """What is said of every node, the edges that begin at it included, and of what claims measured; sorted."""
    for path in sorted(graph.nx, key=lambda path: f"{path}>"):
        data = graph.nx.nodes[path]
        edges = [(relation, tail) for _, tail, relation in graph.nx.out_edges(path, keys=True)]
        measured = sorted(_measurements(graph, path, data["claim"], edges)) if "claim" in data else []
        yield from measured
        types, said = _node(graph, data)
        label = "rdfs:label", literal(data["label"])
        results = (("result", measurement) for measurement, _ in measured)
        tails = ((relation, f"<{graph.base}{tail}>") for relation, tail in edges)
        yield described(str(NamedNode(graph.base + path)), types, [label, *said, *results, *tails])


def describe_claim_relations(graph: KnowledgeGraph) -> Iterator[Description]:
    """What is said of the relations that claims have, sorted."""
    relations = {claim.relation for reading in graph.readings for claim in reading.claims}
    for concept, notation in sorted((word(claim_relation(relation)), relation) for relation in relations):
        yield concept, [(word("skos:notation"), literal(notation))]


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


def _node(graph: KnowledgeGraph, data: Mapping[str, Any]) -> tuple[tuple[str, ...], Said]:
    """The classes of a node, and what is said of it alone."""
    match data:
        case {"paper": Paper() as paper}:
            return ("Paper",), _paper(paper)
        case {"entity": Entity() as entity}:
            return (entity.type, "Entity"), _entity(graph, entity)
    claim: Claim = data["claim"]
    return (claim_classes()[claim.type], "Claim"), _claim(claim, data["quote"])


def _paper(paper: Paper) -> Said:
    yield "text", literal(paper.text)
    literals = {"dcterms:title": paper.title, "dcterms:abstract": paper.abstract, "prism:publicationName": paper.venue}
    for name, text in literals.items():
        if text:
            yield name, literal(text)
    for author in paper.authors:
        yield "dc:creator", literal(author)
    if paper.author_count is not None:
        yield "authorCount", integer(paper.author_count)
    if paper.date:
        datatype = "xsd:gMonthDay" if paper.date.startswith("--") else DATES[len(paper.date)]
        yield "dcterms:date", typed(paper.date, datatype)
    yield from _identifiers(paper)


def _identifiers(paper: Paper) -> Said:
    yield "dcterms:identifier", literal(paper.id)
    for scheme, local, resolver in (
        ("doi", paper.doi, "https://doi.org/"),
        ("arXiv", paper.arxiv, "https://arxiv.org/abs/"),
    ):
        if local:
            yield "dcterms:identifier", literal(f"{scheme}:{local}")
            yield "schema:sameAs", str(NamedNode(resolver + quote(local)))
    yield from _address(paper.url)


def _entity(graph: KnowledgeGraph, entity: Entity) -> Said:
    yield "skos:prefLabel", literal(entity.label)
    for alias in set(entity.aliases) - {entity.label}:
        yield "skos:altLabel", literal(alias)
    if entity.wikidata:
        yield "skos:exactMatch", str(NamedNode(WIKIDATA + entity.wikidata))
    for wider in entity.broader:
        if wider in graph.nx:
            yield "skos:broader", f"<{graph.base}{wider}>"
    yield from _address(entity.page)


def _address(url: str | None) -> Said:
    """The web address, where it is one that a browser may safely open."""
    if url and url.lower().startswith(("http://", "https://")):
        try:
            yield "schema:url", str(NamedNode(url))
        except ValueError:
            return


def _claim(claim: Claim, sentence: str) -> Said:
    yield "quote", literal(sentence)
    yield "claimRelation", word(claim_relation(claim.relation))
    yield "hedged", truth(claim.hedged)
    yield "negative", truth(claim.negative)
    yield "confidence", decimal(claim.confidence)


def _measurements(
    graph: KnowledgeGraph, path: str, claim: Claim, edges: list[tuple[str, str]]
) -> Iterator[Description]:
    """What the results of a claim are of, by the entities that the claim leads to under the same names."""
    named = {
        (relation, alias): f"<{graph.base}{tail}>"
        for relation, tail in edges
        if relation in ("byMetric", "onDataset", "object")
        for alias in graph.nx.nodes[tail]["entity"].aliases
    }
    for place, result in enumerate(claim.results, start=1):
        parts = {
            "metric": named.get(("byMetric", result.metric or "")),
            "measuredOn": named.get(("onDataset", result.dataset or "")),
            "baseline": named.get(("object", result.baseline or "")),
        }
        said = [(name, entity) for name, entity in parts.items() if entity]
        yield described(f"<{graph.base}{path}/result/{place}>", ("Measurement",), [*said, *_result(result)])


def _result(result: Result) -> Said:
    if result.direction:
        yield "direction", literal(result.direction)
    if result.value:
        yield "value", literal(result.value)
        if parsed := number(result.value):
            yield "number", typed(f"{parsed[0]:f}", "xsd:decimal")
            if parsed[1]:
                yield "unit", literal(parsed[1])
