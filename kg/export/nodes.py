"""Graph → statements about its nodes: papers, entities, claims and what these measured."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from kg.export.blocks import Block, block
from kg.export.terms import Term, decimal, elsewhere, integer, known, literal, node, truth, typed, word
from kg.graph import KnowledgeGraph
from kg.model import Claim, Entity, Paper, Result
from kg.ontology import claim_classes, claim_relation

# The datatype of a date says how precise it is.
DATES = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}
MEASURED = re.compile(r"([+-]?)(\d+(?:,\d{3})*(?:\.\d+)?)\s*([%‰×]|[^\W\d_][^\d/^]*)?")
WIKIDATA = "http://www.wikidata.org/entity/"
Said = Iterator[tuple[str, Term]]  # the name of a property, and a value


def describe_nodes(graph: KnowledgeGraph) -> Iterator[Block]:
    """What is said of every node, the edges that begin at it included, and of what claims measured; sorted."""
    nodes = dict(graph.nodes())
    edges: dict[str, list[tuple[str, str]]] = {path: [] for path in nodes}
    for head, tail, relation in graph.nx.edges(keys=True):
        edges[head].append((relation, tail))
    for path in sorted(edges, key=lambda path: f"{path}>"):
        data = nodes[path]
        measured = sorted(_measurements(graph, path, data["claim"], edges[path])) if data["type"] == "Claim" else []
        yield from measured
        types, said = _node(graph, data)
        label = "rdfs:label", literal(data["label"])
        results = (("result", (measurement, measurement)) for measurement, *_ in measured)
        tails = ((relation, node(graph.base + tail)) for relation, tail in edges[path])
        yield block(f"<{graph.base}{path}>", types, [label, *said, *results, *tails])


def describe_claim_relations(graph: KnowledgeGraph) -> Iterator[Block]:
    """What is said of the relations that claims have, sorted."""
    relations = {claim.relation for reading in graph.readings for claim in reading.claims}
    for concept, notation in sorted((word(claim_relation(relation)), relation) for relation in relations):
        yield block(concept, (), [("skos:notation", literal(notation))])


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
            yield "schema:sameAs", elsewhere(resolver + quote(local))
    yield from _address(paper.url)


def _entity(graph: KnowledgeGraph, entity: Entity) -> Said:
    yield "skos:prefLabel", literal(entity.label)
    for alias in set(entity.aliases) - {entity.label}:
        yield "skos:altLabel", literal(alias)
    if entity.wikidata:
        yield "skos:exactMatch", elsewhere(WIKIDATA + entity.wikidata)
    for wider in entity.broader:
        if wider in graph.nx:
            yield "skos:broader", node(graph.base + wider)
    yield from _address(entity.page)


def _address(url: str | None) -> Said:
    """The web address, where it is one that a browser may safely open."""
    if url and url.lower().startswith(("http://", "https://")):
        try:
            yield "schema:url", elsewhere(url)
        except ValueError:
            return


def _claim(claim: Claim, sentence: str) -> Said:
    yield "quote", literal(sentence)
    yield "claimRelation", known(claim_relation(claim.relation))
    yield "hedged", truth(claim.hedged)
    yield "negative", truth(claim.negative)
    yield "confidence", decimal(claim.confidence)


def _measurements(graph: KnowledgeGraph, path: str, claim: Claim, edges: list[tuple[str, str]]) -> Iterator[Block]:
    """What the results of a claim are of, by the entities that the claim leads to under the same names."""
    named = {
        (relation, alias): node(graph.base + tail)
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
        yield block(f"<{graph.base}{path}/result/{place}>", ("Measurement",), [*said, *_result(result)])


def _result(result: Result) -> Said:
    if result.direction:
        yield "direction", literal(result.direction)
    if result.value:
        yield "value", literal(result.value)
        if parsed := number(result.value):
            yield "number", typed(f"{parsed[0]:f}", "xsd:decimal")
            if parsed[1]:
                yield "unit", literal(parsed[1])
