"""What the page carries is what the graph holds: nodes, edges, sentences, by their rows and offsets."""

import re
import struct
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.invented import invented
from kg.assembly import CLAIM_PAIRS
from kg.graph import KnowledgeGraph, paper_node
from kg.layout import lay_out
from kg.model import Paper
from kg.ontology import entity_types, relations, style
from kg.page import document, page
from kg.page.container import column, contain, lines, zipped
from kg.page.items import NONE
from kg.page.shown import day, line, link, whole
from tests.page.unpacked import Unpacked, content, unpacked

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


@pytest.fixture(scope="module")
def written(example_graph: KnowledgeGraph) -> bytes:
    return page(example_graph)


@pytest.fixture(scope="module")
def carried(written: bytes) -> Unpacked:
    return unpacked(written)


@pytest.fixture(scope="module")
def invention() -> KnowledgeGraph:
    return invented(800)


def test_every_node_is_there_by_falling_rank(example_graph: KnowledgeGraph, carried: Unpacked) -> None:
    layout = lay_out(example_graph)
    ids = carried.texts("ids")
    assert sorted(ids) == sorted(example_graph.nx)
    assert (np.diff([layout.rank[layout.nodes.index(node)] for node in ids]) <= 0).all()
    assert carried.columns["x"].tolist() == [layout.x[layout.nodes.index(node)] for node in ids]
    types = [list(style())[number] for number in carried.columns["type"]]
    assert types == [example_graph.nx.nodes[node]["type"] for node in ids]


def test_equals_are_together_by_community_and_claims_by_paper(invention: KnowledgeGraph) -> None:
    layout, carried = lay_out(invention), unpacked(page(invention))
    row = {node: number for number, node in enumerate(layout.nodes)}

    def place(node: str) -> tuple[float, int, str, str]:
        holder = invention.nx.nodes[node]["paper"] if node.startswith("claim/") else node
        return -layout.rank[row[node]], layout.community[row[node]], holder, node

    assert carried.texts("ids") == sorted(invention.nx, key=place)


def test_labels_and_aliases_are_one_line_each(example_graph: KnowledgeGraph, carried: Unpacked) -> None:
    labels, aliases = carried.texts("labels"), carried.texts("aliases")
    assert len(labels) == len(aliases) == len(example_graph.nx)
    at = carried.texts("ids").index("method/mixnet")
    assert (labels[at], aliases[at].split("\t")) == ("MixNet", ["Mixing Network", "MixNets"])
    assert not CONTROLS.search("".join(labels))


def test_every_edge_is_there_once(example_graph: KnowledgeGraph, carried: Unpacked) -> None:
    edges = [carried.edge(row) for row in range(len(carried.columns["head"]))]
    assert sorted(edges) == sorted((head, name, tail) for head, name, tail, _ in example_graph.edges())
    for row, (head, name, tail) in enumerate(edges):
        data = example_graph.nx.edges[head, tail, name]
        assert carried.columns["weight"][row] == data["weight"]
        assert carried.columns["confidence"][row] == round(255 * data["confidence"])
    keys = list(zip(*(carried.columns[name].tolist() for name in ("head", "relation", "tail")), strict=True))
    assert keys == sorted(keys)


def test_papers_that_say_an_edge_of_entities_are_listed(example_graph: KnowledgeGraph, carried: Unpacked) -> None:
    ids, said, at = carried.texts("ids"), carried.columns["said"], carried.columns["said_at"]
    listed = {*relations(), *CLAIM_PAIRS}
    for row in range(len(carried.columns["head"])):
        head, name, tail = carried.edge(row)
        evidence = example_graph.nx.edges[head, tail, name]["evidence"]
        expected = {paper_node(piece.paper) for piece in evidence} if name in listed else set()
        assert {ids[paper] for paper in said[at[row] : at[row + 1]]} == expected


def test_every_piece_of_evidence_is_in_the_block_of_its_paper(example_graph: KnowledgeGraph, carried: Unpacked) -> None:
    found: Counter[object] = Counter()
    for paper in carried.papers.values():
        for edge, start, end, *_, marks in paper["evidence"]:
            found[(*carried.edge(edge), paper["id"], start, end, tuple(map(tuple, marks)))] += 1
    assert found == Counter(
        (head, name, tail, piece.paper, piece.start, piece.end, piece.marks)
        for head, name, tail, data in example_graph.edges()
        for piece in data["evidence"]
    )
    blocks = carried.columns["block"]
    assert all(str(row) in carried.blocks[blocks[row]]["papers"] for row in carried.papers)
    assert {blocks[row] for row, kind in enumerate(carried.columns["type"]) if list(style())[kind] == "Method"} == {
        NONE
    }


