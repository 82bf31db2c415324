"""PubMed XML, as efetch and the yearly baseline write it.

The sections of a structured abstract are joined by a space, each after its label, as PubMed shows them.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from kg.papers.inputs import Source
from kg.papers.records import Record, one_line
from kg.papers.xml import words, xml_records


def knows(source: Source) -> bool:
    """Whether this is XML with PubMed's articles."""
    return source.head.lstrip().startswith("<") and "<PubmedArticle" in source.head


def read(source: Source) -> Iterator[Record]:
    """Every article; books have another form and are left out."""
    return xml_records(source, "PubmedArticle", _fields)


def _fields(article: ET.Element) -> dict[str, Any]:
    paper = article.find("MedlineCitation/Article")
    paper = ET.Element("Article") if paper is None else paper
    number = words(article.find("MedlineCitation/PMID")).strip()
    return {
        "id": number,
        "title": words(paper.find("ArticleTitle")),
        "abstract": " ".join(_section(section) for section in paper.iterfind("Abstract/AbstractText")),
        "date": _date(paper.find("Journal/JournalIssue/PubDate")),
        "published": _date(paper.find("ArticleDate")),
        "authors": [_name(author) for author in paper.iterfind("AuthorList/Author")],
        "venue": words(paper.find("Journal/Title")),
        "doi": words(article.find("PubmedData/ArticleIdList/ArticleId[@IdType='doi']"))
        or words(paper.find("ELocationID[@EIdType='doi']")),
        "url": f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number else None,
    }


def _section(section: ET.Element) -> str:
    label = section.get("Label", "")
    return f"{label}: {one_line(words(section))}" if label else one_line(words(section))


def _date(date: ET.Element | None) -> str:
    """Year, month and day as words, or the free text that stands in their place."""
    if date is None:
        return ""
    year, month, day = (words(date.find(name)).strip() for name in ("Year", "Month", "Day"))
    separator = "-" if month.isdecimal() else " "
    return separator.join(part for part in (year, month, day) if part) or words(date.find("MedlineDate"))


def _name(author: ET.Element) -> str:
    given, family = words(author.find("ForeName")), words(author.find("LastName"))
    return words(author.find("CollectiveName")) or " ".join(part for part in (given, family) if part)
