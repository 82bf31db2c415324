import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import KnowledgeGraph, assemble, belief, claim_node, paper_node
from kg.model import Dropped, Entity, Evidence, Linking, Mention, Paper, Reading, Relation, Sentence
from kg.ontology import claim_edges, node_types, paper_edges, relations
from tests.conftest import example, example_readings

TEXT = "ToyNet beats MixNet."
ENDS = (
    Mention(0, 6, "ToyNet", "Method", "used", "toy", 0.9, "toynet"),
    Mention(13, 19, "MixNet", "Method", "used", "toy", 0.9, "mixnet"),
)
PIECES = st.lists(
    st.builds(lambda paper, sure: Evidence(paper, 0, 1, "T", "toy", sure), st.sampled_from("abc"), st.floats(0, 1))
)


def two(head: Entity, tail: Entity, relation: str = "outperforms", papers: int = 1) -> KnowledgeGraph:
    """The graph of papers that all say one relation between two entities."""
    readings = [
        Reading(
            Paper(f"p{i}", "", TEXT),
            ENDS,
            sentences=(Sentence(0, 20, "result"),),
            relations=(Relation(0, relation, 1, 0, 20, "toy-rule", 0.6),),
        )
        for i in range(papers)
    ]
    return assemble(
        readings, Linking(tuple({head, tail}), {reading.paper.id: (head.id, tail.id) for reading in readings})
    )


TOYNET = Entity("method/toynet", "Method", "ToyNet", ("ToyNet",))
MIXNET = Entity("method/mixnet", "Method", "MixNet", ("MixNet",))
TOYBENCH = Entity("dataset/mixnet", "Dataset", "MixNet", ("MixNet",))


def test_every_quote_equals_its_offsets(example_graph: KnowledgeGraph) -> None:
    for head, relation, tail, data in example_graph.edges():
        assert data["evidence"], (head, relation, tail)
        for piece in data["evidence"]:
            assert piece.quote == example_graph.papers[piece.paper].text[piece.start : piece.end] != ""


def test_the_words_that_a_rule_went_by_are_marked() -> None:
    edge = two(TOYNET, MIXNET).nx.edges[TOYNET.id, MIXNET.id, "outperforms"]
    assert [[TEXT[slice(*mark)] for mark in piece.marks] for piece in edge["evidence"]] == [["ToyNet", "MixNet"]]


def test_every_node_and_edge_is_of_the_ontology(example_graph: KnowledgeGraph) -> None:
    declared = {**relations(), **paper_edges(), **claim_edges()}
    types = {node: data["type"] for node, data in example_graph.nodes()}
    assert set(types.values()) == set(node_types())
    for head, relation, tail, _ in example_graph.edges():
        assert types[head] in declared[relation].domain
        assert types[tail] in declared[relation].range


def test_weight_counts_papers_and_confidence_is_belief(example_graph: KnowledgeGraph) -> None:
    for _, _, _, data in example_graph.edges():
        assert data["weight"] == len({piece.paper for piece in data["evidence"]})
        assert data["confidence"] == belief(data["evidence"])


def test_more_papers_mean_more_weight_and_confidence() -> None:
    edges = [two(TOYNET, MIXNET, papers=count).nx.edges[TOYNET.id, MIXNET.id, "outperforms"] for count in (1, 2, 3)]
    assert [edge["weight"] for edge in edges] == [1, 2, 3]
    assert [edge["confidence"] for edge in edges] == [0.6, 0.84, 0.936]


def test_a_relation_of_an_entity_to_itself_is_dropped_with_a_reason() -> None:
    graph = two(TOYNET, TOYNET)
    assert list(nx.selfloop_edges(graph.nx)) == []
    (drop,) = graph.dropped
    assert drop == Dropped("p0", "relation", 0, 20, TEXT, "outperforms", "toy-rule", drop.reason)
    assert "one entity, method/toynet" in drop.reason


def test_a_relation_between_the_wrong_classes_is_dropped_with_a_reason() -> None:
    graph = two(TOYNET, TOYBENCH)
    assert not graph.nx.has_edge(TOYNET.id, TOYBENCH.id)
    assert [drop.reason for drop in graph.dropped] == ["outperforms does not go from a Method to a Dataset"]


def test_what_readings_dropped_is_kept() -> None:
    drop = Dropped("p", "mention", 0, 6, "ToyNet", "Method", "toy", "for fun")
    graph = assemble([Reading(Paper("p", "", TEXT), dropped=(drop,))], Linking((), {"p": ()}))
    assert graph.dropped == (drop,)


def test_an_edge_of_a_paper_is_the_role(example_graph: KnowledgeGraph) -> None:
    edges = {(head, relation, tail) for head, relation, tail, _ in example_graph.edges()}
    assert ("paper/2204.00001", "introduces", "method/mixnet") in edges
    assert ("paper/2204.00001", "compares", "method/plainnet") in edges
    assert ("paper/plain", "mentions", "dataset/toynet") in edges
    assert ("paper/toy%20bench", "uses", "metric/error") in edges


def test_entities_know_how_many_papers_name_them(example_graph: KnowledgeGraph) -> None:
    counts = {node: data["papers"] for node, data in example_graph.nodes("Method")}
    assert counts == {"method/mixnet": 3, "method/plainnet": 3}


def test_a_claim_leads_to_what_it_names(example_graph: KnowledgeGraph) -> None:
    reading = example_readings()[0]
    node = claim_node(reading.paper.id, reading.claims[2])
    assert {(relation, tail) for _, tail, relation in example_graph.nx.out_edges(node, keys=True)} == {
        ("about", "method/mixnet"),
        ("object", "method/plainnet"),
        ("onDataset", "dataset/toynet"),
    }
    assert list(example_graph.nx.predecessors(node)) == [paper_node(reading.paper.id)]


def test_the_order_of_readings_changes_nothing() -> None:
    graph = example()
    of = {r.paper.id: tuple(graph_ids(graph, r)) for r in graph.readings}
    again = assemble(reversed(graph.readings), Linking(tuple(reversed(graph.entities)), of), rejected=graph.rejected)
    assert list(again.nx.nodes) == list(graph.nx.nodes)
    assert list(again.edges()) == list(graph.edges())
    assert again.readings == graph.readings


def graph_ids(graph: KnowledgeGraph, reading: Reading) -> list[str]:
    named = {alias: entity.id for entity in graph.entities for alias in entity.aliases}
    return [named[mention.surface] for mention in reading.mentions]


@given(PIECES)
def test_belief_is_a_chance(pieces: list[Evidence]) -> None:
    assert 0 <= belief(pieces) <= 1
    assert belief(pieces) == belief(reversed(pieces))


@given(PIECES, st.sampled_from("abc"), st.floats(0, 1))
def test_more_evidence_never_lowers_belief(pieces: list[Evidence], paper: str, sure: float) -> None:
    assert belief([*pieces, Evidence(paper, 0, 1, "T", "toy", sure)]) >= belief(pieces)


def test_one_paper_that_repeats_itself_is_not_believed_more() -> None:
    once, again, other = (Evidence(paper, at, 9, "T", "toy", 0.5) for paper, at in (("a", 0), ("a", 3), ("b", 0)))
    assert belief([]) == 0
    assert belief([once]) == belief([once, again]) == pytest.approx(0.5)
    assert belief([once, other]) == pytest.approx(0.75)
