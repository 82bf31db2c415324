"""Graph → folder: every file a build writes, all of them or none."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BadBuild
from kg.export import graphml, html, marker, rdf, records, report, tables
from kg.export.marker import MARKER, read_marker
from kg.graph import KnowledgeGraph

__all__ = ["MARKER", "WRITERS", "check_folder", "read_marker", "save"]

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
        When the folder is a file or holds something else, cannot be written, or the RDF breaks the shapes.
    """
    target = Path(folder).resolve()
    try:
        _recover(target)
        check_folder(target)
        with _staging(target) as staging:
            _write(graph, staging)
            _swap(staging, target)
    except OSError as error:
        raise BadBuild(f"{folder}: the build cannot be written here: {error.strerror or error}") from error
    return Path(folder)


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


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    """A folder beside the target that is gone afterwards, whatever happened, and with it those of killed builds."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for path in list(target.parent.iterdir()):
        if path.name.startswith(_beside(target, "new-").name):
            shutil.rmtree(path, ignore_errors=True)
    staging = _beside(target, f"new-{secrets.token_hex(4)}")
    try:
        staging.mkdir()
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(graph: KnowledgeGraph, staging: Path) -> None:
    from kg.export.shapes import validate  # pySHACL takes a second to import, and reading a build never needs it

    for name, write in WRITERS.items():
        with (staging / name).open("wb") as file:
            file.write(write(graph))
            file.flush()
            os.fsync(file.fileno())
    validate((staging / "graph.nt").read_bytes())


def _swap(staging: Path, target: Path) -> None:
    old = _beside(target, "old")
    try:
        if target.exists():
            target.rename(old)
        staging.rename(target)
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
    _retire(old, target)


def _recover(target: Path) -> None:
    """Undo, or finish, what a build that was killed in the middle of `_swap` left behind."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    _retire(old, target)


def _retire(old: Path, target: Path) -> None:
    """Delete the old build, but not what others put there."""
    if not old.exists():
        return
    for path in sorted(old.iterdir()):
        if path.name not in WRITERS and not (target / path.name).exists():
            path.rename(target / path.name)
    shutil.rmtree(old)


def _beside(target: Path, purpose: str) -> Path:
    return target.with_name(f".{target.name}.{purpose}")
