"""The nouns of a comparison: what came, what went, what changed, and which entities became others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from kg.graph import KnowledgeGraph
from kg.model import Evidence

Edge = tuple[str, str, str]  # head, relation, tail
Item = TypeVar("Item")
Change = TypeVar("Change")


@dataclass(frozen=True, slots=True)
class Changes(Generic[Item, Change]):
    """Of one kind of thing: those of the later build only, those of the earlier only, and those that differ."""

    came: tuple[Item, ...] = ()
    went: tuple[Item, ...] = ()
    changed: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.changed)


@dataclass(frozen=True, slots=True)
class Field:
    """What differs of a thing: the name of a field and its value in each build."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """A paper, entity or claim that differs: its id in each build, and the fields that differ."""

    before: str
    after: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class ChangedEdge:
    """An edge that differs, as (in the earlier build, in the later); `came` and `went` are its evidence.

    `evidence` counts sentences. Of edges that became one, `before` is the first, `weight` and `evidence` count all
    together and `confidence` is the highest; likewise `after`.
    """

    before: Edge
    after: Edge
    weight: tuple[int, int]
    confidence: tuple[float, float]
    evidence: tuple[int, int]
    came: tuple[Evidence, ...]
    went: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Entities of the earlier build whose mentions are now of others: renamed, merged (several to one) or split."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What happened, in a word.

        >>> Regrouped(("method/resnet", "method/resnets"), ("method/resnet",)).kind
        'merged'
        """
        if len(self.before) > 1:
            return "merged"
        return "split" if len(self.after) > 1 else "renamed"


@dataclass(frozen=True, slots=True)
class Difference:
    """What came, went and changed from one build to another; everything is sorted.

    Papers are their ids, entities and claims their node ids, edges (head, relation, tail): the two graphs, `before`
    and `after`, have the rest. An entity that was regrouped has neither come nor gone.
    """

    before: KnowledgeGraph = field(repr=False, compare=False)
    after: KnowledgeGraph = field(repr=False, compare=False)
    papers: Changes[str, Changed] = Changes()
    entities: Changes[str, Changed] = Changes()
    regrouped: tuple[Regrouped, ...] = ()
    claims: Changes[str, Changed] = Changes()
    edges: Changes[Edge, ChangedEdge] = Changes()

    def __bool__(self) -> bool:
        return bool(self.papers or self.entities or self.regrouped or self.claims or self.edges)

    def evidence(self) -> tuple[int, int]:
        """How many pieces of evidence came and went: sentences, counted at each edge that they say."""
        came = sum(sentences(self.after, edge) for edge in self.edges.came)
        went = sum(sentences(self.before, edge) for edge in self.edges.went)
        changed = self.edges.changed
        return came + sum(len(edge.came) for edge in changed), went + sum(len(edge.went) for edge in changed)


def sentence_of(piece: Evidence) -> tuple[str, str]:
    """What makes two pieces of evidence one: the paper and the sentence, wherever it stands in the text."""
    return piece.paper, piece.quote


def evidence_of(graph: KnowledgeGraph, edge: Edge) -> Sequence[Evidence]:
    """The evidence of an edge."""
    head, relation, tail = edge
    evidence: tuple[Evidence, ...] = graph.nx.edges[head, tail, relation]["evidence"]
    return evidence


def sentences(graph: KnowledgeGraph, edge: Edge) -> int:
    """How many sentences say an edge."""
    evidence = evidence_of(graph, edge)
    return len(set(map(sentence_of, evidence))) if len(evidence) > 1 else len(evidence)
