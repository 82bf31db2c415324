"""The part a mention plays: introduced, used, compared with, or only mentioned."""

import re

from kg.model import Sentence

# What the paper as a whole makes of an entity is the strongest of what its mentions say.
RANK = {"background": 0, "used": 1, "compared": 2, "introduced": 3}

# The words before a mention, up to it, that tell its role. A name is introduced when it is what the authors propose,
# and not something that what they propose is for, with, by or from.
_INTRODUCED = re.compile(
    r"""
    \b(?:propos|introduc|present|develop|devis|design|releas|construct|creat|contribut|formulat|defin)\w*\b
        (?:(?!\b(?:for|to|that|which|using|based|by|with|in|on|via|from|inspired|where|whose|into|through|as)\b)
        [^.;:]){0,70}$
    | \b(?:called|named|dubbed|termed|coined|denoted|namely|referred\ to\ as|we\ call(?:\ it)?|we\ term)\s*
        (?:as\ |the\ |an?\ )?["“'`(]*$
    | \bour\ (?:(?:proposed|novel|new|own|method|approach|framework|model|algorithm),?\ )*["“'`]*$
    | \bthe\ proposed\ ["“'`]*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COMPARED = re.compile(
    r"""
    \b(?:outperform\w*|surpass\w*|exceed\w*|beat\w*|superior\ to|better\ than|worse\ than|compar(?:ed|able)\ (?:to|with)
        |competitive\ with|than|over|against|versus|vs\.?|relative\ to|on\ par\ with|match\w*|unlike)
    \s+[^.;]{0,60}$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OWN_WORK = {"contribution", "method", "result"}
_OUTCOME = {"result", "finding"}


def role_at(text: str, start: int, end: int, sentences: tuple[Sentence, ...]) -> str:
    """The role that its place gives the mention [start, end) of the text."""
    sentence = next((sentence for sentence in sentences if sentence.start <= start < sentence.end), None)
    if sentence is None:
        return "introduced" if start == 0 and _is_coined(text[:end]) else "used"
    before = text[sentence.start : start]
    if sentence.role in _OWN_WORK and _INTRODUCED.search(before):
        return "introduced"
    if sentence.role in _OUTCOME and _COMPARED.search(before):
        return "compared"
    return "background" if sentence.role == "background" else "used"


def _is_coined(name: str) -> bool:
    """Whether a name that opens a title looks made up: "SimNet", "L2-Mixer"."""
    return any(letter.isupper() or letter.isdigit() for letter in name.split()[0][1:])
