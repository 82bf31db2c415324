"""Learn the roles of sentences."""

from collections import Counter
from collections.abc import Sequence

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg import sentences
from kg.ontology import sentence_roles
from kg.training.annotated import Annotated
from kg.training.crf import learn_chain

_PENALTY, _RARE, _LEAST = 0.01, 10, 0.02  # of the words that tell them apart
_SHORTEST = 3  # sentences of an abstract; some corpora have single sentences


def learn_roles(annotated: Sequence[Annotated]) -> sentences.RoleWeights:
    """A chain for each guideline, and the words that tell whose corpus an abstract looks like."""
    ours = [paper for paper in annotated if paper.is_ours]
    other = [paper for paper in annotated if not paper.is_ours and paper.data.get("sentences")]
    return {
        "roles": list(sentence_roles()),
        "words": _words([paper for paper in annotated if paper not in other], other),
        "ours": _chain(ours, penalty=5.0, rare=2, least=0.03),
        "other": _chain(other or ours, penalty=60.0, rare=4, least=0.03),
    }


def _chain(annotated: Sequence[Annotated], *, penalty: float, rare: int, least: float) -> sentences.Chain:
    roles = list(sentence_roles())
    said = [paper.roles() for paper in annotated]
    sequences = [
        (sentences.features([span for span, _ in rows]), [roles.index(role) for _, role in rows]) for rows in said
    ]
    return learn_chain(sequences, len(roles), penalty=penalty, rare=rare, least=least)


def _words(ours: Sequence[Annotated], other: Sequence[Annotated]) -> dict[str, float]:
    """Weights above zero for what abstracts of machine learning say, below for what those of the other corpus say."""
    if not other:
        return {}
    abstracts = [[sentences.abstract_sentences(paper.doc) for paper in side] for side in (other, ours)]
    sides = [[sentences.topic(spans) for spans in side if len(spans) >= _SHORTEST] for side in abstracts]
    rows = [words for side in sides for words in side]
    counts = Counter(word for row in rows for word in row)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{word: 1 for word in row if counts[word] >= _RARE} for row in rows])
    labels = [label for label, side in enumerate(sides) for _ in side]
    # Without a constant, words that say little leave the sum near zero.
    model = LogisticRegression(C=_PENALTY, class_weight="balanced", fit_intercept=False, max_iter=1000)
    model.fit(matrix, labels)
    learnt = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    return {word: round(float(weight), 3) for word, weight in learnt.items() if abs(weight) > _LEAST}
