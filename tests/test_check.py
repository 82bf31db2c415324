from pathlib import Path

import pytest

from kg import claims, names, ontology, query, relations
from kg.check import check
from kg.claims import claim_patterns
from kg.errors import BadOntology
from kg.mentions import patterns
from kg.mentions.patterns import mention_patterns
from kg.patterns import Line
from kg.relations import relation_patterns


def test_what_we_declare_is_sound() -> None:
    assert list(check()) == []


@pytest.mark.parametrize(
    ("room", "name", "line"),
    [
        (patterns, "mention_patterns", next(iter(mention_patterns().values()))),
        (claims, "claim_patterns", next(iter(claim_patterns().values()))),
        (relations, "relation_patterns", next(iter(relation_patterns().values()))),
    ],
)
def test_a_pattern_that_fails_its_example_is_told(
    monkeypatch: pytest.MonkeyPatch, room: object, name: str, line: Line
) -> None:
    wrong = {"We like tea.": ["We", "tea"]} if name == "relation_patterns" else {"We like tea.": "tea"}
    broken = Line("toys.jsonl:4", {**line.fields, "yes": wrong})
    others = getattr(room, name)()
    monkeypatch.setattr(room, name, lambda: {**others, line.id: broken})
    (problem,) = check()
    assert problem.startswith("toys.jsonl:4: ")


def test_what_the_ontology_and_the_questions_lack_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ontology, "check", lambda: ["kg.ttl: one thing"])
    monkeypatch.setattr(query, "check", lambda: ["toy.rq: another"])
    assert list(check()) == ["kg.ttl: one thing", "toy.rq: another"]


def test_no_names_at_all_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(names, "known_names", dict)
    with pytest.raises(BadOntology, match="no names"):
        list(check())
