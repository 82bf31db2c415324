"""Doc + mentions → claims: what a contribution, result or finding says, of what, against what, on what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span

from kg.language import load
from kg.model import Claim, Mention, Sentence
from kg.ontology import claim_relations, claim_types
from kg.patterns import Line, add, read_lines
from kg.precision import precision
from kg.results import find_results
from kg.words import word_list

_DEFAULT_RELATION = {"contribution": "proposes", "result": "shows", "finding": "shows"}
_OURS = {"we", "our", "ours", "it", "its", "this", "these", "they", "the", "their", "such"}


@dataclass(frozen=True, slots=True)
class _Said:
    """One claim sentence and the mentions inside it."""

    span: Span
    type: str
    mentions: tuple[Mention, ...]

    def of(self, *types: str) -> list[Mention]:
        return [mention for mention in self.mentions if mention.type in types]


@cache
def claim_patterns() -> dict[str, Line]:
    """The patterns that tell what a claim says of its subject, by id, in the order in which they are tried."""
    lines = read_lines("claims.jsonl", required={"id", "relation", "pattern", "yes", "no"})
    patterns = {line.id: line for line in lines}
    for line in patterns.values():
        line.one_of("relation", claim_relations())
    return patterns


def find_claims(doc: Doc, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """The claims of a paper, one a sentence, sorted."""
    main = main_entity(mentions)
    claims = []
    for sentence in sentences:
        span = doc.char_span(sentence.start, sentence.end)
        if sentence.role in claim_types() and span is not None:
            inside = tuple(m for m in mentions if sentence.start <= m.start and m.end <= sentence.end)
            claims.append(_claim(_Said(span, sentence.role, inside), main))
    return tuple(claims)


def main_entity(mentions: Sequence[Mention]) -> Mention | None:
    """What the paper is about: of what it introduces, the name before the title's colon, or else the most mentioned."""
    introduced = [
        mention for mention in mentions if mention.role == "introduced" and mention.type in ("Method", "Dataset")
    ]
    counts = {m.entity: sum(other.entity == m.entity for other in introduced) for m in introduced}
    return max(
        introduced,
        key=lambda m: (m.source == "title-name", m.type == "Method", counts[m.entity], m.confidence, -m.start),
        default=None,
    )


def failures(line: Line) -> Iterator[str]:
    """What the pattern's own examples show to be wrong with it."""
    for sentence in line.fields["yes"]:
        if line.id not in _fired(load()(sentence)[:]):
            yield f"{line.where}: {line.id} finds nothing in {sentence!r}"
    for sentence in line.fields["no"]:
        if line.id in _fired(load()(sentence)[:]):
            yield f"{line.where}: {line.id} fires in {sentence!r}, where it should not"


def _claim(said: _Said, main: Mention | None) -> Claim:
    rule, relation = _relation(said)
    subject = _subject(said, main)
    objects = [m for m in said.of("Method") if m.entity != (subject.entity if subject else None)]
    compared = [m for m in objects if m.role == "compared"] or objects
    return Claim(
        start=said.span.start_char,
        end=said.span.end_char,
        type=said.type,
        subject=subject.surface if subject else None,
        relation=relation,
        objects=_surfaces(compared),
        datasets=_surfaces(said.of("Dataset")),
        tasks=_surfaces(said.of("Task")),
        results=find_results(said.span.text, said.span.start_char, said.of("Metric"))
        if said.type != "contribution" or said.of("Metric")
        else (),
        hedged=says(said.span, "hedges"),
        negative=said.type != "contribution" and says(said.span, "denials"),
        source=rule,
        confidence=precision(rule),
    )


def _relation(said: _Said) -> tuple[str, str]:
    fired = _fired(said.span)
    for rule, line in claim_patterns().items():
        if rule in fired:
            return rule, line.fields["relation"]
    return f"claim-{said.type}", _DEFAULT_RELATION[said.type]


def _fired(span: Span) -> set[str]:
    return {span.doc.vocab.strings[rule] for rule, _, _ in _matcher()(span)}


@cache
def _matcher() -> Matcher:
    matcher = Matcher(load().vocab)
    for line in claim_patterns().values():
        add(matcher, line, line.fields["pattern"])
    return matcher


def _subject(said: _Said, main: Mention | None) -> Mention | None:
    """The mention that the sentence speaks of; "we", "it" and "our method" speak of the paper's main entity."""
    introduced = [m for m in said.mentions if m.role == "introduced" and m.type in ("Method", "Dataset")]
    if said.type == "contribution" and introduced:
        return next((m for m in introduced if main and m.entity == main.entity), introduced[0])
    grammatical = _grammatical_subject(said)
    if grammatical:
        return grammatical
    if said.type == "finding" and not _speaks_of_own_work(said.span):
        return next(iter(said.of("Method")), main)
    return main or next(iter(said.of("Method")), None)


def _grammatical_subject(said: _Said) -> Mention | None:
    """A mention that is, or is inside, the subject of the main verb or of the clause that "we show that" opens."""
    for token in said.span:
        if token.dep_ in {"nsubj", "nsubjpass"} and token.lower_ not in _OURS | {
            "results",
            "experiments",
            "that",
            "which",
        }:
            left, right = token.left_edge.idx, token.idx + len(token)
            inside = [m for m in said.of("Method", "Dataset") if left <= m.start and m.end <= right]
            if inside:
                return inside[-1]
    return None


def _speaks_of_own_work(span: Span) -> bool:
    return any(token.lower_ in {"our", "proposed", "it", "its"} for token in span)


def says(span: Span, group: str) -> bool:
    """Whether a sentence has a word of a group of `ontology/words.toml`: "hedges", "denials"."""
    return any(token.lower_ in word_list(group) for token in span)


def _surfaces(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """One surface form an entity, in order of appearance."""
    first: dict[str, str] = {}
    for mention in mentions:
        first.setdefault(mention.entity, mention.surface)
    return tuple(first.values())
