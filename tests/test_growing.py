"""A build that grew and shrank is, byte for byte, one that was made at once; and nothing is read twice."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.errors import BadBuild, BadDecision, BadInput
from kg.export.marker import MARKER
from kg.folder import beside
from kg.journal import keep
from kg.model import Paper, Reading

TEXTS = {
    "toys": "We propose ToyNet for object counting. ToyNet outperforms ResNet-50 on ToyBench.",
    "bees": "We introduce BeeBench, a dataset for object counting. ResNet-50 may fail on BeeBench.",
    "proof": "We prove that convolutional neural networks (CNNs) cannot count. CNNs are not toys.",
}
ONE = "one.jsonl", [("a", "Counting Wild Toys", TEXTS["toys"], "10.5555/a"), ("b", "Counting Bees", TEXTS["bees"], "")]
# The same paper as in the first file, another with an id of the first file, and a record that is none.
TWO = (
    "two.jsonl",
    [
        ("", "Counting wild toys", TEXTS["toys"] + " It is small.", "10.5555/a"),
        ("b", "A Proof of Toys", TEXTS["proof"], ""),
        ("", "No abstract", "", ""),
    ],
)
THREE = "three.jsonl", [("c", "Counting Bees Twice", TEXTS["bees"], ""), ("", "Nor here", "", "")]
FILES = dict((ONE, TWO, THREE))


class Counted:
    """How many papers were read."""

    def __init__(self) -> None:
        self.papers = 0

    def __call__(self, readings: Iterable[Reading], total: int) -> Iterable[Reading]:
        self.papers += total
        return readings


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for name, records in FILES.items():
        lines = [json.dumps(dict(zip(("id", "title", "abstract", "doi"), record, strict=True))) for record in records]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def fresh(files: Path) -> Path:
    """A folder of builds of each of the first files, of the first two, and so on, each in an order of its own."""
    for number in range(1, len(FILES) + 1):
        pipeline.build([files / name for name in list(FILES)[:number]][::-1], out=files / f"fresh-{number}")
    return files


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_adding_is_building_at_once(fresh: Path, tmp_path: Path) -> None:
    folder = tmp_path / "grown"
    pipeline.build(fresh / "one.jsonl", out=folder)
    for number, name in ((2, "two.jsonl"), (3, "three.jsonl")):
        graph = pipeline.add(folder, fresh / name)
        assert content(folder) == content(fresh / f"fresh-{number}")
        assert graph.papers == pipeline.load(folder).papers
    assert [path.name for path in tmp_path.iterdir()] == ["grown"]


def test_adding_what_is_there_changes_nothing_and_reads_nothing(fresh: Path, tmp_path: Path) -> None:
    pipeline.build([fresh / name for name in FILES], out=tmp_path / "grown")
    counted = Counted()
    pipeline.add(tmp_path / "grown", fresh / "two.jsonl", progress=counted)
    assert content(tmp_path / "grown") == content(fresh / "fresh-3")
    assert counted.papers == 0


def test_only_what_is_new_is_read(fresh: Path, tmp_path: Path) -> None:
    first, second, again = Counted(), Counted(), Counted()
    pipeline.build(fresh / "one.jsonl", out=tmp_path / "grown", progress=first)
    pipeline.build([fresh / "one.jsonl", fresh / "three.jsonl"], out=tmp_path / "grown", progress=second)
    papers = [replace(paper, authors=("Jane Doe",)) for paper in pipeline.load(tmp_path / "grown").papers.values()]
    graph = pipeline.build(papers, out=tmp_path / "grown", progress=again)
    assert (first.papers, second.papers, again.papers) == (2, 1, 0)
    assert {reading.paper.authors for reading in graph.readings} == {("Jane Doe",)}


def test_what_another_extractor_read_is_read_again(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build(fresh / "one.jsonl", out=tmp_path / "grown")
    monkeypatch.setattr("kg.store.extractor", lambda: "another")
    counted = Counted()
    graph = pipeline.remove(tmp_path / "grown", "b", progress=counted)
    assert counted.papers == 1
    assert graph.extractor == pipeline.load(tmp_path / "grown").extractor != "another"


def test_a_loaded_build_keeps_its_extractor(fresh: Path, tmp_path: Path) -> None:
    folder = replace(pipeline.load(fresh / "fresh-1"), extractor="of last year").save(tmp_path / "old")
    assert pipeline.load(pipeline.load(folder).save(tmp_path / "copy")).extractor == "of last year"


def test_a_broken_build_is_built_again(fresh: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    pipeline.build(fresh / "one.jsonl", out=folder)
    (folder / "readings.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(BadBuild, match=r"readings\.jsonl"):
        pipeline.add(folder, fresh / "two.jsonl")
    pipeline.build(fresh / "one.jsonl", out=folder)
    assert content(folder) == content(fresh / "fresh-1")


def test_removing_is_never_having_had(fresh: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shrunk"
    pipeline.build([fresh / "one.jsonl", fresh / "three.jsonl"], out=folder)
    counted = Counted()
    graph = pipeline.remove(folder, ["c"], progress=counted)
    assert content(folder) == content(fresh / "fresh-1")
    assert (counted.papers, graph.rejected) == (0, ())


def test_an_id_comes_back(fresh: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shrunk"
    graph = pipeline.build([fresh / "one.jsonl", fresh / "two.jsonl"], out=folder)
    assert list(graph.papers) == ["a", "b", "b-2"]
    left = pipeline.remove(folder, "b")
    assert list(left.papers) == ["a", "b"]
    assert left.papers["b"].title == graph.papers["b-2"].title
    assert [record.file for record in left.rejected] == ["two.jsonl"]


def test_by_doi_and_what_cannot_be_removed(fresh: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shrunk"
    pipeline.build(fresh / "one.jsonl", out=folder)
    before = content(folder)
    with pytest.raises(BadInput, match="shrunk: no paper 'aa'; it has 'a' and 1 more"):
        pipeline.remove(folder, ["b", "aa"])
    with pytest.raises(BadInput, match="no paper would be left; delete the folder instead"):
        pipeline.remove(folder, ["a", "b"])
    assert content(folder) == before
    assert list(pipeline.remove(folder, "10.5555/a").papers) == ["b"]


def test_a_folder_that_is_no_build(fresh: Path, tmp_path: Path) -> None:
    with pytest.raises(BadBuild, match="none is no build of kg"):
        pipeline.add(tmp_path / "none", fresh / "one.jsonl")
    with pytest.raises(BadBuild, match="is no build of kg"):
        pipeline.remove(tmp_path, "a")
    assert list(tmp_path.iterdir()) == []


def test_the_base_is_the_builds_own(fresh: Path, tmp_path: Path) -> None:
    pipeline.build(fresh / "one.jsonl", out=tmp_path / "grown", base="https://toys.example/")
    assert pipeline.add(tmp_path / "grown", fresh / "three.jsonl").base == "https://toys.example/"


def test_decisions_are_followed_by_every_later_build(files: Path, tmp_path: Path) -> None:
    decisions = tmp_path / "mine.tsv"
    decisions.write_text("# mine\nmerge\tToyNet\tBeeNet\ndrop\tNoNet\n", encoding="utf-8")
    folder = tmp_path / "build"
    built = pipeline.build([files / "one.jsonl"], out=folder, decisions=decisions)
    assert "method/beenet" in built.nx
    assert built.idle == ("line 3: drop 'NoNet' meets nothing in these papers",)
    for again in (
        pipeline.load(folder),
        pipeline.add(folder, files / "two.jsonl"),
        pipeline.remove(folder, ["b-2"]),
        pipeline.build([files / "one.jsonl"], out=folder),
    ):
        assert "method/beenet" in again.nx
        assert "method/toynet" not in again.nx
    assert (folder / "decisions.tsv").read_text(encoding="utf-8") == decisions.read_text(encoding="utf-8")
    assert "method/toynet" in pipeline.build([files / "one.jsonl"]).nx


def test_a_decision_that_is_none_leaves_the_build_as_it_was(files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "build"
    pipeline.build([files / "one.jsonl"], out=folder)
    (folder / "decisions.tsv").write_text("join\ta\tb\n", encoding="utf-8")
    before = content(folder)
    with pytest.raises(BadDecision, match=r"decisions\.tsv:1: 'join' is no decision"):
        pipeline.build([files / "one.jsonl"], out=folder)
    assert content(folder) == before


def test_what_a_killed_build_has_read_is_not_read_again(fresh: Path, tmp_path: Path) -> None:
    readings = pipeline.load(fresh / "fresh-3").readings
    list(keep(beside(tmp_path / "next", "readings"), readings[:2]))
    counted = Counted()
    pipeline.build([fresh / name for name in FILES], out=tmp_path / "next", progress=counted)
    assert counted.papers == len(readings) - 2
    assert content(tmp_path / "next") == content(fresh / "fresh-3")
    assert [path.name for path in tmp_path.iterdir()] == ["next"]


PAPERS = [
    Paper(f"p{i}", f"Counting Toys, Part {i}", text, sources=(f"f{i % 3}:{i}",))
    for i, text in enumerate(TEXTS.values())
]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(PAPERS), min_size=1), st.sets(st.sampled_from(PAPERS), min_size=1))
def test_adding_and_removing_again_changes_nothing(tmp_path: Path, some: set[Paper], more: set[Paper]) -> None:
    folder = tmp_path / "build"
    pipeline.build(some, out=folder)
    before = content(folder)
    pipeline.add(folder, more)
    new = [paper.id for paper in more - some]
    if new:
        pipeline.remove(folder, new)
    assert (folder / MARKER).is_file()
    assert content(folder) == before
