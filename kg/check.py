"""Whether what `ontology/` declares is sound: classes, names, identities, patterns with examples, saved questions."""

from collections.abc import Iterator

from kg import claims, identities, names, ontology, query, relations
from kg.errors import BadOntology
from kg.mentions import patterns


def check() -> Iterator[str]:
    """One line for each thing that is not sound; a file that cannot be read at all ends it with an error.

    Raises
    ------
    BadOntology
        When a file does not hold together.
    """
    yield from ontology.check()
    if not names.known_names():
        raise BadOntology(f"{ontology.ROOT / 'names'}: no names")
    identities.identities()
    for line in patterns.mention_patterns().values():
        yield from patterns.failures(line)
    for line in claims.claim_patterns().values():
        yield from claims.failures(line)
    for line in relations.relation_patterns().values():
        yield from relations.failures(line)
    yield from query.check()
