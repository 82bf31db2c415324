"""Doc → sentences with the part each plays in the abstract, by a linear model whose weights are data."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

from spacy.tokens import Doc, Span

from kg.model import Sentence

WEIGHTS = Path(__file__).parent / "weights" / "sentence_roles.json"
_CUE = re.compile(
    r"\b(?:we|this (?:paper|work|article|study)|here)\b.{0,40}?"
    r"\b(?:propose|introduce|present|develop|study|investigate|show)",
    re.IGNORECASE,
)


class RoleWeights(TypedDict):
    """A linear-chain model: `features` weigh for each of `roles`, `transitions[a][b]` for role b after role a."""

    roles: list[str]
    features: dict[str, list[float]]
    transitions: list[list[float]]


def find_sentences(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences of the abstract with their roles; the title is none of them."""
    spans = abstract_sentences(doc)
    return tuple(
        Sentence(span.start_char, span.end_char, role) for span, role in zip(spans, _decode(spans), strict=True)
    )


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


def features(spans: Sequence[Span], i: int) -> Iterator[str]:
    """What the model sees of the i-th sentence: its words, pairs of words, place and what came before.

    Numbers and capitalised names are replaced by what kind they are, so that wordings count and topics do not.
    """
    yield "bias"
    words = ["^", *(_shape(token.text, token.i == spans[i].start) for token in spans[i] if not token.is_space)]
    yield from dict.fromkeys(words)
    yield from dict.fromkeys(f"{left} {right}" for left, right in pairwise(words))
    last = len(spans) - 1
    yield f"place {round(5 * i / last) if last else 0}"
    yield "only" if not last else "first" if i == 0 else "last" if i == last else "middle"
    if any(_CUE.search(span.text) for span in spans[:i]):
        yield "after the proposal"


def _shape(text: str, is_first: bool) -> str:
    if any(letter.isdigit() for letter in text):
        return "#%" if "%" in text else "#"
    if "http" in text or "github" in text.lower():
        return "URL"
    if any(letter.isupper() for letter in (text if not is_first else text[1:])):
        return "NAME"
    return text.lower()


def _decode(spans: Sequence[Span]) -> list[str]:
    """The most likely sequence of roles.

    References
    ----------
    Viterbi (1967), Error bounds for convolutional codes and an asymptotically optimum decoding algorithm,
    IEEE Transactions on Information Theory 13(2):260-269. doi:10.1109/TIT.1967.1054010
    """
    if not spans:
        return []
    model = weights()
    states = range(len(model["roles"]))
    scores = _emissions(model, spans, 0)
    came_from: list[list[int]] = []
    for i in range(1, len(spans)):
        emitted, moves = _emissions(model, spans, i), model["transitions"]
        came_from.append([max(states, key=lambda a: scores[a] + moves[a][b]) for b in states])
        scores = [scores[a] + moves[a][b] + emitted[b] for b, a in enumerate(came_from[-1])]
    path = [max(states, key=scores.__getitem__)]
    for back in reversed(came_from):
        path.append(back[path[-1]])
    return [model["roles"][state] for state in reversed(path)]


def _emissions(model: RoleWeights, spans: Sequence[Span], i: int) -> list[float]:
    totals = [0.0] * len(model["roles"])
    for feature in features(spans, i):
        for state, weight in enumerate(model["features"].get(feature, ())):
            totals[state] += weight
    peak = max(totals)
    norm = peak + math.log(sum(math.exp(total - peak) for total in totals))
    return [total - norm for total in totals]


@cache
def weights() -> RoleWeights:
    """The weights that ship with the package."""
    learnt: RoleWeights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return learnt
