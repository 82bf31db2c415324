"""From candidates to mentions: which span, which class, which entity of the paper, which role."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.mentions.names import NameTable, match_keys
from kg.mentions.phrases import PHRASES
from kg.mentions.referee import NONE, Case, Referee
from kg.mentions.roles import roles_of
from kg.mentions.tokens import Tokens
from kg.model import Dropped, Mention
from kg.names import canonical
from kg.naming import key
from kg.words import word_list

# A mention is kept when it is at least so likely right. Half the F1 that is reached would maximise F1 were the
# probabilities calibrated; by cross-validation, from 0.25 to 0.35, F1 hardly changes.
# (Lipton, Elkan & Naryanaswamy 2014, Optimal thresholding of classifiers to maximize F1,
# doi:10.1007/978-3-662-44851-9_15)
THRESHOLD = 0.3


@dataclass(frozen=True, slots=True)
class _Span:
    """Tokens [start, end) that may be a mention, as the referee judged them."""

    start: int
    end: int
    rule: str
    type: str
    votes: Mapping[str, float]
    entity: str
    alias: str

    @property
    def confidence(self) -> float:
        """How likely it is of its class."""
        return self.votes[self.type]


def decide(case: Case, referee: Referee, paper: str) -> tuple[tuple[Mention, ...], tuple[Dropped, ...]]:
    """The mentions of a paper, sorted, and the candidates dropped with the reason; `paper` is its id."""
    short_of = {key(acronym.short): canonical(acronym.long) for acronym in case.acronyms}
    kept: list[_Span] = []
    dropped: list[Dropped] = []
    taken: dict[int, _Span] = {}
    judged = referee.judge(case)
    spans = [_weigh(case, span, votes, short_of) for span, votes in judged.items() if _is_of_note(case, span, votes)]
    names = [span for span in spans if span.rule.startswith("name-") and any(map(_is_coined, span.alias.split()))]
    for span in sorted(spans, key=lambda s: (_is_inside(s, names), -s.confidence, s.start - s.end, s.start)):
        rival = next((taken[i] for i in range(span.start, span.end) if i in taken), None)
        if rival is None and span.confidence >= THRESHOLD:
            kept.append(_without_head(case.tokens, span))
            taken.update(dict.fromkeys(range(span.start, span.end), span))
        elif span.rule not in PHRASES:
            dropped.append(_drop(case.tokens, span, rival, paper))
    kept += _repeats(case.tokens, kept, taken)
    return _mentions(case, referee, kept), tuple(sorted(dropped, key=lambda d: (d.start, d.end, d.source)))


def _is_inside(span: _Span, names: list[_Span]) -> bool:
    """Whether a span is only part of a known name: "Faster R-CNN" is no "R-CNN" that is faster."""
    width = span.end - span.start
    return any(n.start <= span.start and span.end <= n.end and width < n.end - n.start for n in names)


def _without_head(tokens: Tokens, span: _Span) -> _Span:
    """A dataset's name without the word that says it is one: "FooBank", not "FooBank dataset"."""
    if span.type != "Dataset" or span.end - span.start < 2:
        return span
    name = tokens.surface(span.start, span.end - 1)
    if name != name.lower() and tokens.singulars[span.end - 1] in word_list("generic"):
        return replace(span, end=span.end - 1, alias=name, entity=canonical(name) if " " in name else span.entity)
    return span


def _drop(tokens: Tokens, span: _Span, rival: _Span | None, paper: str) -> Dropped:
    if rival and span.confidence >= THRESHOLD:
        first = tokens.surface(rival.start, rival.end)
        reason = f"{first!r} comes first, likely at {rival.confidence:.2f} against {span.confidence:.2f}"
    else:
        reason = f"likely {span.type} at {span.confidence:.2f}, less than {THRESHOLD}"
    start, end = _offsets(tokens, span)
    return Dropped(paper, "mention", start, end, span.alias, span.type, span.rule, reason)


def _is_of_note(case: Case, span: tuple[int, int], votes: Mapping[str, float]) -> bool:
    """Whether a candidate may be kept, or is worth telling when it is dropped: noun phrases by themselves are not."""
    return 1 - votes[NONE] >= THRESHOLD or any(candidate.rule not in PHRASES for candidate in case.candidates[span])


def _weigh(case: Case, place: tuple[int, int], judged: Mapping[str, float], short_of: Mapping[str, str]) -> _Span:
    start, end = place
    votes = {mention_type: share for mention_type, share in judged.items() if mention_type != NONE}
    likeliest = max(votes, key=votes.__getitem__)
    group = sorted(case.candidates[start, end], key=lambda c: (c.type != likeliest, c.name is None, c.rule))
    rule = next((candidate.rule for candidate in group if candidate.rule not in PHRASES), group[0].rule)
    entity = _entity_key(case.tokens, start, end, short_of)
    return _Span(start, end, rule, likeliest, votes, entity, case.tokens.surface(start, end))


def _entity_key(tokens: Tokens, start: int, end: int, short_of: Mapping[str, str]) -> str:
    """What mentions of one entity of the paper have in common: their key, an acronym being its long form."""
    last = end
    while last - 1 > start and tokens.singulars[last - 1] in word_list("generic"):
        last -= 1
    text = tokens.surface(start, last)
    name = text if _is_coined(text) else tokens.surface(start, end)
    return short_of.get(key(name), canonical(name))


def _is_coined(text: str) -> bool:
    """Whether one word is a name by its look: "GNN", "ImageNet", "word2vec"; but not "Self-Supervised"."""
    inner = "".join(part[1:] for part in text.split("-"))
    return " " not in text and any(letter.isupper() or letter.isdigit() for letter in inner)


def _repeats(tokens: Tokens, kept: list[_Span], taken: Mapping[int, _Span]) -> Iterator[_Span]:
    """The other places where a name stands that was found somewhere in the paper."""
    table: dict[str, list[_Span]] = {}
    for span in sorted(kept, key=lambda s: (-s.confidence, s.start)):
        table.setdefault(key(span.alias), [span])
    end_of_last = 0
    for start, end, found in match_keys(tokens, NameTable(table)):
        if start >= end_of_last and not any(i in taken for i in range(start, end)):
            end_of_last = end
            yield replace(found, start=start, end=end, rule=f"repeat of {found.rule}")


def _mentions(case: Case, referee: Referee, kept: list[_Span]) -> tuple[Mention, ...]:
    tokens = case.tokens
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for span in kept:
        for mention_type, weight in span.votes.items():
            votes[span.entity][mention_type] += weight
    types = {entity: max(sorted(weights), key=weights.__getitem__) for entity, weights in votes.items()}
    mentions = [
        Mention(
            *_offsets(tokens, span),
            surface=tokens.surface(span.start, span.end),
            type=types[span.entity],
            role="background",
            source=span.rule,
            confidence=round(referee.confidence(span.confidence), 3),
            entity=span.entity,
        )
        for span in sorted(kept, key=lambda span: span.start)
    ]
    roles = roles_of(tokens, mentions, case.sentences)
    return tuple(replace(mention, role=roles[mention.entity]) for mention in mentions)


def _offsets(tokens: Tokens, span: _Span) -> tuple[int, int]:
    """The characters [start, end) of a span."""
    return tokens.starts[span.start], tokens.ends[span.end - 1]
