"""Graph → JSON lines: what was read, what could not be read, what was read and then dropped."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kg.graph import KnowledgeGraph


def readings(graph: KnowledgeGraph) -> bytes:
    """What each paper says, one paper a line; the text of a build, from which it can be loaded."""
    return _lines(reading.to_json() for reading in graph.readings)


def rejected(graph: KnowledgeGraph) -> bytes:
    """Records that could not be read, with file, line and reason."""
    return _lines(map(asdict, graph.rejected))


def dropped(graph: KnowledgeGraph) -> bytes:
    """Mentions and relations that one rule proposed and another refused, with its reason."""
    return _lines(map(asdict, graph.dropped))


def _lines(records: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
