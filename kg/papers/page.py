"""The text of a Hugging Face Daily Papers page, as it is saved or copied from a browser.

Three layouts are known: title, abstract, "• 3 authors", "·" and a date with perhaps a count of upvotes
("Feb 26, 2021 3"; "Jun 10" in the year the page was taken); titles and abstracts alone; the same without blank lines
and with the page's own header glued to the first title ("SubscribeDeep Nets: …"). The date in the header is the
page's, not a paper's.

A line is a paragraph; only where no line is longer than 250 characters and blank lines stand between (the page was
wrapped), a run of lines is one. A paper begins after its predecessor's authors and date; without these it begins with
a paragraph that looks like a title: up to 250 characters, no address in it, no full stop at its end (unless a long
paragraph follows). Everything else continues the abstract.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.papers.dates import iso_date
from kg.papers.inputs import Source
from kg.papers.records import Record

LONGEST_TITLE = 250
_DATE = r"[A-Z][a-z]{2}[ ]\d{1,2}(?:,[ ]\d{4})?"
_HEADER = re.compile(
    rf"""\A\s*(?:new[ ]*\n)?\s*
    (?:Get\ trending\ papers\ in\ your\ email\ inbox\ once\ a\ day!)?\s*
    (?:Get\ trending\ papers\ in\ your\ email\ inbox!\s*(?:Subscribe)?)?\s*
    (?:Daily\ Papers[ ]*(?:\n|(?=by)))?\s*
    (?:by\ ?AK\ and\ the\ research\ community\s*(?:{_DATE}[ ]*(?:\n|\Z))?)?\s*""",
    re.VERBOSE,
)
_AUTHORS = re.compile(r"•\s*(\d{1,5}) authors?")
_DATED = re.compile(rf"({_DATE})(?:\s+[\d.,]+[kM]?)?")
_KNOWN = re.compile(r"papers in your email inbox|AK and the research community|^\s*•\s*\d+ authors?\s*$", re.MULTILINE)


def knows(source: Source) -> bool:
    """Whether the text shows the page's header or its line of authors."""
    return bool(_KNOWN.search(source.head))


def read(source: Source) -> Iterator[Record]:
    """Every paper of the page, in order."""
    text = source.text()
    header = _HEADER.match(text)
    start = header.end() if header else 0
    lines = list(enumerate(text[start:].rstrip().split("\n"), 1 + text.count("\n", 0, start)))
    for listed in _listed(_paragraphs(lines)):
        for at, (title, abstract) in enumerate(parts := list(_papers(listed.paragraphs))):
            yield _record(title, abstract, listed if at == len(parts) - 1 else _Listed())


@dataclass(frozen=True, slots=True)
class _Paragraph:
    line: int
    text: str


@dataclass(slots=True)
class _Listed:
    """What stands up to the end of one line of authors and date: one paper, or several where these are missing."""

    paragraphs: list[_Paragraph] = field(default_factory=list)
    author_count: str = ""
    date: str = ""


def _paragraphs(lines: list[tuple[int, str]]) -> Iterator[_Paragraph]:
    wrapped = all(len(line) <= LONGEST_TITLE for _, line in lines)
    apart = not wrapped or all(line.strip() for _, line in lines)
    run: list[_Paragraph] = []
    for number, line in lines:
        line = line.strip()
        if run and (apart or not line or _is_furniture(line)):
            yield _Paragraph(run[0].line, " ".join(piece.text for piece in run))
            run = []
        if _is_furniture(line):
            yield _Paragraph(number, line)
        elif line:
            run.append(_Paragraph(number, line))
    if run:
        yield _Paragraph(run[0].line, " ".join(piece.text for piece in run))


def _is_furniture(line: str) -> bool:
    return line == "·" or bool(_AUTHORS.fullmatch(line) or _DATED.fullmatch(line))


def _listed(paragraphs: Iterator[_Paragraph]) -> Iterator[_Listed]:
    listed, closing = _Listed(), False
    for paragraph in paragraphs:
        if authors := _AUTHORS.fullmatch(paragraph.text):
            listed.author_count, closing = authors[1], True
        elif closing and (dated := _DATED.fullmatch(paragraph.text)):
            listed.date = dated[1]
        elif paragraph.text == "·":
            closing = True
        else:
            if closing:
                yield listed
                listed, closing = _Listed(), False
            listed.paragraphs.append(paragraph)
    yield listed


def _papers(paragraphs: list[_Paragraph]) -> Iterator[tuple[_Paragraph, list[_Paragraph]]]:
    title, abstract = None, list[_Paragraph]()
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if title is None:
            title = paragraph
        elif _is_title(paragraph, following) and (abstract or (following and not _is_title(following))):
            yield title, abstract
            title, abstract = paragraph, []
        else:
            abstract.append(paragraph)
    if title:
        yield title, abstract


def _is_title(paragraph: _Paragraph, following: _Paragraph | None = None) -> bool:
    text = paragraph.text
    stopped = text.endswith(".") and not (following and len(following.text) > LONGEST_TITLE)
    return len(text) <= LONGEST_TITLE and "://" not in text and not stopped


def _record(title: _Paragraph, abstract: list[_Paragraph], listed: _Listed) -> Record:
    text = " ".join(paragraph.text for paragraph in abstract)
    fields = {
        "title": title.text,
        "abstract": text,
        "author_count": listed.author_count,
        "date": iso_date(listed.date),
    }
    return Record(title.line, f"{title.text}\n{text}", fields)
