"""spaCy's token patterns, matched over plain lists around their key words.

It takes a tenth of the time of spaCy's Matcher, which tries every pattern at every token, and finds the same; of its
language LOWER, LEMMA, TAG, TEXT and IS_SENT_START are read here, with IN, NOT_IN, REGEX and OP.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Protocol

from kg.errors import BadPattern
from kg.mentions.tokens import Tokens
from kg.patterns import Line

Columns = Mapping[str, Sequence[object]]
_OPS = ("1", "?", "*", "+")


class _Values(Protocol):
    def __contains__(self, value: object, /) -> bool: ...


class _Regex(dict[object, bool]):
    """The words that a regular expression is found in; each is searched once."""

    def __init__(self, pattern: str) -> None:
        super().__init__()
        self._pattern = re.compile(pattern)

    def __contains__(self, value: object) -> bool:
        if value not in self.keys():
            self[value] = bool(self._pattern.search(str(value)))
        return self[value]


@dataclass(frozen=True, slots=True)
class _Others:
    """Every value but some."""

    but: frozenset[str]

    def __contains__(self, value: object) -> bool:
        return value not in self.but


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One token of a pattern: what it asks of a token, and how often."""

    tests: tuple[tuple[str, _Values], ...]
    op: str

    def fits(self, columns: Columns, i: int) -> bool:
        """Whether token i is what it asks for."""
        for attribute, values in self.tests:  # noqa: SIM110 (all() takes a third more time)
            if columns[attribute][i] not in values:
                return False
        return True

    def reach(self, columns: Columns, places: Iterable[int], step: int, stop: int) -> set[int]:
        """Where a match that has come to one of `places`, between two tokens, may go on, left or right to `stop`."""
        ahead = min(step, 0)
        if self.op == "1":
            return {i + step for i in places if i != stop and self.fits(columns, i + ahead)}
        reached = set() if self.op == "+" else set(places)
        for i in places:
            while i != stop and self.fits(columns, i + ahead):
                i += step
                reached.add(i)
                if self.op == "?":
                    break
        return reached


@dataclass(frozen=True, slots=True, eq=False)
class TokenPattern:
    """A pattern in two: the parts left of its key word, from right to left, and those from it on."""

    keys: tuple[str, ...]
    left: tuple[_Part, ...]
    right: tuple[_Part, ...]
    every: bool

    @classmethod
    def of(cls, line: Line) -> "TokenPattern":
        """The pattern of a line; its key is the token whose words are rarest: the longest, and of those the fewest.

        Raises
        ------
        BadPattern
            When it asks for what cannot be matched here, or no token of it must be one of some words.
        """
        pattern = line.fields["pattern"]
        lists = {i: words for i, token in enumerate(pattern) if (words := _words(token))}
        if not lists:
            raise BadPattern(f"{line.where}: no token of {line.id!r} must be one of some words, by LOWER or LEMMA")
        key = max(lists, key=lambda i: (min(map(len, lists[i])), -len(lists[i])))
        parts = tuple(_part(line, token) for token in pattern)
        return cls(tuple(lists[key]), parts[:key][::-1], parts[key:], bool(line.fields.get("all")))

    def matches(self, columns: Columns, places: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
        """The tokens [start, end) that match around key words, each given with the bounds of its sentence."""
        found: set[tuple[int, int]] = set()
        for place, first, last in places:
            ends = _reach(self.right, columns, place, 1, last)
            starts = _reach(self.left, columns, place, -1, first) if ends else ends
            if starts:
                found.update(product(starts, ends) if self.every else [(min(starts), max(ends))])
        return iter(sorted(found)) if self.every else _longest(found)


def _reach(parts: Iterable[_Part], columns: Columns, place: int, step: int, stop: int) -> set[int]:
    places = {place}
    for part in parts:
        places = part.reach(columns, places, step, stop)
        if not places:
            break
    return places


def columns_of(tokens: Tokens) -> Columns:
    """What patterns ask of tokens, by spaCy's names."""
    return {
        "LOWER": tokens.lowers,
        "LEMMA": tokens.lemmas,
        "TAG": tokens.tags,
        "TEXT": tokens.texts,
        "IS_SENT_START": tokens.opens,
    }


def rules_by_key(patterns: Mapping[str, TokenPattern]) -> dict[str, list[str]]:
    """The rules by their key words: most sentences have those of few rules."""
    rules: dict[str, list[str]] = {}
    for rule, pattern in patterns.items():
        for word in pattern.keys:
            rules.setdefault(word, []).append(rule)
    return rules


def keyed(
    tokens: Tokens, rules: Mapping[str, Sequence[str]], first: int, last: int
) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Each rule of which a key word is among tokens [first, last), with where it is and these bounds, in order."""
    for i in range(first, last):
        for word in sorted({tokens.lowers[i], tokens.lemmas[i]}):
            for rule in rules.get(word, ()):
                yield rule, (i, first, last)


def _longest(found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of spans that overlap the longest, the first of equals."""
    taken: set[int] = set()
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield start, end


def _words(token: Mapping[str, Any]) -> list[str]:
    """The words or lemmas of which a token must be one, if there are any that it must."""
    wanted = token.get("LOWER", token.get("LEMMA"))
    if token.get("OP", "1") != "1" or wanted is None:
        return []
    return list(wanted.get("IN", [])) if isinstance(wanted, dict) else [wanted]


def _part(line: Line, token: Mapping[str, Any]) -> _Part:
    tests = {name: wanted for name, wanted in token.items() if name != "OP"}
    if (op := token.get("OP", "1")) not in _OPS:
        raise BadPattern(f"{line.where}: {line.id!r} has the OP {op!r}; it can be {', '.join(_OPS)}")
    for name in tests:
        if name not in {"LOWER", "LEMMA", "TAG", "TEXT", "IS_SENT_START"}:
            raise BadPattern(
                f"{line.where}: {line.id!r} asks for {name}; it can be LOWER, LEMMA, TAG, TEXT or IS_SENT_START"
            )
    return _Part(tuple((name, test) for name, wanted in tests.items() for test in _values(line, wanted)), op)


def _values(line: Line, wanted: object) -> Iterator[_Values]:
    """The sets of values that a token's value must be in."""
    if not isinstance(wanted, dict):
        yield frozenset([wanted])
        return
    for predicate, value in wanted.items():
        if predicate == "IN":
            yield frozenset(value)
        elif predicate == "NOT_IN":
            yield _Others(frozenset(value))
        elif predicate == "REGEX":
            yield _Regex(value)
        else:
            raise BadPattern(f"{line.where}: {line.id!r} uses {predicate}; it can be IN, NOT_IN or REGEX")
