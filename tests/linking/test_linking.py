import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.linking import chains_of, link
from kg.linking.explanation import explain_entities
from kg.model import Acronym, Linking, Mention, Paper, Reading
from kg.naming import key

SURFACES = (
    *("ToyNet-50", "ToyNet 50", "toynet50", "ToyNet-101", "ToyNets", "ToyNet", "TNX", "TNXs", "TLS"),
    *(
        "Toy Net",
        "sparse layer",
        "Sparse Layers",
        "sparse-layer",
        "CNN",
        "convolutional neural network",
        "C++",
        "C",
        "TNX models",
        "the TLS",
        "ToyNet model",
    ),
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


LONG_FORMS = ("Toy Net Two", "tiny new tool", "the new tool")
READINGS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(SURFACES), st.sampled_from(TYPES)), max_size=5),
        st.dictionaries(
            st.sampled_from(["TNX", "TLS"]),
            st.sampled_from(LONG_FORMS),
            max_size=2,
        ),
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
@example([reading("p", ["TNX models", "the TLS"], {"TNX": "tiny new tool", "TLS": "tiny new tool"})])
@example([reading("p", ["TNX models", "TLS"], {"TNX": "the new tool", "TLS": "the new tool"})])
@example([reading("p", ["the TLS", "TLS model"])])
def test_linking_what_is_linked_changes_nothing(readings: list[Reading]) -> None:
    linking, chains = link(readings), chains_of(readings)
    renamed = [
        replace(
            read,
            mentions=tuple(
                replace(mention, surface=chain.names[-1])
                for mention, chain in zip(read.mentions, chains.of(read), strict=True)
            ),
        )
        for read in readings
    ]
    again = link(renamed)
    together = {(linking.of[paper][i], again.of[paper][i]) for paper in again.of for i in range(len(again.of[paper]))}
    assert len({before for before, _ in together}) == len({after for _, after in together}) == len(together)


@given(READINGS)
def test_every_merge_is_explained(readings: list[Reading]) -> None:
    for entity in link(readings).entities:
        (explained,) = explain_entities(readings, (), entity.id)
        assert {form.surface for form in explained.forms} == set(entity.aliases)
        ends = {key(form.steps[-1].name if form.steps else form.surface) for form in explained.forms}
        assert len(ends) == 1


@given(READINGS)
def test_every_mention_is_one_entity(readings: list[Reading]) -> None:
    linking = link(readings)
    assert ids(linking) == sorted(set(ids(linking)))
    assert {paper: len(of) for paper, of in linking.of.items()} == {r.paper.id: len(r.mentions) for r in readings}
    assert {entity for of in linking.of.values() for entity in of} == set(ids(linking))
    aliases = {entity.id: set(entity.aliases) for entity in linking.entities}
    for read in readings:
        for mention, entity in zip(read.mentions, linking.of[read.paper.id], strict=True):
            assert entity is not None
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
    linking = link([reading("a", ["TNX"], {"TNX": "Toy Net Two"}), reading("b", ["TNX"], {"TNX": "tiny new tool"})])
    assert linking.of["a"] != linking.of["b"]


def test_an_undefined_acronym_means_what_most_papers_say() -> None:
    defining = [reading(f"d{i}", ["tiny new tool", "TNX"], {"TNX": "tiny new tool"}) for i in range(2)]
    linking = link(
        [
            *defining,
            reading("e", ["Toy Net Two"], {"TNX": "Toy Net Two"}),
            reading("p", ["TNX"]),
            reading("q", ["TNXs"]),
        ]
    )
    assert set(linking.of["d0"]) == set(linking.of["p"]) == set(linking.of["q"]) == {"method/tiny-new-tool"}
    assert linking.of["e"] == ("method/toy-net-two",)


def test_an_undefined_acronym_stays_alone_when_papers_disagree() -> None:
    defining = [
        reading("a", ["tiny new tool"], {"TNX": "tiny new tool"}),
        reading("b", ["Toy Net Two"], {"TNX": "Toy Net Two"}),
    ]
    assert link([*defining, reading("p", ["TNX"])]).of["p"] == ("method/tnx",)


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


