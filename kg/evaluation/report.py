"""Evaluations as text: aligned tables, or JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.evaluation.evaluation import Evaluation
from kg.evaluation.findings import Missed, Verdict
from kg.evaluation.reliability import BINS, Curve, curve
from kg.evaluation.rules import Worth, by_class, worth
from kg.evaluation.scores import Score

CURVES = ("mention", "claim", "relation")


def as_json(evaluations: Sequence[Evaluation], *, errors: int = 0) -> str:
    """All there is to say, with the first `errors` wrong items of each rule and missed items of each class."""
    return json.dumps([_data(evaluation, errors) for evaluation in evaluations], ensure_ascii=False, indent=1)


def _data(evaluation: Evaluation, errors: int) -> dict[str, Any]:
    curves = {kind: curve(evaluation.verdicts, kind) for kind in CURVES}
    return {
        "gold": evaluation.gold,
        "papers": evaluation.papers,
        "unread": evaluation.unread,
        "scores": {score.figure: score.to_json() for score in evaluation.scores},
        "rules": [_rule(rule, errors) for rule in worth(evaluation.verdicts)],
        "missed": [
            {"kind": kind, "type": name, "count": len(items), "examples": [_missed(it) for it in items[:errors]]}
            for (kind, name), items in by_class(evaluation.missed).items()
        ],
        "reliability": {kind: _curve(found) for kind, found in curves.items() if found.bins},
    }


def _rule(rule: Worth, errors: int) -> dict[str, Any]:
    return {
        "kind": rule.kind,
        "rule": rule.rule,
        "said": rule.said,
        "right": rule.right,
        "wrong": len(rule.wrong),
        "precision": None if rule.precision is None else round(rule.precision, 4),
        "examples": [_wrong(it) for it in rule.wrong[:errors]],
    }


def _wrong(item: Verdict) -> dict[str, Any]:
    return {"paper": item.paper, "type": item.type, "text": item.text, "confidence": item.confidence}


def _missed(item: Missed) -> dict[str, Any]:
    return {"paper": item.paper, "text": item.text}


def _curve(found: Curve) -> dict[str, Any]:
    bins = [
        {"low": it.low, "count": it.count, "confidence": round(it.confidence, 4), "right": round(it.right, 4)}
        for it in found.bins
    ]
    return {"error": round(found.error, 4), "bins": bins}


def as_table(evaluations: Sequence[Evaluation], *, errors: int = 0) -> str:
    """The same for people to read."""
    return "\n\n".join("\n".join(_lines(evaluation, errors)) for evaluation in evaluations)


def _lines(evaluation: Evaluation, errors: int) -> Iterator[str]:
    unread = f", {evaluation.unread} of them without a reading" if evaluation.unread else ""
    yield f"{evaluation.gold}: {evaluation.papers} papers{unread}"
    yield ""
    yield from _aligned(("figure", "P", "R", "F1", "95% interval", "said", "gold"), map(_score, evaluation.scores))
    yield from _rules(worth(evaluation.verdicts), errors)
    yield from _unreached(by_class(evaluation.missed), errors)
    for kind in CURVES:
        found = curve(evaluation.verdicts, kind)
        if found.bins:
            yield from _reliability(kind, found)


def _score(score: Score) -> tuple[str, ...]:
    interval = f"{score.low:.3f}–{score.high:.3f}"
    rates = (score.precision, score.recall, score.f1)
    said = "" if score.said is None else str(score.said)
    return (score.figure, *map(_rate, rates), interval, said, str(score.gold))


def _rate(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.3f}"


def _rules(rules: Sequence[Worth], errors: int) -> Iterator[str]:
    if not rules:
        return
    yield ""
    rows = ((f"{it.kind}  {it.rule}", it.said, it.right, len(it.wrong), _rate(it.precision)) for it in rules)
    header, *lines = _aligned(("rule", "said", "right", "wrong", "precision"), rows)
    yield header
    for rule, line in zip(rules, lines, strict=True):
        yield line
        for it in rule.wrong[:errors]:
            yield f"    {it.paper}  {it.confidence:.2f}  {it.type}  {_plain(it.text)}"


def _unreached(missed: dict[tuple[str, str], list[Missed]], errors: int) -> Iterator[str]:
    if not missed:
        return
    yield ""
    rows = ((f"{kind}  {name}", len(items)) for (kind, name), items in missed.items())
    header, *lines = _aligned(("missed", "count"), rows)
    yield header
    for items, line in zip(missed.values(), lines, strict=True):
        yield line
        yield from (f"    {it.paper}  {_plain(it.text)}" for it in items[:errors])


def _plain(text: str) -> str:
    """One line, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _reliability(kind: str, found: Curve) -> Iterator[str]:
    yield ""
    yield f"confidence of {kind}s: expected calibration error {found.error:.3f} over {found.count}"
    rows = (
        (f"{it.low:.1f}–{it.low + 1 / BINS:.1f}", it.count, _rate(it.confidence), _rate(it.right)) for it in found.bins
    )
    yield from _aligned(("between", "items", "confidence", "right"), rows)


def _aligned(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Rows under their header, the first column to the left, the others to the right."""
    table = [header, *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in table]
