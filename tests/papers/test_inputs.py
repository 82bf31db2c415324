import gzip
import io
import sys
from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.papers import READERS, read_papers
from kg.papers.inputs import expand, opened

LINE = '{"id": "%s", "abstract": "We count %s."}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(LINE % (name, name) + LINE % (name * 2, name * 2), encoding="utf-8")
    return tmp_path


def test_paths_patterns_and_folders_are_the_same_files_once(folder: Path) -> None:
    files = [folder / "a.jsonl", folder / "b.jsonl"]
    assert expand([folder]) == files
    assert expand([folder / "*.jsonl"]) == files
    assert expand([str(folder / "b.jsonl"), folder / "[ab].jsonl", folder / "." / "b.jsonl"]) == files


def test_a_path_may_hold_the_characters_of_patterns(tmp_path: Path) -> None:
    path = tmp_path / "a[1].jsonl"
    path.touch()
    assert expand([path]) == [path]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no.bib", "no.bib: no such file or folder"),
        ("*.bib", "*.bib: no file matches"),
        ("empty", "empty: no file in this folder"),
    ],
)
def test_what_is_not_there_is_named(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput) as error:
        read_papers([tmp_path / name])
    assert str(error.value).endswith(message)


def test_no_input_and_an_unknown_format(folder: Path) -> None:
    with pytest.raises(BadInput, match="no papers in the input"):
        read_papers([])
    with pytest.raises(BadInput, match=f"no format 'docx'; the formats are {', '.join(READERS)}"):
        read_papers([folder], format="docx")
    with pytest.raises(BadInput, match="page year 0 is no year"):
        read_papers([folder], page_year=0)


def test_the_order_of_inputs_does_not_matter(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"\0")
    names = ["a.jsonl", "b.jsonl", "c.txt"]
    assert read_papers([folder / name for name in names]) == read_papers([folder / name for name in reversed(names)])


def test_standard_input_is_bytes_and_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO(gzip.compress((LINE % ("é", "é")).encode()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(buffer, encoding="ascii"))
    (paper,), _ = read_papers("-")
    assert (paper.id, paper.sources) == ("é", ("stdin:1",))
    assert not buffer.closed


def test_lines_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_text((LINE % ("a", "a")) * 100_000, encoding="utf-8")
    with opened(path) as source:
        assert len(source.head) < 50_000
        assert next(source.lines())[0] == 1


def test_a_file_that_may_not_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = Path.open

    def refuse(path: Path, mode: str, buffering: int) -> object:
        if path.name == "b.jsonl":
            raise PermissionError(13, "Permission denied")
        return opening(path, mode, buffering)

    monkeypatch.setattr(Path, "open", refuse)
    papers, (reject,) = read_papers([folder])
    assert len(papers) == 2
    assert (reject.file, reject.line, reject.reason) == ("b.jsonl", 0, "cannot be read: Permission denied")
