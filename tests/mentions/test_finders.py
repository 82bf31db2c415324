"""One contract for every finder: it is tested by being listed."""

import pytest

from kg.language import load, parse
from kg.mentions import FINDERS, Candidate, Finder
from kg.mentions.acronyms import find_acronyms
from kg.mentions.patterns import mention_patterns
from kg.model import Paper
from kg.ontology import entity_types

PAPER = Paper(
    "p",
    "ToyNet: Counting Toys with Sparse Networks",
    "Convolutional neural networks (CNNs) are slow. We propose ToyNet, a sparse network for object counting. "
    "It is trained on ImageNet and CIFAR-10, and reaches 83.0% accuracy (ToyNet-50: 85%).\n"
    "See https://example.org/toys, e.g. for β-VAE and state-of-the-art GPT-4 “prompts” 😀.",
)
ODD = [
    "",
    "\n",
    " \n ",
    "\n\n\n",
    "...!?;:()[]{}'\"“”--–—/\\",
    "( ) \n , .",
    "$\\beta$",
    "-",
    "Toy\n",
    "\nToy.",
    "😀😀",
    "They shrink a neural network. Pruning helps.",
]
finders = pytest.mark.parametrize("find", FINDERS.values(), ids=FINDERS)


def candidates(find: Finder, text: str) -> list[Candidate]:
    doc = load()(text)
    found = list(find(doc, find_acronyms(doc)))
    for candidate in found:
        assert 0 <= candidate.start < candidate.end <= len(doc)
        assert doc[candidate.start : candidate.end].text.strip()
        assert doc[candidate.start].sent == doc[candidate.end - 1].sent
        assert candidate.rule
        assert candidate.type is None or candidate.type in entity_types()
    return found


@finders
def test_candidates_are_words_of_one_sentence(find: Finder) -> None:
    assert candidates(find, PAPER.text)


@finders
@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_no_trouble(find: Finder, text: str) -> None:
    candidates(find, text)


@finders
def test_the_same_text_gives_the_same_candidates(find: Finder) -> None:
    assert candidates(find, PAPER.text) == candidates(find, PAPER.text)


def surfaces(name: str, paper: Paper = PAPER) -> set[tuple[str, str]]:
    doc = parse(paper)
    return {(doc[c.start : c.end].text, c.rule) for c in FINDERS[name](doc, find_acronyms(doc))}


def test_known_names() -> None:
    assert {("ImageNet", "name-dataset"), ("CIFAR-10", "name-dataset"), ("accuracy", "name-metric")} <= surfaces(
        "names"
    )


def test_an_acronym_of_the_paper_is_no_known_name() -> None:
    text = "We train convoluted name nets (CNN) here. A CNN is odd."
    assert "CNN" not in {surface for surface, _ in surfaces("names", Paper("p", "", text))}
    assert "CNN" in {surface for surface, _ in surfaces("names", Paper("p", "", "A CNN is odd."))}


def test_definitions() -> None:
    assert surfaces("definitions") == {
        ("ToyNet", "title-name"),
        ("Convolutional neural networks", "acronym-long"),
        ("CNNs", "acronym-short"),
    }


@pytest.mark.parametrize("title", ["Counting all of the many toys: a study", "Toys and cars: a study", "ToyNet"])
def test_titles_without_a_name(title: str) -> None:
    assert surfaces("definitions", Paper("p", title, "We count.")) == set()


def test_phrases_have_every_length() -> None:
    found = {surface for surface, _ in surfaces("phrases", Paper("p", "", "We train a deep neural network."))}
    assert found == {"neural network", "deep neural network"}, "a bare generic head is no name"


def test_patterns_are_rules_by_name() -> None:
    rules = {rule for _, rule in surfaces("patterns")}
    assert rules
    assert rules <= set(mention_patterns())
