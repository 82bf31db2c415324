"""Mentions → pairs of entities that may stand in a relation, with the places where they stand together."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.claims import main_entity
from kg.mentions.matching import Columns, columns_of
from kg.mentions.tokens import Tokens
from kg.model import Mention, Sentence
from kg.naming import singular, words
from kg.words import word_list

TITLE = "title"
_FARTHEST = 30  # tokens between two mentions
# The classes that a relation can go from and to.
KINDS = {
    "Method Task": ("usedFor",),
    "Method Method": ("usedFor", "partOf", "basedOn", "subtypeOf", "outperforms", "comparedWith"),
    "Method Dataset": ("evaluatedOn", "trainedOn"),
    "Task Task": ("subtypeOf",),
}
_JOINED = {*KINDS, "Method Metric", "Task Metric"}
# Words that say something between two names, though they look like the start of a phrase.
_SPEAKING = {"using", "based", "such", "than", "like", "including", "other", "similar", "better", "on", "par"}
_OPENING = {"DT", "PRP$", "JJ", "JJR", "JJS", "CD", "PRP", "WDT"}
_LISTING = {",", "and", "or", "&", "/", "as", "well", "the"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands: tokens [start, end) of a sentence, whose role is `part`.

    Mentions that are listed ("A, B and C") share a `list`.
    """

    index: int
    start: int
    end: int
    sentence: int
    part: str
    type: str
    list: int


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of the paper: its first mention, all its places, and the words of its name.

    `confidence` is how likely it is an entity at all, by the mean of its mentions.
    """

    mention: Mention
    places: tuple[Place, ...]
    words: tuple[str, ...]
    is_main: bool
    confidence: float

    @property
    def shown(self) -> Place:
        """The place that tells most of what the paper does with it."""
        return next((place for place in self.places if place.part not in {TITLE, "background"}), self.places[0])

    @property
    def is_central(self) -> bool:
        """Whether the paper introduces it or names it in its title."""
        return self.mention.role == "introduced" or any(place.part == TITLE for place in self.places)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities, head and tail, and the nearest places of both in each sentence that names both, left then right."""

    head: Thing
    tail: Thing
    together: tuple[tuple[Place, Place], ...]

    @property
    def kind(self) -> str:
        """The classes of the two, as in `KINDS`."""
        return f"{self.head.mention.type} {self.tail.mention.type}"

    @property
    def ends(self) -> list[tuple[int, int]]:
        """The mentions, as (head, tail), that show the pair."""
        if not self.together:
            return [(self.head.shown.index, self.tail.shown.index)]
        return [
            (left.index, right.index) if left in self.head.places else (right.index, left.index)
            for left, right in self.together
        ]


