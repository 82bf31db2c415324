"""What an entity is called, and the path of its IRI."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from kg.naming import key, singular, words
from kg.words import word_list


def label(surfaces: Counter[str]) -> str:
    """The best of an entity's surface forms: in lower case where anyone writes it so, singular, without an empty head.

    An acronym gives way to its long form where that is a common noun; a name is what most call it.

    >>> label(Counter({"GNNs": 9, "Graph Neural Networks": 5, "graph neural networks": 2, "graph neural network": 1}))
    'graph neural network'
    >>> label(Counter({"FooBank": 1, "FooBank dataset": 3}))
    'FooBank'
    >>> label(Counter({"FBR": 5, "FBRs": 1, "Foo Bar Retrieval": 1}))
    'FBR'
    """
    plain = [form for form in surfaces if not any(_adds_generic(form, other) for other in surfaces)]
    common = [form for form in plain if form == form.lower() and len(words(form)) > 1]
    spelt = {key(form) for form in common}
    forms = [form for form in plain if key(form) in spelt] or _commonest_spelling(plain, surfaces)
    return min(forms, key=lambda form: (_capitals_too_many(form, surfaces), _is_plural(form), -surfaces[form], form))


def slug(names: Iterable[str]) -> str:
    """The part of an IRI that names an entity: of its spellings the one with most words, so that it seldom changes.

    >>> slug(["ResNet50", "ResNet-50"]), slug(["C++ parsing"]), slug(["β-VAE"])
    ('resnet-50', 'c%2B%2B-parsing', 'beta-vae')
    """
    parts = min(([singular(word) for word in words(name)] for name in names), key=lambda found: (-len(found), found))
    return quote("-".join(parts), safe="-") or hashlib.sha256(min(names).encode()).hexdigest()[:12]


def _commonest_spelling(forms: Iterable[str], surfaces: Counter[str]) -> list[str]:
    """The forms with the key that most mentions have."""
    forms = list(forms)
    counts: Counter[str] = Counter()
    for form in forms:
        counts[key(form)] += surfaces[form]
    best = min(counts, key=lambda shared: (-counts[shared], shared))
    return [form for form in forms if key(form) == best]


def _adds_generic(form: str, other: str) -> bool:
    """Whether a form is another one with an empty head behind it."""
    head = form.removeprefix(other + " ")
    return head != form and singular(head.lower()) in word_list("generic")


def _capitals_too_many(form: str, surfaces: Counter[str]) -> int:
    return sum(letter.isupper() for letter in form) if any(other.islower() for other in surfaces) else 0


def _is_plural(form: str) -> bool:
    last = words(form)[-1:]
    return bool(last) and singular(last[0]) != last[0]
