from pathlib import Path

import pytest

from kg import journal
from kg.model import Paper, Reading

READINGS = [Reading(Paper(f"p{i}", "Toys", f"We count {i} toys.\u2028Really.")) for i in range(3)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "readings"


def test_readings_are_there_as_soon_as_they_are_handed_on(path: Path) -> None:
    for number, reading in enumerate(journal.keep(path, READINGS), start=1):
        assert journal.kept(path) == READINGS[:number]
        assert reading == READINGS[number - 1]


def test_more_is_kept_behind_what_is_there(path: Path) -> None:
    assert journal.kept(path) == []
    list(journal.keep(path, READINGS[:1]))
    list(journal.keep(path, READINGS[1:]))
    assert journal.kept(path) == READINGS


def test_a_journal_may_be_torn_anywhere(path: Path) -> None:
    list(journal.keep(path, READINGS))
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        found = journal.kept(path)
        assert found == READINGS[: max(whole[:length].count(b"\n") - 1, 0)]
        list(journal.keep(path, READINGS[len(found) :]))
        assert journal.kept(path) == READINGS


def test_the_journal_of_another_extractor_is_deleted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(journal.keep(path, READINGS))
    monkeypatch.setattr(journal, "extractor", lambda: "another")
    assert journal.kept(path) == []
    assert not path.exists()
