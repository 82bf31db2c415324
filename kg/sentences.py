"""Doc → sentences with the part each plays in the abstract, by linear-chain models whose weights are data.

There are two chains. One is learnt from abstracts of machine learning, annotated by this project's guideline; the
other from CSAbstruct, abstracts of all of computer science, whose annotators call one sentence the objective and most
of what follows it method. That corpus has bare abstracts: one that comes with its title is read by the first chain, a
bare one by the chain whose corpus its words look like.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter, mul
from pathlib import Path
from typing import TypedDict

from spacy.tokens import Doc, Span

from kg.model import Sentence

WEIGHTS = Path(__file__).parent / "weights" / "sentence_roles.json"
_DOUBT = 0.5  # a bare text whose words weigh less than this below zero is still read as one of ours
_VERBS = {
    "propose": "propose introduce present develop describe suggest design build devise provide offer release formulate "
    "study investigate explore examine address consider review survey discuss",
    "show": "show find demonstrate prove observe reveal indicate conclude confirm establish argue verify",
    "evaluate": "evaluate test experiment compare validate assess benchmark",
    "achieve": "achieve outperform improve surpass exceed obtain reach reduce yield match beat gain",
    "use": "use employ apply adopt utilize leverage combine train learn compute estimate optimize integrate extend",
}
_WORDS = {
    "contrast": "however but although despite yet while unfortunately nevertheless",
    "modal": "may might could can should would",
    "prior": "most many often typically usually traditional existing current previous prior recent recently "
    "conventional widely commonly",
    "also": "finally moreover furthermore additionally also further second third",
    "thus": "therefore thus hence consequently",
    "steps": "first then next specifically namely",
    "experiments": "experiments experimental results empirically simulations empirical evaluation "
    "experiment simulation",
    "better": "better faster higher lower fewer larger smaller superior significantly comparable competitive "
    "state-of-the-art improvement improvements accuracy",
}
_VERB_CLASS = {verb: name for name, verbs in _VERBS.items() for verb in verbs.split()}
_WORD_CLASS = {word: name for name, words in _WORDS.items() for word in words.split()}
_SUBJECTS = {"we": "we", "i": "we", "our": "our", "this": "this", "these": "this", "the": "the"}
_SUBJECTS |= dict.fromkeys(("it", "they", "their"), "they")


class Chain(TypedDict):
    """Weights for each role of `features`, of being `first` or `last`, and of b after a in `moves[a][b]`."""

    features: dict[str, list[float]]
    first: list[float]
    moves: list[list[float]]
    last: list[float]


class RoleWeights(TypedDict):
    """Two chains over `roles`; a bare abstract whose words weigh clearly less than zero is read by `other`."""

    roles: list[str]
    words: dict[str, float]
    ours: Chain
    other: Chain


def find_sentences(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences of the abstract, each with its likeliest role; the title is none of them."""
    spans = abstract_sentences(doc)
    likeliest = (max(likely.items(), key=itemgetter(1)) for likely in role_probabilities(spans))
    return tuple(
        Sentence(span.start_char, span.end_char, role, round(sure, 3))
        for span, (role, sure) in zip(spans, likeliest, strict=True)
    )


def role_probabilities(spans: Sequence[Span]) -> list[dict[str, float]]:
    """For each of an abstract's sentences the probability of each role, given all of them."""
    model = weights()
    scores = marginals(features(spans), model["ours" if _is_ours(spans, model["words"]) else "other"])
    return [dict(zip(model["roles"], row, strict=True)) for row in scores]


def _is_ours(spans: Sequence[Span], words: Mapping[str, float]) -> bool:
    has_title = bool(spans) and "\n" in spans[0].doc.text[: spans[0].start_char]
    return has_title or sum(words.get(word, 0.0) for word in topic(spans)) >= -_DOUBT


def abstract_sentences(doc: Doc) -> list[Span]:
    """The sentences of a doc without its title, white space cut off."""
    title_end = doc.text.find("\n")
    spans = []
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while end > start and doc[end - 1].is_space:
            end -= 1
        if end > start and doc[start].idx > title_end:
            spans.append(doc[start:end])
    return spans


def topic(spans: Sequence[Span]) -> list[str]:
    """The words that tell which corpus an abstract looks like, each once."""
    return list(dict.fromkeys(token.lower_ for span in spans for token in span))


@dataclass(frozen=True, slots=True)
class _Wording:
    """A sentence as wordings: names and numbers are replaced by their kind, so that topics do not count."""

    words: list[str]
    tokens: list[tuple[str, str]]  # lower-case form, tag
    verbs: list[tuple[int, str, str]]  # place among the tokens, lemma, tag
    subject: str

    @classmethod
    def of(cls, span: Span) -> "_Wording":
        tokens = [(text, token) for token in span if not (text := token.text).isspace()]
        words = [_shape(text, is_first=not i) for i, (text, _) in enumerate(tokens)]
        forms = [(text.lower(), token.tag_) for text, token in tokens]
        verbs = [(i, tokens[i][1].lemma_.lower(), tag) for i, (_, tag) in enumerate(forms) if tag.startswith("VB")]
        return cls(["^", *words], forms, verbs, _subject(forms))

    def speaks_of_us(self) -> bool:
        return any(word == "we" for word, _ in self.tokens)

    def proposes(self) -> bool:
        return any(_VERB_CLASS.get(lemma) == "propose" for _, lemma, _ in self.verbs)


