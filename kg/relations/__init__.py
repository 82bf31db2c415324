"""Doc + mentions → relations: patterns propose, and a linear model judges every pair that may stand in one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.model import Dropped, Mention, Relation, Sentence
from kg.relations.likelihood import WEIGHTS, likelihoods, weights
from kg.relations.pairs import TITLE, Pair, Scene, extends
from kg.relations.patterns import failures, fired, relation_patterns

__all__ = ["WEIGHTS", "failures", "find_relations", "relation_patterns", "weights"]

# What a pattern says of metrics is taken as it is: the annotated abstracts relate no metrics, so no model judges it.
_UNJUDGED = 0.5
# So is what a pattern says of training: the annotated abstracts hardly name it, and it goes with another relation.
_BESIDE = "trainedOn"


@dataclass(frozen=True, slots=True)
class _Judged:
    """A pair, by relation the pattern that says it, and how likely each relation is."""

    pair: Pair
    said: dict[str, str]
    likely: dict[str, float]

    @property
    def best(self) -> tuple[float, str]:
        """The likeliest relation, after its probability."""
        return max(((probability, relation) for relation, probability in self.likely.items()), default=(0.0, ""))

    @property
    def kept(self) -> dict[str, float]:
        """The relations that are likely enough: a part of a method can be used for it too."""
        beside = {_BESIDE: max(self.likely.get(_BESIDE, 0.0), _UNJUDGED)} if _BESIDE in self.said else {}
        threshold = weights()["threshold"]
        return {name: likely for name, likely in (self.likely | beside).items() if likely >= threshold}

    def rule(self, relation: str) -> str:
        """What a person can follow: the pattern that says the relation, or else where the two stand."""
        pair = self.pair
        if relation in self.said:
            return self.said[relation]
        if relation == "subtypeOf" and extends(pair.head, pair.tail):
            return "subtype-by-name"
        if not pair.together:
            return "paper-level"
        return "pair-in-title" if all(left.part == TITLE for left, _ in pair.together) else "pair-in-sentence"


def find_relations(
    doc: Doc, mentions: Sequence[Mention], sentences: Sequence[Sentence], paper: str
) -> tuple[tuple[Relation, ...], tuple[Dropped, ...]]:
    """The relations of a paper, sorted, and those that patterns propose but the judge refuses; `paper` is its id."""
    scene = Scene.of(doc, mentions, sentences)
    judged = list(_judge(scene))
    best = _best(judged)
    kept = [relation for one in best.values() for relation in _relations(scene, one)]
    dropped = {drop for one in judged for drop in _dropped(scene, one, best.get(_ends(one.pair)), paper)}
    return tuple(sorted(kept, key=lambda r: (r.head, r.relation, r.tail))), tuple(
        sorted(dropped, key=lambda d: (d.start, d.end, d.source, d.surface, d.type))
    )


def _judge(scene: Scene) -> Iterator[_Judged]:
    pairs = list(scene.pairs())
    for pair, likely in zip(pairs, likelihoods(scene, pairs, weights()), strict=True):
        said = _said(scene, pair)
        yield _Judged(pair, said, likely or dict.fromkeys(said, _UNJUDGED))


def _said(scene: Scene, pair: Pair) -> dict[str, str]:
    """By relation the first pattern that says it of the pair."""
    found: dict[str, str] = {}
    for left, right in pair.together:
        side = "left" if left in pair.head.places else "right"
        for rule in fired(scene, left, right):
            line = relation_patterns()[rule].fields
            if line["head"] == side:
                found.setdefault(line["relation"], rule)
    return found


def _best(judged: Sequence[_Judged]) -> dict[tuple[str, str], _Judged]:
    """For each two entities the likelier of the two directions, where it is likely enough."""
    found: dict[tuple[str, str], _Judged] = {}
    for one in judged:
        other = found.get(_ends(one.pair))
        if one.best[0] >= weights()["threshold"] and (other is None or one.best[0] > other.best[0]):
            found[_ends(one.pair)] = one
    return found


def _ends(pair: Pair) -> tuple[str, str]:
    one, other = sorted((pair.head.mention.entity, pair.tail.mention.entity))
    return one, other


def _relations(scene: Scene, one: _Judged) -> Iterator[Relation]:
    for relation, probability in one.kept.items():
        for head, tail in one.pair.ends:
            sentence = scene.sentence(scene.places[tail])
            yield Relation(head, relation, tail, *sentence, one.rule(relation), round(probability, 3))


def _dropped(scene: Scene, one: _Judged, chosen: _Judged | None, paper: str) -> Iterator[Dropped]:
    """What patterns say of a pair that is not what it was chosen for."""
    surface = f"{one.pair.head.mention.surface} → {one.pair.tail.mention.surface}"
    for relation, rule in one.said.items():
        if one is not chosen or relation not in one.kept:
            start, end = scene.sentence(one.pair.together[0][0])
            reason = _reason(one.likely.get(relation, 0.0), chosen)
            yield Dropped(paper, "relation", start, end, surface, relation, rule, reason)


def _reason(probability: float, chosen: _Judged | None) -> str:
    if chosen is None:
        return f"likely at {probability:.1%}, less than {weights()['threshold']:.0%}"
    head, tail = chosen.pair.head.mention.surface, chosen.pair.tail.mention.surface
    return f"likely at {probability:.1%}, and {head} {chosen.best[1]} {tail} at {chosen.best[0]:.1%}"
