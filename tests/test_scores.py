"""What is read is as good as it was: floors under the scores on annotated abstracts, where those are at hand."""

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from kg.evaluation import Evaluation, evaluate, read_gold
from kg.jsonlines import to_line
from kg.model import Reading
from kg.pipeline import read

EVAL = Path(__file__).parents[1] / "../shared/eval"
pytestmark = pytest.mark.skipif(not EVAL.is_dir(), reason="the annotated abstracts (../shared/eval) are not here")
FLOORS = {
    "seed_dev": {
        "entity ALL": 0.735,
        "entity Method": 0.74,
        "entity Dataset": 0.86,
        "entity Task": 0.64,
        "entity Metric": 0.70,
        "entity role": 0.80,
        "claim sentence": 0.90,
        "claim type": 0.84,
        "claim result value": 0.85,
        "role accuracy": 0.83,
        "relation document": 0.31,
    },
    "acronyms_dev": {"acronym definition": 0.96},
    "scierc_dev": {"mention exact ALL": 0.52},
    "scier_dev": {"mention exact ALL": 0.68, "relation exact ALL": 0.21},
    "csabstruct_dev": {"role accuracy": 0.64},
}


@pytest.fixture(scope="module")
def readings() -> dict[str, list[Reading]]:
    """The readings of every set; all are read in one go, by two processes."""
    papers = {name: [line.paper for line in read_gold(EVAL / f"{name}.jsonl").lines] for name in FLOORS}
    done = read([paper for many in papers.values() for paper in many], jobs=2)
    return {name: list(islice(done, len(many))) for name, many in papers.items()}


@pytest.fixture(scope="module")
def evaluations(readings: dict[str, list[Reading]]) -> dict[str, Evaluation]:
    return {name: evaluate(read_gold(EVAL / f"{name}.jsonl"), readings[name]) for name in FLOORS}


@pytest.mark.parametrize(
    ("name", "figure", "floor"),
    [(name, figure, floor) for name, floors in FLOORS.items() for figure, floor in floors.items()],
)
def test_a_score_stays_above_its_floor(
    evaluations: dict[str, Evaluation], name: str, figure: str, floor: float
) -> None:
    assert {score.figure: score.f1 for score in evaluations[name].scores}[figure] >= floor


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("every", [1, 3])
def test_the_figures_are_those_of_the_reference(
    readings: dict[str, list[Reading]], tmp_path: Path, name: str, every: int
) -> None:
    """To the last digit, on all readings and when two thirds of them are missing."""
    gold, some = EVAL / f"{name}.jsonl", readings[name][::every]
    ours = evaluate(read_gold(gold), some)
    figures = {
        score.figure: {key: value for key, value in score.to_json().items() if key not in {"low", "high"}}
        for score in ours.scores
    }
    if ours.unread:
        figures["papers without a reading"] = {"gold": ours.papers, "said": ours.unread}
    assert figures == reference(gold, some, tmp_path / "readings.jsonl")


def reference(gold: Path, readings: list[Reading], path: Path) -> dict[str, Any]:
    lines = [to_line(reading).decode() for reading in readings]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    command: list[str | Path] = [sys.executable, EVAL / "score.py", gold, path, "--json"]
    ran = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


def test_every_paper_is_read(evaluations: dict[str, Evaluation]) -> None:
    assert [name for name, evaluation in evaluations.items() if evaluation.unread] == []
