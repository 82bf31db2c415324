"""Learn the weights from annotated abstracts: `python -m kg.weights.train ANNOTATED.jsonl…`, with the extra "train".

A line of a file is an annotated abstract with `title`, `abstract` and some of: `entities` (type and surface forms of
each), `mentions` (start, end, type), `sentences` (start, end and a role, or `labels`), `claims`, `relations`. What a
line does not hold is not learnt from. Offsets count in title, newline, abstract.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from kg import precision, relations, sentences
from kg.claims import find_claims
from kg.language import load
from kg.mentions import FINDERS, find_mentions, referee
from kg.mentions.acronyms import find_acronyms
from kg.model import Paper
from kg.naming import join, key
from kg.ontology import entity_types, sentence_roles

# Other corpora's names of roles, and of relations, in ours.
_ROLES = {"objective": "contribution"}
_RELATIONS = {
    "used_for": "usedFor", "evaluated_on": "evaluatedOn", "trained_on": "trainedOn", "part_of": "partOf",
    "based_on": "basedOn", "subtype_of": "subtypeOf", "compared_with": "comparedWith", "outperforms": "outperforms",
}  # fmt: skip
# Corpora annotated by other guidelines than ours teach less: the weight of one of their cases.
_FOREIGN_SENTENCE, _FOREIGN_MENTION = 0.15, 0.5
_RARE = 4  # a feature of sentences seen less often is not learnt
_RARE_MENTION = 3
_TRANSITION = 0.3  # how much the order of roles counts against the words
_LONGEST = 12  # tokens of a name


@dataclass(frozen=True)
class Annotated:
    """An annotated abstract, its doc, and the classes of mention that its corpus annotates."""

    data: Mapping[str, Any]
    doc: Doc
    classes: frozenset[str]

    @property
    def is_ours(self) -> bool:
        """Whether it is annotated by our own guideline, with whole entities."""
        return "entities" in self.data

    @cached_property
    def case(self) -> referee.Case:
        """What the finders propose in it."""
        acronyms = find_acronyms(self.doc)
        candidates = (candidate for find in FINDERS.values() for candidate in find(self.doc, acronyms))
        return referee.Case.of(self.doc, candidates, sentences.find_sentences(self.doc), acronyms)

    def spans(self) -> dict[tuple[int, int], str]:
        """The tokens [start, end) of each annotated mention, with its class."""
        if not self.is_ours:
            spans = ((self.doc.char_span(start, end), kind) for start, end, kind in self.data.get("mentions", ()))
            return {(span.start, span.end): kind for span, kind in spans if span is not None}
        return dict(self._named())

    def _named(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Where the surface forms of the entities stand, the longest at each token."""
        table = {key(form): entity["type"] for entity in self.data["entities"] for form in entity["mentions"]}
        keys = [key(token.text) for token in self.doc]
        start = 0
        while start < len(keys):
            ends = range(min(start + _LONGEST, len(keys)), start, -1) if keys[start] else ()
            end = next((end for end in ends if keys[end - 1] and join(keys[start:end]) in table), None)
            if end:
                yield (start, end), table[join(keys[start:end])]
            start = end or start + 1

    def roles(self) -> list[tuple[Any, str]]:
        """The annotated sentences as spans, with their role."""
        rows = [
            (s["start"], s["end"], s["labels"][0]) if isinstance(s, dict) else s for s in self.data.get("sentences", ())
        ]
        spans = (self.doc.char_span(start, end, alignment_mode="expand") for start, end, _ in rows)
        return [(span, _ROLES.get(row[2], row[2])) for span, row in zip(spans, rows, strict=True)]


def read(paths: Iterable[Path]) -> list[Annotated]:
    """The annotated abstracts of some files, parsed."""
    annotated = []
    for path in paths:
        datas = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        classes = frozenset(kind for data in datas for _, _, kind in data.get("mentions", ()))
        for data in datas:
            doc = load()(Paper("", data["title"], data["abstract"]).text)
            annotated.append(Annotated(data, doc, frozenset(entity_types()) if "entities" in data else classes))
    return annotated


def learn_roles(annotated: Sequence[Annotated]) -> sentences.RoleWeights:
    """Weights of words and places for the role of a sentence, and of one role after another."""
    roles = list(sentence_roles())
    rows, labels, weights = [], [], []
    after = np.ones((len(roles), len(roles)))
    for paper in annotated:
        said = paper.roles()
        weight = 1.0 if paper.is_ours else _FOREIGN_SENTENCE
        for i, (_, role) in enumerate(said):
            rows.append(list(sentences.features([span for span, _ in said], i)))
            labels.append(roles.index(role))
            weights.append(weight)
            if i:
                after[roles.index(said[i - 1][1]), roles.index(role)] += weight
    moves = np.log(after / after.sum(axis=1, keepdims=True) / (after.sum(axis=0) / after.sum()))
    return {
        "roles": roles,
        "features": _regression(rows, labels, weights, penalty=0.15, rare=_RARE, least=0.06),
        "transitions": [[round(float(_TRANSITION * move), 3) for move in row] for row in moves],
    }


