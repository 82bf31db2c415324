from pathlib import Path

import pytest

from kg.model import Paper, Rejected
from kg.papers import read_papers


def read(tmp_path: Path, table: str) -> tuple[list[Paper], list[Rejected]]:
    path = tmp_path / "in.csv"
    path.write_text(table, encoding="utf-8")
    return read_papers([path])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_and_cells_of_several_lines(delimiter: str, tmp_path: Path) -> None:
    rows = [["Title", "Abstract", "Year"], ["One", '"We count\n""apples"", all."', "2020"], ["Two", "We stop.", "2021"]]
    papers, rejected = read(tmp_path, "\n".join(delimiter.join(row) for row in rows))
    assert rejected == []
    assert sorted((paper.title, paper.abstract, paper.date, *paper.sources) for paper in papers) == [
        ("One", 'We count "apples", all.', "2020", "in.csv:2"),
        ("Two", "We stop.", "2021", "in.csv:4"),
    ]


def test_rows_that_are_none(tmp_path: Path) -> None:
    rows = [
        "id,title,abstract",
        "a,One,We count.",
        "b,Two",
        "c,Three,We stop.,more",
        'd,"Four"x,We go.',
        "",
        "e,Five,We rest.",
    ]
    papers, rejected = read(tmp_path, "\n".join(rows))
    assert [paper.id for paper in papers] == ["a", "e"]
    assert [(reject.line, reject.reason, reject.record.strip()) for reject in rejected] == [
        (3, "2 cells; the first line names 3 columns", rows[2]),
        (4, "4 cells; the first line names 3 columns", rows[3]),
        (5, "not a row of the table: ',' expected after '\"'", rows[4]),
    ]


def test_a_cell_that_is_too_large_costs_its_row_alone(tmp_path: Path) -> None:
    papers, (reject,) = read(tmp_path, f"id,abstract\na,{'x' * 200_000}\nb,We count.")
    assert [paper.id for paper in papers] == ["b"]
    assert (reject.line, len(reject.record)) == (2, 2000)
    assert "field larger than field limit" in reject.reason


def test_one_row_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("id,abstract\na,Un café.\nb,We count.".encode("latin-1"))
    (paper,), (reject,) = read_papers([path])
    assert paper.id == "b"
    assert reject == Rejected("in.csv", 2, "byte 0xE9 is not UTF-8; save the file as UTF-8", "a,Un caf\ufffd.\n")


def test_columns_that_are_said_also_tell_the_format(tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    path.write_text("Kopf,Worte\nA title,We say it.\n", encoding="utf-8")
    papers, _ = read_papers([path], columns={"title": "Kopf", "abstract": "Worte"})
    assert [(paper.title, paper.abstract) for paper in papers] == [("A title", "We say it.")]
