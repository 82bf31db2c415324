from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.language import load, parse
from kg.model import Paper
from kg.ontology import sentence_roles
from kg.sentences import abstract_sentences, features, find_sentences

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


def test_what_the_model_sees_is_wording_not_topic() -> None:
    def seen(text: str, i: int) -> set[str]:
        return set(features(abstract_sentences(load()(text)), i))

    assert seen("We count toys. On ToyNet it gains 3.5%.", 1) == seen("We count toys. On FooBar it gains 88%.", 1)
    assert "after the proposal" in seen("We propose this. It works.", 1)
    assert "after the proposal" not in seen("It works. We propose this.", 1)
    assert {"only", "^ it", "it works"} <= seen("It works.", 0)
