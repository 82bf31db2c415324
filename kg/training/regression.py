"""Multinomial logistic regression over features that are there or not."""

from collections import Counter

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression


def regression(
    rows: list[list[str]], labels: list[int], weights: list[float], *, penalty: float, rare: int, least: float
) -> dict[str, list[float]]:
    """For each feature a weight for each label, without features seen less often than `rare` or weighing under `least`."""
    counts = Counter(feature for row in rows for feature in row)
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = vectorizer.fit_transform([{name: 1 for name in row if counts[name] >= rare} for row in rows])
    model = LogisticRegression(C=penalty, max_iter=1000).fit(matrix, labels, sample_weight=weights)
    names = vectorizer.get_feature_names_out()
    learnt = {name: row for name, row in zip(names, model.coef_.T, strict=True) if np.abs(row).max() > least}
    learnt["bias"] = model.coef_.T[list(names).index("bias")] + model.intercept_
    return {name: [round(float(weight), 3) for weight in learnt[name]] for name in sorted(learnt)}