def test_an_acronym_means_what_it_means_in_such_company() -> None:
    cooking = [reading(f"c{i}", ["oven", "pan", "TLS"], {"TLS": "two long spoons"}) for i in range(2)]
    counting = [reading(f"n{i}", ["abacus", "sum", "TLS"], {"TLS": "two last sums"}) for i in range(2)]
    papers = [*cooking, *counting, reading("p", ["TLS", "pan"]), reading("q", ["TLS", "sum"]), reading("r", ["TLS"])]
    of = link(papers).of
    assert of["p"][0] == of["c0"][2] == "method/two-long-spoon"
    assert of["q"][0] == of["n0"][2] == "method/two-last-sum"
    assert of["r"] == ("method/tls",)


def test_a_known_acronym_keeps_its_meaning_until_a_paper_or_its_company_gives_another() -> None:
    other = [reading(f"o{i}", ["oven", "pan", "CNN"], {"CNN": "cooks now nicely"}) for i in range(4)]
    of = link([*other, reading("p", ["CNN"]), reading("q", ["oven", "pan", "CNN"])]).of
    assert of["o0"][2] == of["q"][2] == "method/cook-now-nicely"
    assert of["p"] == ("method/convolutional-neural-network",)


def test_the_long_form_of_a_known_acronym_is_known() -> None:
    of = link([reading("a", ["BERT"], {"BERT": "Big Eager Robot Texts"}), reading("b", ["BERT"])]).of
    assert of["a"] == of["b"] == ("method/bert",)


def test_long_forms_that_differ_in_small_words_are_one() -> None:
    papers = [
        reading("a", ["TLS"], {"TLS": "toy learning of spoons"}),
        reading("b", ["TLS"], {"TLS": "toy learning from spoons"}),
        reading("c", ["toy learning of spoons"]),
    ]
    assert len(link(papers).entities) == 1


def test_an_acronym_in_a_name_is_spelt_out() -> None:
    papers = [reading("a", ["TLS reheating"], {"TLS": "tiny new tool"}), reading("b", ["tiny new tool reheating"])]
    assert ids(link(papers)) == ["method/tiny-new-tool-reheating"]


@pytest.mark.parametrize(
    ("one", "other", "given"),
    [
        ("ToyNet", "the ToyNet architecture", "Method"),
        ("FooBank", "FooBank data set", "Dataset"),
        ("toy counting", "toy counting task", "Task"),
    ],
)
def test_a_last_word_that_says_only_the_class_is_no_part_of_a_name(one: str, other: str, given: str) -> None:
    assert len(link([reading("a", [(one, given)]), reading("b", [(other, given)])]).entities) == 1


@pytest.mark.parametrize("other", ["diffusing model", "ToyNet loss", "ToyNet-XL", "ToyNet++"])
def test_other_things_stay_apart(other: str) -> None:
    assert len(link([reading("a", ["diffusing", "ToyNet"]), reading("b", [other])]).entities) == 3


def test_what_only_capitals_tell_apart_is_two_where_both_are_known() -> None:
    assert len(link([reading("a", [("LiT", "Method")]), reading("b", [("LiTS", "Dataset")])]).entities) == 2


def test_an_explanation_tells_forms_and_look_alikes() -> None:
    papers = [
        reading("a", ["ToyNet-50", "ToyNet-101", "ToyNet-50-D"]),
        reading("b", ["ToyNets 50", "ToyNet-50 model"]),
    ]
    (explained,) = explain_entities(papers, (), "toynet 50")
    assert (explained.entity.id, explained.papers) == ("method/toynet-50", ("a", "b"))
    assert [(form.surface, [step.rule for step in form.steps]) for form in explained.forms] == [
        ("ToyNet-50", []),
        ("ToyNet-50 model", ["head word"]),
        ("ToyNets 50", []),
    ]
    assert {other.entity.label: other.reason for other in explained.apart} == {
        "ToyNet-101": "other digits than ToyNet-50",
        "ToyNet-50-D": "ToyNet-50 and ToyNet-50-D are versions: d is no part of the other's name",
    }


def test_known_entities_have_their_identity_and_the_nearest_wider_of_the_graph() -> None:
    entities = {e.label: e for e in link([reading("a", ["ResNet-50", "CNN", "neural network", "ToyNet"])]).entities}
    assert entities["ResNet-50"].broader == ("method/convolutional-neural-network",)
    assert entities["convolutional neural network"].broader == ("method/neural-network",)
    assert entities["convolutional neural network"].wikidata == "Q17084460"
    assert (entities["ToyNet"].wikidata, entities["ToyNet"].page, entities["ToyNet"].broader) == (None, None, ())
