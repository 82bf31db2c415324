"""build.json: what makes a folder a build of kg."""

import json
from pathlib import Path
from typing import Any

from kg.errors import BadBuild
from kg.folder import settle
from kg.graph import KnowledgeGraph
from kg.version import configuration, release

MARKER = "build.json"


def marker(graph: KnowledgeGraph) -> bytes:
    """Which kg made the build, under which base, with which ontology, what made the readings, and how much is in it."""
    content = {
        "kg": release(),
        "base": graph.base,
        "configuration": configuration(),
        "extractor": graph.extractor,
        "papers": len(graph.papers),
        "nodes": graph.nx.number_of_nodes(),
        "edges": graph.nx.number_of_edges(),
    }
    return (json.dumps(content, indent=2) + "\n").encode()


def read_marker(folder: str | Path) -> dict[str, Any]:
    """What `marker` wrote into the folder.

    Raises
    ------
    BadBuild
        When the folder is not there or is no build.
    """
    settle(folder)
    path = Path(folder) / MARKER
    if not path.is_file():
        raise BadBuild(f"{folder} is no build of kg: it has no {MARKER}; make one with kg build -o {folder}")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadBuild(f"{path}: not JSON ({error}); build again into an empty folder") from error
    if not isinstance(content, dict) or not {"kg", "base"} <= content.keys():
        raise BadBuild(f"{path}: not written by kg; it has no version and base")
    return content
