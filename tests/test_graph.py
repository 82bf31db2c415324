import networkx as nx
import pytest

from kg.assembly import CLAIM_PAIRS, assemble
from kg.belief import belief, both
from kg.graph import KnowledgeGraph, claim_node, paper_node
from kg.model import Claim, Dropped, Entity, Linking, Mention, Paper, Reading, Relation, Sentence
from kg.ontology import claim_edges, node_types, paper_edges, relations
from tests.conftest import example, example_readings

TEXT = "ToyNet beats MixNet."
ENDS = (
    Mention(0, 6, "ToyNet", "Method", "used", "toy", 0.9, "toynet"),
    Mention(13, 19, "MixNet", "Method", "used", "toy", 0.9, "mixnet"),
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
    for _, relation, _, data in example_graph.edges():
        assert data["weight"] == len({piece.paper for piece in data["evidence"]})
        assert data["confidence"] == (both if relation in CLAIM_PAIRS else belief)(data["evidence"])


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
        ("contradicts", claim_node("plain", example_readings()[2].claims[0])),
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


def test_what_is_not_believed_so_far_is_left_out(example_graph: KnowledgeGraph) -> None:
    sure = example_graph.confident(0.7)
    kept = {(head, relation, tail) for head, relation, tail, data in example_graph.edges() if data["confidence"] >= 0.7}
    claims = {node for node, _ in example_graph.nodes("Claim")}
    stated = {tail for _, relation, tail in kept if relation == "states"}
    left = {edge for edge in kept if not {edge[0], edge[2]} & (claims - stated)}
    assert 0 < len(left) < example_graph.nx.number_of_edges()
    assert {(head, relation, tail) for head, relation, tail, _ in sure.edges()} == left
    assert {node for node, _ in sure.nodes("Claim")} == stated
    assert set(sure.papers) == set(example_graph.papers)
    assert all(sure.nx.degree(entity.id) for entity in sure.entities)
    assert example_graph.confident(0).nx.size() == example_graph.nx.size()


def test_claims_that_contradict_each_other_are_linked_with_both_quotes() -> None:
    def paper(name: str, negative: bool) -> Reading:
        claim = Claim(0, 20, "result", "ToyNet", "outperforms", ("MixNet",), (), (), (), False, negative, "toy", 0.9)
        return Reading(Paper(name, "", TEXT), ENDS, sentences=(Sentence(0, 20, "result"),), claims=(claim,))

    readings = [paper("a", False), paper("b", True)]
    of = {reading.paper.id: (TOYNET.id, MIXNET.id) for reading in readings}
    graph = assemble(readings, Linking((TOYNET, MIXNET), of))
    (data,) = [data for _, relation, _, data in graph.edges() if relation == "contradicts"]
    assert [piece.quote for piece in data["evidence"]] == [TEXT, TEXT]
    assert [piece.paper for piece in data["evidence"]] == ["a", "b"]
    assert data["confidence"] == pytest.approx(0.81)
    assert len(graph.query("@contradictions")) == 1
