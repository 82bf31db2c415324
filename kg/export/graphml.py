"""Graph → GraphML, for Gephi, yEd, Cytoscape and networkx."""

import io
import re

import networkx as nx

from kg.graph import KnowledgeGraph

# What XML 1.0 cannot hold, not even escaped.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(graph: KnowledgeGraph) -> bytes:
    """Nodes with type, label and papers, edges with relation, weight and confidence.

    Edges are numbered: their keys, the relations, would be the same id many times, which Gephi does not read.
    """
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes():
        plain.add_node(_legal(node), type=data["type"], label=_legal(data["label"]), papers=data.get("papers", 1))
    for number, (head, relation, tail, data) in enumerate(graph.edges()):
        weight, confidence = float(data["weight"]), float(data["confidence"])
        plain.add_edge(
            _legal(head), _legal(tail), key=f"e{number}", relation=relation, weight=weight, confidence=confidence
        )
    file = io.BytesIO()
    nx.GraphMLWriter(plain, prettyprint=True).dump(file)
    return file.getvalue().rstrip() + b"\n"


def _legal(text: str) -> str:
    return ILLEGAL.sub("", text)
