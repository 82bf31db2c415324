"""Learn the judge of relations."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.mentions.referee import shipped
from kg.model import Mention
from kg.naming import key
from kg.relations.likelihood import RelationWeights, features_of, likelihoods
from kg.relations.pairs import KINDS, Pair, Scene
from kg.training.annotated import Annotated

# The names of relations in annotated abstracts, in ours.
_RELATIONS = {
    "used_for": "usedFor", "evaluated_on": "evaluatedOn", "trained_on": "trainedOn", "part_of": "partOf",
    "based_on": "basedOn", "subtype_of": "subtypeOf", "compared_with": "comparedWith", "outperforms": "outperforms",
}  # fmt: skip
_NONE = "none"
_FOLDS = 5
_RARE = 4  # a feature seen less often is not learnt
_LEAST = 0.02  # a weight under it is left out
_PENALTY = 0.07
# What a feature counts grows with the power of how often it is seen: rare ones, which are held back most, count more.
_POWER = -0.15
_THRESHOLDS = [percent / 100 for percent in range(6, 41, 2)]


@dataclass(frozen=True, slots=True)
class _Case:
    """A paper's pairs, each with the relation that is annotated and whether both its ends are; how many there are."""

    scene: Scene
    pairs: list[Pair]
    labels: list[str]
    real: list[bool]
    annotated: int


def learn_relations(papers: Sequence[tuple[Annotated, Sequence[Mention]]]) -> RelationWeights:
    """Weights of what pairs of mentions show; the mentions of each paper are as the referee finds them.

    It learns from the annotated mentions as well, whose relations are more, and only from pairs of entities that are
    annotated: how likely they are is known beside. The threshold is the one that gives the best F1 on mentions found,
    in papers that the weights have not seen.
    """
    ours = [(paper, _calibrated(mentions)) for paper, mentions in papers if "relations" in paper.data]
    found = [_case(paper, mentions) for paper, mentions in ours]
    given = [_case(paper, list(_annotated(paper))) for paper, _ in ours]
    judged = []
    for fold in range(_FOLDS):
        others = [case for cases in (found, given) for i, case in enumerate(cases) if i % _FOLDS != fold]
        model = _fit(others, 0.0)
        judged += [_chosen(case, model) for i, case in enumerate(found) if i % _FOLDS == fold]
    annotated = sum(case.annotated for case in found)
    return _fit(found + given, max(_THRESHOLDS, key=lambda threshold: _f1(judged, annotated, threshold)))


