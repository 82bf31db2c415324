"""The house keeps its order: a room imports only from rooms before it, and each thing has its one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.export import WRITERS
from kg.mentions import FINDERS
from kg.papers import READERS

HOUSE = Path(__file__).parents[1] / "kg"
ROOMS = (
    *("errors", "characters", "collection", "model", "naming", "ontology", "version", "words"),
    *("names", "identities", "patterns"),
    *("jsonlines", "journal", "folder"),
    *("papers", "language", "sentences", "mentions", "results", "claims", "relations", "reading"),
    *("linking", "belief", "agreement", "graph", "assembly", "analysis", "layout", "page", "drawing"),
    *("export", "query"),
    *("store", "pipeline", "difference"),
    *("explanation", "check", "evaluation", "cli", "__main__", "training"),
)
SPACY = {"language", "sentences", "mentions", "claims", "relations", "reading", "patterns", "training"}
FILES = sorted(path for path in HOUSE.rglob("*.py") if path != HOUSE / "__init__.py")
TREES = {path.relative_to(HOUSE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
files = pytest.mark.parametrize(("file", "tree"), TREES.items(), ids=TREES)


def room_of(file: str) -> str:
    return file.split("/")[0].removesuffix(".py")


def modules(nodes: list[ast.stmt]) -> Iterator[str]:
    """What is imported when the file is: not inside functions, not for type checkers only."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_used(tree: ast.Module) -> set[str]:
    return {name.split(".")[1] for name in modules(tree.body) if name.startswith("kg.")}


def everywhere(tree: ast.Module) -> set[str]:
    return set(modules([node for node in ast.walk(tree) if isinstance(node, ast.stmt)]))


@files
def test_every_file_is_in_a_room(file: str, tree: ast.Module) -> None:
    assert room_of(file) in ROOMS


@files
def test_no_import_points_forward(file: str, tree: ast.Module) -> None:
    here = ROOMS.index(room_of(file))
    assert {room for room in rooms_used(tree) if ROOMS.index(room) > here} == set()


@files
def test_spacy_stays_in_the_rooms_of_language(file: str, tree: ast.Module) -> None:
    uses = any(name.split(".")[0] == "spacy" for name in everywhere(tree))
    assert not uses or room_of(file) in SPACY


@files
def test_only_the_command_line_prints(file: str, tree: ast.Module) -> None:
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    printed = any(isinstance(call, ast.Name) and call.id == "print" for call in calls)
    assert not printed or room_of(file) == "cli"


@files
def test_nothing_reaches_for_the_network_or_runs_text(file: str, tree: ast.Module) -> None:
    assert not {name.split(".")[0] for name in everywhere(tree)} & {
        "requests",
        "http",
        "socket",
        "pickle",
        "subprocess",
    }
    assert not any(name.startswith("urllib.request") for name in everywhere(tree))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"eval", "exec", "compile", "__import__"}


@files
def test_no_file_is_too_long(file: str, tree: ast.Module) -> None:
    assert len((HOUSE / file).read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize(
    ("folder", "members"),
    [
        ("papers", {reader.read.__module__ for reader in READERS.values()}),
        ("mentions", {find.__module__ for find in FINDERS.values()}),
        ("export", {write.__module__ for write in WRITERS.values()}),
    ],
)
def test_the_table_of_a_folder_lists_its_members(folder: str, members: set[str]) -> None:
    serves = {
        "papers": {"dates", "identity", "inputs", "json_values", "latex", "lookup", "merge", "records", "xml"},
        "mentions": {"acronyms", "candidates", "decide", "matching", "referee", "roles", "tokens", "word_classes"},
        "export": {
            "blocks",
            "constraints",
            "description",
            "forms",
            "nodes",
            "rules",
            "shapes",
            "statements",
            "terms",
        },
    }
    listed = {name.removeprefix(f"kg.{folder}.") for name in members}
    assert {path.stem for path in (HOUSE / folder).glob("*.py")} - {"__init__"} == listed | serves[folder]
