"""Five real pages, from text to graph, where they are at hand."""

from collections import Counter
from pathlib import Path

import pytest

from kg.graph import KnowledgeGraph
from kg.naming import key
from kg.pipeline import build

SEEDS = Path(__file__).parents[1] / "../shared/seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages (../shared/seeds) are not here")


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return build(str(SEEDS / "*.txt"), jobs=2)


def test_every_paper_is_in_the_graph(graph: KnowledgeGraph) -> None:
    assert len(graph.papers) == len(list(graph.nodes("Paper"))) == 345
    assert graph.rejected == ()


def test_every_paper_says_something(graph: KnowledgeGraph) -> None:
    assert [reading.paper.id for reading in graph.readings if not reading.mentions] == []
    assert [reading.paper.id for reading in graph.readings if not reading.sentences] == []
    claiming = sum(bool(reading.claims) for reading in graph.readings)
    assert claiming >= 340


def test_every_quote_equals_its_offsets(graph: KnowledgeGraph) -> None:
    for reading in graph.readings:
        text = reading.paper.text
        assert all(text[m.start : m.end] == m.surface for m in reading.mentions)
        assert all(text[a.start : a.end] == a.short for a in reading.acronyms)
        assert all(text[a.long_start : a.long_end] == a.long for a in reading.acronyms)
        assert all(text[d.start : d.end] == d.surface for d in reading.dropped if d.kind == "mention")
        spans = [(s.start, s.end) for said in (reading.sentences, reading.claims, reading.relations) for s in said]
        assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


def test_every_edge_shows_its_evidence(graph: KnowledgeGraph) -> None:
    for _, _, _, data in graph.edges():
        assert data["evidence"]
        for piece in data["evidence"]:
            assert piece.quote == graph.papers[piece.paper].text[piece.start : piece.end] != ""
            assert 0 < piece.confidence <= 1


def test_no_two_entities_of_a_class_are_one_name(graph: KnowledgeGraph) -> None:
    names = Counter((entity.type, key(entity.label)) for entity in graph.entities)
    assert [name for name, count in names.items() if count > 1] == []


def test_known_entities_stand_in_a_hierarchy(graph: KnowledgeGraph) -> None:
    above = {entity.id: entity.broader for entity in graph.entities if entity.broader}
    assert len(above) > 300
    assert {wider for broader in above.values() for wider in broader} <= {entity.id for entity in graph.entities}
