"""Linking, measured on pairs of names that people would call one thing or two (`pairs.tsv`).

Each side of a pair is a small paper: a name with its class, the long form where the paper defines the name as an
acronym, and what else it names. All papers are linked as one corpus. The pairs are split in halves by the hash of their
first name: the development half is for looking at, the held-back half for measuring only.
"""

import csv
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

from kg.linking import link
from kg.model import Acronym, Mention, Paper, Reading
from kg.names import canonical, known_names
from kg.naming import key
from kg.ontology import entity_types

PAIRS = Path(__file__).with_name("pairs.tsv")
HALVES = ("development", "held back")


@dataclass(frozen=True, order=True, slots=True)
class Side:
    """A name as one paper has it; `defined` is what the paper says that it stands for, `company` what else it names."""

    name: str
    type: str
    defined: str
    company: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, and whether they are the same thing."""

    same: bool
    kind: str
    a: Side
    b: Side


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, between 0 and 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 when both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@cache
def pairs() -> tuple[Pair, ...]:
    """All pairs of the list."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    same = {"same": True, "different": False}
    return tuple(Pair(same[verdict], kind, Side(*sides[:4]), Side(*sides[4:])) for verdict, kind, *sides in rows)


def half(pair: Pair) -> str:
    """The half that a pair belongs to: all pairs with one first name are in one half."""
    name = re.sub(r"[\W_]", "", pair.a.name.lower())
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def pairs_of(wanted: str) -> list[Pair]:
    """The pairs of one half."""
    return [pair for pair in pairs() if half(pair) == wanted]


def sides_of(chosen: Iterable[Pair]) -> list[Side]:
    """The sides of some pairs, sorted, each once."""
    return sorted({side for pair in chosen for side in (pair.a, pair.b)})


def reading(paper: str, side: Side) -> Reading:
    """The paper of a side: a list of names, the side's own first."""
    text, mentions = "", []

    def name(surface: str, given: str, entity: str, after: str = ", ") -> tuple[int, int]:
        nonlocal text
        start, end = len(text), len(text) + len(surface)
        text += surface + after
        mentions.append(Mention(start, end, surface, given, "used", "toy", 0.9, entity))
        return start, end

    acronyms = []
    entity = canonical(side.defined or side.name)
    name(side.name, side.type, entity)
    if side.defined:
        short = side.name.split()[0]
        long_start, long_end = name(side.defined, side.type, entity, " (")
        start, end = name(short, side.type, entity, "), ")
        acronyms.append(Acronym(short, side.defined, start, end, long_start, long_end))
    for other in filter(None, side.company.split("; ")):
        name(other, known_type(other), canonical(other))
    return Reading(Paper(paper, "", text), tuple(mentions), tuple(acronyms))


def known_type(name: str) -> str:
    """The class of a known name; Method for others."""
    return next((known.type for known in known_names().get(key(name), ())), "Method")


@cache
def linked() -> Mapping[Side, str | None]:
    """The entity that the linker gives the name of each side."""
    papers = {f"p{index:04}": side for index, side in enumerate(sides_of(pairs()))}
    of = link(reading(paper, side) for paper, side in papers.items()).of
    return {side: of[paper][0] for paper, side in papers.items()}


@cache
def gold() -> Mapping[Side, int]:
    """The cluster of each side: what the same pairs join."""
    graph = nx.Graph([(pair.a, pair.b) for pair in pairs() if pair.same])
    graph.add_nodes_from(sides_of(pairs()))
    return {side: number for number, sides in enumerate(nx.connected_components(graph)) for side in sides}


def pairwise(chosen: Iterable[Pair]) -> Score:
    """How many of the joined pairs are the same, and how many of the same pairs are joined."""
    found = Counter((linked()[pair.a] == linked()[pair.b], pair.same) for pair in chosen)
    right = found[True, True]
    return Score(right / max(1, right + found[True, False]), right / max(1, right + found[False, True]))


def b_cubed(chosen: Iterable[Pair]) -> Score:
    """Mean over the sides: how much of its cluster belongs there, and how much of what belongs there is in it.

    References
    ----------
    Bagga & Baldwin (1998), Entity-based cross-document coreferencing using the vector space model, COLING-ACL 36:79-85.
    doi:10.3115/980845.980859
    """
    sides = sides_of(chosen)
    made, meant = _clusters(sides, linked().__getitem__), _clusters(sides, gold().__getitem__)
    shared = {side: len(made[side] & meant[side]) for side in sides}
    return Score(
        sum(shared[side] / len(made[side]) for side in sides) / len(sides),
        sum(shared[side] / len(meant[side]) for side in sides) / len(sides),
    )


def _clusters(sides: Iterable[Side], cluster_of: Callable[[Side], object]) -> Mapping[Side, Set[Side]]:
    members = defaultdict(set)
    for side in sides:
        members[cluster_of(side)].add(side)
    return {side: cluster for cluster in members.values() for side in cluster}


def test_no_pair_is_listed_twice() -> None:
    listed = Counter(frozenset((pair.a, pair.b)) for pair in pairs())
    assert [sorted(sides) for sides, count in listed.items() if count > 1 or len(sides) == 1] == []


def test_the_same_pairs_join_no_different_pair() -> None:
    assert [pair for pair in pairs() if (gold()[pair.a] == gold()[pair.b]) != pair.same] == []


def test_the_classes_are_those_of_the_ontology() -> None:
    assert {side.type for side in sides_of(pairs())} == set(entity_types())


def test_the_list_is_sorted_and_long_enough() -> None:
    rows = [(pair.a.name, pair.b.name) for pair in pairs()]
    assert rows == sorted(rows)
    for name in HALVES:
        verdicts = Counter(pair.same for pair in pairs_of(name))
        assert min(verdicts[True], verdicts[False]) >= 100


def test_linking_agrees_with_the_held_back_pairs() -> None:
    score = pairwise(pairs_of("held back"))
    assert score.precision >= 0.97
    assert score.f1 >= 0.93


@pytest.mark.parametrize("name", HALVES)
def test_clusters_agree_with_the_list(name: str) -> None:
    assert b_cubed(pairs_of(name)).f1 >= 0.95
