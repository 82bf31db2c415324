"""Paper → its reading, and for each mention what made the referee take it for one."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.language import parse
from kg.mentions import case_of
from kg.mentions.referee import NONE, Case, shipped
from kg.model import Mention, Paper, Reading
from kg.reading import read_doc

Weighed = tuple[tuple[str, float], ...]
_Chances = Mapping[tuple[int, int], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a span is a mention of its class.

    `chances` has the probability of every class and of none as the referee weighs them, the likeliest first; the
    mention's confidence is the likeliest of a class, calibrated. `reasons` has the span's features with what each adds
    to the log-odds of its class against none, the weightiest first. A mention that was found only because the same name
    stands elsewhere has neither, but `repeats`, the index of that other mention.
    """

    chances: Weighed = ()
    reasons: Weighed = ()
    repeats: int | None = None

    def strongest(self, count: int = 4) -> tuple[Weighed, Weighed]:
        """The reasons that weighed most: at most so many for the class, and so many against it."""
        pros = [reason for reason in self.reasons if reason[1] > 0]
        cons = [reason for reason in self.reasons if reason[1] < 0]
        return tuple(pros[:count]), tuple(cons[:count])


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a paper says, and for each of the reading's mentions why it is one."""

    reading: Reading
    whys: tuple[Why, ...]


def explain(paper: Paper) -> Explanation:
    """The reading of a paper, as `kg.reading` makes it, with the referee's reasons."""
    doc = parse(paper)
    reading = read_doc(paper, doc)
    case = case_of(doc, reading.acronyms, reading.sentences)
    chances = shipped().judge(case)
    return Explanation(reading, tuple(_why(case, chances, reading.mentions, mention) for mention in reading.mentions))


def _why(case: Case, chances: _Chances, mentions: Sequence[Mention], mention: Mention) -> Why:
    for i, other in enumerate(mentions):
        if _is_repeat(mention, other):
            return Why(repeats=i)
    span = _candidate(case, chances, mention)
    likeliest = sorted(chances[span].items(), key=lambda chance: (-chance[1], chance[0]))
    return Why(tuple(likeliest), tuple(shipped().reasons(case, *span, mention.type).items()))


def _is_repeat(mention: Mention, other: Mention) -> bool:
    same = (mention.entity, mention.confidence) == (other.entity, other.confidence)
    return same and mention.source == f"repeat of {other.source}"


def _candidate(case: Case, chances: _Chances, mention: Mention) -> tuple[int, int]:
    """The candidate that became a mention: the same tokens, or one more, as "ToyBank dataset" became "ToyBank"."""
    start, end = (bisect_left(case.tokens.starts, offset) for offset in (mention.start, mention.end))
    spans = [span for span in ((start, end), (start, end + 1)) if span in chances]
    return next((span for span in spans if _confidence(chances[span]) == mention.confidence), spans[0])


def _confidence(chances: Mapping[str, float]) -> float:
    return round(shipped().confidence(max(chance for name, chance in chances.items() if name != NONE)), 3)
