"""The RDF says all that the graph says, survives two parsers, and keeps to the shapes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, XSD, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS, VOID

from kg.assembly import assemble
from kg.errors import BadBuild
from kg.export.nodes import number
from kg.export.rdf import as_turtle, ntriples, place, to_rdflib, turtle
from kg.export.shapes import validate
from kg.graph import KnowledgeGraph, paper_node
from kg.model import Claim, Entity, Linking, Mention, Paper, Reading, Result, Sentence
from kg.ontology import PREFIXES

KG = Namespace("https://example.org/kg/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
BASE = Namespace("https://example.org/kg/")


@pytest.fixture(scope="session")
def example_rdf(example_graph: KnowledgeGraph) -> rdflib.Graph:
    return read(turtle(example_graph), "turtle")


def read(content: bytes, format: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=content, format=format)


def lines(content: bytes, format: ox.RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(content, format=format)}


def test_two_parsers_read_the_same_triples_from_both_formats(example_graph: KnowledgeGraph) -> None:
    ttl, nt = turtle(example_graph), ntriples(example_graph)
    assert lines(ttl, ox.RdfFormat.TURTLE) == lines(nt, ox.RdfFormat.N_TRIPLES)
    assert set(read(ttl, "turtle")) == set(read(nt, "nt"))
    assert len(read(nt, "nt")) == len(nt.splitlines()) == len(to_rdflib(example_graph))


def test_both_formats_say_it_sorted(example_graph: KnowledgeGraph) -> None:
    triples = [quad.triple for quad in ox.parse(ntriples(example_graph), format=ox.RdfFormat.N_TRIPLES)]
    assert [f"{triple} ." for triple in sorted(set(triples), key=place)] == ntriples(
        example_graph
    ).decode().splitlines()
    assert as_turtle(triples) == turtle(example_graph)


def test_prefixes_are_declared_in_the_order_of_their_names(example_graph: KnowledgeGraph) -> None:
    header = turtle(example_graph).decode().splitlines()[: len(PREFIXES)]
    assert header == [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(PREFIXES)]


def graph_of(text: str) -> KnowledgeGraph:
    """A paper whose every word is `text`: title, abstract, author, name, claim, value."""
    paper = Paper(
        text, text, text, date="2020", authors=(text,), venue=text, doi=text, arxiv=text, url="http://" + text
    )
    end = len(paper.text)
    mention = Mention(0, len(text), text, "Method", "used", text, 0.5, "x")
    metric = replace(mention, start=len(text) + 1, end=end, type="Metric")
    results = (Result(text, text),)
    claim = Claim(0, end, "result", text, "shows", (), (), (), results, False, False, text, 0.5)
    reading = Reading(paper, (mention, metric), sentences=(Sentence(0, end, "result"),), claims=(claim,))
    entities = (Entity("method/x", "Method", text, (text,)), Entity("metric/x", "Metric", text, (text,)))
    return assemble([reading], Linking(entities, {paper.id: ("method/x", "metric/x")}))


# A character that is half of a pair is no character, so no parser lets it in.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(ANY_TEXT)
def test_any_text_survives_both_parsers(text: str) -> None:
    graph = graph_of(text)
    ttl = turtle(graph)
    assert lines(ttl, ox.RdfFormat.TURTLE) == lines(ntriples(graph), ox.RdfFormat.N_TRIPLES)
    quotes = ox.NamedNode(str(KG.text))
    texts = [quad.object for quad in ox.parse(ttl, format=ox.RdfFormat.TURTLE) if quad.predicate == quotes]
    assert texts == [ox.Literal(f"{text}\n{text}")]
    assert set(read(ttl, "turtle").objects(None, KG.text)) == {Literal(f"{text}\n{text}")}


def test_nothing_is_a_blank_node(example_rdf: rdflib.Graph) -> None:
    assert not [term for triple in example_rdf for term in triple if isinstance(term, rdflib.BNode)]


def test_every_edge_is_a_triple_and_an_assertion(example_graph: KnowledgeGraph, example_rdf: rdflib.Graph) -> None:
    for head, relation, tail, data in example_graph.edges():
        assert (BASE[head], KG[relation], BASE[tail]) in example_rdf
        assertion = assertion_of(example_rdf, head, relation, tail)
        papers = {BASE[paper_node(piece.paper)] for piece in data["evidence"]}
        assert set(example_rdf.objects(assertion, KG.saidIn)) == papers
        assert example_rdf.value(assertion, KG.paperCount) == Literal(len(papers))
        assert example_rdf.value(assertion, KG.confidence) == Literal(Decimal(str(data["confidence"])))


def test_evidence_selects_the_words_of_the_graph(example_graph: KnowledgeGraph, example_rdf: rdflib.Graph) -> None:
    for head, relation, tail, data in example_graph.edges():
        assertion = assertion_of(example_rdf, head, relation, tail)
        assert set(selected(example_rdf, assertion)) == {
            (piece.start, piece.end, piece.quote, piece.rule) for piece in data["evidence"]
        }


def test_offsets_and_quote_agree_with_the_text(example_rdf: rdflib.Graph) -> None:
    for excerpt in example_rdf.subjects(RDF.type, KG.Excerpt):
        text = str(example_rdf.value(example_rdf.value(excerpt, OA.hasSource), KG.text))
        words = {name: one(example_rdf, excerpt, name) for name in ("start", "end", "exact", "prefix", "suffix")}
        start, end = int(words["start"]), int(words["end"])
        assert words["exact"] == text[start:end]
        assert words["prefix"] == text[max(0, start - 32) : start]
        assert words["suffix"] == text[end : end + 32]


def assertion_of(rdf: rdflib.Graph, head: str, relation: str, tail: str) -> rdflib.term.Node:
    parts = {RDF.subject: BASE[head], RDF.predicate: KG[relation], RDF.object: BASE[tail]}
    (found,) = set.intersection(*(set(rdf.subjects(*part)) for part in parts.items()))
    return found


def selected(rdf: rdflib.Graph, assertion: rdflib.term.Node) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, words and rule of all evidence of an assertion."""
    for evidence in rdf.objects(assertion, KG.evidence):
        assert rdf.value(evidence, OA.hasBody) == assertion
        excerpt = rdf.value(evidence, OA.hasTarget)
        start, end, words = (one(rdf, excerpt, name) for name in ("start", "end", "exact"))
        yield int(start), int(end), words, str(rdf.value(evidence, KG.rule))


