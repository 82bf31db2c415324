"""BibTeX, RIS and text files: what their samples do not show."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.model import Paper, Rejected
from kg.papers import read_papers
from kg.papers.latex import plain


def read(tmp_path: Path, name: str, text: str) -> tuple[list[Paper], list[Rejected]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_papers([path])


BIB = r"""
A comment that is not an entry.
@string{jfc = "Journal of Field Computing"}
@article{one, title = "Graph{"}s{"} of Bees", abstract = {We gain 5% at $10^{-3}$,
   and more.}, journal = jfc, month = 6, year = 2020, eprint = {2101.00001v2}, archivePrefix = {arXiv}}
@article{broken, title = {No End, abstract = {We count.}
@article{one, title = {Another of One Key}, abstract = {We stop.}, year = 2021, year = 2022}
@misc{none, title = {No Abstract}}
"""


def test_bibtex_entries_that_break_rules(tmp_path: Path) -> None:
    (first, second), rejected = read(tmp_path, "in.bib", BIB)
    assert (first.title, first.date, first.id) == ("Another of One Key", "2021", "one")
    assert replace(second, records=()) == Paper(
        "one-2",
        'Graph"s" of Bees',
        "We gain 5% at $10^{-3}$, and more.",
        "2020-06",
        venue="Journal of Field Computing",
        arxiv="2101.00001",
        sources=("in.bib:4",),
    )
    assert [(reject.line, reject.reason.partition(":")[0]) for reject in rejected] == [
        (6, "broken entry"),
        (8, "no abstract"),
    ]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (
            r"{\'E}tudes {\"u}ber \c{c}a, Erd\H{o}s, \v{S}koda, na\"{\i}ve, \o{} Stra{\ss}e",
            "Études über ça, Erdős, Škoda, naïve, ø Straße",
        ),
        (r"5\% of \$3 \& \_x\_ \#1", "5% of $3 & _x_ #1"),
        (r"{BERT}: {A} {{Nested}} Title", "BERT: A Nested Title"),
        (
            r"$\frac{1}{2}$ and \textbf{bold} 10^{3} x_{i} \alpha",
            r"$\frac{1}{2}$ and \textbf{bold} 10^{3} x_{i} \alpha",
        ),
        (r"\href{https://a.org}{the {A}}", r"\href{https://a.org}{the A}"),
        (r"\emph{a {B} c} and 50% ~ -- ``q''", r"\emph{a B c} and 50% ~ -- ``q''"),
        ("un}balanced {braces \\", "un}balanced braces \\"),
    ],
)
def test_escapes_of_bibtex_and_nothing_else(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_ris_with_other_tags_and_broken_records(tmp_path: Path) -> None:
    text = (
        "TY  - JOUR\nID  - own\nT1  - First\nA1  - Doe, Jane\nN2  - We count\nand stop.\nY1  - 2020/05//\nER  - \n"
        "TI  - No beginning\nER  - \n"
        "TY  - JOUR\nTI  - No end\nAB  - We rest.\n"
        "TY  - JOUR\nnothing\nAB  - We go.\nER  -\n"
        "TY  - JOUR\nTI  - Cut off"
    )
    (no_title, own), rejected = read(tmp_path, "in.ris", text)
    assert own == Paper("own", "First", "We count and stop.", "2020-05", ("Jane Doe",), sources=("in.ris:1",))
    assert (no_title.title, no_title.abstract, no_title.id[:2]) == ("", "We go.", "a-")
    assert [(reject.line, reject.reason) for reject in rejected] == [
        (9, "the record has no beginning (TY  -)"),
        (11, "the record has no end (ER  -)"),
        (18, "the record has no end (ER  -)"),
    ]


@pytest.mark.parametrize(
    ("text", "title", "abstract"),
    [
        ("A Title\n\nWe count\napples.\n", "A Title", "We count apples."),
        ("A Title\nWe count apples.", "A Title", "We count apples."),
        ("We count apples.", "", "We count apples."),
        ("We count apples\nwith care.", "", "We count apples with care."),
        ("We count apples.\nWe stop.", "", "We count apples. We stop."),
    ],
)
def test_text_files(text: str, title: str, abstract: str, tmp_path: Path) -> None:
    (paper,), _ = read(tmp_path, "my.notes.txt", text)
    assert paper == Paper("my.notes", title, abstract, sources=("my.notes.txt:1",))


def test_a_folder_of_text_files(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Title of {name}\n\nWe count {name}.", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (tmp_path / ".hidden").write_bytes(b"\0")
    papers, rejected = read_papers([tmp_path])
    assert [paper.id for paper in papers] == ["a", "b", "c"]
    assert [(reject.file, reject.line) for reject in rejected] == [("picture.png", 0)]
    with pytest.raises(BadInput, match=r"^picture\.png: binary data, in none of the formats page, bibtex"):
        read_papers([tmp_path], strict=True)
