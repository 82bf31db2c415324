"""What the RDF says of itself: which build made it (PROV-O) and what is in it (VoID)."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.export.terms import Description, described, integer, literal, word
from kg.graph import KnowledgeGraph, paper_node
from kg.ontology import NAMESPACE, PREFIXES
from kg.version import configuration, release

RIGHTS = "Titles, abstracts and quotes belong to their authors and publishers; only what was read from them is ours."
VOCABULARIES = ("kg", "cito", "dcterms", "oa", "prov", "schema", "skos")


class Tally:
    """How many subjects have passed, how many of each class, and how many statements with each property."""

    def __init__(self) -> None:
        self.subjects = 0
        self.classes: dict[str, int] = defaultdict(int)
        self.properties: dict[str, int] = defaultdict(int)

    def counted(self, descriptions: Iterable[Description]) -> Iterator[Description]:
        """The same descriptions, counted as they pass."""
        rdf_type, classes, properties = word("rdf:type"), self.classes, self.properties
        for description in descriptions:
            self.subjects += 1
            for name, value in description[1]:
                properties[name] += 1
                if name == rdf_type:
                    classes[value] += 1
            yield description


def provenance(graph: KnowledgeGraph) -> Iterator[Description]:
    """The build, the papers it used and the software it was made by, sorted."""
    software = f"<{graph.base}software/kg-{release()}>"
    made = ("configuration", literal(_configured(graph))), ("prov:wasAssociatedWith", software)
    used = (("prov:used", f"<{graph.base}{paper_node(paper)}>") for paper in graph.papers)
    yield described(_build(graph), ("Build", "prov:Activity"), [*made, *used])
    version = ("rdfs:label", literal(f"kg {release()}")), ("schema:softwareVersion", literal(release()))
    yield described(software, ("prov:SoftwareAgent",), version)


def describe(graph: KnowledgeGraph, tally: Tally) -> Iterator[Description]:
    """What was counted as a VoID dataset, sorted."""
    dataset = f"{graph.base}void"
    said = [
        ("dcterms:title", literal("Knowledge graph of scientific abstracts")),
        ("dcterms:rights", literal(RIGHTS)),
        ("void:uriSpace", literal(graph.base)),
        *(("void:vocabulary", f"<{PREFIXES[prefix]}>") for prefix in VOCABULARIES),
        ("void:triples", integer(sum(tally.properties.values()))),
        ("void:entities", integer(tally.subjects)),
        ("prov:wasGeneratedBy", _build(graph)),
    ]
    for kind, counted, counts in (("class", "entities", tally.classes), ("property", "triples", tally.properties)):
        partitions = {f"<{dataset}/{kind}/{_shortened(name)}>": name for name in counts}
        for node, name in sorted(partitions.items()):
            yield described(node, (), [(f"void:{kind}", name), (f"void:{counted}", integer(counts[name]))])
        said += ((f"void:{kind}Partition", node) for node in partitions)
    yield described(f"<{dataset}>", ("void:Dataset", "prov:Entity"), said)


def _build(graph: KnowledgeGraph) -> str:
    texts = (f"{paper.id}\n{paper.text}" for paper in graph.papers.values())
    return f"<{graph.base}build/{_hash(_configured(graph), *texts)[:16]}>"


def _configured(graph: KnowledgeGraph) -> str:
    return _hash(configuration(), graph.base)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _shortened(name: str) -> str:
    """The name of a term without the brackets, with its prefix; ours is left bare.

    >>> _shortened("<http://www.w3.org/2004/02/skos/core#note>")
    'skos:note'
    """
    known = ((prefix, namespace) for prefix, namespace in PREFIXES.items() if name[1:].startswith(namespace))
    prefix, namespace = max(known, key=lambda pair: len(pair[1]))
    local = name[1:-1].removeprefix(namespace)
    return local if namespace == NAMESPACE else f"{prefix}:{local}"