def features(spans: Sequence[Span]) -> list[list[str]]:
    """What a chain sees of each sentence: its wording, its place, and in short the sentences around it."""
    wordings = [_Wording.of(span) for span in spans]
    rows = [["bias", *_own(wording)] for wording in wordings]
    for row, place in zip(rows, _places(wordings), strict=True):
        row += place
    briefs = [list(_brief(wording)) for wording in wordings]
    for i, (left, right) in enumerate(pairwise(briefs)):
        rows[i] += [f"next {feature}" for feature in right]
        rows[i + 1] += [f"previous {feature}" for feature in left]
    return [list(dict.fromkeys(row)) for row in rows]


def _own(wording: _Wording) -> Iterator[str]:
    words, subject, verbs = wording.words, wording.subject, wording.verbs
    yield from words
    yield from (f"{left} {right}" for left, right in pairwise(words))
    yield f"subject {subject}"
    if verbs:
        _, lemma, tag = verbs[0]
        yield from (f"verb {lemma}", f"verb {tag}", f"verb {subject} {lemma}", f"verb {subject} {tag}")
    yield from (f"tag {tag}" for _, _, tag in verbs)
    yield from (f"lemma {lemma}" for _, lemma, _ in verbs)
    yield from (f"class {_VERB_CLASS[lemma]} {subject}" for _, lemma, _ in verbs if lemma in _VERB_CLASS)
    classes = [_WORD_CLASS.get(word) for word, _ in wording.tokens]
    yield from (f"class {name}" for name in classes if name)
    yield f"^ class {classes[0]}"
    yield from _voices(wording)


def _voices(wording: _Wording) -> Iterator[str]:
    """Perfect tenses and passives: "has been shown", "is trained"."""
    for i, lemma, tag in wording.verbs:
        if lemma in {"have", "be"} and any(after == "VBN" for _, after in wording.tokens[i + 1 : i + 3]):
            yield f"perfect {'early' if i < 8 else 'late'}" if lemma == "have" else f"passive {tag}"


def _places(wordings: Sequence[_Wording]) -> Iterator[list[str]]:
    """Where each sentence stands, also as counted from where the authors first speak of themselves and propose."""
    last = len(wordings) - 1
    us = [wording.speaks_of_us() for wording in wordings]
    proposes = [
        wording.proposes() and (we or wording.subject == "this") for wording, we in zip(wordings, us, strict=True)
    ]
    for i in range(len(wordings)):
        place = [f"place {round(5 * i / last) if last else 0}"]
        place.append("only" if not last else "first" if i == 0 else "last" if i == last else "middle")
        place.append(f"proposed {min(sum(proposes[:i]), 2)}")
        place.append(f"spoke of us {min(sum(us[:i]), 3)}")
        if any(us[i + 1 :]):
            place.append("will speak of us")
        if any(proposes[i + 1 :]) and not any(proposes[:i]):
            place.append("will propose")
        yield place


def _brief(wording: _Wording) -> Iterator[str]:
    """A sentence as its neighbours see it."""
    yield from (wording.words[1], " ".join(wording.words[1:3]))
    if wording.verbs:
        _, lemma, tag = wording.verbs[0]
        yield from (f"verb {wording.subject} {lemma}", f"verb {wording.subject} {tag}")
    if wording.speaks_of_us():
        yield "us"
    yield from (f"class {_VERB_CLASS[lemma]}" for _, lemma, _ in wording.verbs if lemma in _VERB_CLASS)
    if any(word.startswith("#") for word in wording.words):
        yield "#"


def _subject(tokens: Sequence[tuple[str, str]]) -> str:
    """The kind of the last determiner or pronoun before the first verb, or else "noun" or "none"."""
    subject = "none"
    for word, tag in tokens:
        if tag.startswith("VB"):
            break
        if tag in {"PRP", "PRP$", "DT"}:
            subject = _SUBJECTS.get(word, subject)
        elif tag.startswith("NN") and subject == "none":
            subject = "noun"
    return subject


@lru_cache(maxsize=50_000)
def _shape(text: str, *, is_first: bool) -> str:
    if any(letter.isdigit() for letter in text):
        return "#"
    if "http" in text or "github" in text.lower():
        return "URL"
    if any(letter.isupper() for letter in (text[1:] if is_first else text)):
        return "NAME"
    return text.lower()


def marginals(rows: Sequence[Sequence[str]], chain: Chain) -> list[list[float]]:
    """The probability of each role for each sentence, by the forward-backward algorithm.

    References
    ----------
    Lafferty, McCallum & Pereira (2001), Conditional random fields: probabilistic models for segmenting and labeling
    sequence data, ICML. https://dl.acm.org/doi/10.5555/645530.655813
    """
    if not rows:
        return []
    scores = [_score(row, chain) for row in rows]
    moves = [[math.exp(move) for move in line] for line in chain["moves"]]
    into = list(zip(*moves, strict=True))
    ahead = [_normal([math.exp(first) * score for first, score in zip(chain["first"], scores[0], strict=True)])]
    for score in scores[1:]:
        ahead.append(_normal([value * _dot(ahead[-1], line) for value, line in zip(score, into, strict=True)]))
    behind = [[math.exp(last) for last in chain["last"]]]
    for score in reversed(scores[1:]):
        onward = list(map(mul, score, behind[-1]))
        behind.append(_normal([_dot(onward, line) for line in moves]))
    return [_normal(list(map(mul, row, after))) for row, after in zip(ahead, reversed(behind), strict=True)]


def _score(row: Sequence[str], chain: Chain) -> list[float]:
    """How well each role suits what is seen, up to a factor."""
    known = [found for feature in row if (found := chain["features"].get(feature))]
    totals = [sum(column) for column in zip(*known, strict=True)] or [0.0] * len(chain["first"])
    peak = max(totals)
    return [math.exp(total - peak) for total in totals]


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    product: float = sum(map(mul, left, right))
    return product


def _normal(values: Sequence[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]


@cache
def weights() -> RoleWeights:
    """The weights that ship with the package."""
    learnt: RoleWeights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return learnt
