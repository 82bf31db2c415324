"""Graph → what was read, what could not be, what was read and then dropped, and what the user decided."""

from kg.graph import KnowledgeGraph
from kg.jsonlines import to_line


def readings(graph: KnowledgeGraph) -> bytes:
    """What each paper says, one paper a line; the text of a build, from which it can be loaded."""
    return b"".join(map(to_line, graph.readings))


def rejected(graph: KnowledgeGraph) -> bytes:
    """Records that could not be read, with file, line and reason."""
    return b"".join(map(to_line, graph.rejected))


def dropped(graph: KnowledgeGraph) -> bytes:
    """Mentions and relations that one rule proposed and another refused, with its reason."""
    return b"".join(map(to_line, graph.dropped))


def decisions(graph: KnowledgeGraph) -> bytes:
    """The user's own decisions about names, which the next build into the folder follows."""
    return graph.decisions.text.encode()
