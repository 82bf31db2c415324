"""The Atom feed that the arXiv API answers with."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from kg.papers.identity import arxiv_id
from kg.papers.inputs import Source
from kg.papers.records import Record
from kg.papers.xml import words, xml_records

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def knows(source: Source) -> bool:
    """Whether this is an Atom feed that names arXiv."""
    return source.head.lstrip().startswith("<") and all(
        sign in source.head for sign in ("http://www.w3.org/2005/Atom", "arxiv.org")
    )


def read(source: Source) -> Iterator[Record]:
    """Every entry of the feed."""
    return xml_records(source, f"{_ATOM}entry", _fields)


def _fields(entry: ET.Element) -> dict[str, Any]:
    address = words(entry.find(f"{_ATOM}id")).strip()
    return {
        "id": arxiv_id(address),
        "arxiv": arxiv_id(address),
        "title": words(entry.find(f"{_ATOM}title")),
        "abstract": words(entry.find(f"{_ATOM}summary")),
        "date": words(entry.find(f"{_ATOM}published")),
        "authors": [words(name) for name in entry.iterfind(f"{_ATOM}author/{_ATOM}name")],
        "venue": words(entry.find(f"{_ARXIV}journal_ref")),
        "doi": words(entry.find(f"{_ARXIV}doi")),
        "url": address,
    }
