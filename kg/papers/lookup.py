"""A paper by what a person calls it."""

from collections.abc import Iterable
from difflib import get_close_matches

from kg.errors import BadInput
from kg.model import Paper

_SHOWN = 5  # ids that are named when no paper has the one asked for


def paper_named(papers: Iterable[Paper], name: str, *, of: str) -> Paper:
    """The paper of this id, DOI or arXiv id; `of` says where the papers are from.

    Raises
    ------
    BadInput
        When there is none, with ids that are like it.
    """
    papers = list(papers)
    for key in ("id", "doi", "arxiv"):
        for paper in papers:
            if getattr(paper, key) == name:
                return paper
    raise BadInput(f"{of}: no paper {name!r}; {_ids([paper.id for paper in papers], name)}")


def _ids(ids: list[str], name: str) -> str:
    some = get_close_matches(name, ids, _SHOWN) or ids[:_SHOWN]
    more = f" and {len(ids) - len(some):,} more" if len(ids) > len(some) else ""
    return f"it has {', '.join(map(repr, some))}{more}"
