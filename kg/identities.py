"""What known entities are to the world, and which are wider: the table `ontology/identities.tsv`."""

import re
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from kg.errors import BadOntology
from kg.names import known_names, table_rows
from kg.naming import key
from kg.ontology import ROOT, entity_types

_COLUMNS = ["entity", "type", "wikidata", "page", "broader", "source"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A known entity outside this graph: its Wikidata item, a page about it, and the next wider entities.

    `page` is the official site or repository, else the publication that introduced it. `broader` are names of entities
    of the same class, each with an identity of its own.
    """

    entity: str
    type: str
    wikidata: str | None
    page: str | None
    broader: tuple[str, ...]

    @property
    def place(self) -> tuple[str, str]:
        """Where `identities` has it: the key of its name, and its class."""
        return key(self.entity), self.type


@cache
def identities() -> dict[tuple[str, str], Identity]:
    """The identities by the key of the name and the class.

    Raises
    ------
    BadOntology
        When a line is not what its columns say, an entity or an item has two lines, what is broader has none or is of
        another class, or something would be broader than itself.
    """
    held: dict[tuple[str, str], Identity] = {}
    lines: dict[tuple[str, str], str] = {}
    items: dict[str, str] = {}
    for where, identity in _lines(ROOT / "identities.tsv"):
        if identity.place in held:
            raise BadOntology(f"{where}: {identity.entity!r} ({identity.type}) has a line already; join the two")
        if identity.wikidata and items.setdefault(identity.wikidata, identity.entity) != identity.entity:
            raise BadOntology(f"{where}: {identity.wikidata} is {items[identity.wikidata]!r} already")
        held[identity.place], lines[identity.place] = identity, where
    _check_broader(held, lines)
    return held


def nearest_broader(name: str, type: str, present: Collection[str]) -> tuple[str, ...]:
    """The keys of the nearest wider entities that are present, nearest first; absent ones are passed over.

    `name` is the key of a name, `present` are the keys of entities of that class. What is wider than another of the
    answer is left out.

    >>> nearest_broader(key("ResNet-50"), "Method", {key("neural network"), key("convolutional neural network")})
    ('convolutionalneuralnetwork',)
    """
    found = [wider for wider in _climb(name, type, present) if wider in present]
    above = {wider for one in found for wider in _climb(one, type, ())}
    return tuple(wider for wider in found if wider not in above)


def _climb(name: str, type: str, stops: Collection[str]) -> Iterator[str]:
    """The keys of all wider entities, nearest first, each once; not those that are wider than a stop."""
    queue, seen = deque([name]), {name}
    while queue:
        identity = identities().get((queue.popleft(), type))
        for wider in map(key, identity.broader if identity else ()):
            if wider not in seen:
                seen.add(wider)
                yield wider
                if wider not in stops:
                    queue.append(wider)


def _lines(path: Path) -> Iterator[tuple[str, Identity]]:
    """Every line as an identity, with "file:line"."""
    for line, row in table_rows(path, _COLUMNS):
        yield f"{path}:{line}", _identity(f"{path}:{line}", row)


def _identity(where: str, row: list[str]) -> Identity:
    if len(row) != len(_COLUMNS):
        raise BadOntology(f"{where}: {len(row)} columns; there are {len(_COLUMNS)}: {', '.join(_COLUMNS)}")
    entity, entity_type, wikidata, page, broader, _ = row
    if entity_type not in entity_types():
        raise BadOntology(f"{where}: no class {entity_type!r} of entities; there are {', '.join(entity_types())}")
    if not any((name.entity, name.type) == (entity, entity_type) for name in known_names().get(key(entity), ())):
        raise BadOntology(f"{where}: {entity!r} is no {entity_type} of names/; write it as its column entity does")
    if wikidata and not re.fullmatch(r"Q[1-9]\d*", wikidata):
        raise BadOntology(f"{where}: {wikidata!r} is no Wikidata item; write Q and its number, or nothing")
    if page and not re.fullmatch(r"https?://\S+", page):
        raise BadOntology(f"{where}: {page!r} is no page; it begins with https:// or http://, or there is nothing")
    return Identity(entity, entity_type, wikidata or None, page or None, tuple(filter(None, broader.split("; "))))


def _check_broader(held: Mapping[tuple[str, str], Identity], lines: Mapping[tuple[str, str], str]) -> None:
    wider = {place: [(key(name), identity.type) for name in identity.broader] for place, identity in held.items()}
    for place, identity in held.items():
        for name, above in zip(identity.broader, wider[place], strict=True):
            if above not in held or held[above].entity != name:
                raise BadOntology(
                    f"{lines[place]}: no line for {name!r} ({identity.type}); give it one, or leave it out"
                )
    try:
        TopologicalSorter(wider).prepare()
    except CycleError as error:
        circle = error.args[1]
        names = " → ".join(held[place].entity for place in reversed(circle))
        raise BadOntology(f"{lines[circle[0]]}: broader runs in a circle: {names}; break it") from error
