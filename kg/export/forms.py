"""The forms of most nodes: assertions, evidence, excerpts and their selectors.

They say what `block` would, written out for each syntax, which takes an eighth of the time: classes first, then
properties in the order of their IRIs.
"""

from collections.abc import Sequence
from functools import cache

from kg.export.blocks import Block, Kind
from kg.export.terms import Term, truth, word

TYPE, SUBJECT, PREDICATE, OBJECT = map(word, ("rdf:type", "rdf:subject", "rdf:predicate", "rdf:object"))
STATEMENT, ASSERTION, EVIDENCE, EXCERPT = map(word, ("rdf:Statement", "Assertion", "Evidence", "Excerpt"))
CONFIDENCE, HAS_EVIDENCE, PAPER_COUNT, SAID_IN = map(word, ("confidence", "evidence", "paperCount", "saidIn"))
HEDGED, NEGATIVE, RULE = map(word, ("hedged", "negative", "rule"))
ANNOTATION, BODY, TARGET = map(word, ("oa:Annotation", "oa:hasBody", "oa:hasTarget"))
RESOURCE, SELECTOR, SOURCE = map(word, ("oa:SpecificResource", "oa:hasSelector", "oa:hasSource"))
POSITION, START, END = map(word, ("oa:TextPositionSelector", "oa:start", "oa:end"))
QUOTE, EXACT, PREFIX, SUFFIX = map(word, ("oa:TextQuoteSelector", "oa:exact", "oa:prefix", "oa:suffix"))
YES = [truth(True)[0]]
HEDGED_TRUE, NEGATIVE_TRUE = "\tkg:hedged true ;\n", "\tkg:negative true ;\n"
EXCERPT_KIND = ("Excerpt", "oa:SpecificResource"), ("oa:hasSelector", "oa:hasSelector", "oa:hasSource")
POSITION_KIND = ("oa:TextPositionSelector",), ("oa:end", "oa:start")
QUOTE_KIND = ("oa:TextQuoteSelector",), ("oa:exact", "oa:prefix", "oa:suffix")


def assertion(
    node: str,
    head: str,
    relation: Term,
    tail: str,
    confidence: Term,
    count: Term,
    evidence: list[str],
    papers: list[str],
) -> Block:
    """An edge as a statement, with its evidence and the papers that say so, both sorted."""
    ntriples = (
        f"{node} {TYPE} {STATEMENT} .\n"
        f"{node} {TYPE} {ASSERTION} .\n"
        f"{node} {OBJECT} {tail} .\n"
        f"{node} {PREDICATE} {relation[0]} .\n"
        f"{node} {SUBJECT} {head} .\n"
        f"{node} {CONFIDENCE} {confidence[0]} .\n"
        f"{_lines(node, HAS_EVIDENCE, evidence)}"
        f"{node} {PAPER_COUNT} {count[0]} .\n"
        f"{_lines(node, SAID_IN, papers)}"
    )
    turtle = (
        f"{node} a rdf:Statement , kg:Assertion ;\n"
        f"\trdf:object {tail} ;\n"
        f"\trdf:predicate {relation[1]} ;\n"
        f"\trdf:subject {head} ;\n"
        f"\tkg:confidence {confidence[1]} ;\n"
        f"\tkg:evidence {' , '.join(evidence)} ;\n"
        f"\tkg:paperCount {count[1]} ;\n"
        f"\tkg:saidIn {' , '.join(papers)} .\n"
    )
    return node, _assertion_kind(len(evidence), len(papers)), ntriples, turtle


def evidence(node: str, body: str, target: str, confidence: Term, rule: str, hedged: bool, negative: bool) -> Block:
    """Evidence as an annotation of an assertion with an excerpt."""
    ntriples = (
        f"{node} {TYPE} {ANNOTATION} .\n"
        f"{node} {TYPE} {EVIDENCE} .\n"
        f"{node} {BODY} {body} .\n"
        f"{node} {TARGET} {target} .\n"
        f"{node} {CONFIDENCE} {confidence[0]} .\n"
        f"{_lines(node, HEDGED, YES) if hedged else ''}"
        f"{_lines(node, NEGATIVE, YES) if negative else ''}"
        f"{node} {RULE} {rule} .\n"
    )
    turtle = (
        f"{node} a oa:Annotation , kg:Evidence ;\n"
        f"\toa:hasBody {body} ;\n"
        f"\toa:hasTarget {target} ;\n"
        f"\tkg:confidence {confidence[1]} ;\n"
        f"{HEDGED_TRUE if hedged else ''}"
        f"{NEGATIVE_TRUE if negative else ''}"
        f"\tkg:rule {rule} .\n"
    )
    return node, _evidence_kind(hedged, negative), ntriples, turtle


def excerpt(node: str, source: str, position: str, quote: str) -> Block:
    """A piece of a paper's text, with two selectors."""
    ntriples = (
        f"{node} {TYPE} {RESOURCE} .\n"
        f"{node} {TYPE} {EXCERPT} .\n"
        f"{node} {SELECTOR} {position} .\n"
        f"{node} {SELECTOR} {quote} .\n"
        f"{node} {SOURCE} {source} .\n"
    )
    turtle = (
        f"{node} a oa:SpecificResource , kg:Excerpt ;\n"
        f"\toa:hasSelector {position} , {quote} ;\n"
        f"\toa:hasSource {source} .\n"
    )
    return node, EXCERPT_KIND, ntriples, turtle


def position(node: str, start: Term, end: Term) -> Block:
    """Where an excerpt is."""
    ntriples = f"{node} {TYPE} {POSITION} .\n{node} {END} {end[0]} .\n{node} {START} {start[0]} .\n"
    return (
        node,
        POSITION_KIND,
        ntriples,
        f"{node} a oa:TextPositionSelector ;\n\toa:end {end[1]} ;\n\toa:start {start[1]} .\n",
    )


def quote(node: str, exact: str, prefix: str, suffix: str) -> Block:
    """The words of an excerpt, and what stands before and after them."""
    ntriples = (
        f"{node} {TYPE} {QUOTE} .\n{node} {EXACT} {exact} .\n{node} {PREFIX} {prefix} .\n{node} {SUFFIX} {suffix} .\n"
    )
    turtle = f"{node} a oa:TextQuoteSelector ;\n\toa:exact {exact} ;\n\toa:prefix {prefix} ;\n\toa:suffix {suffix} .\n"
    return node, QUOTE_KIND, ntriples, turtle


@cache
def _assertion_kind(evidence: int, papers: int) -> Kind:
    edge = "rdf:object", "rdf:predicate", "rdf:subject"
    lists = *["evidence"] * evidence, *["saidIn"] * papers
    return ("Assertion", "rdf:Statement"), (*edge, "confidence", "paperCount", *lists)


@cache
def _evidence_kind(hedged: bool, negative: bool) -> Kind:
    tones = *["hedged"] * hedged, *["negative"] * negative
    return ("Evidence", "oa:Annotation"), ("oa:hasBody", "oa:hasTarget", "confidence", *tones, "rule")


def _lines(node: str, property: str, values: Sequence[str]) -> str:
    between = f" .\n{node} {property} "
    return f"{node} {property} {between.join(values)} .\n"
