"""How likely a candidate is a mention of each class: a linear model over features that a person can read.

Annotators of different corpora have different habits: some take "deep learning models" for a method, some "deep
learning". So the model learns weights that all corpora share, and for each of the others what it has beside them. An
abstract is read by the shared weights, and by those of SciREX's habits too if its words look like that corpus.
(Daumé 2007, Frustratingly easy domain adaptation, https://aclanthology.org/P07-1033)
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from kg.mentions.candidates import Candidate
from kg.mentions.phrases import PHRASES, modifies
from kg.mentions.tokens import Tokens
from kg.mentions.word_classes import word_class
from kg.model import Acronym, Sentence
from kg.naming import join
from kg.words import word_list

WEIGHTS = Path(__file__).parents[1] / "weights" / "mentions.json"
NONE = "none"
_VERBS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"}
_WEAK_VERBS = {"be", "have", "do", "can"}
_LISTING = {",", "and", "or", "/"}
_FAR = 8  # tokens within which a verb counts as near
Spans = Mapping[tuple[int, int], list[Candidate]]
_Question = tuple[Any, ...]  # a function that yields features of a case, and what about


@dataclass(frozen=True)
class Case:
    """A paper before the referee: its tokens, its candidates by span, and what features need to know of the whole."""

    tokens: Tokens
    candidates: dict[tuple[int, int], list[Candidate]]
    sentences: tuple[Sentence, ...]
    acronyms: tuple[Acronym, ...]
    keys: dict[tuple[int, int], str]
    counts: Counter[str]
    rules: dict[str, list[str]]
    named: dict[int, list[Candidate]]
    places: list[str]
    classes: list[tuple[str, str]]

    @classmethod
    def of(
        cls, doc: Doc, candidates: Iterable[Candidate], sentences: tuple[Sentence, ...], acronyms: tuple[Acronym, ...]
    ) -> "Case":
        """The case of a paper's candidates."""
        tokens = Tokens.of(doc)
        spans: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            spans[candidate.start, candidate.end].append(candidate)
        keys = {span: join(tokens.keys[span[0] : span[1]]) for span in spans}
        return cls(
            tokens=tokens,
            candidates=dict(sorted(spans.items())),
            sentences=sentences,
            acronyms=acronyms,
            keys=keys,
            counts=Counter(keys.values()),
            rules=_rules(spans, keys),
            named=_named(spans),
            places=_places(tokens, sentences),
            classes=[word_class(word) for word in tokens.singulars],
        )


def _rules(
    spans: Mapping[tuple[int, int], list[Candidate]], keys: Mapping[tuple[int, int], str]
) -> dict[str, list[str]]:
    """For each name the rules that propose it anywhere in the paper."""
    rules: dict[str, set[str]] = defaultdict(set)
    for span, group in spans.items():
        rules[keys[span]].update(candidate.rule for candidate in group if candidate.rule not in PHRASES)
    return {name: sorted(found) for name, found in rules.items()}


def _named(spans: Spans) -> dict[int, list[Candidate]]:
    """For each token the known names that it is in."""
    named: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in chain.from_iterable(spans.values()):
        if candidate.name:
            for i in range(candidate.start, candidate.end):
                named[i].append(candidate)
    return named


def _places(tokens: Tokens, sentences: tuple[Sentence, ...]) -> list[str]:
    """For each token the role of the sentence it is in, or "title"."""
    places = ["title"] * len(tokens)
    waiting = iter(sentences)
    sentence = next(waiting, None)
    for i, start in enumerate(tokens.starts):
        while sentence and start >= sentence.end:
            sentence = next(waiting, None)
        if sentence and start >= sentence.start:
            places[i] = sentence.role
    return places


