import pytest

from kg.model import Mention, Result
from kg.results import find_results

METRICS = ("accuracy", "F1", "latency", "speedup", "BLEU")


def results(text: str, *, offset: int = 7) -> list[tuple[str | None, str | None]]:
    """The (metric, value) pairs of a sentence that begins at `offset` and whose metrics are those of `METRICS`."""
    found = [(text.index(name) + offset, name) for name in METRICS if name in text]
    metrics = [Mention(at, at + len(name), name, "Metric", "used", "toy", 1, name) for at, name in sorted(found)]
    return [(result.metric, result.value) for result in find_results(text, offset, metrics)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It gains 3.5% here.", "3.5%"),
        (r"It gains 3.5\% here.", r"3.5\%"),
        ("It gains 3 percentage points.", "3 percentage points"),
        ("It gains 2.1 points.", "2.1 points"),
        ("It is 4x faster.", "4x"),
        ("It is 4× faster.", "4×"),
        ("It is ten or 10 times faster.", "10 times"),
        ("It needs 1,024 GPU hours.", "1,024 GPU hours"),
        ("It runs at 30 fps on it.", "30 fps"),
        ("It gains 0.5 ± 0.1% on it.", "0.5 ± 0.1%"),
        ("It has 7B weights.", "7B"),
        ("It falls by -2.5% on it.", "-2.5%"),
    ],
)
def test_a_value_has_its_unit(text: str, value: str) -> None:
    assert results(text) == [(None, value)]


@pytest.mark.parametrize(
    "text", ["It was made in 2019.", "We test 12 nets.", "We test ToyNet-50.", "See v1.5% of it", "Nothing here."]
)
def test_a_bare_number_is_no_result(text: str) -> None:
    assert results(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It reaches 83.0% accuracy on it.", [("accuracy", "83.0%")]),
        ("It reaches an accuracy of 83.0% on it.", [("accuracy", "83.0%")]),
        ("It reaches an accuracy of 0.93 on it.", [("accuracy", "0.93")]),
        ("It has F1 = 0.71 now.", [("F1", "0.71")]),
        ("It gains 2% accuracy and 3% F1.", [("accuracy", "2%"), ("F1", "3%")]),
        ("It cuts the latency by 5 ms.", [("latency", "5 ms")]),
        ("It reaches 28.4 BLEU on it.", [("BLEU", "28.4 BLEU")]),
        ("It has accuracy at 3% in an F1 test.", [("F1", "3%"), ("accuracy", None)]),
        ("It raises accuracy and F1.", [("accuracy", None), ("F1", None)]),
    ],
)
def test_a_value_goes_to_its_metric(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert results(text) == expected


def test_a_metric_out_of_reach_gets_no_value() -> None:
    assert results(f"It gains 3.5% on it{' and so on' * 8}, which is our accuracy.") == [
        (None, "3.5%"),
        ("accuracy", None),
    ]


def test_offsets_count_in_the_paper() -> None:
    text = "It reaches 83.0% accuracy and a 4x speedup."
    assert results(text, offset=0) == results(text, offset=500) == [("accuracy", "83.0%"), ("speedup", "4x")]


def test_the_same_result_is_said_once() -> None:
    metric = Mention(12, 20, "accuracy", "Metric", "used", "toy", 1, "accuracy")
    assert find_results("It has 2% accuracy, yes, 2% of it.", 0, [metric]) == (Result("accuracy", "2%", "%"),)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("It raises the score by 3.5% here.", "increase"),
        ("It brings an improvement of up to 3.5% here.", "increase"),
        ("It shows a 3.5% relative improvement.", "increase"),
        ("It is 4x faster than that.", "increase"),
        ("It cuts the cost by about 72% here.", "decrease"),
        ("It needs 40% fewer weights.", "decrease"),
        ("It reaches 83.0% here.", None),
        ("It improves the score, which is 83.0% now.", None),
    ],
)
def test_a_change_has_a_direction(text: str, direction: str | None) -> None:
    assert [result.direction for result in find_results(text, 0, [])] == [direction]


def name(text: str, surface: str, kind: str) -> Mention:
    start = text.index(surface)
    return Mention(start, start + len(surface), surface, kind, "used", "toy", 1, surface)


def test_a_value_has_its_dataset_and_rival() -> None:
    text = "On ToyNet it beats PlainNet, improving by 3%, and on ToyBench it reaches 83%."
    datasets = [name(text, "ToyNet", "Dataset"), name(text, "ToyBench", "Dataset")]
    found = find_results(text, 0, [], datasets=datasets, rivals=[name(text, "PlainNet", "Method")])
    assert [(result.dataset, result.baseline, result.direction) for result in found] == [
        ("ToyBench", "PlainNet", "increase"),
        ("ToyBench", None, None),
    ]


def test_the_only_dataset_is_that_of_all_values() -> None:
    text = f"On ToyNet{', as said' * 9} it reaches 83%."
    assert [result.dataset for result in find_results(text, 0, [], datasets=[name(text, "ToyNet", "Dataset")])] == [
        "ToyNet"
    ]


@pytest.mark.parametrize(
    ("value", "unit"), [("3.5\\%", "%"), ("1,024 GPU hours", "GPU hours"), ("7B", "B"), ("4$\\times$", "times")]
)
def test_a_unit_is_plain(value: str, unit: str) -> None:
    (result,) = find_results(f"It has {value} of it.", 0, [])
    assert (result.value, result.unit) == (value, unit)
