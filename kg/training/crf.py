"""Conditional random fields over short sequences, learnt by L-BFGS."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

from kg.sentences import Chain

Array = NDArray[np.float64]
_MOVE_PENALTY = 0.5
_STEPS = 60  # of L-BFGS; later ones no longer help


def learn_chain(
    sequences: Sequence[tuple[list[list[str]], list[int]]], size: int, *, penalty: float, rare: int, least: float
) -> Chain:
    """The chain of `size` labels that best explains sequences of rows of features with the label of each row.

    Features seen less often than `rare` are not learnt; those that weigh under `least` are left out.

    References
    ----------
    Lafferty, McCallum & Pereira (2001), Conditional random fields: probabilistic models for segmenting and labeling
    sequence data, ICML. https://dl.acm.org/doi/10.5555/645530.655813
    Sha & Pereira (2003), Shallow parsing with conditional random fields, NAACL. https://aclanthology.org/N03-1028
    """
    rows = [row for sequence, _ in sequences for row in sequence]
    counts = Counter(feature for row in rows for feature in row)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{name: 1 for name in row if counts[name] >= rare} for row in rows])
    names = vectorizer.get_feature_names_out()
    labels = np.array([label for _, labels in sequences for label in labels])
    loss = _Loss(matrix, labels, _places([len(labels) for _, labels in sequences]), size, penalty)
    start = np.zeros((len(names) + size + 2) * size)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    features, first, moves, last = loss.parts(best)
    kept = {name: row for name, row in zip(names, features, strict=True) if np.abs(row).max() > least}
    return {
        "features": {name: _round(row) for name, row in kept.items()},
        "first": _round(first),
        "moves": [_round(row) for row in moves],
        "last": _round(last),
    }


def _round(row: Array) -> list[float]:
    return [round(float(weight), 2) for weight in row]


def _places(lengths: Sequence[int]) -> NDArray[np.int64]:
    """For each sequence and step the number of its row; past the end of a sequence, -1."""
    ends = np.cumsum(lengths)
    places = np.full((len(lengths), max(lengths)), -1)
    for place, length, end in zip(places, lengths, ends, strict=True):
        place[:length] = np.arange(end - length, end)
    return places


@dataclass(frozen=True)
class _Loss:
    """Penalised negative log-likelihood of the labels, and its gradient, as a function of all weights in one vector."""

    matrix: Any
    labels: NDArray[np.int64]
    places: NDArray[np.int64]
    size: int
    penalty: float

    def parts(self, weights: Array) -> tuple[Array, Array, Array, Array]:
        """Weights of features, first labels, moves and last labels."""
        rows = weights.reshape(-1, self.size)
        count = self.matrix.shape[1]
        return rows[:count], rows[count], rows[count + 1 : -1], rows[-1]

    def __call__(self, weights: Array) -> tuple[float, Array]:
        features, first, moves, last = self.parts(weights)
        scores = self.matrix @ features
        is_first, is_last = self.places[:, 0], self.places.max(axis=1)
        scores[is_first] += first
        scores[is_last] += last
        before, after = self.places[:, :-1][self.places[:, 1:] >= 0], self.places[:, 1:][self.places[:, 1:] >= 0]
        total, expected, expected_moves = self._expect(scores, moves)
        gold = np.eye(self.size)[self.labels]
        reached = (scores * gold).sum() + moves[self.labels[before], self.labels[after]].sum()
        rest = expected - gold
        slope_moves = expected_moves - gold[before].T @ gold[after]
        slope = [self.matrix.T @ rest, rest[is_first].sum(axis=0)[None], slope_moves, rest[is_last].sum(axis=0)[None]]
        scale = np.full(len(weights), _MOVE_PENALTY)
        scale[: features.size] = self.penalty
        return float(total - reached + (scale * weights**2).sum() / 2), np.vstack(slope).ravel() + scale * weights

    def _expect(self, scores: Array, moves: Array) -> tuple[float, Array, Array]:
        """Sum of the log partition functions; expected labels of each row; expected moves."""
        peaks = scores.max(axis=1, keepdims=True)
        likely, step = np.exp(scores - peaks), np.exp(moves)
        ahead, behind, norms = np.zeros_like(likely), np.ones_like(likely), np.ones(len(likely))
        for t, rows in enumerate(self.places.T):
            now, before = rows[rows >= 0], self.places[rows >= 0, t - 1]
            ahead[now] = likely[now] * (ahead[before] @ step if t else 1)
            norms[now] = ahead[now].sum(axis=1)
            ahead[now] /= norms[now, None]
        expected_moves = np.zeros_like(moves)
        for t in range(self.places.shape[1] - 1, 0, -1):
            rows = self.places[:, t]
            now, before = rows[rows >= 0], self.places[rows >= 0, t - 1]
            flow = behind[now] * likely[now] / norms[now, None]
            behind[before] = flow @ step.T
            expected_moves += step * (ahead[before].T @ flow)
        return float(np.log(norms).sum() + peaks.sum()), ahead * behind, expected_moves
