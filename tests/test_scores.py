"""What is read is as good as it was: floors under the scores on annotated abstracts, where those are at hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.model import Paper
from kg.pipeline import read

EVAL = Path(__file__).parents[1] / "../shared/eval"
pytestmark = pytest.mark.skipif(not EVAL.is_dir(), reason="the annotated abstracts (../shared/eval) are not here")
FLOORS = {
    "seed_dev": {
        "entity ALL": 0.70,
        "entity Dataset": 0.82,
        "claim sentence": 0.82,
        "role accuracy": 0.75,
        "relation document": 0.22,
    },
    "acronyms_dev": {"acronym definition": 0.96},
    "scierc_dev": {"mention exact ALL": 0.45},
    "scier_dev": {"mention exact ALL": 0.70},
    "csabstruct_dev": {"role accuracy": 0.63},
}
Scores = dict[str, dict[str, float]]


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scores]:
    """The report on every set; all are read in one go, by two processes."""
    folder = tmp_path_factory.mktemp("readings")
    papers = {name: papers_of(EVAL / f"{name}.jsonl") for name in FLOORS}
    readings = read([paper for many in papers.values() for paper in many], jobs=2)
    for name, many in papers.items():
        lines = [json.dumps(next(readings).to_json()) for _ in many]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return {name: score(name, folder / f"{name}.jsonl") for name in FLOORS}


def papers_of(path: Path) -> list[Paper]:
    gold = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Paper(paper["id"], paper["title"], paper["abstract"]) for paper in gold]


def score(name: str, readings: Path) -> Scores:
    command: list[str | Path] = [sys.executable, EVAL / "score.py", EVAL / f"{name}.jsonl", readings, "--json"]
    ran = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    report: Scores = json.loads(ran.stdout)
    return report


@pytest.mark.parametrize(
    ("name", "measure", "floor"),
    [(name, measure, floor) for name, floors in FLOORS.items() for measure, floor in floors.items()],
)
def test_a_score_stays_above_its_floor(scores: dict[str, Scores], name: str, measure: str, floor: float) -> None:
    assert scores[name][measure]["F1"] >= floor


def test_every_paper_is_read(scores: dict[str, Scores]) -> None:
    assert [name for name, report in scores.items() if "papers without a reading" in report] == []
