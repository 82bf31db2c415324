from pathlib import Path

import pytest

from kg.model import Paper, Rejected
from kg.papers import read_papers

HEADER = "\n\n".join(
    [
        "Get trending papers in your email inbox!",
        "Subscribe",
        "Daily Papers",
        "byAK and the research community",
        "Aug 2",
        "",
    ]
)
LONG = "We count apples with care. " * 15
MARKS = "\n\n  • {authors}\n\n·\n\n{date}\n\n"


def read(tmp_path: Path, page: str, *, page_year: int | None = None) -> tuple[list[Paper], list[Rejected]]:
    path = tmp_path / "page.txt"
    path.write_text(page, encoding="utf-8")
    papers, rejected = read_papers([path], page_year=page_year)
    return sorted(papers, key=lambda paper: int(paper.sources[0].split(":")[1])), rejected


def dated(title: str, date: str, authors: str = "3 authors") -> str:
    return f"{title}\n\n{LONG}" + MARKS.format(authors=authors, date=date)


@pytest.mark.parametrize(
    ("printed", "date"),
    [("Apr 29, 2022", "2022-04-29"), ("Feb 26, 2021 3", "2021-02-26"), ("Jun 10", "--06-10"), ("Jun 10 2", "--06-10")],
)
def test_dates_with_and_without_year_and_upvotes(printed: str, date: str, tmp_path: Path) -> None:
    (paper,), _ = read(tmp_path, HEADER + dated("A First Title", printed, "1 author"))
    assert (paper.title, paper.date, paper.author_count) == ("A First Title", date, 1)


def test_the_date_in_the_header_is_no_paper_s(tmp_path: Path) -> None:
    (paper,), rejected = read(tmp_path, HEADER + f"A First Title\n\n{LONG}")
    assert (paper.date, rejected) == (None, [])


def test_a_title_may_look_like_a_date(tmp_path: Path) -> None:
    (paper,), _ = read(tmp_path, HEADER + dated("Jan 6", "May 6, 2021"))
    assert (paper.title, paper.date) == ("Jan 6", "2021-05-06")


def test_a_year_is_put_only_where_none_is_printed(tmp_path: Path) -> None:
    page = HEADER + dated("A First Title", "Jun 10") + dated("A Second Title", "Jun 10, 2021")
    papers, _ = read(tmp_path, page, page_year=2026)
    assert [paper.date for paper in papers] == ["2026-06-10", "2021-06-10"]


def test_a_leap_day_keeps_no_year_that_has_none(tmp_path: Path) -> None:
    (paper,), _ = read(tmp_path, HEADER + dated("A First Title", "Feb 29"), page_year=2025)
    assert paper.date == "--02-29"


def test_a_title_glued_to_the_header_may_begin_like_it(tmp_path: Path) -> None:
    page = (
        f"Get trending papers in your email inbox!\nSubscribeSubscribers and Their Habits\n{LONG}\nNext Title\n{LONG}"
    )
    papers, _ = read(tmp_path, page)
    assert [paper.title for paper in papers] == ["Subscribers and Their Habits", "Next Title"]


def test_an_abstract_of_several_paragraphs(tmp_path: Path) -> None:
    page = HEADER + f"First Title\n\n{LONG}\n\nThe code is free.\n\nhttps://example.org/code\n\nSecond Title\n\n{LONG}"
    papers, _ = read(tmp_path, page)
    assert [paper.title for paper in papers] == ["First Title", "Second Title"]
    assert papers[0].abstract == f"{LONG.strip()} The code is free. https://example.org/code"


def test_a_wrapped_page_is_unwrapped(tmp_path: Path) -> None:
    page = HEADER + "A Title on\ntwo lines\n\nWe count apples\nwith care.\n\nAnother Title\n\nWe count pears\nas well."
    papers, _ = read(tmp_path, page)
    assert [paper.text for paper in papers] == [
        "A Title on two lines\nWe count apples with care.",
        "Another Title\nWe count pears as well.",
    ]


def test_a_title_without_abstract_is_rejected_with_its_line(tmp_path: Path) -> None:
    page = (
        HEADER
        + "Lonely Title"
        + MARKS.format(authors="2 authors", date="May 5, 2020")
        + dated("A Title", "May 6, 2020")
    )
    papers, rejected = read(tmp_path, page)
    assert [(paper.title, paper.date) for paper in papers] == [("A Title", "2020-05-06")]
    assert rejected == [Rejected("page.txt", 11, "no abstract", "Lonely Title\n")]


def test_without_the_line_of_authors_no_date_is_given_to_another_paper(tmp_path: Path) -> None:
    page = HEADER + f"First Title\n\n{LONG}\n\n" + dated("Second Title", "May 6, 2020")
    papers, _ = read(tmp_path, page)
    assert [(paper.title, paper.date) for paper in papers] == [("First Title", None), ("Second Title", "2020-05-06")]
