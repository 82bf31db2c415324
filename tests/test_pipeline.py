import json
import multiprocessing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import BadBuild, BadInput, KgError
from kg.export.records import readings as as_json_lines
from kg.graph import KnowledgeGraph
from kg.model import Paper
from kg.pipeline import SAMPLE, build, load, papers_of, read

ABSTRACTS = {
    "counting": "Counting toys is hard. In this paper, we propose ToyNet, a sparse neural network for object counting. "
    "ToyNet is trained on ImageNet. Experiments show that ToyNet outperforms ResNet-50 by 3.5% in accuracy.",
    "a benchmark": "We introduce ToyBench, a dataset for object counting. ResNet-50 may fail on ToyBench.",
    "a proof": "We prove that convolutional neural networks (CNNs) cannot count. CNNs are not toys.",
}
PAPERS = [
    Paper(f"p{i}", title.title(), text, date=f"202{i}-01-01") for i, (title, text) in enumerate(ABSTRACTS.items())
]


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return build(PAPERS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The papers as JSON lines in two files."""
    for name, papers in (("one", PAPERS[:2]), ("two", PAPERS[2:])):
        lines = [json.dumps({"id": paper.id, "title": paper.title, "abstract": paper.abstract}) for paper in papers]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def same(one: KnowledgeGraph, other: KnowledgeGraph) -> bool:
    return (one.readings, one.entities, one.dropped, one.rejected, one.base, list(one.edges())) == (
        (other.readings, other.entities, other.dropped, other.rejected, other.base, list(other.edges()))
    )


def edges(graph: KnowledgeGraph) -> set[tuple[str, str, str]]:
    return {(head, relation, tail) for head, relation, tail, _ in graph.edges()}


def test_from_papers_to_edges(graph: KnowledgeGraph) -> None:
    assert {
        ("paper/p0", "introduces", "method/toynet"),
        ("paper/p1", "introduces", "dataset/toybench"),
        ("method/toynet", "trainedOn", "dataset/imagenet"),
        ("method/toynet", "outperforms", "method/resnet-50"),
    } <= edges(graph)
    assert graph.nx.nodes["method/resnet-50"]["papers"] == 2
    assert graph.nx.has_node("method/convolutional-neural-network")


def test_from_a_path_a_folder_a_glob_and_many(graph: KnowledgeGraph, folder: Path) -> None:
    whole = build(folder)
    assert edges(whole) == edges(graph)
    assert same(build(str(folder / "*.jsonl")), whole)
    assert same(build(reversed([folder / "one.jsonl", folder / "two.jsonl"])), whole)
    assert [reading.paper.id for reading in build(folder / "one.jsonl").readings] == ["p0", "p1"]


def test_from_papers_in_any_order(graph: KnowledgeGraph) -> None:
    assert same(build(reversed(PAPERS)), graph)
    assert same(build(paper for paper in PAPERS), graph)


def test_from_papers_and_paths_together(folder: Path) -> None:
    both: list[Any] = [PAPERS[0], Paper("p9", "", "We count."), folder / "one.jsonl"]
    papers, _ = papers_of(both)
    assert [paper.id for paper in papers] == ["p0", "p1", "p9"]


def test_without_input_it_is_the_sample() -> None:
    papers, rejected = papers_of(None)
    assert (len(papers), rejected) == (40, [])
    assert papers == papers_of(sorted(SAMPLE.glob("*.[tb]*"), reverse=True))[0]


def test_no_papers_at_all() -> None:
    empty = build([])
    assert (empty.readings, list(empty.nx.nodes)) == ((), [])
    with pytest.raises(BadInput):
        build("no-such-file.bib")


def test_a_paper_with_nothing_in_it() -> None:
    (reading,) = read([Paper("p")])
    assert (reading.mentions, reading.claims, reading.relations, reading.sentences) == ((), (), (), ())
    assert build([Paper("p"), Paper("q", "Only a title")]).entities == ()


def test_processes_change_nothing() -> None:
    many = [replace(paper, id=f"{paper.id}-{i}", title="") for i in range(7) for paper in PAPERS]
    assert list(read(many, jobs=2)) == list(read(many, jobs=1))


def test_a_process_that_is_killed_is_told() -> None:
    many = [replace(paper, id=f"{paper.id}-{i}", title="") for i in range(100) for paper in PAPERS]
    readings = read(many, jobs=2)
    next(readings)
    for process in multiprocessing.active_children():
        process.kill()
    with pytest.raises(KgError, match=r"a process that reads was killed, .*; ask for fewer --jobs"):
        list(readings)


def test_progress_sees_every_reading() -> None:
    seen: list[tuple[str, int]] = []
    build(PAPERS, progress=lambda readings, total: (seen.append((r.paper.id, total)) or r for r in readings))  # type: ignore[func-returns-value]
    assert seen == [("p0", 3), ("p1", 3), ("p2", 3)]


def test_a_saved_graph_is_the_same_when_loaded(graph: KnowledgeGraph, tmp_path: Path) -> None:
    based = build(PAPERS, base="https://toys.example/")
    assert same(load(based.save(tmp_path / "out")), based)
    assert as_json_lines(load(tmp_path / "out")) == as_json_lines(graph)


def test_what_was_rejected_is_loaded_too(folder: Path) -> None:
    (folder / "one.jsonl").open("a", encoding="utf-8").write('{"title": "no abstract"}\n')
    graph = build(folder / "one.jsonl")
    assert len(graph.rejected) == 1
    assert load(graph.save(folder / "out")).rejected == graph.rejected


@pytest.mark.parametrize("content", ["{", "[]\n", '{"paper": {"title": "p"}}\n', "\udc80"])
def test_a_broken_build_is_told(graph: KnowledgeGraph, tmp_path: Path, content: str) -> None:
    folder = graph.save(tmp_path / "out")
    (folder / "readings.jsonl").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadBuild, match=r"readings\.jsonl: not as kg wrote it"):
        load(folder)


def test_a_folder_that_is_no_build_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadBuild):
        load(tmp_path)


def test_the_public_names() -> None:
    assert kg.build is build
    assert kg.load is load
    assert [getattr(kg, name).__name__ for name in kg.__all__] == kg.__all__
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        kg.biuld  # noqa: B018
