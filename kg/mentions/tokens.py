"""A doc's tokens as plain lists: what is asked of every candidate is looked up, not computed again."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from spacy.tokens import Doc

from kg.naming import key, singular


@dataclass(frozen=True, slots=True)
class Tokens:
    """What each token of a doc is, in lists of the doc's length.

    `starts` and `ends` are offsets in characters, end exclusive; `glued` says that no space follows; `opens` that the
    token begins a sentence; `of_sentence` counts sentences, the title being one; `keys` are those of `kg.naming`, which
    joined are the key of the words together.
    """

    text: str
    texts: list[str]
    lowers: list[str]
    singulars: list[str]
    tags: list[str]
    lemmas: list[str]
    shapes: list[str]
    starts: list[int]
    ends: list[int]
    glued: list[bool]
    opens: list[bool]
    of_sentence: list[int]
    keys: list[str]

    @classmethod
    def of(cls, doc: Doc) -> "Tokens":
        """The tokens of a doc; asked again for the same doc, the same tokens."""
        return _read(doc)

    def __len__(self) -> int:
        return len(self.texts)

    def surface(self, start: int, end: int) -> str:
        """The text of tokens [start, end)."""
        return self.text[self.starts[start] : self.ends[end - 1]]


@lru_cache(maxsize=2)
def _read(doc: Doc) -> Tokens:
    rows = [(t.text, t.tag_, t.lemma_, t.shape_, t.idx, not t.whitespace_, bool(t.is_sent_start)) for t in doc]
    texts, tags, lemmas, shapes, starts, glued, opens = map(list, zip(*rows, strict=True)) if rows else ([],) * 7
    lowers = [text.lower() for text in texts]
    return Tokens(
        text=doc.text,
        texts=texts,
        lowers=lowers,
        singulars=[singular(lower) for lower in lowers],
        tags=tags,
        lemmas=lemmas,
        shapes=shapes,
        starts=starts,
        ends=[start + len(text) for start, text in zip(starts, texts, strict=True)],
        glued=glued,
        opens=opens,
        of_sentence=[count - 1 for count in accumulate(opens)],
        keys=[key(text) for text in texts],
    )
