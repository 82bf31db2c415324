"""Our reading of shapes.ttl finds what a full engine of SHACL finds, and refuses shapes that it does not understand."""

import random
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate as shacl
from rdflib.namespace import SH

from kg.errors import BadBuild, BadOntology
from kg.export import rules, shapes
from kg.export.rdf import ntriples
from kg.export.shapes import validate
from kg.export.terms import shortened
from kg.graph import KnowledgeGraph
from kg.ontology import ROOT

PREFIXES = """
@prefix kg: <https://example.org/kg/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def found_by_pyshacl(content: bytes) -> set[tuple[str, str]]:
    """Every violation: the node, and what would be right."""
    data = rdflib.Graph().parse(data=content.decode(), format="nt")
    report = shacl(data, shacl_graph=rdflib.Graph().parse(ROOT / "shapes.ttl"), inference="none")[1]
    assert isinstance(report, rdflib.Graph)
    return {
        (shortened(f"<{report.value(result, SH.focusNode)}>"), str(report.value(result, SH.resultMessage)))
        for result in report.objects(None, SH.result)
    }


def found_by_us(content: bytes, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    monkeypatch.setattr(shapes, "SHOWN", 10_000)
    try:
        validate(StringIO(content.decode()))
    except BadBuild as error:
        said = str(error).removeprefix("the RDF breaks shapes.ttl: ").removesuffix(")")
        return {(part.split(" ")[0], part.partition("(")[2]) for part in said.split("); ")}
    return set()


def broken(content: bytes, seed: int) -> bytes:
    """The graph with up to six statements that have the subject, property or value of another, and up to three gone."""
    chance, statements = random.Random(seed), [line.split(b" ", 2) for line in content.splitlines()]
    # Only IRIs are exchanged: a literal that is pointed at has a name of its own in each report.
    links = [place for place, (_, _, value) in enumerate(statements) if value.startswith(b"<")]
    for _ in range(chance.randint(2, 6)):
        place, other = chance.choice(links), chance.choice(links)
        part = chance.choice((0, 1, 2))
        statements[place][part] = statements[other][part]
    for _ in range(chance.randint(0, 3)):
        del statements[chance.randrange(len(statements))]
    return b"".join(sorted({b" ".join(statement) + b"\n" for statement in statements}))


@pytest.mark.parametrize("seed", range(12))
def test_finds_what_pyshacl_finds(example_graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    content = broken(ntriples(example_graph), seed)
    assert found_by_us(content, monkeypatch) == found_by_pyshacl(content)


@pytest.mark.parametrize("gone", [r"#rule>", r"#type>", r"#(type|rule)>"])
def test_what_is_pointed_at_is_asked_whatever_its_class(
    example_graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    said = re.compile(rf"<[^ ]*/evidence/[^ ]*> <[^ ]*{gone}")
    lines = ntriples(example_graph).decode().splitlines(keepends=True)
    content = "".join(line for line in lines if not said.match(line)).encode()
    found = found_by_us(content, monkeypatch)
    assert found == found_by_pyshacl(content)
    assert bool(found) == ("rule" in gone)


KG = "https://example.org/kg/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    "value",
    ['"high"', f'"1.01"^^<{XSD}decimal>', f'"-1"^^<{XSD}integer>', f'"high"^^<{XSD}decimal>', "<https://example.org/>"],
)
def test_what_is_no_number_is_between_none(example_graph: KnowledgeGraph, value: str) -> None:
    confidence = re.compile(f"(<[^ ]*/evidence/[^ ]*> <{KG}confidence>) .* [.]\n")
    content = confidence.sub(rf"\1 {value} .\n", ntriples(example_graph).decode(), count=1)
    with pytest.raises(BadBuild, match="evidence has one confidence between 0 and 1"):
        validate(StringIO(content))


def test_the_length_of_text_is_counted_without_escapes(example_graph: KnowledgeGraph) -> None:
    prefix = re.compile("(<[^ ]*/quote> <http://www.w3.org/ns/oa#prefix>) .* [.]\n")
    content = ntriples(example_graph).decode()
    validate(StringIO(prefix.sub(lambda match: match[1] + ' "' + "\\n" * 32 + '" .\n', content, count=1)))
    with pytest.raises(BadBuild, match="a prefix has up to 32 characters"):
        validate(StringIO(prefix.sub(lambda match: match[1] + ' "' + "\\n" * 33 + '" .\n', content, count=1)))


@pytest.fixture
def own_shapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    caches = rules.shapes, rules._store, shapes._form, shapes._plan
    path = tmp_path / "shapes.ttl"
    monkeypatch.setattr(rules, "PATH", path)
    for cached in caches:
        cached.cache_clear()
    yield path
    for cached in caches:
        cached.cache_clear()


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ('sh:closed true ; sh:message "nothing else"', r"sh.*closed.* is not known here"),
        ("sh:nodeKind sh:IRI", "without a sh:message"),
        ('sh:property [ sh:path ( kg:a kg:b ) ; sh:minCount 1 ; sh:message "a" ]', "a path that is neither"),
        ("sh:property [", "shapes.ttl"),
    ],
)
def test_a_shape_that_is_not_understood_is_refused(own_shapes: Path, shape: str, reason: str) -> None:
    own_shapes.write_text(f"{PREFIXES} kg:S a sh:NodeShape ; sh:targetClass kg:Paper ; {shape} .", encoding="utf-8")
    with pytest.raises(BadOntology, match=reason):
        rules.shapes()
