"""Learn the roles of sentences."""

from collections.abc import Sequence

import numpy as np

from kg import sentences
from kg.ontology import sentence_roles
from kg.training.annotated import Annotated
from kg.training.regression import regression

# A corpus annotated by another guideline than ours teaches less: the weight of one of its sentences.
_FOREIGN = 0.15
_RARE = 4  # a feature seen less often is not learnt
_TRANSITION = 0.3  # how much the order of roles counts against the words


def learn_roles(annotated: Sequence[Annotated]) -> sentences.RoleWeights:
    """Weights of words and places for the role of a sentence, and of one role after another."""
    roles = list(sentence_roles())
    rows, labels, weights = [], [], []
    after = np.ones((len(roles), len(roles)))
    for paper in annotated:
        said = paper.roles()
        weight = 1.0 if paper.is_ours else _FOREIGN
        for i, (_, role) in enumerate(said):
            rows.append(list(sentences.features([span for span, _ in said], i)))
            labels.append(roles.index(role))
            weights.append(weight)
            if i:
                after[roles.index(said[i - 1][1]), roles.index(role)] += weight
    moves = np.log(after / after.sum(axis=1, keepdims=True) / (after.sum(axis=0) / after.sum()))
    return {
        "roles": roles,
        "features": regression(rows, labels, weights, penalty=0.15, rare=_RARE, least=0.06),
        "transitions": [[round(float(_TRANSITION * move), 3) for move in row] for row in moves],
    }
