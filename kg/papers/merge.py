"""Records of one paper → one paper with all its sources.

One paper is: the same DOI (one of arXiv's counts as its arXiv id); the same arXiv id; the same record (id, title and
abstract equal); or the same title, folded. Equal titles do not join papers that

- have two DOIs or two arXiv ids,
- have ids of their own in one file, and different abstracts there, or
- have a title that many papers share ("Editorial", a single word),

unless the abstracts are equal too (two DOIs or arXiv ids are always two papers). Papers without a title are never
joined by it.

The order of the papers given does not matter. A merged paper keeps its records, so that papers which were merged before
can be merged with others, or without some: `merge([*merge(a), *b]) == merge([*a, *b])`.
"""

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import count
from operator import attrgetter

from kg.model import Paper
from kg.papers.dates import precision
from kg.papers.identity import derived_id, fold, is_arxiv_doi, is_generic, text_id


def merge(papers: Iterable[Paper]) -> list[Paper]:
    """Every paper once, sorted by id.

    The longest abstract wins and brings its record's title; every other field comes from the first of the records, by
    length of abstract, precision of date and then content, that has it, save that the most precise date wins. The id
    is the first of the records' own, else DOI, arXiv id or a hash of the title. Of different papers with one id, the
    first by content keeps it and the others get "-2", "-3", …
    """
    records = sorted({record for paper in papers for record in paper.records or (paper,)}, key=_content)
    groups = _Groups(records)
    groups.join_by_identifier()
    groups.join_by_title()
    return _with_ids_apart([_joined(group) for group in groups])


class _Groups:
    """Disjoint sets of records, each named by the index of its first."""

    def __init__(self, records: Sequence[Paper]) -> None:
        self._records = records
        self._parent = list(range(len(records)))
        self._with_doi: set[int] = set()
        self._with_arxiv: set[int] = set()

    def __iter__(self) -> Iterator[list[Paper]]:
        groups: defaultdict[int, list[Paper]] = defaultdict(list)
        for at, record in enumerate(self._records):
            groups[self._first(at)].append(record)
        return iter(groups.values())

    def join_by_identifier(self) -> None:
        holder: dict[Hashable, int] = {}
        for at, record in enumerate(self._records):
            for key in _identifiers(record):
                self._join([holder.setdefault(key, at), at])
        self._with_doi = {self._first(at) for at, record in enumerate(self._records) if _doi(record)}
        self._with_arxiv = {self._first(at) for at, record in enumerate(self._records) if record.arxiv}

    def join_by_title(self) -> None:
        for members in self._buckets(range(len(self._records)), by_abstract=False):
            generic = any(is_generic(self._records[at].title) for at in members)
            if not generic and self._are_one(members):
                self._join(members)
                continue
            for same in self._buckets(members, by_abstract=True):
                if self._are_one(same):
                    self._join(same)

    def _buckets(self, members: Iterable[int], *, by_abstract: bool) -> Iterator[list[int]]:
        """The members that share a title, or that share an abstract, where there are two or more."""
        buckets: defaultdict[str, list[int]] = defaultdict(list)
        for at in members:
            buckets[fold(self._records[at].abstract if by_abstract else self._records[at].title)].append(at)
        buckets.pop("", None)
        return (bucket for bucket in buckets.values() if len(bucket) > 1)

    def _are_one(self, members: Sequence[int]) -> bool:
        firsts = {self._first(at) for at in members}
        several = len(firsts & self._with_doi) > 1 or len(firsts & self._with_arxiv) > 1
        return not several and not _told_apart(self._records[at] for at in members)

    def _join(self, members: Sequence[int]) -> None:
        firsts = {self._first(at) for at in members}
        least = min(firsts)
        for first in firsts:
            self._parent[first] = least
        for having in (self._with_doi, self._with_arxiv):
            if having & firsts:
                having.add(least)

    def _first(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at


def _identifiers(record: Paper) -> Iterator[Hashable]:
    if doi := _doi(record):
        yield "doi", doi
    if record.arxiv:
        yield "arxiv", record.arxiv
    yield "record", record.id, record.title, record.abstract


def _doi(record: Paper) -> str | None:
    return record.doi if record.doi and not is_arxiv_doi(record.doi) else None


def _told_apart(records: Iterable[Paper]) -> bool:
    """Whether one file has two of these under ids of its own and with different abstracts."""
    told: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in records:
        if _has_own_id(record):
            for source in record.sources:
                told[source.rpartition(":")[0]].add((record.id, fold(record.abstract)))
    return any(len({name for name, _ in pairs}) > 1 and len({text for _, text in pairs}) > 1 for pairs in told.values())


def _has_own_id(record: Paper) -> bool:
    return record.id not in (record.doi, record.arxiv, text_id(record.title, record.abstract))


def _joined(records: Sequence[Paper]) -> Paper:
    if len(records) == 1:
        return records[0]
    best, *others = sorted(records, key=lambda r: (-len(r.abstract), -precision(r.date), _content(r)))
    known = {
        field.name: next((value for other in others if (value := getattr(other, field.name))), value)
        for field in fields(Paper)
        if not (value := getattr(best, field.name))
    }
    # A publisher's DOI says more than arXiv's.
    known["doi"] = next((doi for record in (best, *others) if (doi := _doi(record))), best.doi or known.get("doi"))
    paper = replace(best, **known)
    own = next((record.id for record in (best, *others) if _has_own_id(record)), None)
    return replace(
        paper,
        id=own or derived_id(paper.title, paper.abstract, paper.doi, paper.arxiv),
        date=min((record.date for record in records if record.date), key=lambda d: (-precision(d), d), default=None),
        sources=tuple(sorted({source for record in records for source in record.sources})),
        records=tuple(records),
    )


def _with_ids_apart(papers: Sequence[Paper]) -> list[Paper]:
    by_id: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        by_id[paper.id].append(paper)
    apart = [
        replace(paper, id=name, records=paper.records or (paper,)) if name != paper.id else paper
        for shared, same in by_id.items()
        for paper, name in zip(sorted(same, key=_content), _names(shared, by_id), strict=False)
    ]
    return sorted(apart, key=lambda paper: paper.id)


def _names(id: str, taken: Container[str]) -> Iterator[str]:
    yield id
    yield from (name for number in count(2) if (name := f"{id}-{number}") not in taken)


_ALL_OF = attrgetter("title", "abstract", *(f.name for f in fields(Paper) if f.name not in ("title", "abstract")))


def _content(paper: Paper) -> tuple[str, ...]:
    """All that a paper says, title and abstract first: an order of papers that leaves nothing to chance."""
    return tuple(map(str, _ALL_OF(paper)))
