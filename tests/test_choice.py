"""Conditional logit learns what is chosen among several."""

import pytest

pytest.importorskip("scipy")

from kg.training.choice import conditional_logit

CHOICES = [[(["red", "big"], True), (["blue", "big"], False), (["blue"], False)]] * 4


def test_what_is_chosen_weighs_more() -> None:
    weights = conditional_logit(CHOICES, penalty=1, rare=1, least=0)
    assert weights["red"] > 0 > weights["blue"]


def test_rare_and_light_features_are_left_out() -> None:
    assert conditional_logit(CHOICES, penalty=1, rare=5, least=0).keys() == {"big", "blue"}
    assert conditional_logit(CHOICES, penalty=1, rare=1, least=100) == {}


def test_a_choice_may_have_several_that_are_right() -> None:
    choices = [[(["red"], True), (["green"], True), (["blue"], False)]] * 4
    weights = conditional_logit(choices, penalty=1, rare=1, least=0)
    assert weights["red"] == pytest.approx(weights["green"], abs=0.01)
    assert weights["red"] > weights["blue"]
