"""Relations are tested on sentences whose mentions are given, so that only this room is."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import relations
from kg.language import load
from kg.model import Dropped, Mention, Relation, Sentence
from kg.naming import key
from kg.relations import find_relations, relation_patterns
from kg.relations.likelihood import RelationWeights
from kg.relations.pairs import KINDS, Scene
from kg.sentences import abstract_sentences
from kg.training.annotated import Annotated, read
from kg.training.relations import learn_relations

CLASSES = {
    "MixNet": "Method",
    "PlainNet": "Method",
    "sparse MixNet layer": "Method",
    "MixNet layer": "Method",
    "ToyNet": "Dataset",
    "ToyBench": "Dataset",
    "toy counting": "Task",
    "counting": "Task",
    "wit": "Metric",
}
Triple = tuple[str, str, str]


def mentions(text: str, *surfaces: str, introduced: str = "") -> list[Mention]:
    """Mentions of `surfaces`, each found after the one before it."""
    found, at = [], 0
    for surface in surfaces:
        start = text.index(surface, at)
        at = start + len(surface)
        role = "introduced" if surface == introduced else "used"
        found.append(Mention(start, at, surface, CLASSES[surface], role, "toy", 0.9, key(surface)))
    return found


def find(text: str, names: list[Mention], role: str = "result") -> tuple[tuple[Relation, ...], tuple[Dropped, ...]]:
    doc = load()(text)
    sentences = [Sentence(span.start_char, span.end_char, role) for span in abstract_sentences(doc)]
    return find_relations(doc, names, sentences, "p")


def triples(text: str, *surfaces: str) -> set[Triple]:
    names = mentions(text, *surfaces)
    return {(names[r.head].surface, r.relation, names[r.tail].surface) for r in find(text, names)[0]}


def toy_weights() -> RelationWeights:
    """Weights that take the patterns at their word, extended names for subtypes, and a main method for tested.

    A pattern of training outweighs one of testing, which says no more than "on".
    """
    kinds: dict[str, dict[str, list[float]]] = {}
    for kind, known in KINDS.items():
        features = {"bias": [2.0, *[0.0] * len(known)]}
        for rule, line in relation_patterns().items():
            if line.fields["relation"] in known:
                order = "head first" if line.fields["head"] == "left" else "tail first"
                weight = 9.0 if line.fields["relation"] == "trainedOn" else 5.0
                row = [weight * (relation == line.fields["relation"]) for relation in ("none", *known)]
                features[f"{order}: pattern {rule}"] = row
        kinds[kind] = features
    kinds["Method Method"]["head's name extends tail's"] = [0.0, 0.0, 0.0, 0.0, 5.0, 0.0, 0.0]
    kinds["Method Dataset"]["apart"] = [0.0, 3.0, 0.0]
    return {"threshold": 0.3, "kinds": kinds}


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "weights", toy_weights)


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize(
    ("text", "left", "right", "said"),
    [
        ("A MixNet for toy counting.", "MixNet", "toy counting", ("MixNet", "usedFor", "toy counting")),
        ("Toys: toy counting with MixNet.", "toy counting", "MixNet", ("MixNet", "usedFor", "toy counting")),
        ("MixNet wins on ToyNet.", "MixNet", "ToyNet", ("MixNet", "evaluatedOn", "ToyNet")),
        ("MixNet is trained on ToyNet.", "MixNet", "ToyNet", ("MixNet", "trainedOn", "ToyNet")),
        ("MixNet consists of PlainNet blocks.", "MixNet", "PlainNet", ("PlainNet", "partOf", "MixNet")),
        ("MixNet is inspired by PlainNet.", "MixNet", "PlainNet", ("MixNet", "basedOn", "PlainNet")),
        ("MixNet, such as PlainNet.", "MixNet", "PlainNet", ("PlainNet", "subtypeOf", "MixNet")),
        ("MixNet networks outperform the large PlainNet.", "MixNet", "PlainNet", ("MixNet", "outperforms", "PlainNet")),
        ("MixNet is surpassed by PlainNet.", "MixNet", "PlainNet", ("PlainNet", "outperforms", "MixNet")),
        ("MixNet versus PlainNet.", "MixNet", "PlainNet", ("MixNet", "comparedWith", "PlainNet")),
        ("MixNet is judged by wit.", "MixNet", "wit", ("MixNet", "measuredBy", "wit")),
    ],
)
def test_what_the_words_between_say(text: str, left: str, right: str, said: Triple) -> None:
    assert triples(text, left, right) == {said}


@pytest.mark.usefixtures("toy")
def test_the_rule_is_the_pattern_that_says_it() -> None:
    text = "MixNet is trained on ToyNet."
    (found,) = find(text, mentions(text, "MixNet", "ToyNet"))[0]
    assert (found.source, text[found.start : found.end]) == ("trained-on", text)


@pytest.mark.usefixtures("toy")
def test_a_longer_name_is_a_subtype() -> None:
    text = "A sparse MixNet layer is small. A MixNet layer is not."
    (found,) = find(text, mentions(text, "sparse MixNet layer", "MixNet layer"))[0]
    assert (found.head, found.relation, found.tail, found.source) == (0, "subtypeOf", 1, "subtype-by-name")


@pytest.mark.usefixtures("toy")
def test_what_a_paper_says_as_a_whole() -> None:
    text = "We propose MixNet. We test on ToyNet."
    (found,) = find(text, mentions(text, "MixNet", "ToyNet", introduced="MixNet"))[0]
    assert (found.head, found.relation, found.tail, found.source) == (0, "evaluatedOn", 1, "paper-level")
    assert text[found.start : found.end] == "We test on ToyNet."


@pytest.mark.usefixtures("toy")
def test_nothing_is_said_over_the_end_of_a_sentence() -> None:
    assert triples("We like MixNet. For toy counting, we count.", "MixNet", "toy counting") == set()


@pytest.mark.usefixtures("toy")
def test_what_patterns_say_is_dropped_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "weights", lambda: {**toy_weights(), "threshold": 0.99})
    text = "MixNet is trained on ToyNet."
    kept, dropped = find(text, mentions(text, "MixNet", "ToyNet"))
    assert kept == ()
    assert {(drop.kind, drop.surface, drop.paper) for drop in dropped} == {("relation", "MixNet → ToyNet", "p")}
    assert all("less than 99%" in drop.reason and text[drop.start : drop.end] == text for drop in dropped)


@pytest.mark.usefixtures("toy")
def test_one_direction_is_kept() -> None:
    text = "MixNet outperforms PlainNet. PlainNet versus MixNet."
    found, dropped = find(text, mentions(text, "MixNet", "PlainNet", "PlainNet", "MixNet"))
    assert len({r.relation for r in found}) == 1
    assert dropped


def test_two_entities_can_stand_in_two_relations(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"Method Method": {"bias": [0.0, 5.0, 5.0, 0.0, 0.0, 0.0, 0.0]}}
    monkeypatch.setattr(relations, "weights", lambda: {"threshold": 0.3, "kinds": kinds})
    text = "A MixNet in a PlainNet."
    found, _ = find(text, mentions(text, "MixNet", "PlainNet"))
    assert {relation.relation for relation in found} == {"usedFor", "partOf"}
    assert len({(relation.head, relation.tail) for relation in found}) == 1


@pytest.mark.usefixtures("toy")
def test_a_relation_is_no_likelier_than_its_ends() -> None:
    text = "A MixNet for toy counting."
    sure = mentions(text, "MixNet", "toy counting")
    doubtful = [replace(mention, confidence=0.6) for mention in sure]
    (found,), (less,) = find(text, sure)[0], find(text, doubtful)[0]
    assert less.confidence / found.confidence == pytest.approx(0.36 / 0.81, abs=0.01)
    assert less.confidence <= 0.36


@pytest.mark.parametrize(("introduced", "pairs"), [("", 0), ("MixNet", 1)])
def test_names_that_stand_apart_are_a_pair_when_one_is_central(introduced: str, pairs: int) -> None:
    text = "Toys. A MixNet is small. We do toy counting."
    doc = load()(text)
    sentences = [Sentence(span.start_char, span.end_char, "method") for span in abstract_sentences(doc)]
    scene = Scene.of(doc, mentions(text, "MixNet", "toy counting", introduced=introduced), sentences)
    assert len(list(scene.pairs())) == pairs


def test_no_entity_relates_to_itself() -> None:
    text = "MixNet outperforms MixNet."
    assert find(text, mentions(text, "MixNet", "MixNet"))[0] == ()


def test_nothing_without_mentions() -> None:
    assert find("", []) == find("We count toys.", []) == ((), ())


TEXT = (
    "MixNet for toy counting\nPlainNet is slow at counting. "
    "We propose MixNet, which is based on PlainNet, for toy counting. "
    "On ToyNet and ToyBench, MixNet outperforms PlainNet in wit."
)
NAMES = ("MixNet", "toy counting", "PlainNet", "counting", "MixNet", "PlainNet", "toy counting", "ToyNet", "ToyBench",
         "MixNet", "PlainNet", "wit")  # fmt: skip


def test_what_holds_of_every_relation() -> None:
    names = mentions(TEXT, *NAMES, introduced="MixNet")
    found, dropped = find(TEXT, names)
    assert found
    assert list(found) == sorted(found, key=lambda r: (r.head, r.relation, r.tail))
    for relation in found:
        head, tail = names[relation.head], names[relation.tail]
        assert head.entity != tail.entity
        assert 0 <= relation.start <= tail.start < tail.end <= relation.end <= len(TEXT)
        assert relations.weights()["threshold"] <= relation.confidence <= 1
        assert TEXT[relation.start : relation.end].strip() == TEXT[relation.start : relation.end]
    related = [frozenset((names[r.head].entity, names[r.tail].entity)) for r in found]
    directed = {(names[r.head].entity, names[r.tail].entity) for r in found}
    assert len(directed) == len(set(related)), "two entities are related in one direction"
    assert all(drop.reason and drop.kind == "relation" for drop in dropped)


def test_the_same_in_gives_the_same_out() -> None:
    names = mentions(TEXT, *NAMES, introduced="MixNet")
    assert find(TEXT, names) == find(TEXT, names)


def test_the_weights_that_ship_know_the_plainest_words() -> None:
    names = mentions(TEXT, *NAMES, introduced="MixNet")
    said = {(names[r.head].surface, r.relation, names[r.tail].surface) for r in find(TEXT, names)[0]}
    assert {("MixNet", "usedFor", "toy counting"), ("MixNet", "evaluatedOn", "ToyNet")} <= said


def test_listed_names_share_a_list() -> None:
    text = "We use ToyNet, ToyBench and MixNet."
    scene = Scene.of(load()(text), mentions(text, "ToyNet", "ToyBench", "MixNet"), ())
    assert [place.list for place in scene.places] == [0, 0, 2]


def annotated_toy(title: str) -> dict[str, Any]:
    return {
        "title": title,
        "abstract": "We propose MixNet for toy counting. We know of image sorting. MixNet wins on ToyNet.",
        "entities": [
            {"type": "Method", "mentions": ["MixNet"], "roles": ["introduced"]},
            {"type": "Task", "mentions": ["toy counting"]},
            {"type": "Task", "mentions": ["image sorting"]},
            {"type": "Dataset", "mentions": ["ToyNet"]},
        ],
        "relations": [
            {"head": 0, "relation": "used_for", "tail": 1},
            {"head": 0, "relation": "evaluated_on", "tail": 3},
        ],
    }


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Annotated]:
    path = tmp_path_factory.mktemp("train") / "toys.jsonl"
    path.write_text("".join(json.dumps(annotated_toy(f"Toys {i}")) + "\n" for i in range(6)), encoding="utf-8")
    return read([Path(path)])


def test_relations_are_learnt(papers: list[Annotated]) -> None:
    names = [mentions(paper.doc.text, "MixNet", "toy counting", "MixNet", introduced="MixNet") for paper in papers]
    learnt = learn_relations(list(zip(papers, names, strict=True)))
    none, used_for = learnt["kinds"]["Method Task"]["together 1"]
    assert used_for > none
    assert 0 < learnt["threshold"] < 1
    assert learnt == learn_relations(list(zip(papers, names, strict=True)))
