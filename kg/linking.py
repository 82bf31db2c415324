"""Mentions of all papers → entities: what is one thing, and what it is called.

Mentions of one paper are grouped already (`Mention.entity`): an acronym with the long form that the paper defines, and
the spellings that `naming.key` folds together. Here the groups of all papers are joined, in this order:

1. known names (`ontology/names/`): a group that holds an alias is that entity;
2. the key of the group's name: case, hyphen, space, plural and spelling variants are one;
3. acronyms that this paper leaves undefined: the long form that most papers of the corpus define them as, if more than
   half of them agree.

Names with different digits have different keys and stay apart. A group keeps one class: the class that the papers give
it, by confidence; so one name is one node.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from kg.model import Entity, Linking, Mention, Reading
from kg.names import canonical, known_names
from kg.naming import key, singular, words
from kg.words import word_list


@dataclass
class _Group:
    """The mentions of one thing in all papers."""

    surfaces: Counter[str] = field(default_factory=Counter)
    types: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def link(readings: Iterable[Reading]) -> Linking:
    """The entities of all papers, and which of them each mention is. Does not depend on the order of papers."""
    readings = sorted(readings, key=lambda reading: reading.paper.id)
    meanings = _meanings(readings)
    groups: dict[str, _Group] = defaultdict(_Group)
    keys = {reading.paper.id: [_group_key(mention, meanings) for mention in reading.mentions] for reading in readings}
    for reading in readings:
        for mention, group_key in zip(reading.mentions, keys[reading.paper.id], strict=True):
            _add(groups[group_key], mention)
    entities = _entities(groups)
    of = {paper: tuple(entities[group_key].id for group_key in paper_keys) for paper, paper_keys in keys.items()}
    return Linking(tuple(sorted(set(entities.values()), key=lambda entity: entity.id)), of)


def _meanings(readings: Sequence[Reading]) -> Mapping[str, str]:
    """For each acronym the key of the long form that more than half of the papers that define it mean."""
    defined: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for short, long in {(key(acronym.short), canonical(acronym.long)) for acronym in reading.acronyms}:
            defined[short][long] += 1
    meanings = {}
    for short, longs in defined.items():
        (long, count), *_ = sorted(longs.items(), key=lambda item: (-item[1], item[0]))
        if 2 * count > longs.total():
            meanings[short] = long
    return meanings


def _group_key(mention: Mention, meanings: Mapping[str, str]) -> str:
    if mention.entity == key(mention.surface) and mention.surface[:2].isupper():
        return meanings.get(mention.entity, mention.entity)
    return mention.entity


def _add(group: _Group, mention: Mention) -> None:
    group.surfaces[mention.surface] += 1
    group.types[mention.type] += mention.confidence


def _entities(groups: Mapping[str, _Group]) -> dict[str, Entity]:
    """One entity a group; ids that would be the same get a hash of the group's key."""
    made: dict[str, Entity] = {}
    taken: set[str] = set()
    known = _known_entities()
    for group_key in sorted(groups):
        group = groups[group_key]
        entity_type = max(sorted(group.types), key=group.types.__getitem__)
        label = known[group_key] if group_key in known else _label(group.surfaces)
        entity_id = f"{entity_type.lower()}/{_slug(label)}"
        if entity_id in taken:
            entity_id += "-" + hashlib.sha256(group_key.encode()).hexdigest()[:6]
        taken.add(entity_id)
        made[group_key] = Entity(entity_id, entity_type, label, tuple(sorted(group.surfaces)))
    return made


def _known_entities() -> dict[str, str]:
    return {key(name.entity): name.entity for names in known_names().values() for name in names}


def _label(surfaces: Counter[str]) -> str:
    """The best of an entity's surface forms: no acronym of it, in lower case where anyone writes it so, singular.

    >>> _label(Counter({"GNNs": 9, "Graph Neural Networks": 5, "graph neural networks": 2, "graph neural network": 1}))
    'graph neural network'
    >>> _label(Counter({"FooBank": 1, "FooBank dataset": 3}))
    'FooBank'
    """
    plain = [form for form in surfaces if not any(_adds_generic(form, other) for other in surfaces)]
    long = [form for form in plain if len(words(form)) > 1] or plain
    return min(long, key=lambda form: (_capitals_too_many(form, surfaces), _is_plural(form), -surfaces[form], form))


def _adds_generic(form: str, other: str) -> bool:
    """Whether a form is another one with an empty head behind it."""
    head = form.removeprefix(other + " ")
    return head != form and singular(head.lower()) in word_list("generic")


def _capitals_too_many(form: str, surfaces: Counter[str]) -> int:
    return sum(letter.isupper() for letter in form) if any(other.islower() for other in surfaces) else 0


def _is_plural(form: str) -> bool:
    last = words(form)[-1:]
    return bool(last) and singular(last[0]) != last[0]


def _slug(name: str) -> str:
    """The part of an IRI that names an entity.

    >>> _slug("ResNet-50"), _slug("C++ parsing"), _slug("β-VAE")
    ('resnet-50', 'c%2B%2B-parsing', 'beta-vae')
    """
    return (
        quote("-".join(singular(word) for word in words(name)), safe="-")
        or hashlib.sha256(name.encode()).hexdigest()[:12]
    )
