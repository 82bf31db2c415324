"""Learn the referee: which class a candidate span is, or none."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from kg.mentions.decide import decide
from kg.mentions.referee import NONE, Referee, features, style
from kg.mentions.tokens import Tokens
from kg.model import Mention
from kg.naming import key
from kg.ontology import entity_types
from kg.training.annotated import Annotated
from kg.training.regression import regression

_PENALTY, _RARE, _LEAST = 0.3, 3, 0.08
_STYLE_PENALTY, _STYLE_RARE, _STYLE_LEAST = 1.0, 5, 0.02
# To read an abstract of ours by the other corpus's habit is worse than the other way round.
_STYLE_COST = 0.5
_FOLDS = 5
# What is written before a feature of another corpus: its habit. That of the corpus with all classes is kept.
_HABIT, _OTHER = "habit: ", "other: "

Found = tuple[Annotated, tuple[Mention, ...]]


@dataclass(frozen=True)
class _Lesson:
    """An annotated paper as rows of features, each with the class that is right."""

    paper: Annotated
    rows: list[list[str]]
    labels: list[int]


def learn_mentions(annotated: Sequence[Annotated]) -> tuple[dict[str, Any], list[Found]]:
    """The referee's weights, and the mentions of each of our papers as a referee finds them that never saw it."""
    lessons = [_lesson(paper) for paper in annotated if paper.classes]
    ours = [lesson for lesson in lessons if lesson.paper.is_ours]
    others = [lesson for lesson in lessons if not lesson.paper.is_ours]
    found: dict[int, tuple[Mention, ...]] = {}
    for fold in range(min(_FOLDS, len(ours))):
        learnt = _learn([lesson for i, lesson in enumerate(ours) if i % _FOLDS != fold] + others)
        referee = Referee.from_json(learnt)
        for i in range(fold, len(ours), _FOLDS):
            found[i], _ = decide(ours[i].paper.case, referee, "")
    pairs = [(lesson.paper, found[i]) for i, lesson in enumerate(ours)]
    return {**_learn(ours + others), "calibration": _calibration(pairs)}, pairs


def _lesson(paper: Annotated) -> _Lesson:
    """What a paper teaches; a corpus does not teach to refuse what it does not annotate at all."""
    classes, spans = [NONE, *entity_types()], paper.spans()
    rows, labels = [], []
    prefix = "" if paper.is_ours else _HABIT if paper.classes == set(entity_types()) else _OTHER
    for place, candidates in paper.case.candidates.items():
        label = spans.get(place, NONE)
        if label != NONE or not {candidate.type for candidate in candidates if candidate.type} - paper.classes:
            row = list(dict.fromkeys(map(sys.intern, features(paper.case, *place))))
            rows.append(row + [sys.intern(prefix + name) for name in row] if prefix else row)
            labels.append(classes.index(label))
    return _Lesson(paper, rows, labels)


def _learn(lessons: Sequence[_Lesson]) -> dict[str, Any]:
    rows = [row for lesson in lessons for row in lesson.rows]
    labels = [label for lesson in lessons for label in lesson.labels]
    learnt = regression(rows, labels, [1.0] * len(rows), penalty=_PENALTY, rare=_RARE, least=_LEAST)
    classes, seen = [NONE, *entity_types()], sorted(set(labels))
    nothing = [0.0] * len(seen)
    names = sorted({name.removeprefix(_HABIT) for name in learnt if not name.startswith(_OTHER)})
    return {
        "classes": [classes[label] for label in seen],
        "features": {name: learnt.get(name, nothing) + learnt.get(_HABIT + name, nothing) for name in names},
        "style": _style([lesson.paper for lesson in lessons]),
        "calibration": [1.0, 0.0],
    }


def _style(papers: Iterable[Annotated]) -> dict[str, float]:
    """Weights of the words that tell the corpus of habits (above zero) from ours; "" is the constant."""
    full = [paper for paper in papers if paper.classes == set(entity_types())]
    rows = [["bias", *sorted(style(Tokens.of(paper.doc)))] for paper in full]
    labels = [int(not paper.is_ours) for paper in full]
    if len(set(labels)) < 2:
        return {}
    costs = [_STYLE_COST if label else 1.0 for label in labels]
    learnt = regression(rows, labels, costs, penalty=_STYLE_PENALTY, rare=_STYLE_RARE, least=_STYLE_LEAST)
    return {"" if name == "bias" else name: round(other - own, 3) for name, (own, other) in learnt.items()}


def _calibration(found: Sequence[Found]) -> list[float]:
    """The slope and the constant that make the log-odds of mentions those of being right.

    References
    ----------
    Platt (1999), Probabilistic outputs for support vector machines, in Advances in Large Margin Classifiers, p. 61-74.
    """
    judged = [case for paper, mentions in found for case in _judged(paper, mentions)]
    if len({is_right for _, is_right in judged}) < 2:
        return [1.0, 0.0]
    likely = np.clip([confidence for confidence, _ in judged], 0.001, 0.999)
    model = LogisticRegression(C=1e6).fit(np.log(likely / (1 - likely))[:, None], [is_right for _, is_right in judged])
    return [round(float(model.coef_[0, 0]), 3), round(float(model.intercept_[0]), 3)]


def _judged(paper: Annotated, mentions: Sequence[Mention]) -> Iterator[tuple[float, bool]]:
    """The confidence of each mention, and whether its entity is annotated: one of its class with a name in common."""
    forms: dict[tuple[str, str], set[str]] = {}
    for mention in mentions:
        forms.setdefault((mention.type, mention.entity), set()).add(key(mention.surface))
    annotated = [(entity["type"], set(map(key, entity["mentions"]))) for entity in paper.data["entities"]]
    for mention in mentions:
        names = forms[mention.type, mention.entity]
        yield mention.confidence, any(kind == mention.type and names & known for kind, known in annotated)
