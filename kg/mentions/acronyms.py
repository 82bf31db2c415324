"""Acronym definitions: "long form (LF)" and "LF (long form)"."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from kg.model import Acronym

_PARENTHESIS = re.compile(r"[(\[]\s*([^()\[\]]{2,120}?)\s*[)\]]")
_SHORT = re.compile(r"[A-Za-z0-9][\w&/+.’'-]*(?: [\w&/+.-]+)?$")
_WORD = re.compile(r"[^\s()\[\],;:\"“”]+")
_SPLIT = re.compile(r"\s*(?:[,;]|\bor\b|\bi\.e\.|\be\.g\.)\s*")
_WEAK_STARTS = {"a", "an", "the", "of", "for", "in", "on", "by", "with", "and", "or", "to", "via", "using", "as"}


def find_acronyms(doc: Doc) -> tuple[Acronym, ...]:
    """The acronyms that a paper defines, sorted; the first definition of a short form counts.

    References
    ----------
    Schwartz & Hearst (2003), A simple algorithm for identifying abbreviation definitions in biomedical text,
    Pacific Symposium on Biocomputing 8:451-462. doi:10.1142/9789812776303_0042
    """
    found: dict[str, Acronym] = {}
    for sentence in doc.sents:
        for acronym in define(sentence.text, sentence.start_char):
            found.setdefault(acronym.short, acronym)
    return tuple(sorted(found.values(), key=lambda acronym: (acronym.start, acronym.end)))


def define(text: str, offset: int = 0) -> Iterator[Acronym]:
    """The definitions in one sentence; `offset` is added to every offset.

    >>> [(a.short, a.long) for a in define("We train a graph neural network (GNN) and BP (belief propagation).")]
    [('GNN', 'graph neural network'), ('BP', 'belief propagation')]
    """
    for match in _PARENTHESIS.finditer(text):
        inside = _SPLIT.split(match[1])[0]
        start = match.start(1)
        if _is_short(inside):
            long = _long_before(text[: match.start()], inside)
            if long:
                yield _acronym(text, (start, start + len(inside)), long, offset)
        elif (short := _word_before(text, match.start())) and _is_short(text[slice(*short)]):
            span = _spell(text[slice(*short)], match[1], whole=True)
            if span:
                yield _acronym(text, short, (start + span[0], start + span[1]), offset)


def _acronym(text: str, short: tuple[int, int], long: tuple[int, int], offset: int) -> Acronym:
    return Acronym(
        text[slice(*short)],
        text[slice(*long)],
        short[0] + offset,
        short[1] + offset,
        long[0] + offset,
        long[1] + offset,
    )


def _is_short(form: str) -> bool:
    return (
        2 <= len(form) <= 12
        and bool(_SHORT.match(form))
        and len(form.split()) <= 2
        and (
            sum(letter.isupper() for letter in form) >= 2
            or (len(form) <= 6 and form[0].isupper() and form[1:2].isdigit())
        )
    )


def _word_before(text: str, end: int) -> tuple[int, int] | None:
    before = text[:end].rstrip()
    words = list(_WORD.finditer(before))
    return words[-1].span() if words and words[-1].end() == len(before) else None


def _long_before(before: str, short: str) -> tuple[int, int] | None:
    """The span of the words that `short` abbreviates, right before its parenthesis."""
    letters = len(re.sub(r"[^A-Za-z0-9]", "", short))
    words = list(re.finditer(r"[^\s]+", before))[-min(letters + 5, letters * 2) :]
    if not words:
        return None
    span = _spell(short, before[words[0].start() :])
    if not span:
        return None
    start, end = words[0].start() + span[0], words[0].start() + span[1]
    return None if any(mark in before[start:end] for mark in ",;:()[]") else (start, end)


def _spell(short: str, text: str, *, whole: bool = False) -> tuple[int, int] | None:
    """The span of the shortest end of `text` whose letters spell `short`; of all of it when `whole`."""
    form = re.sub(r"[^a-z0-9]", "", (short[:-1] if short.endswith("s") and short[:-1].isupper() else short).lower())
    end = len(text.rstrip(" '\"“”"))
    start = _match_initials(form, text[:end])
    if start is None:
        start = _match_letters(form, text[:end])
    if start is None or _is_weak(text[start:end], short):
        return None
    if whole and len(text[:start].split()) > 0:
        return None
    return start, end


def _match_initials(form: str, text: str) -> int | None:
    """Where the run of words begins whose initials are `form`, little words left out or not."""
    words = list(re.finditer(r"[A-Za-z0-9]+", text))
    for little in (set(), _WEAK_STARTS):
        at, index = len(words) - 1, len(form) - 1
        while at >= 0 and index >= 0:
            word = words[at][0].lower()
            if word[0] == form[index]:
                index -= 1
            elif word not in little:
                break
            at -= 1
        if index < 0:
            return words[at + 1].start()
    return None


def _match_letters(form: str, text: str) -> int | None:
    """Schwartz and Hearst's search: each letter of `form`, from the right; the first must begin a word."""
    lowered, at = text.lower(), len(text)
    for index in range(len(form) - 1, -1, -1):
        at -= 1
        while at >= 0 and (lowered[at] != form[index] or (index == 0 and at > 0 and lowered[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    return text.rfind(" ", 0, at) + 1


def _is_weak(long: str, short: str) -> bool:
    words = long.split()
    return (
        len(long) <= len(short)
        or words[0].lower() in _WEAK_STARTS
        or short.lower() in (word.lower() for word in words)
        or len(words) > len(short) + 5
    )
