"""Where every node of a graph is drawn: communities as discs in discs, named by their hubs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.analysis import DIGITS
from kg.analysis.links import links
from kg.analysis.measures import pagerank
from kg.analysis.partition import modularity
from kg.graph import KnowledgeGraph
from kg.layout.discs import Points
from kg.layout.hubs import Bundles, bundled, generic, named, spread
from kg.layout.nest import Places, place
from kg.layout.tree import Ints

__all__ = ["Bundles", "Communities", "Layout", "Places", "lay_out", "nowhere", "place"]

Grid = NDArray[np.uint16]

EDGE = 2**16 - 1  # of the square that everything is placed in
SMALLEST, LARGEST = 1.0, 6.0  # radius of a node, before the picture is brought onto the grid
CLAIM = 0.4  # radius of a claim


@dataclass(frozen=True, slots=True, eq=False)
class Communities:
    """The tree of communities, a column each, parents before their children."""

    parent: Ints  # -1 for those of the coarsest level, which is 0
    level: Ints
    x: Grid
    y: Grid
    radius: Grid
    size: Ints  # the nodes inside, claims counted
    hub: Ints  # the node it is named after
    names: tuple[str, ...]  # no two alike


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Places on a square of 65,536 by 65,536; rows of every column are `nodes`, in sorted order.

    Nodes do not overlap, nor do communities that are not inside each other. `rank` is PageRank; `degree` the
    number of neighbours; `community` the smallest that holds the node; `owner` the row of the paper that a claim hangs
    on, else -1; `spread` how evenly the neighbours lie over the coarsest communities (0 to 1); `generic` says of
    entities that theirs lie too evenly to tell anything ("accuracy", "neural network"); `modularity` is that of the
    coarsest communities.
    """

    nodes: tuple[str, ...]
    x: Grid
    y: Grid
    radius: Grid
    rank: Points
    degree: Ints
    community: Ints
    owner: Ints
    spread: Points
    generic: NDArray[np.bool_]
    communities: Communities
    bundles: Bundles
    modularity: float


def lay_out(graph: KnowledgeGraph) -> Layout:
    """The layout of the whole graph, the same for the same graph.

    Papers and entities are placed by their links; claims stand in rings around the paper that states them, since what
    they name their paper names too. The area of a node follows its PageRank.

    Raises
    ------
    BadBuild
        When the graph has no node.
    """
    linked = links(graph)
    found = dict(graph.nx.nodes.items())
    data = [found[node] for node in linked.nodes]
    rank = np.round(pagerank(linked), DIGITS)
    weights, owner = linked.both_ways, _owners(linked.nodes, data)
    radii = _radii(rank, owner)
    places = place(weights, radii, owner)
    spreads = spread(weights, places.tree.at(0))
    entity = np.array(["entity" in item for item in data])
    generics = generic(weights, spreads) & entity
    named_by = named(weights, places.tree, np.where(entity, generics, 2), rank, [item["label"] for item in data])
    x, y, radius, discs = _on_grid(places, radii)
    communities = Communities(places.tree.parent, places.tree.level, *discs, places.tree.sizes, *named_by)
    return Layout(
        linked.nodes,
        x,
        y,
        radius,
        rank,
        np.diff(weights.indptr),
        places.tree.leaf,
        owner,
        spreads,
        generics,
        communities,
        bundled(weights, places.tree),
        modularity(weights, places.tree.at(0)),
    )


def nowhere() -> Layout:
    """The layout of a graph without nodes."""
    whole, grid, share = np.zeros(0, dtype=int), np.zeros(0, dtype=np.uint16), np.zeros(0)
    communities = Communities(whole, whole, grid, grid, grid, whole, whole, ())
    bundles = Bundles(whole, whole, whole, share, whole)
    none = np.zeros(0, dtype=bool)
    return Layout((), grid, grid, grid, share, whole, whole, whole, share, none, communities, bundles, 0.0)


def _owners(nodes: Sequence[str], data: Sequence[Mapping[str, Any]]) -> Ints:
    """The paper that each claim hangs on; -1 for nodes that are no claims."""
    row = {node: number for number, node in enumerate(nodes)}
    return np.array([row[item["paper"]] if "claim" in item else -1 for item in data])


def _radii(rank: Points, owner: Ints) -> Points:
    """Radii of nodes, whose areas follow PageRank."""
    radii = np.clip(np.sqrt(rank / rank[owner < 0].mean()), SMALLEST, LARGEST)
    return np.where(owner < 0, radii, CLAIM)


def _on_grid(places: Places, radii: Points) -> tuple[Grid, Grid, Grid, tuple[Grid, Grid, Grid]]:
    """The circles of nodes and of communities, in the square; radii are rounded down."""
    low = (places.centre - places.reach[:, None]).min(axis=0)
    scale = EDGE / ((places.centre + places.reach[:, None]).max(axis=0) - low).max()

    def circles(points: Points, radii: Points) -> tuple[Grid, Grid, Grid]:
        x, y = np.rint((points - low) * scale).astype(np.uint16).T
        return x, y, np.floor(radii * scale).astype(np.uint16)

    return *circles(places.points, radii), circles(places.centre, places.reach)
