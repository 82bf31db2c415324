"""nodes.csv, edges.csv and the JSON lines, read back."""

import csv
import io
import json
from dataclasses import asdict, replace

import pandas as pd
import pytest

from kg.assembly import assemble
from kg.export import WRITERS
from kg.graph import KnowledgeGraph
from kg.jsonlines import from_line
from kg.model import Entity, Linking, Mention, Paper, Reading


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_every_node_is_a_row(example_graph: KnowledgeGraph) -> None:
    table = {row["id"]: row for row in rows(WRITERS["nodes.csv"](example_graph))}
    assert list(table) == sorted(example_graph.nx)
    mixnet = table["method/mixnet"]
    assert (mixnet["type"], mixnet["label"], mixnet["papers"]) == ("Method", "MixNet", "3")
    assert mixnet["aliases"] == "Mixing Network | MixNet | MixNets"
    paper = table["paper/2204.00001"]
    assert (paper["date"], paper["authors"], paper["doi"]) == (
        "2022-04-29",
        "Ada Example | Bo O'Sample",
        "10.1000/mix<net>",
    )


def test_a_row_says_what_is_known_of_an_entity_elsewhere() -> None:
    entity = Entity("method/m", "Method", "M", ("M",), "Q42", "https://example.org/m", ("method/n", "method/o"))
    graph = assemble([], Linking((entity,), {}))
    (row,) = rows(WRITERS["nodes.csv"](graph))
    assert (row["wikidata"], row["url"], row["broader"]) == ("Q42", "https://example.org/m", "method/n | method/o")


def test_every_edge_is_a_row_with_its_quote(example_graph: KnowledgeGraph) -> None:
    table = rows(WRITERS["edges.csv"](example_graph))
    assert [(row["head"], row["relation"], row["tail"]) for row in table] == [
        edge[:3] for edge in example_graph.edges()
    ]
    outperforms = next(row for row in table if row["relation"] == "outperforms")
    assert outperforms["quote"] == "MixNet outperforms PlainNet on ToyNet."
    assert (outperforms["papers"], outperforms["weight"], outperforms["confidence"]) == ("2204.00001", "1", "0.7")


def test_pandas_reads_the_tables(example_graph: KnowledgeGraph) -> None:
    for name in ("nodes.csv", "edges.csv"):
        content = WRITERS[name](example_graph)
        assert len(pd.read_csv(io.BytesIO(content))) == len(rows(content))


@pytest.mark.parametrize("title", ['=HYPERLINK("https://evil.example")', "+1+1", "-2", "@SUM(A1)", "\t=1", "＝1"])
def test_no_text_is_a_formula(title: str) -> None:
    mention = Mention(0, len(title), title, "Method", "used", "a:b", 0.5, "m")
    reading = Reading(Paper("p", title, "Text."), (mention,))
    linking = Linking((Entity("method/m", "Method", title, (title,)),), {"p": ("method/m",)})
    graph = assemble([reading], linking)
    assert {row["label"] for row in rows(WRITERS["nodes.csv"](graph))} == {"'" + title}
    assert rows(WRITERS["edges.csv"](graph))[0]["quote"] == "'" + title


def test_readings_are_read_back(example_graph: KnowledgeGraph) -> None:
    lines = WRITERS["readings.jsonl"](example_graph).decode("utf-8").split("\n")[:-1]
    assert tuple(from_line(Reading, line) for line in lines) == example_graph.readings


def test_rejected_and_dropped_are_read_back(example_graph: KnowledgeGraph) -> None:
    lines = WRITERS["rejected.jsonl"](example_graph).decode("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [asdict(record) for record in example_graph.rejected]
    assert WRITERS["dropped.jsonl"](replace(example_graph, dropped=())) == b""
