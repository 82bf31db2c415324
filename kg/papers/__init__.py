"""Files of papers → papers, each once, and what could not be read."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import zstandard

from kg.errors import BadInput
from kg.model import Paper, Rejected
from kg.papers import (
    arxiv_atom,
    arxiv_snapshot,
    bibtex,
    csl,
    json,
    medline,
    openalex,
    page,
    plain_text,
    pubmed,
    ris,
    table,
)
from kg.papers.inputs import STDIN, Source, expand, opened
from kg.papers.merge import merge
from kg.papers.records import Reader, check_columns, paper_of

__all__ = ["READERS", "Reader", "merge", "read_papers"]

# A source is read by the first that knows it.
READERS: Mapping[str, Reader] = {
    "page": Reader(page.knows, page.read),
    "bibtex": Reader(bibtex.knows, bibtex.read),
    "ris": Reader(ris.knows, ris.read),
    "medline": Reader(medline.knows, medline.read),
    "arxiv": Reader(arxiv_atom.knows, arxiv_atom.read),
    "pubmed": Reader(pubmed.knows, pubmed.read),
    "openalex": Reader(openalex.knows, openalex.read),
    "arxiv-snapshot": Reader(arxiv_snapshot.knows, arxiv_snapshot.read),
    "csl": Reader(csl.knows, csl.read),
    "jsonl": Reader(json.knows_lines, json.read_lines),
    "json": Reader(json.knows, json.read),
    "csv": Reader(table.knows, table.read),
    "text": Reader(plain_text.knows, plain_text.read),
}


def read_papers(
    inputs: Iterable[str | Path],
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    page_year: int | None = None,
    strict: bool = False,
) -> tuple[list[Paper], list[Rejected]]:
    """The papers in `inputs`, merged and sorted by id, and what was rejected, sorted.

    Parameters
    ----------
    inputs
        Paths, glob patterns, folders (each file right in them) and "-" for standard input; plain, .gz or .zst.
    format
        One of `READERS`, instead of telling it from the content of each file.
    columns
        Names of a file's own columns by the field of a paper they hold, as in {"abstract": "Text"}, where they
        cannot be guessed.
    page_year
        The year for dates that a page prints without one.
    strict
        Whether the first record that cannot be read stops everything.

    Raises
    ------
    BadInput
        When a path, format or field does not exist, when nothing at all could be read, or when `strict`.
    """
    if format is not None and format not in READERS:
        raise BadInput(f"no format {format!r}; the formats are {', '.join(READERS)}")
    if page_year is not None and not 1 <= page_year <= 9999:
        raise BadInput(f"page year {page_year} is no year from 1 to 9999")
    check_columns(columns or {})
    papers: list[Paper] = []
    rejected: set[Rejected] = set()
    for path in expand([inputs] if isinstance(inputs, str | Path) else inputs):
        for found in _read(path, format, columns or {}, page_year):
            if isinstance(found, Paper):
                papers.append(found)
            elif strict:
                raise BadInput(_said(found))
            else:
                rejected.add(found)
    in_order = sorted(rejected, key=lambda r: (r.file, r.line, r.reason, r.record))
    if not papers:
        raise BadInput(_nothing(in_order))
    return merge(papers), in_order


def _read(
    path: Path, format: str | None, columns: Mapping[str, str], page_year: int | None
) -> Iterator[Paper | Rejected]:
    name = "stdin" if path == STDIN else path.name
    try:
        with opened(path) as source:
            reader = _reader(source, format, columns)
            for record in reader.read(source):
                yield paper_of(record, name, columns=columns, page_year=page_year)
    except BadInput as error:
        yield Rejected(name, 0, str(error))
    except UnicodeError:
        yield Rejected(name, 0, "neither UTF-8 nor whole UTF-16; save the file as UTF-8")
    except (EOFError, zlib.error, zstandard.ZstdError) as error:
        yield Rejected(name, 0, f"broken or truncated compressed file: {error}")
    except OSError as error:
        yield Rejected(name, 0, f"cannot be read: {error.strerror or error}")


def _reader(source: Source, format: str | None, columns: Mapping[str, str]) -> Reader:
    if not source.head.strip():
        raise BadInput("the file is empty")
    told = format or ("csv" if columns and table.has_columns(source, columns.values()) else None)
    name = told or next((name for name, reader in READERS.items() if reader.knows(source)), None)
    if name:
        return READERS[name]
    seen = "binary data" if "\0" in source.head else f"text that begins {source.head.strip()[:40]!a}"
    raise BadInput(f"{seen}, in none of the formats {', '.join(READERS)}; say which with --format")


def _nothing(rejected: list[Rejected]) -> str:
    if not rejected:
        return "no papers in the input"
    more = f" (and {len(rejected) - 1} more)" if len(rejected) > 1 else ""
    return f"no paper could be read: {_said(rejected[0])}{more}"


def _said(rejected: Rejected) -> str:
    return (
        f"{rejected.file}:{rejected.line}: {rejected.reason}"
        if rejected.line
        else f"{rejected.file}: {rejected.reason}"
    )