def learn_mentions(annotated: Sequence[Annotated]) -> referee.MentionWeights:
    """Weights of the referee's features; what a corpus does not annotate at all it does not teach to refuse."""
    classes = [referee.NONE, *entity_types()]
    rows, labels, weights = [], [], []
    for paper in annotated:
        if not paper.classes:
            continue
        spans = paper.spans()
        for place, candidates in paper.case.candidates.items():
            label = spans.get(place, referee.NONE)
            proposed = {candidate.type for candidate in candidates if candidate.type}
            if label == referee.NONE and proposed - paper.classes:
                continue
            rows.append(list(dict.fromkeys(referee.features(paper.case, *place))))
            labels.append(classes.index(label))
            weights.append(1.0 if paper.is_ours else _FOREIGN_MENTION)
    features = _regression(rows, labels, weights, penalty=0.3, rare=_RARE_MENTION, least=0.03)
    return {"classes": classes, "features": features}


def _regression(
    rows: list[list[str]], labels: list[int], weights: list[float], *, penalty: float, rare: int, least: float
) -> dict[str, list[float]]:
    """Multinomial logistic regression over features that are there or not; small weights are left out."""
    counts = Counter(feature for row in rows for feature in row)
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = vectorizer.fit_transform([{name: 1 for name in row if counts[name] >= rare} for row in rows])
    model = LogisticRegression(C=penalty, max_iter=1000).fit(matrix, labels, sample_weight=weights)
    names = vectorizer.get_feature_names_out()
    learnt = {name: row for name, row in zip(names, model.coef_.T, strict=True) if np.abs(row).max() > least}
    learnt["bias"] = model.coef_.T[list(names).index("bias")] + model.intercept_
    return {name: [round(float(weight), 3) for weight in learnt[name]] for name in sorted(learnt)}


def count_rules(annotated: Sequence[Annotated]) -> dict[str, tuple[int, int]]:
    """How often each rule for relations and claims was right, and how often it said anything."""
    right, said = Counter[str](), Counter[str]()
    for paper in annotated:
        if paper.is_ours:
            for rule, is_right in (*_judged_relations(paper), *_judged_claims(paper)):
                said[rule] += 1
                right[rule] += is_right
    return {rule: (right[rule], said[rule]) for rule in sorted(said)}


def _judged_relations(paper: Annotated) -> Iterator[tuple[str, bool]]:
    names = [{key(form) for form in entity["mentions"]} for entity in paper.data["entities"]]
    gold = [(names[r["head"]], _RELATIONS[r["relation"]], names[r["tail"]]) for r in paper.data["relations"]]
    mentions, _ = find_mentions(paper.doc, paper.case.acronyms, paper.case.sentences, "")
    forms: dict[str, set[str]] = {}
    for mention in mentions:
        forms.setdefault(mention.entity, set()).add(key(mention.surface))
    seen = set()
    for proposal in relations.propose(paper.doc, mentions, paper.case.sentences):
        head, tail = mentions[proposal.head].entity, mentions[proposal.tail].entity
        if (proposal.rule, head, tail) not in seen:
            seen.add((proposal.rule, head, tail))
            ends = (forms[head], forms[tail])
            yield proposal.rule, any(_agrees(ends, proposal.relation, relation) for relation in gold)


def _agrees(ends: tuple[set[str], set[str]], relation: str, gold: tuple[set[str], str, set[str]]) -> bool:
    straight = ends[0] & gold[0] and ends[1] & gold[2]
    crossed = relation == "comparedWith" and ends[1] & gold[0] and ends[0] & gold[2]
    return relation == gold[1] and bool(straight or crossed)


def _judged_claims(paper: Annotated) -> Iterator[tuple[str, bool]]:
    gold = {claim["start"]: {reading["relation"] for reading in claim["readings"]} for claim in paper.data["claims"]}
    mentions, _ = find_mentions(paper.doc, paper.case.acronyms, paper.case.sentences, "")
    for claim in find_claims(paper.doc, mentions, paper.case.sentences):
        yield claim.source, claim.relation in gold.get(claim.start, ())


def main() -> None:
    """Learn from the files named on the command line and write the weights beside this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", type=Path, nargs="+")
    annotated = read(parser.parse_args().annotated)
    _write(sentences.WEIGHTS, learn_roles(annotated))
    sentences.weights.cache_clear()
    _write(referee.WEIGHTS, learn_mentions(annotated))
    referee.weights.cache_clear()
    rows = [f"{rule}\t{right}\t{said}" for rule, (right, said) in count_rules(annotated).items()]
    precision.WEIGHTS.write_text("\n".join(["rule\tright\tsaid", *rows, ""]), encoding="utf-8", newline="\n")


def _write(path: Path, weights: Mapping[str, Any]) -> None:
    path.write_text(
        json.dumps(weights, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
