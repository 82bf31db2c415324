"""One contract for every format: each sample holds the same two papers, as the program named in its name writes it."""

import gzip
import random
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BadInput
from kg.model import Paper, Rejected
from kg.papers import READERS, read_papers
from kg.papers.inputs import opened

SAMPLES = Path(__file__).parent / "samples"
# Format, first date and lines of the two papers in each sample; a text file holds but one.
EXPECTED: dict[str, tuple[str, str | None, tuple[int, ...]]] = {
    "page-dated.txt": ("page", "2021-06-10", (13, 23)),
    "page-plain.txt": ("page", None, (11, 15)),
    "page-glued.txt": ("page", None, (3, 5)),
    "zotero.bib": ("bibtex", "2021-06", (2, 19)),
    "zotero.ris": ("ris", "2021-06-10", (1, 22)),
    "zotero.json": ("csl", "2021-06-10", (2, 44)),
    "pubmed.nbib": ("medline", "2021-06-10", (2, 21)),
    "pubmed.xml": ("pubmed", "2021-06-10", (4, 5)),
    "arxiv-api.xml": ("arxiv", "2021-06-10", (8, 32)),
    "arxiv-snapshot.jsonl": ("arxiv-snapshot", "2021-06-10", (1, 2)),
    "openalex.json": ("openalex", "2021-06-10", (9, 149)),
    "papers.jsonl": ("jsonl", "2021-06-10", (1, 2)),
    "papers.json": ("json", "2021-06-10", (2, 9)),
    "papers.csv": ("csv", "2021-06-10", (2, 3)),
    "papers.tsv": ("csv", "2021-06-10", (2, 3)),
    "bees.txt": ("text", None, (1,)),
}
BEES = "Counting Wild Bees with Tiny Networks"
CAFE = "Why Café Queues Grow: A Study of Waiting"
BEES_ABSTRACT = (
    "Counting bees by hand is slow. We present BeeNet, a small network that counts wild bees in meadow videos. "
    "On 5 fields & 2 orchards it reaches 91.3% accuracy."
)
CAFE_ABSTRACT = (
    "Queues in small cafés grow before noon. We ask whether a model of waiting times explains this, "
    "and find that it does <only> where orders vary. The code is free."
)
every_sample = pytest.mark.parametrize("sample", EXPECTED)
every_format = pytest.mark.parametrize("format", READERS)


def tried(path: Path, format: str | None = None) -> tuple[list[Paper], list[Rejected]]:
    """What is read, or the one line that says why the input as a whole is bad; no other error may come out."""
    try:
        return read_papers([path], format=format)
    except BadInput as error:
        return [], [Rejected(path.name, 0, *str(error).splitlines())]


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_every_format_has_a_sample_and_every_sample_is_expected() -> None:
    assert {expected[0] for expected in EXPECTED.values()} == set(READERS)
    assert {path.name for path in SAMPLES.iterdir()} == set(EXPECTED)


@every_sample
def test_the_papers_of_a_sample(sample: str) -> None:
    _, date, lines = EXPECTED[sample]
    papers, rejected = read_papers([SAMPLES / sample])
    by_line = sorted(papers, key=lambda paper: int(paper.sources[0].rpartition(":")[2]))
    assert rejected == []
    assert [paper.title.removesuffix(".") for paper in by_line] == [BEES, CAFE][: len(lines)]
    assert [paper.abstract for paper in by_line] == [BEES_ABSTRACT, CAFE_ABSTRACT][: len(lines)]
    assert [paper.sources for paper in by_line] == [(f"{sample}:{line}",) for line in lines]
    assert by_line[0].date == date
    assert by_line[0].authors in ((), ("Jane Doe", "José Álvarez"))


@every_sample
def test_the_format_is_told_by_content(sample: str) -> None:
    with opened(SAMPLES / sample) as source:
        known = next(name for name, reader in READERS.items() if reader.knows(source))
    assert known == EXPECTED[sample][0]


@pytest.mark.parametrize("sample", [name for name in EXPECTED if EXPECTED[name][0] != "text"])
def test_the_format_does_not_depend_on_the_name(sample: str, tmp_path: Path) -> None:
    path = written(tmp_path, "download", (SAMPLES / sample).read_bytes())
    assert len(read_papers([path])[0]) == 2


def test_all_samples_together_are_two_papers() -> None:
    bees, cafe = sorted(read_papers([SAMPLES])[0], key=lambda paper: paper.title)
    assert len(bees.sources) == 16
    assert len(cafe.sources) == 15
    assert (bees.date, bees.author_count, bees.doi, bees.arxiv) == ("2021-06-10", 2, "10.5555/bees.2021", "2106.05678")
    assert cafe.date == "2022-03-05"


def told(papers: list[Paper]) -> list[tuple[str, str, str | None]]:
    return [(paper.title, paper.abstract, paper.date) for paper in papers]