def test_offsets_count_characters_of_the_text(example_graph: KnowledgeGraph, carried: Unpacked) -> None:
    ids = carried.texts("ids")
    for row, paper in carried.papers.items():
        graphs = example_graph.nx.nodes[ids[row]]["paper"]
        assert len(paper["text"]) == len(graphs.text)
        assert paper["text"][paper["abstract"] :] == whole(graphs.abstract)
        reading = next(reading for reading in example_graph.readings if reading.paper == graphs)
        named = [(m.start, m.end, m.role) for m in reading.mentions]
        assert [(start, end, role) for start, end, _, role, *_ in paper["mentions"]] == named
        for start, end, entity, *_ in paper["mentions"]:
            aliases = example_graph.nx.nodes[ids[entity]]["entity"].aliases
            assert paper["text"][start:end] in aliases


def test_claims_have_their_parts(example_graph: KnowledgeGraph, carried: Unpacked) -> None:
    claims = [claim for paper in carried.papers.values() for claim in paper["claims"]]
    assert len(claims) == sum(len(reading.claims) for reading in example_graph.readings)
    failing = next(claim for claim in claims if claim["hedged"])
    assert (failing["subject"], failing["datasets"], failing["negative"]) == ("MixNets", ["ToyBench"], True)
    assert failing["results"][0] == {
        **{"metric": "error", "value": "41.5", "unit": None},
        **{"dataset": None, "baseline": None, "direction": None},
    }
    assert carried.columns["flags"][failing["node"]] == 6


def test_numbers_of_the_whole_are_told(example_graph: KnowledgeGraph, carried: Unpacked) -> None:
    meta = carried.header["meta"]
    assert sum(meta["counts"].values()) == len(example_graph.nx)
    assert meta["left"] == {"nodes": 0, "edges": 0}
    assert (meta["how"], meta["focus"], meta["undated"]) == ("", None, 1)
    assert meta["measures"] == ["betweenness"]
    degree = carried.columns["degree"]
    undirected = example_graph.nx.to_undirected()
    assert degree.tolist() == [len(undirected[node]) for node in carried.texts("ids")]


def test_links_are_of_the_web(carried: Unpacked) -> None:
    links = {carried.texts("ids")[int(row)]: found for row, found in carried.header["links"].items()}
    assert links == {"paper/2204.00001": {"url": "https://example.org/papers/mixnet"}}


def test_communities_are_complete(carried: Unpacked, example_graph: KnowledgeGraph) -> None:
    columns = carried.columns
    names = carried.header["communities"]["names"]
    assert len(names) == len(columns["community_parent"]) == len(columns["community_hub"])
    assert columns["community_parent"][0] == NONE
    assert columns["community_size"][columns["community_level"] == 0].sum() == len(example_graph.nx)


def test_links_between_communities_are_there_level_by_level(invention: KnowledgeGraph) -> None:
    bundles, columns = lay_out(invention).bundles, unpacked(page(invention)).columns
    assert columns["bundle_level"].tolist() == bundles.level.tolist()
    assert columns["bundle_a"].tolist() == bundles.one.tolist()
    assert columns["bundle_count"].tolist() == bundles.count.tolist()


def test_same_graph_same_bytes(example_graph: KnowledgeGraph, written: bytes) -> None:
    assert page(replace(example_graph, entities=example_graph.entities[::-1])) == written


def test_no_text_of_papers_is_in_the_markup_but_in_the_table(written: bytes) -> None:
    text = written.decode()
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert "onerror=alert(1)&gt;" in markup
    assert "<img" not in markup
    assert not re.search(r"<link|<[^>]*\b(?:src|style|on\w+)=", markup)


def test_only_what_stands_in_the_page_may_run(written: bytes) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', written.decode())
    assert policy
    assert policy[1].startswith("default-src 'none'; img-src data: blob:; base-uri 'none'; form-action 'none';")
    assert "unsafe" not in policy[1]
    assert policy[1].count("sha256-") == 2


def test_a_focus_is_carried(example_graph: KnowledgeGraph) -> None:
    carried = unpacked(page(example_graph, focus="mixing networks", depth=2))
    assert carried.texts("ids")[carried.header["meta"]["focus"]] == "method/mixnet"
    assert carried.header["meta"]["depth"] == 2


