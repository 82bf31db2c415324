import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import language
from kg.errors import KgError
from kg.language import load, parse, sentence_starts
from kg.model import Paper

TEXTS = st.lists(
    st.sampled_from(["We", "test", "ToyNet", "e.g.", "et al.", "3.5", "it", ".", "!", "?", "\n", " ", "(", ")", "😀"]),
    max_size=25,
).map(lambda parts: " ".join(parts).lstrip())


def split(text: str) -> list[str]:
    starts = sentence_starts(text)
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "We follow Doe et al. 2020 in this.",
        "We follow Doe et al. They are right",
        "It is small, i.e. Tiny indeed",
        "It is tested, e.g. On paper",
        "See Fig. 3 and Sec. 4 of it",
        "Work in the U.S. Navy goes on",
        "It gains 3.5 Points, or 0.7 More",
        "See https://example.org/a.B?c=D. it is there",
        "Version v1.2.3 of kg.py runs",
        "It costs approx. 30 hours",
    ],
)
def test_what_does_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One works. Two fails.", ["One works.", "Two fails."]),
        ("Does it work? Yes! It does.", ["Does it work?", "Yes!", "It does."]),
        ('It is "good." We agree.', ['It is "good."', "We agree."]),
        ("It works (see below.) We agree.", ["It works (see below.)", "We agree."]),
        ("It gains 3.5. We agree.", ["It gains 3.5.", "We agree."]),
        ("Code is at https://example.org/kg. We agree.", ["Code is at https://example.org/kg.", "We agree."]),
        ("It works. 12 people agree.", ["It works.", "12 people agree."]),
        ("It works. $k$-means too. (Nobody knows.)", ["It works. $k$-means too.", "(Nobody knows.)"]),
        ("It works. β-nets do too.", ["It works.", "β-nets do too."]),
    ],
)
def test_what_ends_a_sentence(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_the_title_is_a_sentence_whatever_it_ends_with() -> None:
    assert split("ToyNet, or how to count et al.\nwe count things.") == [
        "ToyNet, or how to count et al.",
        "we count things.",
    ]


@given(TEXTS)
def test_starts_are_sorted_and_inside_the_text(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(text) for start in starts)


@given(TEXTS)
def test_the_doc_has_the_text_and_no_other_sentences(text: str) -> None:
    doc = load()(text)
    assert doc.text == text
    starts = set(sentence_starts(text))
    assert all(sentence.start_char in starts or not sentence.text.strip() for sentence in doc.sents)


def test_a_paper_is_parsed_with_its_title() -> None:
    doc = parse(Paper("p", "ToyNet: a toy", "We count. It works."))
    assert [sentence.text.strip() for sentence in doc.sents] == ["ToyNet: a toy", "We count.", "It works."]
    assert all(token.tag_ and token.lemma_ for token in doc if not token.is_space)


def test_without_a_pipeline_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "PIPELINES", ("no_such_one", "no_such_other"))
    with pytest.raises(KgError, match="pip install no-such-other"):
        load.__wrapped__()