@dataclass(frozen=True)
class Referee:
    """A multinomial logistic regression: `classes`, the first being none, and a row of weights for each feature.

    `shared` has the weights that all corpora have in common, `habitual` these with SciREX's habits added; both have a
    column for each class. `style` weighs the words that tell whether an abstract looks like that corpus; `calibration`
    is the slope and the constant that make log-odds of mentions those of being right.
    """

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    shared: NDArray[np.float64]
    habitual: NDArray[np.float64]
    style: Mapping[str, float]
    calibration: tuple[float, float]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Referee":
        """The referee that training wrote: for each feature its shared weights, then what the habits add to each."""
        classes = tuple(data["classes"])
        weights = np.array(list(data["features"].values()))
        shared, habits = weights[:, : len(classes)], weights[:, len(classes) :]
        rows = {name: row for row, name in enumerate(data["features"])}
        slope, constant = data["calibration"]
        return cls(classes, rows, np.ascontiguousarray(shared), shared + habits, data["style"], (slope, constant))

    def judge(self, case: Case) -> dict[tuple[int, int], dict[str, float]]:
        """For each candidate the probability that it is a mention of each class, none among them."""
        if not case.candidates:
            return {}
        weights = self._weights(case.tokens)
        logits = self._features(case) @ weights + weights[self.rows["bias"]]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = odds / odds.sum(axis=1, keepdims=True)
        return {
            span: dict(zip(self.classes, row, strict=True))
            for span, row in zip(case.candidates, shares.tolist(), strict=True)
        }

    def _features(self, case: Case) -> csr_matrix:
        """Which features each candidate has: ones in a matrix of candidates and features, the constant left out."""
        columns: list[int] = []
        ends = [0]
        known: dict[_Question, list[int]] = {}
        for start, end in case.candidates:
            *common, own = _questions(case.tokens, start, end)
            for question in common:
                if question not in known:
                    known[question] = self._known(case, question)
                columns += known[question]
            columns += self._known(case, own)
            ends.append(len(columns))
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(self.rows)))

    def _known(self, case: Case, question: _Question) -> list[int]:
        ask, *about = question
        rows = self.rows
        return [rows[name] for name in ask(case, *about) if name in rows]

    def reasons(self, case: Case, start: int, end: int, mention_type: str) -> dict[str, float]:
        """What each feature of a candidate adds to its log-odds of a class against none, the weightiest first.

        The constant is not among them.
        """
        weights, column = self._weights(case.tokens), self.classes.index(mention_type)
        found: dict[str, float] = {}
        for name in features(case, start, end)[1:]:
            if name in self.rows:
                row = weights[self.rows[name]]
                found[name] = float(row[column] - row[0])
        return dict(sorted(found.items(), key=lambda reason: (-abs(reason[1]), reason[0])))

    def confidence(self, likely: float) -> float:
        """How often a mention that is so `likely` proves right."""
        likely = min(max(likely, 0.001), 0.999)
        slope, constant = self.calibration
        return 1 / (1 + math.exp(-slope * math.log(likely / (1 - likely)) - constant))

    def _weights(self, tokens: Tokens) -> NDArray[np.float64]:
        looks = sum(self.style.get(word, 0.0) for word in sorted(style(tokens)))
        return self.habitual if self.style.get("", 0.0) + looks > 0 else self.shared


def features(case: Case, start: int, end: int) -> list[str]:
    """What the referee sees of the candidate [start, end), each feature once."""
    return ["bias", *(name for ask, *about in _questions(case.tokens, start, end) for name in ask(case, *about))]


def _questions(tokens: Tokens, start: int, end: int) -> tuple[_Question, ...]:
    """What is asked of a candidate; candidates that begin or end alike share all but the last."""
    text = tokens.surface(start, end)
    look = "lower" if text == text.lower() else "capital"
    size = end - start - tokens.tags[start:end].count("HYPH")
    return (_left, start, look), (_right, end, look), (_head, end, size > 1), (_span, start, end, min(size, 5), look)


def _left(case: Case, start: int, look: str) -> list[str]:
    tokens = case.tokens
    before = _text(tokens, start - 1)
    coarse, fine = _class(case, start - 1)
    found = [
        f"before {before}",
        f"before {before} {look}",
        f"tag before {_tag(tokens, start - 1)}",
        f"class before {fine}",
        f"classes before {_class(case, start - 2)[0]} {coarse}",
        f"verb before {_verb(tokens, range(start - 1, max(start - _FAR, -1), -1))}",
    ]
    if start and not tokens.opens[start] and modifies(tokens, start - 1):
        what = "an empty word" if before in word_list("empty") else "a word"
        found += [f"cuts off {tokens.tags[start - 1]}", f"cuts off {what}", f"cuts off {before}"]
    else:
        found.append("whole to the left")
    if before in _LISTING:
        found += [f"listed after a known {kind}" for kind in _kinds(case.named.get(start - 2, ()))]
    return found


def _right(case: Case, end: int, look: str) -> list[str]:
    tokens = case.tokens
    after = _text(tokens, end)
    coarse, fine = _class(case, end)
    found = [
        f"after {after}",
        f"after {after} {look}",
        f"tag after {_tag(tokens, end)}",
        f"class after {fine}",
        f"classes after {coarse} {_class(case, end + 1)[0]}",
        f"verb after {_verb(tokens, range(end, min(end + _FAR, len(tokens))))}",
    ]
    if after in _LISTING:
        found += [f"listed before a known {kind}" for kind in _kinds(case.named.get(end + 1, ()))]
    return found


def _kinds(named: Iterable[Candidate]) -> list[str]:
    return sorted({str(candidate.type) for candidate in named})


