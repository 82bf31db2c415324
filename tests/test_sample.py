"""Same in, same out: the bundled sample, built twice in processes that differ in all that must not matter."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg.export import WRITERS
from kg.pipeline import SAMPLE, load

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "outputs" / "sample" / "graph.ttl"


def build(folder: Path, *args: object, seed: int) -> Path:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0"}
    code = "from kg.cli import main; main()"
    command: list[str | Path] = [sys.executable, "-c", code, "build", "--quiet", "-o", folder, *map(str, args)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=folder.parent)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("one") / "sample", "--jobs", 1, seed=1)


def test_two_builds_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = build(tmp_path / "other", "--jobs", 2, SAMPLE / "papers.bib", SAMPLE / "page.txt", seed=2)
    assert sorted(path.name for path in again.iterdir()) == sorted(WRITERS)
    assert [name for name in WRITERS if (again / name).read_bytes() != (built / name).read_bytes()] == []


@pytest.mark.skipif(not GOLDEN.is_file(), reason="outputs/sample/graph.ttl is not built yet")
def test_the_build_is_the_one_that_is_kept(built: Path) -> None:
    assert (built / "graph.ttl").read_bytes() == GOLDEN.read_bytes(), "if the change is meant: kg build"


def test_forty_papers(built: Path) -> None:
    graph = load(built)
    assert len(graph.papers) == 40
    assert "40 papers" in (built / "report.md").read_text(encoding="utf-8").lower().replace("**", "").replace("| ", "")
    assert all(paper.title and paper.abstract and paper.year for paper in graph.papers.values())
    assert sum(len(paper.sources) for paper in graph.papers.values()) == 44


def test_no_two_entities_have_one_name(built: Path) -> None:
    names = Counter((entity.type, entity.label) for entity in load(built).entities)
    assert [name for name, count in names.items() if count > 1] == []
