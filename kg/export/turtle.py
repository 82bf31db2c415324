"""Statements → Turtle, in the order they come in."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kg.export.terms import Description, word
from kg.ontology import PREFIXES

NAMESPACES = tuple(f"<{namespace}" for namespace in PREFIXES.values())
NAME = re.compile(r"(?:[A-Za-z_][A-Za-z0-9_-]*)?")
# Literals that Turtle writes without quotes, by their datatype.
BARE = {"xsd:boolean": r"true|false", "xsd:decimal": r"[+-]?\d*\.\d+", "xsd:integer": r"[+-]?\d+"}
NEXT = " ;\n\t"


def turtle(descriptions: Iterable[Description]) -> Iterator[str]:
    """Every prefix, then subject by subject, with the objects of one property side by side."""
    yield from (f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(PREFIXES))
    for subject, said in descriptions:
        parts, before = [_term(subject), " "], ""
        for name, value in said:
            if name != before:
                parts += (NEXT if before else "", _property(name), " ", _term(value))
            else:
                parts += (" , ", _term(value))
            before = name
        yield "".join([*parts, " .\n"])


@cache
def _property(name: str) -> str:
    return "a" if name == word("rdf:type") else shortened(name)


def _term(text: str) -> str:
    if text[0] == '"':
        return _typed(text) if text[-1] == ">" else text
    return shortened(text) if text.startswith(NAMESPACES) else text


@lru_cache(maxsize=1 << 16)
def _typed(text: str) -> str:
    r"""A literal with a datatype.

    >>> _typed('"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'), _typed('"1999"^^<http://www.w3.org/2001/XMLSchema#gYear>')
    ('0.5', '"1999"^^xsd:gYear')
    """
    value, _, datatype = text.rpartition("^^")
    name = _term(datatype)
    return value[1:-1] if re.fullmatch(BARE.get(name, "$."), value[1:-1]) else f"{value}^^{name}"


@lru_cache(maxsize=1 << 16)
def shortened(text: str) -> str:
    """An IRI with its prefix, where it has one and what is left is a plain name."""
    iri = text[1:-1]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return text
