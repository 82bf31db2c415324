"""Count how often each rule for claims and relations is right."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg import relations
from kg.claims import find_claims
from kg.mentions import find_mentions
from kg.naming import key
from kg.training.annotated import Annotated

# The names of relations in annotated abstracts, in ours.
_RELATIONS = {
    "used_for": "usedFor", "evaluated_on": "evaluatedOn", "trained_on": "trainedOn", "part_of": "partOf",
    "based_on": "basedOn", "subtype_of": "subtypeOf", "compared_with": "comparedWith", "outperforms": "outperforms",
}  # fmt: skip


def count_rules(annotated: Sequence[Annotated]) -> dict[str, tuple[int, int]]:
    """How often each rule for relations and claims was right, and how often it said anything."""
    right, said = Counter[str](), Counter[str]()
    for paper in annotated:
        if paper.is_ours:
            for rule, is_right in (*_judged_relations(paper), *_judged_claims(paper)):
                said[rule] += 1
                right[rule] += is_right
    return {rule: (right[rule], said[rule]) for rule in sorted(said)}


def _judged_relations(paper: Annotated) -> Iterator[tuple[str, bool]]:
    names = [{key(form) for form in entity["mentions"]} for entity in paper.data["entities"]]
    gold = [(names[r["head"]], _RELATIONS[r["relation"]], names[r["tail"]]) for r in paper.data["relations"]]
    mentions, _ = find_mentions(paper.doc, paper.case.acronyms, paper.case.sentences, "")
    forms: dict[str, set[str]] = {}
    for mention in mentions:
        forms.setdefault(mention.entity, set()).add(key(mention.surface))
    seen = set()
    for proposal in relations.propose(paper.doc, mentions, paper.case.sentences):
        head, tail = mentions[proposal.head].entity, mentions[proposal.tail].entity
        if (proposal.rule, head, tail) not in seen:
            seen.add((proposal.rule, head, tail))
            ends = (forms[head], forms[tail])
            yield proposal.rule, any(_agrees(ends, proposal.relation, relation) for relation in gold)


def _agrees(ends: tuple[set[str], set[str]], relation: str, gold: tuple[set[str], str, set[str]]) -> bool:
    straight = ends[0] & gold[0] and ends[1] & gold[2]
    crossed = relation == "comparedWith" and ends[1] & gold[0] and ends[0] & gold[2]
    return relation == gold[1] and bool(straight or crossed)


def _judged_claims(paper: Annotated) -> Iterator[tuple[str, bool]]:
    gold = {claim["start"]: {reading["relation"] for reading in claim["readings"]} for claim in paper.data["claims"]}
    mentions, _ = find_mentions(paper.doc, paper.case.acronyms, paper.case.sentences, "")
    for claim in find_claims(paper.doc, mentions, paper.case.sentences):
        yield claim.source, claim.relation in gold.get(claim.start, ())
