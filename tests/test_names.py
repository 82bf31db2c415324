from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kg import names
from kg.errors import BadOntology
from kg.language import load
from kg.mentions.names import NameTable, match_keys
from kg.mentions.tokens import Tokens
from kg.names import Name, is_spelt, known_names
from kg.naming import key
from kg.ontology import entity_types

HEADER = "alias\tentity\ttype\tsource"


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of tables in place of ours."""
    (tmp_path / "names").mkdir()
    monkeypatch.setattr(names, "ROOT", tmp_path)
    known_names.cache_clear()
    yield tmp_path / "names" / "toys.tsv"
    known_names.cache_clear()


def found(text: str, table: Mapping[str, tuple[Name, ...]]) -> list[tuple[str, str]]:
    doc = load()(text)
    return [(doc[start:end].text, name.entity) for start, end, name in match_keys(Tokens.of(doc), NameTable(table))]


def test_our_tables_load() -> None:
    held = known_names()
    assert {name.type for entries in held.values() for name in entries} == set(entity_types())
    assert all(key(name.alias) == where for where, entries in held.items() for name in entries)
    assert "" not in held


@pytest.mark.parametrize(
    ("lines", "number", "said"),
    [
        (["alias\tname"], 1, "header"),
        ([HEADER, "ToyNet\tToyNet\tDataset"], 2, "not alias, entity, type"),
        ([HEADER, "ToyNet\tToyNet\tDataset\town", "MixNet\tMixNet\tModel\town"], 3, "Method, Dataset, Task, Metric"),
        ([HEADER, "ToyNet\tToyNet\tDataset\town", "ToyNets\tPlainNet\tMethod\town"], 3, "'ToyNet' (Dataset)"),
    ],
)
def test_a_bad_line_is_named(tables: Path, lines: list[str], number: int, said: str) -> None:
    tables.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(BadOntology) as raised:
        known_names()
    assert str(raised.value).startswith(f"{tables}:{number}: ")
    assert said in str(raised.value)


def test_capitals_tell_two_names_of_one_key_apart(tables: Path) -> None:
    tables.write_text(f"{HEADER}\nTOY\tToy testing\tMethod\town\nToYs\tToyset\tDataset\town\n", encoding="utf-8")
    assert found("We compare TOY with ToYs and toys.", known_names()) == [("TOY", "Toy testing"), ("ToYs", "Toyset")]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("We train a mixing network on it.", "mixing network"),
        ("Mixing Networks are fast.", "Mixing Networks"),
        ("It needs a mixing-network.", "mixing-network"),
        ("We test on Toy-10.", "Toy-10"),
        ("We test on TOY10.", "TOY10"),
        ("We test on Toy 10 again.", "Toy 10"),
    ],
)
def test_variants_are_found(tables: Path, text: str, surface: str) -> None:
    rows = ["mixing network\tmixing network\tMethod\town", "Toy-10\tToy-10\tDataset\town"]
    tables.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    assert [found_surface for found_surface, _ in found(text, known_names())] == [surface]


def test_names_that_are_also_words_need_their_capitals() -> None:
    assert is_spelt("CLIPs", "CLIP")
    assert not is_spelt("clip", "CLIP")
    assert "CLIP" in {surface for surface, _ in found("We test CLIP.", known_names())}
    assert found("We clip the gradients.", {key("CLIP"): known_names()[key("CLIP")]}) == []


def test_no_name_goes_over_the_end_of_the_title() -> None:
    table = {key("deep learning"): (Name("deep learning", "deep learning", "Method"),)}
    assert found("On how to go deep\nLearning is hard.", table) == []
