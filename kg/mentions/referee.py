"""How likely a candidate is a mention of each class: a linear model over features that a person can read."""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypedDict

from spacy.tokens import Doc, Span, Token

from kg.mentions.candidates import Candidate
from kg.mentions.phrases import modifies
from kg.model import Acronym, Sentence
from kg.naming import key, singular
from kg.words import word_list

WEIGHTS = Path(__file__).parents[1] / "weights" / "mentions.json"
NONE = "none"


class MentionWeights(TypedDict):
    """Multinomial logistic regression: for each feature a weight for each of `classes`, the first being none."""

    classes: list[str]
    features: dict[str, list[float]]


@dataclass(frozen=True)
class Case:
    """A paper before the referee: its doc, its candidates by span, and what features need to know of the whole."""

    doc: Doc
    candidates: dict[tuple[int, int], list[Candidate]]
    sentences: tuple[Sentence, ...]
    acronyms: tuple[Acronym, ...]
    counts: Counter[str] = field(default_factory=Counter)
    named: dict[int, list[Candidate]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(
        cls, doc: Doc, candidates: Iterable[Candidate], sentences: tuple[Sentence, ...], acronyms: tuple[Acronym, ...]
    ) -> "Case":
        """The case of a paper's candidates."""
        spans: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            spans[candidate.start, candidate.end].append(candidate)
        case = cls(doc, dict(sorted(spans.items())), sentences, acronyms)
        for start, end in case.candidates:
            case.counts[key(doc[start:end].text)] += 1
            for candidate in case.candidates[start, end]:
                if candidate.name:
                    for i in range(start, end):
                        case.named[i].append(candidate)
        return case


def judge(case: Case, start: int, end: int) -> dict[str, float]:
    """The probability of each class, none among them, that tokens [start, end) are a mention of it."""
    model = weights()
    known = model["features"]
    rows = [known[feature] for feature in features(case, start, end) if feature in known]
    totals = [sum(column) for column in zip(*rows, strict=True)]
    peak = max(totals)
    exponents = [math.exp(total - peak) for total in totals]
    norm = sum(exponents)
    return {name: value / norm for name, value in zip(model["classes"], exponents, strict=True)}


def features(case: Case, start: int, end: int) -> Iterator[str]:
    """What the referee sees of a candidate."""
    span = case.doc[start:end]
    yield "bias"
    yield from (f"rule {candidate.rule}" for candidate in case.candidates[start, end])
    yield from _words(span)
    yield from _shape(span)
    yield from _neighbours(case.doc, span)
    yield from _names(case, span)
    yield from _place(case, span)


def _words(span: Span) -> Iterator[str]:
    head, first = singular(span[-1].lower_), span[0]
    size = min(sum(not token.is_punct for token in span), 5)
    yield f"size {size}"
    yield f"head {head}"
    yield f"head {head} {'alone' if size == 1 else 'in phrase'}"
    yield f"suffix {head[-3:]}"
    yield f"first {first.lower_}"
    yield f"tags {' '.join(token.tag_[:2] for token in span[-4:])}"
    if size > 1:
        yield f"last two {singular(span[-2].lower_)} {head}"
        yield f"first tag {first.tag_} size {size}"
        yield from (f"inside {token.lower_}" for token in span[:-1] if not token.is_punct)
    if first.lower_ in word_list("empty"):
        yield "starts empty"
    if head in word_list("generic"):
        yield f"generic head size {size}"
    if " ".join(singular(token.lower_) for token in span) in word_list("generic"):
        yield "generic"
    if span.text in word_list("not_names"):
        yield "not a name"


def _shape(span: Span) -> Iterator[str]:
    text = span.text
    capitals = sum(letter.isupper() for letter in text)
    kind = "acronym" if capitals > 1 and " " not in text else "capitalised" if text[0].isupper() else "lower"
    if any(letter.isdigit() for letter in text):
        kind += " with digits"
    yield f"shape {kind}"
    if len(span) == 1:
        yield f"alone {span[0].shape_} {span[0].tag_}"
    if all(token.text[0].isupper() for token in span if not token.is_punct) and len(span) > 1:
        yield "all capitalised"


def _neighbours(doc: Doc, span: Span) -> Iterator[str]:
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    left, right = _text(before), _text(after)
    shape = "capital" if any(letter.isupper() for letter in span.text) else "lower"
    yield f"before {left}"
    yield f"after {right}"
    yield f"before {left} {shape}"
    yield f"after {right} {shape}"
    if before is not None and span.start > 1:
        yield f"two before {_text(doc[span.start - 2])} {left}"
    if before is not None and modifies(before, span[0], span[-1]):
        yield f"cuts off {before.tag_}"
        yield f"cuts off {'an empty word' if before.lower_ in word_list('empty') else 'a word'}"
        yield f"cuts off {before.lower_}"
    else:
        yield "whole to the left"
    if after is not None:
        yield f"tag after {after.tag_}"
    head = span[-1]
    yield f"is {head.dep_}"
    yield f"is {head.dep_} of {head.head.lemma_.lower()}"


def _text(token: Token | None) -> str:
    return "(none)" if token is None else "#" if token.like_num else token.lower_


def _names(case: Case, span: Span) -> Iterator[str]:
    for candidate in case.named.get(span.end - 1, ()):
        if candidate.start > span.start and candidate.end == span.end:
            yield f"ends with a known {candidate.type}"
    for candidate in case.named.get(span.start, ()):
        if candidate.end < span.end and candidate.start == span.start:
            yield f"starts with a known {candidate.type}"
            yield f"known {candidate.type} then {singular(span[-1].lower_)}"
    if any(c.start < span.start or c.end > span.end for i in (span.start, span.end - 1) for c in case.named.get(i, ())):
        yield "part of a known name"


def _place(case: Case, span: Span) -> Iterator[str]:
    start, end = span.start_char, span.end_char
    role = next((s.role for s in case.sentences if s.start <= start < s.end), "title")
    shape = "capital" if any(letter.isupper() for letter in span.text) else "lower"
    yield f"in {role} {shape}"
    count = min(case.counts[key(span.text)], 4)
    yield f"said {count} times {shape}"
    for acronym in case.acronyms:
        if (acronym.long_start, acronym.long_end) == (start, end):
            yield "acronym defined right after"
        elif acronym.long_start < end and start < acronym.long_end:
            yield "overlaps what an acronym stands for"


@cache
def weights() -> MentionWeights:
    """The weights that ship with the package."""
    learnt: MentionWeights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return learnt
