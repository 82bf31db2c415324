"""Whether a sentence is said with reserve, or denies: words of `ontology/words.toml` that govern what it claims."""

from kg.claims.clauses import claimed_tokens
from kg.mentions.tokens import Tokens
from kg.words import word_list

# "not only", "does not require": what is denied is no failing.
_NO_FAILING = {
    "only", "just", "merely", "solely", "require", "need", "rely", "depend", "assume", "use", "limit", "see", "ignore",
    "involve", "explore", "sacrifice", "compromise",
}  # fmt: skip
# "without degradation", "mitigates the failure": a failing that is taken away.
_RELIEFS = {
    "without", "avoid", "prevent", "reduce", "mitigate", "overcome", "address", "alleviate", "resolve", "remove",
    "eliminate", "less", "no", "handle", "solve", "tackle", "lessen", "detect", "identify", "fix", "correct", "against",
}  # fmt: skip
_NEGATIONS = {"not", "n't", "cannot"}
_FAR = 4  # tokens within which such a word changes what a denial means


def is_hedged(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the sentence [start, end) makes its claim with reserve."""
    return any(
        tokens.lowers[i] in word_list("hedges") and not _is_proposal(tokens, start, i)
        for i in claimed_tokens(tokens, start, end)
    )


def is_denied(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the sentence [start, end) says that something fails or falls short."""
    return any(
        tokens.lowers[i] in word_list("denials") and not _is_harmless(tokens, start, i, end)
        for i in claimed_tokens(tokens, start, end)
    )


def _is_proposal(tokens: Tokens, start: int, i: int) -> bool:
    """Whether "we suggest" proposes a thing, as it does without "that"."""
    ours = tokens.lowers[max(start, i - 2) : i]
    return tokens.lemmas[i] == "suggest" and "we" in ours and "that" not in tokens.lowers[i + 1 : i + 3]


def _is_harmless(tokens: Tokens, start: int, i: int, end: int) -> bool:
    if tokens.lowers[i] in _NEGATIONS:
        return not _NO_FAILING.isdisjoint(tokens.lemmas[i + 1 : min(i + 3, end)])
    before = range(max(start, i - _FAR), i)
    return any(tokens.lemmas[k] in _RELIEFS for k in before) or "less" in tokens.lowers[i + 1 : i + 3]
