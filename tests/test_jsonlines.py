import json

from hypothesis import given
from hypothesis import strategies as st

from kg.jsonlines import from_line, to_line
from kg.model import Acronym, Claim, Dropped, Mention, Paper, Reading, Relation, Result, Sentence
from tests.conftest import example_readings

WORDS = st.text(max_size=12)
NUMBERS = st.integers(0, 999)
SHARES = st.floats(0, 1)
SOME = st.lists(WORDS, max_size=3).map(tuple)
MAYBE = st.none() | WORDS


def many(build: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(build, max_size=2).map(tuple)


RESULTS = many(st.builds(Result, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE))
CLAIMS = st.builds(
    Claim, NUMBERS, NUMBERS, WORDS, MAYBE, WORDS, SOME, SOME, SOME, RESULTS, st.booleans(), st.booleans(), WORDS, SHARES
)  # fmt: skip
READINGS = st.builds(
    Reading,
    st.builds(Paper, WORDS, WORDS, WORDS, MAYBE, SOME, st.none() | NUMBERS, MAYBE, MAYBE, MAYBE, MAYBE, SOME),
    many(st.builds(Mention, NUMBERS, NUMBERS, WORDS, WORDS, WORDS, WORDS, SHARES, WORDS)),
    many(st.builds(Acronym, WORDS, WORDS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)),
    many(st.builds(Sentence, NUMBERS, NUMBERS, WORDS)),
    many(CLAIMS),
    many(st.builds(Relation, NUMBERS, WORDS, NUMBERS, NUMBERS, NUMBERS, WORDS, SHARES)),
    many(st.builds(Dropped, WORDS, WORDS, NUMBERS, NUMBERS, WORDS, WORDS, WORDS, WORDS)),
)


@given(READINGS)
def test_a_reading_survives_json(reading: Reading) -> None:
    assert from_line(Reading, to_line(reading)) == reading


def test_the_json_is_what_the_contract_says() -> None:
    data = json.loads(to_line(example_readings()[0]))
    assert list(data) == ["paper", "text", "mentions", "acronyms", "sentences", "claims", "relations", "dropped"]
    assert data["text"] == data["paper"]["title"] + "\n" + data["paper"]["abstract"]
    assert data["claims"][1]["results"] == [
        {"metric": "accuracy", "value": "83.0%", "unit": None, "dataset": None, "baseline": None, "direction": None}
    ]
    assert {"start", "end", "surface", "type", "role", "source", "confidence", "entity"} == set(data["mentions"][0])
