"""Claims are tested on sentences whose mentions and roles are given, so that only this room is."""

import pytest

from kg.claims import find_claims, main_entity
from kg.language import load
from kg.model import Claim, Mention, Sentence
from kg.naming import key
from kg.ontology import claim_relations

CLASSES = {"MixNet": "Method", "PlainNet": "Method", "ToyNet": "Dataset", "toy counting": "Task", "accuracy": "Metric"}


def mention(text: str, surface: str, role: str = "used", *, at: int = 0, source: str = "toy") -> Mention:
    start = text.index(surface, at)
    return Mention(start, start + len(surface), surface, CLASSES[surface], role, source, 0.9, key(surface))


def claim(text: str, role: str, mentions: list[Mention]) -> Claim:
    """The one claim of a paper that is one sentence."""
    (found,) = find_claims(load()(text), mentions, [Sentence(0, len(text), role)])
    return found


def test_a_contribution() -> None:
    text = "We propose MixNet for toy counting."
    found = claim(text, "contribution", [mention(text, "MixNet", "introduced"), mention(text, "toy counting")])
    assert (found.type, found.subject, found.relation) == ("contribution", "MixNet", "proposes")
    assert (found.tasks, found.objects, found.results) == (("toy counting",), (), ())
    assert (found.start, found.end) == (0, len(text))


def test_a_comparison() -> None:
    text = "MixNet outperforms PlainNet on ToyNet by 3.5% in accuracy."
    names = [mention(text, "MixNet", "introduced"), mention(text, "PlainNet", "compared")]
    found = claim(text, "result", [*names, mention(text, "ToyNet"), mention(text, "accuracy")])
    assert (found.subject, found.relation, found.objects) == ("MixNet", "outperforms", ("PlainNet",))
    assert found.datasets == ("ToyNet",)
    assert [(result.metric, result.value) for result in found.results] == [("accuracy", "3.5%")]


@pytest.mark.parametrize("role", ["background", "method", "resource", "other"])
def test_other_sentences_are_no_claims(role: str) -> None:
    assert find_claims(load()("It works."), [], [Sentence(0, 9, role)]) == ()


@pytest.mark.parametrize(
    ("text", "hedged", "negative"),
    [
        ("It works well.", False, False),
        ("It may work well.", True, False),
        ("It does not work.", False, True),
        ("It fails to work and might never do so.", True, True),
    ],
)
def test_hedging_and_negation(text: str, hedged: bool, negative: bool) -> None:
    found = claim(text, "finding", [])
    assert (found.hedged, found.negative) == (hedged, negative)


def test_we_and_it_speak_of_the_main_entity() -> None:
    text = "We propose MixNet. It beats PlainNet."
    names = [mention(text, "MixNet", "introduced"), mention(text, "PlainNet", "compared")]
    roles = [Sentence(0, 18, "contribution"), Sentence(19, len(text), "result")]
    assert [found.subject for found in find_claims(load()(text), names, roles)] == ["MixNet", "MixNet"]


def test_only_mentions_inside_the_sentence_count() -> None:
    text = "ToyNet is old. We count toys."
    found = find_claims(load()(text), [mention(text, "ToyNet")], [Sentence(15, len(text), "result")])
    assert found[0].datasets == ()


def test_the_subject_is_the_grammatical_one() -> None:
    text = "We find that PlainNet often fails where MixNet works."
    assert claim(text, "finding", [mention(text, "PlainNet"), mention(text, "MixNet")]).subject == "PlainNet"


@pytest.mark.parametrize(
    "text", ["The proposed method is fast.", "We are fast.", "This approach is fast.", "Tests were run."]
)
def test_what_is_not_named_is_the_main_entity(text: str) -> None:
    whole = f"We propose MixNet over PlainNet. {text}"
    names = [mention(whole, "MixNet", "introduced"), mention(whole, "PlainNet", "compared")]
    roles = [Sentence(0, 32, "contribution"), Sentence(33, len(whole), "result")]
    assert find_claims(load()(whole), names, roles)[1].subject == "MixNet"


def test_a_paper_without_methods_has_no_subject() -> None:
    assert claim("It works.", "result", []).subject is None


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("It could work.", True),
        ("The results suggest that it works.", True),
        ("We suggest a new way of it.", False),
        ("It handles toys that may break.", False),
        ("It works, though it might break, on all toys.", False),
    ],
)
def test_a_hedge_counts_in_the_main_clause(text: str, hedged: bool) -> None:
    assert claim(text, "finding", []).hedged == hedged


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("It not only runs but also sings.", False),
        ("It does not require labels.", False),
        ("It works without any degradation.", False),
        ("It suffers much less from noise.", False),
        ("It beats nets that do not sing.", False),
        ("We show that it does not sing.", True),
        ("It has several shortcomings.", True),
        ("It cannot sing.", True),
    ],
)
def test_a_denial_counts_when_something_fails(text: str, negative: bool) -> None:
    assert claim(text, "finding", []).negative == negative


def test_a_contribution_says_what_it_says_first() -> None:
    assert claim("We propose a way that improves toys.", "contribution", []).relation == "proposes"
    assert claim("We study how a net improves toys.", "contribution", []).relation == "other"
    assert claim("We present toys and show that it outperforms all.", "result", []).relation == "outperforms"


def test_a_result_has_its_dataset_and_rival() -> None:
    text = "MixNet outperforms PlainNet on ToyNet by 3.5% in accuracy."
    names = [mention(text, "MixNet", "introduced"), mention(text, "PlainNet", "compared")]
    (result,) = claim(text, "result", [*names, mention(text, "ToyNet"), mention(text, "accuracy")]).results
    assert (result.unit, result.dataset, result.baseline, result.direction) == ("%", "ToyNet", "PlainNet", "increase")


def test_the_main_entity() -> None:
    text = "MixNet beats PlainNet on PlainNet."
    mix, plain = mention(text, "MixNet", "introduced"), mention(text, "PlainNet", "introduced")
    again = mention(text, "PlainNet", "introduced", at=20)
    assert main_entity([]) is None
    assert main_entity([mention(text, "PlainNet", "used")]) is None
    assert main_entity([mix, plain]) == mix
    assert main_entity([mix, plain, again]) == plain
    assert main_entity([mention(text, "MixNet", "introduced", source="title-name"), plain, again]) != plain


def test_what_is_said_is_one_of_the_ontology() -> None:
    for text in ("It works.", "It cuts the cost.", "It proves this.", "It is on par with it.", "We release it."):
        assert claim(text, "result", []).relation in claim_relations()
