"""How likely two entities stand in each relation: linear models, one for each two classes, whose weights are data."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict

from kg.relations.features import apart_features, pair_features, thing_features
from kg.relations.pairs import KINDS, Pair, Scene, Thing

WEIGHTS = Path(__file__).parents[1] / "weights" / "relations.json"
Features = Mapping[str, Sequence[float]]


class RelationWeights(TypedDict):
    """Multinomial logistic regression: by the classes of a pair, for each feature a weight for none and each relation.

    `KINDS` says which relations, in order. A relation likelier than `threshold` is kept.
    """

    threshold: float
    kinds: dict[str, dict[str, list[float]]]


def likelihoods(scene: Scene, pairs: Sequence[Pair], model: RelationWeights) -> Iterator[dict[str, float]]:
    """For each pair the probability of each relation that its classes allow.

    That is how likely both are entities at all, times how likely two entities stand in the relation.
    """
    known: dict[tuple[str, str, str], list[float]] = {}
    counts = Counter(thing.mention.type for thing in scene.things)
    for pair in pairs:
        kind = pair.kind
        relations, features = KINDS.get(kind, ()), model["kinds"].get(kind, {})
        rows = [features[name] for name in pair_features(scene, pair) if name in features] if features else []
        for aspect, thing in _aspects(pair):
            about = (aspect, kind, thing.mention.entity)
            if about not in known:
                known[about] = _total(features, _seen(scene, aspect, thing, counts), len(relations) + 1)
            rows.append(known[about])
        shares = _softmax(list(map(sum, zip(*rows, strict=True))))
        real = pair.head.confidence * pair.tail.confidence
        yield {name: real * share for name, share in zip(relations, shares[1:], strict=True)}


def features_of(scene: Scene, pairs: Sequence[Pair]) -> Iterator[list[str]]:
    """All features of each pair."""
    counts = Counter(thing.mention.type for thing in scene.things)
    for pair in pairs:
        seen = (_seen(scene, aspect, thing, counts) for aspect, thing in _aspects(pair))
        yield [*pair_features(scene, pair), *(feature for features in seen for feature in features)]


@cache
def weights() -> RelationWeights:
    """The weights that ship with the package."""
    learnt: RelationWeights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return learnt


def _aspects(pair: Pair) -> tuple[tuple[str, Thing], ...]:
    """What is seen of one end of a pair, whatever the other is: worked out once for each entity."""
    ends = ("head", pair.head), ("tail", pair.tail)
    return ends if pair.together else (*ends, ("apart", pair.tail))


def _seen(scene: Scene, aspect: str, thing: Thing, counts: Counter[str]) -> list[str]:
    return apart_features(scene, thing) if aspect == "apart" else thing_features(scene, thing, aspect, counts)


def _total(features: Features, names: Sequence[str], size: int) -> list[float]:
    rows = [features[name] for name in names if name in features]
    return list(map(sum, zip([0.0] * size, *rows, strict=True)))


def _softmax(totals: Sequence[float]) -> list[float]:
    peak = max(totals)
    odds = [math.exp(total - peak) for total in totals]
    whole = sum(odds)
    return [one / whole for one in odds]
