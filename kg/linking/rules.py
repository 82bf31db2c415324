"""The rules of linking, in the order in which they are asked: each says what else a name stands for, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.linking.corpus import Corpus, short_form, without_article
from kg.names import homographs, known_name
from kg.naming import key, singular
from kg.words import word_list

# No chain of rules that we know of is longer than four; a name that went on for ever would hang a build.
_LONGEST = 10
_MARKS = "()[]{},.:;\"'“”"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a paper has it, and the class of the mention."""

    text: str
    type: str
    paper: str


@dataclass(frozen=True, slots=True)
class Step:
    """One rule's word: the name stands for `name`, and the reason in words."""

    rule: str
    name: str
    reason: str


Answer = tuple[str, str] | None
Rule = Callable[[Name, Corpus], Answer]


def decided(name: Name, corpus: Corpus) -> Answer:
    """The user's own decision."""
    for decision in corpus.decisions:
        if decision.verb == "merge" and decision.meets(name.text, name.paper):
            return decision.value, f"decided in line {decision.line}"
    return None


def defined(name: Name, corpus: Corpus) -> Answer:
    """An acronym means what its own paper says it means."""
    long = corpus.defined.get(name.paper, {}).get(short_form(name.text))
    return (long, f"its paper defines {short_form(name.text)} as {long}") if long else None


def known(name: Name, corpus: Corpus) -> Answer:
    """An alias that `ontology/names/` knows."""
    entity = known_name(name.text)
    return (entity.entity, f"{entity.alias} is a known name of {entity.entity}") if entity else None


def known_short(name: Name, corpus: Corpus) -> Answer:
    """The long form that papers give an acronym that is itself a known name."""
    short = corpus.known_shorts.get((key(name.text), name.type))
    return (short, f"most papers that spell {short}, a known name, out mean this") if short else None


def meant(name: Name, corpus: Corpus) -> Answer:
    """An acronym that the paper leaves undefined: what it means where the same things are named."""
    short = short_form(name.text)
    meaning = corpus.meanings.get(name.paper, {}).get(short)
    if not meaning:
        return None
    return meaning.long, f"{meaning.papers} of {meaning.of} papers that define {short} mean {meaning.long}"


def spelt(name: Name, corpus: Corpus) -> Answer:
    """A long form that differs from a commoner one in small words only."""
    long = corpus.spelling.get(key(name.text))
    return (long, f"{long} is the commoner wording") if long else None


def spelt_out(name: Name, corpus: Corpus) -> Answer:
    """An acronym inside a longer name, spelt out."""
    parts = name.text.split()
    for place, part in enumerate(word.strip(_MARKS) for word in parts):
        if len(parts) > 1 and part[:2].isupper() and part.isalpha():
            inner = Name(part, name.type, name.paper)
            answer = defined(inner, corpus) or known(inner, corpus) or meant(inner, corpus)
            if answer and " " in answer[0] and answer[0] == answer[0].lower():
                return " ".join((*parts[:place], answer[0], *parts[place + 1 :])), f"{part} spelt out: {answer[1]}"
    return None


def bare(name: Name, corpus: Corpus) -> Answer:
    """A name without an article before it, and without a last word that only says what kind of thing it is."""
    if name.text != (rest := without_article(name.text)):
        return rest, "an article is no part of a name"
    head = _head(name)
    first = name.text.removesuffix(head).rstrip() if head else ""
    if not first or not _is_named(first, name.type, corpus):
        return None
    return first, f"{head!r} only says what kind of thing {first} is"


def _head(name: Name) -> str:
    """The last word, or two, where it says no more than the class does."""
    heads = word_list(f"{name.type.lower()}_heads")
    spoken = name.text.split()
    for length in (2, 1):
        head = " ".join(spoken[-length:])
        if len(spoken) > length and singular(head.lower()) in heads:
            return head
    return ""


def _is_named(text: str, type: str, corpus: Corpus) -> bool:
    """Whether a text is by itself a name of that class; "diffusion" says too little, without "model", to be one."""
    if type == "Method" and text.islower() and " " not in text:
        return False
    known = known_name(text)
    is_used = (key(text), type) in corpus.names or key(text) in corpus.spelling
    return is_used or bool(known and known.type == type)


RULES: dict[str, Rule] = {
    "decision": decided,
    "defined in the paper": defined,
    "meaning by company": meant,
    "known name": known,
    "long form of a known name": known_short,
    "small words": spelt,
    "head word": bare,
    "spelt out": spelt_out,
}


# A known entity is called what it is called, whatever the papers say of its name.
_FINAL = {"known name", "long form of a known name"}


def resolve(name: Name, corpus: Corpus) -> tuple[Step, ...]:
    """The chain of rules from a name to what it is called in the end; empty when it is called that already."""
    steps: list[Step] = []
    seen = {key(name.text)}
    rules = RULES
    while len(steps) < _LONGEST and not _is_split(name, corpus) and (step := _step(name, corpus, rules, seen)):
        steps.append(step)
        seen.add(key(step.name))
        name = Name(step.name, name.type, name.paper)
        if step.rule in _FINAL:
            rules = {"decision": decided}
    return tuple(steps)


def group_key(name: Name, corpus: Corpus) -> str:
    """What all names of one thing have in common: the key, or the very spelling where only that tells two apart."""
    if _is_split(name, corpus):
        return f"={name.text}"
    shared = key(name.text)
    if shared in homographs():
        known = known_name(name.text)
        return f"={known.entity}" if known else shared
    return shared


def _step(name: Name, corpus: Corpus, rules: Mapping[str, Rule], seen: set[str]) -> Step | None:
    """What the first rule that knows a name says of it; no rule but those of known entities may lead back."""
    for rule, ask in rules.items():
        answer = ask(name, corpus)
        if answer and rule in _FINAL:
            return Step(rule, *answer) if key(answer[0]) != key(name.text) else None
        if answer and key(answer[0]) not in seen:
            return Step(rule, *answer)
    return None


def _is_split(name: Name, corpus: Corpus) -> bool:
    return any(decision.verb == "split" and decision.meets(name.text, name.paper) for decision in corpus.decisions)
