import re

import pytest

from kg.errors import BadOntology
from kg.ontology import ROOT
from kg.words import word_list


def test_every_group_that_the_code_asks_for_is_there() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ROOT.parent.joinpath("kg").rglob("*.py"))
    asked = set(re.findall(r"(?:word_list\(|says\(.+, )\"(\w+)\"\)", code))
    assert {"empty", "hedges", "denials"} <= asked
    assert all(word_list(group) for group in asked)


@pytest.mark.parametrize("group", ["empty", "stop", "generic", "hedges", "denials"])
def test_words_are_compared_in_lower_case(group: str) -> None:
    assert [word for word in word_list(group) if word != word.lower().strip()] == []


def test_a_group_that_is_not_there_is_told() -> None:
    with pytest.raises(BadOntology, match=r"words\.toml: no group 'colours'; it has .*denials.*hedges"):
        word_list("colours")
