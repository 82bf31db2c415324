"""What the RDF says of itself: which build made it (PROV-O) and what is in it (VoID)."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Set

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import KnowledgeGraph, paper_node
from kg.ontology import NAMESPACE, PREFIXES, term
from kg.version import configuration, release

TYPE = term("rdf:type")
RIGHTS = "Titles, abstracts and quotes belong to their authors and publishers; only what was read from them is ours."
VOCABULARIES = ("kg", "cito", "dcterms", "oa", "prov", "schema", "skos")


def describe(graph: KnowledgeGraph, data: Set[Triple]) -> Iterator[Triple]:
    """The provenance and the VoID description of `data`; the counts are of `data` alone."""
    dataset = NamedNode(graph.base + "void")
    yield Triple(dataset, TYPE, term("void:Dataset"))
    yield Triple(dataset, term("dcterms:title"), Literal("Knowledge graph of scientific abstracts"))
    yield Triple(dataset, term("dcterms:rights"), Literal(RIGHTS))
    yield Triple(dataset, term("void:uriSpace"), Literal(graph.base))
    for prefix in VOCABULARIES:
        yield Triple(dataset, term("void:vocabulary"), NamedNode(PREFIXES[prefix]))
    yield from _counts(graph.base, dataset, data)
    yield from _provenance(graph, dataset)


def _counts(base: str, dataset: NamedNode, data: Set[Triple]) -> Iterator[Triple]:
    classes = Counter(triple.object.value for triple in data if triple.predicate == TYPE)  # type: ignore[union-attr]
    properties = Counter(triple.predicate.value for triple in data)
    yield Triple(dataset, term("void:triples"), Literal(len(data)))
    yield Triple(dataset, term("void:entities"), Literal(len({triple.subject for triple in data})))
    for kind, counted, counts in (("class", "entities", classes), ("property", "triples", properties)):
        for name, count in counts.items():
            partition = NamedNode(f"{base}void/{kind}/{_shortened(name)}")
            yield Triple(dataset, term(f"void:{kind}Partition"), partition)
            yield Triple(partition, term(f"void:{kind}"), NamedNode(name))
            yield Triple(partition, term(f"void:{counted}"), Literal(count))


def _provenance(graph: KnowledgeGraph, dataset: NamedNode) -> Iterator[Triple]:
    configured = _hash(configuration(), graph.base)
    papers = [NamedNode(graph.base + paper_node(paper)) for paper in graph.papers]
    texts = (f"{paper.id}\n{paper.text}" for paper in graph.papers.values())
    build = NamedNode(f"{graph.base}build/{_hash(configured, *texts)[:16]}")
    software = NamedNode(f"{graph.base}software/kg-{release()}")
    for node, names in (
        (build, ("Build", "prov:Activity")),
        (software, ("prov:SoftwareAgent",)),
        (dataset, ("prov:Entity",)),
    ):
        for name in names:
            yield Triple(node, TYPE, term(name))
    yield Triple(dataset, term("prov:wasGeneratedBy"), build)
    yield Triple(build, term("configuration"), Literal(configured))
    yield Triple(build, term("prov:wasAssociatedWith"), software)
    for paper in papers:
        yield Triple(build, term("prov:used"), paper)
    yield Triple(software, term("rdfs:label"), Literal(f"kg {release()}"))
    yield Triple(software, term("schema:softwareVersion"), Literal(release()))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _shortened(name: str) -> str:
    """The IRI with its prefix: ours is left bare."""
    prefix, namespace = max(
        ((prefix, namespace) for prefix, namespace in PREFIXES.items() if name.startswith(namespace)),
        key=lambda pair: len(pair[1]),
    )
    return name.removeprefix(namespace) if namespace == NAMESPACE else f"{prefix}:{name.removeprefix(namespace)}"
