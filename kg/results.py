"""Sentence → measured results: values with their unit and direction, and the metric, dataset and rival of each."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.model import Mention, Result

_NUMBER = r"(?<![\w.#@-])[-+±~≈]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?±\s?\d+(?:\.\d+)?)?"
_UNIT = (
    r"(?:\s?\\?%|\s?(?:percent(?:age points?)?|per ?cent|pp|points?)\b|\s?(?:\$?\\times\$?|×|x\b|X\b|times\b|-?fold\b)"
    r"|\s?(?:GPU[- ](?:hours?|days?)|hours?|minutes?|seconds?|days?|ms|milliseconds?|fps|FPS|GFLOPs|FLOPs|MB|GB|KB)\b"
    r"|\s?[MBKG]\b|\s(?:orders? of magnitude|dB|BLEU|mAP|AP|mIoU|PQ|FID|F1|AUC)\b)"
)
_VALUE = re.compile(_NUMBER + _UNIT)
_UNIT_ALONE = re.compile(_UNIT + "$")
# A number right after a metric, "accuracy of 0.93", needs no unit.
_PLAIN = re.compile(r"(?:\s|\bof\b|\bis\b|\bat\b|\bto\b|\bscores?\b|\bup\b|=|:|\()+(" + _NUMBER + r")(?![\w%]|\s?\\?%)")
_REACH = 60  # characters between a value and its metric
_FAR = 120  # characters before a value that may tell its direction
_CHANGES = {
    "increase": r"improv\w*|increas\w*|gain\w*|rais\w*|rises?|boost\w*|higher|more|faster|better|larger|longer"
    r"|speed-?ups?|outperform\w*|surpass\w*|exceed\w*|accelerat\w*|grow\w*",
    "decrease": r"reduc\w*|decreas\w*|lower\w*|less|fewer|drop\w*|sav(?:es?|ings?)|cut\w*|smaller|shorter|slower|worse"
    r"|cheaper|shr[iu]nk\w*|degrad\w*|compress\w*|loss",
}
# "improves accuracy by 3%", "a reduction of 72%" before a value; "3% absolute improvement", "4x faster" after it.
_CHANGED = {
    direction: re.compile(rf"\b(?:{cues})\b(?:[^,;\d]{{0,60}}\bby|\s+of)\b[^,;\d]{{0,20}}$", re.IGNORECASE)
    for direction, cues in _CHANGES.items()
}
_CHANGE = {direction: re.compile(rf"\s*(?:\w+\s+)?(?:{cues})\b", re.IGNORECASE) for direction, cues in _CHANGES.items()}


def find_results(
    text: str,
    offset: int,
    metrics: Sequence[Mention],
    *,
    datasets: Sequence[Mention] = (),
    rivals: Sequence[Mention] = (),
) -> tuple[Result, ...]:
    """The results that a sentence reports; `text` begins at `offset` of the paper, mentions are those of the sentence.

    A value goes to the nearest metric within reach, one after it ("83.0% accuracy") before one ahead of it ("accuracy
    of 83.0%"), likewise to a dataset; a metric that no value went to is reported without one. A change is measured
    against one of `rivals`, the methods compared with.
    """
    found: dict[tuple[str | None, str], Result] = {}
    for start, end in _values(text, offset, metrics):
        place, value = (start + offset, end + offset), text[start:end]
        metric, direction = _nearest(*place, metrics), _direction(text, start, end)
        dataset = _only(datasets) or _nearest(*place, datasets)
        baseline = (_only(rivals) or _nearest(*place, rivals)) if direction else None
        found.setdefault((metric, value), Result(metric, value, _unit(value), dataset, baseline, direction))
    valued = {metric for metric, _ in found}
    plain = dict.fromkeys(metric.surface for metric in metrics)
    return (*found.values(), *(Result(metric, None) for metric in plain if metric not in valued))


def _unit(value: str) -> str | None:
    """The unit at the end of a value, with LaTeX made plain.

    >>> _unit("83.0%"), _unit("4 times"), _unit("0.93")
    ('%', 'times', None)
    """
    match = _UNIT_ALONE.search(value)
    return match[0].strip().replace("\\", "").replace("$", "") if match else None


def _direction(text: str, start: int, end: int) -> str | None:
    """Whether the value text[start:end] is by how much something rose or fell; None for a level that is reached."""
    after = (direction for direction, pattern in _CHANGE.items() if pattern.match(text, end))
    before = (
        direction for direction, pattern in _CHANGED.items() if pattern.search(text[max(start - _FAR, 0) : start])
    )
    return next(chain(after, before), None)


def _only(mentions: Sequence[Mention]) -> str | None:
    return mentions[0].surface if len({mention.entity for mention in mentions}) == 1 else None


def _values(text: str, offset: int, metrics: Sequence[Mention]) -> list[tuple[int, int]]:
    spans = [match.span() for match in _VALUE.finditer(text)]
    for metric in metrics:
        match = _PLAIN.match(text, metric.end - offset)
        if match and not any(start < match.end(1) and match.start(1) < end for start, end in spans):
            spans.append(match.span(1))
    inside = {(m.start - offset, m.end - offset) for m in metrics}
    return sorted(span for span in spans if not any(start <= span[0] and span[1] <= end for start, end in inside))


def _nearest(start: int, end: int, mentions: Sequence[Mention]) -> str | None:
    reached = sorted(_distances(start, end, mentions))
    return reached[0][1] if reached and reached[0][0] <= _REACH else None


def _distances(start: int, end: int, mentions: Sequence[Mention]) -> Iterator[tuple[int, str]]:
    for mention in mentions:
        if mention.end > start and mention.start < end:
            yield 0, mention.surface
        elif mention.start >= end:
            yield mention.start - end, mention.surface
        else:
            yield 2 * (start - mention.end), mention.surface
