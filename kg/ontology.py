"""Reads `ontology/`: classes, properties, roles and how each is drawn. The only file that knows an IRI.

Nothing is read at import; what is read is read once.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

from kg.errors import BadBuild, BadOntology

NAMESPACE = "https://example.org/kg/ontology#"
DEFAULT_BASE = "https://example.org/kg/"
PREFIXES = {
    "kg": NAMESPACE,
    "cito": "http://purl.org/spar/cito/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "mls": "http://www.w3.org/ns/mls#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_DECLARED = Path(__file__).parent / "declared"
# A wheel carries the folder inside the package; a checkout has it beside the package.
ROOT = _DECLARED if _DECLARED.is_dir() else Path(__file__).parent.parent / "ontology"


@dataclass(frozen=True, slots=True)
class Property:
    """A kind of edge. `domain` and `range` name the classes of node that may stand at its ends."""

    name: str
    label: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How a class of node is drawn: CSS colour, vis-network shape, place in the legend."""

    colour: str
    shape: str
    order: int


def iri(name: str) -> str:
    """The IRI of a term: of ours, or of the vocabulary that its prefix names.

    >>> iri("Method")
    'https://example.org/kg/ontology#Method'
    >>> iri("skos:prefLabel")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, colon, local = name.rpartition(":")
    return PREFIXES[prefix] + local if colon else NAMESPACE + name


@cache
def term(name: str) -> NamedNode:
    """The same IRI as an RDF term."""
    return NamedNode(iri(name))


def node_types() -> tuple[str, ...]:
    """The classes of node, in order: Paper, the classes of entity, Claim."""
    claims = _subclasses("Claim")
    return tuple(name for name in _listed("owl:Class") if name not in claims)


def entity_types() -> tuple[str, ...]:
    """The classes of entity, in order: Method, Dataset, Task, Metric."""
    return _subclasses("Entity")


@cache
def claim_classes() -> dict[str, str]:
    """The class of every type of claim: "result" is an EmpiricalResult."""
    return {_text(name, "skos:notation"): name for name in _subclasses("Claim")}


def claim_types() -> tuple[str, ...]:
    """The types of claim, in order: contribution, result, finding."""
    return tuple(claim_classes())


def mention_roles() -> tuple[str, ...]:
    """What a paper may do with a thing it names."""
    return tuple(_concepts("mentionRoles"))


def sentence_roles() -> tuple[str, ...]:
    """The parts a sentence may play in an abstract."""
    return tuple(_concepts("sentenceRoles"))


def claim_relations() -> tuple[str, ...]:
    """What a claim may say its subject does."""
    return tuple(_concepts("claimRelations"))


def claim_relation(notation: str) -> str:
    """The name of the concept for what a claim says: that of "proves" is claim-proves."""
    return _concepts("claimRelations")[notation]


@cache
def relations() -> dict[str, Property]:
    """The edges between entities, by name and in order."""
    return _edges(entity_types())


@cache
def paper_edges() -> dict[str, Property]:
    """The edges from papers to entities and claims, by name and in order."""
    return _edges(("Paper",))


@cache
def claim_edges() -> dict[str, Property]:
    """The edges from claims to entities, by name and in order."""
    return _edges(("Claim",))


@cache
def edges() -> dict[str, Property]:
    """Every kind of edge, by name: those from papers, between entities, and from claims."""
    return paper_edges() | relations() | claim_edges()


@cache
def style() -> dict[str, Style]:
    """How every class of node is drawn, in the order of the legend."""
    path = ROOT / "style.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        styles = {name: Style(**table) for name, table in tables.items()}
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise BadOntology(f"{path}: {error}; each class needs colour, shape and order") from error
    return dict(sorted(styles.items(), key=lambda item: item[1].order))


@cache
def fingerprint() -> str:
    """SHA-256 over the names and contents of all files of `ontology/`, the same on every system."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.rglob("*"), key=lambda path: path.relative_to(ROOT).as_posix()):
        if path.is_file():
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.relative_to(ROOT).as_posix()}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()


