"""Learn the referee: which class a candidate span is, or none."""

from collections.abc import Sequence

from kg.mentions import referee
from kg.ontology import entity_types
from kg.training.annotated import Annotated
from kg.training.regression import regression

# A corpus annotated by another guideline than ours teaches less: the weight of one of its spans.
_FOREIGN = 0.5
_RARE = 3  # a feature seen less often is not learnt


def learn_mentions(annotated: Sequence[Annotated]) -> referee.MentionWeights:
    """Weights of the referee's features; what a corpus does not annotate at all it does not teach to refuse."""
    classes = [referee.NONE, *entity_types()]
    rows, labels, weights = [], [], []
    for paper in annotated:
        if not paper.classes:
            continue
        spans = paper.spans()
        for place, candidates in paper.case.candidates.items():
            label = spans.get(place, referee.NONE)
            proposed = {candidate.type for candidate in candidates if candidate.type}
            if label == referee.NONE and proposed - paper.classes:
                continue
            rows.append(list(dict.fromkeys(referee.features(paper.case, *place))))
            labels.append(classes.index(label))
            weights.append(1.0 if paper.is_ours else _FOREIGN)
    features = regression(rows, labels, weights, penalty=0.3, rare=_RARE, least=0.03)
    return {"classes": classes, "features": features}
