import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.belief import CEILING, HEDGED, NEGATIVE, belief, both
from kg.model import Evidence


def piece(paper: str, sure: float, rule: str = "toy", hedged: bool = False, negative: bool = False) -> Evidence:
    return Evidence(paper, 0, 1, "T", rule, sure, (), hedged, negative)


PIECE = st.builds(
    piece, st.sampled_from("abc"), st.floats(0, 1), st.sampled_from(["toy", "other"]), st.booleans(), st.booleans()
)


@given(st.lists(PIECE))
def test_belief_is_a_chance(pieces: list[Evidence]) -> None:
    assert 0 <= belief(pieces) <= 1
    assert 0 <= both(pieces) <= 1
    assert belief(pieces) == belief(reversed(pieces))
    assert both(pieces) == both(reversed(pieces))


@given(st.lists(PIECE), PIECE)
def test_more_evidence_never_lowers_belief(pieces: list[Evidence], more: Evidence) -> None:
    assert belief([*pieces, more]) >= belief(pieces)


@given(PIECE)
def test_one_piece_is_believed_as_far_as_itself(only: Evidence) -> None:
    left = (HEDGED if only.hedged else 1) * (NEGATIVE if only.negative else 1)
    assert belief([only]) == pytest.approx(only.confidence * left, abs=1e-4)


def test_one_paper_that_repeats_itself_is_not_believed_more() -> None:
    assert belief([]) == 0
    assert belief([piece("a", 0.5), piece("a", 0.4)]) == 0.5
    assert belief([piece("a", 0.5), piece("a", 0.5, "other")]) == 0.5


def test_papers_add_up() -> None:
    assert belief([piece("a", 0.5), piece("b", 0.5)]) == 0.75


def test_one_rule_is_not_believed_beyond_the_ceiling() -> None:
    same = [piece(str(paper), 0.9) for paper in range(50)]
    assert belief(same) == CEILING
    assert CEILING < belief([*same, piece("other", 0.1, "other")]) < 1


def test_reserve_and_denial_lower_belief() -> None:
    hedged, negative = belief([piece("a", 0.8, hedged=True)]), belief([piece("a", 0.8, negative=True)])
    assert belief([piece("a", 0.8)]) > hedged > negative > 0


def test_what_needs_both_papers_is_believed_less_than_either() -> None:
    assert both([piece("a", 0.5), piece("b", 0.8)]) == 0.4
