"""What is worth telling of a difference, the weightiest first, and in which words."""

from collections.abc import Iterable, Iterator

from kg import ontology
from kg.difference.claims import claims_of
from kg.difference.difference import Changed, ChangedEdge, Difference, Edge, sentences
from kg.graph import KnowledgeGraph, paper_node
from kg.model import Paper, Result

KINDS = ("papers", "entities", "claims", "edges", "evidence")
_TURNS = {"increase": "up ", "decrease": "down ", None: ""}


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number of things in words.

    >>> counted(1, "paper"), counted(2000, "entity", "entities")
    ('1 paper', '2,000 entities')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def sizes(graph: KnowledgeGraph) -> tuple[int, ...]:
    """How many a graph has of each of KINDS."""
    edges = [(head, relation, tail) for head, tail, relation in graph.nx.edges(keys=True)]
    evidence = sum(sentences(graph, edge) for edge in edges)
    return len(graph.papers), len(graph.entities), len(claims_of(graph)), len(edges), evidence


def moves(difference: Difference) -> Iterator[tuple[int, int, int]]:
    """How many of each of KINDS came, went and changed; what became another is in none of them."""
    for changes in (difference.papers, difference.entities, difference.claims, difference.edges):
        yield len(changes.came), len(changes.went), len(changes.changed)
    yield *difference.evidence(), 0


def same(difference: Difference) -> str:
    """That there is no difference, in a sentence."""
    papers, entities, _, edges, _ = sizes(difference.after)
    of = f"{counted(papers, 'paper')}, {counted(entities, 'entity', 'entities')} and {counted(edges, 'edge')}"
    return f"No difference: both builds have the same {of}."


def relation_label(relation: str) -> str:
    """What a kind of edge is called."""
    known = ontology.edges()
    return known[relation].label if relation in known else relation


def newest(graph: KnowledgeGraph, papers: Iterable[str]) -> list[Paper]:
    """Papers, the latest first, those without a year last."""
    found = sorted((graph.papers[paper] for paper in papers), key=lambda paper: paper.id)
    return sorted(found, key=lambda paper: paper.date or "" if paper.year else "", reverse=True)


def introduced(graph: KnowledgeGraph, paper: Paper) -> Iterator[str]:
    """The entities that a paper introduces."""
    for _, tail, relation in graph.nx.out_edges(paper_node(paper.id), keys=True):
        if relation == "introduces":
            yield tail


def contribution(graph: KnowledgeGraph, paper: Paper) -> str | None:
    """The first sentence of a paper that says what it contributes."""
    nodes = graph.nx.nodes
    claims = (nodes[node] for node in graph.nx.successors(paper_node(paper.id)) if nodes[node]["type"] == "Claim")
    first = sorted((data["claim"].start, data["quote"]) for data in claims if data["claim"].type == "contribution")
    return first[0][1] if first else None


def introducing(graph: KnowledgeGraph, entity: str) -> list[Paper]:
    """The papers that introduce an entity, the latest first."""
    heads = (head for head, _, relation in graph.nx.in_edges(entity, keys=True) if relation == "introduces")
    return newest(graph, (graph.nx.nodes[head]["paper"].id for head in heads))


def most_named(graph: KnowledgeGraph, entities: Iterable[str], type: str | None = None) -> list[str]:
    """Entities, or those of a class, by how many papers name them; of equals those that a paper introduces first."""
    nodes = graph.nx.nodes
    found = (node for node in entities if type in (None, nodes[node]["type"]))
    return sorted(found, key=lambda node: (-nodes[node]["papers"], not introducing(graph, node), node))


def grown(entities: Iterable[Changed]) -> list[tuple[str, int, int]]:
    """The entities that more papers name, with how many did and do, those that grew most first."""
    papers = ((change.after, field) for change in entities for field in change.fields if field.name == "papers")
    more = ((node, field.before, field.after) for node, field in papers if field.after > field.before)
    return sorted(more, key=lambda item: (item[1] - item[2], item[0]))


def surest(graph: KnowledgeGraph, edges: Iterable[Edge], relations: Iterable[str]) -> list[Edge]:
    """The edges of some relations, those that most papers say first, then by confidence."""
    wanted = set(relations)

    def rank(edge: Edge) -> tuple[float, float, Edge]:
        data = graph.nx.edges[edge[0], edge[2], edge[1]]
        return -data["weight"], -data["confidence"], edge

    return sorted((edge for edge in edges if edge[1] in wanted), key=rank)


def most_changed(edges: Iterable[ChangedEdge]) -> list[ChangedEdge]:
    """Edges between entities, those that most papers more or fewer say first, then by change of confidence."""

    def rank(edge: ChangedEdge) -> tuple[float, float, Edge]:
        return -abs(edge.weight[1] - edge.weight[0]), -abs(edge.confidence[1] - edge.confidence[0]), edge.before

    return sorted((edge for edge in edges if edge.after[1] in ontology.relations()), key=rank)


def results(graph: KnowledgeGraph, claims: Iterable[str]) -> list[str]:
    """The claims that measure something, those of the latest papers first, in their order there."""
    nodes = graph.nx.nodes
    found = [node for node in claims if any(result.value for result in nodes[node]["claim"].results)]
    papers = newest(graph, {nodes[nodes[node]["paper"]]["paper"].id for node in found})
    rank = {paper_node(paper.id): at for at, paper in enumerate(papers)}
    return sorted(found, key=lambda node: (rank[nodes[node]["paper"]], nodes[node]["claim"].start, node))


def subject(graph: KnowledgeGraph, claim: str) -> str | None:
    """What a claim is about, where it says so."""
    tails = (tail for _, tail, relation in graph.nx.out_edges(claim, keys=True) if relation == "about")
    return next((str(graph.nx.nodes[tail]["label"]) for tail in tails), None)


def measured(result: Result) -> str:
    """What a result says.

    >>> measured(Result("accuracy", "2%", dataset="ToyNet", baseline="PlainNet", direction="increase"))
    'accuracy up 2% over PlainNet on ToyNet'
    """
    words = (
        result.metric,
        result.value and f"{_TURNS[result.direction]}{result.value}",
        result.baseline and f"over {result.baseline}",
        result.dataset and f"on {result.dataset}",
    )
    return " ".join(word for word in words if word)
