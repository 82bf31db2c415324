"""The chain of rules of every mention, found once for each name."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.linking.corpus import Company, Corpus, Meaning, short_form
from kg.linking.decisions import Decision
from kg.linking.rules import Name, Step, group_key, resolve
from kg.model import Mention, Reading


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps from a surface form to the group of names that are one entity; no group when a decision drops it.

    `names` are the surface form and what it is called after each step.
    """

    names: tuple[str, ...]
    steps: tuple[Step, ...]
    group: str | None


class Chains:
    """The chains of the mentions of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._singled_out = {decision.paper for decision in corpus.decisions} - {""}
        self._anywhere = cache(lambda text, mention_type: self._chain(Name(text, mention_type, "")))
        self._found: dict[str, list[Chain]] = {}

    def of(self, reading: Reading) -> list[Chain]:
        """The chain of each mention of a paper."""
        paper = reading.paper.id
        if paper not in self._found:
            self._found[paper] = self._in_reading(reading, paper)
        return self._found[paper]

    def learn(self, paper: str, short: str, meaning: Meaning) -> None:
        """From now on an acronym has this meaning in a paper."""
        self.corpus.meanings.setdefault(paper, {})[short] = meaning
        self._found.pop(paper, None)

    def _in_reading(self, reading: Reading, paper: str) -> list[Chain]:
        if paper in self._singled_out:
            return [self._chain(Name(mention.surface, mention.type, paper)) for mention in reading.mentions]
        acronyms = self.corpus.acronyms(paper)
        return [self._in_paper(mention, paper, acronyms) for mention in reading.mentions]

    def _in_paper(self, mention: Mention, paper: str, acronyms: Collection[str]) -> Chain:
        """The chain that leads from a name in any paper, unless it meets an acronym of this one."""
        chain = self._anywhere(mention.surface, mention.type)
        if any(short in name for name in chain.names for short in acronyms):
            return self._chain(Name(mention.surface, mention.type, paper))
        return chain

    def _chain(self, name: Name) -> Chain:
        steps = resolve(name, self.corpus)
        names = name.text, *(step.name for step in steps)
        dropped = (decision for decision in self.corpus.decisions if decision.verb == "drop")
        if any(decision.meets(called, name.paper) for decision in dropped for called in names):
            return Chain(names, steps, None)
        return Chain(names, steps, group_key(Name(names[-1], name.type, name.paper), self.corpus))


def chains_of(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> Chains:
    """The chains of some papers' mentions.

    An acronym whose meaning becomes clear is company by which others may become so, until none does.
    """
    corpus = Corpus.of(readings, decisions)
    chains = Chains(corpus)
    unclear = [(reading, short) for reading in readings for short in _undefined(reading, corpus)]
    changed: Sequence[Reading] = readings if unclear else ()
    named: dict[str, frozenset[str]] = {}
    while changed:
        named |= {reading.paper.id: _named(chains.of(reading)) for reading in changed}
        clear = _clear(chains, unclear, named)
        for (paper, short), meaning in clear.items():
            chains.learn(paper, short, meaning)
        unclear = [(reading, short) for reading, short in unclear if (reading.paper.id, short) not in clear]
        papers = {paper for paper, _ in clear}
        changed = [reading for reading in readings if reading.paper.id in papers]
    return chains


def _clear(
    chains: Chains, unclear: Iterable[tuple[Reading, str]], named: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], Meaning]:
    """By paper and acronym, the meanings that the other names of the paper make clear."""
    company = Company(chains.corpus, named)
    found = {}
    for reading, short in unclear:
        others = _named(chain for chain in chains.of(reading) if short not in chain.names[0])
        if meaning := company.meaning(short, others):
            found[reading.paper.id, short] = meaning
    return found


def _undefined(reading: Reading, corpus: Corpus) -> list[str]:
    """The acronyms that a paper uses and only others define."""
    parts = {part for mention in reading.mentions for part in mention.surface.split()}
    shorts = {short_form(part) for part in parts if part[:2].isupper()}
    return sorted(shorts & corpus.shorts - corpus.defined[reading.paper.id].keys())


def _named(chains: Iterable[Chain]) -> frozenset[str]:
    return frozenset(chain.group for chain in chains if chain.group is not None)
