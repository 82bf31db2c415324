"""Names without what does not tell things apart: case, hyphens, spaces, plural, spelling."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache, reduce

# Commands that only say how something is printed, accents, and what is left of other commands and of formulas.
_LATEX_STYLE = re.compile(r"\\[a-zA-Z]+\s*(?={)|\\(?:em|it|bf|sc|tt|rm|sf)\b")
_LATEX_MARKS = re.compile(r"\\['\"`^~=.]|[{}$^\\]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_DASHES = re.compile(r"[-‐-―−_/]")
_NOT_NAME = re.compile(r"[^\w+#@. ]|\.(?!\d)")
_GREEK = {
    letter: unicodedata.name(letter).rsplit(" ", 1)[-1].lower()
    for letter in "αβγδεζηθικλμνξοπρστυφχψω"
}  # fmt: skip
# What "cache" has more than "cach", the singular that spelling gives "caches"; likewise "movie" and "movy".
_SILENT = re.compile(r"(?<=ch)e$|(?<=sh)e$|(?<=x)e$")
_ACRONYM_PLURAL = re.compile(r"\b([A-Z]{2,})s\b")
_AMERICAN = (
    (re.compile(r"is(ation|er|ing|ed)s?$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})our$"), "or"),
    (re.compile(r"ll(ing|ed|er)$"), r"l\1"),
    (re.compile(r"^(cent|fib|met|theat|spect)re$"), r"\1er"),
    (re.compile(r"(?<=[a-z]{2})yse$"), "yze"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^licence$"), "license"),
    (re.compile(r"(?<=[a-z]{3})logue$"), "log"),
)
# Plurals that spelling does not tell.
_SINGULAR = {
    "automata": "automaton", "corpora": "corpus", "criteria": "criterion", "hypotheses": "hypothesis",
    "indices": "index", "matrices": "matrix", "phenomena": "phenomenon", "series": "series", "vertices": "vertex",
}  # fmt: skip


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """What two spellings of one name have in common.

    >>> key("CIFAR-10") == key("cifar 10") == key("CIFAR10")
    True
    >>> key("Convolutional Neural Networks"), key("batch normalisation")
    ('convolutionalneuralnetwork', 'batchnormalization')
    >>> key("ResNet-50") == key("ResNet-101")
    False
    """
    return join(_word_key(word) for word in words(name))


def join(keys: Iterable[str]) -> str:
    """The key of a name from the keys of its parts: without spaces, but numbers are kept apart.

    >>> key("ToyLM 3 70B") == key("ToyLM 370B")
    False
    """
    return reduce(extend, keys, "")


def extend(name: str, part: str) -> str:
    """The key of a name with one more part."""
    return f"{name}.{part}" if name[-1:].isdigit() and part[:1].isdigit() else name + part


def words(name: str) -> list[str]:
    r"""The words of a name, in lower case, with LaTeX, Greek letters and dashes made plain.

    >>> words(r"$\beta$-VAEs"), words("β-VAEs"), words(r"Schr\"odinger"), words("Schrödinger")
    (['beta', 'vae'], ['beta', 'vae'], ['schrodinger'], ['schrodinger'])
    """
    plain = _ACRONYM_PLURAL.sub(r"\1", _without_latex(name)).lower()
    if not plain.isascii():
        bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
        plain = "".join(_GREEK.get(letter, letter) for letter in unicodedata.normalize("NFC", bare))
    return _NOT_NAME.sub("", _DASHES.sub(" ", plain)).split()


def _without_latex(name: str) -> str:
    if "\\" not in name and "$" not in name:
        return name
    return _LATEX_MARKS.sub("", re.sub(r"\\([a-zA-Z]+)", r" \1 ", _LATEX_STYLE.sub(" ", name)))


def singular(word: str) -> str:
    """An English noun without its plural ending, as far as spelling tells.

    >>> [singular(word) for word in ("networks", "libraries", "losses", "bias", "analysis", "gans")]
    ['network', 'library', 'loss', 'bias', 'analysis', 'gan']
    """
    if word in _SINGULAR:
        return _SINGULAR[word]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is", "as")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=100_000)
def _word_key(word: str) -> str:
    word = singular(word)
    if len(word) > 3:
        for pattern, american in _AMERICAN:
            word = pattern.sub(american, word)
    return word[:-2] + "y" if word.endswith("ie") and len(word) > 3 else _SILENT.sub("", word)
