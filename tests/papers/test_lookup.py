import pytest

from kg.errors import BadInput
from kg.model import Paper
from kg.papers.lookup import paper_named

TOYS = Paper("toys", doi="10.5555/toys", arxiv="2101.00001")
ODD = Paper("2101.00001")


@pytest.mark.parametrize("name", ["toys", "10.5555/toys"])
def test_by_any_of_its_names(name: str) -> None:
    assert paper_named(iter([ODD, TOYS]), name, of="here") is TOYS


def test_an_id_comes_before_another_papers_arxiv_id() -> None:
    assert paper_named([TOYS, ODD], "2101.00001", of="here") is ODD
    assert paper_named([TOYS], "2101.00001", of="here") is TOYS


def test_no_such_paper_is_told_with_ids_that_are_like_it() -> None:
    with pytest.raises(BadInput, match=r"^here: no paper 'toy'; it has 'toys' and 1 more$"):
        paper_named([ODD, TOYS], "toy", of="here")
