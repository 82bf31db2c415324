"""Word lists of `ontology/words.toml`: words that say nothing in a name, words that hedge, words that deny."""

import tomllib
from functools import cache

from kg.errors import BadOntology
from kg.ontology import ROOT


@cache
def word_list(group: str) -> frozenset[str]:
    """The words of one group.

    >>> "novel" in word_list("empty")
    True
    """
    path = ROOT / "words.toml"
    groups: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    if group not in groups:
        raise BadOntology(f"{path}: no group {group!r}; it has {', '.join(sorted(groups))}")
    return frozenset(groups[group])
