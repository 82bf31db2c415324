"""What writing a build costs: `python benchmarks/write.py [PAPERS]`, 1,000 papers without a number.

The papers are copies of the bundled sample. Prints, for every file and for the check against the shapes, processor
seconds per 1,000 papers, and how many times as long a library takes for the same where there is one: rdflib for RDF,
networkx for GraphML, pandas for tables, json for lines, pySHACL for the shapes. The libraries get their own kind of
graph ready made.
"""

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from itertools import count, islice

import networkx as nx
import pandas as pd
import rdflib
from pyshacl import validate as shacl

from kg.assembly import assemble
from kg.export import WRITERS, rdf, shapes
from kg.graph import KnowledgeGraph
from kg.linking import link
from kg.model import Reading
from kg.ontology import ROOT
from kg.pipeline import papers_of, read

Work = Callable[[], object]
CHECK = "shapes.ttl"


def copies(readings: list[Reading]) -> Iterator[Reading]:
    """The readings again and again, each time as papers of their own."""
    for number in count():
        for reading in readings:
            yield replace(reading, paper=replace(reading.paper, id=f"{reading.paper.id}-{number}"))


def by_us(graph: KnowledgeGraph) -> dict[str, Work]:
    """How kg writes each file, and checks the graph; the time of N-Triples is that of Turtle too, made with them."""
    works: dict[str, Work] = {"graph.nt": lambda: rdf.ntriples(graph)}
    works |= {name: lambda write=write: write(graph) for name, write in WRITERS.items() if name not in works}  # type: ignore[misc]
    return works | {CHECK: lambda: shapes.validate(io.StringIO(rdf.ntriples(graph).decode()))}


def by_libraries(graph: KnowledgeGraph) -> dict[str, Work]:
    """How libraries do the same."""
    triples = rdflib.Graph().parse(data=rdf.ntriples(graph), format="nt")
    edges = pd.DataFrame(
        (head, relation, tail, data["weight"], data["confidence"], data["evidence"][0].quote)
        for head, relation, tail, data in graph.edges()
    )
    return {
        "graph.nt": lambda: triples.serialize(format="nt"),
        "graph.ttl": lambda: triples.serialize(format="turtle"),
        "graph.graphml": lambda: nx.GraphMLWriter(_plain(graph)).dump(io.BytesIO()),
        "edges.csv": lambda: edges.to_csv(),
        "readings.jsonl": lambda: [json.dumps(asdict(reading)) for reading in graph.readings],
        "dropped.jsonl": lambda: [json.dumps(asdict(drop)) for drop in graph.dropped],
        CHECK: lambda: shacl(triples, shacl_graph=rdflib.Graph().parse(ROOT / "shapes.ttl"), inference="none"),
    }


def _plain(graph: KnowledgeGraph) -> "nx.MultiDiGraph[str]":
    """The graph with attributes that GraphML can hold."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain.add_nodes_from((node, {"type": data["type"], "label": data["label"]}) for node, data in graph.nodes())
    for head, relation, tail, data in graph.edges():
        plain.add_edge(head, tail, relation=relation, weight=data["weight"], confidence=data["confidence"])
    return plain


def seconds(work: Work) -> float:
    """Processor seconds, which other programs on the machine change less than those of the clock."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Write copies of the sample, with kg and with libraries."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    readings = list(islice(copies(list(read(papers_of(None)[0]))), papers))
    graph = assemble(readings, link(readings))
    ours = {name: seconds(work) for name, work in by_us(graph).items()}
    theirs = {name: seconds(work) for name, work in by_libraries(graph).items()}
    print(f"{'':16s} {'s per 1,000':>12s} {'library':>9s}")
    for name, spent in ours.items():
        ratio = f"{theirs[name] / spent:7.1f} ×" if name in theirs else ""
        print(f"{name:16s} {spent / papers * 1000:12.2f} {ratio:>9s}")
    print(f"{'all':16s} {sum(ours.values()) / papers * 1000:12.2f}")


if __name__ == "__main__":
    main()
