"""One paper in each form of gold, a reading of it with every kind of mistake, and the figures worked out by hand."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadGold
from kg.evaluation import Evaluation, evaluate, read_gold, read_readings
from kg.jsonlines import to_line
from kg.model import Acronym, Claim, Mention, Paper, Reading, Relation, Result, Sentence
from kg.ontology import claim_types

TITLE = "MixNet for counting"
FIRST, SECOND, THIRD = "Counting is hard.", "We propose MixNet.", "MixNets reach 83.0% on ToyNet."
ABSTRACT = f"{FIRST} {SECOND} {THIRD}"
TEXT = f"{TITLE}\n{ABSTRACT}"
AT = {words: (TEXT.index(words), TEXT.index(words) + len(words)) for words in (FIRST, SECOND, THIRD)}


def mention(surface: str, type: str, role: str = "used", confidence: float = 0.9, entity: str = "") -> Mention:
    start = TEXT.index(surface)
    rule = f"{type.lower()}-rule"
    return Mention(start, start + len(surface), surface, type, role, rule, confidence, entity or surface.lower())


def claim(sentence: str, type: str, subject: str | None, *values: str) -> Claim:
    results = tuple(Result(None, value) for value in values)
    return Claim(*AT[sentence], type, subject, "shows", (), (), (), results, False, False, "claim-rule", 0.8)


READING = Reading(
    Paper("toy", TITLE, ABSTRACT),
    (
        mention("MixNet", "Method", "introduced", entity="mixnet"),
        mention("MixNets", "Method", "used", 0.7, entity="mixnet"),
        mention("ToyNet", "Method", "used", 0.55),
        mention("hard", "Task", confidence=0.3),
        mention("Counting", "Task", confidence=0.2),
    ),
    (Acronym("MN", "Mix Net", 0, 2, 3, 9), Acronym("TN", "Toy Net", 0, 2, 3, 9)),
    tuple(Sentence(*AT[words], role) for words, role in ((FIRST, "background"), (SECOND, "method"), (THIRD, "result"))),
    (claim(FIRST, "finding", None), claim(THIRD, "finding", "MixNets", "83.0%", "7")),
    (Relation(0, "usedFor", 4, 0, 9, "r", 0.6), Relation(2, "outperforms", 0, 0, 9, "r", 0.4)),
)


def entity(type: str, *names: str, roles: tuple[str, ...] = ("used",), required: bool = True) -> dict[str, Any]:
    return {"type": type, "name": names[0], "mentions": names, "roles": roles, "required": required}


def gold_claim(sentence: str, type: str, subject: int | None, *values: str) -> dict[str, Any]:
    said = {"type": type, "subject": subject, "results": [[None, value] for value in values]}
    return {"start": AT[sentence][0], "end": AT[sentence][1], "required": True, "readings": [said]}


DOCUMENT = {
    "entities": [
        entity("Method", "MixNet", "mix-nets", roles=("used",)),
        entity("Dataset", "ToyNet"),
        entity("Task", "hard", required=False),
        entity("Task", "counting"),
    ],
    "sentences": [
        {"start": AT[words][0], "end": AT[words][1], "labels": labels}
        for words, labels in ((FIRST, ["background"]), (SECOND, ["contribution"]), (THIRD, ["result", "finding"]))
    ],
    "claims": [gold_claim(SECOND, "contribution", 0), gold_claim(THIRD, "result", 0, "83.0 %")],
    "relations": [
        {"head": 0, "relation": "used_for", "tail": 3, "required": True},
        {"head": 0, "relation": "evaluated_on", "tail": 1, "required": True},
    ],
}
SPANS = {
    "mentions": [
        [*(READING.mentions[0].start, READING.mentions[0].end), "Method"],
        [*(READING.mentions[2].start - 3, READING.mentions[2].end), "Method"],
        [*(READING.mentions[4].start, READING.mentions[4].end), "Task"],
        [0, 3, "Other"],
    ],
    "relations": [[0, "USED-FOR", 2], [0, "COMPARE", 2], [0, "CONJUNCTION", 1]],
}


def write(folder: Path, annotations: object, **paper: object) -> Path:
    path = folder / "gold.jsonl"
    line = {"id": "toy", "title": TITLE, "abstract": ABSTRACT, **paper}
    path.write_text(json.dumps(line | annotations if isinstance(annotations, dict) else annotations), encoding="utf-8")
    return path


def against(folder: Path, annotations: dict[str, Any], *readings: Reading) -> Evaluation:
    return evaluate(read_gold(write(folder, annotations)), readings)


def figures(evaluation: Evaluation) -> dict[str, tuple[float | None, float | None, float]]:
    return {it.figure: (it.precision, it.recall, round(it.f1, 3)) for it in evaluation.scores}


def test_a_whole_abstract(tmp_path: Path) -> None:
    evaluation = against(tmp_path, DOCUMENT, READING)
    found = figures(evaluation)
    assert found["entity Method"] == (0.5, 1, 0.667)
    assert found["entity Dataset"] == (0, 0, 0)
    assert found["entity Task"] == (1, 1, 1)
    assert found["entity ALL"] == (2 / 3, 2 / 3, 0.667)
    assert found["entity role"] == (1, 1, 1)
    assert found["claim sentence"] == (0.5, 0.5, 0.5)
    assert (found["claim type"][2], found["claim subject"][2]) == (0, 1)
    assert found["claim result value"] == (0.5, 1, 0.667)
    assert found["relation document"] == (0.5, 0.5, 0.5)
    assert found["role result"] == (1, 0, 0)
    assert "role method" not in found
    assert found["role accuracy"] == (None, None, 0.667)
    assert found["role macro"] == (None, None, 0.25)


def test_a_claim_is_right_when_its_type_is(tmp_path: Path) -> None:
    of_type = {claim_type: [replace(READING.claims[1], type=claim_type)] for claim_type in claim_types()}
    right = {
        claim_type: next(
            it.right
            for it in against(tmp_path, DOCUMENT, replace(READING, claims=tuple(claims))).verdicts
            if it.kind == "claim"
        )
        for claim_type, claims in of_type.items()
    }
    assert list(right.values()).count(True) == 1
    assert list(right.values()).count(False) == 2


def test_the_verdict_on_each_item(tmp_path: Path) -> None:
    evaluation = against(tmp_path, DOCUMENT, READING)
    assert [(it.text, it.right) for it in evaluation.verdicts if it.kind == "mention"] == [
        ("MixNet", True),
        ("MixNets", True),
        ("ToyNet", False),
        ("hard", None),
        ("Counting", True),
    ]
    assert [(it.text, it.right) for it in evaluation.verdicts if it.kind == "claim"] == [(FIRST, False), (THIRD, False)]
    assert [(it.text, it.right) for it in evaluation.verdicts if it.kind == "relation"] == [
        ("MixNet → Counting", True),
        ("ToyNet → MixNet", False),
    ]
    assert [(it.kind, it.type, it.text) for it in evaluation.missed] == [
        ("entity", "Dataset", "ToyNet"),
        ("relation", "evaluatedOn", "MixNet → ToyNet"),
        ("claim", "contribution", SECOND),
    ]


@pytest.mark.parametrize(("share", "right"), [(0.5, False), (0.6, True)])
def test_sentences_cut_otherwise_are_one_when_they_share_more_than_half(
    tmp_path: Path, share: float, right: bool
) -> None:
    start, length = AT[SECOND][0], 10
    gold = gold_claim(SECOND, "contribution", 0) | {"end": start + length}
    said = replace(claim(SECOND, "contribution", None), start=start + round((1 - share) * length))
    evaluation = against(tmp_path, DOCUMENT | {"claims": [gold]}, replace(READING, claims=(said,)))
    assert [it.right for it in evaluation.verdicts if it.kind == "claim"] == [right]


def test_a_sentence_that_was_not_read_has_no_role(tmp_path: Path) -> None:
    unread = replace(READING, sentences=READING.sentences[1:])
    assert figures(against(tmp_path, DOCUMENT, unread))["role background"] == (0, 0, 0)
    alone = replace(READING, sentences=(Sentence(*AT[THIRD], "background"),))
    assert figures(against(tmp_path, DOCUMENT, alone))["role background"] == (0, 0, 0)


def test_spans(tmp_path: Path) -> None:
    turned = replace(READING, relations=(Relation(4, "outperforms", 0, 0, 9, "r", 0.6), *READING.relations[1:]))
    evaluation = against(tmp_path, SPANS, turned)
    found = figures(evaluation)
    assert found["mention exact Method"] == (1 / 3, 0.5, 0.4)
    assert found["mention overlap Method"] == (1 / 3 + 1 / 3, 1, 0.8)
    assert found["mention exact ALL"] == (0.4, 2 / 3, 0.5)
    assert found["relation exact comparedWith"] == (0.5, 1, 0.667)
    assert found["relation exact usedFor"] == (0, 0, 0)
    assert not any("CONJUNCTION" in figure for figure in found)
    assert [it.text for it in evaluation.missed] == ["on ToyNet", "MixNet → Counting"]


def test_what_a_corpus_does_not_annotate_is_open(tmp_path: Path) -> None:
    methods = {"mentions": [mention for mention in SPANS["mentions"] if mention[2] == "Method"]}
    verdicts = against(tmp_path, methods, READING).verdicts
    assert [it.right for it in verdicts if it.type == "Task"] == [None, None]
    assert [it.kind for it in verdicts if it.kind == "relation"] == []


def test_acronyms(tmp_path: Path) -> None:
    evaluation = against(tmp_path, {"acronyms": [["mn", "mix-nets"], ["XY", "X Y"]]}, READING)
    assert figures(evaluation) == {"acronym definition": (0.5, 0.5, 0.5)}
    assert [it.text for it in evaluation.missed] == ["XY = X Y"]


def test_coarse_roles(tmp_path: Path) -> None:
    finding = replace(READING, sentences=(*READING.sentences[:2], Sentence(*AT[THIRD], "finding")))
    rows = [[*AT[FIRST], "background"], [*AT[SECOND], "objective"], [*AT[THIRD], "result"]]
    found = figures(against(tmp_path, {"sentences": rows}, finding))
    assert (found["role result"][2], found["role contribution"][2], found["role accuracy"][2]) == (1, 0, 0.667)


def test_a_paper_without_a_reading_is_all_missed(tmp_path: Path) -> None:
    evaluation = against(tmp_path, DOCUMENT)
    assert (evaluation.unread, evaluation.verdicts, len(evaluation.missed)) == (1, (), 3 + 2 + 2)
    assert {score.f1 for score in evaluation.scores} == {0}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({}, "gold.jsonl:1: no annotations; it should have one of the keys entities, mentions, acronyms, sentences"),
        ([1], "gold.jsonl:1: not an object"),
        ({"acronyms": [["MN"]]}, "gold.jsonl:1: 'acronyms' is not as gold has it"),
        ({"mentions": [[0, 3, "Task"]], "relations": [[0, "Used-For", 9]]}, "gold.jsonl:1: 'mentions' is not as gold"),
    ],
)
def test_gold_that_is_none_is_told_with_its_line(tmp_path: Path, written: object, said: str) -> None:
    with pytest.raises(BadGold, match=said):
        read_gold(write(tmp_path, written))


@pytest.mark.parametrize(("text", "said"), [("\n{", "odd.jsonl:2: not JSON"), ("\n", "odd.jsonl: no annotated")])
def test_a_file_that_is_no_gold(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "odd.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(BadGold, match=said):
        read_gold(tmp_path / "odd.jsonl")
    with pytest.raises(BadGold, match=r"none\.jsonl: cannot be read"):
        read_gold(tmp_path / "none.jsonl")


def test_stored_readings_come_back(tmp_path: Path) -> None:
    path = tmp_path / "readings.jsonl"
    path.write_text(to_line(READING).decode() + "{}\n", encoding="utf-8")
    with pytest.raises(BadGold, match=r"readings\.jsonl:2: not a reading"):
        read_readings(path)
    path.write_text(to_line(READING).decode(), encoding="utf-8")
    assert read_readings(path) == [READING]


def test_a_reading_of_another_text_is_refused(tmp_path: Path) -> None:
    moved = replace(READING.mentions[0], start=1)
    other = replace(READING, paper=replace(READING.paper, abstract="Another."), mentions=())
    for reading, said in ((other, "another text"), (replace(READING, mentions=(moved,)), "is not 'MixNet'")):
        with pytest.raises(BadGold, match=f"gold.jsonl:1: .*{said}"):
            against(tmp_path, DOCUMENT, reading)
