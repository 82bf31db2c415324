"""Graph → RDF: Turtle and N-Triples for files, rdflib over Oxigraph for questions."""

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from operator import add, attrgetter

import rdflib
from pyoxigraph import Triple

from kg.collection import no_collection
from kg.export.blocks import links
from kg.export.statements import statements
from kg.export.terms import both_ways, shortened
from kg.graph import KnowledgeGraph
from kg.ontology import PREFIXES, term

TYPE = term("rdf:type")
DECLARED = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(PREFIXES)).encode()


def turtle(graph: KnowledgeGraph) -> bytes:
    """The graph as Turtle, with every prefix declared."""
    return _written(graph)[1]


def ntriples(graph: KnowledgeGraph) -> bytes:
    """The graph as N-Triples, one triple a line, sorted by subject."""
    return _written(graph)[0]


def as_turtle(sorted_triples: Iterable[Triple]) -> bytes:
    """Triples as Turtle, in the order they come in."""
    return DECLARED + "".join(map(_block, groupby(sorted_triples, key=attrgetter("subject")))).encode()


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


@lru_cache(maxsize=1)
@no_collection()
def _written(graph: KnowledgeGraph) -> tuple[bytes, bytes]:
    """N-Triples and Turtle, which are made together; those of the last graph are kept."""
    ntriples, turtle = BytesIO(), BytesIO()
    turtle.write(DECLARED)
    for _, _, lines, listed in statements(graph):
        ntriples.write(lines.encode())
        turtle.write(listed.encode())
    return ntriples.getvalue(), turtle.getvalue()


def _block(described: tuple[object, Iterable[Triple]]) -> str:
    """What Turtle says of one subject."""
    subject, triples = described
    names, values = zip(*((triple.predicate, triple.object) for triple in triples), strict=True)
    parts = map(add, links(shortened(str(name)) for name in names), (both_ways(str(value))[1] for value in values))
    return f"{shortened(str(subject))}{''.join(parts)} .\n"
