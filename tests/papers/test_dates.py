import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.papers.dates import iso_date, with_year


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022-04-29T12:00:00Z", "2022-04-29"),
        ("2022/04/29/Spring", "2022-04-29"),
        ("20220429", "2022-04-29"),
        ("2022/04//", "2022-04"),
        ("2022-13-45", "2022"),
        ("2022-02-30", "2022-02"),
        ("29 April 2022", "2022-04-29"),
        ("April 29th, 2022", "2022-04-29"),
        ("2022 Sept 5", "2022-09-05"),
        ("2022 Jan-Feb", "2022"),
        ("04/05/2022", "2022"),
        ("Apr 3-5, 2022", "2022-04"),
        ("Spring 2022", "2022"),
        ("2019-2020", "2019"),
        ("--02-29", "--02-29"),
        ("Feb 30", None),
        ("1650000000", None),
        ("0000-01-01", None),
        ("", None),
    ],
)
def test_dates_as_files_print_them(text: str, date: str | None) -> None:
    assert iso_date(text) == date


@given(st.text(max_size=30))
def test_a_date_is_read_again_as_itself(text: str) -> None:
    date = iso_date(text)
    assert date is None or iso_date(date) == date


def test_a_year_is_put_only_where_none_is_printed() -> None:
    dates = ["--06-10", "2020", None, "--02-29"]
    assert [with_year(date, 2025) for date in dates] == ["2025-06-10", "2020", None, "--02-29"]
    assert with_year("--06-10", None) == "--06-10"
