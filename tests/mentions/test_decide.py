from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import load
from kg.mentions import find_mentions
from kg.mentions.acronyms import find_acronyms
from kg.mentions.roles import role_at
from kg.model import Dropped, Mention, Paper, Sentence
from kg.ontology import entity_types, mention_roles
from kg.reading import read_paper
from kg.sentences import find_sentences

WORDS = (
    *(
        "We propose",
        "ToyNet",
        "a",
        "sparse",
        "neural network",
        "(SNN)",
        "for",
        "object counting",
        "on",
        "ImageNet",
        ".",
    ),
    *("CIFAR-10", "outperforms", "ResNet-50", ", and", "with", "83.0%", "accuracy", "the", "dataset", ":", "\n", "It"),
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=18).map(" ".join)


def read(text: str) -> tuple[tuple[Mention, ...], tuple[Dropped, ...]]:
    doc = load()(text)
    return find_mentions(doc, find_acronyms(doc), find_sentences(doc), "p")


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.surface, mention.type) for mention in read(text)[0]]


@given(TEXTS)
def test_mentions_hold_together(text: str) -> None:
    mentions, dropped = read(text)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface == mention.surface.strip() != ""
        assert mention.type in entity_types()
        assert mention.role in mention_roles()
        assert 0 <= mention.confidence <= 1
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    for drop in dropped:
        assert text[drop.start : drop.end] == drop.surface
        assert (drop.paper, drop.kind) == ("p", "mention")
        assert drop.reason
    things = {(mention.entity, mention.type, mention.role) for mention in mentions}
    assert len(things) == len({entity for entity, _, _ in things})
    assert (mentions, dropped) == read(text)


def test_classes() -> None:
    found = named("We propose ToyNet for object counting. ToyNet has 83.0% accuracy on CIFAR-10.")
    assert found == [
        ("ToyNet", "Method"),
        ("object counting", "Task"),
        ("ToyNet", "Method"),
        ("accuracy", "Metric"),
        ("CIFAR-10", "Dataset"),
    ]


def test_a_name_found_once_is_found_wherever_it_stands() -> None:
    mentions, _ = read("We propose ToyNet, a neural network. Toys need ToyNet. We like ToyNets, toys and toynet.")
    assert [m.surface for m in mentions if m.entity == "toynet"][:3] == ["ToyNet", "ToyNet", "ToyNets"]
    assert {m.role for m in mentions if m.entity == "toynet"} == {"introduced"}


def test_an_acronym_is_the_entity_that_the_paper_says() -> None:
    mentions, _ = read("A toy counting network (TCN) counts toys. We train a TCN on ImageNet.")
    assert {m.entity for m in mentions if m.surface in ("TCN", "toy counting network")} == {"toycountingnetwork"}


def test_the_capital_that_begins_a_sentence_tells_nothing_apart() -> None:
    mentions, _ = read("Graph convolutional networks are slow. We train a graph convolutional network on ImageNet.")
    assert len({m.entity for m in mentions if "raph convolutional" in m.surface}) == 1


def test_an_entity_has_the_strongest_of_its_roles() -> None:
    mentions, _ = read("Neural networks are slow. ResNet-50 is used. We show that ToyNet outperforms ResNet-50.")
    assert {m.role for m in mentions if m.surface == "ResNet-50"} == {"compared"}


def test_what_is_dropped_has_its_rival_or_its_chance_as_reason() -> None:
    _, dropped = read("We train a convolutional neural network for image classification on ImageNet.")
    assert dropped
    assert all("likely" in drop.reason or "likelier" in drop.reason for drop in dropped)


@pytest.mark.parametrize("text", ["", "\n", "...", "It is."])
def test_nothing_to_find(text: str) -> None:
    assert read(text) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "role", "expected"),
    [
        ("We propose X", "contribution", "introduced"),
        ("It is a novel net called X", "contribution", "introduced"),
        ("We propose it for X", "contribution", "used"),
        ("Many propose X", "background", "background"),
        ("It outperforms X", "result", "compared"),
        ("It is better than X", "finding", "compared"),
        ("It outperforms X", "method", "used"),
        ("It uses X", "result", "used"),
        ("Many use X", "background", "background"),
    ],
)
def test_the_role_of_a_place(sentence: str, role: str, expected: str) -> None:
    at = sentence.index("X")
    assert role_at(sentence, at, at + 1, (Sentence(0, len(sentence), role),)) == expected


def test_a_title_introduces_the_coined_name_that_it_begins_with() -> None:
    text = "ToyNet beats CarNet\nWe count."
    sentences = (Sentence(20, 29, "result"),)
    assert role_at(text, 0, 6, sentences) == "introduced"
    assert role_at(text, 13, 19, sentences) == "used"
    assert role_at(text.lower(), 0, 6, sentences) == "used"


def test_a_hyphen_in_a_title_coins_no_name() -> None:
    first, *others = (
        next(mention.entity for mention in read_paper(Paper("p", "", text)).mentions if "earning" in mention.surface)
        for text in (
            "We study self-supervised learning of images.",
            "We study Self-Supervised Learning of images.",
            "We study Self-supervised learning of images.",
        )
    )
    assert others == [first, first]