@dataclass(frozen=True, slots=True)
class Scene:
    """A paper as lists: its tokens, the first token of each sentence, and which mention covers a token.

    `words` are lemmas, numbers as "#"; `columns` serve the patterns; `fired` and `said` keep what two mentions showed.
    """

    tokens: Tokens
    words: list[str]
    openings: list[int]
    places: list[Place]
    things: list[Thing]
    covering: list[int | None]
    columns: Columns
    fired: dict[tuple[int, int], tuple[str, ...]]
    said: dict[tuple[int, int], tuple[str, ...]]

    @classmethod
    def of(cls, doc: Doc, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> "Scene":
        """The scene of a paper."""
        tokens = Tokens.of(doc)
        places = list(_places(tokens, mentions, sentences))
        covering: list[int | None] = [None] * len(tokens)
        for place in places:
            covering[place.start : place.end] = [place.index] * (place.end - place.start)
        shaped = [
            "#" if shape.find("d") >= 0 else lemma for shape, lemma in zip(tokens.shapes, tokens.lemmas, strict=True)
        ]
        openings = [i for i, opens in enumerate(tokens.opens) if opens]
        return cls(
            tokens, shaped, openings, places, list(_things(mentions, places)), covering, columns_of(tokens), {}, {}
        )

    def bounds(self, place: Place) -> tuple[int, int]:
        """The tokens [first, last) of the sentence of a place."""
        following = self.openings[place.sentence + 1 : place.sentence + 2]
        return self.openings[place.sentence], following[0] if following else len(self.tokens)

    def sentence(self, place: Place) -> tuple[int, int]:
        """The characters [start, end) of the sentence of a place, without white space at its end."""
        first, last = self.bounds(place)
        start = self.tokens.starts[first]
        return start, start + len(self.tokens.surface(first, last).rstrip())

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens between two mentions that can say something.

        Not the rest of the first one's phrase (") methods"), nor the beginning of the second one's ("the large (").
        """
        tokens, generic = self.tokens, word_list("generic")
        while start < end and (tokens.texts[start] in {")", "]", "'s"} or tokens.singulars[start] in generic):
            start += 1
        while end > start and _begins_phrase(tokens, end - 1):
            end -= 1
        return start, end

    def pairs(self) -> Iterator[Pair]:
        """The pairs that may stand in a relation: named in one sentence, or one of the two is central to the paper."""
        together = self._together()
        central = [thing.is_central for thing in self.things]
        for head, one in enumerate(self.things):
            for tail, other in enumerate(self.things):
                kind = f"{one.mention.type} {other.mention.type}"
                places = together.get((min(head, tail), max(head, tail)), ())
                if head == tail or kind not in _JOINED:
                    continue
                if places or (kind in KINDS and (central[head] or central[tail] or extends(one, other))):
                    yield Pair(one, other, places)

    def _together(self) -> dict[tuple[int, int], tuple[tuple[Place, Place], ...]]:
        """By two entities the places, left then right, of the nearest mentions of both in each sentence."""
        thing_of = {place.index: i for i, thing in enumerate(self.things) for place in thing.places}
        nearest: dict[tuple[int, int], dict[int, tuple[Place, Place]]] = defaultdict(dict)
        for i, left in enumerate(self.places):
            for right in self.places[i + 1 :]:
                if right.sentence != left.sentence or right.start - left.end > _FARTHEST:
                    break
                one, other = sorted((thing_of[left.index], thing_of[right.index]))
                best = nearest[one, other].get(left.sentence)
                if one != other and (best is None or right.start - left.end < best[1].start - best[0].end):
                    nearest[one, other][left.sentence] = left, right
        return {ends: tuple(found.values()) for ends, found in nearest.items()}


def extends(special: Thing, general: Thing) -> bool:
    """Whether a name is another one with words before it."""
    size = len(general.words)
    return 0 < size < len(special.words) and special.words[-size:] == general.words


def _places(tokens: Tokens, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> Iterator[Place]:
    starts = [sentence.start for sentence in sentences]
    before: Place | None = None
    for index, mention in enumerate(mentions):
        start = max(bisect_right(tokens.starts, mention.start) - 1, 0)
        end = max(bisect_left(tokens.starts, mention.end), start + 1)
        i = bisect_right(starts, mention.start) - 1
        part = sentences[i].role if i >= 0 and mention.start < sentences[i].end else TITLE
        group, sentence = index, max(tokens.of_sentence[start], 0)
        if before and (before.type, before.sentence) == (mention.type, sentence) and _lists(tokens, before.end, start):
            group = before.list
        before = Place(index, start, end, sentence, part, mention.type, group)
        yield before


def _lists(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the words between two names only list them: "A, B and C"."""
    return 0 < end - start <= 3 and all(word in _LISTING for word in tokens.lowers[start:end])


def _things(mentions: Sequence[Mention], places: Sequence[Place]) -> Iterator[Thing]:
    groups: dict[str, list[Place]] = {}
    for mention, place in zip(mentions, places, strict=True):
        groups.setdefault(mention.entity, []).append(place)
    main = main_entity(mentions)
    for entity, group in groups.items():
        first = mentions[group[0].index]
        name = tuple(singular(word) for word in words(first.surface))
        confidence = sum(mentions[place.index].confidence for place in group) / len(group)
        yield Thing(first, tuple(group), name, main is not None and entity == main.entity, confidence)


def _begins_phrase(tokens: Tokens, i: int) -> bool:
    return tokens.lowers[i] not in _SPEAKING and (
        tokens.tags[i] in _OPENING or tokens.texts[i] in {"(", '"', "``"} or tokens.lowers[i] in word_list("empty")
    )
