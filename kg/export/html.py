"""Graph → one HTML page to explore it."""

from kg.graph import KnowledgeGraph
from kg.page import page


def html(graph: KnowledgeGraph) -> bytes:
    """The graph as a page that needs nothing else: no network, no other file."""
    return page(graph)
