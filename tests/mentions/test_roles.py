"""The role of an entity is told from all its mentions."""

import pytest

from kg.language import load
from kg.mentions.roles import by_entity, features, governor, role_at, roles_of, weights
from kg.mentions.tokens import Tokens
from kg.model import Mention, Sentence
from kg.naming import key
from kg.ontology import mention_roles

TEXT = (
    "MixNet: Mixing Toys\n"
    "PlainNet is widely used. "
    "We propose MixNet, a model based on TreeNet. "
    "MixNet outperforms LoopNet by a large margin."
)
ROLES = ("background", "contribution", "result")


def read(text: str) -> Tokens:
    return Tokens.of(load()(text))


def sentences(text: str, roles: tuple[str, ...]) -> tuple[Sentence, ...]:
    """The sentences after the title, cut at full stops."""
    start, found = text.find("\n") + 1, []
    for role in roles:
        end = text.index(".", start) + 1
        found.append(Sentence(start, end, role))
        start = end + 1
    return tuple(found)


def every(text: str, *surfaces: str) -> list[Mention]:
    """Every place of each surface, as a Method."""
    found = []
    for surface in surfaces:
        start = text.find(surface)
        while start >= 0:
            found.append(Mention(start, start + len(surface), surface, "Method", "used", "toy", 0.9, key(surface)))
            start = text.find(surface, start + 1)
    return sorted(found, key=lambda mention: mention.start)


def test_each_entity_has_one_role() -> None:
    mentions = every(TEXT, "MixNet", "LoopNet")
    found = roles_of(read(TEXT), mentions, sentences(TEXT, ROLES))
    assert found == {"mixnet": "introduced", "loopnet": "compared"}


def test_no_mentions_have_no_roles() -> None:
    assert roles_of(read(TEXT), [], ()) == {}


def test_the_weights_decide() -> None:
    row = {"bias": [0.0, 2.0], "title-name": [0.0, 0.0], "in title": [3.0, 0.0]}
    model = {"roles": ["introduced", "used"], "features": row}
    mentions = every(TEXT, "MixNet", "PlainNet")
    found = roles_of(read(TEXT), mentions, sentences(TEXT, ROLES), model)  # type: ignore[arg-type]
    assert found == {"mixnet": "introduced", "plainnet": "used"}


def test_what_the_model_sees() -> None:
    groups = by_entity(every(TEXT, "MixNet", "TreeNet"))
    assert list(groups) == ["mixnet", "treenet"]
    seen = features(read(TEXT), groups["mixnet"], sentences(TEXT, ROLES))
    assert {
        "title first Method",
        "we govern -",
        "said 3 times Method",
        "coined Method",
        "only in contribution+result+title",
    } <= {*seen}
    assert len(seen) == len(set(seen))
    assert "governed base on" in features(read(TEXT), groups["treenet"], sentences(TEXT, ROLES))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("MixNet", ("propose", "-")), ("TreeNet", ("base", "on")), ("PlainNet", ("(none)", "-"))],
)
def test_the_governor_is_the_verb_before(name: str, expected: tuple[str, str]) -> None:
    text = "PlainNet is old. We propose MixNet, a model based on TreeNet."
    tokens = read(text)
    start = tokens.texts.index(name)
    opening = next(i for i in range(start, -1, -1) if tokens.opens[i])
    assert governor(tokens, opening, start)[:2] == expected


def test_far_words_before_a_mention_say_nothing() -> None:
    text = f"It outperforms all of them{' and so on' * 12}, and MixNet."
    start = text.index("MixNet")
    assert role_at(text, start, start + 6, (Sentence(0, len(text), "result"),)) == "used"


def test_the_weights_that_ship_know_the_roles() -> None:
    model = weights()
    assert sorted(model["roles"]) == sorted(mention_roles())
    assert {len(row) for row in model["features"].values()} == {len(model["roles"])}
