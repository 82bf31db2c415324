"""RDF against `ontology/shapes.ttl`: a build that breaks its own rules is no build."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse
from pyshacl import validate as shacl
from rdflib.namespace import SH

from kg.errors import BadBuild
from kg.ontology import PREFIXES, ROOT, iri

# A graph with one fault tends to have it a thousand times.
SHOWN = 3
XSD_STRING = iri("xsd:string")
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


def validate(content: bytes) -> None:
    """Check a graph, as N-Triples, against the shapes.

    Raises
    ------
    BadBuild
        When it does not conform; the message shows the first few violations: node, path, what would be right.
    """
    with _no_collection():
        conforms, report, _ = shacl(_in_memory(content), shacl_graph=_shapes(), inference="none", meta_shacl=False)
    if not conforms and isinstance(report, rdflib.Graph):
        violations = sorted(_violation(report, result) for result in report.objects(None, SH.result))
        more = f"; and {len(violations) - SHOWN} more" if len(violations) > SHOWN else ""
        raise BadBuild("the RDF breaks shapes.ttl: " + "; ".join(violations[:SHOWN]) + more)


@cache
def _shapes() -> rdflib.Graph:
    """The shapes, each property shape with the targets of its node shape instead of nested in it.

    The meaning is the same, but pySHACL then checks a property of all nodes at once rather than node by node.
    """
    shapes = rdflib.Graph().parse(ROOT / "shapes.ttl", format="turtle")
    for shape, nested in list(shapes.subject_objects(SH.property)):
        shapes.remove((shape, SH.property, nested))
        for way in TARGETS:
            for target in shapes.objects(shape, way):
                shapes.add((nested, way, target))
    return shapes


@contextmanager
def _no_collection() -> Iterator[None]:
    """No search for cycles among the millions of small objects of a graph: it takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _in_memory(content: bytes) -> rdflib.Graph:
    """The triples in rdflib's own store, which answers pySHACL's many small questions faster than Oxigraph."""
    memory, known = rdflib.Graph(), cache(_term)
    quads = parse(content, format=RdfFormat.N_TRIPLES)
    memory.addN((known(quad.subject), known(quad.predicate), known(quad.object), memory) for quad in quads)
    return memory


def _term(term: NamedNode | BlankNode | Literal) -> rdflib.term.Identifier:
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
    datatype = None if term.datatype.value == XSD_STRING else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=None if term.language else datatype, lang=term.language)


def _violation(report: rdflib.Graph, result: rdflib.term.Node) -> str:
    node, path = (_shortened(report.value(result, name)) for name in (SH.focusNode, SH.resultPath))
    return " ".join(part for part in (node, path, f"({report.value(result, SH.resultMessage)})") if part)


def _shortened(node: rdflib.term.Node | None) -> str:
    """An IRI with its prefix, where it has a known one; nothing for a path that is more than one property."""
    if not isinstance(node, rdflib.URIRef):
        return ""
    prefix = next((prefix for prefix, namespace in PREFIXES.items() if node.startswith(namespace)), None)
    return f"{prefix}:{node.removeprefix(PREFIXES[prefix])}" if prefix else f"<{node}>"
