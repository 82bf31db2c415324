"""Multinomial logistic regression over features that are there or not."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

Row = Sequence[str]


def regression(
    rows: Sequence[Row], labels: list[int], weights: list[float], *, penalty: float, rare: int, least: float
) -> dict[str, list[float]]:
    """For each feature a weight for each label, without features seen less often than `rare` or weighing under `least`.

    The weights of a feature add up to zero. Every row has the feature "bias".
    """
    counts = Counter(feature for row in rows for feature in row)
    names = {name: i for i, name in enumerate(sorted(name for name in counts if counts[name] >= rare))}
    model = LogisticRegression(C=penalty, max_iter=1000)
    model.fit(_matrix(rows, names), labels, sample_weight=weights)
    coefficients = model.coef_.T
    coefficients[names["bias"]] += model.intercept_
    if len(model.classes_) == 2:
        coefficients = np.hstack([np.zeros_like(coefficients), coefficients])
    coefficients -= coefficients.mean(axis=1, keepdims=True)
    return {
        name: [round(float(weight), 3) for weight in coefficients[i]]
        for name, i in names.items()
        if name == "bias" or np.abs(coefficients[i]).max() > least
    }


def _matrix(rows: Sequence[Row], names: dict[str, int]) -> csr_matrix:
    columns = [[names[name] for name in row if name in names] for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.fromiter((i for row in columns for i in row), dtype=np.int32, count=ends[-1])
    return csr_matrix((np.ones(len(flat), dtype=np.float32), flat, ends), shape=(len(rows), len(names)))
