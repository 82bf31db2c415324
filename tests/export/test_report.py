"""report.md: its numbers, and that text of papers stays text."""

from dataclasses import replace

from kg.export.report import report
from kg.graph import KnowledgeGraph
from kg.model import Dropped, Rejected


def test_counts_nodes_and_edges(example_graph: KnowledgeGraph) -> None:
    lines = report(example_graph).decode("utf-8").splitlines()
    assert "| Paper | 3 |" in lines
    assert "| Claim | 6 |" in lines
    assert "| outperforms | 1 | 1 |" in lines
    assert "2 of 3 papers have a year, 2022 to 2023." in lines


def test_ranks_by_papers_and_by_pagerank(example_graph: KnowledgeGraph) -> None:
    text = report(example_graph).decode("utf-8")
    section = text.split("## Top of class Dataset\n")[1].split("##")[0].strip().splitlines()
    first = example_graph.centrality("pagerank").iloc[0]
    assert section[2:] == [section[2], section[3]]
    assert section[2] == f"| ToyNet | 2 | ToyNet | {first['value']:.5f} |"


def test_tells_what_was_rejected_and_dropped(example_graph: KnowledgeGraph) -> None:
    drop = Dropped("plain", "mention", 0, 8, "PlainNet", "Task", "rule:one", "other type")
    text = report(replace(example_graph, dropped=(drop, drop))).decode("utf-8")
    assert "| page.txt | 12 | no abstract |" in text
    assert "| mention | rule:one | 2 |" in text


def test_text_is_not_markup(example_graph: KnowledgeGraph) -> None:
    hostile = Rejected("<script>alert(1)</script>|a\n# b.txt", 1, "[link](javascript:alert(1))")
    text = report(replace(example_graph, rejected=(hostile,))).decode("utf-8")
    assert r"| \<script\>alert(1)\</script\>\|a # b.txt | 1 | \[link\](javascript:alert(1)) |" in text
