"""The version of the extractor changes with whatever decides a reading, and with nothing else of the code."""

import ast
import shutil
from pathlib import Path

import pytest

from kg import version
from kg.language import PIPELINES

HOUSE = version.HOUSE


def imported(path: Path) -> set[str]:
    """The rooms that a file imports from, wherever it does."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kg":
            names = [node.module.split(".")[1]] if "." in node.module else [alias.name for alias in node.names]
            found.update(names)
    return found


def files_of(room: str) -> list[Path]:
    return sorted((HOUSE / room).rglob("*.py")) or [HOUSE / f"{room}.py"]


def test_the_rooms_are_those_that_reading_needs() -> None:
    needed, todo = {"reading"}, ["reading"]
    while todo:
        found = {room for path in files_of(todo.pop()) for room in imported(path)} - needed
        needed |= found
        todo += found
    assert set(version.ROOMS) == needed


def test_the_pipelines_are_among_the_packages() -> None:
    assert {name.replace("_", "-") for name in PIPELINES} <= set(version.PACKAGES)


@pytest.mark.parametrize(
    ("file", "decides"),
    [("mentions/decide.py", True), ("reading.py", True), ("naming.py", True), ("graph.py", False), ("new.py", False)],
)
def test_code_that_reads_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, decides: bool) -> None:
    shutil.copytree(HOUSE, tmp_path / "kg", ignore=shutil.ignore_patterns("weights", "__pycache__", "sample"))
    monkeypatch.setattr(version, "HOUSE", tmp_path / "kg")
    before = version.extractor.__wrapped__()
    (tmp_path / "kg" / file).open("a", encoding="utf-8").write("\n# A thought.\n")
    assert (version.extractor.__wrapped__() != before) is decides


def test_packages_and_configuration_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    before = version.extractor.__wrapped__()
    monkeypatch.setattr(version, "installed", lambda package: "9.9")
    upgraded = version.extractor.__wrapped__()
    monkeypatch.setattr(version, "configuration", lambda: "other patterns")
    assert len({before, upgraded, version.extractor.__wrapped__()}) == 3
