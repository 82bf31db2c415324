"""The part an entity plays in its paper: introduced, used, compared with, or only mentioned."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict

from kg.mentions.tokens import Tokens
from kg.model import Mention, Sentence

WEIGHTS = Path(__file__).parents[1] / "weights" / "entity_roles.json"
# What mentions of one entity say of its role, the strongest last.
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
_WINDOW = 120  # characters before a mention, more than the longest match of the two
_OWN_WORK = {"contribution", "method", "result"}
_OUTCOME = {"result", "finding"}

# Words that set a frame for the names that follow them in the sentence.
_FRAMES = {
    "a contrast": {
        "than", "outperform", "outperforms", "outperformed", "outperforming", "surpass", "surpasses", "surpassing",
        "exceeds", "exceeding", "beat", "beats", "compared", "against", "over", "versus", "unlike", "instead",
        "improve", "improves", "superior", "relative", "comparable", "competitive", "match", "matches",
    },
    "a proposal": {
        "propose", "proposes", "proposed", "introduce", "introduces", "introducing", "present", "presents", "develop",
        "develops", "devise", "design", "called", "named", "dubbed", "namely", "termed",
    },
    "we": {"we", "our"},
    "new": {"novel", "new"},
    "an example": {"such", "like", "including", "e.g."},
    "a means": {"using", "use", "via", "through", "with", "based", "by"},
}  # fmt: skip
_OURS = {"our", "proposed", "novel", "new"}
_OLD = {
    "existing", "previous", "prior", "traditional", "conventional", "recent", "popular", "standard", "well-known",
    "widely", "baseline", "baselines", "methods",
}  # fmt: skip
_VERBS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}
_FAR = 20  # tokens within which a verb may govern a mention


class EntityRoleWeights(TypedDict):
    """Multinomial logistic regression: for each feature a weight for each of `roles`."""

    roles: list[str]
    features: dict[str, list[float]]


def roles_of(
    tokens: Tokens, mentions: Sequence[Mention], sentences: Sequence[Sentence], model: EntityRoleWeights | None = None
) -> dict[str, str]:
    """The role of each entity by what all its mentions say; `model` is the one that ships unless given."""
    model = model or weights()
    return {
        entity: _likeliest(model, features(tokens, group, sentences)) for entity, group in by_entity(mentions).items()
    }


def by_entity(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    """The mentions of each entity, in order."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.entity, []).append(mention)
    return groups


def features(tokens: Tokens, group: Sequence[Mention], sentences: Sequence[Sentence]) -> list[str]:
    """What the model sees of an entity, given all its mentions."""
    kind, found = group[0].type, ["bias"]
    places = [_place(mention.start, sentences) for mention in group]
    said = [role_at(tokens.text, mention.start, mention.end, sentences) for mention in group]
    for mention, place in zip(group, places, strict=True):
        start = bisect_left(tokens.starts, mention.start)
        end = bisect_left(tokens.starts, mention.end)
        found += _surroundings(tokens, start, place, kind)
        found.append(f"rule {mention.source.removeprefix('repeat of ')}")
        if place == "title":
            found += _in_title(tokens, start, end, kind)
    found += [f"place says {role}" for role in said]
    found.append(f"strongest place says {max(said, key=RANK.__getitem__)} {kind}")
    found += _whole(group, places, kind)
    return list(dict.fromkeys(found))


def _surroundings(tokens: Tokens, start: int, place: str, kind: str) -> Iterator[str]:
    opening = _opening(tokens, start)
    before = tokens.lowers[opening:start]
    near = set(before[-3:])
    verb, preposition, i = governor(tokens, opening, start)
    yield f"in {place}"
    yield f"in {place} {kind}"
    yield f"before {before[-1] if before else '(start)'}"
    yield f"governed {verb}"
    yield f"governed {verb} {preposition}"
    yield f"preposition {preposition} in {place}"
    if i < 0:
        yield f"before the verb in {place} {preposition}"
    elif i > opening and tokens.lowers[i - 1] in {"we", "paper", "work"}:
        yield f"we govern {preposition}"
    if before and before[-1] == "(":
        yield "in brackets"
    if near & _OURS:
        yield "after a word for our own"
    if near & _OLD:
        yield "after a word for what is not ours"
    if place != "title":
        for frame, words in _FRAMES.items():
            if not words.isdisjoint(before):
                yield f"after {frame} {kind}"
                yield f"after {frame} in {place}"


