"""Belief: how far an edge is to be trusted, from all the evidence there is of it.

A piece of evidence has the calibrated confidence of the rule or model that read it, less where the sentence hedges or
denies. Of one paper the best piece counts, because a paper that repeats itself says nothing new; papers are taken as
independent. But one rule is not believed beyond `CEILING` in however many papers it reads the same, because a rule that
errs in principle errs everywhere; each further rule leaves as small a share of the doubt. So belief never falls when
evidence is added, and one piece alone is believed as far as itself.
"""

import math
from collections.abc import Iterable, Mapping

from kg.model import Evidence

# No rule by itself is believed further, in however many papers it reads the same.
CEILING = 0.98
# What is left of the confidence in a sentence that hedges, and in one that denies: chosen, for too few are annotated.
HEDGED, NEGATIVE = 0.8, 0.5


def belief(evidence: Iterable[Evidence]) -> float:
    """Confidence in an edge, between 0 and 1: the chance that some of its evidence is right.

    References
    ----------
    Pearl (1988), Probabilistic Reasoning in Intelligent Systems, section 4.3 (noisy-or). doi:10.1016/C2009-0-27609-4
    Gyori et al. (2017), From word models to executable models of signaling networks, section on belief: random and
    systematic errors of a source apart. doi:10.15252/msb.20177651
    """
    pieces = list(evidence)
    if len(pieces) == 1:
        return round(_trust(pieces[0]), 4)
    best = _best(pieces)
    some = 1 - math.prod(1 - best[paper] for paper in sorted(best))
    ceiling = 1 - (1 - CEILING) ** len({piece.rule for piece in pieces})
    return round(min(some, max(ceiling, *best.values())), 4) if pieces else 0.0


def both(evidence: Iterable[Evidence]) -> float:
    """Confidence in an edge that stands only where the evidence of every paper is right."""
    best = _best(evidence)
    return round(math.prod(best[paper] for paper in sorted(best)), 4)


def _best(evidence: Iterable[Evidence]) -> Mapping[str, float]:
    """By paper, the trust in its best piece of evidence."""
    best: dict[str, float] = {}
    for piece in evidence:
        best[piece.paper] = max(best.get(piece.paper, 0.0), _trust(piece))
    return best


def _trust(piece: Evidence) -> float:
    return piece.confidence * (HEDGED if piece.hedged else 1) * (NEGATIVE if piece.negative else 1)
