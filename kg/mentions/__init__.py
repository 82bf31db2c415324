"""Doc → mentions: finders propose, `decide` settles what each span is and which mentions are one entity."""

from spacy.tokens import Doc

from kg.mentions import definitions, names, patterns, phrases
from kg.mentions.candidates import Candidate, Finder
from kg.mentions.decide import decide
from kg.mentions.referee import Case, shipped
from kg.model import Acronym, Dropped, Mention, Sentence

__all__ = ["FINDERS", "Candidate", "Finder", "case_of", "find_mentions"]

FINDERS: dict[str, Finder] = {
    "names": names.find,
    "patterns": patterns.find,
    "definitions": definitions.find,
    "phrases": phrases.find,
}


def find_mentions(
    doc: Doc, acronyms: tuple[Acronym, ...], sentences: tuple[Sentence, ...], paper: str
) -> tuple[tuple[Mention, ...], tuple[Dropped, ...]]:
    """The mentions of a paper, sorted, and what was proposed but dropped; `paper` is its id."""
    return decide(case_of(doc, acronyms, sentences), shipped(), paper)


def case_of(doc: Doc, acronyms: tuple[Acronym, ...], sentences: tuple[Sentence, ...]) -> Case:
    """What all finders propose in a doc, as the referee sees it."""
    candidates = (candidate for find in FINDERS.values() for candidate in find(doc, acronyms))
    return Case.of(doc, candidates, sentences, acronyms)
