"""Relations are tested on sentences whose mentions are given, so that only this room is."""

import pytest

from kg import relations
from kg.language import load
from kg.model import Dropped, Mention, Relation, Sentence
from kg.naming import key
from kg.relations import THRESHOLD, find_relations, propose

CLASSES = {
    "MixNet": "Method",
    "PlainNet": "Method",
    "sparse MixNet layer": "Method",
    "MixNet layer": "Method",
    "ToyNet": "Dataset",
    "ToyBench": "Dataset",
    "toy counting": "Task",
}
Triple = tuple[str, str, str]


def mentions(text: str, surfaces: list[str], introduced: str = "") -> list[Mention]:
    """Mentions of `surfaces`, each found after the one before it."""
    found, at = [], 0
    for surface in surfaces:
        start = text.index(surface, at)
        at = start + len(surface)
        role = "introduced" if surface == introduced else "used"
        found.append(Mention(start, at, surface, CLASSES[surface], role, "toy", 0.9, key(surface)))
    return found


def read(text: str, names: list[Mention], role: str = "background") -> tuple[tuple[Relation, ...], tuple[Dropped, ...]]:
    doc = load()(text)
    sentences = [Sentence(span.start_char, span.end_char, role) for span in doc.sents]
    return find_relations(doc, names, sentences, "p")


def triples(text: str, *surfaces: str) -> set[Triple]:
    names = mentions(text, list(surfaces))
    return {(names[r.head].surface, r.relation, names[r.tail].surface) for r in read(text, names)[0]}


@pytest.fixture(autouse=True)
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every rule is taken for a good one."""
    monkeypatch.setattr(relations, "precision", lambda rule: 0.5)


def test_what_the_words_between_say() -> None:
    assert ("MixNet", "usedFor", "toy counting") in triples("A MixNet for toy counting.", "MixNet", "toy counting")
    assert ("MixNet", "trainedOn", "ToyNet") in triples("MixNet is trained on ToyNet.", "MixNet", "ToyNet")
    assert ("MixNet", "outperforms", "PlainNet") in triples("MixNet outperforms PlainNet.", "MixNet", "PlainNet")


def test_empty_words_between_do_not_matter() -> None:
    text = "MixNet networks outperform the large PlainNet."
    assert triples(text, "MixNet", "PlainNet") == {("MixNet", "outperforms", "PlainNet")}


def test_listed_names_share_what_is_said() -> None:
    said = triples("MixNet is trained on ToyNet and ToyBench.", "MixNet", "ToyNet", "ToyBench")
    assert {("MixNet", "trainedOn", "ToyNet"), ("MixNet", "trainedOn", "ToyBench")} <= said


def test_nothing_is_said_over_the_end_of_a_sentence() -> None:
    assert triples("We like MixNet. For toy counting, we count.", "MixNet", "toy counting") == set()


def test_classes_must_fit() -> None:
    assert not any(r == "trainedOn" for _, r, _ in triples("MixNet is trained on PlainNet.", "MixNet", "PlainNet"))


def test_a_longer_name_is_a_subtype() -> None:
    text = "A sparse MixNet layer is small. A MixNet layer is not."
    assert triples(text, "sparse MixNet layer", "MixNet layer") == {
        ("sparse MixNet layer", "subtypeOf", "MixNet layer")
    }


def test_what_a_paper_says_as_a_whole() -> None:
    text = "We propose MixNet. We test on ToyNet."
    names = mentions(text, ["MixNet", "ToyNet"], introduced="MixNet")
    (found,) = read(text, names, role="result")[0]
    assert (found.head, found.relation, found.tail, found.source) == (0, "evaluatedOn", 1, "own-dataset-result")
    assert text[found.start : found.end] == "We test on ToyNet."


def test_background_says_nothing_of_the_paper_itself() -> None:
    text = "We propose MixNet. We test on ToyNet."
    assert read(text, mentions(text, ["MixNet", "ToyNet"], introduced="MixNet"), role="background")[0] == ()


def test_no_entity_relates_to_itself() -> None:
    text = "MixNet outperforms MixNet."
    names = mentions(text, ["MixNet", "MixNet"])
    assert list(propose(load()(text), names, [])) == []


def test_the_best_rule_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "precision", lambda rule: 0.9 if rule.startswith("own-") else 0.4)
    text = "We test MixNet on ToyNet."
    (found,) = read(text, mentions(text, ["MixNet", "ToyNet"], introduced="MixNet"), role="result")[0]
    assert (found.source, found.confidence) == ("own-dataset-result", 0.9)


def test_a_rule_that_is_seldom_right_is_dropped_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "precision", lambda rule: THRESHOLD / 2)
    text = "MixNet is trained on ToyNet."
    kept, dropped = read(text, mentions(text, ["MixNet", "ToyNet"]))
    assert kept == ()
    assert {(drop.kind, drop.surface, drop.paper) for drop in dropped} == {("relation", "MixNet → ToyNet", "p")}
    assert all("fewer than" in drop.reason and text[drop.start : drop.end] == text for drop in dropped)


def test_nothing_without_mentions() -> None:
    assert read("", []) == read("We count toys.", []) == ((), ())
