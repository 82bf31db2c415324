"""The constraints of SHACL Core on single values that `ontology/shapes.ttl` is written with.

Each is given its parameter and gives a check of a value. Terms are text, as N-Triples writes them.

References
----------
W3C (2017), Shapes Constraint Language, section 4. https://www.w3.org/TR/shacl/#core-components
"""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache
from math import nan

from pyoxigraph import Literal, RdfFormat, parse

from kg.export.terms import word

Said = Sequence[tuple[str, str]]  # every property of the node with its value
Members = Mapping[str, Set[str]]  # the nodes of each class
Check = Callable[[str, Said, Members], bool]

DECIMAL = r"[+-]?(?:\d+\.?\d*|\.\d+)"
LEXICAL = {word("xsd:boolean"): r"true|false|0|1", word("xsd:decimal"): DECIMAL}
NUMERIC = tuple(map(word, ("xsd:decimal", "xsd:integer", "xsd:nonNegativeInteger")))


def values_of(name: str, said: Said) -> list[str]:
    """The values that one property of a node has."""
    return [value for key, value in said if key == name]


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
    return lambda value, said, members: value in allowed


def _has_class(name: str) -> Check:
    return lambda value, said, members: value in members[name]


def _has_datatype(name: str) -> Check:
    lexical = re.compile(LEXICAL[name])
    return lambda value, said, members: value.endswith(f'"^^{name}') and bool(lexical.fullmatch(text_of(value)))


def _has_kind(kind: str) -> Check:
    first = {word("sh:IRI"): "<", word("sh:Literal"): '"'}[kind]
    return lambda value, said, members: value[0] == first


def _matches(pattern: str) -> Check:
    found = re.compile(text_of(pattern)).search
    return lambda value, said, members: found(text_of(value)) is not None


def _has_at_least(limit: str) -> Check:
    least = int(text_of(limit))
    return lambda value, said, members: len(text_of(value)) >= least


def _has_at_most(limit: str) -> Check:
    most = int(text_of(limit))
    return lambda value, said, members: len(text_of(value)) <= most


def _is_at_least(limit: str) -> Check:
    least = _number(limit)
    return lambda value, said, members: _number(value) >= least


def _is_at_most(limit: str) -> Check:
    most = _number(limit)
    return lambda value, said, members: _number(value) <= most


def _is_less_than(other: str) -> Check:
    return lambda value, said, members: all(_number(value) < _number(more) for more in values_of(other, said))


def _is_none_of(other: str) -> Check:
    return lambda value, said, members: value not in values_of(other, said)


CONSTRAINTS: dict[str, Callable[..., Check]] = {
    "sh:class": _has_class,
    "sh:datatype": _has_datatype,
    "sh:disjoint": _is_none_of,
    "sh:in": _is_in,
    "sh:lessThan": _is_less_than,
    "sh:maxInclusive": _is_at_most,
    "sh:maxLength": _has_at_most,
    "sh:minInclusive": _is_at_least,
    "sh:minLength": _has_at_least,
    "sh:nodeKind": _has_kind,
    "sh:pattern": _matches,
}


@lru_cache(maxsize=1 << 16)
def _number(term: str) -> float:
    """The number that a literal is; where it is none, one that is neither above nor below any other."""
    text = text_of(term) if term.endswith(NUMERIC) else ""
    return float(text) if re.fullmatch(DECIMAL, text) else nan


def _unescaped(term: str) -> str:
    (said,) = parse(f"<urn:x> <urn:x> {term} .", format=RdfFormat.N_TRIPLES)
    assert isinstance(said.object, Literal)
    return said.object.value
