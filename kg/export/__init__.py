"""Graph → folder: every file a build writes, all of them or none."""

import os
from collections.abc import Callable
from pathlib import Path

from kg.collection import no_collection
from kg.errors import BadBuild
from kg.export import graphml, html, marker, rdf, records, report, tables
from kg.export.marker import MARKER, read_marker
from kg.export.shapes import validate
from kg.folder import held, staging, swap
from kg.graph import KnowledgeGraph

__all__ = ["MARKER", "WRITERS", "check_folder", "put", "read_marker", "save"]

WRITERS: dict[str, Callable[[KnowledgeGraph], bytes]] = {
    "readings.jsonl": records.readings,
    "graph.ttl": rdf.turtle,
    "graph.nt": rdf.ntriples,
    "graph.html": html.html,
    "graph.graphml": graphml.graphml,
    "nodes.csv": tables.nodes,
    "edges.csv": tables.edges,
    "rejected.jsonl": records.rejected,
    "dropped.jsonl": records.dropped,
    "decisions.tsv": records.decisions,
    "report.md": report.report,
    MARKER: marker.marker,
}


def save(graph: KnowledgeGraph, folder: str | Path) -> Path:
    """Write every output into `folder`, which is new, empty, or a build that gives way to this one.

    Everything is written beside the folder first and moved into its place at the end, so that whatever happens
    the folder holds one whole build. Files in it that are not ours are kept.

    Raises
    ------
    BadBuild
        When the folder is a file, holds something else, is being written by another process or cannot be, or when
        the RDF breaks the shapes.
    """
    with held(folder) as target:
        put(graph, target)
    return Path(folder)


def put(graph: KnowledgeGraph, target: Path) -> None:
    """Do what `save` does to a folder that is held already (`kg.folder`)."""
    check_folder(target)
    with staging(target) as fresh:
        _write(graph, fresh)
        swap(fresh, target)


def check_folder(folder: str | Path) -> None:
    """Whether a build may be written into `folder`: it is new, empty or a build.

    Raises
    ------
    BadBuild
        When it is a file or holds something else.
    """
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise BadBuild(f"{target} is a file; name a folder, new or of an earlier build")
    if target.is_dir() and any(target.iterdir()):
        if not (target / MARKER).is_file():
            raise BadBuild(f"{target} holds something that is no build of kg; name another folder, or empty this one")
        read_marker(target)


def _write(graph: KnowledgeGraph, folder: Path) -> None:
    with no_collection():
        for name, write in WRITERS.items():
            with (folder / name).open("wb") as file:
                file.write(write(graph))
                file.flush()
                os.fsync(file.fileno())
        with (folder / "graph.nt").open(encoding="utf-8", newline="\n") as ntriples:
            validate(ntriples)
