"""Questions are answered, saved ones too, and nothing but questions is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg import query
from kg.assembly import assemble
from kg.errors import BadBuild, BadQuery
from kg.export.rdf import ntriples
from kg.graph import KnowledgeGraph
from kg.model import Linking
from kg.query import ask, questions

TITLE = "MixNet: Mixing Pixels for image classification"
HOSTILE = '<img src=x onerror=alert(1)> </script> "ToyBench" \\ 😀 \u202efor counting'

EXPECTED: dict[str, tuple[dict[str, str], tuple[object, ...]]] = {
    "top-datasets": ({}, ("ToyBench", 1)),
    "methods-by-task": ({}, ("image classification", "MixNet", 1)),
    "outperforms": ({}, ("MixNet", "PlainNet", "ToyNet", TITLE, "MixNet outperforms PlainNet on ToyNet.")),
    "results-on-dataset": (
        {"dataset": "toynet"},
        ("toynet", "MixNet", "accuracy", "83.0%", TITLE, "On ToyNet, MixNet reaches an accuracy of 83.0%."),
    ),
    "dataset-papers": ({}, ("ToyBench", HOSTILE, "--06-10")),
    "introduced-methods": ({}, ("MixNet", TITLE, "2022-04-29")),
    "compared-methods": ({}, ("MixNet", "comparedWith", "PlainNet", 1)),
    "claims-about": (
        {"method": "mixing network"},
        ("mixing network", "EmpiricalResult", "outperforms", "MixNet outperforms PlainNet on ToyNet.", TITLE),
    ),
    "untried": ({"dataset": "TOYBENCH"}, ("TOYBENCH", "PlainNet", 3)),
    "trend-by-year": ({}, ("2022", "Dataset", "ToyNet", 1)),
    "open-problems": (
        {},
        ("negative", "MixNet", "MixNets may fail on ToyBench, with an error of 41.5 \\ \u202e <b>points</b>.", HOSTILE),
    ),
    "contradictions": (
        {},
        (
            "MixNet",
            "MixNet outperforms PlainNet on ToyNet.",
            TITLE,
            "PlainNet outperforms MixNet on ToyNet.",
            "plain",
            0.64,
        ),
    ),
    "evidence-of": (
        {"entity": "ToyNet"},
        (
            "ToyNet",
            "PlainNet",
            "trainedOn",
            "ToyNet",
            0.7,
            "PlainNet is trained on ToyNet.",
            "plain",
            "example:relation",
        ),
    ),
}


@pytest.mark.parametrize("name", questions())
def test_a_saved_question_is_answered(example_graph: KnowledgeGraph, name: str) -> None:
    params, row = EXPECTED[name]
    assert row in list(ask(example_graph, f"@{name}", params).rows())


def test_saved_questions_have_titles_examples_and_sound_sparql() -> None:
    assert set(questions()) == set(EXPECTED)
    assert query.check() == []


@pytest.mark.parametrize("unsaid", ["claims", "relations"])
def test_a_method_is_tried_by_claim_or_by_relation(example_graph: KnowledgeGraph, unsaid: str) -> None:
    ids = {alias: entity.id for entity in example_graph.entities for alias in entity.aliases}
    of = {reading.paper.id: tuple(ids[m.surface] for m in reading.mentions) for reading in example_graph.readings}
    readings = (replace(reading, **{unsaid: ()}) for reading in example_graph.readings)  # type: ignore[arg-type]
    graph = assemble(readings, Linking(example_graph.entities, of))
    assert list(ask(graph, "@untried", {"dataset": "ToyNet"}).rows()) == []


def test_sparql_knows_the_prefixes(example_graph: KnowledgeGraph) -> None:
    answer = ask(
        example_graph, "SELECT ?label WHERE { ?p kg:introduces ?m . ?m skos:prefLabel ?label } ORDER BY ?label"
    )
    assert answer.columns == ("label",)
    assert list(answer.rows()) == [("MixNet",), ("ToyBench",)]


def test_the_columns_keep_their_order_and_types(example_graph: KnowledgeGraph) -> None:
    frame = ask(
        example_graph, "SELECT ?papers ?dataset WHERE { VALUES (?papers ?dataset) { (2 'a') (1 'b') } }"
    ).frame()
    assert list(frame.columns) == ["papers", "dataset"]
    assert frame["papers"].tolist() == [2, 1]


def test_answers_are_written_in_each_form(example_graph: KnowledgeGraph) -> None:
    answer = ask(example_graph, "@top-datasets")
    assert answer.csv() == "dataset,papers\nToyBench,1\nToyNet,1\n"
    assert answer.table().split() == ["dataset", "papers", "ToyBench", "1", "ToyNet", "1"]
    first = json.loads(answer.json())["results"]["bindings"][0]
    assert first["dataset"]["value"] == "ToyBench"
    with pytest.raises(BadQuery, match="not triples"):
        answer.turtle()


def test_ask_is_one_cell(example_graph: KnowledgeGraph) -> None:
    answer = ask(example_graph, "ASK { ?p a kg:Paper }")
    assert answer.csv() == "answer\nTrue\n"
    assert json.loads(answer.json())["boolean"] is True


def test_construct_gives_turtle(example_graph: KnowledgeGraph) -> None:
    answer = ask(example_graph, "CONSTRUCT WHERE { ?m skos:altLabel ?l }")
    mixnet = '<https://example.org/kg/method/mixnet> skos:altLabel "MixNets" , "Mixing Network" .'
    assert answer.turtle().splitlines()[-1] == mixnet
    assert len(list(answer.rows())) == 2


@pytest.mark.parametrize("value", ["method/mixnet", "https://example.org/kg/method/mixnet"])
def test_a_node_id_binds_as_iri(example_graph: KnowledgeGraph, value: str) -> None:
    answer = ask(example_graph, "SELECT ?m ?label WHERE { ?m skos:prefLabel ?label }", {"m": value})
    assert list(answer.rows()) == [("https://example.org/kg/method/mixnet", "MixNet")]


@pytest.mark.parametrize("value", ["' } DROP ALL #", '" . ?s ?p ?o . "', "and/or", "\\", "?m"])
def test_any_other_value_binds_as_text(example_graph: KnowledgeGraph, value: str) -> None:
    answer = ask(example_graph, "SELECT ?v (COUNT(?m) AS ?n) WHERE { ?m skos:prefLabel ?v } GROUP BY ?v", {"v": value})
    assert list(answer.rows()) == []


@pytest.mark.parametrize(
    ("question", "params", "message"),
    [
        ("@nothing", {}, "no saved question @nothing; there are @claims-about, "),
        ("@untried", {}, "@untried needs dataset: .* 'ImageNet'"),
        ("@untried", {"dataset": "a", "task": "b"}, "takes no parameter 'task'; it takes dataset"),
        ("@top-datasets", {"task": "b"}, "takes no parameter 'task'; it takes none"),
        ("SELECT * WHERE {\n  ?s ?p }", {}, "line 2, column 10: expected "),
        ("SELECT ?s WHERE { ?s ?p ?o }", {"x": "1"}, r"variable \?x"),
        ("INSERT DATA { <a:b> <a:c> 1 }", {}, "INSERT would change the graph"),
        ("PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", {}, "line 1, column 25: expected "),
        ("SELECT * FROM <http://localhost:9/> WHERE { ?s ?p ?o }", {}, "FROM asks other graphs"),
        ("", {}, "not a question"),
    ],
)
def test_what_cannot_be_asked_says_why(
    example_graph: KnowledgeGraph, question: str, params: dict[str, str], message: str
) -> None:
    with pytest.raises(BadQuery, match=message):
        ask(example_graph, question, params)


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * WHERE { SERVICE <http://localhost:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://localhost:9/> { ?s ?p ?o } }",
        "PREFIX e: <http://localhost:9/> SELECT * WHERE { ?s e:a\\#b ?o . SERVICE e:x { ?s ?p ?o } }",
        "SELECT * WHERE { FILTER('\\'' != \"'\") SERVICE <http://localhost:9/> { ?s ?p ?o } } # '",
        "SELECT * WHERE { FILTER('''a'b''' != '') SERVICE <http://localhost:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p ?o FILTER(?a<?b)SERVICE ?o { ?s ?p ?c } FILTER(?c>?d) }",
        "SELECT * WHERE { {}SERVICE<http://localhost:9/>{} }",
        "SELECT * WHERE { \\u0053ERVICE <http://localhost:9/> { ?s ?p ?o } }",
    ],
)
def test_nothing_is_fetched(example_graph: KnowledgeGraph, question: str) -> None:
    with pytest.raises(BadQuery, match=r"SERVICE asks other graphs|line 1"):
        ask(example_graph, question)


def test_words_in_strings_names_and_comments_are_only_words(example_graph: KnowledgeGraph) -> None:
    question = "SELECT ?from WHERE { ?from kg:introduces ?service FILTER('service from' != \"insert\") } # SERVICE"
    assert len(list(ask(example_graph, question).rows())) == 2


def test_a_runaway_join_is_stopped(example_graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "MAX_ROWS", 1000)
    with pytest.raises(BadQuery, match="more than 1,000 rows"):
        ask(example_graph, "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")


def test_a_saved_build_is_asked_like_the_graph(example_graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "graph.nt").write_bytes(ntriples(example_graph))
    assert ask(tmp_path, "@top-datasets").csv() == ask(example_graph, "@top-datasets").csv()


def test_a_folder_that_is_no_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadBuild, match=r"not a build of kg; it has no graph\.nt"):
        ask(tmp_path, "ASK {}")
