"""Which tokens of a sentence belong to what it claims, from tokens and tags: its main clause and its subject."""

from dataclasses import dataclass

from kg.mentions.tokens import Tokens

_FINITE = {"VBD", "VBP", "VBZ", "MD"}
# "We show that": what is claimed begins after the word.
_SHOWING = {
    "show", "demonstrate", "find", "observe", "reveal", "prove", "indicate", "suggest", "verify", "confirm", "conclude",
    "discover", "argue", "establish", "illustrate", "report", "note", "highlight", "believe",
}  # fmt: skip
# Words that open a clause about something else, up to the next comma or bracket.
_SIDE = {
    "which",
    "who",
    "whose",
    "whom",
    "where",
    "when",
    "why",
    "although",
    "though",
    "despite",
    "while",
    "whereas",
    "unlike",
    "as",
    "if",
}
_CLOSING = {",", ";", ":", ")", "]", "–", "—", "--"}


@dataclass(frozen=True, slots=True)
class Clause:
    """What a sentence claims begins at token `start`; `verb` is its finite verb, or else the end of the sentence."""

    start: int
    verb: int


def main_clause(tokens: Tokens, start: int, end: int) -> Clause:
    """The clause that "we show that" opens in the sentence [start, end), or else the first."""
    told = (i + 1 for i in range(start, end) if tokens.lowers[i] == "that" and _is_told(tokens, start, i))
    opening = next(told, start)
    return Clause(opening, finite_verb(tokens, opening, end))


def finite_verb(tokens: Tokens, start: int, end: int) -> int:
    """The first finite verb among tokens [start, end); `end` when there is none."""
    return next((i for i in range(start, end) if tokens.tags[i] in _FINITE), end)


def claimed_tokens(tokens: Tokens, start: int, end: int) -> list[int]:
    """The tokens of the sentence [start, end) outside brackets and clauses about something else."""
    claimed, is_aside = [], False
    for i in range(start, end):
        word = tokens.lowers[i]
        if word in {"(", "["} or _opens_side(tokens, start, i):
            is_aside = True
        elif word in _CLOSING:
            is_aside = False
        if not is_aside:
            claimed.append(i)
    return claimed


def _opens_side(tokens: Tokens, start: int, i: int) -> bool:
    word = tokens.lowers[i]
    if word == "that":
        return i > start and tokens.tags[i - 1].startswith("NN") and not _is_told(tokens, start, i)
    return word in _SIDE and tokens.tags[i] != "JJ" and tokens.lowers[i - 1 if i > start else i] != "such"


def _is_told(tokens: Tokens, start: int, i: int) -> bool:
    """Whether a verb such as "show" stands at most four tokens before the "that" at i: "results show clearly that"."""
    return any(tokens.lemmas[k] in _SHOWING for k in range(max(start, i - 4), i))
