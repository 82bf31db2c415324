"""What a build keeps of its making, so that it can be opened, and papers be added and removed: a part of its files."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.errors import BadBuild
from kg.export.marker import MARKER, read_marker
from kg.jsonlines import from_line
from kg.linking.decisions import NONE, Decisions, read_decisions
from kg.model import Paper, Reading, Rejected
from kg.ontology import DEFAULT_BASE
from kg.version import extractor

DECISIONS = "decisions.tsv"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored:
    """All that a graph is made of; `extractor` says what made the readings."""

    readings: tuple[Reading, ...]
    rejected: tuple[Rejected, ...] = ()
    base: str = DEFAULT_BASE
    extractor: str = ""
    decisions: Decisions = NONE

    @property
    def papers(self) -> list[Paper]:
        """The papers of the readings."""
        return [reading.paper for reading in self.readings]

    @property
    def reusable(self) -> tuple[Reading, ...]:
        """The readings, if this kg would read the same."""
        return self.readings if self.extractor == extractor() else ()


def stored(folder: str | Path) -> Stored:
    """What the build in a folder is made of.

    Raises
    ------
    BadBuild
        When the folder is not a build, or a file of it is not what kg wrote.
    """
    marker = read_marker(folder)
    return Stored(
        _records(Reading, Path(folder) / "readings.jsonl"),
        rejected_in(folder),
        marker["base"],
        marker.get("extractor", ""),
        decisions_in(folder),
    )


def decisions_in(folder: str | Path) -> Decisions:
    """The user's own decisions about names in the build in a folder; none where there is no build or no such file.

    Raises
    ------
    BadDecision
        When a line is no decision.
    """
    path = Path(folder) / DECISIONS
    return read_decisions(path) if path.is_file() else NONE


def rejected_in(folder: str | Path) -> tuple[Rejected, ...]:
    """The records that could not be read for the build in a folder."""
    read_marker(folder)
    return _records(Rejected, Path(folder) / "rejected.jsonl")


def reusable_in(folder: str | Path) -> tuple[Reading, ...]:
    """The readings of what stands in a folder, if this kg would read the same; none when it is no build, or broken."""
    if not (Path(folder) / MARKER).is_file():
        return ()
    try:
        return stored(folder).reusable
    except BadBuild:
        return ()


def _records(cls: type[T], path: Path) -> tuple[T, ...]:
    try:
        with path.open("rb") as file:
            return tuple(from_line(cls, line) for line in file)
    except (OSError, ValueError) as error:
        raise BadBuild(f"{path}: not as kg wrote it ({type(error).__name__}: {error}); build it again") from None
