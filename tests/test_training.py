"""Weights can be learnt anew: on two toy abstracts, what is learnt has the shape that the readers of weights expect."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.mentions.referee import NONE
from kg.ontology import sentence_roles
from kg.training.annotated import Annotated, read
from kg.training.mentions import learn_mentions
from kg.training.roles import learn_roles

ABSTRACT = (
    "Sorting pictures is hard. We propose ToyNet for image classification. ToyNet reaches 81% accuracy on CIFAR-10."
)
STARTS = [0, 26, 70]


def toy(title: str) -> dict[str, Any]:
    offset = len(title) + 1
    ends = [25, 69, len(ABSTRACT)]
    roles = ["background", "contribution", "result"]
    return {
        "title": title,
        "abstract": ABSTRACT,
        "entities": [
            {"type": "Method", "mentions": ["ToyNet"]},
            {"type": "Task", "mentions": ["image classification"]},
            {"type": "Dataset", "mentions": ["CIFAR-10"]},
        ],
        "sentences": [
            {"start": start + offset, "end": end + offset, "labels": [role]}
            for start, end, role in zip(STARTS, ends, roles, strict=True)
        ],
        "claims": [{"start": STARTS[1] + offset, "readings": [{"relation": "proposes"}]}],
        "relations": [{"head": 0, "relation": "used_for", "tail": 1}],
    }


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> list[Annotated]:
    path = tmp_path_factory.mktemp("train") / "toys.jsonl"
    lines = [json.dumps(toy(title)) for title in ("Toys", "More toys", "Toys again", "The last toys")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read([Path(path)])


def test_surface_forms_are_found_in_the_text(annotated: list[Annotated]) -> None:
    found = {annotated[0].doc[start:end].text: kind for (start, end), kind in annotated[0].spans().items()}
    assert found == {"ToyNet": "Method", "image classification": "Task", "CIFAR-10": "Dataset"}


def test_roles_are_learnt(annotated: list[Annotated]) -> None:
    weights = learn_roles(annotated)
    chain = weights["ours"]
    assert weights["roles"] == list(sentence_roles())
    assert chain["features"]["propose"] != chain["features"]["hard"]
    assert {len(row) for row in chain["moves"]} == {len(sentence_roles())}


def test_mentions_are_learnt(annotated: list[Annotated]) -> None:
    weights, found = learn_mentions(annotated)
    dataset = weights["classes"].index("Dataset")
    assert [paper for paper, _ in found] == annotated
    assert weights["classes"] == [NONE, "Method", "Dataset", "Task"], "these are annotated"
    assert max(weights["features"]["rule name-dataset"]) == weights["features"]["rule name-dataset"][dataset]
    assert all(len(row) == 2 * len(weights["classes"]) for row in weights["features"].values())
