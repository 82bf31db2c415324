"""Text of papers as the page shows it: one line where a line is meant, and never a character that commands."""

import re
from urllib.parse import quote, urlsplit

from kg.characters import PLAIN, plain
from kg.model import Paper

# Controls but tab and newline, and halves of pairs, which no UTF-8 can hold.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def whole(text: str) -> str:
    """The text with one harmless character for each that is none, so that offsets still count."""
    if text.replace("\n", "").isprintable():  # as nearly all is, which is quick to find
        return text
    return _UNSEEN.sub("\ufffd", text.translate(PLAIN))


def line(text: str) -> str:
    r"""The text as one line.

    >>> line("a\n b")
    'a b'
    """
    text = " ".join(text.split())
    return text if text.isprintable() else _UNSEEN.sub("\ufffd", plain(text))


def web(address: str | None) -> str | None:
    """The address if it is of the web.

    >>> web("https://example.org/a"), web("javascript:alert(1)"), web("https:alert(1)")
    ('https://example.org/a', None, None)
    """
    if not address or not address.isprintable() or not address.lower().startswith(("https://", "http://")):
        return None
    try:
        return address if urlsplit(address).hostname else None
    except ValueError:
        return None


def item(number: str | None) -> str | None:
    """The number of an item of Wikidata, if it is one.

    >>> item("Q17084460"), item("Q1/../../evil")
    ('Q17084460', None)
    """
    return number if number and re.fullmatch(r"Q[0-9]+", number) else None


def link(paper: Paper) -> str | None:
    """Where to read the paper: its address if that is of the web, else by DOI or arXiv id.

    >>> link(Paper("p", url="javascript:alert(1)", arxiv="2204.00001"))
    'https://arxiv.org/abs/2204.00001'
    """
    if address := web(paper.url):
        return address
    if paper.doi:
        return "https://doi.org/" + quote(paper.doi, safe="/")
    return "https://arxiv.org/abs/" + quote(paper.arxiv, safe="/") if paper.arxiv else None


def day(paper: Paper) -> int:
    """The date as YYYYMMDD, with 00 for what is not known; 0 without a year.

    >>> day(Paper("p", date="2022-04")), day(Paper("p", date="--04-29"))
    (20220400, 0)
    """
    found = re.match(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?![0-9])", paper.date or "")
    return int("".join(part or "00" for part in found.groups())) if found else 0
