"""What a claim says of its subject: the lines of `ontology/patterns/claims.jsonl`."""

from collections.abc import Iterator
from functools import cache

from kg.language import load
from kg.mentions.matching import TokenPattern, columns_of, keyed, rules_by_key
from kg.mentions.tokens import Tokens
from kg.ontology import claim_relations
from kg.patterns import Line, read_lines

_DEFAULT = {"contribution": "proposes", "result": "shows", "finding": "shows"}


@cache
def claim_patterns() -> dict[str, Line]:
    """The patterns that tell what a claim says of its subject, by id, in the order in which they are tried."""
    lines = read_lines("claims.jsonl", required={"id", "relation", "pattern", "yes", "no"})
    patterns = {line.id: line for line in lines}
    for line in patterns.values():
        line.one_of("relation", claim_relations())
    return patterns


def claim_relation(tokens: Tokens, start: int, end: int, claim_type: str) -> tuple[str, str]:
    """The rule that tells what the sentence of tokens [start, end) says, and what that is.

    Of the patterns that match the first in a contribution counts, "we propose" before "which improves"; else the first
    that is listed.
    """
    places = _matches(tokens, start, end)
    listed = list(claim_patterns())
    rules = sorted(places, key=lambda rule: (places[rule] if claim_type == "contribution" else 0, listed.index(rule)))
    if rules:
        return rules[0], claim_patterns()[rules[0]].fields["relation"]
    return f"claim-{claim_type}", _DEFAULT[claim_type]


def failures(line: Line) -> Iterator[str]:
    """What the pattern's own examples show to be wrong with it."""
    for sentence in line.fields["yes"]:
        if line.id not in _rules(sentence):
            yield f"{line.where}: {line.id} finds nothing in {sentence!r}"
    for sentence in line.fields["no"]:
        if line.id in _rules(sentence):
            yield f"{line.where}: {line.id} fires in {sentence!r}, where it should not"


def _rules(sentence: str) -> dict[str, int]:
    tokens = Tokens.of(load()(sentence))
    return _matches(tokens, 0, len(tokens))


def _matches(tokens: Tokens, start: int, end: int) -> dict[str, int]:
    """The patterns that match in tokens [start, end), with the token at which each first does."""
    rules, columns = _rules_by_key(), columns_of(tokens)
    places: dict[str, list[tuple[int, int, int]]] = {}
    for rule, place in keyed(tokens, rules, start, end):
        places.setdefault(rule, []).append(place)
    found = {rule: [first for first, _ in _matchers()[rule].matches(columns, at)] for rule, at in places.items()}
    return {rule: min(starts) for rule, starts in found.items() if starts}


@cache
def _matchers() -> dict[str, TokenPattern]:
    return {rule: TokenPattern.of(line) for rule, line in claim_patterns().items()}


@cache
def _rules_by_key() -> dict[str, list[str]]:
    return rules_by_key(_matchers())
