"""Words by the company they keep: classes learnt from unannotated text, so that a rare word reads like its kin."""

import json
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parents[1] / "weights" / "word_classes.json"
_UNKNOWN = ("-", "-")
_NUMBER = ("#", "#")


def word_class(singular: str) -> tuple[str, str]:
    """The coarse and the fine class of a word in lower case and without its plural, named after their commonest word.

    "#" for numbers, "-" for words that have none.
    """
    if any(map(str.isdigit, singular)):
        return _NUMBER
    return classes().get(singular, _UNKNOWN)


@cache
def classes() -> dict[str, tuple[str, str]]:
    """Every known word with its classes."""
    learnt: dict[str, tuple[str, str]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {word: (coarse, fine) for word, (coarse, fine) in learnt.items()}
