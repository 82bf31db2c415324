"""What all papers together know of names: the acronyms that they define, the names, and who keeps whose company."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.linking.decisions import Decision
from kg.model import Reading
from kg.names import canonical, known_name
from kg.naming import key, words
from kg.words import word_list

# An undefined acronym counts for a meaning by the papers that define it so, more where they name the same things. It is
# clear when it has this much support (one paper that shares company, or two that do not) and this share of it.
# What an acronym is known to mean counts like some papers more.
_PAPER, _SUPPORT, _SHARE, _KNOWN = 0.25, 0.5, 2 / 3, 1.0

_ARTICLES = {"the", "a", "an", "our"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an acronym means, as this many of all papers that define it say."""

    long: str
    papers: int
    of: int


@dataclass(slots=True)
class Corpus:
    """What the rules of linking look up.

    `defined[paper][short]` is a long form, acronyms without their plural s. By the key of a long form, `spelling` has
    the commonest of those that differ from it in small words, and `known_shorts`, with the class, the known name that
    it spells out. `names` holds the keys and classes of all mentions, `shorts` all acronyms that any paper defines, and
    `meanings[paper][short]` what one that the paper leaves undefined means there.
    """

    decisions: Sequence[Decision] = ()
    defined: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    spelling: Mapping[str, str] = field(default_factory=dict)
    known_shorts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    names: frozenset[tuple[str, str]] = frozenset()
    shorts: frozenset[str] = frozenset()
    meanings: dict[str, dict[str, Meaning]] = field(default_factory=dict)

    @classmethod
    def of(cls, readings: Iterable[Reading], decisions: Sequence[Decision] = ()) -> "Corpus":
        """What some readings know, but for what undefined acronyms mean."""
        readings = list(readings)
        defined = {reading.paper.id: _definitions(reading) for reading in readings}
        spelling = _spellings(long for definitions in defined.values() for long in definitions.values())
        return cls(
            decisions,
            defined,
            spelling,
            _known_shorts(defined.values(), spelling),
            frozenset(
                (key(without_article(mention.surface)), mention.type)
                for reading in readings
                for mention in reading.mentions
            ),
            frozenset(short for definitions in defined.values() for short in definitions),
        )

    def acronyms(self, paper: str) -> frozenset[str]:
        """The acronyms that mean something in a paper which they may not mean in others."""
        return frozenset((*self.defined.get(paper, ()), *self.meanings.get(paper, ())))


class Company:
    """For each acronym its meanings, and what else the papers name that define it so."""

    def __init__(self, corpus: Corpus, named: Mapping[str, frozenset[str]]) -> None:
        """`named[paper]` are the groups of names that a paper has."""
        self._papers = len(named)
        self._frequency = Counter(name for names in named.values() for name in names)
        self._definers: dict[str, Counter[str]] = defaultdict(Counter)
        self._named: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for paper, definitions in corpus.defined.items():
            for short, long in definitions.items():
                spelt = corpus.spelling.get(key(long), long)
                self._definers[short][spelt] += 1
                self._named[short, spelt].update(named[paper])

    def meaning(self, short: str, company: Iterable[str]) -> Meaning | None:
        """What an acronym means in a paper that names this company; nothing where that is not clear."""
        definers = self._definers.get(short)
        if not definers:
            return None
        company = sorted(company)
        votes = {long: self._votes(short, long, company) for long in sorted(definers)}
        best = max(votes, key=votes.__getitem__)
        known = _KNOWN if known_name(short) and canonical(best) != canonical(short) else 0.0
        if votes[best] < max(_SUPPORT, _SHARE * (known + math.fsum(votes.values()))):
            return None
        return Meaning(best, definers[best], definers.total())

    def _votes(self, short: str, long: str, company: Iterable[str]) -> float:
        named = self._named[short, long]
        shared = math.fsum(named[name] * self._rarity(name) for name in company if name in named)
        return _PAPER * self._definers[short][long] + shared

    def _rarity(self, name: str) -> float:
        """Between 0 and 1: how little it says of a name that every paper has it."""
        return 1 - math.log(self._frequency[name]) / math.log(self._papers + 1)


def short_form(name: str) -> str:
    """An acronym without its plural s.

    >>> short_form("GANs"), short_form("GAS")
    ('GAN', 'GAS')
    """
    return name[:-1] if name.endswith("s") and name[-2:-1].isupper() else name


def without_article(name: str) -> str:
    """A name without the article before it.

    >>> without_article("the ToyNet"), without_article("our"), without_article("A* search")
    ('ToyNet', 'our', 'A* search')
    """
    first, _, rest = name.partition(" ")
    return rest if rest and first in _ARTICLES else name


def _definitions(reading: Reading) -> dict[str, str]:
    return {short_form(acronym.short): without_article(acronym.long) for acronym in reversed(reading.acronyms)}


def _spellings(longs: Iterable[str]) -> dict[str, str]:
    """For the key of each long form the commonest of those that differ from it in small words only."""
    alike: dict[str, Counter[str]] = defaultdict(Counter)
    for long in longs:
        alike[_without_small(long)][long] += 1
    return {key(long): spelt for long, spelt in _agreed(alike.values())}


def _known_shorts(defined: Iterable[Mapping[str, str]], spelling: Mapping[str, str]) -> dict[tuple[str, str], str]:
    longs: dict[str, Counter[str]] = defaultdict(Counter)
    for definitions in defined:
        for short, long in definitions.items():
            longs[short][spelling.get(key(long), long)] += 1
    found = {}
    for short in sorted(longs):
        name, long = known_name(short), _commonest(longs[short])
        if name and key(name.entity) == key(short):
            found[key(long), name.type] = name.entity
    return found


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], key(name), name))


def _agreed(groups: Iterable[Counter[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from ((long, _commonest(group)) for long in group)


def _without_small(name: str) -> str:
    return key(" ".join(word for word in words(name) if word not in word_list("small")))