def check_base(base: str) -> None:
    """Whether the IRIs of a graph can begin with `base`.

    Raises
    ------
    BadBuild
        When it is not absolute, does not end in "/" or "#", or has characters that an IRI cannot hold.
    """
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+[/#]", base):
        raise BadBuild(f"base IRI {base!r}: it must begin with http:// or https:// and end with / or #, without spaces")


def check() -> list[str]:
    """What does not hold together in kg.ttl and style.toml, one sentence each; empty when all is well."""
    return list(chain(_unexplained(), _unaligned(), _unknown_ends(), _undrawn()))


def _unexplained() -> Iterator[str]:
    for name in sorted({*_named("owl:Class"), *_properties(), *_named("skos:Concept"), *_named("skos:ConceptScheme")}):
        for wanted in ("rdfs:label", "skos:definition"):
            concept = "skos:prefLabel" if wanted == "rdfs:label" else wanted
            if not any(_objects(name, wanted)) and not any(_objects(name, concept)):
                yield f"kg.ttl: {name} has no {wanted}"


def _unaligned() -> Iterator[str]:
    # Truth values, counts and provenance of our own reading have no counterpart outside.
    ours = {"authorCount", "confidence", "hedged", "negative", "paperCount", "rule"}
    for name in _named("owl:Class"):
        if not any(_objects(name, "rdfs:subClassOf")):
            yield f"kg.ttl: class {name} is aligned with nothing; give it an rdfs:subClassOf"
    for name in _properties():
        if name not in ours and not any(_objects(name, "rdfs:subPropertyOf")):
            yield f"kg.ttl: property {name} is aligned with nothing; give it an rdfs:subPropertyOf"


def _unknown_ends() -> Iterator[str]:
    classes = set(_named("owl:Class"))
    for name in _properties():
        for end in ("rdfs:domain", "rdfs:range"):
            for node in chain.from_iterable(map(_members, _objects(name, end))):
                if node.value.startswith(NAMESPACE) and _local(node) not in classes:
                    yield f"kg.ttl: {end} of {name} is {_local(node)}, which is no class here"


def _undrawn() -> Iterator[str]:
    for name in sorted(set(node_types()) ^ set(style())):
        yield f"style.toml: {name} is in only one of style.toml and the nodes of kg.ttl"


@cache
def _store() -> Store:
    path = ROOT / "kg.ttl"
    store = Store()
    try:
        store.bulk_load(path=str(path), format=RdfFormat.TURTLE)
    except (OSError, SyntaxError) as error:
        raise BadOntology(f"{path}: {error}") from error
    return store


def _subjects(predicate: str, value: str) -> Iterator[str]:
    """Our own terms with that value, by name."""
    quads = _store().quads_for_pattern(None, term(predicate), term(value), None)
    names = (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
    return (name.removeprefix(NAMESPACE) for name in sorted(names) if name.startswith(NAMESPACE))


def _objects(name: str, predicate: str) -> Iterator[NamedNode | BlankNode | Literal]:
    quads = _store().quads_for_pattern(term(name), term(predicate), None, None)
    return (quad.object for quad in quads if not isinstance(quad.object, Triple))


def _text(name: str, predicate: str) -> str:
    values = [value.value for value in _objects(name, predicate)]
    if not values:
        raise BadOntology(f"{ROOT / 'kg.ttl'}: {name} has no {predicate}")
    return min(values)


def _named(type: str) -> tuple[str, ...]:
    return tuple(_subjects("rdf:type", type))


def _properties() -> tuple[str, ...]:
    return _named("owl:ObjectProperty") + _named("owl:DatatypeProperty")


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    listed = (name for name in names if any(_objects(name, "order")))
    return tuple(sorted(listed, key=lambda name: int(_text(name, "order"))))


def _listed(type: str) -> tuple[str, ...]:
    return _ordered(_named(type))


@cache
def _subclasses(name: str) -> tuple[str, ...]:
    return _ordered(_subjects("rdfs:subClassOf", name))


@cache
def _concepts(scheme: str) -> dict[str, str]:
    return {_text(name, "skos:notation"): name for name in _ordered(_subjects("skos:inScheme", scheme))}


def _edges(heads: tuple[str, ...]) -> dict[str, Property]:
    found = (_property(name) for name in _listed("owl:ObjectProperty"))
    return {edge.name: edge for edge in found if set(edge.domain) <= set(heads)}


def _property(name: str) -> Property:
    label, definition = _text(name, "rdfs:label"), _text(name, "skos:definition")
    return Property(name, label, definition, _ends(name, "rdfs:domain"), _ends(name, "rdfs:range"))


def _ends(name: str, predicate: str) -> tuple[str, ...]:
    """Classes at one end of a property, a union as its members and Entity as its subclasses, in order."""
    names = {_local(node) for end in _objects(name, predicate) for node in _members(end)}
    if "Entity" in names:
        names |= set(entity_types())
    return tuple(name for name in node_types() if name in names)


def _members(node: NamedNode | BlankNode | Literal) -> Iterator[NamedNode]:
    if isinstance(node, NamedNode):
        yield node
    elif isinstance(node, BlankNode):
        for predicate in ("owl:unionOf", "rdf:first", "rdf:rest"):
            for quad in _store().quads_for_pattern(node, term(predicate), None, None):
                if quad.object != term("rdf:nil"):
                    yield from _members(quad.object)  # type: ignore[arg-type]


def _local(node: NamedNode) -> str:
    return node.value.removeprefix(NAMESPACE)
