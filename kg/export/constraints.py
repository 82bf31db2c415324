"""The constraints of SHACL Core on values that `ontology/shapes.ttl` is written with, besides sh:class.

Terms are text, as N-Triples writes them.

References
----------
W3C (2017), Shapes Constraint Language, section 4. https://www.w3.org/TR/shacl/#core-components
"""

import re
from collections.abc import Callable
from functools import lru_cache
from math import nan

from pyoxigraph import Literal, RdfFormat, parse

from kg.export.terms import word

Check = Callable[[str], bool]  # of a value
Comparison = Callable[[str, str], bool]  # of a value with another of the same node

# Most values of a large graph are not new: confidences, names of rules.
repeated = lru_cache(maxsize=1 << 12)
DECIMAL = r"[+-]?(?:\d+\.?\d*|\.\d+)"
LEXICAL = {word("xsd:boolean"): r"true|false|0|1", word("xsd:decimal"): DECIMAL}
NUMERIC = tuple(map(word, ("xsd:decimal", "xsd:integer", "xsd:nonNegativeInteger")))


def text_of(term: str) -> str:
    r"""The IRI itself, or what a literal says.

    >>> text_of("<urn:x>"), text_of('"a"@en'), text_of('"a\\nb"')
    ('urn:x', 'a', 'a\nb')
    """
    if term[0] == "<":
        return term[1:-1]
    text = term[1 : term.rindex('"')]
    return _unescaped(term) if "\\" in text else text


def _is_in(*allowed: str) -> Check:
    return lambda value: value in allowed


def _has_datatype(name: str) -> Check:
    lexical = re.compile(LEXICAL[name])
    return lambda value: value.endswith(f'"^^{name}') and bool(lexical.fullmatch(text_of(value)))


def _has_kind(kind: str) -> Check:
    first = {word("sh:IRI"): "<", word("sh:Literal"): '"'}[kind]
    return lambda value: value[0] == first


def _matches(pattern: str) -> Check:
    found = re.compile(text_of(pattern)).search
    return lambda value: found(text_of(value)) is not None


def _has_at_least(limit: str) -> Check:
    least = int(text_of(limit))
    return repeated(lambda value: len(text_of(value)) >= least)


def _has_at_most(limit: str) -> Check:
    most = int(text_of(limit))
    return lambda value: len(text_of(value)) <= most


def _is_at_least(limit: str) -> Check:
    least = _number(limit)
    return repeated(lambda value: _number(value) >= least)


def _is_at_most(limit: str) -> Check:
    most = _number(limit)
    return repeated(lambda value: _number(value) <= most)


# Each is given its parameter and gives a check.
CONSTRAINTS: dict[str, Callable[..., Check]] = {
    "sh:datatype": _has_datatype,
    "sh:in": _is_in,
    "sh:maxInclusive": _is_at_most,
    "sh:maxLength": _has_at_most,
    "sh:minInclusive": _is_at_least,
    "sh:minLength": _has_at_least,
    "sh:nodeKind": _has_kind,
    "sh:pattern": _matches,
}
# These are given another property.
COMPARISONS: dict[str, Comparison] = {
    "sh:disjoint": lambda value, other: value != other,
    "sh:lessThan": lambda value, other: _number(value) < _number(other),
}


def _number(term: str) -> float:
    """The number that a literal is; where it is none, one that is neither above nor below any other."""
    text = text_of(term) if term.endswith(NUMERIC) else ""
    return float(text) if re.fullmatch(DECIMAL, text) else nan


def _unescaped(term: str) -> str:
    (said,) = parse(f"<urn:x> <urn:x> {term} .", format=RdfFormat.N_TRIPLES)
    assert isinstance(said.object, Literal)
    return said.object.value
