"""Invented graphs of any size: fields of research, a few things that everybody names, and text that says so."""

from collections.abc import Iterator
from itertools import count, islice

import numpy as np

from kg.assembly import assemble
from kg.graph import KnowledgeGraph
from kg.model import Claim, Entity, Linking, Mention, Paper, Reading, Relation, Result, Sentence

NODES = 8  # of a paper: itself, four claims, and what it is the first to name
OWN = {"Method": 4, "Task": 1, "Dataset": 1}  # of which so many are the paper's own
METRICS = 40
FIELD = 60  # papers of a field on average
OUTSIDE = 0.15  # share of names that are taken from other fields
SYLLABLES = [f"{first}{second}" for second in "aeiou" for first in "bdflr"]
WORDS, FILLER = 4000, 16  # how many there are, and of which so many fill a sentence
# Role of the sentence, what is said of whom, and the sentence; {0} and so on are names, by class and place.
SENTENCES = (
    ("background", None, "{task} is hard, since {filler}."),
    ("contribution", ("proposes", "usedFor"), "We propose {method} for {task}, for which {filler}."),
    ("method", (None, "basedOn"), "{method} builds on {other}, and {filler}."),
    ("result", ("achieves", "evaluatedOn"), "On {dataset}, {method} reaches {metric} of {value}, and {filler}."),
    ("result", ("outperforms", "outperforms"), "{method} outperforms {rival} on {dataset}, though {filler}."),
    ("finding", ("shows", None), "{rival} may fail on {dataset}, {metric} drops, and {filler}."),
)
CLASSES = {
    "method": "Method", "other": "Method", "rival": "Method", "task": "Task", "dataset": "Dataset", "metric": "Metric",
}  # fmt: skip
ROLES = {
    "method": "introduced",
    "other": "used",
    "rival": "compared",
    "task": "used",
    "dataset": "used",
    "metric": "used",
}
TAILS = {"usedFor": "task", "basedOn": "other", "evaluatedOn": "dataset", "outperforms": "rival"}


def invented(nodes: int, seed: int = 0) -> KnowledgeGraph:
    """A graph of about so many nodes, as many a paper as abstracts have; names are drawn by a power law."""
    draw = np.random.default_rng(seed)
    papers = max(nodes // NODES, 2)
    words = [name.lower() for name in islice(_names(), WORDS)]
    field = np.sort((draw.random(papers) ** 2 * max(papers // FIELD, 1)).astype(int))
    names = islice(_names(), WORDS, None)
    pools = {kind: [_entity(kind, next(names)) for _ in range(papers * number)] for kind, number in OWN.items()}
    pools["Metric"] = [_entity("Metric", next(names)) for _ in range(METRICS)]
    first = np.searchsorted(field, field)
    size = np.searchsorted(field, field, "right") - first
    readings = [_reading(draw, row, int(first[row]), int(size[row]), pools, words) for row in range(papers)]
    by_name = {entity.label: entity for pool in pools.values() for entity in pool}
    of = {r.paper.id: tuple(by_name[mention.surface].id for mention in r.mentions) for r in readings}
    used = {entity for ids in of.values() for entity in ids}
    return assemble(readings, Linking(tuple(e for e in by_name.values() if e.id in used), of))


def _names() -> Iterator[str]:
    """Names no two of which are alike, such as "Bacedi"."""
    base = len(SYLLABLES)
    for number in count(base**2):
        digits = np.base_repr(number, base)
        yield "".join(SYLLABLES[int(digit, base)] for digit in digits[::-1]).capitalize()


def _entity(kind: str, name: str) -> Entity:
    return Entity(f"{kind.lower()}/{name.lower()}", kind, name, (name,))


def _reading(
    draw: np.random.Generator, row: int, first: int, size: int, pools: dict[str, list[Entity]], known: list[str]
) -> Reading:
    named = {part: _drawn(draw, part, row, first, size, pools) for part in CLASSES}
    title = f"{named['method']} for {named['task']}"
    words: list[str] = []
    paper_id = f"invented-{row:06d}"
    mentions: list[Mention] = []
    sentences, claims, relations = [], [], []
    at = len(title) + 1
    for role, says, form in SENTENCES:
        value = f"{draw.integers(500, 990) / 10}%"
        filler = " ".join(known[int(place)] for place in WORDS * draw.random(FILLER) ** 3)
        text, spans = _filled(form, named | {"value": value, "filler": filler}, at)
        found = {part: len(mentions) + place for place, part in enumerate(spans)}
        mentions += [_mention(part, start, named[part]) for part, start in spans.items()]
        sentences.append(Sentence(at, at + len(text), role))
        if says and says[0]:
            claims.append(_claim(sentences[-1], says[0], named, value))
        if says and says[1]:
            relations.append(
                Relation(found["method"], says[1], found[TAILS[says[1]]], at, at + len(text), "invented", 0.8)
            )
        words.append(text)
        at += len(text) + 1
    date = f"{2012 + int(12 * draw.random() ** 0.5)}-{draw.integers(1, 13):02d}" if draw.random() < 0.97 else None
    paper = Paper(paper_id, title, " ".join(words), date=date, authors=("Ada Example", "Bo Sample"), author_count=2)
    return Reading(paper, tuple(mentions), (), tuple(sentences), tuple(claims), tuple(relations))


def _drawn(
    draw: np.random.Generator, part: str, row: int, first: int, size: int, pools: dict[str, list[Entity]]
) -> str:
    """The name for a part of a paper: its own method, else one of its field, or now and then of another."""
    pool = pools[CLASSES[part]]
    if CLASSES[part] == "Metric":
        return pool[int(len(pool) * draw.random() ** 3)].label
    number = OWN[CLASSES[part]]
    if part == "method":
        return pool[row * number + int(draw.random() * number)].label
    if draw.random() < OUTSIDE:
        return pool[int(len(pool) * draw.random() ** 4)].label
    return pool[min(first * number + int(size * number * draw.random() ** 3), len(pool) - 1)].label


def _filled(form: str, parts: dict[str, str], at: int) -> tuple[str, dict[str, int]]:
    """The sentence, and where in the text of the paper each name stands that it has."""
    text, spans = "", {}
    for piece in form.replace("{", "}").split("}"):
        if piece in CLASSES:
            spans[piece] = at + len(text)
        text += parts.get(piece, piece) if piece in parts else piece
    return text, spans


def _mention(part: str, start: int, name: str) -> Mention:
    return Mention(start, start + len(name), name, CLASSES[part], ROLES.get(part, "used"), "invented", 0.9, name)


def _claim(sentence: Sentence, relation: str, named: dict[str, str], value: str) -> Claim:
    achieves, shows = relation == "achieves", relation == "shows"
    return Claim(
        sentence.start,
        sentence.end,
        sentence.role,
        named["rival" if shows else "method"],
        relation,
        objects=(named["rival"],) if relation == "outperforms" else (),
        datasets=() if relation == "proposes" else (named["dataset"],),
        tasks=(named["task"],) if relation == "proposes" else (),
        results=(Result(named["metric"], value if achieves else None),) if achieves or shows else (),
        hedged=shows,
        negative=shows,
        source="invented",
        confidence=0.8,
    )
