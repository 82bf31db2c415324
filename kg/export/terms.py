"""Terms of RDF as text: making objects of an RDF library would take most of a build."""

import re
from decimal import Decimal
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode

from kg.ontology import PREFIXES, term

# A term the way N-Triples writes it, and the way Turtle does.
Term = tuple[str, str]

NAMESPACES = tuple(f"<{namespace}" for namespace in PREFIXES.values())
NAME = re.compile(r"(?:[A-Za-z_][A-Za-z0-9_-]*)?")
# Literals that Turtle writes without quotes, by their datatype.
BARE = {"xsd:boolean": r"true|false", "xsd:decimal": r"[+-]?\d*\.\d+", "xsd:integer": r"[+-]?\d+"}


@cache
def word(name: str) -> str:
    """The IRI of a term of ours by its name, or of the vocabulary that its prefix names.

    >>> word("skos:prefLabel")
    '<http://www.w3.org/2004/02/skos/core#prefLabel>'
    """
    return str(term(name))


@cache
def known(name: str) -> Term:
    """The same term both ways.

    >>> known("skos:prefLabel")
    ('<http://www.w3.org/2004/02/skos/core#prefLabel>', 'skos:prefLabel')
    """
    return both_ways(word(name))


def node(iri: str) -> Term:
    """An IRI of the graph, which no prefix shortens: its path has a slash."""
    text = f"<{iri}>"
    return text, text


def elsewhere(iri: str) -> Term:
    """Any other IRI.

    Raises
    ------
    ValueError
        When it is none.
    """
    return both_ways(str(NamedNode(iri)))


def literal(text: str) -> Term:
    r"""A plain literal.

    >>> literal("a\nb")[0]
    '"a\\nb"'
    """
    quoted = str(Literal(text))
    return quoted, quoted


@lru_cache(maxsize=1 << 12)
def rule_name(rule: str) -> Term:
    """The name of a rule as a plain literal."""
    return literal(rule)


@lru_cache(maxsize=1 << 16)
def typed(text: str, datatype: str) -> Term:
    """A literal of a datatype that is given by name.

    >>> typed("0.5", "xsd:decimal")
    ('"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', '0.5')
    """
    return both_ways(str(Literal(text, datatype=term(datatype))))


def integer(value: int) -> Term:
    """A literal of xsd:integer."""
    return typed(str(value), "xsd:integer")


def truth(value: bool) -> Term:
    """A literal of xsd:boolean."""
    return typed(str(value).lower(), "xsd:boolean")


@lru_cache(maxsize=1 << 16)
def decimal(value: float) -> Term:
    """A literal of xsd:decimal, with up to four places."""
    return typed(f"{Decimal(str(round(value, 4))):f}", "xsd:decimal")


def both_ways(text: str) -> Term:
    """A term that is given the way N-Triples writes it."""
    if text[0] == '"':
        return text, _typed(text) if text[-1] == ">" else text
    return text, shortened(text)


def shortened(text: str) -> str:
    """An IRI with its prefix, where it has one and what is left is a plain name."""
    if text.startswith(NAMESPACES):
        iri = text[1:-1]
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and NAME.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
    return text


def _typed(text: str) -> str:
    r"""A literal with a datatype, as Turtle.

    >>> _typed('"1999"^^<http://www.w3.org/2001/XMLSchema#gYear>')
    '"1999"^^xsd:gYear'
    """
    value, _, datatype = text.rpartition("^^")
    name = shortened(datatype)
    return value[1:-1] if re.fullmatch(BARE.get(name, "$."), value[1:-1]) else f"{value}^^{name}"