def governor(tokens: Tokens, opening: int, start: int) -> tuple[str, str, int]:
    """The lemma of the verb before token `start`, the preposition between them nearest to it, and the verb's place."""
    preposition = "-"
    for i in range(start - 1, max(opening, start - _FAR) - 1, -1):
        if tokens.tags[i] in _VERBS and tokens.lemmas[i] not in {"be", "have"}:
            return tokens.lemmas[i], preposition, i
        if tokens.tags[i] in {"IN", "TO"} or tokens.lowers[i] in {"that", "which", "where"}:
            preposition = tokens.lowers[i]
    return "(none)", preposition, -1


def _in_title(tokens: Tokens, start: int, end: int, kind: str) -> Iterator[str]:
    place = "later" if start else "first"
    yield f"title {place} {kind}"
    yield f"title {place} then {tokens.lowers[end] if end < len(tokens) else '(end)'}"
    yield f"title after {tokens.lowers[start - 1] if start else '(start)'}"


def _whole(group: Sequence[Mention], places: Sequence[str], kind: str) -> Iterator[str]:
    look = "coined" if is_coined(group[0].surface) else "plain"
    yield f"type {kind}"
    yield f"said {min(len(group), 4)} times {kind}"
    yield f"first in {places[0]} {kind}"
    yield f"only in {'+'.join(sorted(set(places)))}"
    yield f"{look} {kind}"
    if "title" in places:
        yield "in title"
        yield f"in title {look}"
        yield f"in title said {min(len(group), 3)} times {kind}"
    if any("name-" in mention.source for mention in group):
        yield f"known {kind}"
    if all(mention.surface.endswith("s") for mention in group):
        yield "plural"


def _opening(tokens: Tokens, i: int) -> int:
    """The first token of the sentence of token i."""
    while i and not tokens.opens[i]:
        i -= 1
    return i


def _place(start: int, sentences: Sequence[Sentence]) -> str:
    return next((sentence.role for sentence in sentences if sentence.start <= start < sentence.end), "title")


def _likeliest(model: EntityRoleWeights, found: Sequence[str]) -> str:
    rows = [model["features"][feature] for feature in found if feature in model["features"]]
    totals: Mapping[str, float] = {
        role: sum(column) for role, column in zip(model["roles"], zip(*rows, strict=True), strict=True)
    }
    return max(totals, key=totals.__getitem__)


def role_at(text: str, start: int, end: int, sentences: Sequence[Sentence]) -> str:
    """The role that its place alone gives the mention [start, end) of the text."""
    sentence = next((sentence for sentence in sentences if sentence.start <= start < sentence.end), None)
    if sentence is None:
        return "introduced" if start == 0 and _has_coined_start(text[:end]) else "used"
    before = text[max(sentence.start, start - _WINDOW) : start]
    if sentence.role in _OWN_WORK and _INTRODUCED.search(before):
        return "introduced"
    if sentence.role in _OUTCOME and _COMPARED.search(before):
        return "compared"
    return "background" if sentence.role == "background" else "used"


def is_coined(name: str) -> bool:
    """Whether a name has a capital or digit inside a word: "SimNet", "L2-Mixer", but not "Self-Supervised"."""
    return any(letter.isupper() or letter.isdigit() for word in name.split("-") for letter in word[1:])


def _has_coined_start(name: str) -> bool:
    """Whether a name that opens a title looks made up: "SimNet", "L2-Mixer"."""
    return any(letter.isupper() or letter.isdigit() for letter in name.split()[0][1:])


@cache
def weights() -> EntityRoleWeights:
    """The weights that ship with the package."""
    learnt: EntityRoleWeights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return learnt
