"""The part a mention plays: introduced, used, compared with, or only mentioned."""

import re

from kg.model import Sentence

# What the paper as a whole makes of an entity is the strongest of what its mentions say.
RANK = {"background": 0, "used": 1, "compared": 2, "introduced": 3}
_COMPARED = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|beat\w*|superior to|better than|worse than|compared (?:to|with)"
    r"|comparable (?:to|with)|competitive with|than|over|against|versus|vs\.?|relative to|on par with|match\w*|unlike)"
    r"\s+[^.;]{0,60}$",
    re.IGNORECASE,
)
_RESULTS = {"result", "finding"}


def role_at(text: str, at: int, sentences: tuple[Sentence, ...]) -> str:
    """The role that its place gives a mention that starts at character `at` of the text."""
    sentence = next((sentence for sentence in sentences if sentence.start <= at < sentence.end), None)
    if sentence is None:
        return "used"
    before = text[sentence.start : at]
    if sentence.role in _RESULTS and _COMPARED.search(before):
        return "compared"
    return "background" if sentence.role == "background" else "used"
