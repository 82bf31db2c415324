"""Doc + mentions → claims: what a contribution, result or finding says, of what, against what, on what."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.claims import tone
from kg.claims.patterns import claim_patterns, claim_relation, failures
from kg.claims.subjects import Cast, main_entity
from kg.mentions.roles import role_at
from kg.mentions.tokens import Tokens
from kg.model import Claim, Mention, Result, Sentence
from kg.ontology import claim_types
from kg.results import find_results

__all__ = ["claim_patterns", "failures", "find_claims", "main_entity"]


@dataclass(frozen=True, slots=True)
class _Said:
    """One claim sentence, its tokens [start, end), the mentions inside it, and the mention that it speaks of."""

    tokens: Tokens
    sentence: Sentence
    start: int
    end: int
    mentions: tuple[Mention, ...]
    subject: Mention | None

    def of(self, *types: str) -> list[Mention]:
        return [mention for mention in self.mentions if mention.type in types]


def find_claims(doc: Doc, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """The claims of a paper, one a sentence, sorted."""
    tokens = Tokens.of(doc)
    cast = Cast.of(tokens, mentions, sentences)
    claims = []
    for sentence in sentences:
        if sentence.role in claim_types():
            start, end = (bisect_left(tokens.starts, offset) for offset in (sentence.start, sentence.end))
            inside = tuple(m for m in mentions if sentence.start <= m.start and m.end <= sentence.end)
            subject = cast.subject(sentence.start, sentence.end, sentence.role)
            claims.append(_claim(_Said(tokens, sentence, start, end, inside, subject)))
    return tuple(claims)


def _claim(said: _Said) -> Claim:
    tokens, sentence = said.tokens, said.sentence
    others = [m for m in said.of("Method") if said.subject is None or m.entity != said.subject.entity]
    rivals = [m for m in others if role_at(tokens.text, m.start, m.end, [sentence]) == "compared"]
    rule, relation = claim_relation(tokens, said.start, said.end, sentence.role)
    is_contribution = sentence.role == "contribution"
    return Claim(
        start=sentence.start,
        end=sentence.end,
        type=sentence.role,
        subject=said.subject.surface if said.subject else None,
        relation=relation,
        objects=_surfaces(rivals or others),
        datasets=_surfaces(said.of("Dataset")),
        tasks=_surfaces(said.of("Task")),
        results=_results(said, rivals),
        hedged=tone.is_hedged(tokens, said.start, said.end),
        negative=not is_contribution and tone.is_denied(tokens, said.start, said.end),
        source=rule,
        confidence=sentence.confidence,
    )


def _results(said: _Said, rivals: Sequence[Mention]) -> tuple[Result, ...]:
    """What the claim measures; numbers in a contribution measure nothing unless it names a metric."""
    sentence, metrics = said.sentence, said.of("Metric")
    if sentence.role == "contribution" and not metrics:
        return ()
    text = said.tokens.text[sentence.start : sentence.end]
    return find_results(text, sentence.start, metrics, datasets=said.of("Dataset"), rivals=rivals)


def _surfaces(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """One surface form an entity, in order of appearance."""
    first: dict[str, str] = {}
    for mention in mentions:
        first.setdefault(mention.entity, mention.surface)
    return tuple(first.values())
