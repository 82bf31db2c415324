"""Reads `ontology/shapes.ttl`: which nodes a shape is about, and which rules it has for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import inf

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

from kg.errors import BadOntology
from kg.export.constraints import COMPARISONS, CONSTRAINTS, Check, Comparison, text_of
from kg.ontology import ROOT, term

Term = NamedNode | BlankNode | Literal | Triple

PATH = ROOT / "shapes.ttl"
TARGETS = ("sh:targetClass", "sh:targetSubjectsOf", "sh:targetObjectsOf")
# What a shape says besides its constraints on values alone.
FRAME = {"rdf:type", *TARGETS, "sh:property", "sh:path", "sh:minCount", "sh:maxCount", "sh:class", "sh:message"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What the values of a property must be, or of its inverse; without a property, what the node itself must be.

    `checks` are of a value alone, `beside` of a value and each value of another property; `classes` are those that it
    must be of.
    """

    property: str
    inverse: bool
    least: float
    most: float
    checks: tuple[Check, ...]
    beside: tuple[tuple[str, Comparison], ...]
    classes: frozenset[str]
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Rules for the nodes of some classes, and for those at either end of some properties."""

    classes: frozenset[str]
    subjects_of: frozenset[str]
    objects_of: frozenset[str]
    rules: tuple[Rule, ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """All shapes.

    Raises
    ------
    BadOntology
        When shapes.ttl is not Turtle, or uses more of SHACL than is known here.
    """
    nodes = (quad.subject for quad in _store().quads_for_pattern(None, term("rdf:type"), term("sh:NodeShape"), None))
    return tuple(map(_shape, nodes))


def named(parameter: str) -> frozenset[str]:
    """The values that a parameter has anywhere: `named("sh:class")` are the classes that values must be of."""
    return frozenset(str(quad.object) for quad in _store().quads_for_pattern(None, term(parameter), None, None))


@cache
def _store() -> Store:
    store = Store()
    try:
        store.bulk_load(path=str(PATH), format=RdfFormat.TURTLE)
    except (OSError, SyntaxError) as error:
        raise BadOntology(f"{PATH}: {error}") from error
    return store


def _shape(node: Term) -> Shape:
    classes, subjects_of, objects_of = (frozenset(map(str, _values(node, name))) for name in TARGETS)
    return Shape(classes, subjects_of, objects_of, (_rule(node), *map(_rule, _values(node, "sh:property"))))


def _rule(node: Term) -> Rule:
    path, inverse = _path(node)
    least, most, checks = _count(node, "sh:minCount", 0), _count(node, "sh:maxCount", inf), tuple(_checks(node))
    beside = tuple((str(other), holds) for name, holds in COMPARISONS.items() for other in _values(node, name))
    classes = frozenset(map(str, _values(node, "sh:class")))
    messages = [text_of(str(message)) for message in _values(node, "sh:message")]
    if not messages and (checks or beside or classes or least > 0 or most < inf):
        raise BadOntology(f"{PATH}: {node} asks for something without a sh:message that says what would be right")
    return Rule(path, inverse, least, most, checks, beside, classes, " ".join(messages))


def _path(node: Term) -> tuple[str, bool]:
    """The property of a shape, and whether it is followed backwards; nothing where the node itself is meant."""
    for path in _values(node, "sh:path"):
        if isinstance(path, NamedNode):
            return str(path), False
        for inverted in _values(path, "sh:inversePath"):
            return str(inverted), True
        raise BadOntology(f"{PATH}: a path that is neither a property nor the inverse of one is not known here")
    return "", False


def _count(node: Term, name: str, default: float) -> float:
    return next((int(text_of(str(value))) for value in _values(node, name)), default)


def _checks(node: Term) -> Iterator[Check]:
    assert not isinstance(node, Literal)
    makers = {term(name): make for name, make in CONSTRAINTS.items()}
    frame = set(map(term, (*FRAME, *COMPARISONS)))
    for quad in _store().quads_for_pattern(node, None, None, None):
        if quad.predicate in makers:
            yield makers[quad.predicate](*map(str, _members(quad.object)))
        elif quad.predicate not in frame:
            known = ", ".join(("sh:class", *COMPARISONS, *CONSTRAINTS))
            raise BadOntology(f"{PATH}: {quad.predicate} is not known here; known are {known}")


def _members(node: Term) -> Iterator[Term]:
    """The members of a list in their order; anything else is its own and only member."""
    firsts = list(_values(node, "rdf:first"))
    if not firsts:
        yield node
    yield from firsts
    for rest in _values(node, "rdf:rest"):
        if rest != term("rdf:nil"):
            yield from _members(rest)


def _values(node: Term, name: str) -> Iterator[Term]:
    if not isinstance(node, Literal):
        yield from (quad.object for quad in _store().quads_for_pattern(node, term(name), None, None))
