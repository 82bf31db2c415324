"""Graph → CSV for spreadsheets: RFC 4180 in UTF-8, rows ended by a bare line feed.

Text that a spreadsheet would take for a formula gets an apostrophe before it, for the names come out of files that
anyone may have written. The other outputs hold it as it is.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from kg.graph import KnowledgeGraph
from kg.model import Claim, Entity, Paper

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
NODE_COLUMNS = (
    *("id", "type", "label", "aliases", "papers", "date", "authors", "venue", "doi", "arxiv", "url", "quote"),
    *("wikidata", "broader"),
)
EDGE_COLUMNS = ("head", "relation", "tail", "weight", "confidence", "papers", "quote")


def nodes(graph: KnowledgeGraph) -> bytes:
    """One node a row; columns that its class does not have are empty. Aliases, authors and broader are joined by " | ".

    The url of an entity is its page, and `broader` are ids of nodes.
    """
    cells = ({"id": node} | _node(data) for node, data in graph.nodes())
    return _table(NODE_COLUMNS, (map(row.get, NODE_COLUMNS) for row in cells))


def edges(graph: KnowledgeGraph) -> bytes:
    """One edge a row, with the ids of the papers that say it and the first quote that does."""
    return _table(EDGE_COLUMNS, (_edge(*edge) for edge in graph.edges()))


def _node(data: Mapping[str, Any]) -> dict[str, Any]:
    match data:
        case {"paper": Paper() as paper}:
            own = {"papers": 1, "authors": " | ".join(paper.authors)}
            own |= {name: getattr(paper, name) for name in ("date", "venue", "doi", "arxiv", "url")}
        case {"entity": Entity() as entity, "papers": count}:
            own = {"aliases": " | ".join(entity.aliases), "papers": count, "url": entity.page}
            own |= {"wikidata": entity.wikidata, "broader": " | ".join(entity.broader)}
        case {"claim": Claim(), "quote": quote}:
            own = {"papers": 1, "quote": quote}
    return {"type": data["type"], "label": data["label"]} | own


def _edge(head: str, relation: str, tail: str, data: Mapping[str, Any]) -> tuple[object, ...]:
    evidence = data["evidence"]
    papers = " | ".join(sorted({piece.paper for piece in evidence}))
    return head, relation, tail, data["weight"], data["confidence"], papers, evidence[0].quote


def _table(columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(_guarded, rows))
    return text.getvalue().encode()


def _guarded(row: Iterable[object]) -> list[object]:
    return [f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA else cell for cell in row]
