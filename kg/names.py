"""Known names: the tables of `ontology/names/`."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import BadOntology
from kg.naming import key
from kg.ontology import ROOT, entity_types

_COLUMNS = ["alias", "entity", "type", "source"]


@dataclass(frozen=True, slots=True)
class Name:
    """One alias of a known entity."""

    alias: str
    entity: str
    type: str


@cache
def known_names() -> dict[str, tuple[Name, ...]]:
    """The known names by the key of their alias; more than one where only capitals tell them apart (LiT, LiTS).

    Raises
    ------
    BadOntology
        When a line is not alias, entity, type, source, or one alias stands for two entities.
    """
    names: dict[str, tuple[Name, ...]] = {}
    for path in sorted((ROOT / "names").glob("*.tsv")):
        for line, row in table_rows(path, _COLUMNS):
            if len(row) != len(_COLUMNS) or row[2] not in entity_types():
                raise BadOntology(f"{path}:{line}: not alias, entity, type ({', '.join(entity_types())}), source")
            name = Name(*row[:3])
            others = names.get(key(name.alias), ())
            for other in others:
                if (other.entity, other.type) != (name.entity, name.type) and is_spelt(name.alias, other.alias):
                    raise BadOntology(
                        f"{path}:{line}: {name.alias!r} already stands for {other.entity!r} ({other.type})"
                    )
            names[key(name.alias)] = (*others, name)
    return names


def table_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with tabs between, each with its line; they may be longer or shorter than the header.

    Raises
    ------
    BadOntology
        When the header does not name these columns.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if rows[:1] != [list(columns)]:
        raise BadOntology(f"{path}:1: the header is not {' '.join(columns)}, with tabs between")
    yield from enumerate(rows[1:], start=2)


def is_spelt(text: str, alias: str) -> bool:
    """Whether the capitals of a text agree with an alias.

    >>> is_spelt("clip", "CLIP"), is_spelt("Deep Learning", "deep learning")
    (False, True)
    """
    if "\n" in text or alias == alias.lower():
        return "\n" not in text
    if " " in alias or any(letter.isdigit() for letter in alias):
        return True
    return text.removesuffix("s") == alias.removesuffix("s")


def known_name(text: str) -> Name | None:
    """The known name that a text is an alias of, in so many capitals."""
    return next((name for name in known_names().get(key(text), ()) if is_spelt(text, name.alias)), None)


def canonical(text: str) -> str:
    """The key of a name: of the entity that it is an alias of, where it is known.

    >>> canonical("ConvNets") == canonical("convolutional neural network")
    True
    """
    known = known_name(text)
    return key(known.entity) if known else key(text)


@cache
def homographs() -> frozenset[str]:
    """The keys that only capitals tell apart, as those of LiT and LiTS: each stands for more than one known entity."""
    entities: dict[str, set[str]] = {}
    for names in known_names().values():
        for name in names:
            entities.setdefault(key(name.entity), set()).add(name.entity)
    return frozenset(shared for shared, named in entities.items() if len(named) > 1)
