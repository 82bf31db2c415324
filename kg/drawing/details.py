"""What the page shows: which nodes are drawn, and the papers, names and sentences behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg import ontology
from kg.analysis import centrality
from kg.graph import KnowledgeGraph, paper_node
from kg.model import Claim, Evidence, Paper
from kg.page.choice import named, near
from kg.page.shown import link

MOST = 2000  # more nodes pyvis draws too slowly, and nobody could read them


@dataclass(frozen=True, slots=True)
class Choice:
    """What fits the page, most important first: entities by PageRank, papers by how much they say."""

    entities: tuple[str, ...]
    papers: tuple[str, ...]
    rank: Mapping[str, float]

    @property
    def drawn(self) -> tuple[str, ...]:
        """The nodes of the picture."""
        return self.entities + self.papers


def choose(graph: KnowledgeGraph, limit: int = MOST, focus: str | None = None, depth: int = 1) -> Choice:
    """At most `limit` nodes, of which papers take at most half; with a focus those up to `depth` steps from it.

    Raises
    ------
    BadInput
        When nothing in the graph is called as `focus` says.
    """
    rank = _rank(graph)
    among = graph.nx if focus is None else near(graph, named(graph, focus), depth)
    papers = sorted(
        (node for node, _ in graph.nodes("Paper") if node in among),
        key=lambda node: (-graph.nx.out_degree(node), node),
    )
    entities = sorted(
        (entity.id for entity in graph.entities if entity.id in among), key=lambda node: (-rank[node], node)
    )
    papers = papers[: max(limit // 2, limit - len(entities))]
    return Choice(tuple(entities[: limit - len(papers)]), tuple(papers), rank)


def details(graph: KnowledgeGraph, choice: Choice) -> dict[str, Any]:
    """Everything the panel shows, as plain data: nodes in order of `choice`, then what else its papers name and claim.

    Nodes and papers are referred to by their place in their lists. A quote is not written out but given by its
    offsets, which count characters of the paper's text.
    """
    papers = {graph.nx.nodes[node]["paper"].id: index for index, node in enumerate(choice.papers)}
    edges = [(head, name, tail, data, _evidence(data["evidence"], papers)) for head, name, tail, data in graph.edges()]
    edges = [edge for edge in edges if edge[-1]]
    ends = sorted({node for head, _, tail, *_ in edges for node in (head, tail)} - {*choice.drawn})
    nodes = [*choice.drawn, *(node for node in ends if graph.nx.nodes[node]["type"] != "Paper")]
    at = {node: index for index, node in enumerate(nodes)}
    return {
        "count": _count(graph, choice),
        "note": _note(graph, choice),
        "classes": _classes(graph),
        "relations": _relations(),
        "papers": [_paper(graph.papers[paper], at[paper_node(paper)]) for paper in papers],
        "nodes": [_node(node, graph.nx.nodes[node], papers) for node in nodes],
        "edges": [
            [at[head], name, at[tail], data["weight"], data["confidence"], evidence]
            for head, name, tail, data, evidence in edges
        ],
    }


def _rank(graph: KnowledgeGraph) -> dict[str, float]:
    if not len(graph.nx):
        return {}
    ranked = centrality(graph, "pagerank")
    return dict(zip(ranked["id"].tolist(), ranked["value"].tolist(), strict=True))


def _evidence(pieces: Iterable[Evidence], papers: Mapping[str, int]) -> list[list[Any]]:
    """Evidence as [paper, start, end, rules, confidence, marks], what one sentence says put together."""
    sentences: dict[tuple[int, int, int], list[Evidence]] = defaultdict(list)
    for piece in pieces:
        if piece.paper in papers:
            sentences[papers[piece.paper], piece.start, piece.end].append(piece)
    return [
        [
            *place,
            ", ".join(sorted({piece.rule for piece in same})),
            max(piece.confidence for piece in same),
            sorted({mark for piece in same for mark in piece.marks}),
        ]
        for place, same in sorted(sentences.items())
    ]


def _count(graph: KnowledgeGraph, choice: Choice) -> str:
    drawn, whole = len(choice.drawn), len(graph.papers) + len(graph.entities)
    return f"{whole:,} nodes" if drawn == whole else f"Showing {drawn:,} of {whole:,} nodes"


def _note(graph: KnowledgeGraph, choice: Choice) -> str:
    claims = sum(1 for _ in graph.nodes("Claim"))
    note = f"{claims:,} claims are not drawn; they are listed with their paper and with what they are about."
    if len(choice.drawn) == len(graph.papers) + len(graph.entities):
        return note
    if len(choice.papers) < len(graph.papers):
        return f"{note} Sentences are shown from the {len(choice.papers):,} papers that name most."
    return f"{note} What is not drawn can be found by its name."


def _classes(graph: KnowledgeGraph) -> dict[str, dict[str, Any]]:
    return {
        name: {"colour": style.colour, "shape": style.shape, "count": sum(1 for _ in graph.nodes(name))}
        for name, style in ontology.style().items()
    }


def _relations() -> dict[str, str]:
    return {name: edge.label for name, edge in ontology.edges().items()}


def _node(node: str, data: Mapping[str, Any], papers: Mapping[str, int]) -> dict[str, Any]:
    shown = {"id": node, "type": data["type"], "label": data["label"]}
    if "paper" in data and isinstance(data["paper"], Paper):
        return shown | {"paper": papers[data["paper"].id], "about": _printed(data["paper"])}
    if "claim" in data:
        return shown | {"label": data["quote"], "facts": _claim_facts(data["claim"])}
    count = data["papers"]
    about = f"Named by {count:,} {'paper' if count == 1 else 'papers'}"
    return shown | {"aliases": [name for name in data["entity"].aliases if name != data["label"]], "about": about}


def _paper(paper: Paper, node: int) -> dict[str, Any]:
    return {"node": node, "text": paper.text, "abstract": len(paper.text) - len(paper.abstract), "link": link(paper)}


def _printed(paper: Paper) -> str:
    return " · ".join(filter(None, (", ".join(paper.authors), paper.venue, paper.date)))


def _claim_facts(claim: Claim) -> list[str]:
    tone = [word for word, true in (("hedged", claim.hedged), ("negative", claim.negative)) if true]
    results = [": ".join(filter(None, (result.metric, result.value))) for result in claim.results]
    return [" · ".join([claim.type, claim.relation, *tone]), *results]
