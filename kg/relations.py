"""Doc + mentions → relations: what the words between two mentions say, and what the paper as a whole says."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span, Token

from kg.claims import main_entity, says
from kg.language import load
from kg.mentions.roles import role_at
from kg.model import Dropped, Mention, Relation, Sentence
from kg.naming import singular, words
from kg.ontology import entity_types, relations
from kg.patterns import Line, add, read_lines
from kg.precision import precision
from kg.words import word_list

# A relation is kept when its rule was at least so often right.
THRESHOLD = 0.25
_FARTHEST = 14  # tokens between two mentions
# Words that say something between two names, though they look like the start of a phrase.
_SPEAKING = {"using", "based", "such", "than", "like", "including", "other", "similar", "better", "on", "par"}
_LISTING = {",", "and", "or", "&", "/", "as", "well", "the"}
_TITLE = "title"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`rule` takes mentions[head] to stand in `relation` to mentions[tail], as `sentence` says."""

    head: int
    relation: str
    tail: int
    sentence: Span
    rule: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A paper's mentions with their tokens, sentence, and the role of that sentence."""

    doc: Doc
    text: str
    mentions: Sequence[Mention]
    spans: list[Span]
    sentences: list[Span]
    places: list[str]
    roles: tuple[Sentence, ...]

    def is_compared(self, mention: Mention) -> bool:
        """Whether the words right before a mention compare with it, not only words elsewhere in the paper."""
        return role_at(self.text, mention.start, mention.end, self.roles) == "compared"


@cache
def relation_patterns() -> dict[str, Line]:
    """The patterns over the words between two mentions, by id.

    A line has `left` and `right`, the classes of the mentions before and after the words; `head`, which of the two
    the relation starts from; and `pattern`, which must match all the words between, less what `_between` takes off
    them. `yes` maps a sentence to the two names in it, left then right.
    """
    fields = {"id", "relation", "left", "right", "head", "pattern", "yes", "no"}
    patterns = {line.id: line for line in read_lines("relations.jsonl", required=fields)}
    for line in patterns.values():
        line.one_of("relation", tuple(relations()))
        line.one_of("left", entity_types())
        line.one_of("right", entity_types())
        line.one_of("head", ("left", "right"))
    return patterns


def find_relations(
    doc: Doc, mentions: Sequence[Mention], sentences: Sequence[Sentence], paper: str
) -> tuple[tuple[Relation, ...], tuple[Dropped, ...]]:
    """The relations of a paper, sorted, and those dropped with the reason; `paper` is its id."""
    kept: dict[tuple[int, str, int], Relation] = {}
    dropped: set[Dropped] = set()
    for proposal in propose(doc, mentions, sentences):
        sure = precision(proposal.rule)
        edge = (proposal.head, proposal.relation, proposal.tail)
        if sure < THRESHOLD:
            dropped.add(_drop(proposal, mentions, paper, f"right in {sure:.0%} of cases, fewer than {THRESHOLD:.0%}"))
        elif edge not in kept or kept[edge].confidence < sure:
            kept[edge] = Relation(*edge, *_bounds(proposal.sentence), proposal.rule, sure)
    return tuple(kept[edge] for edge in sorted(kept)), tuple(
        sorted(dropped, key=lambda d: (d.start, d.end, d.source, d.surface, d.type))
    )