def one(rdf: rdflib.Graph, excerpt: rdflib.term.Node | None, name: str) -> str:
    (value,) = rdf.objects(excerpt, OA.hasSelector / OA[name])
    return str(value)


def test_a_paper_says_when_where_and_who(example_rdf: rdflib.Graph) -> None:
    paper = BASE["paper/2204.00001"]
    assert (paper, DCTERMS.date, Literal("2022-04-29", datatype=XSD.date)) in example_rdf
    assert (BASE["paper/toy%20bench"], DCTERMS.date, Literal("--06-10", datatype=XSD.gMonthDay)) in example_rdf
    assert (BASE["paper/plain"], DCTERMS.date, Literal("2023", datatype=XSD.gYear)) in example_rdf
    assert set(example_rdf.objects(paper, SCHEMA.sameAs)) == {
        URIRef("https://doi.org/10.1000/mix%3Cnet%3E"),
        URIRef("https://arxiv.org/abs/2204.00001"),
    }
    assert set(example_rdf.objects(None, SCHEMA.url)) == {URIRef("https://example.org/papers/mixnet")}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://a b", "http://a/%zz", "", "//a"])
def test_an_unsafe_address_is_left_out(url: str) -> None:
    paper = Paper("p", "T", "A", url=url)
    graph = assemble([Reading(paper)], Linking((), {"p": ()}))
    assert not list(to_rdflib(graph).objects(None, SCHEMA.url))


def test_an_entity_has_one_name_and_its_aliases(example_rdf: rdflib.Graph) -> None:
    mixnet = BASE["method/mixnet"]
    assert list(example_rdf.objects(mixnet, SKOS.prefLabel)) == [Literal("MixNet")]
    assert set(example_rdf.objects(mixnet, SKOS.altLabel)) == {Literal("Mixing Network"), Literal("MixNets")}
    assert set(example_rdf.objects(mixnet, RDF.type)) == {KG.Method, KG.Entity}


def test_an_entity_leads_to_what_is_known_of_it_elsewhere_and_to_wider_ones(example_graph: KnowledgeGraph) -> None:
    nx = example_graph.nx.copy()
    nx.nodes["method/mixnet"]["entity"] = replace(
        nx.nodes["method/mixnet"]["entity"],
        wikidata="Q42",
        page="https://example.org/mixnet",
        broader=("method/plainnet", "method/gone"),
    )
    rdf, mixnet = to_rdflib(graph := replace(example_graph, nx=nx)), BASE["method/mixnet"]
    assert list(rdf.objects(mixnet, SKOS.exactMatch)) == [URIRef("http://www.wikidata.org/entity/Q42")]
    assert list(rdf.objects(mixnet, SCHEMA.url)) == [URIRef("https://example.org/mixnet")]
    assert list(rdf.objects(mixnet, SKOS.broader)) == [BASE["method/plainnet"]]
    validate(StringIO(ntriples(graph).decode()))


