"""spaCy patterns that find mentions: the lines of `ontology/patterns/mentions-*.jsonl`."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from kg.language import load
from kg.mentions.candidates import Candidate
from kg.mentions.matching import TokenPattern, columns_of, keyed, rules_by_key
from kg.mentions.phrases import grow, trim
from kg.mentions.tokens import Tokens
from kg.model import Acronym
from kg.ontology import entity_types
from kg.patterns import Line, read_lines

_Place = tuple[int, int, int]  # a key word, and the first and last but one token of its sentence


@cache
def mention_patterns() -> dict[str, Line]:
    """Every pattern that finds mentions, by id.

    A line has `type`, the class of what it finds; `take`, which of the matched tokens are the mention,
    as a slice [first, end) of the match; with `grow` it reaches left over its noun phrase. Of matches that overlap the
    longest counts, with `all` every one: so the members of a list are found. `yes` maps a sentence to what is found
    in it, `no` lists sentences without any.
    """
    fields = {"id", "type", "pattern", "yes", "no"}
    patterns = {
        line.id: line for line in read_lines("mentions-*.jsonl", required=fields, optional={"take", "grow", "all"})
    }
    for line in patterns.values():
        line.one_of("type", entity_types())
    return patterns


def find(doc: Doc, acronyms: tuple[Acronym, ...] = ()) -> Iterator[Candidate]:
    """What the patterns propose in a doc, each once; none reaches over the end of a sentence."""
    return iter(dict.fromkeys(_find(doc)))


def _find(doc: Doc) -> Iterator[Candidate]:
    lines = mention_patterns()
    for rule, places in matches(doc).items():
        line = lines[rule]
        for start, end in places:
            span = grow(doc, start, end) if line.fields.get("grow") else trim(doc[start:end])
            if start < end and len(span):
                yield Candidate(span.start, span.end, rule, line.fields["type"])


def matches(doc: Doc) -> dict[str, list[tuple[int, int]]]:
    """For each rule that matches in a doc the tokens [start, end) that it takes."""
    tokens = Tokens.of(doc)
    columns, lines, matchers = columns_of(tokens), mention_patterns(), _matchers()
    return {
        rule: sorted({_taken(lines[rule], *match) for match in matchers[rule].matches(columns, places)})
        for rule, places in _keyed(tokens).items()
    }


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


def _keyed(tokens: Tokens) -> dict[str, list[_Place]]:
    """The rules of which a key word is among the tokens, and where."""
    rules = _rules_by_key()
    starts = [i for i, opens in enumerate(tokens.opens) if opens]
    places: dict[str, list[_Place]] = {}
    for first, last in pairwise([*starts, len(tokens)]):
        for rule, place in keyed(tokens, rules, first, last):
            places.setdefault(rule, []).append(place)
    return places


@cache
def _matchers() -> dict[str, TokenPattern]:
    return {rule: TokenPattern.of(line) for rule, line in mention_patterns().items()}


@cache
def _rules_by_key() -> dict[str, list[str]]:
    return rules_by_key(_matchers())


def _taken(line: Line, start: int, end: int) -> tuple[int, int]:
    """Which tokens of a match are the mention."""
    first, last, _step = slice(*line.fields.get("take", [0, None])).indices(end - start)
    return start + first, start + last
