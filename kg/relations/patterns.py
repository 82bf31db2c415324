"""Patterns over the words between two mentions: the lines of `ontology/patterns/relations.jsonl`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.language import load
from kg.mentions.matching import TokenPattern
from kg.model import Mention
from kg.ontology import entity_types, relations
from kg.patterns import Line, read_lines
from kg.relations.pairs import Place, Scene


@cache
def relation_patterns() -> dict[str, Line]:
    """The patterns over the words between two mentions, by id.

    A line has `left` and `right`, the classes of the mentions before and after the words; `head`, which of the two
    the relation starts from; and `pattern`, which must match all the words between, less what `Scene.between` takes off
    them. `yes` and `no` map a sentence to the two names in it, left then right.
    """
    fields = {"id", "relation", "left", "right", "head", "pattern", "yes", "no"}
    patterns = {line.id: line for line in read_lines("relations.jsonl", required=fields)}
    for line in patterns.values():
        line.one_of("relation", tuple(relations()))
        line.one_of("left", entity_types())
        line.one_of("right", entity_types())
        line.one_of("head", ("left", "right"))
    return patterns


def fired(scene: Scene, left: Place, right: Place) -> tuple[str, ...]:
    """The patterns for two classes of mention that match all of the words between them, sorted."""
    ends = left.index, right.index
    if ends not in scene.fired:
        start, end = scene.between(left.end, right.start)
        keyed = _keyed().get((left.type, right.type), {})
        places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for i in range(start, end):
            for word in {scene.tokens.lowers[i], scene.tokens.lemmas[i]}:
                for rule in keyed.get(word, ()):
                    places[rule].append((i, start, end))
        scene.fired[ends] = tuple(sorted(rule for rule in places if _matches(scene, rule, places[rule])))
    return scene.fired[ends]


def failures(line: Line) -> Iterator[str]:
    """What the pattern's own examples show to be wrong with it."""
    for sentence, (left, right) in line.fields["yes"].items():
        if line.id not in _fired_alone(line, sentence, left, right):
            yield f"{line.where}: {line.id} does not join {left!r} and {right!r} in {sentence!r}"
    for sentence, (left, right) in line.fields["no"].items():
        if line.id in _fired_alone(line, sentence, left, right):
            yield f"{line.where}: {line.id} joins {left!r} and {right!r} in {sentence!r}, where it should not"


def _matches(scene: Scene, rule: str, places: list[tuple[int, int, int]]) -> bool:
    """Whether a pattern matches all of the tokens [start, end) around its key words, given with each of them."""
    _, start, end = places[0]
    return (start, end) in _compiled()[rule].matches(scene.columns, places)


@cache
def _compiled() -> dict[str, TokenPattern]:
    return {rule: replace(TokenPattern.of(line), every=True) for rule, line in relation_patterns().items()}


@cache
def _keyed() -> dict[tuple[str, str], dict[str, list[str]]]:
    """By the classes left and right, then by key word, the patterns."""
    keyed: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rule, line in relation_patterns().items():
        for word in _compiled()[rule].keys:
            keyed[line.fields["left"], line.fields["right"]][word].append(rule)
    return keyed


def _fired_alone(line: Line, sentence: str, left: str, right: str) -> tuple[str, ...]:
    mentions, at = [], 0
    for name, kind in ((left, line.fields["left"]), (right, line.fields["right"])):
        start = sentence.index(name, at)
        at = start + len(name)
        mentions.append(Mention(start, at, name, kind, "used", line.id, 1.0, name))
    scene = Scene.of(load()(sentence), mentions, ())
    return fired(scene, scene.places[0], scene.places[1])
