import io
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from rich.console import Console

from kg import check as checks
from kg import pipeline
from kg.cli import COMMANDS, main
from kg.jsonlines import from_line, to_line
from kg.model import Paper, Reading
from kg.pipeline import load

BIB = """\
@article{toynet, title = {ToyNet: Counting Toys}, year = {2021},
  abstract = {Counting is hard. We propose ToyNet for object counting. ToyNet outperforms ResNet-50 on ImageNet.}}
@article{toybench, title = {A Benchmark of Toys}, year = {2022},
  abstract = {We introduce ToyBench, a dataset. ResNet-50 reaches 83.0% accuracy on ImageNet.}}
"""


@dataclass(frozen=True)
class Ran:
    code: int | str | None
    out: str
    err: str


Kg = Callable[..., Ran]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """The command line, run in this process."""

    def run(*args: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, args)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return Ran(left.value.code or 0, out, err)

    return run


@pytest.fixture(scope="module")
def bib(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "toys.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(bib: Path) -> Path:
    return pipeline.build(bib).save(bib.parent / "built")


def test_build(kg: Kg, bib: Path, tmp_path: Path) -> None:
    ran = kg("build", bib, "-o", tmp_path / "out", "--jobs", 1)
    assert (ran.code, ran.out) == (0, "")
    assert re.fullmatch(r"2 papers, \d+ entities, \d+ edges; open .*graph\.html or read .*report\.md\n", ran.err)
    assert len(load(tmp_path / "out").papers) == 2


def test_build_quietly(kg: Kg, bib: Path, tmp_path: Path) -> None:
    assert kg("build", bib, "-o", tmp_path / "out", "--quiet") == Ran(0, "", "")


def test_build_says_what_it_rejects_and_strict_stops(kg: Kg, bib: Path, tmp_path: Path) -> None:
    worse = tmp_path / "worse.bib"
    worse.write_text(BIB + "@article{empty, title = {No abstract}}\n", encoding="utf-8")
    ran = kg("build", worse, "-o", tmp_path / "out", "--quiet")
    assert ran.code == 0
    assert re.fullmatch(r"kg: rejected worse\.bib:5: .*\n", ran.err)
    ran = kg("build", worse, "-o", tmp_path / "strict", "--strict")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "strict").exists()


def test_build_leaves_other_folders_alone(kg: Kg, bib: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("dear", encoding="utf-8")
    ran = kg("build", bib, "-o", tmp_path, "-q")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_add_and_remove(kg: Kg, bib: Path, tmp_path: Path) -> None:
    more, out = tmp_path / "more.bib", tmp_path / "out"
    more.write_text(
        "@article{bees, title = {Bees}, abstract = {We count bees.}}\n@article{none, title = {No}}\n", encoding="utf-8"
    )
    assert kg("build", bib, "-o", out, "-q").code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    ran = kg("add", out, more)
    assert (ran.code, ran.out) == (0, "")
    assert re.fullmatch(r"kg: rejected more\.bib:2: .*\n3 papers, .*; open .*graph\.html or read .*\n", ran.err)
    assert kg("add", out, more, "--quiet") == Ran(0, "", "")
    assert kg("remove", out, "bee") == Ran(1, "", f"kg: {out}: no paper 'bee'; it has 'bees' and 2 more\n")
    ran = kg("remove", out, "bees", "--jobs", 1)
    assert (ran.code, ran.out, ran.err[:9]) == (0, "", "2 papers,")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_read_prints_readings_and_nothing_else(kg: Kg, bib: Path) -> None:
    ran = kg("read", bib, "--jobs", 1)
    assert (ran.code, ran.err) == (0, "")
    readings = [from_line(Reading, line) for line in ran.out.splitlines()]
    assert tuple(readings) == pipeline.build(bib).readings


def test_standard_input(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BIB.encode())))
    ran = kg("read", "-")
    assert (ran.code, len(ran.out.splitlines())) == (0, 2)


def test_columns(kg: Kg, tmp_path: Path) -> None:
    table = tmp_path / "toys.csv"
    table.write_text("nummer,inhalt\n1,We count toys.\n", encoding="utf-8")
    ran = kg("read", table, "--format", "csv", "--columns", "abstract=inhalt")
    assert json.loads(ran.out)["text"] == "We count toys."
    assert kg("read", table, "--columns", "inhalt").code == 2


