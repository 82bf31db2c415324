"""Sentence → measured results: values with their unit, and the metric that each belongs to."""

import re
from collections.abc import Iterator, Sequence

from kg.model import Mention, Result

_NUMBER = r"(?<![\w.#@-])[-+±~≈]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?±\s?\d+(?:\.\d+)?)?"
_UNIT = (
    r"(?:\s?\\?%|\s?(?:percent(?:age points?)?|per ?cent|pp|points?)\b|\s?(?:\$?\\times\$?|×|x\b|X\b|times\b|-?fold\b)"
    r"|\s?(?:GPU[- ](?:hours?|days?)|hours?|minutes?|seconds?|days?|ms|milliseconds?|fps|FPS|GFLOPs|FLOPs|MB|GB|KB)\b"
    r"|\s?[MBKG]\b|\s(?:orders? of magnitude|dB|BLEU|mAP|AP|mIoU|PQ|FID|F1|AUC)\b)"
)
_VALUE = re.compile(_NUMBER + _UNIT)
# A number right after a metric, "accuracy of 0.93", needs no unit.
_PLAIN = re.compile(r"(?:\s|\bof\b|\bis\b|\bat\b|\bto\b|\bscores?\b|\bup\b|=|:|\()+(" + _NUMBER + r")(?![\w%]|\s?\\?%)")
_REACH = 60  # characters between a value and its metric


def find_results(text: str, offset: int, metrics: Sequence[Mention]) -> tuple[Result, ...]:
    """The results that a sentence reports; `text` begins at `offset` of the paper, `metrics` are its Metric mentions.

    A value goes to the nearest metric within reach, one after it ("83.0% accuracy") before one ahead of it ("accuracy
    of 83.0%"); a metric that no value went to is reported without one.
    """
    pairs = [
        (_nearest(start + offset, end + offset, metrics), text[start:end])
        for start, end in _values(text, offset, metrics)
    ]
    valued = {metric for metric, _ in pairs}
    plain = dict.fromkeys(metric.surface for metric in metrics)
    return tuple(
        [Result(metric, value) for metric, value in dict.fromkeys(pairs)]
        + [Result(metric, None) for metric in plain if metric not in valued]
    )


def _values(text: str, offset: int, metrics: Sequence[Mention]) -> list[tuple[int, int]]:
    spans = [match.span() for match in _VALUE.finditer(text)]
    for metric in metrics:
        match = _PLAIN.match(text, metric.end - offset)
        if match and not any(start < match.end(1) and match.start(1) < end for start, end in spans):
            spans.append(match.span(1))
    inside = {(m.start - offset, m.end - offset) for m in metrics}
    return sorted(span for span in spans if not any(start <= span[0] and span[1] <= end for start, end in inside))


def _nearest(start: int, end: int, metrics: Sequence[Mention]) -> str | None:
    reached = sorted(_distances(start, end, metrics))
    return reached[0][1] if reached and reached[0][0] <= _REACH else None


def _distances(start: int, end: int, metrics: Sequence[Mention]) -> Iterator[tuple[int, str]]:
    for metric in metrics:
        if metric.end > start and metric.start < end:
            yield 0, metric.surface
        elif metric.start >= end:
            yield metric.start - end, metric.surface
        else:
            yield 2 * (start - metric.end), metric.surface
