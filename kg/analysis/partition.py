"""Which nodes of a matrix of links belong together."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from kg.analysis.links import Matrix


def louvain(weights: Matrix, *, seed: int = 0, resolution: float = 1.0) -> NDArray[np.int_]:
    """The community of every node of symmetric weights, numbered from the largest; equals by their first node.

    The higher the resolution, the more and the smaller the communities.
    """
    from sknetwork.clustering import Louvain  # type: ignore[import-untyped]  # half a second to import

    if not weights.nnz:
        return np.arange(weights.shape[0])
    bare = {"sort_clusters": False, "return_probs": False, "return_aggregate": False}
    found = Louvain(resolution, shuffle_nodes=True, random_state=seed, **bare).fit_predict(weights)
    _, first, number, size = np.unique(found, return_index=True, return_inverse=True, return_counts=True)
    place = np.empty(len(size), dtype=int)
    place[np.lexsort((first, -size))] = np.arange(len(size))
    return place[number]


def modularity(weights: Matrix, community: NDArray[np.int_]) -> float:
    """Weight of links inside communities, less what chance would put there, as a share of all.

    References
    ----------
    Newman & Girvan (2004), Finding and evaluating community structure in networks. doi:10.1103/PhysRevE.69.026113
    """
    if not weights.nnz:
        return 0.0
    size = len(community)
    belongs = csr_matrix((np.ones(size), (np.arange(size), community)))
    between = (belongs.T @ weights @ belongs) / weights.sum()
    return round(float(between.trace() - (between.sum(axis=0) @ between.sum(axis=1)).item()), 12)
