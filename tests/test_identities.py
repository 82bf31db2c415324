from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kg import identities as room
from kg.errors import BadOntology
from kg.identities import identities, nearest_broader
from kg.naming import key
from kg.ontology import entity_types

HEADER = "entity\ttype\twikidata\tpage\tbroader\tsource"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A table in place of ours."""
    monkeypatch.setattr(room, "ROOT", tmp_path)
    identities.cache_clear()
    yield tmp_path / "identities.tsv"
    identities.cache_clear()


def keys(*names: str) -> tuple[str, ...]:
    return tuple(map(key, names))


def test_our_table_loads() -> None:
    held = identities()
    assert {identity.type for identity in held.values()} == set(entity_types())
    assert all(identity.place == place for place, identity in held.items())


def test_every_line_of_ours_says_something() -> None:
    wider = {(key(name), identity.type) for identity in identities().values() for name in identity.broader}
    silent = [
        identity.entity
        for place, identity in identities().items()
        if not (identity.wikidata or identity.page or identity.broader or place in wider)
    ]
    assert silent == []


def test_no_line_of_ours_names_what_is_wider_than_another_of_it() -> None:
    for place, identity in identities().items():
        named = keys(*identity.broader)
        assert set(nearest_broader(*place, named)) == set(named), identity.entity


def test_our_lines_are_sorted() -> None:
    places = [(entity_types().index(row.type), row.entity.lower(), row.entity) for row in identities().values()]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("lines", "number", "said"),
    [
        (["entity\ttype"], 1, "header"),
        ([HEADER, "BERT\tMethod\t\t"], 2, "4 columns"),
        ([HEADER, "BERT\tModel\t\t\t\tgeneral"], 2, "Method, Dataset, Task, Metric"),
        ([HEADER, "ToyNet\tMethod\t\t\t\tgeneral"], 2, "names/"),
        ([HEADER, "Bert\tMethod\t\t\t\tgeneral"], 2, "names/"),
        ([HEADER, "BERT\tMethod\t61726893\t\t\tgeneral"], 2, "'61726893'"),
        ([HEADER, "BERT\tMethod\t\twww.example.org\t\tgeneral"], 2, "'www.example.org'"),
        ([HEADER, "BERT\tMethod\tQ1\t\t\tgeneral", "GPT\tMethod\tQ1\t\t\tgeneral"], 3, "Q1 is 'BERT' already"),
        ([HEADER, "BERT\tMethod\t\t\t\tgeneral", "BERT\tMethod\t\t\t\tgeneral"], 3, "a line already"),
        ([HEADER, "BERT\tMethod\t\t\tTransformer\tgeneral"], 2, "no line for 'Transformer' (Method)"),
        ([HEADER, "BERT\tMethod\t\t\tGLUE\tgeneral", "GLUE\tDataset\t\t\t\tgeneral"], 2, "no line for 'GLUE' (Method)"),
        ([HEADER, "BERT\tMethod\t\t\tGpt\tgeneral", "GPT\tMethod\t\t\t\tgeneral"], 2, "no line for 'Gpt'"),
        ([HEADER, "BERT\tMethod\t\t\tBERT\tgeneral"], 2, "BERT → BERT"),
    ],
)
def test_a_bad_line_is_named(table: Path, lines: list[str], number: int, said: str) -> None:
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(BadOntology) as raised:
        identities()
    assert str(raised.value).startswith(f"{table}:{number}: ")
    assert said in str(raised.value)


def test_a_circle_is_told(table: Path) -> None:
    names = ["BERT", "GPT", "T5"]
    rows = [f"{name}\tMethod\t\t\t{wider}\tgeneral" for name, wider in zip(names, [*names[1:], "BERT"], strict=True)]
    table.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    with pytest.raises(BadOntology, match=r":\d: broader runs in a circle: .* → .* → .* → "):
        identities()


def test_what_a_line_says(table: Path) -> None:
    lines = [
        HEADER,
        "BERT\tMethod\tQ61726893\thttps://example.org/bert\tTransformer; language model\town",
        "Transformer\tMethod\t\t\t\town",
        "language model\tMethod\t\t\t\town",
    ]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    bert = identities()["bert", "Method"]
    assert (bert.wikidata, bert.page) == ("Q61726893", "https://example.org/bert")
    assert bert.broader == ("Transformer", "language model")
    assert identities()["transformer", "Method"].wikidata is None


@pytest.mark.parametrize(
    ("present", "nearest"),
    [
        ((), ()),
        (("U-Net",), ("U-Net",)),
        (("neural network",), ("neural network",)),
        (("neural network", "machine learning"), ("neural network",)),
        (("convolutional neural network", "encoder-decoder"), ("encoder-decoder", "convolutional neural network")),
        (("3D U-Net", "GAN"), ()),
    ],
)
def test_the_nearest_that_is_present_is_broader(present: tuple[str, ...], nearest: tuple[str, ...]) -> None:
    assert nearest_broader(key("3D U-Net"), "Method", set(keys(*present))) == keys(*nearest)


def test_what_is_wider_than_another_found_is_left_out() -> None:
    # ResNet is wider by two ways: as a residual network and as a convolutional network, and both are neural networks.
    present = set(keys("residual network", "neural network"))
    assert nearest_broader(key("ResNet"), "Method", present) == keys("residual network")


def test_a_name_of_another_class_or_of_none_has_nothing_broader() -> None:
    assert nearest_broader(key("ResNet"), "Task", {key("neural network")}) == ()
    assert nearest_broader("toynet", "Method", {key("neural network")}) == ()


@pytest.mark.parametrize(
    ("type", "chain"),
    [
        ("Method", ["ResNet-50", "ResNet", "convolutional neural network", "neural network"]),
        ("Dataset", ["ImageNet-1K", "ImageNet"]),
        ("Task", ["named entity recognition", "sequence labeling", "natural language processing"]),
        ("Metric", ["BLEU-4", "BLEU"]),
    ],
)
def test_chains_that_everyone_expects(type: str, chain: list[str]) -> None:
    for narrower, wider in pairwise(chain):
        assert nearest_broader(key(narrower), type, {key(wider)}) == (key(wider),)
