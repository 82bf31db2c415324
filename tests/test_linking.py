import re
from collections.abc import Iterable, Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking import link
from kg.model import Acronym, Linking, Mention, Paper, Reading
from kg.naming import key

SURFACES = (
    *("ToyNet-50", "ToyNet 50", "toynet50", "ToyNet-101", "ToyNets", "ToyNet", "TNT", "TNTs"),
    *("Toy Net", "sparse layer", "Sparse Layers", "sparse-layer", "CNN", "convolutional neural network", "C++", "C"),
)
TYPES = ("Method", "Dataset", "Task")


def reading(paper: str, surfaces: Iterable[str | tuple[str, str]], defined: Mapping[str, str] = {}) -> Reading:
    """A paper that lists names, each a Method unless said, and defines acronyms as short=long."""
    defined = defined or {}
    long_of = {key(short): key(long) for short, long in defined.items()}
    mentions, acronyms, text = [], [], ""
    for short, long in defined.items():
        at, text = len(text), f"{text}{long} ({short}), "
        start = at + len(long) + 2
        acronyms.append(Acronym(short, long, start, start + len(short), at, at + len(long)))
    for name in surfaces:
        surface, given = name if isinstance(name, tuple) else (name, "Method")
        at, text = len(text), f"{text}{surface}, "
        entity = long_of.get(key(surface), key(surface))
        mentions.append(Mention(at, at + len(surface), surface, given, "used", "toy", 0.9, entity))
    return Reading(Paper(paper, "", text), tuple(mentions), tuple(acronyms))


READINGS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(SURFACES), st.sampled_from(TYPES)), max_size=5),
        st.dictionaries(st.just("TNT"), st.sampled_from(["Toy Net Two", "tiny new tool"]), max_size=1),
    ),
    max_size=5,
).map(lambda papers: [reading(f"p{i}", names, defined) for i, (names, defined) in enumerate(papers)])


def ids(linking: Linking) -> list[str]:
    return [entity.id for entity in linking.entities]


def labels(*readings: Reading) -> list[str]:
    return [entity.label for entity in link(readings).entities]


@given(READINGS, st.randoms(use_true_random=False))
def test_the_order_of_papers_changes_nothing(readings: list[Reading], random: Random) -> None:
    shuffled = random.sample(readings, len(readings))
    assert link(shuffled) == link(readings) == link(iter(readings))


@given(READINGS)
def test_every_mention_is_one_entity(readings: list[Reading]) -> None:
    linking = link(readings)
    assert ids(linking) == sorted(set(ids(linking)))
    assert {paper: len(of) for paper, of in linking.of.items()} == {r.paper.id: len(r.mentions) for r in readings}
    assert {entity for of in linking.of.values() for entity in of} == set(ids(linking))
    aliases = {entity.id: set(entity.aliases) for entity in linking.entities}
    for read in readings:
        for mention, entity in zip(read.mentions, linking.of[read.paper.id], strict=True):
            assert mention.surface in aliases[entity]


@given(READINGS)
def test_names_with_different_digits_stay_apart(readings: list[Reading]) -> None:
    for entity in link(readings).entities:
        assert len({re.sub(r"\D", "", alias) for alias in entity.aliases}) == 1


@given(READINGS)
def test_ids_can_stand_in_an_iri(readings: list[Reading]) -> None:
    for entity in link(readings).entities:
        assert re.fullmatch(r"(method|dataset|task)/[a-z0-9%A-F.-]+", entity.id)
        assert entity.id.startswith(entity.type.lower())


def test_variants_are_one() -> None:
    (only,) = link([reading("a", ["ToyNet-50", "toynet50"]), reading("b", ["ToyNet 50"])]).entities
    assert (only.id, only.aliases) == ("method/toynet-50", ("ToyNet 50", "ToyNet-50", "toynet50"))
    assert labels(reading("a", ["Sparse Layers", "sparse-layer"]), reading("b", ["sparse layer"])) == ["sparse layer"]


def test_an_acronym_means_what_its_paper_says() -> None:
    linking = link([reading("a", ["TNT"], {"TNT": "Toy Net Two"}), reading("b", ["TNT"], {"TNT": "tiny new tool"})])
    assert linking.of["a"] != linking.of["b"]


def test_an_undefined_acronym_means_what_most_papers_say() -> None:
    defining = [reading(f"d{i}", ["tiny new tool", "TNT"], {"TNT": "tiny new tool"}) for i in range(2)]
    linking = link(
        [
            *defining,
            reading("e", ["Toy Net Two"], {"TNT": "Toy Net Two"}),
            reading("p", ["TNT"]),
            reading("q", ["TNTs"]),
        ]
    )
    assert set(linking.of["d0"]) == set(linking.of["p"]) == set(linking.of["q"]) == {"method/tiny-new-tool"}
    assert linking.of["e"] == ("method/toy-net-two",)


def test_an_undefined_acronym_stays_alone_when_papers_disagree() -> None:
    defining = [
        reading("a", ["tiny new tool"], {"TNT": "tiny new tool"}),
        reading("b", ["Toy Net Two"], {"TNT": "Toy Net Two"}),
    ]
    assert link([*defining, reading("p", ["TNT"])]).of["p"] == ("method/tnt",)


def test_a_known_name_has_its_known_label() -> None:
    # What `names` gives a mention of an alias: the key of the known entity.
    mention = Mention(0, 3, "CNN", "Method", "used", "name-method", 1, key("convolutional neural network"))
    (only,) = link([Reading(Paper("p", "", "CNN"), (mention,))]).entities
    assert (only.label, only.aliases) == ("convolutional neural network", ("CNN",))


def test_an_entity_has_the_class_that_papers_are_surest_of() -> None:
    readings = [reading("a", [("ToyNet", "Dataset")]), reading("b", [("ToyNet", "Dataset")]), reading("c", ["ToyNet"])]
    (only,) = link(readings).entities
    assert (only.id, only.type) == ("dataset/toynet", "Dataset")


def test_sums_of_confidence_do_not_depend_on_the_order_of_papers() -> None:
    votes = [("a", "Method", 0.1), ("b", "Method", 0.2), ("c", "Method", 0.3), ("d", "Dataset", 0.6)]
    readings = [
        Reading(Paper(paper, "", "ToyNet"), (Mention(0, 6, "ToyNet", given, "used", "toy", sure, "toynet"),))
        for paper, given, sure in votes
    ]
    assert link(readings) == link(reversed(readings))


@pytest.mark.parametrize("surface", ["…", "C++", "北京网", "a/b c", "50%"])
def test_odd_names_have_ids(surface: str) -> None:
    (only,) = link([reading("a", [surface])]).entities
    assert re.fullmatch(r"method/[a-zA-Z0-9%.-]+", only.id)


def test_names_whose_ids_would_be_the_same_have_ids_of_their_own() -> None:
    linking = link([reading("a", ["ToyNet a", "ToyNet-a-s", "Toy Neta", "ToyNeta"])])
    assert len(set(ids(linking))) == len(linking.entities)


def test_nothing_is_linked_to_nothing() -> None:
    assert link([]) == Linking((), {})
