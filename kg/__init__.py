"""A knowledge graph of scientific abstracts in which every edge shows the sentence it was read from."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.graph import KnowledgeGraph
    from kg.model import Paper, Reading
    from kg.pipeline import add, build, load, remove

__all__ = ["KgError", "KnowledgeGraph", "Paper", "Reading", "add", "build", "load", "remove"]

_HOMES = {
    "KgError": "kg.errors",
    "KnowledgeGraph": "kg.graph",
    "Paper": "kg.model",
    "Reading": "kg.model",
    "add": "kg.pipeline",
    "build": "kg.pipeline",
    "load": "kg.pipeline",
    "remove": "kg.pipeline",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import kg` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
