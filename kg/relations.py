"""Doc + mentions → relations: what the words between two mentions say, and what the paper as a whole says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span, Token

from kg.claims import main_entity
from kg.language import load
from kg.precision import precision
from kg.model import Dropped, Mention, Relation, Sentence
from kg.naming import words
from kg.ontology import entity_types, relations
from kg.patterns import Line, add, read_lines
from kg.words import word_list

# A relation is kept when it is at least so likely right.
THRESHOLD = 0.25
_FARTHEST = 14  # tokens between two mentions
# Words that say something between two names, though they look like the start of a phrase.
_SPEAKING = {"using", "based", "such", "than", "like", "including", "other", "similar", "better", "on", "par"}


@dataclass(frozen=True, slots=True)
class _Proposed:
    """`rule` takes mentions[head] to stand in `relation` to mentions[tail]; [start, end) is the sentence."""

    head: int
    relation: str
    tail: int
    start: int
    end: int
    rule: str


@cache
def relation_patterns() -> dict[str, Line]:
    """The patterns over the words between two mentions, by id.

    A line has `left` and `right`, the classes of the mentions before and after the words; `head`, which of the two the
    relation starts from; and `pattern`, which must match all the words between, less what `_between` takes off them. `yes`
    maps a sentence to the two names in it, left then right.
    """
    fields = {"id", "relation", "left", "right", "head", "pattern", "yes", "no"}
    patterns = {line.id: line for line in read_lines("relations.jsonl", required=fields)}
    for line in patterns.values():
        line.one_of("relation", tuple(relations()))
        line.one_of("left", entity_types())
        line.one_of("right", entity_types())
    return patterns


def find_relations(
    doc: Doc, mentions: Sequence[Mention], sentences: Sequence[Sentence], paper: str
) -> tuple[tuple[Relation, ...], tuple[Dropped, ...]]:
    """The relations of a paper, sorted, and those dropped with the reason; `paper` is its id."""
    kept: dict[tuple[int, str, int], Relation] = {}
    dropped = []
    proposals = [*_in_sentences(doc, mentions), *_by_name(doc, mentions), *_by_paper(doc, mentions, sentences)]
    for proposed in proposals:
        sure = precision(proposed.rule)
        edge = (proposed.head, proposed.relation, proposed.tail)
        if mentions[proposed.head].entity == mentions[proposed.tail].entity:
            continue
        if sure < THRESHOLD:
            dropped.append(_drop(doc, mentions, proposed, paper, f"right in {sure:.0%} of cases, fewer than {THRESHOLD:.0%}"))
        elif edge not in kept or kept[edge].confidence < sure:
            kept[edge] = Relation(*edge, proposed.start, proposed.end, proposed.rule, sure)
    return tuple(kept[edge] for edge in sorted(kept)), tuple(sorted(dropped, key=lambda d: (d.start, d.end, d.source, d.surface)))


def failures(line: Line) -> Iterator[str]:
    """What the pattern's own examples show to be wrong with it."""
    for sentence, (left, right) in line.fields["yes"].items():
        if line.id not in _rules_between(line, sentence, left, right):
            yield f"{line.where}: {line.id} does not join {left!r} and {right!r} in {sentence!r}"
    for sentence, (left, right) in line.fields["no"].items():
        if line.id in _rules_between(line, sentence, left, right):
            yield f"{line.where}: {line.id} joins {left!r} and {right!r} in {sentence!r}, where it should not"


def _rules_between(line: Line, sentence: str, left: str, right: str) -> set[str]:
    doc = load()(sentence)
    spans = [doc.char_span(sentence.index(name), sentence.index(name) + len(name)) for name in (left, right)]
    assert spans[0] is not None and spans[1] is not None, f"{line.where}: {sentence!r} does not hold the names as words"
    return set(_fired(_between(doc, spans[0].end, spans[1].start)))


def _in_sentences(doc: Doc, mentions: Sequence[Mention]) -> Iterator[_Proposed]:
    """What the words between two mentions of one sentence say, and the same of the names they are listed with."""
    spans = [doc.char_span(mention.start, mention.end, alignment_mode="expand") for mention in mentions]
    lists = _lists(doc, mentions, spans)
    patterns = relation_patterns()
    for left, right in _pairs(spans):
        fired = _fired(_between(doc, spans[left].end, spans[right].start))
        for rule in fired:
            line = patterns[rule].fields
            if mentions[left].type != line["left"] or mentions[right].type != line["right"]:
                continue
            sentence = spans[left].sent
            for a in lists[left]:
                for b in lists[right]:
                    head, tail = (a, b) if line["head"] == "left" else (b, a)
                    yield _Proposed(head, line["relation"], tail, *_bounds(sentence), rule)


