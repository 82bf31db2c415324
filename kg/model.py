"""The nouns: what is read from papers, and what is made of it.

Offsets count characters of `Paper.text`, end exclusive, so `text[start:end]` is always the quote.
All classes are frozen, compare by value, and hold only text, numbers and tuples.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: what its sources say of it.

    `date` is ISO 8601 and as precise as the source: "2022-04-29", "2022-04", "2022", or "--04-29" where the
    source prints no year. `sources` are "file:line", sorted. `records` are what several sources said of the paper each,
    or the one whose id another paper has too; none where it stands as its source has it. So merging can be done again.
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
    records: tuple["Paper", ...] = ()

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
    """A sentence, the part it plays in the abstract (`ontology.sentence_roles`), and how likely that is."""

    start: int
    end: int
    role: str
    confidence: float = 1.0


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


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that papers name: its class, its best name, every surface form it was read as, and its id.

    `id` is the path of its IRI, "method/resnet-50". `wikidata` is the number of its item ("Q17084460") and `page` the
    address of its site, repository or first publication, where they are known for certain; `broader` are the ids of the
    nearest entities of the same graph that are known to be wider.
    """

    id: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    page: str | None = None
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linking:
    """Which entity every mention is: `of[paper id][i]` is the entity id of the i-th mention of that paper.

    It is None where a decision of the user drops the mention. `idle` are the decisions that met nothing, in words.
    """

    entities: tuple[Entity, ...]
    of: Mapping[str, tuple[str | None, ...]]
    idle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say an edge: `quote` is `text[start:end]` of the paper, normally a whole sentence.

    `marks` are the [start, end) of the words inside it that the rule went by, in offsets of the same text. `hedged` and
    `negative` say so of the claim that the sentence makes.
    """

    paper: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    marks: tuple[tuple[int, int], ...] = ()
    hedged: bool = False
    negative: bool = False
