"""Which claims of two builds are the same."""

from collections import defaultdict
from collections.abc import Iterable

from kg.graph import KnowledgeGraph


def claims_of(graph: KnowledgeGraph) -> list[str]:
    """The claims of a graph."""
    return [node for node, data in graph.nx.nodes(data=True) if data["type"] == "Claim"]


def same_claims(before: KnowledgeGraph, after: KnowledgeGraph) -> dict[str, str]:
    """The claims of both builds: the same sentences, and of the others those at the same place of a paper."""
    here, there = _by_sentence(before), _by_sentence(after)
    same = {here[sentence]: there[sentence] for sentence in here.keys() & there.keys()}
    places = _by_place(before, set(here.values()) - same.keys())
    others = _by_place(after, set(there.values()) - set(same.values()))
    return same | {places[place]: others[place] for place in places.keys() & others.keys()}


def _by_sentence(graph: KnowledgeGraph) -> dict[tuple[str, str, int], str]:
    """Claims by paper and sentence; of equal sentences, the first, the second and so on."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    found = {}
    nodes = graph.nx.nodes
    for node in sorted(claims_of(graph), key=lambda node: (nodes[node]["claim"].start, node)):
        sentence = nodes[node]["paper"], nodes[node]["quote"]
        found[*sentence, counts[sentence]] = node
        counts[sentence] += 1
    return found


def _by_place(graph: KnowledgeGraph, claims: Iterable[str]) -> dict[tuple[str, int, int], str]:
    nodes = graph.nx.nodes
    return {(nodes[it]["paper"], nodes[it]["claim"].start, nodes[it]["claim"].end): it for it in sorted(claims)}
