"""The text of a reading, line by line: its title and sentences, and where in each the mentions stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Reading

TITLE = "title"


@dataclass(frozen=True, slots=True)
class Line:
    """The title, or a sentence by its number from 1, with its role.

    `pieces` are the words in order, those of a mention with its index, others with None.
    """

    name: str
    role: str
    pieces: tuple[tuple[str, int | None], ...]


def lines(reading: Reading) -> Iterator[Line]:
    """The lines of a text."""
    if reading.paper.title:
        yield Line(TITLE, TITLE, tuple(_pieces(reading, 0, len(reading.paper.title))))
    for number, sentence in enumerate(reading.sentences, 1):
        yield Line(str(number), sentence.role, tuple(_pieces(reading, sentence.start, sentence.end)))


def line_at(reading: Reading, start: int) -> str:
    """The name of the line in which character `start` is."""
    numbered = enumerate(reading.sentences, 1)
    return next((str(number) for number, sentence in numbered if sentence.start <= start < sentence.end), TITLE)


def _pieces(reading: Reading, start: int, end: int) -> Iterator[tuple[str, int | None]]:
    text, at = reading.paper.text, start
    for i, mention in enumerate(reading.mentions):
        if start <= mention.start < end:
            yield from [(text[at : mention.start], None)] * (at < mention.start)
            yield text[mention.start : mention.end], i
            at = mention.end
    yield from [(text[at:end], None)] * (at < end)
