"""Which claims of different papers say the same of the same things, and which say the opposite.

Two claims meet where they compare the same subject with the same object, or say of the same subject that it raises or
lowers the same metric, on the same datasets and by the same metrics. Nothing is left open: a claim that names a dataset
does not meet one that names none. So few claims meet, but those that do can be believed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from kg.model import Claim

# Which way a metric goes; "achieves", "matches" and the rest tell no way.
_CHANGES = {"improves": 1, "reduces": -1}
MOST = 5  # claims that follow one which says the same, by id, and are compared with it; and of those that deny it


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a claim says: what is compared or changed, where, by which measure, and which way (1 or -1)."""

    claim: str
    paper: str
    about: tuple[str, str, str, frozenset[str], frozenset[str]]
    way: int


def statements(
    node: str, paper: str, claim: Claim, entities: Mapping[str, str], better: Iterable[tuple[str, str]] = ()
) -> Iterator[Statement]:
    """What a claim states that another may state too.

    `entities` are ids by surface form; `better` are the pairs of which its sentence says that the first outperforms the
    second, besides the claim's own subject and objects.
    """
    metrics = _ids((result.metric for result in claim.results), entities)
    datasets = _ids(claim.datasets, entities)
    sign = -1 if claim.negative else 1
    subject = entities.get(claim.subject or "")
    if subject and claim.relation == "outperforms":
        better = (*better, *((subject, other) for other in _ids(claim.objects, entities)))
    for winner, loser in sorted(set(better)):
        if winner != loser:
            first, second = sorted((winner, loser))
            yield Statement(
                node, paper, ("better", first, second, datasets, metrics), sign if winner == first else -sign
            )
    if subject and claim.relation in _CHANGES and not claim.objects:
        for metric in sorted(metrics):
            change = "change", subject, metric, datasets, frozenset[str]()
            yield Statement(node, paper, change, sign * _CHANGES[claim.relation])


def agreements(stated: Iterable[Statement]) -> Iterator[tuple[str, str, str]]:
    """Pairs of claims of different papers, as (claim, "supports" or "contradicts", claim), each pair once, sorted.

    Two claims that agree in one thing and disagree in another are left out. Of the many that say the same, each is
    paired with `MOST` others on either side of it, so that pairs grow as claims do.
    """
    alike: dict[object, list[Statement]] = defaultdict(list)
    said: dict[str, dict[object, set[int]]] = defaultdict(lambda: defaultdict(set))
    for statement in stated:
        alike[statement.about].append(statement)
        said[statement.claim][statement.about].add(statement.way)
    for one, other in sorted({pair for group in alike.values() for pair in _pairs(group)}):
        shared = said[one].keys() & said[other].keys()
        products = {way * its for about in shared for way in said[one][about] for its in said[other][about]}
        if len(products) == 1:
            yield one, "supports" if products == {1} else "contradicts", other


def _pairs(group: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """The claims of different papers to compare, of those that are about one thing."""
    ordered = sorted(group, key=attrgetter("claim"))
    ways = [[statement for statement in ordered if statement.way == way] for way in (1, -1)]
    few, many = sorted(ways, key=len)
    near = [(one, other) for way in ways for at, one in enumerate(way) for other in way[at + 1 : at + 1 + MOST]]
    near += [(one, few[(at + step) % len(few)]) for at, one in enumerate(many) for step in range(min(MOST, len(few)))]
    for one, other in near:
        if one.paper != other.paper:
            yield min(one.claim, other.claim), max(one.claim, other.claim)


def _ids(surfaces: Iterable[str | None], entities: Mapping[str, str]) -> frozenset[str]:
    return frozenset(entities[surface] for surface in surfaces if surface and surface in entities)
