"""RDF against `ontology/shapes.ttl`: a build that breaks its own rules is no build.

The shapes are SHACL Core, for any engine to check. This one reads N-Triples that are sorted by subject, and keeps of
them only who is of which class and who is pointed at: a large build is checked in the time that reading it takes.
A class counts where it is stated, and a shape that uses what is not known here is refused.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TextIO

from kg.errors import BadBuild
from kg.export.constraints import Check, Comparison
from kg.export.rules import Rule, Shape, named, shapes
from kg.export.terms import shortened, word

Names = tuple[str, ...]
Values = tuple[str, ...]  # a node, and the values of its properties
Place = int  # of one of those
About = frozenset[Shape]

# A graph with one fault tends to have it a thousand times.
SHOWN = 3
TYPE = word("rdf:type")


def validate(ntriples: TextIO) -> None:
    """Check a graph, as N-Triples sorted by subject, against the shapes.

    Raises
    ------
    BadBuild
        When it does not conform; the message shows the first few violations: node, path, what would be right.
    """
    violations = sorted(set(_Reader().violations(ntriples)))
    if violations:
        more = f"; and {len(violations) - SHOWN} more" if len(violations) > SHOWN else ""
        raise BadBuild("the RDF breaks shapes.ttl: " + "; ".join(violations[:SHOWN]) + more)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What some shapes ask of all nodes that have the same properties.

    `broken` are the rules that no values keep, because there are too few or too many. Values are looked at alone and
    `beside` others; `open` are the rules that other nodes decide.
    """

    broken: tuple[Rule, ...]
    alone: tuple[tuple[Rule, Check, Place], ...]
    beside: tuple[tuple[Rule, Comparison, Place, Place], ...]
    open: tuple[tuple[Rule, tuple[Place, ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """Nodes of the same classes with the same properties: what is asked of them, and what they tell of others.

    They are members of `classes`, were `asked` what shapes ask of what is pointed at, and have such properties and
    those of inverse paths at these places.
    """

    plan: _Plan
    classes: Names
    asked: tuple[Shape, ...]
    pointing: tuple[tuple[str, Place], ...]
    inverse: tuple[tuple[str, Place], ...]


class _Reader:
    """The check of one graph, and what the check of one node must know of the others.

    `members` are the nodes of a class, `pointed` those that a property points at, `sources` the subjects that do, and
    `asked` the nodes that were asked what a shape asks of nodes that are pointed at. `open` are rules to be decided.
    """

    def __init__(self) -> None:
        self.members: dict[str, set[str]] = {name: set() for name in named("sh:class")}
        self.pointed: dict[str, set[str]] = {name: set() for name in named("sh:targetObjectsOf")}
        self.sources: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in named("sh:inversePath")}
        self.asked: dict[Shape, set[str]] = {shape: set() for shape in shapes() if shape.objects_of}
        self.open: list[tuple[Rule, str, Values]] = []

    def violations(self, ntriples: TextIO) -> Iterator[str]:
        """Every rule that is broken, with the node that breaks it."""
        for names, values in _nodes(ntriples):
            form = _form(names, tuple([value for name, value in zip(names, values[1:], strict=True) if name == TYPE]))
            self._learn(form, values)
            yield from self._ask(form.plan, values)
        left = self._left()
        if any(rule.property and not rule.inverse for about in set(left.values()) for rule in _rules(about)):
            ntriples.seek(0)
            for names, values in _nodes(ntriples):
                if values[0] in left:
                    yield from self._ask(_plan(names, left.pop(values[0])), values)
        for node, about in left.items():
            yield from self._ask(_plan((), about), (node,))
        yield from (_violation(rule, node) for rule, node, values in self.open if not self._holds(rule, node, values))

    def _learn(self, form: _Form, values: Values) -> None:
        for name in form.classes:
            self.members[name].add(values[0])
        for shape in form.asked:
            self.asked[shape].add(values[0])
        for name, place in form.pointing:
            self.pointed[name].add(values[place])
        for name, place in form.inverse:
            self.sources[name][values[place]].append(values[0])

    def _ask(self, plan: _Plan, values: Values) -> list[str]:
        """What is broken whatever other nodes say."""
        for rule, places in plan.open:
            self.open.append((rule, values[0], tuple([values[place] for place in places])))
        alone = [rule for rule, check, place in plan.alone if not check(values[place])]
        beside = [rule for rule, holds, place, other in plan.beside if not holds(values[place], values[other])]
        return [_violation(rule, values[0]) for rule in (*plan.broken, *alone, *beside)]

    def _left(self) -> dict[str, About]:
        """The shapes that are about a node only because something points at it."""
        left: dict[str, About] = defaultdict(frozenset)
        for shape, asked in self.asked.items():
            for node in set[str]().union(*(self.pointed[name] for name in shape.objects_of)) - asked:
                left[node] |= {shape}
        return left

    def _holds(self, rule: Rule, node: str, values: Values) -> bool:
        if rule.inverse:
            values = tuple(self.sources[rule.property].get(node, ()))
        alone = all(check(value) for check in rule.checks for value in values)
        members = all(value in self.members[name] for name in rule.classes for value in values)
        return rule.least <= len(values) <= rule.most and alone and members


def _nodes(ntriples: TextIO) -> Iterator[tuple[Names, Values]]:
    """Every subject: the names of its properties, and it with their values."""
    for node, lines in groupby((line[:-3].split(" ", 2) for line in ntriples), key=itemgetter(0)):
        _, names, values = zip(*lines, strict=True)
        yield names, (node, *values)


@cache
def _form(names: Names, classes: Names) -> _Form:
    about = frozenset(
        shape for shape in shapes() if not (shape.classes.isdisjoint(classes) and shape.subjects_of.isdisjoint(names))
    )
    return _Form(
        _plan(names, about),
        tuple(named("sh:class").intersection(classes)),
        tuple(shape for shape in about if shape.objects_of),
        tuple((name, place) for place, name in enumerate(names, start=1) if name in named("sh:targetObjectsOf")),
        tuple((name, place) for place, name in enumerate(names, start=1) if name in named("sh:inversePath")),
    )


@cache
def _plan(names: Names, about: About) -> _Plan:
    rules = [(rule, _places(rule.property, names)) for rule in _rules(about)]
    sure = [(rule, places) for rule, places in rules if not (rule.inverse or rule.classes)]
    return _Plan(
        tuple(rule for rule, places in sure if not rule.least <= len(places) <= rule.most),
        tuple((rule, check, place) for rule, places in sure for check in rule.checks for place in places),
        tuple(
            (rule, holds, place, other)
            for rule, places in rules
            for name, holds in rule.beside
            for place in places
            for other in _places(name, names)
        ),
        tuple((rule, places) for rule, places in rules if rule.inverse or rule.classes),
    )


def _rules(about: About) -> list[Rule]:
    return [rule for shape in about for rule in shape.rules]


def _places(property: str, names: Names) -> tuple[Place, ...]:
    """Where the values of a property stand; without a property, the node itself."""
    return tuple(place for place, name in enumerate(names, start=1) if name == property) if property else (0,)


def _violation(rule: Rule, node: str) -> str:
    path = shortened(rule.property) if rule.property and not rule.inverse else ""
    return " ".join(part for part in (shortened(node), path, f"({rule.message})") if part)
