"""What makes two records one paper: DOI, arXiv id, folded title."""

import hashlib
import re
import unicodedata

_DOI = re.compile(r"(?:https?://(?:www\.|dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE | re.ASCII)
_ARXIV_DOI = "10.48550/arxiv."
_ARXIV = re.compile(
    r"(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*|10\.48550/arxiv\.)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE | re.ASCII,
)
# What is said beside letters and digits: marks on them, and symbols that tell names apart (C, C++).
_SAID = frozenset({"Mn", "Mc", "Me", "Sm", "Sc", "So"})
_UNSAID = re.compile(r"[^a-z0-9+<=>|~$]")
# Titles that many papers share.
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        """
        a an and editor editors for from in of on reviewers s the to no none
        abstract abstracts announcement announcements appendix book comment commentary comments conclusion contents
        correction corrections corrigendum discussion editorial errata erratum foreword guest index information
        introduction introductory issue letter letters news note notes obituary overview poster preface proceedings
        program remarks reply response review reviews special summary supplement supplementary symposium table
        untitled welcome workshop
        """,
    )
)


def doi(text: str) -> str | None:
    """The DOI in lower case and without its resolver.

    >>> doi("https://doi.org/10.1000/ABC"), doi("n/a")
    ('10.1000/abc', None)
    """
    match = _DOI.fullmatch(text.strip()[:1000])
    return match[1].lower() if match else None


def arxiv_id(text: str) -> str | None:
    """The arXiv id without version, from an id, an address or a DOI of arXiv's.

    >>> [arxiv_id(text) for text in ("arXiv:2103.00020v2", "https://arxiv.org/abs/hep-th/9901001", "hal-01234")]
    ['2103.00020', 'hep-th/9901001', None]
    """
    match = _ARXIV.fullmatch(text.strip()[:1000])
    return match[1].lower() if match else None


def is_arxiv_doi(doi: str) -> bool:
    """Whether the DOI only says again which arXiv paper it is."""
    return doi.startswith(_ARXIV_DOI)


def fold(text: str) -> str:
    """`text` without case, punctuation, whitespace and differences of Unicode form.

    >>> fold("Pre-training:  A Survey") == fold("Pretraining – a survey.")
    True
    """
    if text.isascii():
        return _UNSAID.sub("", text.lower())
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in folded if char.isalnum() or unicodedata.category(char) in _SAID)


def is_generic(title: str) -> bool:
    """Whether a title is too common to tell a paper: one word, or only words such as "Reply" and "Editorial".

    >>> is_generic("Guest Editorial"), is_generic("Dataset Quantization")
    (True, False)
    """
    words = re.findall(r"\w+", title.casefold())
    return len(words) < 2 or _GENERIC.issuperset(words)


def derived_id(title: str, abstract: str, doi: str | None, arxiv: str | None) -> str:
    """The id of a paper whose record has none of its own: DOI, arXiv id, or a hash of the title or the abstract."""
    if doi and not is_arxiv_doi(doi):
        return doi
    return arxiv or doi or text_id(title, abstract)


def text_id(title: str, abstract: str) -> str:
    """A hash of the folded title ("t-…"), or of the folded abstract ("a-…") when the title says nothing.

    >>> text_id("A Title", "An abstract.") == text_id("a title", "Another abstract.")
    True
    """
    folded = fold(title)
    kind, content = ("t", folded) if folded else ("a", fold(abstract))
    return f"{kind}-{hashlib.sha256(content.encode()).hexdigest()[:16]}"
