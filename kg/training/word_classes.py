"""Learn classes of words from the company they keep."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD

from kg.mentions.tokens import Tokens
from kg.training.annotated import Annotated

_RARE = 4  # a word seen less often has no class
_COMPANY = 1500  # the most frequent words, which others are known by
_OFFSETS = (-2, -1, 1, 2)
_DIMENSIONS = 50
_COARSE, _FINE = 60, 250


def learn_word_classes(annotated: Sequence[Annotated]) -> dict[str, list[str]]:
    """The coarse and the fine class of each word that is not rare, named after its most frequent word.

    Words are compared by their positive pointwise mutual information with the words beside them, in few dimensions.

    References
    ----------
    Levy, Goldberg & Dagan (2015), Improving distributional similarity with lessons learned from word embeddings,
    Transactions of the ACL 3:211-225. doi:10.1162/tacl_a_00134
    """
    texts = [["#" if any(map(str.isdigit, word)) else word for word in Tokens.of(a.doc).singulars] for a in annotated]
    counts = Counter(word for text in texts for word in text)
    words = sorted((word for word in counts if counts[word] >= _RARE), key=lambda word: (-counts[word], word))
    information = _information(texts, {word: i for i, word in enumerate(words)})
    size = min(_DIMENSIONS, len(words) - 1)
    points = TruncatedSVD(size, random_state=0).fit_transform(information)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    coarse, fine = (
        KMeans(min(classes, len(words)), n_init=2, random_state=0).fit(points).labels_ for classes in (_COARSE, _FINE)
    )
    named = [_named(words, classes) for classes in (coarse, fine)]
    return {word: [names[i] for names in named] for i, word in enumerate(words)}


def _named(words: Sequence[str], classes: Sequence[int]) -> list[str]:
    """For each word the name of its class: the most frequent of its words that is one, the words being so sorted."""
    names: dict[int, str] = {}
    for word, number in sorted(zip(words, classes, strict=True), key=lambda pair: not pair[0].isalpha()):
        names.setdefault(number, word)
    return [names[number] for number in classes]


def _information(texts: Sequence[Sequence[str]], words: dict[str, int]) -> csr_matrix:
    """Positive pointwise mutual information of each word with each frequent word at each offset."""
    company = min(_COMPANY, len(words))
    rows, columns = [], []
    for text in texts:
        for i, word in enumerate(text):
            for side, offset in enumerate(_OFFSETS):
                other = words.get(text[i + offset], company) if 0 <= i + offset < len(text) else company
                if word in words and other < company:
                    rows.append(words[word])
                    columns.append(side * company + other)
    seen = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(words), len(_OFFSETS) * company))
    seen.sum_duplicates()
    of_word, of_company = np.asarray(seen.sum(axis=1)).ravel(), np.asarray(seen.sum(axis=0)).ravel() ** 0.75
    pairs = seen.tocoo()
    expected = of_word[pairs.row] * (of_company / of_company.sum())[pairs.col]
    return csr_matrix((np.log(np.maximum(pairs.data / expected, 1.0)), (pairs.row, pairs.col)), shape=seen.shape)
