"""The nouns of gold: what people say that an abstract says.

Offsets count characters of the text, as in `kg.model`.
"""

from dataclasses import dataclass
from functools import cached_property

from kg.model import Paper

Triple = tuple[tuple[int, int], str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of an abstract; `names` are the keys of its surface forms."""

    type: str
    name: str
    names: frozenset[str]
    roles: frozenset[str]
    required: bool


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A sentence that is a claim; `subjects` are keys of names, None where an annotator sees no subject.

    `values` are verbatim, those of the first annotator.
    """

    start: int
    end: int
    types: tuple[str, ...]
    subjects: frozenset[str] | None
    values: frozenset[str]
    required: bool


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two entities of an abstract."""

    head: GoldEntity
    relation: str
    tail: GoldEntity
    required: bool


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence and the roles that its annotators gave it."""

    start: int
    end: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole abstract by our own guideline."""

    entities: tuple[GoldEntity, ...]
    claims: tuple[GoldClaim, ...]
    relations: tuple[GoldRelation, ...]
    sentences: tuple[GoldSentence, ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """Mentions, and relations between spans unless the corpus has none."""

    mentions: frozenset[tuple[int, int, str]]
    relations: frozenset[Triple] | None


@dataclass(frozen=True, slots=True)
class Definitions:
    """Acronyms: (short, long), verbatim."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """Sentences with one role each, by the coarser roles of CSAbstruct."""

    sentences: tuple[GoldSentence, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated abstract; `place` is its "file:line"."""

    place: str
    paper: Paper
    form: Document | Spans | Definitions | Roles


@dataclass(frozen=True)
class GoldFile:
    """A gold file, and what its corpus annotates: anything else that a reading says counts neither way."""

    path: str
    lines: tuple[Gold, ...]

    @cached_property
    def types(self) -> frozenset[str]:
        """Classes of mention that are annotated as spans."""
        return frozenset(kind for form in self._spans() for _, _, kind in form.mentions)

    @cached_property
    def relations(self) -> frozenset[str]:
        """Relations that are annotated between spans."""
        return frozenset(relation for form in self._spans() for _, relation, _ in form.relations or ())

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Roles of sentences, sorted."""
        forms = (gold.form for gold in self.lines)
        sentences = (row for form in forms if isinstance(form, Document | Roles) for row in form.sentences)
        return tuple(sorted({role for sentence in sentences for role in sentence.roles}))

    def _spans(self) -> list[Spans]:
        return [gold.form for gold in self.lines if isinstance(gold.form, Spans)]


def undirected(relation: str) -> str:
    """The relation as corpora annotate it that do not say who wins a comparison."""
    return "comparedWith" if relation == "outperforms" else relation
