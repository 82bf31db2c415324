"""The ontology says what the rest of the code relies on, and its files hold together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, VOID, DefinedNamespace

from kg import assembly, ontology
from kg.errors import BadOntology


def test_the_classes_of_node_are_listed_in_order() -> None:
    assert ontology.node_types() == ("Paper", "Method", "Dataset", "Task", "Metric", "Claim")
    assert ontology.entity_types() == ("Method", "Dataset", "Task", "Metric")


def test_roles_and_claims_are_those_of_a_reading() -> None:
    assert ontology.mention_roles() == ("introduced", "used", "compared", "background")
    roles = ("background", "contribution", "method", "result", "finding", "resource", "other")
    assert ontology.sentence_roles() == roles
    assert ontology.claim_types() == ("contribution", "result", "finding")
    assert set(ontology.claim_types()) < set(roles)
    assert ontology.claim_relations()[:3] == ("proposes", "achieves", "outperforms")
    assert len(ontology.claim_relations()) == 11


def test_every_edge_the_graph_makes_is_declared() -> None:
    assert set(assembly.PAPER_EDGES) == set(ontology.mention_roles())
    assert {*assembly.PAPER_EDGES.values(), "states"} == set(ontology.paper_edges())
    named = ("about", "object", "onDataset", "onTask", "byMetric")
    assert tuple(ontology.claim_edges()) == (*named, *assembly.CLAIM_PAIRS)


def test_relations_know_what_they_join() -> None:
    relations = ontology.relations()
    names = "usedFor evaluatedOn trainedOn partOf basedOn subtypeOf outperforms comparedWith measuredBy"
    assert tuple(relations) == tuple(names.split())
    assert relations["usedFor"].domain == ("Method", "Dataset", "Metric")
    assert relations["usedFor"].range == ("Method", "Task")
    assert relations["partOf"].domain == ontology.entity_types()
    assert relations["evaluatedOn"].label == "evaluated on"


def test_every_node_has_a_style_of_its_own() -> None:
    styles = ontology.style()
    assert set(styles) == set(ontology.node_types())
    assert len({style.colour for style in styles.values()}) == len(styles)
    assert [style.order for style in styles.values()] == sorted(style.order for style in styles.values())


def test_the_ontology_holds_together() -> None:
    assert ontology.check() == []


@pytest.mark.parametrize("vocabulary", [DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, VOID])
@pytest.mark.parametrize("file", ["kg.ttl", "shapes.ttl"])
def test_terms_of_public_vocabularies_exist(vocabulary: type[DefinedNamespace], file: str) -> None:
    terms = {term for triple in rdflib.Graph().parse(ontology.ROOT / file) for term in triple}
    used = {term for term in terms if isinstance(term, rdflib.URIRef) and term.startswith(str(vocabulary))}
    assert [term for term in sorted(used) if term not in vocabulary] == []


BROKEN = """
@prefix kg: <https://example.org/kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
kg:Thing a owl:Class ; kg:order 1 ; rdfs:label "thing" .
kg:near a owl:ObjectProperty ; rdfs:label "near" ; rdfs:range kg:Nothing .
"""


@pytest.fixture
def other_ontology(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An ontology folder of the test's own; the real one is read afresh before and after."""
    monkeypatch.setattr(ontology, "ROOT", tmp_path)
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    for value in vars(ontology).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def test_check_names_every_fault(other_ontology: Path) -> None:
    (other_ontology / "kg.ttl").write_text(BROKEN, encoding="utf-8")
    (other_ontology / "style.toml").write_text("", encoding="utf-8")
    assert ontology.check() == [
        "kg.ttl: Thing has no skos:definition",
        "kg.ttl: near has no skos:definition",
        "kg.ttl: class Thing is aligned with nothing; give it an rdfs:subClassOf",
        "kg.ttl: property near is aligned with nothing; give it an rdfs:subPropertyOf",
        "kg.ttl: rdfs:range of near is Nothing, which is no class here",
        "style.toml: Thing is in only one of style.toml and the nodes of kg.ttl",
    ]


def test_broken_files_are_named(other_ontology: Path) -> None:
    (other_ontology / "kg.ttl").write_text("kg:Paper a", encoding="utf-8")
    (other_ontology / "style.toml").write_text('[Paper]\ncolour = "red"', encoding="utf-8")
    with pytest.raises(BadOntology, match=r"kg\.ttl"):
        ontology.node_types()
    with pytest.raises(BadOntology, match=r"style\.toml.*needs colour, shape and order"):
        ontology.style()


def test_the_fingerprint_follows_content_not_line_ends(other_ontology: Path) -> None:
    file = other_ontology / "a.ttl"
    file.write_bytes(b"one\ntwo\n")
    first = ontology.fingerprint()
    forget()
    file.write_bytes(b"one\r\ntwo\r\n")
    assert ontology.fingerprint() == first
    forget()
    file.write_bytes(b"one\nthree\n")
    assert ontology.fingerprint() != first
