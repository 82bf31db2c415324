"""Conditional logit: which one of several is chosen, by features that are there or not."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

# One choice: the features of each thing that can be chosen, and whether choosing it is right.
Choice = Sequence[tuple[Sequence[str], bool]]


def conditional_logit(choices: Sequence[Choice], *, penalty: float, rare: int, least: float) -> dict[str, float]:
    """A weight for each feature, without features seen less often than `rare` or weighing under `least`.

    Every choice has at least one that is right; `penalty` is the variance of the weights' normal prior.

    References
    ----------
    McFadden (1974), Conditional logit analysis of qualitative choice behavior, in Zarembka (ed.), Frontiers in
    Econometrics, p. 105-142.
    """
    counts = Counter(feature for choice in choices for features, _ in choice for feature in features)
    names = {name: i for i, name in enumerate(sorted(name for name in counts if counts[name] >= rare))}
    options = [option for choice in choices for option in choice]
    columns = [[names[feature] for feature in features if feature in names] for features, _ in options]
    matrix = csr_matrix(
        (np.ones(sum(map(len, columns))), np.concatenate(columns), np.cumsum([0, *map(len, columns)])),
        shape=(len(options), len(names)),
    )
    right = np.array([is_right for _, is_right in options])
    sizes = np.array([len(choice) for choice in choices])
    learnt = _fit(matrix, right, sizes, penalty)
    return {name: round(float(learnt[i]), 3) for name, i in names.items() if abs(learnt[i]) > least}


def _fit(matrix: csr_matrix, right: NDArray[np.bool_], sizes: NDArray[np.int_], penalty: float) -> NDArray[np.float64]:
    starts = np.cumsum(sizes) - sizes

    def shares(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        totals = np.add.reduceat(values, starts)
        return values / np.repeat(totals, sizes), totals

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        likely, everything = shares(odds)
        wanted, reached = shares(np.where(right, odds, 0.0))
        misfit = float(np.log(everything / reached).sum() + weights @ weights / (2 * penalty))
        return misfit, matrix.T @ (likely - wanted) + weights / penalty

    fitted: NDArray[np.float64] = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B").x
    return fitted
