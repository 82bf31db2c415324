import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation import Evaluation, as_json, as_table, picture
from kg.evaluation.findings import Count, Missed, Verdict
from kg.evaluation.reliability import curve
from kg.evaluation.rules import worth
from kg.evaluation.scores import score


def said(confidence: float, right: bool | None, rule: str = "toy", kind: str = "mention") -> Verdict:
    return Verdict("p", kind, rule, "Method", f"Toy\x1b{confidence}", confidence, right)


VERDICTS = (
    *(said(0.75, True), said(0.75, False), said(0.8, False), said(1, True), said(0.1, None)),
    *(said(0.5, False, "other"), said(0.3, None, "unsure")),
)
COUNTS = ([Count("toys", 3, 4, 5, 3)], [Count("toys", 0, 2, 1, 0)], [Count("toys", 1, 1, 1, 1)])
EVALUATION = Evaluation("a/toys.jsonl", 3, 1, score(COUNTS), VERDICTS, (Missed("p", "entity", "Task", "counting"),))


def test_the_interval_surrounds_the_figure_and_is_drawn_alike_each_time() -> None:
    (figure,) = score(COUNTS)
    assert (figure.precision, figure.recall, figure.f1) == (4 / 7, 4 / 7, 4 / 7)
    assert 0 == figure.low < figure.f1 < figure.high == 1
    assert score(COUNTS) == (figure,)


def test_many_equal_papers_leave_no_doubt() -> None:
    (figure,) = score([[Count("toys", 1, 2, 2, 1)]] * 50)
    assert figure.low == figure.f1 == figure.high == 0.5


def test_the_mean_of_the_roles_is_resampled_too() -> None:
    papers = [[Count("role a", 1, 1, 1, 1), Count("role b", 0, 1, 1, 0), Count("role accuracy", 1, 2, 2, 1)]] * 9
    scores = {figure.figure: figure for figure in score(papers)}
    assert list(scores) == ["role a", "role b", "role accuracy", "role macro"]
    assert scores["role macro"].to_json() == {"F1": 0.5, "low": 0.5, "high": 0.5, "gold": 18}


def test_the_error_of_confidences_worked_out_by_hand() -> None:
    found = curve(VERDICTS, "mention")
    assert [(it.low, it.count, it.right) for it in found.bins] == [(0.5, 1, 0), (0.7, 2, 0.5), (0.8, 1, 0), (0.9, 1, 1)]
    assert found.error == pytest.approx((0.5 + 2 * 0.25 + 0.8 + 0) / 5)
    assert curve(VERDICTS, "relation").bins == ()


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_item_is_in_one_bin(items: list[tuple[float, bool]]) -> None:
    found = curve([said(confidence, right) for confidence, right in items], "mention")
    assert found.count == len(items)
    assert 0 <= found.error <= 1


def test_the_worth_of_rules() -> None:
    rules = worth(VERDICTS)
    assert [(it.rule, it.said, it.right, len(it.wrong), it.precision) for it in rules] == [
        ("toy", 5, 2, 2, 0.5),
        ("other", 1, 0, 1, 0),
        ("unsure", 1, 0, 0, None),
    ]
    assert [it.confidence for it in rules[0].wrong] == [0.8, 0.75]


def test_json_holds_everything() -> None:
    (data,) = json.loads(as_json([EVALUATION], errors=1))
    assert (data["gold"], data["papers"], data["unread"]) == ("a/toys.jsonl", 3, 1)
    assert data["scores"]["toys"] == {"P": 0.5714, "R": 0.5714, "F1": 0.5714, "low": 0, "high": 1, "said": 7, "gold": 7}
    assert [len(rule["examples"]) for rule in data["rules"]] == [1, 1, 0]
    assert data["missed"] == [
        {"kind": "entity", "type": "Task", "count": 1, "examples": [{"paper": "p", "text": "counting"}]}
    ]
    assert list(data["reliability"]) == ["mention"]


def test_the_table() -> None:
    lines = as_table([EVALUATION], errors=1).splitlines()
    assert lines[0] == "a/toys.jsonl: 3 papers, 1 of them without a reading"
    assert lines[2].split() == ["figure", "P", "R", "F1", "95%", "interval", "said", "gold"]
    assert lines[3].split() == ["toys", "0.571", "0.571", "0.571", "0.000–1.000", "7", "7"]
    assert len(lines[2]) == len(lines[3])
    assert "    p  0.80  Method  Toy 0.8" in lines
    assert "    p  counting" in lines
    assert "counting" not in as_table([EVALUATION])


def test_the_picture_is_svg_with_a_dot_for_each_bin(tmp_path: Path) -> None:
    odd = Evaluation("<&>.jsonl", 0, 0, (), VERDICTS, ())
    root = ElementTree.fromstring(picture([EVALUATION, odd]))
    dots = list(root.iter("{http://www.w3.org/2000/svg}circle"))
    assert len(dots) == 2 * len(curve(VERDICTS, "mention").bins)
    assert "<&>: mentions" in [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    ElementTree.fromstring(picture([]))