def test_evidence_is_hedged_or_negative_where_its_claim_is(example_graph: KnowledgeGraph) -> None:
    rdf = to_rdflib(example_graph)
    pieces = [piece for *_, data in example_graph.edges() for piece in data["evidence"]]
    for name, said in (
        (KG.hedged, {p.quote for p in pieces if p.hedged}),
        (KG.negative, {p.quote for p in pieces if p.negative}),
    ):
        found = {node for node in rdf.subjects(name, Literal(True)) if (node, RDF.type, KG.Evidence) in rdf}
        assert {one(rdf, rdf.value(node, OA.hasTarget), "exact") for node in found} == said != set()


def test_a_claim_has_its_results(example_rdf: rdflib.Graph) -> None:
    (claim,) = example_rdf.subjects(KG.quote, Literal("On ToyNet, MixNet reaches an accuracy of 83.0%."))
    result = example_rdf.value(claim, KG.result)
    assert set(example_rdf.objects(claim, RDF.type)) == {KG.EmpiricalResult, KG.Claim}
    assert example_rdf.value(result, KG.metric) == BASE["metric/accuracy"]
    assert example_rdf.value(result, KG.value) == Literal("83.0%")
    assert example_rdf.value(result, KG.number) == Literal(Decimal("83.0"))
    assert example_rdf.value(result, KG.unit) == Literal("%")


def test_a_result_says_on_what_and_against_what_it_was_measured() -> None:
    paper = Paper("p", "", "MixNet beats PlainNet on ToyNet by 3%.")
    names = {"MixNet": "Method", "PlainNet": "Method", "ToyNet": "Dataset"}
    mentions = tuple(
        Mention(paper.text.index(name), paper.text.index(name) + len(name), name, kind, "used", "toy", 0.9, name)
        for name, kind in names.items()
    )
    result = Result(None, "3%", "%", "ToyNet", "PlainNet", "increase")
    end = len(paper.text)
    claim = Claim(
        0, end, "result", "MixNet", "outperforms", ("PlainNet",), ("ToyNet",), (), (result,), False, False, "toy", 0.9
    )
    entities = tuple(Entity(f"{kind.lower()}/{name.lower()}", kind, name, (name,)) for name, kind in names.items())
    linking = Linking(entities, {paper.id: tuple(entity.id for entity in entities)})
    reading = Reading(paper, mentions, sentences=(Sentence(0, end, "result"),), claims=(claim,))
    rdf = to_rdflib(assemble([reading], linking))
    (measured,) = rdf.subjects(RDF.type, KG.Measurement)
    assert rdf.value(measured, KG.measuredOn) == BASE["dataset/toynet"]
    assert rdf.value(measured, KG.baseline) == BASE["method/plainnet"]
    assert str(rdf.value(measured, KG.direction)) == "increase"
    validate(StringIO(ntriples(assemble([reading], linking)).decode()))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("41.5", (Decimal("41.5"), "")),
        ("-1,234.5 ms", (Decimal("-1234.5"), "ms")),
        ("\u22122 points", (Decimal("-2"), "points")),
        ("3.1×", (Decimal("3.1"), "×")),
        ("10-20%", None),
        ("83.0 ± 0.2", None),
        ("1,23", None),
        ("many", None),
    ],
)
def test_a_number_is_read_only_where_it_is_plain(value: str, expected: tuple[Decimal, str] | None) -> None:
    assert number(value) == expected


def test_the_graph_describes_itself(example_graph: KnowledgeGraph, example_rdf: rdflib.Graph) -> None:
    dataset = BASE["void"]
    build = example_rdf.value(dataset, PROV.wasGeneratedBy)
    assert set(example_rdf.objects(build, PROV.used)) == set(example_rdf.subjects(RDF.type, KG.Paper))
    (methods,) = example_rdf.subjects(VOID["class"], KG.Method)
    assert example_rdf.value(methods, VOID.entities) == Literal(2)
    for name in (KG.introduces, KG.evidence, KG.saidIn, KG.confidence, KG.hedged, OA.hasSelector, OA.exact):
        (partition,) = example_rdf.subjects(VOID.property, name)
        assert example_rdf.value(partition, VOID.triples) == Literal(len(list(example_rdf.triples((None, name, None)))))


def test_a_build_is_another_when_its_base_or_papers_are(example_graph: KnowledgeGraph) -> None:
    def build(graph: KnowledgeGraph) -> str:
        (node,) = to_rdflib(graph).subjects(RDF.type, KG.Build)
        return str(node).rpartition("/")[2]

    moved = replace(example_graph, base="https://kg.example.com/")
    assert len({build(example_graph), build(moved), build(graph_of("text"))}) == 3