@every_sample
def test_the_same_compressed_in_utf16_or_with_other_line_ends(sample: str, tmp_path: Path) -> None:
    content = (SAMPLES / sample).read_bytes()
    expected = told(read_papers([SAMPLES / sample])[0])
    others = {
        "gz": gzip.compress(content),
        "zst": zstandard.compress(content[:100]) + zstandard.compress(content[100:]),
        "utf16": content.decode().encode("utf-16"),
        "bom": b"\xef\xbb\xbf" + content,
        "crlf": content.replace(b"\n", b"\r\n"),
    }
    for variant, changed in others.items():
        suffix = f".{variant}" if variant in ("gz", "zst") else ""
        path = written(tmp_path, f"{variant}-{sample}{suffix}", changed)
        assert told(read_papers([path])[0]) == expected, variant


@every_sample
def test_a_truncated_compressed_file_is_said_to_be_so(sample: str, tmp_path: Path) -> None:
    content = (SAMPLES / sample).read_bytes()
    for packed in (gzip.compress(content), zstandard.compress(content)):
        path = written(tmp_path, sample, packed[:-12])
        with pytest.raises(BadInput, match="broken or truncated compressed file"):
            read_papers([path], format=EXPECTED[sample][0], strict=True)


@every_format
@pytest.mark.parametrize("content", [b"", b" \n\n \n"])
def test_an_empty_file_is_bad_input(format: str, content: bytes, tmp_path: Path) -> None:
    path = written(tmp_path, "empty.txt", content)
    with pytest.raises(BadInput, match="the file is empty"):
        read_papers([path])
    with pytest.raises(BadInput):
        read_papers([path], format=format)


@every_format
def test_binary_junk_gives_no_paper(format: str, tmp_path: Path) -> None:
    junk = random.Random(0).randbytes(50_000)
    for content in (junk, b"\0" * 5000, b"\x1f\x8b" + junk, b"\x28\xb5\x2f\xfd" + junk, b"\xff\xfe" + junk[:-1]):
        path = written(tmp_path, "junk.txt", content)
        with pytest.raises(BadInput):
            read_papers([path])
        assert tried(path, format)[0] == [] or b"\0" * 9 in content


@every_sample
def test_a_wrong_encoding_is_rejected_never_guessed(sample: str, tmp_path: Path) -> None:
    if EXPECTED[sample][0] in ("text", "arxiv-snapshot"):
        pytest.skip("this sample has no letter beyond ASCII where it matters")
    content = (SAMPLES / sample).read_bytes().replace("cafés".encode(), "cafés".encode("latin-1"))
    papers, rejected = tried(written(tmp_path, sample, content), EXPECTED[sample][0])
    assert CAFE not in [paper.title.removesuffix(".") for paper in papers]
    assert not rejected or "UTF-8" in rejected[0].reason
    assert papers or EXPECTED[sample][0] in ("pubmed", "arxiv")


@every_sample
def test_a_truncated_file_is_read_as_far_as_it_goes(sample: str, tmp_path: Path) -> None:
    content = (SAMPLES / sample).read_bytes()
    for size in range(0, len(content), 97):
        papers, _ = tried(written(tmp_path, sample, content[:size]), EXPECTED[sample][0])
        assert len(papers) <= 2
        assert all(abstract.startswith(("Counting bees", "Queues in")) for _, abstract, _ in told(papers) if size > 600)


@every_sample
def test_an_abstract_of_50_megabytes_is_rejected(sample: str, tmp_path: Path) -> None:
    content = (SAMPLES / sample).read_bytes()
    path = written(tmp_path, sample, content.replace(b"slow.", b"slow. " + b"x" * 50_000_000))
    papers, rejected = tried(path, EXPECTED[sample][0])
    assert BEES not in [paper.title.removesuffix(".") for paper in papers]
    assert all(len(reject.record) <= 2000 and len(reject.reason) < 500 for reject in rejected)


@every_format
@pytest.mark.parametrize("piece", ["[", '{"a":', "<a>", "{", "@a{b,c={", "(", '"', "TY  - JOUR\n", "@", "$", "\\'"])
def test_deep_nesting_and_repetition_give_no_traceback(format: str, piece: str, tmp_path: Path) -> None:
    tried(written(tmp_path, "deep.txt", (piece * 20_000).encode()), format)


@every_sample
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_sample_gives_no_traceback(
    sample: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = (SAMPLES / sample).read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(start + 60, len(content))))
    pieces = st.sampled_from(
        [b"", b"{", b"}", b"\n", b'"', b"<", b">", b"\0", b"\xff", b"null", b"5", b"[]", b"&x;", b","]
    )
    damaged = content[:start] + data.draw(pieces) + content[end:]
    path = written(tmp_path_factory.mktemp("damaged"), sample, damaged)
    papers, _ = tried(path, EXPECTED[sample][0])
    for paper in papers:
        paper.text.encode()
        assert "\n" not in paper.title + paper.abstract
        assert "\0" not in paper.text
