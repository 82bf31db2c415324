"""What every format yields, and how it becomes a Paper or is rejected.

A reader finds the records of its format and names their fields; all that is the same for every format is here.
Text is kept as its file has it, with these exceptions:

- a line break or tab, which a format puts in to wrap text, becomes one space with all whitespace around it;
- a control character (C0), which comes from a broken PDF and which XML cannot hold, becomes a space;
- half of a surrogate pair (a broken JSON escape) and U+FFFE/U+FFFF, which no output can hold, become U+FFFD.

A title or abstract with none of these is kept as it is, character for character.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from kg.errors import BadInput
from kg.model import Paper, Rejected
from kg.papers.dates import iso_date, precision, with_year
from kg.papers.identity import arxiv_id, derived_id, doi
from kg.papers.inputs import Source

# The names under which files hold each field of a paper, compared without case, spaces and punctuation.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "paperid", "key"),
    "title": ("title", "papertitle", "displayname"),
    "abstract": ("abstract", "abstractnote", "abstracttext", "summary", "description"),
    "date": ("date", "published", "publicationdate", "publicationyear", "year"),
    "authors": ("authors", "author", "authornames"),
    "author_count": ("authorcount",),
    "venue": ("venue", "journal", "booktitle", "journaltitle", "publicationtitle", "sourcetitle"),
    "doi": ("doi",),
    "arxiv": ("arxiv", "arxivid", "eprint"),
    "url": ("url", "link", "paperurl"),
}
LONGEST = {"id": 500, "title": 5_000, "abstract": 100_000}
_BREAK = re.compile("[\t\n\v\f\r\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x1f]")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_UNDECODED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file: the line it begins on, its text as it stands there, and its fields by name.

    `problem` says why there are no fields.
    """

    line: int
    raw: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: whether a source looks like it, and the records of a source that does."""

    knows: Callable[[Source], bool]
    read: Callable[[Source], Iterator[Record]]


def check_columns(columns: Mapping[str, str]) -> None:
    """Raise BadInput when `columns` names a field that papers do not have."""
    for name in columns:
        if name not in NAMES:
            raise BadInput(f"columns: papers have no field {name!r}; they have {', '.join(NAMES)}")


def is_named(names: Iterable[str]) -> bool:
    """Whether one of these is a name for a title or an abstract."""
    return any(folded_name(name) in NAMES[field] for name in names for field in ("title", "abstract"))


@lru_cache(maxsize=4096)
def folded_name(name: str) -> str:
    """A field's name without case, spaces and punctuation.

    >>> folded_name("Abstract Note") == folded_name("abstractNote")
    True
    """
    return "".join(filter(str.isalnum, name.lower()))


def one_line(text: str) -> str:
    r"""`text` without the line breaks and characters that its file should not hold; see the module.

    >>> one_line("Folded\n   by the format "), one_line("Kept  as it is ")
    ('Folded by the format', 'Kept  as it is ')
    """
    if text.isprintable():
        return text
    if _BREAK.search(text):
        text = re.sub(r"\s+", lambda space: " " if _BREAK.search(space[0]) else space[0], text).strip()
    return _UNWRITABLE.sub("\ufffd", _CONTROL.sub(" ", text))


def paper_of(
    record: Record, file: str, *, columns: Mapping[str, str] | None = None, page_year: int | None = None
) -> Paper | Rejected:
    """The paper that a record describes, or why it describes none."""
    fields = _resolve(record.fields, columns or {})
    reason = record.problem or _undecoded(record.raw) or _problem(record, fields)
    if reason:
        return Rejected(file, record.line, one_line(reason), _shown(record.raw))
    title, abstract = (_text(fields.get(name)) for name in ("title", "abstract"))
    title = title if title.strip() else ""
    url = _text(fields.get("url"))
    paper_doi = doi(_text(fields.get("doi")))
    arxiv = arxiv_id(_text(fields.get("arxiv"))) or arxiv_id(paper_doi or "") or arxiv_id(url)
    count = _text(fields.get("author_count"))
    return Paper(
        id=_text(fields.get("id")).strip() or derived_id(title, abstract, paper_doi, arxiv),
        title=title,
        abstract=abstract,
        date=with_year(_date(record.fields, fields), page_year),
        authors=_authors(fields.get("authors")),
        author_count=int(count) if re.fullmatch(r"\d{1,5}", count, re.ASCII) else None,
        venue=_text(fields.get("venue")).strip() or None,
        doi=paper_doi,
        arxiv=arxiv,
        url=url.strip() if re.match(r"\s*https?://\S+\s*$", url) else None,
        sources=(f"{file}:{record.line}",),
    )


def _resolve(fields: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    folded = {folded_name(name): value for name, value in reversed(list(fields.items()))}
    found = {}
    for name, aliases in NAMES.items():
        values = [fields.get(columns[name])] if name in columns else [folded.get(alias) for alias in aliases]
        found[name] = next((value for value in values if value not in (None, "")), None)
    return found


def _undecoded(raw: str) -> str:
    match = _UNDECODED.search(raw)
    return f"byte 0x{ord(match[0]) - 0xDC00:02X} is not UTF-8; save the file as UTF-8" if match else ""


def _problem(record: Record, fields: Mapping[str, Any]) -> str:
    for name in ("id", "title", "abstract"):
        value = fields[name]
        if value is not None and not isinstance(value, str) and not (name == "id" and type(value) is int):
            return f"{name} is {_kind(value)}, not text"
        if isinstance(value, str) and len(value) > LONGEST[name]:
            return f"{name} of {len(value):,} characters; more than {LONGEST[name]:,} is none"
    if _text(fields["abstract"]).strip():
        return ""
    return "no abstract" + (f" among {', '.join(sorted(record.fields))[:200]}" if not is_named(record.fields) else "")


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), type(value).__name__)


def _shown(raw: str) -> str:
    return raw[:2000].encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _text(value: object) -> str:
    return one_line(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _date(raw: Mapping[str, Any], fields: Mapping[str, Any]) -> str | None:
    """The most precise of the dates that a record holds."""
    given = [fields["date"], *(value for name, value in raw.items() if folded_name(name) in NAMES["date"])]
    return max((iso_date(_text(value)) for value in given), key=precision)


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = _split_names(value)
    names = (_author(author) for author in value) if isinstance(value, list | tuple) else ()
    return tuple(name for name in names if name)


def _split_names(text: str) -> list[str]:
    for separator in (";", " and "):
        if separator in text:
            return text.split(separator)
    names = text.split(",")
    # "Doe, Jane" is one name, "Jane Doe, John Roe" are two.
    return names if all(" " in name.strip() for name in names) else [text]


def _author(value: object) -> str:
    if isinstance(value, Mapping):
        parts = (value.get("given") or value.get("first"), value.get("family") or value.get("last"))
        value = value.get("name") or " ".join(part for part in parts if isinstance(part, str))
    return given_first(one_line(value)) if isinstance(value, str) else ""


def given_first(name: str) -> str:
    """A name as it is said.

    >>> given_first("Doe, Jane"), given_first("Jane Doe")
    ('Jane Doe', 'Jane Doe')
    """
    return " ".join(part for name_part in reversed(name.split(",", 1)) if (part := name_part.strip()))
