"""From candidates to mentions: which span, which class, which entity of the paper, which role."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from kg.mentions.names import match_keys
from kg.mentions.referee import NONE, Case, judge
from kg.mentions.roles import RANK, role_at
from kg.model import Dropped, Mention, Sentence
from kg.names import canonical
from kg.naming import key, singular
from kg.words import word_list

# A mention is kept when it is at least so likely right. Half the F1 that is reached would maximise F1 were the
# probabilities calibrated; on the annotated abstracts, from 0.2 to 0.3, F1 hardly changes.
# (Lipton, Elkan & Naryanaswamy 2014, Optimal thresholding of classifiers to maximize F1,
# doi:10.1007/978-3-662-44851-9_15)
THRESHOLD = 0.25


@dataclass(frozen=True, slots=True)
class _Span:
    """Tokens [start, end) that may be a mention, as the referee judged them."""

    start: int
    end: int
    rule: str
    type: str
    votes: Mapping[str, float]
    entity: str
    role: str | None
    alias: str

    @property
    def confidence(self) -> float:
        """How likely it is of its class."""
        return self.votes[self.type]


def decide(case: Case, paper: str) -> tuple[tuple[Mention, ...], tuple[Dropped, ...]]:
    """The mentions of a paper, sorted, and the candidates dropped with the reason; `paper` is its id."""
    doc = case.doc
    short_of = {key(acronym.short): canonical(acronym.long) for acronym in case.acronyms}
    kept: list[_Span] = []
    dropped: list[Dropped] = []
    taken: dict[int, _Span] = {}
    spans = [_weigh(case, start, end, short_of) for start, end in case.candidates]
    names = [span for span in spans if span.rule.startswith("name-") and any(map(_is_coined, span.alias.split()))]
    for span in sorted(spans, key=lambda s: (_is_inside(s, names), -s.confidence, s.start - s.end, s.start)):
        rival = next((taken[i] for i in range(span.start, span.end) if i in taken), None)
        if rival is None and span.confidence >= THRESHOLD:
            kept.append(_without_head(doc, span))
            taken.update(dict.fromkeys(range(span.start, span.end), span))
        elif span.rule != "phrase":
            dropped.append(_drop(doc, span, rival, paper))
    kept += _repeats(doc, kept, taken)
    return _mentions(doc, kept, case.sentences), tuple(sorted(dropped, key=lambda d: (d.start, d.end, d.source)))


def _is_inside(span: _Span, names: list[_Span]) -> bool:
    """Whether a span is only part of a known name: "Faster R-CNN" is no "R-CNN" that is faster."""
    width = span.end - span.start
    return any(n.start <= span.start and span.end <= n.end and width < n.end - n.start for n in names)


def _without_head(doc: Doc, span: _Span) -> _Span:
    """A dataset's name without the word that says it is one: "FooBank", not "FooBank dataset"."""
    name = doc[span.start : span.end - 1].text
    named = any(letter.isupper() for letter in name)
    if span.type == "Dataset" and named and singular(doc[span.end - 1].text) in word_list("generic"):
        return replace(span, end=span.end - 1, alias=name, entity=canonical(name) if " " in name else span.entity)
    return span


def _drop(doc: Doc, span: _Span, rival: _Span | None, paper: str) -> Dropped:
    text = doc[span.start : span.end]
    if rival and span.confidence >= THRESHOLD:
        first = doc[rival.start : rival.end].text
        reason = f"{first!r} comes first, likely at {rival.confidence:.2f} against {span.confidence:.2f}"
    else:
        reason = f"likely {span.type} at {span.confidence:.2f}, less than {THRESHOLD}"
    return Dropped(paper, "mention", text.start_char, text.end_char, text.text, span.type, span.rule, reason)


def _weigh(case: Case, start: int, end: int, short_of: Mapping[str, str]) -> _Span:
    span = case.doc[start:end]
    votes = judge(case, start, end)
    del votes[NONE]
    likeliest = max(votes, key=votes.__getitem__)
    group = sorted(case.candidates[start, end], key=lambda c: (c.type != likeliest, c.name is None, c.rule))
    role = next((candidate.role for candidate in group if candidate.role), None)
    entity = _entity_key(span, short_of)
    rule = next((candidate.rule for candidate in group if candidate.rule != "phrase"), "phrase")
    return _Span(start, end, rule, likeliest, votes, entity, role, span.text)


def _entity_key(span: Span, short_of: Mapping[str, str]) -> str:
    """What mentions of one entity of the paper have in common: their key, an acronym being its long form."""
    end = span.end
    while end - 1 > span.start and singular(span.doc[end - 1].lower_) in word_list("generic"):
        end -= 1
    text = span.doc[span.start : end].text
    name = text if _is_coined(text) else span.text
    return short_of.get(key(name), canonical(name))


def _is_coined(text: str) -> bool:
    """Whether one word is a name by its look: "GNN", "ImageNet", "word2vec"; but not "Self-Supervised"."""
    inner = "".join(part[1:] for part in text.split("-"))
    return " " not in text and any(letter.isupper() or letter.isdigit() for letter in inner)


def _repeats(doc: Doc, kept: list[_Span], taken: Mapping[int, _Span]) -> Iterator[_Span]:
    """The other places where a name stands that was found somewhere in the paper."""
    table: dict[str, list[_Span]] = {}
    for span in sorted(kept, key=lambda s: (-s.confidence, s.start)):
        table.setdefault(key(span.alias), [span])
    end_of_last = 0
    for start, end, found in match_keys(doc, table):
        if start >= end_of_last and not any(i in taken for i in range(start, end)):
            end_of_last = end
            yield replace(found, start=start, end=end, rule=f"repeat of {found.rule}", role=None)


def _mentions(doc: Doc, kept: list[_Span], sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    text = doc.text
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    roles: dict[str, str] = {}
    for span in kept:
        for mention_type, weight in span.votes.items():
            votes[span.entity][mention_type] += weight
        role = span.role or role_at(text, *_offsets(doc, span), sentences)
        roles[span.entity] = max(role, roles.get(span.entity, role), key=RANK.__getitem__)
    types = {entity: max(sorted(weights), key=weights.__getitem__) for entity, weights in votes.items()}
    return tuple(
        Mention(
            *_offsets(doc, span),
            surface=doc[span.start : span.end].text,
            type=types[span.entity],
            role=roles[span.entity],
            source=span.rule,
            confidence=round(span.confidence, 3),
            entity=span.entity,
        )
        for span in sorted(kept, key=lambda span: span.start)
    )


def _offsets(doc: Doc, span: _Span) -> tuple[int, int]:
    """The characters [start, end) of a span."""
    return doc[span.start].idx, doc[span.end - 1].idx + len(doc[span.end - 1])