def _head(case: Case, end: int, in_phrase: bool) -> list[str]:
    head = case.tokens.singulars[end - 1]
    coarse, fine = _class(case, end - 1)
    where = "in phrase" if in_phrase else "alone"
    found = [
        f"head {head}",
        f"head {head} {where}",
        f"suffix {head[-3:]}",
        f"suffix {head[-4:]} {where}",
        f"head class {fine}",
        f"head class {coarse} {where}",
    ]
    if in_phrase:
        found.append(f"last classes {_class(case, end - 2)[0]} {coarse}")
    return found


def _span(case: Case, start: int, end: int, size: int, look: str) -> list[str]:
    name, text = case.keys[start, end], case.tokens.surface(start, end)
    found = [
        f"looks {_looks(text)}",
        f"in {case.places[start]} {look}",
        f"said {min(case.counts[name], 4)} times {look}",
        *_inside(case, start, end, size),
        *(f"rule {rule}" for rule in dict.fromkeys(candidate.rule for candidate in case.candidates[start, end])),
        *(f"elsewhere {rule}" for rule in case.rules.get(name, ())),
        *_known_parts(case, start, end),
    ]
    if case.acronyms:
        found += _acronyms(case, case.tokens.starts[start], case.tokens.ends[end - 1])
    if end - start == 1:
        found.append(f"alone {case.tokens.shapes[start]} {case.tokens.tags[start]}")
    if text in word_list("not_names"):
        found.append("not a name")
    return found


def _inside(case: Case, start: int, end: int, size: int) -> list[str]:
    tokens = case.tokens
    found = [
        f"size {size}",
        f"first {tokens.lowers[start]}",
        f"first class {_class(case, start)[1]}",
        f"tags {' '.join([tag[:2] for tag in tokens.tags[max(start, end - 4) : end]])}",
    ]
    if size > 1:
        found.append(f"first tag {tokens.tags[start]} size {size}")
        found += [f"inside {word}" for word in dict.fromkeys(tokens.lowers[start : end - 1])]
    if tokens.lowers[start] in word_list("empty"):
        found.append("starts empty")
    if tokens.singulars[end - 1] in word_list("generic"):
        found.append(f"generic head size {size}")
    if " ".join(tokens.singulars[start:end]) in word_list("generic"):
        found.append("generic")
    return found


def _looks(text: str) -> str:
    acronym = " " not in text and sum(map(str.isupper, text)) > 1
    kind = "acronym" if acronym else "capitalised" if text[0].isupper() else "lower"
    return f"{kind} with digits" if any(map(str.isdigit, text)) else kind


def _known_parts(case: Case, start: int, end: int) -> list[str]:
    """What known names a candidate ends or starts with, or is part of."""
    last, first = case.named.get(end - 1, []), case.named.get(start, [])
    if not (last or first):
        return []
    endings = _kinds(candidate for candidate in last if candidate.end == end and candidate.start > start)
    starts = _kinds(candidate for candidate in first if candidate.start == start and candidate.end < end)
    is_part = any(candidate.start < start or candidate.end > end for candidate in (*first, *last))
    return [
        *(f"ends with a known {kind}" for kind in endings),
        *(f"starts with a known {kind}" for kind in starts),
        *(["part of a known name"] if is_part else []),
    ]


def _acronyms(case: Case, start: int, end: int) -> list[str]:
    met = [a for a in case.acronyms if a.long_start < end and start < a.long_end]
    exact = {(a.long_start, a.long_end) == (start, end) for a in met}
    return ["acronym defined right after" if one else "overlaps what an acronym stands for" for one in sorted(exact)]


def _verb(tokens: Tokens, places: range) -> str:
    """The lemma of the first verb on the way to the end of the clause, if there is one near."""
    for i in places:
        if tokens.tags[i] in _VERBS and tokens.lemmas[i] not in _WEAK_VERBS:
            return tokens.lemmas[i]
        if tokens.texts[i] in ".;:\n":
            break
    return "(none)"


def _text(tokens: Tokens, i: int) -> str:
    if not 0 <= i < len(tokens):
        return "(none)"
    return "#" if tokens.tags[i] == "CD" else tokens.lowers[i]


def _tag(tokens: Tokens, i: int) -> str:
    return tokens.tags[i] if 0 <= i < len(tokens) else "(none)"


def _class(case: Case, i: int) -> tuple[str, str]:
    return case.classes[i] if 0 <= i < len(case.classes) else ("(none)", "(none)")


def style(tokens: Tokens) -> set[str]:
    """The words of an abstract that tell of its style; not those of its title, which not every corpus has."""
    title_end = tokens.text.find("\n")
    return {
        lower
        for lower, start in zip(tokens.lowers, tokens.starts, strict=True)
        if start > title_end and lower.isalpha()
    }


@cache
def shipped() -> Referee:
    """The referee whose weights ship with the package."""
    return Referee.from_json(json.loads(WEIGHTS.read_text(encoding="utf-8")))
