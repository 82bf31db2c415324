"""A reading against the roles of sentences."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kg.evaluation.findings import Count
from kg.evaluation.gold import GoldSentence
from kg.model import Reading

_AS_THEY_ARE: Mapping[str, str] = MappingProxyType({})


def compare_roles(
    gold: tuple[GoldSentence, ...], reading: Reading, roles: tuple[str, ...], coarse: Mapping[str, str] = _AS_THEY_ARE
) -> Iterator[Count]:
    """The counts of each role, and of all; `coarse` says which of our roles the gold has under another name.

    A sentence with several roles in gold may have any of them, but counts as missed by none.
    """
    pairs = [(want.roles, _role_at(reading, want)) for want in gold]
    read = [(want, coarse.get(role, role) if role else None) for want, role in pairs]
    for kind in roles:
        said = [kind in want for want, role in read if role == kind]
        yield Count.of(f"role {kind}", said, (role == kind for want, role in read if want == (kind,)))
    right = [role in want for want, role in read]
    yield Count.of("role accuracy", right, right)


def _role_at(reading: Reading, want: GoldSentence) -> str | None:
    """The role of the sentence that shares most with one of gold."""
    shared = [(min(want.end, it.end) - max(want.start, it.start), it.role) for it in reading.sentences]
    length, role = max(shared, key=lambda it: it[0], default=(0, ""))
    return role if length > 0 else None
