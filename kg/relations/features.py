"""What the judge of relations sees of an entity and of a pair of entities, as features that a person can read."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg.mentions.word_classes import word_class
from kg.relations.pairs import Pair, Place, Scene, Thing, extends
from kg.relations.patterns import fired

_SHORT = 4  # words between two names that count as one saying
_LONG = 12  # words between beyond which single ones say nothing
_NEAR = 8  # tokens before a name that may say what is done with it


def thing_features(scene: Scene, thing: Thing, end: str, counts: Counter[str]) -> list[str]:
    """What holds of an entity wherever it is the `end`, "head" or "tail", of a pair; `counts` are entities by class."""
    kind, surface, parts = thing.mention.type, thing.mention.surface, {place.part for place in thing.places}
    coarse, fine = word_class(thing.words[-1] if thing.words else "")
    found = [
        thing.mention.role,
        "main" if thing.is_main else "not main",
        *(f"in {part}" for part in sorted(parts)),
        f"said {min(len(thing.places), 4)}",
        f"one of {min(counts[kind], 5)}",
        f"words {min(len(thing.words), 4)}",
        f"name {' '.join(thing.words)}",
        f"last word {thing.words[-1] if thing.words else ''}",
        f"last class {coarse}",
        f"last class {fine}",
        "named" if any(map(str.isupper, surface[1:])) else "common",
    ]
    if len(parts) == 1:
        found.append(f"only in {min(parts)}")
    for place in thing.places:
        if place.start:
            found.append(f"after {scene.words[place.start - 1]}")
        if place.end < len(scene.words):
            found.append(f"before {scene.words[place.end]}")
    return [f"{end} {feature}" for feature in dict.fromkeys(found)]


def pair_features(scene: Scene, pair: Pair) -> list[str]:
    """What holds of the two entities of a pair together."""
    head, tail = pair.head, pair.tail
    found = ["bias", f"{head.mention.role} to {tail.mention.role}", *_names(head, tail)]
    if not pair.together:
        near = min(abs(tail.shown.sentence - place.sentence) for place in head.places)
        found += ["apart", f"sentences between {min(near, 4)}"]
    for left, right in pair.together:
        order = "head first" if left in pair.head.places else "tail first"
        found += (f"{order}: {feature}" for feature in _together(scene, left, right))
        if left.list == right.list:
            found.append("listed together")
    if pair.together:
        found.append(f"distance {_bucket(min(right.start - left.end for left, right in pair.together))}")
        found.append(f"together {min(len(pair.together), 3)}")
    return list(dict.fromkeys(found))


def _names(head: Thing, tail: Thing) -> Iterator[str]:
    if extends(head, tail):
        yield "head's name extends tail's"
        yield f"head's name extends {min(len(tail.words), 3)} words"
    elif extends(tail, head):
        yield "tail's name extends head's"
    elif head.words and head.words == tail.words[: len(head.words)]:
        yield "tail's name begins with head's"
    elif tail.words and tail.words == head.words[: len(tail.words)]:
        yield "head's name begins with tail's"
    elif head.words[-1:] == tail.words[-1:]:
        yield "same last word"
    if not set(head.words).isdisjoint(tail.words):
        yield "names share a word"
    if head.words and tail.words:
        yield f"classes {word_class(head.words[-1])[0]} {word_class(tail.words[-1])[0]}"


def apart_features(scene: Scene, tail: Thing) -> list[str]:
    """What is said before the tail of a pair that no sentence names together."""
    place = tail.shown
    first, _ = scene.bounds(place)
    return [
        f"tail shown in {place.part}",
        f"tail's sentence opens {' '.join(scene.words[first : first + 2])}",
        f"tail's sentence opens {scene.words[first]}",
        *dict.fromkeys(
            f"before tail {scene.words[i]}"
            for i in range(max(first, place.start - _NEAR), place.start)
            if scene.covering[i] is None
        ),
    ]


def _together(scene: Scene, left: Place, right: Place) -> tuple[str, ...]:
    """What is said of two names in one sentence, worked out once for both directions."""
    ends = left.index, right.index
    if ends not in scene.said:
        scene.said[ends] = tuple(dict.fromkeys(_said(scene, left, right)))
    return scene.said[ends]


def _said(scene: Scene, left: Place, right: Place) -> Iterator[str]:
    """Of two names in one sentence: the words between, before and after, and the names between."""
    between = _between(scene, *scene.between(left.end, right.start))
    yield f"in {left.part}"
    yield f"names between {min(right.index - left.index - 1, 4)}"
    if len(between) <= _SHORT:
        yield f"says {' '.join(between)}"
        if left.part == "title":
            yield f"title says {' '.join(between)}"
    if between:
        yield f"first {between[0]}"
        yield f"last {between[-1]}"
    if len(between) <= _LONG:
        yield from (f"between {word}" for word in between)
        yield from (f"between {one} {other}" for one, other in pairwise(between))
    yield from _around(scene, left, right)
    types = {scene.places[i].type for i in range(left.index + 1, right.index)}
    if right.type not in types:
        yield "no other such name on the way right"
    if left.type not in types:
        yield "no other such name on the way left"
    yield from (f"pattern {rule}" for rule in fired(scene, left, right))


def _around(scene: Scene, left: Place, right: Place) -> Iterator[str]:
    tags, shaped, covering = scene.tokens.tags, scene.words, scene.covering
    first, last = scene.bounds(left)
    yield f"after {shaped[left.start - 1] if left.start > first else '(start)'}"
    yield f"after {' '.join(shaped[max(first, left.start - 2) : left.start])}"
    yield f"before {shaped[right.end] if right.end < last else '(end)'}"
    for start, end, where in ((left.end, right.start, "verb between"), (first, left.start, "verb before")):
        for i in range(start, end):
            if tags[i][0] == "V" and covering[i] is None:
                yield f"{where} {shaped[i]}"


def _between(scene: Scene, start: int, end: int) -> list[str]:
    """The words between two names, other names by their class."""
    said: list[str] = []
    for i in range(start, end):
        index = scene.covering[i]
        if index is None:
            said.append(scene.words[i])
        elif scene.places[index].start == i:
            said.append(f"<{scene.places[index].type}>")
    return said


def _bucket(distance: int) -> int:
    """Small distances as they are, larger ones by threes."""
    return distance if distance < 4 else 4 + (distance - 4) // 3
