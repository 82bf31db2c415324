"""A reading against spans: mentions and relations by their offsets, and acronyms by their words."""

from collections.abc import Collection, Iterator

from kg.evaluation.findings import Count, Finding, Missed, Verdict, name_key
from kg.evaluation.gold import Definitions, Spans, Triple, undirected
from kg.model import Reading

Span = tuple[int, int, str]


def compare_spans(
    gold: Spans, reading: Reading, types: Collection[str], relations: Collection[str]
) -> Iterator[Finding]:
    """What comparing the two finds; `types` and `relations` are those that the gold file annotates."""
    yield from _mentions(gold.mentions, reading, types)
    if gold.relations is not None:
        yield from _relations(gold.relations, reading, relations)


def _mentions(gold: frozenset[Span], reading: Reading, types: Collection[str]) -> Iterator[Finding]:
    said = {(it.start, it.end, it.type) for it in reading.mentions if it.type in types}
    for kind in types:
        mine, theirs = {it for it in said if it[2] == kind}, {it for it in gold if it[2] == kind}
        yield _shared(f"mention exact {kind}", mine, theirs)
        yield Count.of(
            f"mention overlap {kind}",
            (_overlaps(it, theirs) for it in mine),
            (_overlaps(it, mine) for it in theirs),
        )
    yield _shared("mention exact ALL", said, gold)
    yield _shared("span exact untyped", {it[:2] for it in said}, {it[:2] for it in gold})
    paper = reading.paper
    for m in reading.mentions:
        right = (m.start, m.end, m.type) in gold if m.type in types else None
        yield Verdict(paper.id, "mention", m.source, m.type, m.surface, m.confidence, right)
    for start, end, kind in sorted(gold - said):
        yield Missed(paper.id, "mention", kind, paper.text[start:end])


def _shared(figure: str, said: Collection[object], gold: Collection[object]) -> Count:
    return Count.of(figure, (it in gold for it in said), (it in said for it in gold))


def _overlaps(span: Span, others: Collection[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end, _ in others)


def _relations(gold: frozenset[Triple], reading: Reading, relations: Collection[str]) -> Iterator[Finding]:
    """A relation is right when both ends and the label are; a comparison may be the other way round."""
    spans = [(mention.start, mention.end) for mention in reading.mentions]
    triples = [(spans[it.head], undirected(it.relation), spans[it.tail]) for it in reading.relations]
    said = {triple for triple in triples if triple[1] in relations}
    right = {triple: triple in gold or _turned(triple) in gold for triple in said}
    reached = {triple: triple in said or _turned(triple) in said for triple in gold}
    for relation in relations:
        yield Count.of(
            f"relation exact {relation}",
            (ok for triple, ok in right.items() if triple[1] == relation),
            (ok for triple, ok in reached.items() if triple[1] == relation),
        )
    yield Count.of("relation exact ALL", right.values(), reached.values())
    text, paper = reading.paper.text, reading.paper.id
    for it, triple in zip(reading.relations, triples, strict=True):
        yield Verdict(paper, "relation", it.source, it.relation, _text(text, triple), it.confidence, right.get(triple))
    for triple in sorted(triple for triple, ok in reached.items() if not ok):
        yield Missed(paper, "relation", triple[1], _text(text, triple))


def _turned(triple: Triple) -> Triple:
    head, relation, tail = triple
    return (tail, relation, head) if relation == "comparedWith" else triple


def _text(text: str, triple: Triple) -> str:
    head, _, tail = triple
    return f"{text[slice(*head)]} → {text[slice(*tail)]}"


def compare_definitions(gold: Definitions, reading: Reading) -> Iterator[Finding]:
    """The counts of acronyms with their long forms, compared without case."""
    wanted = {_pair(*pair): pair for pair in gold.pairs}
    said = {_pair(it.short, it.long) for it in reading.acronyms}
    yield _shared("acronym definition", said, wanted)
    for pair in sorted(wanted.keys() - said):
        yield Missed(reading.paper.id, "acronym", "definition", " = ".join(wanted[pair]))


def _pair(short: str, long: str) -> tuple[str, str]:
    return short.lower(), name_key(long)
