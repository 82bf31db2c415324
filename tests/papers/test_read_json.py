import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadInput
from kg.jsonlines import to_line
from kg.model import Paper, Reading, Rejected
from kg.papers import read_papers

GOOD = {"id": "good", "title": "A Good Title", "abstract": "We count  apples."}


def read(tmp_path: Path, *lines: str, **options: Any) -> tuple[list[Paper], list[Rejected]]:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join([*lines, json.dumps(GOOD)]), encoding="utf-8")
    return read_papers([path], format="jsonl", **options)


def rejected(tmp_path: Path, line: str) -> str:
    papers, (reject,) = read(tmp_path, line)
    assert [paper.id for paper in papers] == ["good"]
    assert (reject.file, reject.line, reject.record.strip()) == ("in.jsonl", 1, line[:2000])
    return reject.reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": 5, "abstract": "x"}', "title is a number, not text"),
        ('{"title": "t", "abstract": ["a"]}', "abstract is a list, not text"),
        ('{"id": true, "abstract": "x"}', "id is true or false, not text"),
        ('{"title": "t"}', "no abstract"),
        ('{"title": "t", "abstract": " "}', "no abstract"),
        ('{"title": "t", "abstract": NaN}', "no abstract"),
        ('{"name": "t", "text": "x"}', "no abstract among name, text"),
        ('{"title": "t", "abstract": "x"', "not JSON: Expecting ',' delimiter"),
        ('{"title": "t", "abstract": "x"} {}', "not JSON: text after the value"),
        ('{"abstract": "x", "n": ' + "9" * 5000 + "}", "not JSON that can be read: a number of thousands of digits"),
        ('{"abstract": ' + "[" * 100_000, "not JSON that can be read: nested too deeply"),
    ],
)
def test_a_line_that_is_no_paper(line: str, reason: str, tmp_path: Path) -> None:
    assert rejected(tmp_path, line) == reason


def test_strict_stops_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"^in\.jsonl:1: title is a number, not text$"):
        read(tmp_path, '{"title": 5, "abstract": "x"}', strict=True)


def test_text_without_line_breaks_is_kept_character_for_character(tmp_path: Path) -> None:
    abstract = ' $x$  is “kept” \u00a0 \x93as\x94 it\u202e is  \\alpha \\"o {B} '
    papers, _ = read(tmp_path, json.dumps({"id": "odd", "title": " T  1", "abstract": abstract}))
    assert (papers[1].title, papers[1].abstract) == (" T  1", abstract)


def test_wrapped_text_is_one_line_and_what_no_output_can_hold_is_gone(tmp_path: Path) -> None:
    line = r'{"id": "odd", "title": "A\n  long\ttitle ", "abstract": "a\u0000b \ud800 c  d\ufffe"}'
    papers, _ = read(tmp_path, line)
    assert (papers[1].title, papers[1].abstract) == ("A long title", "a b \ufffd c  d\ufffd")


def test_the_later_of_two_equal_keys_wins(tmp_path: Path) -> None:
    papers, _ = read(tmp_path, '{"id": "two", "abstract": "first", "abstract": "second"}')
    assert papers[1].abstract == "second"


def test_fields_under_their_many_names(tmp_path: Path) -> None:
    record = {
        "paperId": 7,
        "Title": "Other",
        "SUMMARY": "Words.",
        "externalIds": {"DOI": "10.5555/no"},
        "DOI": "https://doi.org/10.5555/ABC",
        "arxiv_id": "arXiv:2101.00001v3",
        "date": "2020",
        "TITLE": "Not the first title",
        "title": "Nor this",
        "publicationDate": "2020-05-04",
        "author": [{"name": "Jane Doe"}, {"given": "Richard", "family": "Roe"}, 5],
        "journal": {"name": "not text"},
        "link": "javascript:alert(1)",
    }
    papers, _ = read(tmp_path, json.dumps(record))
    assert papers[0] == Paper(
        "7",
        "Other",
        "Words.",
        "2020-05-04",
        ("Jane Doe", "Richard Roe"),
        doi="10.5555/abc",
        arxiv="2101.00001",
        sources=("in.jsonl:1",),
    )


def test_columns_say_where_a_field_is(tmp_path: Path) -> None:
    line = '{"id": "c", "body": "We count.", "abstract": "A tagline."}'
    papers, _ = read(tmp_path, line, columns={"abstract": "body"})
    assert papers[0].abstract == "We count."


def test_columns_of_an_unknown_field(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no field 'text'; they have id, title, abstract"):
        read(tmp_path, columns={"text": "body"})


def test_a_reading_is_read_again(tmp_path: Path) -> None:
    paper = Paper(
        "r1", "A Title", "We count.", "2020", ("Jane Doe",), 1, "Here", "10.5555/r", "2101.00001", "https://a.org"
    )
    papers, _ = read(tmp_path, to_line(Reading(paper)).decode())
    assert [found for found in papers if found.id == "r1"] == [
        Paper(**{name: getattr(paper, name) for name in Paper.__slots__ if name != "sources"}, sources=("in.jsonl:1",))
    ]


@pytest.mark.parametrize(
    ("document", "lines"),
    [
        ('{"title": "A Title", "abstract": "We count.", "authors": [{"name": "J"}]}', [1]),
        ('{"n": 2, "data": [\n {"abstract": "One."},\n\n {"abstract": "Two."}]}', [2, 4]),
        ('[\n{"abstract": "One."}, {"abstract": "Two."},\n{"abstract": "Three."}\n]', [2, 2, 3]),
    ],
)
def test_documents(document: str, lines: list[int], tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text(document, encoding="utf-8")
    papers, _ = read_papers([path])
    assert sorted(int(paper.sources[0].split(":")[1]) for paper in papers) == lines


def test_a_list_is_read_up_to_its_broken_element(tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text('[{"abstract": "One."},\n{"abstract": "Two."},\n{"abstract": Three}]', encoding="utf-8")
    papers, (reject,) = read_papers([path])
    assert sorted(paper.abstract for paper in papers) == ["One.", "Two."]
    assert (reject.line, reject.reason) == (3, "not JSON: Expecting value")


def test_an_inverted_index_with_holes_and_a_malformed_one(tmp_path: Path) -> None:
    works = [
        {
            "id": "https://openalex.org/W1",
            "title": "A",
            "abstract_inverted_index": {"apples": [10**15], "We": [0], "count": [4]},
        },
        {"id": "https://openalex.org/W2", "title": "B", "abstract_inverted_index": {"We": 0}},
        {"id": "https://openalex.org/W3", "title": "C", "abstract_inverted_index": None},
    ]
    path = tmp_path / "works.jsonl"
    path.write_text("\n".join(map(json.dumps, works)), encoding="utf-8")
    (paper,), rejects = read_papers([path])
    assert (paper.id, paper.abstract) == ("W1", "We count apples")
    assert [reject.reason for reject in rejects] == ["abstract is an object, not text", "no abstract"]
