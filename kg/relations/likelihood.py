"""How likely two entities stand in each relation: linear models, one for each two classes, whose weights are data."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict

from kg.relations.features import pair_features, thing_features
from kg.relations.pairs import KINDS, Pair, Scene

WEIGHTS = Path(__file__).parents[1] / "weights" / "relations.json"
Features = Mapping[str, Sequence[float]]


class RelationWeights(TypedDict):
    """Multinomial logistic regression: by the classes of a pair, for each feature a weight for none and each relation.

    `KINDS` says which relations, in order. A relation likelier than `threshold` is kept.
    """

    threshold: float
    kinds: dict[str, dict[str, list[float]]]


def likelihoods(scene: Scene, pairs: Sequence[Pair], model: RelationWeights) -> Iterator[dict[str, float]]:
    """For each pair the probability of each relation that its classes allow."""
    counts = Counter(thing.mention.type for thing in scene.things)
    ends: dict[tuple[str, str, str], list[float]] = {}
    for pair in pairs:
        features = model["kinds"].get(pair.kind, {})
        totals = _total(features, pair_features(scene, pair), len(KINDS.get(pair.kind, ())) + 1)
        for end, thing in (("head", pair.head), ("tail", pair.tail)):
            key = (end, pair.kind, thing.mention.entity)
            if key not in ends:
                ends[key] = _total(features, thing_features(scene, thing, end, counts), len(totals))
            totals = [total + more for total, more in zip(totals, ends[key], strict=True)]
        yield dict(zip(KINDS.get(pair.kind, ()), _softmax(totals)[1:], strict=True))


def features_of(scene: Scene, pairs: Sequence[Pair]) -> Iterator[list[str]]:
    """All features of each pair."""
    counts = Counter(thing.mention.type for thing in scene.things)
    for pair in pairs:
        yield [
            *pair_features(scene, pair),
            *thing_features(scene, pair.head, "head", counts),
            *thing_features(scene, pair.tail, "tail", counts),
        ]


@cache
def weights() -> RelationWeights:
    """The weights that ship with the package."""
    learnt: RelationWeights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return learnt


def _total(features: Features, names: Sequence[str], size: int) -> list[float]:
    totals = [0.0] * size
    for name in names:
        row = features.get(name)
        if row:
            for i, weight in enumerate(row):
                totals[i] += weight
    return totals


def _softmax(totals: Sequence[float]) -> list[float]:
    peak = max(totals)
    odds = [math.exp(total - peak) for total in totals]
    return [one / sum(odds) for one in odds]
