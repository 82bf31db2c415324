"""Learn the roles of entities in their papers."""

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions import roles
from kg.mentions.tokens import Tokens
from kg.model import Mention
from kg.naming import key
from kg.training.annotated import Annotated
from kg.training.regression import regression

_RARE = 3  # a feature seen less often is not learnt
_FOLDS = 5


def learn_entity_roles(papers: Sequence[tuple[Annotated, Sequence[Mention]]]) -> roles.EntityRoleWeights:
    """Weights of what mentions say of their entity's role; the mentions of each paper are as the referee finds them."""
    names = list(roles.RANK)
    rows, labels = [], []
    for paper, mentions in papers:
        for group in roles.by_entity(mentions).values():
            role = _annotated_role(paper, group)
            if role:
                rows.append(roles.features(Tokens.of(paper.doc), group, paper.case.sentences))
                labels.append(names.index(role))
    features = regression(rows, labels, [1.0] * len(rows), penalty=0.2, rare=_RARE, least=0.03)
    return {"roles": names, "features": features}


def with_roles(papers: Sequence[tuple[Annotated, Sequence[Mention]]]) -> list[tuple[Annotated, tuple[Mention, ...]]]:
    """The papers with the roles that weights learnt from other papers give, as errors to learn from."""
    models = [
        learn_entity_roles([paper for i, paper in enumerate(papers) if i % _FOLDS != fold]) for fold in range(_FOLDS)
    ]
    found = []
    for i, (paper, mentions) in enumerate(papers):
        role_of = roles.roles_of(Tokens.of(paper.doc), mentions, paper.case.sentences, models[i % _FOLDS])
        found.append((paper, tuple(replace(mention, role=role_of[mention.entity]) for mention in mentions)))
    return found


def _annotated_role(paper: Annotated, group: Sequence[Mention]) -> str | None:
    """The role of the annotated entity that shares a name and the class with the mentions."""
    names = {key(mention.surface) for mention in group}
    return next(
        (
            entity["roles"][0]
            for entity in paper.data.get("entities", ())
            if entity["type"] == group[0].type and names & {key(form) for form in entity["mentions"]}
        ),
        None,
    )
