"""Everything that can go wrong for a reason the user can mend."""


class KgError(ValueError):
    """One line that says what was wrong, where, and what would be right."""


class BadInput(KgError):
    """A file of papers that cannot be read."""


class BadOntology(KgError):
    """A file of `ontology/` that does not hold together."""


class BadPattern(BadOntology):
    """A line of `ontology/patterns/` that is not a pattern, or fails its own examples."""


class BadQuery(KgError):
    """A question that is not SPARQL, not saved, or misses a parameter."""


class BadBuild(KgError):
    """A folder that is not a build of kg, or a build that would break its own rules."""


class BadGold(KgError):
    """A file of annotated abstracts, or of readings to compare with it, that is not in a form we know."""


class BadDecision(KgError):
    """A line of a file of decisions that decides nothing."""
