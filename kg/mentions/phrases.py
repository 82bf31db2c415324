"""Noun phrases: how far left a head noun's own words reach, and which of them are empty."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg.mentions.candidates import Candidate
from kg.mentions.tokens import Tokens
from kg.model import Acronym
from kg.words import word_list

PHRASES = ("phrase", "of-phrase")  # the rules that are no reason by themselves
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_MODIFIERS = _NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "AFX", "CD", "FW", "RB", "NFP", "ADD"}
# What ends a phrase; the second kind only after a noun or the like and before none, since the tagger takes some nouns
# for it.
_HEADS = _NOUNS | {"VBG", "FW"}
_LATE_HEADS = {"JJ", "VBZ", "CD"}
_NO_OPENINGS = {"RB", "RBR", "RBS", "CD", "JJR", "JJS"}
_LONGEST = 7  # tokens left of the head
_DASHES = {"-", "–", "/"}
_DETERMINERS = {"DT", "PRP$", "WDT", "POS", "PDT"}


def find(doc: Doc, acronyms: tuple[Acronym, ...] = ()) -> Iterator[Candidate]:
    """Every noun with none, one, two … of the modifiers to its left, and two such phrases joined by "of"."""
    tokens = Tokens.of(doc)
    leftmost: dict[int, int] = {}
    for end in range(len(tokens)):
        if _is_head(tokens, end):
            left = end
            while True:
                if _may_open(tokens, left, end):
                    yield Candidate(left, end + 1, "phrase")
                leftmost[end] = left
                if end - left >= _LONGEST or tokens.opens[left] or not modifies(tokens, left - 1):
                    break
                left -= 1
            of = leftmost[end] - 1
            if of > 0 and tokens.lowers[of] == "of" and of - 1 in leftmost and tokens.tags[end] in _NOUNS:
                yield Candidate(leftmost[of - 1], end + 1, "of-phrase")
                yield Candidate(of - 1, end + 1, "of-phrase")


def _is_head(tokens: Tokens, i: int) -> bool:
    tag, text = tokens.tags[i], tokens.texts[i]
    if len(text) < 2 and not text.isupper():
        return False
    if tag in _LATE_HEADS and i and not tokens.opens[i]:
        after = tokens.tags[i + 1] if i + 1 < len(tokens) else "."
        before = _NOUNS | {"HYPH"} if tag == "CD" else _NOUNS | {"HYPH", "JJ"}
        return after not in _MODIFIERS and tokens.tags[i - 1] in before
    return tag in _HEADS


def _may_open(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a phrase that ends with token `end` may begin with token `start`."""
    if start == end:
        return tokens.tags[end] not in _LATE_HEADS and tokens.singulars[end] not in word_list("generic")
    if tokens.tags[start] in _NO_OPENINGS:
        return tokens.texts[start + 1] in _DASHES
    return tokens.texts[start] not in _DASHES


def grow(doc: Doc, start: int, end: int) -> Span:
    """The tokens [start, end) with the modifiers to their left that belong to them, empty words cut off.

    >>> from kg.language import load
    >>> grow(doc := load()("We propose a novel deep neural network."), 6, 7).text
    'deep neural network'
    """
    tokens = Tokens.of(doc)
    while start and not tokens.opens[start] and modifies(tokens, start - 1):
        start -= 1
    return trim(doc[start:end])


def trim(span: Span) -> Span:
    """The phrase without determiners, quotation marks and empty adjectives at its start.

    >>> from kg.language import load
    >>> trim(load()("the proposed XYZ network")[:]).text
    'XYZ network'
    """
    start, end = span.start, span.end
    while start < end and _is_empty(span.doc, start, end):
        start += 1
    while end > start and span.doc[end - 1].is_punct and span.doc[end - 1].text not in ("+",):
        end -= 1
    return span.doc[start:end]


def modifies(tokens: Tokens, i: int) -> bool:
    """Whether token i belongs to the noun phrase that the token after it is in."""
    if tokens.texts[i] in _DASHES:
        return i > 0 and tokens.glued[i] and tokens.glued[i - 1] and not tokens.texts[i - 1].isspace()
    dash_before, dash_after = i > 0 and tokens.texts[i - 1] in _DASHES, tokens.texts[i + 1] in _DASHES
    if dash_before and dash_after:
        return tokens.glued[i]
    if tokens.tags[i] not in _MODIFIERS:
        return dash_after and tokens.glued[i] and tokens.texts[i].isalnum()
    return tokens.lowers[i] not in word_list("stop") or (dash_before and i > 1 and tokens.glued[i - 1])


def _is_empty(doc: Doc, i: int, end: int) -> bool:
    """Whether the first token of [i, end) says nothing; a hyphen after it makes it part of a word."""
    token = doc[i]
    if i + 1 < end and doc[i + 1].text in _DASHES and not token.is_punct:
        return False
    if token.is_punct or token.is_space or token.tag_ in _DETERMINERS:
        return True
    return token.lower_ in word_list("empty") or (token.like_num and not any(letter.isalpha() for letter in token.text))
