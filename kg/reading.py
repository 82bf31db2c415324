"""Paper → Reading: what one paper says, read from that paper alone."""

from spacy.tokens import Doc

from kg.claims import find_claims
from kg.language import parse
from kg.mentions import find_mentions
from kg.mentions.acronyms import find_acronyms
from kg.model import Paper, Reading
from kg.relations import find_relations
from kg.sentences import find_sentences


def read_paper(paper: Paper) -> Reading:
    """The reading of one paper."""
    return read_doc(paper, parse(paper))


def read_doc(paper: Paper, doc: Doc) -> Reading:
    """The reading of a paper whose text is parsed already."""
    acronyms = find_acronyms(doc)
    sentences = find_sentences(doc)
    mentions, unkept = find_mentions(doc, acronyms, sentences, paper.id)
    claims = find_claims(doc, mentions, sentences)
    relations, unrelated = find_relations(doc, mentions, sentences, paper.id)
    return Reading(paper, mentions, acronyms, sentences, claims, relations, unkept + unrelated)
