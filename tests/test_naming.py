from hypothesis import given
from hypothesis import strategies as st

from kg.naming import key, singular, words

# Plurals that take more than an "s", or that look like no plural at all, have examples of their own below.
IRREGULAR = ("s", "x", "y", "ch", "sh", "che", "she", "xe", "sse", "ie", "u", "i", "a")
NOUNS = st.from_regex(r"[a-z]{4,9}", fullmatch=True).filter(lambda word: not word.endswith(IRREGULAR))
NAMES = st.lists(st.from_regex(r"[A-Za-z0-9]{1,8}", fullmatch=True), min_size=1, max_size=4).map(" ".join)
ASCII_NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=24)


@given(NAMES)
def test_case_does_not_tell_names_apart(name: str) -> None:
    assert key(name) == key(name.upper()) == key(name.lower())


@given(NAMES)
def test_hyphens_do_not_tell_names_apart(name: str) -> None:
    assert key(name) == key(name.replace(" ", "-")) == key(name.replace(" ", "‑")) == key(name.replace(" ", "_"))


@given(st.lists(NOUNS, min_size=1, max_size=3))
def test_the_plural_does_not_tell_names_apart(nouns: list[str]) -> None:
    name = " ".join(nouns)
    assert key(name) == key(name + "s")


@given(ASCII_NAMES)
def test_digits_are_kept_in_order(name: str) -> None:
    assert [letter for letter in key(name) if letter.isdigit()] == [letter for letter in name if letter.isdigit()]


@given(NAMES, st.integers(0, 999), st.integers(0, 999))
def test_names_with_different_digits_have_different_keys(name: str, one: int, other: int) -> None:
    assert (key(f"{name} {one}") == key(f"{name} {other}")) == (one == other)


def test_the_point_of_a_version_is_kept() -> None:
    assert key("ToyLM-2.5") != key("ToyLM-25")
    assert key("ToyLM.") == key("ToyLM")


def test_spellings_of_one_name() -> None:
    assert key("tokenisation") == key("tokenization")
    assert key("colour modelling") == key("color modeling")
    assert key("ﬁne-tuning") == key("fine tuning")
    assert key(r"$\alpha$-Net") == key("α-net") == key("Alpha Net")


def test_signs_that_are_names() -> None:
    assert len({key("C"), key("C++"), key("C#")}) == 3


def test_nothing_is_left_of_what_is_no_name() -> None:
    assert key("") == key("()") == key("- –") == ""
    assert words("…!") == []


def test_singular_leaves_short_and_odd_words() -> None:
    kept = ["gas", "loss", "corpus", "basis", "atlas", "net"]
    assert [singular(word) for word in kept] == kept
    assert [singular(word) for word in ("boxes", "batches", "queries", "passes")] == ["box", "batch", "query", "pass"]


def test_acronyms_have_plurals_too() -> None:
    assert key("LMs") == key("LM")
    assert key("GNNs") == key("GNN")


def test_plurals_of_words_that_end_in_e() -> None:
    assert key("KV caches") == key("KV cache")
    assert key("movies") == key("movie")


def test_a_number_of_two_parts_is_not_a_number_of_one() -> None:
    assert key("ToyLM 3 70B") != key("ToyLM 370B")
