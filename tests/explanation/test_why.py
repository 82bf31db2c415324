"""The explanation is the reading's own, and its reasons are what the referee went by."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explanation import Explanation, Why, explain, why
from kg.language import parse
from kg.mentions import FINDERS
from kg.mentions.acronyms import find_acronyms
from kg.mentions.referee import NONE, Case, shipped
from kg.model import Paper
from kg.reading import read_paper
from kg.sentences import find_sentences

PAPER = Paper(
    "toys",
    "ToyNet: A Network for Counting Toys",
    "Counting is hard. We propose ToyNet (TN), a convolutional neural network for object counting. "
    "TN outperforms ResNet-50 on the ToyBank dataset by 3.2% accuracy. Toys like toynet and ToyNets.",
)
WORDS = (
    *("We", "propose", "ToyNet", "a", "neural network", "(TN)", "on", "ToyBank", "dataset", "The", "corpus", "."),
    *("ImageNet", "outperforms", "ResNet-50", ",", "and", "toynet", "accuracy", "3.2%", "benchmark", "data sets"),
)


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    return explain(PAPER)


def test_the_reading_is_that_of_reading(explanation: Explanation) -> None:
    assert explanation.reading == read_paper(PAPER)
    assert len(explanation.whys) == len(explanation.reading.mentions) > 0


def test_every_mention_has_its_chances_or_what_it_repeats(explanation: Explanation) -> None:
    for mention, found in zip(explanation.reading.mentions, explanation.whys, strict=True):
        assert (found.repeats is not None) == mention.source.startswith("repeat of ")
        if found.repeats is None:
            assert math.isclose(sum(chance for _, chance in found.chances), 1)
            likely = max(chance for name, chance in found.chances if name != NONE)
            assert round(shipped().confidence(likely), 3) == mention.confidence
            assert found.reasons
        else:
            assert explanation.reading.mentions[found.repeats].entity == mention.entity
            assert explanation.whys[found.repeats].repeats is None


def test_a_repeat_refers_to_the_mention_that_it_repeats(
    explanation: Explanation, monkeypatch: pytest.MonkeyPatch
) -> None:
    mention = explanation.reading.mentions[0]
    again = replace(mention, source=f"repeat of {mention.source}")
    reading = replace(explanation.reading, mentions=(again, mention))
    monkeypatch.setattr(why, "read_doc", lambda paper, doc: reading)
    assert explain(PAPER).whys == (Why(repeats=1), explanation.whys[0])


def test_a_name_without_the_word_for_its_class_has_the_reasons_of_the_whole(explanation: Explanation) -> None:
    at = next(i for i, mention in enumerate(explanation.reading.mentions) if mention.surface == "ToyBank")
    assert "head dataset in phrase" in dict(explanation.whys[at].reasons)


def test_reasons_and_a_constant_add_up_to_the_log_odds() -> None:
    referee = shipped()
    doc = parse(PAPER)
    acronyms = find_acronyms(doc)
    proposed = (candidate for find in FINDERS.values() for candidate in find(doc, acronyms))
    case = Case.of(doc, proposed, find_sentences(doc), acronyms)
    for name in referee.classes[1:]:
        constants = [
            math.log(chances[name] / chances[NONE]) - sum(referee.reasons(case, *span, name).values())
            for span, chances in referee.judge(case).items()
        ]
        assert max(constants) - min(constants) < 1e-6


def test_reasons_come_the_weightiest_first(explanation: Explanation) -> None:
    weights = [abs(weight) for _, weight in explanation.whys[0].reasons]
    assert weights == sorted(weights, reverse=True)


def test_the_strongest_reasons() -> None:
    found = Why(reasons=(("a", -3.0), ("b", 2.0), ("c", 2.0), ("d", -1.0), ("e", 0.0)))
    assert found.strongest(1) == ((("b", 2.0),), (("a", -3.0),))
    assert found.strongest() == ((("b", 2.0), ("c", 2.0)), (("a", -3.0), ("d", -1.0)))


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_every_text_can_be_explained(abstract: str) -> None:
    paper = Paper("p", "ToyNet: Counting Toys", abstract)
    assert explain(paper).reading == read_paper(paper)


@pytest.mark.parametrize("abstract", ["", "It is.", "\n", "..."])
def test_nothing_to_explain(abstract: str) -> None:
    assert explain(Paper("p", "", abstract)).whys == ()