@pytest.mark.parametrize("base", ["", "kg/", "https://example.org/kg", "https://example.org/a b/", "file:///tmp/"])
def test_a_bad_base_is_refused(example_graph: KnowledgeGraph, base: str) -> None:
    with pytest.raises(BadBuild, match="base IRI"):
        ntriples(replace(example_graph, base=base))


def test_the_example_keeps_to_the_shapes(example_graph: KnowledgeGraph) -> None:
    validate(StringIO(ntriples(example_graph).decode()))


METHOD = BASE["method/mixnet"]
POSITION = BASE["paper/plain/excerpt/0-30/position"]
EVIDENCE = BASE["evidence/none"]
Pattern = tuple[URIRef | None, URIRef | None, rdflib.term.Node | None]
TOO_MUCH: dict[str, tuple[URIRef, URIRef, rdflib.term.Node]] = {
    "two preferred labels": (METHOD, SKOS.prefLabel, Literal("other")),
    "two classes": (METHOD, RDF.type, KG.Dataset),
    "two starts": (POSITION, OA.start, Literal(3)),
    "evidence of nothing": (EVIDENCE, RDF.type, KG.Evidence),
    "an edge from nowhere": (BASE["method/none"], KG.outperforms, METHOD),
    "evaluated on a method": (METHOD, KG.evaluatedOn, METHOD),
    "another item than one of Wikidata": (METHOD, SKOS.exactMatch, BASE["Q42"]),
    "broader than an entity, a paper": (METHOD, SKOS.broader, BASE["paper/plain"]),
}
TOO_LITTLE: dict[str, Pattern] = {
    "no preferred label": (METHOD, SKOS.prefLabel, None),
    "no evidence": (None, KG.evidence, None),
    "no subject": (None, RDF.subject, None),
    "no rule": (None, KG.rule, None),
    "no source": (None, OA.hasSource, None),
    "no quote": (None, OA.exact, None),
    "a claim of no paper": (None, KG.states, None),
    "no text": (None, KG.text, None),
    "no software": (None, PROV.wasAssociatedWith, None),
}
WRONG: dict[str, tuple[URIRef, URIRef, Literal]] = {
    "end before start": (POSITION, OA.start, Literal(99)),
    "too confident": (BASE["claim/376b9114f9f4c697"], KG.confidence, Literal(Decimal("1.5"))),
    "an empty text": (BASE["paper/plain"], KG.text, Literal("")),
}


@pytest.mark.parametrize("triple", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_triple_too_many_is_refused(
    example_rdf: rdflib.Graph, triple: tuple[URIRef, URIRef, rdflib.term.Node]
) -> None:
    refused(example_rdf + rdflib.Graph().add(triple))


@pytest.mark.parametrize("pattern", TOO_LITTLE.values(), ids=TOO_LITTLE)
def test_a_triple_too_few_is_refused(example_rdf: rdflib.Graph, pattern: Pattern) -> None:
    refused((rdflib.Graph() + example_rdf).remove(pattern))


@pytest.mark.parametrize("triple", WRONG.values(), ids=WRONG)
def test_a_wrong_value_is_refused(example_rdf: rdflib.Graph, triple: tuple[URIRef, URIRef, Literal]) -> None:
    graph = rdflib.Graph() + example_rdf
    assert graph.value(*triple[:2]) is not None
    graph.set(triple)
    refused(graph)


def refused(graph: rdflib.Graph) -> None:
    with pytest.raises(BadBuild, match=r"the RDF breaks shapes\.ttl: "):
        validate(StringIO(sorted_ntriples(graph).decode()))


def sorted_ntriples(graph: rdflib.Graph) -> bytes:
    return b"".join(sorted(graph.serialize(format="ox-nt", encoding="utf-8").splitlines(keepends=True)))


def test_a_violation_says_where_and_what_would_be_right(example_graph: KnowledgeGraph) -> None:
    graph = to_rdflib(example_graph)
    graph.remove((METHOD, SKOS.prefLabel, None))
    with pytest.raises(BadBuild) as refused:
        validate(StringIO(sorted_ntriples(graph).decode()))
    assert str(refused.value) == (
        f"the RDF breaks shapes.ttl: <{METHOD}> skos:prefLabel (an entity has one preferred label, not empty)"
    )


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    tests = Path(__file__).parent.parent
    script = (
        "import sys; from conftest import example; from kg.export.rdf import ntriples, turtle;"
        "sys.stdout.buffer.write(turtle(example()) + ntriples(example()))"
    )
    path = os.pathsep.join([str(tests), str(tests.parent), *sys.path])
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""
