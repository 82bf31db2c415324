"""Graph → GraphML, for Gephi, yEd, Cytoscape and networkx."""

import re
from collections.abc import Iterator
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from kg.graph import KnowledgeGraph

# What XML 1.0 cannot hold, not even escaped.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = """\
<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="d5" for="edge" attr.name="confidence" attr.type="double" />
  <key id="d4" for="edge" attr.name="weight" attr.type="double" />
  <key id="d3" for="edge" attr.name="relation" attr.type="string" />
  <key id="d2" for="node" attr.name="papers" attr.type="long" />
  <key id="d1" for="node" attr.name="label" attr.type="string" />
  <key id="d0" for="node" attr.name="type" attr.type="string" />
  <graph edgedefault="directed">
"""
TAIL = """\
  </graph>
</graphml>
"""


def graphml(graph: KnowledgeGraph) -> bytes:
    """Nodes with type, label and papers, edges with relation, weight and confidence.

    Edges are numbered: their keys, the relations, would be the same id many times, which Gephi does not read.
    """
    # As text, because networkx's writer makes a tree of it all first and takes ten times as long.
    return "".join(chain([HEAD], _nodes(graph), _edges(graph), [TAIL])).encode()


def _nodes(graph: KnowledgeGraph) -> Iterator[str]:
    for node, data in graph.nodes():
        yield f"""\
    <node id={_quoted(node)}>
      <data key="d0">{data["type"]}</data>
      <data key="d1">{escape(_legal(data["label"]))}</data>
      <data key="d2">{data.get("papers", 1)}</data>
    </node>
"""


def _edges(graph: KnowledgeGraph) -> Iterator[str]:
    ids = {node: _quoted(node) for node in graph.nx}
    for number, (head, relation, tail, data) in enumerate(graph.edges()):
        yield f"""\
    <edge source={ids[head]} target={ids[tail]} id="e{number}">
      <data key="d3">{relation}</data>
      <data key="d4">{float(data["weight"])}</data>
      <data key="d5">{float(data["confidence"])}</data>
    </edge>
"""


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    return ILLEGAL.sub("", text)
