"""Count how often each rule for claims is right."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.claims import find_claims
from kg.model import Mention
from kg.training.annotated import Annotated


def count_rules(papers: Sequence[tuple[Annotated, Sequence[Mention]]]) -> dict[str, tuple[int, int]]:
    """How often each rule for claims was right, and how often it said anything."""
    right, said = Counter[str](), Counter[str]()
    for paper, mentions in papers:
        for rule, is_right in _judged_claims(paper, mentions):
            said[rule] += 1
            right[rule] += is_right
    return {rule: (right[rule], said[rule]) for rule in sorted(said)}


def _judged_claims(paper: Annotated, mentions: Sequence[Mention]) -> Iterator[tuple[str, bool]]:
    gold = {claim["start"]: {reading["relation"] for reading in claim["readings"]} for claim in paper.data["claims"]}
    for claim in find_claims(paper.doc, mentions, paper.case.sentences):
        yield claim.source, claim.relation in gold.get(claim.start, ())