def _calibrated(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the confidence that the referee that ships would give them."""
    return [replace(mention, confidence=shipped().confidence(mention.confidence)) for mention in mentions]


def _case(paper: Annotated, mentions: Sequence[Mention]) -> _Case:
    scene = Scene.of(paper.doc, mentions, paper.case.sentences)
    relations: dict[tuple[int, int], str] = {}
    for said in paper.data["relations"]:
        relation = _RELATIONS[said["relation"]]
        relations.setdefault((said["head"], said["tail"]), relation)
        if relation == "comparedWith":
            relations.setdefault((said["tail"], said["head"]), relation)
    entities = _entities(paper, mentions)
    pairs = list(scene.pairs())
    labels = [
        next(
            (
                relations[head, tail]
                for head in entities[pair.head.mention.entity]
                for tail in entities[pair.tail.mention.entity]
                if (head, tail) in relations
            ),
            _NONE,
        )
        for pair in pairs
    ]
    real = [bool(entities[pair.head.mention.entity] and entities[pair.tail.mention.entity]) for pair in pairs]
    return _Case(scene, pairs, labels, real, len(paper.data["relations"]))


def _entities(paper: Annotated, mentions: Sequence[Mention]) -> dict[str, list[int]]:
    """For each entity found, the annotated ones that share a name with it."""
    forms = defaultdict(set)
    for mention in mentions:
        forms[mention.entity].add(key(mention.surface))
    names = [{key(form) for form in entity["mentions"]} for entity in paper.data["entities"]]
    return {entity: [i for i, name in enumerate(names) if name & keys] for entity, keys in forms.items()}


def _annotated(paper: Annotated) -> Iterator[Mention]:
    """The annotated entities as mentions, as if they had been found."""
    named = {key(form): (i, entity) for i, entity in enumerate(paper.data["entities"]) for form in entity["mentions"]}
    for (start, end), kind in paper.spans().items():
        span = paper.doc[start:end]
        i, entity = named[key(span.text)]
        role = entity.get("roles", ["used"])[0]
        yield Mention(span.start_char, span.end_char, span.text, kind, role, "annotated", 0.95, str(i))


def _fit(cases: Sequence[_Case], threshold: float) -> RelationWeights:
    kinds = {}
    rows = [row for case in cases for row in _rows(case)]
    for kind, relations in KINDS.items():
        of_kind = [(features, label) for pair, features, label in rows if pair.kind == kind]
        labels = [relations.index(label) + 1 if label in relations else 0 for _, label in of_kind]
        if len(set(labels)) > 1:
            kinds[kind] = _weights([features for features, _ in of_kind], labels, len(relations))
    return {"threshold": threshold, "kinds": kinds}


def _rows(case: _Case) -> Iterator[tuple[Pair, list[str], str]]:
    """Of each pair of annotated entities its features and its relation."""
    features = features_of(case.scene, case.pairs)
    for pair, found, label, real in zip(case.pairs, features, case.labels, case.real, strict=True):
        if real:
            yield pair, found, label


def _weights(rows: list[list[str]], labels: list[int], relations: int) -> dict[str, list[float]]:
    """For each feature a weight for none and each relation; those never annotated weigh as little as can be."""
    scales = _scales(rows)
    names = DictVectorizer(dtype=np.float32)
    matrix = names.fit_transform({name: scales[name] for name in row if name in scales} for row in rows)
    model = LogisticRegression(C=_PENALTY, max_iter=200, tol=1e-3).fit(matrix, labels)
    learnt = model.coef_.T if len(model.classes_) > 2 else np.hstack([-model.coef_.T, model.coef_.T]) / 2
    constants = np.full(relations + 1, -20.0)
    constants[model.classes_] = model.intercept_ if len(model.classes_) > 2 else [0.0, model.intercept_[0]]
    weights = np.zeros((len(names.feature_names_), relations + 1))
    weights[:, model.classes_] = learnt * np.array([[scales[name]] for name in names.feature_names_])
    kept = np.abs(weights).max(axis=1) > _LEAST
    rounded = dict(zip(names.feature_names_, weights.round(3).tolist(), strict=True))
    known = {name: rounded[name] for name, is_kept in zip(names.feature_names_, kept, strict=True) if is_kept}
    bias = np.array(rounded["bias"]) + constants
    return {**known, "bias": bias.round(3).tolist()}


def _scales(rows: list[list[str]]) -> dict[str, float]:
    """What each feature counts that is seen often enough."""
    counts = Counter(name for row in rows for name in row)
    kept = {name: count for name, count in counts.items() if count >= _RARE}
    mean = sum(kept.values()) / len(kept)
    return {name: (count / mean) ** _POWER for name, count in kept.items()}


def _chosen(case: _Case, model: RelationWeights) -> list[tuple[float, bool]]:
    """How likely each relation of two entities is, in their likelier direction, and whether it is right."""
    best: dict[frozenset[str], list[tuple[float, bool]]] = {}
    for pair, label, likely in zip(case.pairs, case.labels, likelihoods(case.scene, case.pairs, model), strict=True):
        ends = frozenset((pair.head.mention.entity, pair.tail.mention.entity))
        judged = [(probability, relation == label) for relation, probability in likely.items()]
        if judged:
            best[ends] = max(best.get(ends, judged), judged, key=max)
    return [one for judged in best.values() for one in judged]


def _f1(judged: Sequence[Sequence[tuple[float, bool]]], annotated: int, threshold: float) -> float:
    said = [is_right for pairs in judged for probability, is_right in pairs if probability >= threshold]
    return 2 * sum(said) / max(len(said) + annotated, 1)
