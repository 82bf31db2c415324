"""spaCy patterns that find mentions: the lines of `ontology/patterns/mentions-*.jsonl`."""

from collections.abc import Iterator
from functools import cache

from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc

from kg.language import load
from kg.mentions.candidates import Candidate
from kg.mentions.phrases import grow, trim
from kg.model import Acronym
from kg.ontology import entity_types, mention_roles
from kg.patterns import Line, add, read_lines


@cache
def mention_patterns() -> dict[str, Line]:
    """Every pattern that finds mentions, by id.

    A line has `type`, the class of what it finds, perhaps `role`; `take`, which of the matched tokens are the mention:
    a slice [first, end) of a Matcher's match, or a place in the list of a DependencyMatcher's pattern; with `grow` it
    reaches left over its noun phrase. `yes` maps a sentence to what is found in it, `no` lists sentences without any.
    """
    fields = {"id", "type", "pattern", "yes", "no"}
    patterns = {
        line.id: line for line in read_lines("mentions-*.jsonl", required=fields, optional={"role", "take", "grow"})
    }
    for line in patterns.values():
        line.one_of("type", entity_types())
        line.one_of("role", mention_roles())
    return patterns


def find(doc: Doc, acronyms: tuple[Acronym, ...] = ()) -> Iterator[Candidate]:
    """What the patterns propose in a doc."""
    tokens, dependencies = _matchers()
    patterns = mention_patterns()
    for sentence in doc.sents:
        for rule, start, end in tokens(sentence):
            line = patterns[doc.vocab.strings[rule]]
            first, last, _step = slice(*line.fields.get("take", [0, None])).indices(end - start)
            yield from _propose(doc, line, sentence.start + start + first, sentence.start + start + last)
        for rule, places in dependencies(sentence.as_doc()):
            line = patterns[doc.vocab.strings[rule]]
            at = sentence.start + places[line.fields["take"]]
            yield from _propose(doc, line, at, at + 1)


def failures(line: Line) -> Iterator[str]:
    """What the pattern's own examples show to be wrong with it."""
    for sentence, surface in line.fields["yes"].items():
        found = _find_alone(line, sentence)
        if surface not in found:
            yield f"{line.where}: {line.id} finds {found or 'nothing'} in {sentence!r}, not {surface!r}"
    for sentence in line.fields["no"]:
        if found := _find_alone(line, sentence):
            yield f"{line.where}: {line.id} finds {found} in {sentence!r}, where it should find nothing"


def _find_alone(line: Line, sentence: str) -> list[str]:
    doc = load()(sentence)
    return [doc[c.start : c.end].text for c in find(doc) if c.rule == line.id]


@cache
def _matchers() -> tuple[Matcher, DependencyMatcher]:
    vocab = load().vocab
    tokens, dependencies = Matcher(vocab), DependencyMatcher(vocab)
    for line in mention_patterns().values():
        pattern = line.fields["pattern"]
        add(dependencies if "RIGHT_ID" in pattern[0] else tokens, line, pattern)
    return tokens, dependencies


def _propose(doc: Doc, line: Line, start: int, end: int) -> Iterator[Candidate]:
    if start >= end:
        return
    span = grow(doc, start, end) if line.fields.get("grow") else trim(doc[start:end])
    if len(span):
        yield Candidate(span.start, span.end, line.id, line.fields["type"], line.fields.get("role"))
