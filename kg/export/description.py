"""What the RDF says of itself: which build made it (PROV-O) and what is in it (VoID)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.export.blocks import Block, Kind, block
from kg.export.terms import elsewhere, integer, known, literal, node
from kg.graph import KnowledgeGraph, paper_node
from kg.ontology import PREFIXES
from kg.version import configuration, release

RIGHTS = "Titles, abstracts and quotes belong to their authors and publishers; only what was read from them is ours."
VOCABULARIES = ("kg", "cito", "dcterms", "oa", "prov", "schema", "skos")


Tally = Counter[Kind]  # the number of subjects of each kind


def provenance(graph: KnowledgeGraph) -> Iterator[Block]:
    """The build, the papers it used and the software it was made by, sorted."""
    software = f"{graph.base}software/kg-{release()}"
    made = ("configuration", literal(_configured(graph))), ("prov:wasAssociatedWith", node(software))
    used = (("prov:used", node(graph.base + paper_node(paper))) for paper in graph.papers)
    yield block(f"<{_build(graph)}>", ("Build", "prov:Activity"), [*made, *used])
    version = ("rdfs:label", literal(f"kg {release()}")), ("schema:softwareVersion", literal(release()))
    yield block(f"<{software}>", ("prov:SoftwareAgent",), version)


def describe(graph: KnowledgeGraph, tally: Tally) -> Iterator[Block]:
    """What was counted as a VoID dataset, sorted."""
    dataset = f"{graph.base}void"
    classes = _total((types, number) for (types, _), number in tally.items())
    properties = _total((("rdf:type",) * len(types) + names, number) for (types, names), number in tally.items())
    said = [
        ("dcterms:title", literal("Knowledge graph of scientific abstracts")),
        ("dcterms:rights", literal(RIGHTS)),
        ("void:uriSpace", literal(graph.base)),
        *(("void:vocabulary", elsewhere(PREFIXES[prefix])) for prefix in VOCABULARIES),
        ("void:triples", integer(properties.total())),
        ("void:entities", integer(tally.total())),
        ("prov:wasGeneratedBy", node(_build(graph))),
    ]
    for kind, unit, counts in (("class", "entities", classes), ("property", "triples", properties)):
        for name in sorted(counts):
            partition = f"{dataset}/{kind}/{name}"
            yield block(f"<{partition}>", (), [(f"void:{kind}", known(name)), (f"void:{unit}", integer(counts[name]))])
            said.append((f"void:{kind}Partition", node(partition)))
    yield block(f"<{dataset}>", ("void:Dataset", "prov:Entity"), said)


def _total(counted: Iterable[tuple[Iterable[str], int]]) -> Counter[str]:
    """How often each name is there, where some names are there so many times."""
    total: Counter[str] = Counter()
    for names, number in counted:
        for name in names:
            total[name] += number
    return total


def _build(graph: KnowledgeGraph) -> str:
    texts = (f"{paper.id}\n{paper.text}" for paper in graph.papers.values())
    return f"{graph.base}build/{_hash(_configured(graph), *texts)[:16]}"


def _configured(graph: KnowledgeGraph) -> str:
    return _hash(configuration(), graph.base)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
