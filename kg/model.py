"""The nouns: what is read from papers, and what is made of it.

Offsets count characters of `Paper.text`, end exclusive, so `text[start:end]` is always the quote.
All classes are frozen, compare by value, and hold only text, numbers and tuples.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: what its sources say of it.

    `date` is ISO 8601 and as precise as the source: "2022-04-29", "2022-04", "2022", or "--04-29" where the
    source prints no year. `sources` are "file:line", sorted.
    """

    id: str
    title: str = ""
    abstract: str = ""
    date: str | None = None
    authors: tuple[str, ...] = ()
    author_count: int | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    url: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Title, newline, abstract; the abstract alone when there is no title."""
        return f"{self.title}\n{self.abstract}" if self.title else self.abstract

    @property
    def year(self) -> int | None:
        """The year of publication, where it is known.

        >>> Paper("p", date="2022-04-29").year
        2022
        >>> Paper("p", date="--04-29").year is None
        True
        """
        return int(self.date[:4]) if self.date and self.date[:4].isdigit() else None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be read: where it stood, why, and its first 2,000 characters.

    `line` counts from 1; it is 0 when the whole file is meant.
    """

    file: str
    line: int
    reason: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `entity` groups the mentions of one thing within the paper; `source` is the rule."""

    start: int
    end: int
    surface: str
    type: str
    role: str
    source: str
    confidence: float
    entity: str


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form that the text itself defines: short [start, end) and long [long_start, long_end)."""

    short: str
    long: str
    start: int
    end: int
    long_start: int
    long_end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the part it plays in the abstract (`ontology.SENTENCE_ROLES`)."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Result:
    """A measured value, verbatim with its unit ("83.0%"), and what else is said of it.

    `metric`, `dataset` and `baseline` are surface forms; `baseline` is the method that a change is measured against.
    `direction` is "increase" or "decrease" where the value is by how much something changed, None where it is a level.
    """

    metric: str | None
    value: str | None
    unit: str | None = None
    dataset: str | None = None
    baseline: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence claims. `subject`, `objects`, `datasets`, `tasks` are surface forms of mentions of the paper."""

    start: int
    end: int
    type: str
    subject: str | None
    relation: str
    objects: tuple[str, ...]
    datasets: tuple[str, ...]
    tasks: tuple[str, ...]
    results: tuple[Result, ...]
    hedged: bool
    negative: bool
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Relation:
    """`head` and `tail` are indices into the reading's mentions; [start, end) is the sentence that says it."""

    head: int
    relation: str
    tail: int
    start: int
    end: int
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Dropped:
    """A mention or relation that a rule proposed and another refused."""

    paper: str
    kind: str
    start: int
    end: int
    surface: str
    type: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one paper says, read from that paper alone.

    Everything is sorted by offset, relations by their head and tail.
    """

    paper: Paper
    mentions: tuple[Mention, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The reading as plain data, with the text its offsets count in."""
        data = asdict(self)
        return {"paper": data.pop("paper"), "text": self.paper.text, **data}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reading":
        """The reading that `to_json` gave.

        >>> reading = Reading(Paper("p", "T", "We propose X.", authors=("A", "B")))
        >>> Reading.from_json(reading.to_json()) == reading
        True
        """
        claims = tuple(
            replace(claim, results=_records(Result, claim.results)) for claim in _records(Claim, data["claims"])
        )
        return cls(
            paper=_record(Paper, data["paper"]),
            mentions=_records(Mention, data["mentions"]),
            acronyms=_records(Acronym, data["acronyms"]),
            sentences=_records(Sentence, data["sentences"]),
            claims=claims,
            relations=_records(Relation, data["relations"]),
            dropped=_records(Dropped, data["dropped"]),
        )


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that papers name: its class, its best name, every surface form it was read as, and its id.

    `id` is the path of its IRI, "method/resnet-50".
    """

    id: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linking:
    """Which entity every mention is: `of[paper id][i]` is the entity id of the i-th mention of that paper."""

    entities: tuple[Entity, ...]
    of: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say an edge: `quote` is `text[start:end]` of the paper, normally a whole sentence.

    `marks` are the [start, end) of the words inside it that the rule went by, in offsets of the same text.
    """

    paper: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    marks: tuple[tuple[int, int], ...] = ()


def _record(cls: type[T], data: Mapping[str, Any]) -> T:
    return cls(
        **{
            field.name: tuple(value) if isinstance(value := data[field.name], list) else value
            for field in fields(cls)  # type: ignore[arg-type]
            if field.name in data
        }
    )


def _records(cls: type[T], rows: Iterable[Any]) -> tuple[T, ...]:
    return tuple(_record(cls, row) for row in rows)
