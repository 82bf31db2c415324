"""A reading against a whole abstract by our own guideline: its entities, relations and claims.

What the annotators disagree on counts neither for nor against.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.evaluation.findings import Count, Finding, Missed, Verdict, name_key, verdict
from kg.evaluation.gold import Document, GoldClaim, GoldEntity, GoldRelation
from kg.evaluation.roles import compare_roles
from kg.model import Claim, Mention, Reading
from kg.ontology import entity_types

_NOT_VALUE = re.compile("[^0-9.]")


def compare_document(gold: Document, reading: Reading, roles: tuple[str, ...]) -> Iterator[Finding]:
    """What comparing the two finds; `roles` are all the roles of sentences that the gold file knows."""
    yield from _entities(gold.entities, reading)
    yield from _relations(gold.relations, reading)
    yield from _claims(gold.claims, reading)
    yield from compare_roles(gold.sentences, reading, roles)


def _entities(gold: tuple[GoldEntity, ...], reading: Reading) -> Iterator[Finding]:
    """An entity is right when it shares a name with one of gold of its class; its mentions are as right as it is."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    roles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in reading.mentions:
        names[mention.type, _entity(mention)].add(name_key(mention.surface))
        roles[mention.type, _entity(mention)].add(mention.role)
    matches = {it: [want for want in gold if want.type == it[0] and want.names & names[it]] for it in names}
    right = {it: verdict(found) for it, found in matches.items()}
    reached = [(want, any(want in found for found in matches.values())) for want in gold if want.required]
    for kind in entity_types():
        said = [ok for it, ok in right.items() if it[0] == kind]
        found = [ok for want, ok in reached if want.type == kind]
        yield Count.of(f"entity {kind}", said, found)
        yield Count.of("entity ALL", said, found)
    for it in (it for it, ok in right.items() if ok):
        plays = any(roles[it] & want.roles for want in matches[it])
        yield Count.of("entity role", [plays], [plays])
    for m in reading.mentions:
        yield Verdict(reading.paper.id, "mention", m.source, m.type, m.surface, m.confidence, right[m.type, _entity(m)])
    yield from (Missed(reading.paper.id, "entity", want.type, want.name) for want, ok in reached if not ok)


def _entity(mention: Mention) -> str:
    """What groups the mentions of one entity."""
    return mention.entity or f"{mention.type} {name_key(mention.surface)}"


def _relations(gold: tuple[GoldRelation, ...], reading: Reading) -> Iterator[Finding]:
    """A relation is right when its ends share names with the ends of one of gold; it counts once a paper."""
    names: dict[str, set[str]] = defaultdict(set)
    for mention in reading.mentions:
        names[_entity(mention)].add(name_key(mention.surface))
    ends = [_entity(mention) for mention in reading.mentions]
    matches = {
        (head, relation, tail): [want for want in gold if _is_said(want, names[head], relation, names[tail])]
        for head, relation, tail in ((ends[it.head], it.relation, ends[it.tail]) for it in reading.relations)
    }
    reached = [(want, any(want in found for found in matches.values())) for want in gold if want.required]
    yield Count.of("relation document", map(verdict, matches.values()), (ok for _, ok in reached))
    for it in reading.relations:
        text = f"{reading.mentions[it.head].surface} → {reading.mentions[it.tail].surface}"
        right = verdict(matches[ends[it.head], it.relation, ends[it.tail]])
        yield Verdict(reading.paper.id, "relation", it.source, it.relation, text, it.confidence, right)
    for want in (want for want, ok in reached if not ok):
        yield Missed(reading.paper.id, "relation", want.relation, f"{want.head.name} → {want.tail.name}")


def _is_said(want: GoldRelation, head: set[str], relation: str, tail: set[str]) -> bool:
    straight = bool(head & want.head.names and tail & want.tail.names)
    crossed = bool(tail & want.head.names and head & want.tail.names)
    return relation == want.relation and (straight or (crossed and relation == "comparedWith"))


def _claims(gold: tuple[GoldClaim, ...], reading: Reading) -> Iterator[Finding]:
    """A claim is right when its sentence is one of gold; type and subject are judged where a claim of gold is found."""
    matches = [[want for want in gold if _is_same_sentence(claim, want)] for claim in reading.claims]
    pairs = list(zip(reading.claims, matches, strict=True))
    reached = [(want, [it for it, found in pairs if want in found]) for want in gold if want.required]
    yield Count.of("claim sentence", map(verdict, matches), (bool(claims) for _, claims in reached))
    for want, claims in reached:
        yield from _type_and_subject(want, claims)
    yield _values([want for want, _ in reached], [it for it, found in pairs if verdict(found)])
    text, paper = reading.paper.text, reading.paper.id
    for it, found in pairs:
        yield Verdict(paper, "claim", it.source, it.type, text[it.start : it.end], it.confidence, _is_claim(it, found))
    for want in (want for want, claims in reached if not claims):
        yield Missed(paper, "claim", want.types[0], text[want.start : want.end])


def _is_claim(claim: Claim, found: list[GoldClaim]) -> bool | None:
    """The verdict on a claim whose sentence may be claims of gold: it is right when one of them is of its type."""
    typed = [want for want in found if claim.type in want.types]
    if typed or not found:
        return verdict(typed)
    return False if verdict(found) else None


def _is_same_sentence(claim: Claim, want: GoldClaim) -> bool:
    """Whether the two share more than half of the shorter."""
    shared = min(claim.end, want.end) - max(claim.start, want.start)
    return shared > 0.5 * min(claim.end - claim.start, want.end - want.start)


def _type_and_subject(want: GoldClaim, claims: list[Claim]) -> Iterator[Count]:
    if not claims:
        return
    typed = any(claim.type in want.types for claim in claims)
    yield Count.of("claim type", [typed], [typed])
    if want.subjects is not None:
        named = any(claim.subject and name_key(claim.subject) in want.subjects for claim in claims)
        yield Count.of("claim subject", [named], [named])


def _values(gold: list[GoldClaim], claims: list[Claim]) -> Count:
    """The measured values of a paper, compared as bare numbers."""
    wanted = Counter(_number(value) for want in gold for value in want.values)
    said = Counter(value for claim in claims for value in {_number(result.value) for result in claim.results})
    del wanted[""], said[""]
    right = (wanted & said).total()
    return Count("claim result value", right, said.total(), wanted.total(), right)


def _number(value: str | None) -> str:
    return _NOT_VALUE.sub("", value or "").strip(".")