def _pairs(spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    for left, span in enumerate(spans):
        for right in range(left + 1, len(spans)):
            if spans[right].start - span.end > _FARTHEST or spans[right].start >= span.sent.end:
                break
            yield left, right


def _between(doc: Doc, start: int, end: int) -> Span:
    """The words between two mentions that can say something: not the rest of the first one's phrase
    (") methods"), nor the beginning of the second one's ("the large ("), nor a parenthesis within.
    """
    while start < end and (doc[start].text in {")", "]", "'s"} or doc[start].lower_ in _heads()):
        start += 1
    while end > start and _begins_phrase(doc[end - 1]):
        end -= 1
    return doc[start:end]


def _begins_phrase(token: Token) -> bool:
    return token.lower_ not in _SPEAKING and (
        token.pos_ in {"DET", "ADJ", "NUM", "PRON"} or token.text in {"(", '"', "``"} or token.lower_ in word_list("empty")
    )


@cache
def _heads() -> frozenset[str]:
    single = {head for head in word_list("generic") if " " not in head}
    return frozenset(single | {head + "s" for head in single})


def _fired(between: Span) -> list[str]:
    matches = _matcher()(between) if len(between) else []
    whole = {rule for rule, start, end in matches if start == 0 and end == len(between)}
    return sorted(between.doc.vocab.strings[rule] for rule in whole)


@cache
def _matcher() -> Matcher:
    matcher = Matcher(load().vocab)
    for line in relation_patterns().values():
        add(matcher, line, line.fields["pattern"])
    return matcher


def _lists(doc: Doc, mentions: Sequence[Mention], spans: Sequence[Span]) -> list[list[int]]:
    """For each mention, the mentions of its class that it is listed with ("A, B and C"), itself among them."""
    groups = [[i] for i in range(len(spans))]
    for i in range(1, len(spans)):
        gap = doc[spans[i - 1].end : spans[i].start]
        joined = 0 < len(gap) <= 3 and all(token.lower_ in {",", "and", "or", "&", "/", "as", "well", "the"} for token in gap)
        if joined and mentions[i].type == mentions[i - 1].type and spans[i].sent == spans[i - 1].sent:
            groups[i] = groups[i - 1]
            groups[i].append(i)
    return groups


def _by_name(doc: Doc, mentions: Sequence[Mention]) -> Iterator[_Proposed]:
    """ "deep neural network" is a subtype of "neural network" where a paper names both."""
    first: dict[str, int] = {}
    for i, mention in enumerate(mentions):
        first.setdefault(mention.entity, i)
    for head in first.values():
        for tail in first.values():
            special, general = mentions[head], mentions[tail]
            if special.type == general.type and _extends(special.surface, general.surface):
                sentence = doc.char_span(special.start, special.end, alignment_mode="expand").sent
                yield _Proposed(head, "subtypeOf", tail, *_bounds(sentence), "subtype-by-name")


def _extends(special: str, general: str) -> bool:
    ours, theirs = words(special), words(general)
    return len(theirs) >= 2 and len(ours) > len(theirs) and [w.rstrip("s") for w in ours[-len(theirs) :]] == [w.rstrip("s") for w in theirs]


def _by_paper(doc: Doc, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> Iterator[_Proposed]:
    """What an abstract says as a whole: its main method is for the tasks, and tested on the datasets, of its own work."""
    main = main_entity(mentions)
    if main is None or main.type != "Method":
        return
    head = mentions.index(main)
    for tail, mention in enumerate(mentions):
        sentence = doc.char_span(mention.start, mention.end, alignment_mode="expand").sent
        place = next((s.role for s in sentences if s.start <= mention.start < s.end), "title")
        if mention.type == "Dataset" and mention.role != "introduced" and place in {"result", "finding", "method", "title", "contribution"}:
            yield _Proposed(head, "evaluatedOn", tail, *_bounds(sentence), f"own-dataset-{place}")
        if mention.type == "Task" and place not in {"background", "other"}:
            yield _Proposed(head, "usedFor", tail, *_bounds(sentence), f"own-task-{place}")
        if mention.type == "Method" and mention.role == "compared":
            yield _Proposed(head, "outperforms", tail, *_bounds(sentence), f"own-rival-{place}")
        if mention.type == "Method" and mention.role == "introduced" and place != "title":
            yield _Proposed(tail, "partOf", head, *_bounds(sentence), "own-part")


def _bounds(sentence: Span) -> tuple[int, int]:
    """The character offsets of a sentence without white space at its end."""
    return sentence.start_char, sentence.start_char + len(sentence.text.rstrip())


def _drop(doc: Doc, mentions: Sequence[Mention], proposed: _Proposed, paper: str, reason: str) -> Dropped:
    surface = f"{mentions[proposed.head].surface} → {mentions[proposed.tail].surface}"
    return Dropped(paper, "relation", proposed.start, proposed.end, surface, proposed.relation, proposed.rule, reason)
