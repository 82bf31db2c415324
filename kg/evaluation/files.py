"""Files that an evaluation reads: gold, that is annotated abstracts in one of four forms, and stored readings.

A line of gold is a JSON object with "id", "title" (which may be empty), "abstract", and one of these keys, the first
of which says its form:

entities   a whole abstract by our own guideline: entities, claims, relations, sentences; `required` is false where the
           two annotators disagree
mentions   [[start, end, type]], and often relations, [[index of head, label, index of tail]]
acronyms   [[short, long]]
sentences  [[start, end, role]]

Offsets count characters of the text, that is title, newline, abstract, or the abstract alone when the title is empty.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import BadGold
from kg.evaluation.findings import name_key
from kg.evaluation.gold import (
    Definitions,
    Document,
    Gold,
    GoldClaim,
    GoldEntity,
    GoldFile,
    GoldRelation,
    GoldSentence,
    Roles,
    Spans,
    undirected,
)
from kg.jsonlines import from_line
from kg.model import Paper, Reading

# Other corpora's labels of relations in ours; what is not here is not scored.
RELATIONS = {
    "usedFor": ("used_for", "USED-FOR", "Used-For"),
    "partOf": ("part_of", "PART-OF", "Part-Of"),
    "subtypeOf": ("subtype_of", "HYPONYM-OF", "SubClass-Of", "SubTask-Of"),
    "comparedWith": ("compared_with", "COMPARE", "Compare-With"),
    "evaluatedOn": ("evaluated_on", "Evaluated-With"),
    "trainedOn": ("trained_on", "Trained-With"),
    "basedOn": ("based_on",),
    "outperforms": ("outperforms",),
}
_OURS = {label: relation for relation, labels in RELATIONS.items() for label in labels}
# CSAbstruct has fewer roles than we do; these are its names for, or nearest to, ours.
COARSE_ROLES = {"objective": "contribution", "finding": "result", "resource": "other"}
_UNSCORED = "Other"


def read_gold(path: str | Path) -> GoldFile:
    """The annotated abstracts of a file.

    Raises
    ------
    BadGold
        When the file cannot be read, is empty, or a line is not in one of the forms.
    """
    lines = tuple(_gold(place, line) for place, line in _lines(path))
    if not lines:
        raise BadGold(f"{path}: no annotated abstract; write one JSON object a line")
    return GoldFile(str(path), lines)


def read_readings(path: str | Path) -> list[Reading]:
    """The readings of a file that `kg read` wrote.

    Raises
    ------
    BadGold
        When the file cannot be read, or a line is no reading.
    """
    return [_reading(place, line) for place, line in _lines(path)]


def _lines(path: str | Path) -> Iterator[tuple[str, str]]:
    """The lines of a file that are not empty, each with its "file:line"."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadGold(f"{path}: cannot be read ({error}); it should be a file of JSON lines") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", line


def _object(place: str, line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise BadGold(f"{place}: not JSON ({error}); write one JSON object a line") from None
    if not isinstance(data, dict):
        raise BadGold(f"{place}: not an object; write one JSON object a line")
    return data


def _reading(place: str, line: str) -> Reading:
    try:
        return from_line(Reading, line)
    except ValueError as error:
        raise BadGold(f"{place}: not a reading ({error}); it should be a line that `kg read` prints") from None


def _gold(place: str, line: str) -> Gold:
    data = _object(place, line)
    key = next((key for key in FORMS if key in data), None)
    if key is None:
        raise BadGold(f"{place}: no annotations; it should have one of the keys {', '.join(FORMS)}")
    try:
        return Gold(place, Paper(str(data["id"]), data.get("title", ""), data["abstract"]), FORMS[key](data))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        what = f"{type(error).__name__}: {error}"
        raise BadGold(f"{place}: {key!r} is not as gold has it ({what}); see kg.evaluation.files") from None


def _document(data: Mapping[str, Any]) -> Document:
    entities = tuple(_entity(row) for row in data["entities"])
    return Document(
        entities,
        tuple(_claim(row, entities) for row in data["claims"]),
        tuple(
            GoldRelation(entities[row["head"]], _OURS[row["relation"]], entities[row["tail"]], row["required"])
            for row in data["relations"]
        ),
        tuple(GoldSentence(row["start"], row["end"], tuple(row["labels"])) for row in data["sentences"]),
    )


def _entity(row: Mapping[str, Any]) -> GoldEntity:
    names = frozenset(map(name_key, row["mentions"]))
    return GoldEntity(row["type"], row["name"], names, frozenset(row["roles"]), row["required"])


def _claim(row: Mapping[str, Any], entities: tuple[GoldEntity, ...]) -> GoldClaim:
    subjects = [reading["subject"] for reading in row["readings"]]
    return GoldClaim(
        row["start"],
        row["end"],
        tuple(reading["type"] for reading in row["readings"]),
        None if None in subjects else frozenset(name for subject in subjects for name in entities[subject].names),
        frozenset(value for _, value in row["readings"][0]["results"] if value),
        row["required"],
    )


def _spans(data: Mapping[str, Any]) -> Spans:
    spans = [(start, end) for start, end, _ in data["mentions"]]
    scored = frozenset((start, end, kind) for start, end, kind in data["mentions"] if kind != _UNSCORED)
    if data.get("relations") is None:
        return Spans(scored, None)
    named = ((spans[head], _OURS[label], spans[tail]) for head, label, tail in data["relations"] if label in _OURS)
    return Spans(scored, frozenset((head, undirected(relation), tail) for head, relation, tail in named))


def _definitions(data: Mapping[str, Any]) -> Definitions:
    return Definitions(tuple((short, long) for short, long in data["acronyms"]))


def _roles(data: Mapping[str, Any]) -> Roles:
    return Roles(
        tuple(GoldSentence(start, end, (COARSE_ROLES.get(role, role),)) for start, end, role in data["sentences"])
    )


FORMS: dict[str, Callable[[Mapping[str, Any]], Document | Spans | Definitions | Roles]] = {
    "entities": _document,
    "mentions": _spans,
    "acronyms": _definitions,
    "sentences": _roles,
}
