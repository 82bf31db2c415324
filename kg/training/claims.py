"""Learn of what claims speak."""

from collections.abc import Iterator, Sequence

from kg.claims.subjects import Cast
from kg.mentions.tokens import Tokens
from kg.model import Mention
from kg.naming import key
from kg.training.annotated import Annotated
from kg.training.choice import Choice, conditional_logit

_RARE = 3  # a feature seen less often is not learnt


def learn_claim_subjects(papers: Sequence[tuple[Annotated, Sequence[Mention]]]) -> dict[str, float]:
    """Weights for the choice of a claim's subject among the entities found in its paper."""
    choices = [choice for paper, mentions in papers for choice in _choices(paper, mentions)]
    return conditional_logit(choices, penalty=0.05, rare=_RARE, least=0.02)


def _choices(paper: Annotated, mentions: Sequence[Mention]) -> Iterator[Choice]:
    """The annotated claims whose subject is among the candidates."""
    cast = Cast.of(Tokens.of(paper.doc), mentions, paper.case.sentences)
    found = [{key(mention.surface) for mention in candidate.mentions} for candidate in cast.candidates]
    for claim in paper.data.get("claims", ()):
        reading = claim["readings"][0]
        if reading["subject"] is not None:
            names = {key(form) for form in paper.data["entities"][reading["subject"]]["mentions"]}
            right = [bool(names & forms) for forms in found]
            if any(right):
                options = cast.features(claim["start"], claim["end"], reading["type"])
                yield list(zip(options, right, strict=True))
