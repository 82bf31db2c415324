"""What titles and acronym definitions name: "Name: what it does", "long form (LF)"."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg.mentions.candidates import Candidate
from kg.mentions.phrases import trim
from kg.mentions.tokens import Tokens
from kg.model import Acronym

_TITLE_NAME = re.compile(r"([^:\n]{2,60}):\s")
_LONGEST_NAME = 4  # words


def find(doc: Doc, acronyms: tuple[Acronym, ...]) -> Iterator[Candidate]:
    """The name before a title's colon, and both forms of every acronym that the paper defines."""
    yield from _title_name(doc)
    for acronym in acronyms:
        yield from _candidate(doc.char_span(acronym.start, acronym.end), "acronym-short")
        yield from _candidate(doc.char_span(acronym.long_start, acronym.long_end), "acronym-long")


def _title_name(doc: Doc) -> Iterator[Candidate]:
    title, newline, _ = Tokens.of(doc).text.partition("\n")
    match = _TITLE_NAME.match(title) if newline else None
    if match and len(match[1].split()) <= _LONGEST_NAME and _is_name(match[1]):
        yield from _candidate(doc.char_span(0, match.end(1)), "title-name")


def _is_name(text: str) -> bool:
    """Whether a title's start looks coined: one word, or a word with capitals or digits inside."""
    return len(text.split()) == 1 or any(
        letter.isupper() or letter.isdigit() for word in text.split() for letter in word[1:]
    )


def _candidate(span: Span | None, rule: str) -> Iterator[Candidate]:
    if span is not None and len(trimmed := trim(span)):
        yield Candidate(trimmed.start, trimmed.end, rule)
