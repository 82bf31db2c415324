from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import load, parse
from kg.model import Paper
from kg.ontology import sentence_roles
from kg.sentences import Chain, abstract_sentences, features, find_sentences, marginals, role_probabilities, weights

ABSTRACT = (
    "Counting toys is hard and current methods are slow. In this paper, we propose ToyNet, a simple network. "
    "ToyNet first finds toys and then counts them. Experiments show that ToyNet outperforms PlainNet by 3.5%. "
    "Our code is available at https://example.org/toys."
)
ROLES = ["background", "contribution", "method", "result", "resource"]
PARTS = st.lists(st.sampled_from([*ABSTRACT.split(". "), "…", "\n", "   ", "12%"]), max_size=6).map(". ".join)


def test_the_parts_of_a_plain_abstract() -> None:
    paper = Paper("p", "ToyNet: counting toys", ABSTRACT)
    sentences = find_sentences(parse(paper))
    assert [sentence.role for sentence in sentences] == ROLES
    assert " ".join(paper.text[sentence.start : sentence.end] for sentence in sentences) == ABSTRACT


def test_the_title_is_no_sentence_of_the_abstract() -> None:
    paper = Paper("p", "We propose ToyNet.", "We count toys. It works.")
    spans = abstract_sentences(parse(paper))
    assert [span.text for span in spans] == ["We count toys.", "It works."]


def test_without_a_title_the_first_sentence_counts() -> None:
    assert [span.text for span in abstract_sentences(load()("We count. It works."))] == ["We count.", "It works."]


def test_nothing_has_no_sentences() -> None:
    assert find_sentences(load()("")) == ()
    assert find_sentences(load()("A title\n")) == ()


@given(PARTS)
def test_sentences_are_in_order_apart_and_without_space_around(text: str) -> None:
    sentences = find_sentences(load()(text))
    quotes = [text[sentence.start : sentence.end] for sentence in sentences]
    assert all(quote and quote == quote.strip() for quote in quotes)
    assert all(left.end <= right.start for left, right in pairwise(sentences))
    assert {sentence.role for sentence in sentences} <= set(sentence_roles())


def test_probabilities_of_a_sentence_sum_to_one() -> None:
    rows = role_probabilities(abstract_sentences(parse(Paper("p", "Counting toys", ABSTRACT))))
    assert [max(row, key=row.__getitem__) for row in rows] == ROLES
    assert all(sum(row.values()) == pytest.approx(1) for row in rows)


def test_only_a_bare_abstract_is_read_by_the_chain_of_the_other_corpus() -> None:
    abstract = "A survey of farmers is described. The findings are discussed in terms of the theory of fields."
    bare, titled = (
        role_probabilities(abstract_sentences(parse(Paper("p", title, abstract)))) for title in ("", "Farmers")
    )
    chain = weights()["other"]
    assert [list(row.values()) for row in bare] == marginals(features(abstract_sentences(load()(abstract))), chain)
    assert titled != bare


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=5))
def test_marginals_are_those_of_all_paths(words: list[str]) -> None:
    chain: Chain = {
        "features": {"a": [1.0, -1.0], "b": [0.0, 0.5]},
        "first": [0.3, 0.0],
        "moves": [[0.2, -0.4], [0.0, 0.7]],
        "last": [0.0, 1.1],
    }
    likely = np.zeros((len(words), 2))
    for path in product((0, 1), repeat=len(words)):
        score = chain["first"][path[0]] + chain["last"][path[-1]]
        score += sum(chain["features"].get(word, [0.0, 0.0])[role] for word, role in zip(words, path, strict=True))
        score += sum(chain["moves"][left][right] for left, right in pairwise(path))
        likely[range(len(words)), path] += np.exp(score)
    expected = likely / likely.sum(axis=1, keepdims=True)
    assert np.allclose(marginals([[word] for word in words], chain), expected)


def seen(text: str, i: int) -> set[str]:
    return set(features(abstract_sentences(load()(text)))[i])


def test_what_the_model_sees_is_wording_not_topic() -> None:
    assert seen("We count toys. On ToyNet it gains 3.5%.", 1) == seen("We count toys. On FooBar it gains 88.1%.", 1)
    assert {"only", "^ it", "it works", "subject they"} <= seen("It works.", 0)


def test_what_the_model_sees_of_the_sentences_around() -> None:
    assert {"proposed 1", "previous us", "previous class propose"} <= seen("We propose this. It works.", 1)
    assert {"proposed 0", "will propose", "next we propose"} <= seen("It works. We propose this.", 0)
    assert "perfect early" in seen("It has been shown.", 0)
