"""Every writer's contract, and that a folder always holds one whole build."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.assembly import assemble
from kg.errors import BadBuild
from kg.export import MARKER, WRITERS, read_marker, save
from kg.export.rdf import ntriples
from kg.graph import KnowledgeGraph
from kg.model import Dropped, Linking

ROOT = Path(__file__).parent.parent.parent
FINGERPRINTS = """
import hashlib
from kg.export import WRITERS
from tests.conftest import example
graph = example()
print({name: hashlib.sha256(write(graph)).hexdigest() for name, write in WRITERS.items()})
"""


@pytest.fixture(scope="module")
def full_graph(example_graph: KnowledgeGraph) -> KnowledgeGraph:
    return replace(example_graph, dropped=(Dropped("plain", "mention", 0, 8, "PlainNet", "Task", "a:b", "other type"),))


@pytest.mark.parametrize("name", WRITERS)
def test_writer_gives_lines_of_utf8(full_graph: KnowledgeGraph, name: str) -> None:
    content = WRITERS[name](full_graph)
    assert content.decode("utf-8").strip()
    assert content.endswith(b"\n")
    assert b"\r" not in content
    assert content == WRITERS[name](full_graph)


@pytest.mark.parametrize("name", WRITERS)
def test_writer_can_write_an_empty_graph(name: str) -> None:
    assert isinstance(WRITERS[name](assemble([], Linking((), {}))), bytes)


def test_same_bytes_under_every_hash_seed() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", FINGERPRINTS],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_saves_every_file_and_nothing_else(example_graph: KnowledgeGraph, tmp_path: Path) -> None:
    folder = save(example_graph, tmp_path / "new" / "build")
    assert sorted(path.name for path in folder.iterdir()) == sorted(WRITERS)
    assert [path.name for path in folder.parent.iterdir()] == ["build"]
    marker = read_marker(folder)
    assert (marker["base"], marker["papers"]) == ("https://example.org/kg/", 3)
    assert marker["nodes"] == example_graph.nx.number_of_nodes()


def test_replaces_a_build_and_keeps_what_is_not_ours(example_graph: KnowledgeGraph, tmp_path: Path) -> None:
    folder = save(example_graph, tmp_path / "build")
    (folder / "report.md").write_text("old")
    (folder / "notes.txt").write_text("mine")
    save(example_graph, folder)
    assert (folder / "report.md").read_text(encoding="utf-8") != "old"
    assert (folder / "notes.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_fills_an_empty_folder(example_graph: KnowledgeGraph, tmp_path: Path) -> None:
    save(example_graph, tmp_path)
    assert (tmp_path / MARKER).is_file()


def test_does_not_touch_a_folder_that_is_no_build(example_graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(BadBuild, match="no build of kg"):
        save(example_graph, tmp_path)
    (tmp_path / MARKER).write_text('{"name": "somebody else"}')
    with pytest.raises(BadBuild, match="not written by kg"):
        save(example_graph, tmp_path)
    assert (tmp_path / "thesis.tex").read_text() == "years of work"


def test_does_not_touch_a_file(example_graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    for target in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(BadBuild, match="file"):
            save(example_graph, target)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def broken(error: BaseException) -> Callable[[KnowledgeGraph], bytes]:
    def write(graph: KnowledgeGraph) -> bytes:
        raise error

    return write


@pytest.mark.parametrize(
    ("raised", "expected"),
    [(OSError(errno.ENOSPC, "No space left on device"), BadBuild), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_build_that_dies_leaves_the_old_one(
    example_graph: KnowledgeGraph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    raised: BaseException,
    expected: type[BaseException],
) -> None:
    folder = save(example_graph, tmp_path / "build")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setitem(WRITERS, "report.md", broken(raised))
    with pytest.raises(expected):
        save(replace(example_graph, base="https://example.org/other/"), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_rename_that_fails_brings_the_old_build_back(
    example_graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = save(example_graph, tmp_path / "build")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(BadBuild, match="Permission denied"):
        save(example_graph, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["build"]
    assert read_marker(folder)


def test_takes_up_after_a_build_that_was_killed(example_graph: KnowledgeGraph, tmp_path: Path) -> None:
    folder = save(example_graph, tmp_path / "build")
    (folder / "notes.txt").write_text("mine")
    folder.rename(tmp_path / ".build.old")
    (tmp_path / ".build.new").mkdir()
    save(example_graph, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["build"]
    assert (folder / "notes.txt").read_text() == "mine"


def test_rdf_that_breaks_the_shapes_is_not_saved(
    example_graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ntriples(example_graph).splitlines(keepends=True)
    unnamed = b"".join(line for line in lines if b"#prefLabel>" not in line)
    monkeypatch.setitem(WRITERS, "graph.nt", lambda graph: unnamed)
    with pytest.raises(BadBuild, match=r"shapes\.ttl"):
        save(example_graph, tmp_path / "build")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("content", "reason"), [("", "not JSON"), ("[]", "not written by kg")])
def test_marker_that_is_none(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(BadBuild, match="is no build of kg"):
        read_marker(tmp_path)
    (tmp_path / MARKER).write_text(content)
    with pytest.raises(BadBuild, match=reason):
        read_marker(tmp_path)
