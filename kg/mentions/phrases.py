"""Noun phrases: how far left a head noun's own words reach, and which of them are empty."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.mentions.candidates import Candidate
from kg.model import Acronym
from kg.words import word_list

_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_MODIFIERS = _NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "AFX", "CD", "FW", "RB", "NFP", "ADD"}
_HEADS = _NOUNS | {"VBG", "FW"}
_LONGEST = 7  # tokens left of the head
_DASHES = {"-", "–", "/"}


def find(doc: Doc, acronyms: tuple[Acronym, ...] = ()) -> Iterator[Candidate]:
    """Every noun with none, one, two … of the modifiers to its left."""
    for token in doc:
        if token.tag_ not in _HEADS or (len(token) < 2 and not token.is_upper):
            continue
        left = token.i
        while True:
            if doc[left].text not in _DASHES:
                yield Candidate(left, token.i + 1, "phrase")
            if token.i - left >= _LONGEST or doc[left].is_sent_start or not modifies(doc[left - 1], doc[left], token):
                break
            left -= 1


def grow(doc: Doc, start: int, end: int) -> Span:
    """The tokens [start, end) with the modifiers to their left that belong to them, empty words cut off.

    >>> from kg.language import load
    >>> grow(doc := load()("We propose a novel deep neural network."), 6, 7).text
    'deep neural network'
    """
    left = start
    while not doc[left].is_sent_start and modifies(doc[left - 1], doc[left], doc[end - 1]):
        left -= 1
    return trim(doc[left:end])


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


def modifies(token: Token, right: Token, head: Token) -> bool:
    """Whether `token`, left of `right`, belongs to the noun phrase of `head`."""
    if token.text in _DASHES:
        return not (token.i and (token.nbor(-1).is_space or token.nbor(-1).is_punct)) and not token.whitespace_
    if token.tag_ not in _MODIFIERS or token.lower_ in word_list("stop"):
        return False
    if right.text in _DASHES:
        return True
    if token.tag_ in {"VBG", "VBN", "RB"}:
        return head.is_ancestor(token) and token.dep_ not in {"acl", "advcl", "pcomp", "ROOT", "xcomp", "conj"}
    return head.is_ancestor(token) or token.tag_ in _NOUNS | {"JJ"}


def _is_empty(doc: Doc, i: int, end: int) -> bool:
    """Whether the first token of [i, end) says nothing; a hyphen after it makes it part of a word."""
    token = doc[i]
    if i + 1 < end and doc[i + 1].text in _DASHES and not token.is_punct:
        return False
    if token.is_punct or token.is_space or token.tag_ in {"DT", "PRP$", "WDT", "POS", "PDT"}:
        return True
    return token.lower_ in word_list("empty") or (token.like_num and not any(letter.isalpha() for letter in token.text))
