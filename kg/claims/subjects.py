"""Of what a claim speaks: a linear model chooses among the methods and datasets of the paper."""

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.claims.clauses import finite_verb, main_clause
from kg.mentions.roles import by_entity, governor, is_coined, role_at
from kg.mentions.tokens import Tokens
from kg.model import Mention, Sentence

WEIGHTS = Path(__file__).parents[1] / "weights" / "claim_subjects.json"
_CHOSEN = ("Method", "Dataset")
_PRONOUNS = {"it", "its", "our", "this", "these", "they", "their"}
_OWN_WORK = {"proposed", "approach", "method", "model", "framework", "algorithm"}
_AFTER_IN_TITLE = {":": "the colon", "\n": "the end"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that claims of its paper may speak of.

    `facts` are the features that it has in every claim; what `weight` says counts anew for each type of claim.
    """

    entity: str
    mentions: Sequence[Mention]
    role: str
    standing: str
    weight: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """All that claims of one paper may speak of."""

    tokens: Tokens
    sentences: Sequence[Sentence]
    candidates: tuple[Candidate, ...]

    @classmethod
    def of(cls, tokens: Tokens, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> "Cast":
        """The methods and datasets among the mentions of a paper."""
        groups = by_entity([mention for mention in mentions if mention.type in _CHOSEN])
        main = main_entity(mentions)
        introduced = sum(group[0].role == "introduced" for group in groups.values())
        most = max(map(len, groups.values()), default=0)
        candidates = []
        for entity, group in groups.items():
            standing = "no main" if main is None else "main" if entity == main.entity else "not main"
            weight = tuple(_weight(group, standing, introduced, is_most_said=len(group) == most))
            facts = (*_title(tokens, group, sentences), *_look(group, sentences))
            candidates.append(Candidate(entity, group, group[0].role, standing, weight, facts))
        return cls(tokens, sentences, tuple(candidates))

    def subject(self, start: int, end: int, claim_type: str) -> Mention | None:
        """The first mention of what the claim [start, end), in characters, speaks of."""
        model = weights()
        options = self.features(start, end, claim_type)
        scores = [sum(model.get(feature, 0.0) for feature in found) for found in options]
        if not scores:
            return None
        best = max(range(len(scores)), key=lambda i: (scores[i], -i))
        return self.candidates[best].mentions[0]

    def features(self, start: int, end: int, claim_type: str) -> list[list[str]]:
        """What the model sees of each candidate in the claim [start, end), in characters."""
        scene = _Scene.of(self, start, end, claim_type)
        return [list(dict.fromkeys(scene.features(candidate))) for candidate in self.candidates]


def main_entity(mentions: Sequence[Mention]) -> Mention | None:
    """What the paper is about: of what it introduces, the name before the title's colon, or else the most mentioned."""
    introduced = [mention for mention in mentions if mention.role == "introduced" and mention.type in _CHOSEN]
    counts = {entity: len(group) for entity, group in by_entity(introduced).items()}
    return max(
        introduced,
        key=lambda m: (m.source == "title-name", m.type == "Method", counts[m.entity], m.confidence, -m.start),
        default=None,
    )


def _weight(group: Sequence[Mention], standing: str, introduced: int, *, is_most_said: bool) -> Iterator[str]:
    role, kind, count = group[0].role, group[0].type, min(len(group), 4)
    yield f"role {role} {kind}"
    yield f"role {role} of {min(introduced, 3)} introduced"
    yield standing
    yield f"{standing} {role}"
    yield f"{standing} said {count} times"
    yield f"said {count} times"
    if is_most_said:
        yield "most said"
        yield f"most said {role}"
        if len(group) > 1:
            yield "most said, more than once"


def _title(tokens: Tokens, group: Sequence[Mention], sentences: Sequence[Sentence]) -> Iterator[str]:
    first = group[0]
    if not sentences or first.start >= sentences[0].start:
        yield "not in title"
        return
    place = "later" if first.start else "first"
    yield f"title {place}"
    yield f"title {place} {first.role}"
    if first.start:
        yield f"title after {tokens.lowers[bisect_left(tokens.starts, first.start) - 1]}"
    if any(mention.source.endswith("title-name") for mention in group):
        yield "title-name"
    yield f"title {place} before {_AFTER_IN_TITLE.get(tokens.text[first.end], 'a word')}"


def _look(group: Sequence[Mention], sentences: Sequence[Sentence]) -> Iterator[str]:
    role, surface = group[0].role, group[0].surface
    look = "coined" if is_coined(surface) else "plain"
    length = min(surface.count(" ") + 1, 4)
    yield look
    yield f"{look} {role}"
    yield f"{look} of {length} words"
    yield f"{look} of {length} words {role}"
    if any("name-" in mention.source for mention in group):
        yield "known"
        yield f"known {role}"
    own = [sentence for sentence in sentences if sentence.role == "contribution"]
    if any(sentence.start <= mention.start < sentence.end for mention in group for sentence in own):
        yield "in contribution"
        yield f"in contribution {role}"
    yield f"confidence {int(4 * max(mention.confidence for mention in group))}"


@dataclass(frozen=True, slots=True)
class _Scene:
    """One claim: where it opens, who seems to speak in it, and which candidates stand in it, in order.

    `subjects` are those inside the subject of the clause that is claimed.
    """

    cast: Cast
    type: str
    opening: int
    opener: str
    voice: str
    inside: Mapping[str, list[Mention]]
    order: list[str]
    subjects: list[str]

    @classmethod
    def of(cls, cast: Cast, start: int, end: int, claim_type: str) -> "_Scene":
        tokens = cast.tokens
        opening, closing = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        clause = main_clause(tokens, opening, closing)
        inside = {c.entity: [m for m in c.mentions if start <= m.start < end] for c in cast.candidates}
        places = sorted(
            (bisect_left(tokens.starts, mention.start), entity) for entity, group in inside.items() for mention in group
        )
        return cls(
            cast,
            claim_type,
            opening,
            opener=_voice(tokens, opening, finite_verb(tokens, opening, closing)),
            voice=_voice(tokens, clause.start, clause.verb),
            inside=inside,
            order=[entity for _, entity in places],
            subjects=[entity for i, entity in places if clause.start <= i < clause.verb],
        )

    def features(self, candidate: Candidate) -> Iterator[str]:
        """What the model sees of a candidate in this claim."""
        yield from candidate.facts
        for fact in candidate.weight:
            yield fact
            yield f"{fact} in a {self.type}"
        yield from self._inside(candidate) if self.inside[candidate.entity] else self._outside(candidate)

    def _inside(self, candidate: Candidate) -> Iterator[str]:
        entity, role, kind = candidate.entity, candidate.role, self.type
        yield "inside"
        yield f"inside {kind}"
        yield f"inside {role} {kind}"
        yield f"inside {role} {self.voice}"
        yield f"inside {self.voice}"
        yield f"inside {self.opener} {candidate.standing}"
        yield from self._as_subject(candidate)
        if self.order[0] == entity:
            yield f"first inside {kind}"
            yield f"first inside {role}"
            yield f"first inside {self.opener}"
        if set(self.order) == {entity}:
            yield f"only inside {kind}"
        for mention in self.inside[entity][:2]:
            yield from self._wording(mention)

    def _as_subject(self, candidate: Candidate) -> Iterator[str]:
        role, kind = candidate.role, self.type
        if self.subjects and candidate.entity == self.subjects[-1]:
            yield "subject"
            yield f"subject {kind}"
            yield f"subject {role}"
            yield f"subject {kind} {candidate.standing}"
            yield f"subject {self.voice}"
        elif self.subjects and candidate.entity == self.subjects[0]:
            yield "first in subject"
            yield f"first in subject {role}"
        elif self.subjects:
            yield "subject is another"
            yield f"subject is another {kind}"
            yield f"subject is another {role}"

    def _wording(self, mention: Mention) -> Iterator[str]:
        tokens, kind = self.cast.tokens, self.type
        start = bisect_left(tokens.starts, mention.start)
        verb, preposition, _ = governor(tokens, self.opening, start)
        yield f"governed {verb} {preposition}"
        yield f"governed {verb} {kind}"
        yield f"preposition {preposition} {kind}"
        yield f"before {tokens.lowers[start - 1] if start > self.opening else '(start)'}"
        yield f"place says {role_at(tokens.text, mention.start, mention.end, self.cast.sentences)} {kind}"

    def _outside(self, candidate: Candidate) -> Iterator[str]:
        role, kind, standing = candidate.role, self.type, candidate.standing
        yield "outside"
        yield f"outside {self.voice} {standing} {kind}"
        yield f"outside {self.opener} {standing}"
        yield f"outside {role} {min(len(set(self.order)), 2)} {kind}"
        if self.subjects:
            yield f"outside while another is subject {standing}"
            yield f"outside while another is subject {role} {kind}"


def _voice(tokens: Tokens, start: int, verb: int) -> str:
    """Who speaks, or is spoken of, in the tokens [start, verb) before a verb."""
    words = set(tokens.lowers[start:verb])
    if "we" in words:
        return "we"
    if words & _PRONOUNS:
        return "pronoun"
    return "own work" if words & _OWN_WORK else "other"


@cache
def weights() -> Mapping[str, float]:
    """The weights that ship with the package."""
    learnt: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return learnt
