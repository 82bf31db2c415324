"""Every pattern holds its own examples, and every broken line is told with its file and line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from spacy.matcher import Matcher

from kg import claims, patterns, relations
from kg.claims import claim_patterns
from kg.errors import BadPattern
from kg.language import load
from kg.mentions import patterns as mentions
from kg.mentions.patterns import mention_patterns
from kg.patterns import Line
from kg.relations import relation_patterns

Failures = Callable[[Line], Iterator[str]]
SETS: tuple[tuple[Callable[[], dict[str, Line]], Failures], ...] = (
    (mention_patterns, mentions.failures),
    (claim_patterns, claims.failures),
    (relation_patterns, relations.failures),
)
ALL = [pytest.param(line, failures, id=line.id) for read, failures in SETS for line in read().values()]
GOOD: dict[str, Any] = {"id": "toy", "type": "Method", "pattern": [{"LOWER": "toynet"}], "yes": {}, "no": []}


@pytest.mark.parametrize(("line", "failures"), ALL)
def test_a_pattern_holds_its_own_examples(line: Line, failures: Failures) -> None:
    assert list(failures(line)) == []
    assert line.fields["yes"], "a pattern needs a sentence that proves it"


def test_rules_have_names_of_their_own() -> None:
    ids = [rule for read, _ in SETS for rule in read()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("read", "failures", "changes"),
    [
        (mention_patterns, mentions.failures, {"yes": {"We like tea.": "tea"}}),
        (mention_patterns, mentions.failures, {"no": list(next(iter(mention_patterns().values())).fields["yes"])}),
        (claim_patterns, claims.failures, {"yes": ["We like tea."]}),
        (claim_patterns, claims.failures, {"no": list(next(iter(claim_patterns().values())).fields["yes"])}),
        (relation_patterns, relations.failures, {"yes": {"ToyNet drinks tea.": ["ToyNet", "tea"]}}),
        (relation_patterns, relations.failures, {"no": next(iter(relation_patterns().values())).fields["yes"]}),
    ],
)
def test_an_example_that_does_not_hold_is_told(
    read: Callable[[], dict[str, Line]], failures: Failures, changes: dict[str, Any]
) -> None:
    first = next(iter(read().values()))
    told = list(failures(Line("toys.jsonl:3", {**first.fields, **changes})))
    assert told
    assert all(problem.startswith(f"toys.jsonl:3: {first.id} ") for problem in told)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of mention patterns in place of ours."""
    (tmp_path / "patterns").mkdir()
    monkeypatch.setattr(patterns, "ROOT", tmp_path)
    _forget()
    yield tmp_path / "patterns" / "mentions-toys.jsonl"
    _forget()


def _forget() -> None:
    for held in (mention_patterns, mentions._matchers, mentions._rules_by_key):
        held.cache_clear()


def write(file: Path, *rows: object) -> None:
    file.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")


def test_a_good_line_is_read(file: Path) -> None:
    write(file, GOOD)
    assert mention_patterns()["toy"].where == f"{file}:1"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{'id': 'toy'}", "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ("", "not JSON"),
        ({**GOOD, "colour": "red"}, "unknown field 'colour'"),
        ({name: value for name, value in GOOD.items() if name != "no"}, "no field 'no'"),
        ({**GOOD, "id": "other", "type": "Model"}, "no type 'Model' in the ontology; it has Method, Dataset"),
        (GOOD, "'toy' is already at"),
    ],
)
def test_a_bad_line_is_told_with_its_place(file: Path, row: object, said: str) -> None:
    write(file, GOOD, row)
    with pytest.raises(BadPattern) as raised:
        mention_patterns()
    assert str(raised.value).startswith(f"{file}:2: ")
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "pattern",
    [
        [{"LOWR": "toynet"}],
        [{"LOWER": "toynet", "OP": "many"}],
        [],
        [{"LOWER": {"FUZZY": "toynet"}}, {"LOWER": "net"}],
        [{"TAG": "NN"}, {"LOWER": "toynet", "OP": "*"}],
    ],
)
def test_what_cannot_be_matched_is_told_with_its_place(file: Path, pattern: list[object]) -> None:
    write(file, {**GOOD, "pattern": pattern})
    with pytest.raises(BadPattern) as raised:
        mentions._matchers()
    assert str(raised.value).startswith(f"{file}:1: ")
    assert "\n" not in str(raised.value)


def test_patterns_find_what_the_matcher_of_spacy_finds() -> None:
    lines = mention_patterns()
    matcher = Matcher(load().vocab)
    for line in lines.values():
        patterns.add(matcher, line, line.fields["pattern"])
    for text in {text for line in lines.values() for text in line.fields["yes"]}:
        doc = load()(text)
        theirs: dict[str, set[tuple[int, int]]] = {}
        for sentence in doc.sents:
            for rule, start, end in matcher(sentence):
                line = lines[doc.vocab.strings[rule]]
                taken = mentions._taken(line, sentence.start + start, sentence.start + end)
                theirs.setdefault(line.id, set()).add(taken)
        assert {rule: set(places) for rule, places in mentions.matches(doc).items() if places} == theirs, text
