"""RDF against `ontology/shapes.ttl`: a build that breaks its own rules is no build.

The shapes are SHACL Core, for any engine to check. This one reads N-Triples that are sorted by subject, and keeps of
them only who is of which class and who is pointed at: a large build is checked in the time that reading it takes.
A class counts where it is stated, and a shape that uses what is not known here is refused.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.errors import BadBuild
from kg.export.constraints import Said, values_of
from kg.export.rules import Rule, Shape, named, shapes
from kg.export.terms import descriptions, lines, word
from kg.export.turtle import shortened

# A graph with one fault tends to have it a thousand times.
SHOWN = 3
TYPE = word("rdf:type")


def validate(content: bytes) -> None:
    """Check a graph, as N-Triples sorted by subject, against the shapes.

    Raises
    ------
    BadBuild
        When it does not conform; the message shows the first few violations: node, path, what would be right.
    """
    violations = sorted(set(_violations(content)))
    if violations:
        more = f"; and {len(violations) - SHOWN} more" if len(violations) > SHOWN else ""
        raise BadBuild("the RDF breaks shapes.ttl: " + "; ".join(violations[:SHOWN]) + more)


class _Index:
    """What the check of one node must know of the others.

    `members` are the nodes of a class, `sources` the subjects that point at a node with a property, and `pointed` the
    shapes that are about a node because something points at it.
    """

    def __init__(self, content: bytes) -> None:
        self.members: dict[str, set[str]] = {name: set() for name in named("sh:class")}
        self.sources: dict[str, dict[str, list[str]]] = {name: {} for name in named("sh:inversePath")}
        self.pointed: dict[str, frozenset[Shape]] = {}
        followed = _pointing().keys() | self.sources.keys()
        for line in lines(content):
            node, name, rest = line.split(" ", 2)
            if name == TYPE:
                if rest[:-3] in self.members:
                    self.members[rest[:-3]].add(node)
            elif name in followed:
                self._follow(node, name, rest[:-3])

    def _follow(self, node: str, name: str, value: str) -> None:
        if name in self.sources:
            self.sources[name].setdefault(value, []).append(node)
        if name in _pointing():
            self.pointed[value] = _union(self.pointed.get(value, frozenset()), _pointing()[name])


@cache
def _pointing() -> dict[str, frozenset[Shape]]:
    """The shapes that are about whatever a property points at, by property."""
    names = frozenset[str]().union(*(shape.objects_of for shape in shapes()))
    return {name: frozenset(shape for shape in shapes() if name in shape.objects_of) for name in names}


_union = cache(frozenset[Shape].union)


def _violations(content: bytes) -> Iterator[str]:
    index = _Index(content)
    for node, said in descriptions(lines(content)):
        pointed = index.pointed.pop(node, frozenset())
        rules = _asked(tuple(values_of(TYPE, said)), tuple([name for name, _ in said]), pointed)
        yield from _broken(rules, node, said, index)
    for node, pointed in index.pointed.items():
        yield from _broken(_asked((), (), pointed), node, (), index)


@cache
def _asked(classes: tuple[str, ...], properties: tuple[str, ...], pointed: frozenset[Shape]) -> tuple[Rule, ...]:
    """The rules for a node of these classes that has these properties, each as often as it is named, and is pointed at.

    Those that are kept by how often the node has a property, whatever the values, are left out.
    """
    targeting = (
        shape
        for shape in shapes()
        if not (shape.classes.isdisjoint(classes) and shape.subjects_of.isdisjoint(properties))
    )
    return tuple(rule for shape in pointed.union(targeting) for rule in shape.rules if not _is_kept(rule, properties))


def _is_kept(rule: Rule, properties: tuple[str, ...]) -> bool:
    return not (rule.checks or rule.inverse) and rule.least <= properties.count(rule.property) <= rule.most


def _broken(rules: Iterable[Rule], node: str, said: Said, index: _Index) -> Iterator[str]:
    for rule in rules:
        if not _holds(rule, node, said, index):
            path = shortened(rule.property) if rule.property and not rule.inverse else ""
            yield " ".join(part for part in (shortened(node), path, f"({rule.message})") if part)


def _holds(rule: Rule, node: str, said: Said, index: _Index) -> bool:
    values: Sequence[str]
    if rule.inverse:
        values = index.sources[rule.property].get(node, [])
    else:
        values = values_of(rule.property, said) if rule.property else (node,)
    return rule.least <= len(values) <= rule.most and all(
        check(value, said, index.members) for check in rule.checks for value in values
    )
