"""How often each rule was right on annotated abstracts: the confidence of the claims and relations that it reads."""

import csv
from functools import cache
from pathlib import Path

from kg.errors import BadOntology

WEIGHTS = Path(__file__).parent / "weights" / "rules.tsv"
_COLUMNS = ["rule", "right", "said"]
# A rule seen seldom is drawn towards one half, as if it had been right once in two more cases.
_PRIOR = (1, 2)


def precision(rule: str) -> float:
    """The share of cases in which a rule was right, between 0 and 1; one half for a rule never seen.

    References
    ----------
    Laplace's rule of succession; Jaynes (2003), Probability Theory, section 6.9. doi:10.1017/CBO9780511790423
    """
    right, said = _counts().get(rule, (0, 0))
    return round((right + _PRIOR[0]) / (said + _PRIOR[1]), 3)


@cache
def _counts() -> dict[str, tuple[int, int]]:
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if rows[:1] != [_COLUMNS]:
        raise BadOntology(f"{WEIGHTS}:1: the header is not {' '.join(_COLUMNS)}, with tabs between")
    return {rule: (int(right), int(said)) for rule, right, said in rows[1:]}
