"""Graph → RDF: Turtle and N-Triples for files, rdflib over Oxigraph for questions."""

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO

import rdflib
from pyoxigraph import Triple

from kg.export.collection import no_collection
from kg.export.statements import statements
from kg.export.terms import descriptions, lines
from kg.export.turtle import turtle as written
from kg.graph import KnowledgeGraph
from kg.ontology import PREFIXES, term

TYPE = term("rdf:type")


def turtle(graph: KnowledgeGraph) -> bytes:
    """The graph as Turtle, with every prefix declared."""
    return _joined(written(descriptions(lines(ntriples(graph)))))


@lru_cache(maxsize=1)
def ntriples(graph: KnowledgeGraph) -> bytes:
    """The graph as N-Triples, one triple a line, sorted by subject.

    Those of the last graph are kept, because Turtle is made from them.
    """
    blocks = ("".join([f"{node} {name} {value} .\n" for name, value in said]) for node, said in statements(graph))
    return _joined(blocks)


def as_turtle(sorted_triples: Iterable[Triple]) -> bytes:
    """Triples as Turtle, in the order they come in."""
    return _joined(written(descriptions(f"{triple} .\n" for triple in sorted_triples)))


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


def place(triple: Triple) -> str:
    """What triples are sorted by: subject by subject, the type first."""
    return f"{triple.subject} {triple.predicate != TYPE} {triple}"


@no_collection()
def _joined(texts: Iterable[str]) -> bytes:
    content = BytesIO()
    for text in texts:
        content.write(text.encode())
    return content.getvalue()
