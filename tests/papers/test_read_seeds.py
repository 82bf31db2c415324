"""The five real pages, where they are at hand."""

import re
from pathlib import Path

import pytest

from kg.papers import read_papers

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages (../shared/seeds) are not here")
COUNTS = {"000": 25, "001": 71, "002": 26, "003": 36, "004": 217}
FURNITURE = re.compile(r"Subscribe|email inbox|Daily Papers|\bbyAK\b|\d authors?\b|·|•|[A-Z][a-z]{2} \d+, \d{4}$")


@pytest.mark.parametrize(("page", "count"), COUNTS.items())
def test_every_paper_of_a_page(page: str, count: int) -> None:
    papers, rejected = read_papers([SEEDS / f"{page}_*.txt"])
    assert rejected == []
    assert len(papers) == count
    for paper in papers:
        assert 10 <= len(paper.title) <= 200
        assert 500 <= len(paper.abstract) <= 2000
        assert not FURNITURE.search(paper.title)
        assert not FURNITURE.search(paper.abstract)
        assert (paper.date is not None) == (page in ("000", "002", "003"))
        assert (paper.author_count is not None) == (page in ("000", "002", "003"))


def test_all_pages_together() -> None:
    papers, rejected = read_papers([SEEDS / "*.txt"])
    assert (len(papers), rejected) == (345, [])
    assert sum(len(paper.sources) for paper in papers) == sum(COUNTS.values())
    # One of the four dates without a year is printed with it on another page.
    assert {paper.date for paper in papers if paper.date and paper.year is None} == {"--02-19", "--06-12", "--10-06"}
