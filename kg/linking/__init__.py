"""Mentions of all papers → entities: what is one thing, what it is called, and why.

A name is followed from rule to rule (`rules.RULES`, in that order) until none has more to say: the user's decision, the
paper's own definition of an acronym, what the acronym means in papers of the same company, the known names, the
commoner wording, empty head words, acronyms inside a name. Names whose last word for it has the same key (`naming.key`:
case, hyphen, space, plural, spelling) are one entity, so every merge is a chain that can be shown, and none depends on
another. Names with different digits or version letters have different keys and stay apart. An entity has the class that
its papers are surest of.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.identities import identities, nearest_broader
from kg.linking.chains import Chain, chains_of
from kg.linking.decisions import Decision
from kg.linking.labels import label, slug
from kg.model import Entity, Linking, Reading
from kg.names import known_name
from kg.naming import key

__all__ = ["Decision", "chains_of", "link"]


@dataclass(slots=True)
class _Group:
    """The mentions of one thing in all papers: how they are spelt, of which class, what they are called in the end."""

    surfaces: Counter[str] = field(default_factory=Counter)
    types: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    ends: set[str] = field(default_factory=set)


def link(readings: Iterable[Reading], decisions: Sequence[Decision] = ()) -> Linking:
    """The entities of all papers, and which of them each mention is. Does not depend on the order of papers."""
    readings = sorted(readings, key=lambda reading: reading.paper.id)
    chains = chains_of(readings, decisions)
    chained = {reading.paper.id: chains.of(reading) for reading in readings}
    entities = _entities(_groups(readings, chained), decisions)
    of = {
        paper: tuple(entities[chain.group].id if chain.group is not None else None for chain in its)
        for paper, its in chained.items()
    }
    ordered = tuple(sorted(entities.values(), key=lambda entity: entity.id))
    return Linking(ordered, of, tuple(_idle(chained, decisions)))


def _groups(readings: Iterable[Reading], chained: Mapping[str, Sequence[Chain]]) -> dict[str, _Group]:
    groups: dict[str, _Group] = defaultdict(_Group)
    for reading in readings:
        for mention, chain in zip(reading.mentions, chained[reading.paper.id], strict=True):
            if chain.group is not None:
                group = groups[chain.group]
                group.surfaces[mention.surface] += 1
                group.types[mention.type] += mention.confidence
                group.ends.add(chain.names[-1])
    return groups


def _entities(groups: Mapping[str, _Group], decisions: Sequence[Decision]) -> dict[str, Entity]:
    """One entity a group; ids that would be the same get a hash of the group's key."""
    made: dict[str, Entity] = {}
    taken: set[str] = set()
    for shared in sorted(groups):
        group = groups[shared]
        name = _known_label(group) or label(group.surfaces)
        decided = {d.verb: d.value for d in reversed(decisions) if _speaks_of(d, shared, group, name)}
        entity_type = decided.get("retype") or max(sorted(group.types), key=group.types.__getitem__)
        entity_id = f"{entity_type.lower()}/{slug(group.ends)}"
        if entity_id in taken:
            entity_id += "-" + hashlib.sha256(shared.encode()).hexdigest()[:6]
        taken.add(entity_id)
        name = decided.get("rename") or decided.get("split") or name
        made[shared] = Entity(entity_id, entity_type, name, tuple(sorted(group.surfaces)))
    return _identified(made)


def _identified(made: Mapping[str, Entity]) -> dict[str, Entity]:
    """The entities with what the world knows of them, and the nearest wider ones among them."""
    ids: dict[str, dict[str, str]] = defaultdict(dict)
    for shared, entity in made.items():
        ids[entity.type][shared] = entity.id
    found = dict(made)
    for shared, entity in made.items():
        if identity := identities().get((shared, entity.type)):
            present = ids[entity.type]
            broader = tuple(present[wider] for wider in nearest_broader(shared, entity.type, present))
            found[shared] = replace(entity, wikidata=identity.wikidata, page=identity.page, broader=broader)
    return found


def _speaks_of(decision: Decision, shared: str, group: _Group, name: str) -> bool:
    """Whether a decision is about this entity: by what it is called, not by every name that it has."""
    if decision.verb == "split":
        return shared == f"={decision.name}"
    return decision.verb in ("rename", "retype") and key(decision.name) in {shared, key(name), *map(key, group.ends)}


def _idle(chained: Mapping[str, Iterable[Chain]], decisions: Iterable[Decision]) -> Iterator[str]:
    """The decisions that nothing in the papers meets."""
    said = {(name, paper) for paper, chains in chained.items() for chain in chains for name in chain.names}
    for decision in decisions:
        if not any(decision.meets(name, paper) for name, paper in said):
            yield f"line {decision.line}: {decision.verb} {decision.name!r} meets nothing in these papers"


def _known_label(group: _Group) -> str | None:
    names = map(known_name, sorted(group.ends))
    return next((name.entity for name in names if name and key(name.entity) in map(key, group.ends)), None)
