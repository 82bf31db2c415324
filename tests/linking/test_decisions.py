from pathlib import Path

import pytest

from kg.assembly import assemble
from kg.errors import BadDecision
from kg.linking import Decision, link
from kg.linking.decisions import FORM, VERBS, Decisions, read_decisions
from kg.model import Linking
from tests.linking.test_linking import reading

PAPERS = [
    reading("a", ["Toy Net", "toy net", "FooNet"]),
    reading("b", ["ToyNet", "FNT"], {"FNT": "foo net two"}),
]


def linked(*decisions: Decision) -> Linking:
    return link(PAPERS, decisions)


def test_a_file_of_decisions_is_read(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    text = "# names\nmerge\tFooNet\tToy Net\n\nsplit\tToyNet\tanother ToyNet\tb\ndrop\tFNT\n"
    file.write_text(text, encoding="utf-8", newline="\n")
    assert read_decisions(file) == Decisions(
        (
            Decision(2, "merge", "FooNet", "Toy Net"),
            Decision(4, "split", "ToyNet", "another ToyNet", "b"),
            Decision(5, "drop", "FNT"),
        ),
        text,
    )


def test_the_form_decides_nothing(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    file.write_text(FORM, encoding="utf-8", newline="\n")
    assert read_decisions(file) == Decisions()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("join\ta\tb", "'join' is no decision; there are merge, split, rename, retype, drop"),
        ("merge\ta", "merge takes a value after the name"),
        ("merge", "write merge, the name, a value"),
        ("drop\ta\tb", "drop takes no value"),
        ("retype\ta\tThing", "no class 'Thing'; there are Method, Dataset, Task, Metric"),
        ("rename\ta\tb\tp", "rename speaks of an entity in all papers"),
        ("merge\ta\tb\tp\tq", "write merge"),
    ],
)
def test_a_bad_line_is_told_with_its_place(line: str, wrong: str, tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    file.write_text(f"drop\tx\n{line}\n", encoding="utf-8")
    with pytest.raises(BadDecision, match=r"decisions\.tsv:2: ") as error:
        read_decisions(file)
    assert wrong in str(error.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadDecision, match="cannot be read: No such file"):
        read_decisions(tmp_path / "none.tsv")


def test_merged_names_are_one() -> None:
    linking = linked(Decision(1, "merge", "FooNet", "toy-net"))
    assert linking.of["a"] == ("method/toy-net",) * 3
    assert linking.of["b"][0] == "method/toy-net"


def test_a_spelling_that_is_split_off_is_a_thing_of_its_own() -> None:
    linking = linked(Decision(1, "split", "ToyNet", "the other ToyNet"))
    assert linking.of["b"][0] not in linking.of["a"]
    assert {entity.label for entity in linking.entities} >= {"toy net", "the other ToyNet"}


def test_a_decision_may_speak_of_one_paper() -> None:
    assert linked(Decision(1, "merge", "ToyNet", "FooNet", "b")).of["b"][0] == "method/foonet"
    assert linked(Decision(1, "merge", "ToyNet", "FooNet", "a")).of["b"][0] == "method/toynet"


def test_an_entity_is_renamed_and_retyped() -> None:
    linking = linked(Decision(1, "rename", "toy net", "Toyest Net"), Decision(2, "retype", "Foo-Net", "Dataset"))
    labels = {entity.id: entity.label for entity in linking.entities}
    assert labels["method/toy-net"] == "Toyest Net"
    assert labels["dataset/foonet"] == "FooNet"


def test_a_dropped_name_is_no_node_and_is_told() -> None:
    decisions = (Decision(1, "drop", "foo net two"),)
    linking = link(PAPERS, decisions)
    assert linking.of["b"] == ("method/toy-net", None)
    graph = assemble(PAPERS, linking, decisions=Decisions(decisions))
    assert not any("foo" in node and "two" in node for node in graph.nx)
    assert [(drop.surface, drop.reason) for drop in graph.dropped] == [("FNT", "a decision drops this name")]


@pytest.mark.parametrize("verb", VERBS)
def test_what_meets_nothing_is_told(verb: str) -> None:
    assert linked(Decision(7, verb, "NoNet", "Method")).idle == (
        f"line 7: {verb} 'NoNet' meets nothing in these papers",
    )
    assert not linked(Decision(7, verb, "FooNet", "Method")).idle
