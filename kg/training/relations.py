"""Learn the judge of relations."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Mention
from kg.naming import key
from kg.relations.likelihood import RelationWeights, features_of, likelihoods
from kg.relations.pairs import KINDS, Pair, Scene
from kg.training.annotated import Annotated
from kg.training.regression import regression

# The names of relations in annotated abstracts, in ours.
_RELATIONS = {
    "used_for": "usedFor", "evaluated_on": "evaluatedOn", "trained_on": "trainedOn", "part_of": "partOf",
    "based_on": "basedOn", "subtype_of": "subtypeOf", "compared_with": "comparedWith", "outperforms": "outperforms",
}  # fmt: skip
_NONE = "none"
_FOLDS = 5
_RARE = 4  # a feature seen less often is not learnt
_THRESHOLDS = [percent / 100 for percent in range(6, 41, 2)]


@dataclass(frozen=True, slots=True)
class _Case:
    """A paper's pairs with the relation that is annotated for each, and how many relations are annotated."""

    scene: Scene
    pairs: list[Pair]
    labels: list[str]
    annotated: int


def learn_relations(papers: Sequence[tuple[Annotated, Sequence[Mention]]]) -> RelationWeights:
    """Weights of what pairs of mentions show; the mentions of each paper are as the referee finds them.

    It learns from the annotated mentions as well, whose relations are more; the threshold is the one that gives the
    best F1 on mentions found, in papers that the weights have not seen.
    """
    ours = [(paper, mentions) for paper, mentions in papers if "relations" in paper.data]
    found = [_case(paper, mentions) for paper, mentions in ours]
    given = [_case(paper, list(_annotated(paper))) for paper, _ in ours]
    judged = []
    for fold in range(_FOLDS):
        others = [case for cases in (found, given) for i, case in enumerate(cases) if i % _FOLDS != fold]
        model = _fit(others, 0.0)
        judged += [_chosen(case, model) for i, case in enumerate(found) if i % _FOLDS == fold]
    annotated = sum(case.annotated for case in found)
    return _fit(found + given, max(_THRESHOLDS, key=lambda threshold: _f1(judged, annotated, threshold)))


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
    return _Case(scene, pairs, labels, len(paper.data["relations"]))


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
    rows = [
        row for case in cases for row in zip(case.pairs, features_of(case.scene, case.pairs), case.labels, strict=True)
    ]
    for kind, relations in KINDS.items():
        of_kind = [(features, label) for pair, features, label in rows if pair.kind == kind]
        labels = [relations.index(label) + 1 if label in relations else 0 for _, label in of_kind]
        if len(set(labels)) > 1:
            kinds[kind] = _weights([features for features, _ in of_kind], labels, len(relations))
    return {"threshold": threshold, "kinds": kinds}


def _weights(rows: list[list[str]], labels: list[int], relations: int) -> dict[str, list[float]]:
    """For each feature a weight for none and each relation; those never annotated weigh as little as can be."""
    learnt = regression(rows, labels, [1.0] * len(rows), penalty=0.05, rare=_RARE, least=0.02)
    seen = sorted(set(labels))
    weights = {name: [0.0] * (relations + 1) for name in learnt}
    for name, row in learnt.items():
        for label, weight in zip(seen, row, strict=True):
            weights[name][label] = weight
    for label in set(range(relations + 1)) - set(seen):
        weights["bias"][label] = -20.0
    return weights


def _chosen(case: _Case, model: RelationWeights) -> list[tuple[float, bool]]:
    """For each two entities of a paper how likely their likeliest relation is, and whether it is right."""
    best: dict[frozenset[str], tuple[float, str, bool]] = {}
    for pair, label, likely in zip(case.pairs, case.labels, likelihoods(case.scene, case.pairs, model), strict=True):
        ends = frozenset((pair.head.mention.entity, pair.tail.mention.entity))
        for relation, probability in likely.items():
            best[ends] = max(best.get(ends, (0.0, "", False)), (probability, relation, relation == label))
    return [(probability, is_right) for probability, _, is_right in best.values()]


def _f1(judged: Sequence[Sequence[tuple[float, bool]]], annotated: int, threshold: float) -> float:
    said = [is_right for pairs in judged for probability, is_right in pairs if probability >= threshold]
    return 2 * sum(said) / max(len(said) + annotated, 1)