def test_of_a_big_graph_the_same_share_of_papers_and_entities_is_carried(invention: KnowledgeGraph) -> None:
    carried = unpacked(page(invention, most=400))
    meta, count = carried.header["meta"], len(carried.texts("ids"))
    assert 390 <= count <= 400
    assert meta["left"]["nodes"] == len(invention.nx) - count
    assert "--max-nodes" in meta["how"]
    kinds = Counter(list(style())[kind] for kind in carried.columns["type"])
    assert kinds["Paper"] / meta["counts"]["Paper"] == pytest.approx(0.5, abs=0.1)
    share = sum(kinds[name] for name in entity_types()) / sum(meta["counts"][name] for name in entity_types())
    assert share == pytest.approx(0.5, abs=0.1)
    assert sum(len(block["papers"]) for block in carried.blocks) == kinds["Paper"]


def test_what_is_near_the_focus_is_carried_first(invention: KnowledgeGraph) -> None:
    entity = min(invention.entities, key=lambda entity: (invention.nx.nodes[entity.id]["papers"], entity.id))
    carried = unpacked(page(invention, most=60, focus=entity.label))
    near = {*invention.nx.pred[entity.id], *invention.nx.succ[entity.id], entity.id}
    assert near <= set(carried.texts("ids"))


def test_too_heavy_a_page_carries_less(invention: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = len(page(invention))
    monkeypatch.setattr(document, "HEAVIEST", whole - 40_000)
    lighter = page(invention)
    assert len(lighter) <= whole - 40_000
    assert unpacked(lighter).header["meta"]["left"]["nodes"] > 0
    assert page(invention, most=len(invention.nx)) == page(invention, most=len(invention.nx) + 1)
    assert len(page(invention, most=len(invention.nx))) == whole


def test_of_a_heavy_graph_as_much_is_carried_as_fits(
    invention: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = len(page(invention)) - 30_000
    monkeypatch.setattr(document, "HEAVIEST", most)
    monkeypatch.setattr(document, "BIG", 100)
    monkeypatch.setattr(document, "SAMPLED", 5)
    assert 0.7 * most < len(page(invention)) <= most


@given(st.binary(max_size=300))
def test_zipped_text_is_read_back(given: bytes) -> None:
    page = f'<script type="application/octet-stream" id="core">{zipped(given)}</script>'
    assert content(page.encode(), "core") == given


@given(st.lists(st.integers(0, 255), max_size=20), st.lists(st.integers(0, 2**32 - 1), max_size=20))
def test_columns_are_read_back(small: list[int], big: list[int]) -> None:
    core = contain({"é": 1}, {"small": column(small, "u1"), "big": column(big, "u4"), "text": lines(["a", "é"])})
    (length,) = struct.unpack("<I", core[:4])
    found = unpacked(f'<script type="application/octet-stream" id="core">{zipped(core)}</script>'.encode())
    assert (length + 4) % 8 == len(core) % 8 == 0
    assert found.columns["small"].tolist() == small
    assert found.columns["big"].tolist() == big
    assert found.texts("text") == ["a", "é"]
    assert np.dtype("<u4") == found.columns["big"].dtype


@given(st.text())
def test_text_is_shown_without_what_commands(text: str) -> None:
    assert len(whole(text)) == len(text)
    assert not CONTROLS.search(whole(text))
    assert not CONTROLS.search(line(text))
    assert "\n" not in line(text)
    assert "\t" not in line(text)
    whole(text).encode()


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (Paper("p", url="https://example.org/a"), "https://example.org/a"),
        (Paper("p", url="javascript:alert(1)", doi='10.1/"x"'), "https://doi.org/10.1/%22x%22"),
        (Paper("p", url="data:text/html,x"), None),
        (Paper("p", url=" https://example.org"), None),
        (Paper("p", url="https:\n//example.org"), None),
        (Paper("p", url="https://[example"), None),
        (Paper("p", url="https://example.org/\u202eexe"), None),
    ],
)
def test_links_lead_to_the_web_only(paper: Paper, expected: str | None) -> None:
    assert link(paper) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2022-04-29", 20220429), ("2022", 20220000), ("--04-29", 0), (None, 0), ("<script>", 0), ("20221", 0)],
)
def test_a_date_is_a_number(date: str | None, expected: int) -> None:
    assert day(Paper("p", date=date)) == expected
