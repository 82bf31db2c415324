"""Why an entity is one thing: its surface forms, what merged each, and the look-alikes that were kept apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.linking import link
from kg.linking.chains import Chains, chains_of
from kg.linking.decisions import Decision
from kg.linking.rules import Step
from kg.model import Entity, Linking, Reading
from kg.naming import key, words

# Names are alike when this share of their letters is.
_ALIKE = 0.85
_DIGITS = str.maketrans("", "", "0123456789.")


@dataclass(frozen=True, slots=True)
class Form:
    """A surface form of an entity: how often it stands there, in which papers, and the steps that led to the entity."""

    surface: str
    steps: tuple[Step, ...]
    mentions: int
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookAlike:
    """An entity that was kept apart, by which of its names it is alike, and why it is another."""

    entity: Entity
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class EntityExplanation:
    """What makes an entity one thing, commonest forms first, and what is none of it."""

    entity: Entity
    papers: tuple[str, ...]
    forms: tuple[Form, ...]
    apart: tuple[LookAlike, ...]


def explain_entities(readings: Iterable[Reading], decisions: Sequence[Decision], name: str) -> list[EntityExplanation]:
    """Each entity with this id, or else with this label, or else with this name, whatever its case and hyphens."""
    readings = sorted(readings, key=lambda reading: reading.paper.id)
    linking, chains = link(readings, decisions), chains_of(readings, decisions)
    return [_explain(readings, linking, chains, entity) for entity in entities_named(linking.entities, name)]


def entities_named(entities: Collection[Entity], name: str) -> list[Entity]:
    """Those with this id, or else with this label, or else with this name, whatever its case and hyphens."""
    wanted = key(name)
    return (
        [entity for entity in entities if entity.id == name]
        or [entity for entity in entities if key(entity.label) == wanted]
        or [entity for entity in entities if wanted in map(key, entity.aliases)]
    )


def _explain(readings: Sequence[Reading], linking: Linking, chains: Chains, entity: Entity) -> EntityExplanation:
    forms = _forms(readings, linking, chains, entity)
    papers = sorted({paper for form in forms for paper in form.papers})
    apart = sorted(_apart(entity, linking.entities), key=lambda other: (other.reason, other.entity.id))
    return EntityExplanation(entity, tuple(papers), tuple(forms), tuple(apart))


def _forms(readings: Sequence[Reading], linking: Linking, chains: Chains, entity: Entity) -> list[Form]:
    papers: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    steps: dict[tuple[str, ...], tuple[Step, ...]] = {}
    for reading in readings:
        ids = linking.of[reading.paper.id]
        if entity.id in ids:
            for chain, entity_id in zip(chains.of(reading), ids, strict=True):
                if entity_id == entity.id:
                    # Papers that spell a long form in two ways tell one story.
                    story = chain.names[0], *(f"{step.rule} {key(step.name)}" for step in chain.steps)
                    papers[story][reading.paper.id] += 1
                    steps.setdefault(story, chain.steps)
    forms = [Form(story[0], steps[story], found.total(), tuple(sorted(found))) for story, found in papers.items()]
    return sorted(forms, key=lambda form: (-form.mentions, form.surface, form.papers))


def _apart(entity: Entity, others: Iterable[Entity]) -> Iterator[LookAlike]:
    names = {key(name): name for name in sorted((entity.label, *entity.aliases), reverse=True)}
    for other in others:
        if other.id != entity.id:
            found = ((_difference(names, name), name) for name in (other.label, *other.aliases))
            best = min(((reason, name) for reason, name in found if reason), default=None)
            if best:
                yield LookAlike(other, best[1], best[0][1])


def _difference(names: Mapping[str, str], other: str) -> tuple[int, str] | None:
    """How a name differs from the most alike of some names, by how like it is; nothing where it is unlike all."""
    wanted = key(other)
    if wanted in names:
        return 0, "the same letters, but another meaning in its papers"
    reasons = (_reason(name, spelt, wanted, other) for name, spelt in names.items())
    return min((reason for reason in reasons if reason), default=None)


def _reason(name: str, spelt: str, wanted: str, other: str) -> tuple[int, str] | None:
    if name.translate(_DIGITS) == wanted.translate(_DIGITS) and len(name) > 1:
        return 1, f"other digits than {spelt}"
    mine, its = words(spelt), words(other)
    more = _extra(mine, its) or _extra(its, mine)
    if more and _is_version(more):
        return 2, f"{spelt} and {other} are versions: {more} is no part of the other's name"
    if abs(len(name) - len(wanted)) <= 2 and min(len(name), len(wanted)) > 5 and name[0] == wanted[0]:
        matcher = SequenceMatcher(None, name, wanted, autojunk=False)
        if matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE:
            return 3, f"other letters than {spelt}"
    return None


def _extra(short: Sequence[str], long: Sequence[str]) -> str:
    """The one word, or the letters of one word, that a name has more than another that it begins like."""
    if len(long) == len(short) + 1 and long[: len(short)] == short:
        return long[-1]
    if len(long) == len(short) and long[:-1] == short[:-1] and long[-1].startswith(short[-1]):
        return long[-1].removeprefix(short[-1])
    return ""


def _is_version(word: str) -> bool:
    """Whether a word says which of a family: a number or a letter or two, as "XL", rather than "loss"."""
    return len(word) <= 2 or bool(re.search(r"\d", word))