@pytest.mark.parametrize(
    "args",
    [
        ("build", "no-such.bib", "-o", "nowhere"),
        ("read", "no-such-*.bib"),
        ("add", "no-such-build", "toys.bib"),
        ("remove", "no-such-build", "toynet"),
        ("query", "no-such-build", "@top-datasets"),
        ("centrality", "no-such-build"),
        ("communities", "no-such-build"),
        ("diff", "no-such-build", "-"),
        ("evaluate", "no-such.jsonl"),
        ("explain", "toynet", "no-such.bib"),
        ("explain", "no-such"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(kg: Kg, args: tuple[str, ...]) -> None:
    ran = kg(*args)
    assert (ran.code, ran.out) == (1, "")
    assert re.fullmatch(r"kg: .*no-such.*\n", ran.err)
    assert not Path("nowhere").exists()


@pytest.mark.parametrize(
    "args",
    [
        ("fly",),
        ("build", "toys.bib"),
        ("add", "build"),
        ("remove", "build"),
        ("read", "--jobs", "0"),
        ("read", "--page-year", "soon"),
        ("query",),
        ("query", "x", "@y", "--param", "z"),
        ("centrality", "x", "--format", "pdf"),
        ("evaluate",),
        ("evaluate", "gold.jsonl", "--picture", "curve.png"),
        ("evaluate", "gold.jsonl", "--picture", "no-such-folder/curve.svg"),
        ("explain",),
        ("diff", "one"),
        ("diff", "one", "two", "--format", "pdf"),
        ("explain", "We count toys.", "--html", "no-such-folder/toys.html"),
    ],
)
def test_a_wrong_command_line_is_two(kg: Kg, args: tuple[str, ...]) -> None:
    ran = kg(*args)
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err


def test_version_and_help(kg: Kg) -> None:
    ran = kg("--version")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"kg \d+\.\d+\.\d+\S*\n", ran.out)
    ran = kg("--help")
    assert ran.code == 0
    assert all(command.__name__ in ran.out for command in COMMANDS)


def test_a_saved_question(kg: Kg, built: Path) -> None:
    ran = kg("query", built, "@top-datasets", "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
    frame = pd.read_csv(io.StringIO(ran.out))
    assert "ImageNet" in frame.astype(str).to_numpy()


def test_all_saved_questions_are_listed(kg: Kg, built: Path) -> None:
    ran = kg("query", built, "@")
    assert len(ran.out.splitlines()) >= 10
    assert all(line.startswith("@") for line in ran.out.splitlines())


def test_a_question_in_sparql(kg: Kg, built: Path) -> None:
    question = "SELECT ?l WHERE { ?p kg:introduces ?m . ?m skos:prefLabel ?l } ORDER BY ?l"
    assert {"ToyBench", "ToyNet"} <= set(kg("query", built, question, "--format", "csv").out.splitlines())
    assert json.loads(kg("query", built, question, "--format", "json").out)
    assert "ToyNet" in kg("query", built, question).out
    ran = kg("query", built, "SELECT WHERE")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_centrality(kg: Kg, built: Path) -> None:
    ran = kg("centrality", built, "--type", "Method", "--measure", "degree", "--top", 1, "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
    expected = load(built).centrality("degree", type="Method").head(1)
    pd.testing.assert_frame_equal(pd.read_csv(io.StringIO(ran.out)), expected.reset_index(drop=True))
    assert len(json.loads(kg("centrality", built, "--format", "json", "--top", 3).out)) == 3
    assert "ToyNet" in kg("centrality", built, "--type", "Method").out


@pytest.mark.parametrize("option", [("--measure", "beauty"), ("--type", "Car"), ("--format", "turtle")])
def test_centrality_of_what_there_is_not(kg: Kg, built: Path, option: tuple[str, str]) -> None:
    ran = kg("centrality", built, *option)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_communities(kg: Kg, built: Path) -> None:
    ran = kg("communities", built, "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
    assert len(pd.read_csv(io.StringIO(ran.out))) > 3


def test_entity_tells_names_and_look_alikes(kg: Kg, built: Path) -> None:
    told = kg("entity", built, "resnet 50")
    assert told.code == 0
    assert told.out.startswith("ResNet-50 (Method, method/resnet-50), in 2 papers: toybench, toynet\n")
    (data,) = map(json.loads, kg("entity", built, "ResNet-50", "--json").out.splitlines())
    assert data["forms"] == [{"surface": "ResNet-50", "steps": [], "mentions": 2, "papers": ["toybench", "toynet"]}]


def test_entity_of_no_such_name_says_what_is_near(kg: Kg, built: Path) -> None:
    told = kg("entity", built, "ResNet-5")
    assert (told.code, told.out) == (1, "")
    assert "nothing is called 'ResNet-5'; there are 'ResNet-50'" in told.err


@pytest.mark.parametrize("command", [("query", "@outperforms"), ("centrality",), ("communities",)])
def test_what_is_not_believed_enough_is_left_out(kg: Kg, built: Path, command: tuple[str, ...]) -> None:
    every = kg(command[0], built, *command[1:], "--format", "csv")
    sure = kg(command[0], built, *command[1:], "--format", "csv", "--min-confidence", "1")
    assert every.code == sure.code == 0
    assert len(sure.out.splitlines()) < len(every.out.splitlines())


def test_explain_a_text(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "We propose ToyNet, a convolutional neural network for object counting."
    ran = kg("explain", text)
    assert (ran.code, ran.err) == (0, "")
    assert "[ToyNet|Method 1]" in ran.out
    assert re.search(r"\n +for +\+\d", ran.out)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.replace(", ", ",\n").encode())))
    assert kg("explain", "-") == ran


@pytest.mark.parametrize("text", ["", " ", "toys \udcff"])
def test_explain_a_text_that_is_none(kg: Kg, text: str) -> None:
    ran = kg("explain", text)
    assert (ran.code, ran.out) == (1, "")
    assert re.fullmatch(r"kg: the text: .*; give the text of an abstract\n", ran.err)


def test_explain_a_paper(kg: Kg, bib: Path, built: Path) -> None:
    ran = kg("explain", "toynet", bib)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0].startswith("title  ")
    assert kg("explain", "toynet", built) == ran
    assert kg("explain", "toynet", built, bib) == ran


def test_explain_says_which_papers_there_are(kg: Kg, bib: Path) -> None:
    ran = kg("explain", "toynets", bib)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"kg: {bib}: no paper 'toynets'; it has 'toynet' and 1 more\n"
    assert "it has 'toybench', 'toynet'\n" in kg("explain", "zzz", bib).err


def test_explain_on_a_page(kg: Kg, bib: Path, tmp_path: Path) -> None:
    page = tmp_path / "toynet.html"
    assert kg("explain", "toynet", bib, "--html", page) == Ran(0, "", f"open {page}\n")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    ran = kg("explain", "toynet", bib, "--html", tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_diff(kg: Kg, bib: Path, built: Path, tmp_path: Path) -> None:
    less = pipeline.build([paper for paper in load(built).papers.values() if paper.id == "toynet"])
    before = less.save(tmp_path / "less")
    ran = kg("diff", before, built)
    assert (ran.code, ran.err) == (0, "")
    assert "A Benchmark of Toys  (toybench)" in ran.out
    assert json.loads(kg("diff", before, built, "--format", "json").out)["counts"]["papers"]["came"] == 1
    assert kg("diff", built, before, "--format", "markdown").out.startswith("# What is new\n")
    assert "Edges that came" not in kg("diff", before, built, "--min-confidence", 1).out
    ran = kg("diff", built, built)
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    assert ran.out.startswith("No difference: ")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two annotated abstracts, one a file."""
    for name, abstract in (("one", "A Toy Net (TN) counts."), ("two", "A Big Toy (BT) is counted.")):
        line = {"id": name, "title": "", "abstract": abstract, "acronyms": [[abstract[-15:-13], "no such name"]]}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    return tmp_path


def test_evaluate(kg: Kg, gold: Path) -> None:
    files = (gold / "one.jsonl", gold / "two.jsonl")
    ran = kg("evaluate", *files, "--format", "json", "--picture", gold / "curve.svg", "--jobs", 1)
    assert (ran.code, ran.err) == (0, "")
    assert [(row["gold"], row["papers"], row["unread"]) for row in json.loads(ran.out)] == [
        (str(f), 1, 0) for f in files
    ]
    assert all(row["scores"]["acronym definition"]["said"] == 1 for row in json.loads(ran.out))
    assert (gold / "curve.svg").read_text(encoding="utf-8").startswith("<svg")


def test_evaluate_stored_readings(kg: Kg, gold: Path) -> None:
    reading = Reading(Paper("one", "", "A Toy Net (TN) counts."))
    (gold / "readings.jsonl").write_text(to_line(reading).decode(), encoding="utf-8")
    ran = kg("evaluate", gold / "one.jsonl", "--readings", gold / "readings.jsonl", "--errors", 1)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == f"{gold / 'one.jsonl'}: 1 papers"
    assert "no such name" in ran.out
    (gold / "readings.jsonl").write_text("?", encoding="utf-8")
    ran = kg("evaluate", gold / "one.jsonl", "--readings", gold / "readings.jsonl")
    assert (ran.code, ran.out, ran.err.count("readings.jsonl:1: ")) == (1, "", 1)


def test_check(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "check", lambda: iter(()))
    ran = kg("check")
    assert (ran.code, ran.out) == (0, "")
    monkeypatch.setattr(checks, "check", lambda: iter(["toys.jsonl:1: [red]odd[/red]"]))
    ran = kg("check")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[0] == "toys.jsonl:1: [red]odd[/red]"


def test_a_terminal_is_shown_the_progress(kg: Kg, bib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.printing.words", Console(file=(shown := io.StringIO()), force_terminal=True, width=100))
    monkeypatch.setattr("kg.cli.printing.is_watched", lambda: True)
    assert kg("read", bib).code == 0
    assert "2/2" in shown.getvalue()


def test_quiet_shows_none(kg: Kg, bib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.printing.words", Console(file=(shown := io.StringIO()), force_terminal=True, width=100))
    monkeypatch.setattr("kg.cli.printing.is_watched", lambda: True)
    assert kg("read", "--quiet", bib).code == 0
    assert shown.getvalue() == ""
