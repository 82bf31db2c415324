"""KnowledgeGraph: papers, entities and claims, and the ways to ask of them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import networkx as nx

from kg.linking.decisions import NONE, Decisions
from kg.model import Claim, Dropped, Entity, Paper, Reading, Rejected
from kg.ontology import DEFAULT_BASE

if TYPE_CHECKING:
    import pandas as pd
    import rdflib
    from pyvis.network import Network  # type: ignore[import-untyped]

    from kg.linking.explanation import EntityExplanation


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """Papers, entities and claims as one directed multigraph in which every edge carries its evidence.

    `nx` nodes are ids ("paper/…", "method/resnet-50", "claim/…"), the paths of their IRIs under `base`. Every node
    has `type` and `label`; papers also `paper`, entities `entity` and `papers` (how many name it), claims `claim`,
    `paper` (node id) and `quote`. An edge's key is its relation; it has `relation`, `weight` (papers that say so),
    `confidence` (0 to 1) and `evidence`, a tuple of `Evidence`. Nodes and edges are added in sorted order. `decisions`
    are the user's own about names, `idle` those that met nothing. `extractor` says what made the readings, where that
    is known (`kg.version`).
    """

    readings: tuple[Reading, ...]
    entities: tuple[Entity, ...]
    nx: "nx.MultiDiGraph[str]"
    dropped: tuple[Dropped, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    base: str = DEFAULT_BASE
    decisions: Decisions = NONE
    idle: tuple[str, ...] = ()
    extractor: str = ""
    papers: Mapping[str, Paper] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "papers", {reading.paper.id: reading.paper for reading in self.readings})

    def edges(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Every edge as (head, relation, tail, attributes), sorted by head, tail and relation."""
        for head, tails in sorted(self.nx.adjacency(), key=itemgetter(0)):
            for tail, edges in sorted(tails.items(), key=itemgetter(0)):
                for relation in sorted(edges):
                    yield head, relation, tail, edges[relation]

    def nodes(self, type: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every node as (id, attributes), sorted; only those of one class when `type` is given."""
        for node, data in sorted(self.nx.nodes.items(), key=itemgetter(0)):
            if type is None or data["type"] == type:
                yield node, data

    def confident(self, minimum: float) -> "KnowledgeGraph":
        """The graph of what is believed at least so far, from 0 to 1: its edges, their claims and their entities.

        Papers all stay. An entity of which nothing is left goes, and with it its mentions from `papers`, the count.
        """
        if minimum <= 0:
            return self
        graph = self.nx.copy()
        for head, relation, tail, data in self.edges():
            if data["confidence"] < minimum:
                graph.remove_edge(head, tail, key=relation)
        stated = {tail for _, tail, relation in graph.edges(keys=True) if relation == "states"}
        graph.remove_nodes_from([node for node, _ in self.nodes("Claim") if node not in stated])
        graph.remove_nodes_from([entity.id for entity in self.entities if not graph.degree(entity.id)])
        entities = tuple(entity for entity in self.entities if entity.id in graph)
        for entity in entities:
            graph.nodes[entity.id]["papers"] = papers_naming(graph, entity.id)
        return replace(self, nx=graph, entities=entities)

    # What follows opens later rooms at the moment it is asked to, so that `import kg` stays light.

    def centrality(self, measure: str = "pagerank", *, type: str | None = None) -> "pd.DataFrame":
        """Nodes by centrality, highest first; see `kg.analysis.centrality`."""
        from kg.analysis import centrality

        return centrality(self, measure, type=type)

    def communities(self, *, type: str | None = None, seed: int = 0) -> "pd.DataFrame":
        """Nodes with their community; see `kg.analysis.communities`."""
        from kg.analysis import communities

        return communities(self, type=type, seed=seed)

    def explain(self, name: str) -> "list[EntityExplanation]":
        """Why each entity of that name is one thing, and which look-alikes are not; see `kg.linking.explanation`."""
        from kg.linking.explanation import explain_entities

        return explain_entities(self.readings, self.decisions.lines, name)

    def rdf(self) -> "rdflib.Graph":
        """The graph as RDF; see `kg.export.rdf`."""
        from kg.export.rdf import to_rdflib

        return to_rdflib(self)

    def query(self, question: str, **params: str) -> "pd.DataFrame":
        """The answer to a SPARQL SELECT, or to a saved question ("@top-datasets"); see `kg.query`."""
        from kg.query import ask

        return ask(self, question, params).frame()

    def html(self, path: str | Path, *, focus: str | None = None, depth: int = 1) -> Path:
        """Write the page that explores the graph, opened on `focus` if given; see `kg.page`."""
        from kg.page import page

        Path(path).write_bytes(page(self, focus=focus, depth=depth))
        return Path(path)

    def to_pyvis(self, *, focus: str | None = None, depth: int = 1) -> "Network":
        """The most important nodes, or those near `focus`, as a `Network` of pyvis; see `kg.drawing`."""
        from kg.drawing import network

        return network(self, focus=focus, depth=depth)

    def _repr_html_(self) -> str:
        """What a notebook shows of the graph: how much there is of each class, and what most papers name."""
        from kg.page.notebook import summary

        return summary(self)

    def save(self, folder: str | Path) -> Path:
        """Write every output into `folder`; see `kg.export.save`."""
        from kg.export import save

        return save(self, folder)


def paper_node(paper_id: str) -> str:
    """The node id of a paper: characters that an IRI path cannot hold are percent-encoded.

    >>> paper_node("10.1000/a b")
    'paper/10.1000%2Fa%20b'
    """
    return "paper/" + quote(paper_id, safe="")


def claim_node(paper_id: str, claim: Claim) -> str:
    """The node id of a claim: a hash of where it stands and what is said there."""
    content = f"{paper_id}\n{claim.start}\n{claim.end}\n{claim.type}".encode()
    return "claim/" + hashlib.sha256(content).hexdigest()[:16]


def papers_naming(graph: "nx.MultiDiGraph[str]", entity: str) -> int:
    """How many papers name an entity."""
    return sum(1 for head in graph.predecessors(entity) if head.startswith("paper/"))
