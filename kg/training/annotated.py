"""Annotated abstracts, in the form that weights are learnt from."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from kg import sentences
from kg.language import load
from kg.mentions import case_of
from kg.mentions.acronyms import find_acronyms
from kg.mentions.referee import Case
from kg.model import Paper
from kg.naming import join, key
from kg.ontology import entity_types

# Other corpora's names of roles in ours.
_ROLES = {"objective": "contribution"}
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
    def case(self) -> Case:
        """What the finders propose in it."""
        acronyms = find_acronyms(self.doc)
        return case_of(self.doc, acronyms, sentences.find_sentences(self.doc))

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
