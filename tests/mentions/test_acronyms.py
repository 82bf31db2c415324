import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import load
from kg.mentions.acronyms import define, find_acronyms

PIECES = st.lists(
    st.sampled_from(["toy", "net", "Toy", "of", "the", "(TN)", "(", ")", "TN", "(toy net)", ",", ".", "é", "[TN]", " "])
).map(" ".join)


def pairs(text: str) -> list[tuple[str, str]]:
    return [(acronym.short, acronym.long) for acronym in define(text)]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We use a toy counting network (TCN) here.", "TCN", "toy counting network"),
        ("We use toy counting networks (TCNs) here.", "TCNs", "toy counting networks"),
        ("This is a measure of counted toys (MCT).", "MCT", "measure of counted toys"),
        ("This is a measure of toys (MOT).", "MOT", "measure of toys"),
        ("We use toy-counting nets (TCN) here.", "TCN", "toy-counting nets"),
        ("We use TCN (toy counting network) here.", "TCN", "toy counting network"),
        ("We use [toy] counting nets [CN] here.", "CN", "counting nets"),
        ("We use the biToy Algorithm (BTA).", "BTA", "biToy Algorithm"),
        ("We use a toy counting network (TCN, for short).", "TCN", "toy counting network"),
        ("We use a toy counting network (TCN; see below).", "TCN", "toy counting network"),
        ("We use toys (a toy counting network (TCN)).", "TCN", "toy counting network"),
    ],
)
def test_definitions(text: str, short: str, long: str) -> None:
    assert pairs(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "We test on many toys (ImageNet).",
        "We count toys (see Table 2).",
        "We count toys (2019).",
        "We count toys (i.e., cars).",
        "We count (TCN) toys.",
        "We think of toy nets (OTN).",
        "(TCN) is first.",
        "It is a net, for toy counting, of ours (TCN).",
        "We test TCN (it is good).",
        "We count toys ().",
        "We count toys (T).",
        "It beats others (CNN, RNN).",
        "The CNN net (CNN).",
    ],
)
def test_no_definitions(text: str) -> None:
    assert pairs(text) == []


def test_two_in_one_sentence() -> None:
    text = "A toy counting network (TCN) and a car counting network (CCN) differ."
    assert pairs(text) == [("TCN", "toy counting network"), ("CCN", "car counting network")]


def test_the_first_definition_counts() -> None:
    doc = load()("A toy counting network (TCN) is small. A tiny card number (TCN) is not.")
    assert [(a.short, a.long) for a in find_acronyms(doc)] == [("TCN", "toy counting network")]


def test_nothing_is_defined_over_the_end_of_a_sentence() -> None:
    assert find_acronyms(load()("A toy counting\nNetwork (TCN) is small.")) == ()


@given(PIECES)
def test_offsets_are_those_of_the_text(text: str) -> None:
    for acronym in find_acronyms(load()(text)):
        assert text[acronym.start : acronym.end] == acronym.short
        assert text[acronym.long_start : acronym.long_end] == acronym.long == acronym.long.strip() != ""
        assert acronym.end <= acronym.long_start or acronym.long_end <= acronym.start
