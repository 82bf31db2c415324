"""Explanation → text: with colours for a terminal, and with brackets where there are none."""

from collections.abc import Iterable, Iterator

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from kg.characters import plain
from kg.explanation.facts import Facts, claim_facts, dropped_facts, relation_facts
from kg.explanation.lines import lines
from kg.explanation.why import Explanation, Weighed, Why
from kg.model import Mention
from kg.ontology import entity_types, style

_WIDTH = 100
_MANY_COLOURS = {"256", "truecolor"}
_QUIET = "dim"


def as_text(explanation: Explanation, console: Console | None = None) -> str:
    """The explanation for a console: as wide as that, and in colours if it has enough of them.

    Without, a mention reads "[ToyNet|Method 1]". Without a console, lines have 100 characters.
    """
    console = console or Console(width=_WIDTH, color_system=None)
    has_colours = console.color_system in _MANY_COLOURS and not console.no_color
    with console.capture() as capture:
        console.print(_text(explanation, has_colours))
        for heading, section in _sections(explanation):
            if section.row_count:
                console.print(Text(f"\n{heading}", "bold"))
                console.print(section)
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))


def _sections(explanation: Explanation) -> Iterator[tuple[str, Table]]:
    reading = explanation.reading
    yield "Claims", _blocks(claim_facts(reading, claim) for claim in reading.claims)
    yield "Relations", _rows(relation_facts(reading, relation) for relation in reading.relations)
    yield "Mentions, and what weighed for and against their class, in log-odds", _mentions(explanation)
    yield "Dropped", _rows(dropped_facts(reading, dropped) for dropped in reading.dropped)


def _text(explanation: Explanation, coloured: bool) -> Table:
    """The title and sentences with their roles, and a legend where colours need one."""
    table, mentions = _grid(_QUIET, _QUIET), explanation.reading.mentions
    for line in lines(explanation.reading):
        marked = Text()
        for words, index in line.pieces:
            marked.append_text(Text(plain(words)) if index is None else _mark(mentions[index], index, coloured))
        table.add_row(line.name, line.role if line.role != line.name else "", marked)
    if coloured and mentions:
        table.add_row("", "", Text(" ").join(Text(f" {name} ", _colour(name)) for name in entity_types()))
    return table


def _mark(mention: Mention, index: int, coloured: bool) -> Text:
    words = plain(mention.surface)
    if coloured:
        return Text(words, _colour(mention.type)).append(_subscript(index + 1), _QUIET)
    return Text(f"[{words}|{mention.type} {index + 1}]")


def _colour(mention_type: str) -> str:
    return f"bold #000000 on {style()[mention_type].colour}"


def _subscript(number: int) -> str:
    return "".join(chr(ord("₀") + int(digit)) for digit in str(number))


def _mentions(explanation: Explanation) -> Table:
    table = _grid(_QUIET)
    for number, (mention, why) in enumerate(zip(explanation.reading.mentions, explanation.whys, strict=True), 1):
        heading = Text(plain(mention.surface), "bold").append(
            f"  {mention.type}, {mention.role}; rule {mention.source}, confidence {mention.confidence:.2f}", "not bold"
        )
        reasons = _grid(_QUIET)
        for name, words in _reasons(why):
            reasons.add_row(name, Text(plain(words)))
        table.add_row(str(number), Group(heading, reasons))
    return table


def _reasons(why: Why) -> Iterator[tuple[str, str]]:
    if why.repeats is not None:
        yield "the same as", str(why.repeats + 1)
        return
    yield "likely", ", ".join(f"{name} {chance:.2f}" for name, chance in why.chances if chance >= 0.005)
    for name, reasons in zip(("for", "against"), why.strongest(), strict=True):
        if reasons:
            yield name, _weighed(reasons)


def _weighed(reasons: Weighed) -> str:
    return ", ".join(f"{weight:+.2f} {name}" for name, weight in reasons)


def _blocks(items: Iterable[Facts]) -> Table:
    """Each item as a block of what it has, beside the sentence that it is in."""
    table = _grid(_QUIET, _QUIET)
    for facts in items:
        place, *_ = facts.values()
        for name, words in list(facts.items())[1:]:
            if words:
                table.add_row(place, name, Text(plain(words)))
                place = ""
    return table


def _rows(items: Iterable[Facts]) -> Table:
    """Each item on a row, under the names of what it has."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=_QUIET)
    for facts in items:
        for name in facts if not table.columns else ():
            table.add_column(name, overflow="fold")
        table.add_row(*(Text(plain(words)) for words in facts.values()))
    return table


def _grid(*styles: str) -> Table:
    """A table without lines whose first columns have styles."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for style_of_column in styles:
        table.add_column(style=style_of_column, no_wrap=True)
    return table