def propose(doc: Doc, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> Iterator[Proposal]:
    """Every relation that a rule sees between two different entities of the paper."""
    text = _text(doc, mentions, sentences)
    for rule in (_in_sentences, _by_name, _by_nearness, _by_paper):
        for proposal in rule(text):
            if mentions[proposal.head].entity != mentions[proposal.tail].entity:
                yield proposal


def failures(line: Line) -> Iterator[str]:
    """What the pattern's own examples show to be wrong with it."""
    for sentence, (left, right) in line.fields["yes"].items():
        if line.id not in _rules_between(line, sentence, left, right):
            yield f"{line.where}: {line.id} does not join {left!r} and {right!r} in {sentence!r}"
    for sentence, (left, right) in line.fields["no"].items():
        if line.id in _rules_between(line, sentence, left, right):
            yield f"{line.where}: {line.id} joins {left!r} and {right!r} in {sentence!r}, where it should not"


def _rules_between(line: Line, sentence: str, left: str, right: str) -> list[str]:
    doc = load()(sentence)
    before, after = (_tokens(doc, sentence.index(name), sentence.index(name) + len(name)) for name in (left, right))
    return _fired(_between(doc, before.end, after.start), line.fields["left"], line.fields["right"])


def _text(doc: Doc, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> _Text:
    spans = [_tokens(doc, mention.start, mention.end) for mention in mentions]
    places = [next((s.role for s in sentences if s.start <= m.start < s.end), _TITLE) for m in mentions]
    return _Text(doc, doc.text, mentions, spans, _sentences(doc, spans), places, tuple(sentences))


def _sentences(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The sentence of each span; `Span.sent` would go through all sentences for each."""
    sentences = list(doc.sents)
    starts = [sentence.start for sentence in sentences]
    return [sentences[bisect_right(starts, span.start) - 1] for span in spans]


def _tokens(doc: Doc, start: int, end: int) -> Span:
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    return span


def _in_sentences(text: _Text) -> Iterator[Proposal]:
    """What the words between two mentions of one sentence say, and the same of the names they are listed with."""
    lists, patterns = _lists(text), relation_patterns()
    for left, right in _pairs(text):
        types = text.mentions[left].type, text.mentions[right].type
        for rule in _fired(_between(text.doc, text.spans[left].end, text.spans[right].start), *types):
            line = patterns[rule].fields
            for a in lists[left]:
                for b in lists[right]:
                    head, tail = (a, b) if line["head"] == "left" else (b, a)
                    yield Proposal(head, line["relation"], tail, text.sentences[left], rule)


def _pairs(text: _Text) -> Iterator[tuple[int, int]]:
    for left, span in enumerate(text.spans):
        for right in range(left + 1, len(text.spans)):
            if text.spans[right].start - span.end > _FARTHEST or text.spans[right].start >= text.sentences[left].end:
                break
            yield left, right


def _between(doc: Doc, start: int, end: int) -> Span:
    """The words between two mentions that can say something.

    Not the rest of the first one's phrase (") methods"), nor the beginning of the second one's ("the large (").
    """
    while start < end and (doc[start].text in {")", "]", "'s"} or singular(doc[start].lower_) in word_list("generic")):
        start += 1
    while end > start and _begins_phrase(doc[end - 1]):
        end -= 1
    return doc[start:end]


def _begins_phrase(token: Token) -> bool:
    return token.lower_ not in _SPEAKING and (
        token.pos_ in {"DET", "ADJ", "NUM", "PRON"}
        or token.text in {"(", '"', "``"}
        or token.lower_ in word_list("empty")
    )


def _fired(between: Span, left: str, right: str) -> list[str]:
    """The patterns for two classes of mention that match all of the words between."""
    matcher = _matcher(left, right)
    matches = matcher(between) if len(matcher) and len(between) else []
    whole = {rule for rule, start, end in matches if start == 0 and end == len(between)}
    return sorted(between.doc.vocab.strings[rule] for rule in whole)


@cache
def _matcher(left: str, right: str) -> Matcher:
    matcher = Matcher(load().vocab)
    for line in relation_patterns().values():
        if (line.fields["left"], line.fields["right"]) == (left, right):
            add(matcher, line, line.fields["pattern"])
    return matcher


def _lists(text: _Text) -> list[list[int]]:
    """For each mention, the mentions of its class that it is listed with ("A, B and C"), itself among them."""
    groups = [[i] for i in range(len(text.spans))]
    for i in range(1, len(text.spans)):
        gap = text.doc[text.spans[i - 1].end : text.spans[i].start]
        joined = 0 < len(gap) <= 3 and all(token.lower_ in _LISTING for token in gap)
        if joined and text.mentions[i].type == text.mentions[i - 1].type and text.sentences[i] == text.sentences[i - 1]:
            groups[i] = groups[i - 1]
            groups[i].append(i)
    return groups


def _by_name(text: _Text) -> Iterator[Proposal]:
    """A "deep neural network" is a subtype of "neural network" where a paper names both."""
    first: dict[str, int] = {}
    for i, mention in enumerate(text.mentions):
        first.setdefault(mention.entity, i)
    keys = {i: [singular(word) for word in words(text.mentions[i].surface)] for i in first.values()}
    for special in first.values():
        for general in first.values():
            same_class = text.mentions[special].type == text.mentions[general].type
            if same_class and _extends(keys[special], keys[general]):
                yield Proposal(special, "subtypeOf", general, text.sentences[special], "subtype-by-name")


def _extends(special: list[str], general: list[str]) -> bool:
    """Whether a name is another one with words before it; one word alone says too little."""
    return 2 <= len(general) < len(special) and special[-len(general) :] == general


def _by_nearness(text: _Text) -> Iterator[Proposal]:
    """A task of the sentence is what the nearest method is for, unless the words between say otherwise."""
    for tail, task in enumerate(text.mentions):
        if task.type != "Task":
            continue
        methods = [
            (abs(text.spans[tail].start - text.spans[head].start), head)
            for head, method in enumerate(text.mentions)
            if method.type == "Method" and text.sentences[head] == text.sentences[tail]
        ]
        if methods:
            head = min(methods)[1]
            yield Proposal(head, "usedFor", tail, text.sentences[tail], f"nearest-method-{text.places[tail]}")


def _by_paper(text: _Text) -> Iterator[Proposal]:
    """What an abstract says as a whole: its main method is for the tasks, and tested on the datasets, of its work."""
    main = main_entity(text.mentions)
    if main is None or main.type != "Method":
        return
    head = text.mentions.index(main)
    for tail, (mention, place) in enumerate(zip(text.mentions, text.places, strict=True)):
        at = text.sentences[tail]
        own_work = place not in {"background", "other"}
        if mention.type == "Dataset" and mention.role != "introduced" and own_work:
            yield Proposal(head, "evaluatedOn", tail, at, f"own-dataset-{place}")
        if mention.type == "Task" and own_work:
            yield Proposal(head, "usedFor", tail, at, f"own-task-{place}")
        if mention.type == "Method" and text.is_compared(mention) and not says(at, "denials"):
            yield Proposal(head, "outperforms", tail, at, f"own-rival-{place}")
        if mention.type == "Method" and mention.role == "introduced" and place != _TITLE:
            yield Proposal(tail, "partOf", head, at, "own-part")


def _bounds(sentence: Span) -> tuple[int, int]:
    """The character offsets of a sentence without white space at its end."""
    return sentence.start_char, sentence.start_char + len(sentence.text.rstrip())


def _drop(proposal: Proposal, mentions: Sequence[Mention], paper: str, reason: str) -> Dropped:
    surface = f"{mentions[proposal.head].surface} → {mentions[proposal.tail].surface}"
    start, end = _bounds(proposal.sentence)
    return Dropped(paper, "relation", start, end, surface, proposal.relation, proposal.rule, reason)
