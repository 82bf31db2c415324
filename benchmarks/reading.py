"""How fast abstracts are read: `OMP_NUM_THREADS=1 python benchmarks/reading.py [INPUT]...`, the sample without input.

Prints abstracts a second on one core, for the full small English pipeline of spaCy and for reading with kg, and the
ratio of the two; then where the time of reading goes. Each runs twice over the same papers; the second run counts.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

import spacy

from kg.claims import find_claims
from kg.language import load, parse, pipeline_name
from kg.mentions import find_mentions
from kg.mentions.acronyms import find_acronyms
from kg.model import Paper
from kg.pipeline import papers_of
from kg.reading import read_paper
from kg.relations import find_relations
from kg.sentences import find_sentences

T = TypeVar("T")


def seconds(work: Callable[[Paper], object], papers: list[Paper]) -> float:
    """The time that the second of two runs takes."""
    for _ in range(2):
        start = time.perf_counter()
        for paper in papers:
            work(paper)
    return time.perf_counter() - start


def stages(papers: list[Paper]) -> dict[str, float]:
    """The seconds that each stage of reading takes."""
    spent: dict[str, float] = defaultdict(float)

    def timed(stage: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        done = work()
        spent[stage] += time.perf_counter() - start
        return done

    for paper in papers:
        doc = timed("language", lambda paper=paper: parse(paper))  # type: ignore[misc]
        acronyms = timed("acronyms", lambda doc=doc: find_acronyms(doc))  # type: ignore[misc]
        sentences = timed("sentences", lambda doc=doc: find_sentences(doc))  # type: ignore[misc]
        mentions, _ = timed("mentions", lambda: find_mentions(doc, acronyms, sentences, paper.id))  # noqa: B023
        timed("claims", lambda: find_claims(doc, mentions, sentences))  # noqa: B023
        timed("relations", lambda: find_relations(doc, mentions, sentences, paper.id))  # noqa: B023
    return spent


def main() -> None:
    """Read the same papers with spaCy alone and with kg."""
    papers, _ = papers_of(sys.argv[1:] or None)
    full = spacy.load(pipeline_name())
    load()
    spent = {
        "spaCy, full pipeline": seconds(lambda paper: full(paper.text), papers),
        "kg, reading": seconds(read_paper, papers),
    }
    for name, time_taken in spent.items():
        print(f"{name:24s} {len(papers) / time_taken:8.1f} abstracts/s {1000 * time_taken / len(papers):8.2f} ms each")
    print(f"{'ratio':24s} {spent['spaCy, full pipeline'] / spent['kg, reading']:8.2f}")
    for name, time_taken in stages(papers).items():
        print(f"  {name:22s} {1000 * time_taken / len(papers):8.2f} ms each")


if __name__ == "__main__":
    main()
