"""What the graph shows as a whole: which nodes matter, which belong together, what rises and falls."""

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg import ontology
from kg.analysis.links import links
from kg.analysis.measures import MEASURES, Vector, pagerank
from kg.analysis.partition import louvain, modularity
from kg.errors import BadQuery
from kg.graph import KnowledgeGraph

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MEASURES", "centrality", "communities", "importance", "trends"]

DIGITS = 12  # the last digits are chance of rounding and would break ties differently from machine to machine
NAMED = 3  # members in the label of a community


def centrality(graph: KnowledgeGraph, measure: str = "pagerank", *, type: str | None = None) -> "pd.DataFrame":
    """Nodes by centrality, highest first; equals by id.

    The columns are id, label, type, value and papers (how many papers name the node; 1 for papers and claims).
    Without `type` every node of the graph is ranked; with it only those of one class, linked by what they share:
    two methods by the number of papers that name both (see `kg.analysis.links`). PageRank, in-degree and
    out-degree follow the direction of links, the other measures take them both ways.

    Raises
    ------
    BadQuery
        When `measure` or `type` is not known.
    BadBuild
        When the graph has no such node.
    """
    import pandas as pd  # a third of a second, which a build does without

    if measure not in MEASURES:
        raise BadQuery(f"no measure {measure!r}; there are {', '.join(MEASURES)}")
    ranked = links(graph, type)
    values = np.round(MEASURES[measure](ranked), DIGITS) + 0.0  # no negative zero
    nodes = [graph.nx.nodes[node] for node in ranked.nodes]
    frame = pd.DataFrame(
        {
            "id": ranked.nodes,
            "label": [node["label"] for node in nodes],
            "type": [node["type"] for node in nodes],
            "value": values,
            "papers": [node.get("papers", 1) for node in nodes],
        }
    )
    return frame.sort_values(["value", "id"], ascending=[False, True], ignore_index=True)


def importance(graph: KnowledgeGraph) -> dict[str, float]:
    """The PageRank of every node, rounded to `DIGITS`."""
    linked = links(graph)
    return dict(zip(linked.nodes, pagerank(linked).round(DIGITS).tolist(), strict=True))


def communities(graph: KnowledgeGraph, *, type: str | None = None, seed: int = 0) -> "pd.DataFrame":
    """Nodes with their community, the largest community first, its most central members first.

    The columns are id, label, type, community (0 is the largest) and community_label (the most central members by
    PageRank, entities before papers and claims); `frame.attrs["modularity"]` says how sharp the division is, from
    0 (none) to 1. Nodes are linked as for `centrality`, links taken both ways.

    Raises
    ------
    BadQuery
        When `type` is not known.
    BadBuild
        When the graph has no such node.

    References
    ----------
    Blondel et al. (2008), Fast unfolding of communities in large networks. doi:10.1088/1742-5468/2008/10/P10008
    """
    import pandas as pd

    linked = links(graph, type)
    community = louvain(linked.both_ways, seed=seed)
    frame = pd.DataFrame(_rows(graph, linked.nodes, community, pagerank(linked)))
    frame.attrs["modularity"] = modularity(linked.both_ways, community)
    return frame


def trends(graph: KnowledgeGraph, *, type: str) -> "pd.DataFrame":
    """How many papers of each year name each entity of a class: one row a year, one column an entity.

    Columns are labels (the id where two entities share one), most named first. Years without a paper in between
    are rows of zeros; papers whose year is not known are not counted.

    Raises
    ------
    BadQuery
        When `type` is no class of entity.
    """
    import pandas as pd

    if type not in ontology.entity_types():
        raise BadQuery(f"no class of entity {type!r}; there are {', '.join(ontology.entity_types())}")
    columns = {node: _years(graph, node) for node, _ in graph.nodes(type)}
    seen = {year for years in columns.values() for year in years}
    index = pd.RangeIndex(min(seen, default=0), max(seen, default=-1) + 1, name="year")
    order = sorted(columns, key=lambda node: (-columns[node].total(), node))
    frame = pd.DataFrame({node: [columns[node][year] for year in index] for node in order}, index=index, dtype=int)
    return frame.set_axis(_names(graph, order), axis=1)


def _rows(
    graph: KnowledgeGraph, nodes: tuple[str, ...], community: NDArray[np.int_], rank: Vector
) -> dict[str, list[object]]:
    data = [graph.nx.nodes[node] for node in nodes]
    entities = [item["type"] in ontology.entity_types() for item in data]
    rounded = np.round(rank, DIGITS)
    order = sorted(range(len(nodes)), key=lambda i: (community[i], not entities[i], -rounded[i], nodes[i]))
    members: dict[int, list[str]] = {}
    for i in order:
        members.setdefault(int(community[i]), []).append(data[i]["label"])
    return {
        "id": [nodes[i] for i in order],
        "label": [data[i]["label"] for i in order],
        "type": [data[i]["type"] for i in order],
        "community": [int(community[i]) for i in order],
        "community_label": [", ".join(members[int(community[i])][:NAMED]) for i in order],
    }


def _years(graph: KnowledgeGraph, node: str) -> Counter[int]:
    papers = (graph.nx.nodes[head] for head in graph.nx.predecessors(node))
    years = (data["paper"].year for data in papers if data["type"] == "Paper")
    return Counter(year for year in years if year is not None)


def _names(graph: KnowledgeGraph, nodes: list[str]) -> list[str]:
    labels = [graph.nx.nodes[node]["label"] for node in nodes]
    used = Counter(labels)
    return [label if used[label] == 1 else node for node, label in zip(nodes, labels, strict=True)]
