"""The reliability of confidences as a picture: one panel for each gold file and kind of item, in SVG."""

from collections.abc import Iterator, Sequence
from html import escape
from math import sqrt
from pathlib import Path

from kg.evaluation.evaluation import Evaluation
from kg.evaluation.reliability import Curve, curve
from kg.evaluation.report import CURVES

_SIDE = 240  # pixels of the square in a panel
_LEFT, _TOP, _RIGHT, _BOTTOM = 56, 52, 20, 56
_WIDTH, _HEIGHT = _LEFT + _SIDE + _RIGHT, _TOP + _SIDE + _BOTTOM
_COLUMNS = 2
_LARGEST = 12  # pixels of the radius of a bin that holds every item
_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #333; text-anchor: middle }
.title { font-weight: 600; font-size: 13px } .note { fill: #666 } .y { text-anchor: end }
.grid { stroke: #e6e6e6 } .ideal { stroke: #999; stroke-dasharray: 4 4 }
.gap { stroke: #d9822b; stroke-width: 2 }
.curve { fill: none; stroke: #2b6cb0; stroke-width: 1.5 } .bin { fill: #2b6cb0; stroke: #fff }
"""


def picture(evaluations: Sequence[Evaluation]) -> str:
    """For each bin of confidences a dot: its mean confidence, the share of it that is right, its size.

    Dots on the dashed diagonal say what is so; the bar from a dot to the diagonal is what it is off by.
    """
    panels = [
        (f"{Path(evaluation.gold).stem}: {kind}s", found)
        for evaluation in evaluations
        for kind in CURVES
        if (found := curve(evaluation.verdicts, kind)).bins
    ]
    width, height = _WIDTH * min(max(len(panels), 1), _COLUMNS), _HEIGHT * -(-len(panels) // _COLUMNS)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for place, (title, found) in enumerate(panels):
        down, across = divmod(place, _COLUMNS)
        lines.append(f'<g transform="translate({across * _WIDTH + _LEFT} {down * _HEIGHT + _TOP})">')
        lines += [*_frame(title, found), *_dots(found), "</g>"]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _frame(title: str, found: Curve) -> Iterator[str]:
    middle = _SIDE // 2
    yield f'<text class="title" x="{middle}" y="-28">{escape(title)}</text>'
    yield f'<text class="note" x="{middle}" y="-11">{found.count} items, calibration error {found.error:.3f}</text>'
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = _point(tick, tick)
        yield f'<path class="grid" d="M{x} 0V{_SIDE}M0 {y}H{_SIDE}"/>'
        yield f'<text x="{x}" y="{_SIDE + 18}">{tick:g}</text><text class="y" x="-8" y="{y + 4:g}">{tick:g}</text>'
    yield f'<path class="ideal" d="M0 {_SIDE}L{_SIDE} 0"/>'
    yield f'<text class="note" x="{middle}" y="{_SIDE + 38}">confidence</text>'
    yield f'<text class="note" transform="translate(-40 {middle}) rotate(-90)">share right</text>'


def _dots(found: Curve) -> Iterator[str]:
    points = [_point(it.confidence, it.right) for it in found.bins]
    yield from (f'<path class="gap" d="M{x} {y}V{_SIDE - x:g}"/>' for x, y in points)
    yield f'<polyline class="curve" points="{" ".join(f"{x},{y}" for x, y in points)}"/>'
    for it, (x, y) in zip(found.bins, points, strict=True):
        radius = round(max(2.5, _LARGEST * sqrt(it.count / found.count)), 1)
        words = f"{it.count} items of confidence {it.confidence:.2f}: {it.right:.2f} are right"
        yield f'<circle class="bin" cx="{x}" cy="{y}" r="{radius}"><title>{words}</title></circle>'


def _point(confidence: float, right: float) -> tuple[float, float]:
    return round(confidence * _SIDE, 1), round((1 - right) * _SIDE, 1)
