"""What is shown of an explanation, in the terminal and on the page; text of papers is hostile."""

import base64
import hashlib
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from rich.console import Console

from kg.characters import plain
from kg.explanation import Explanation, Why, as_html, as_text
from kg.explanation.lines import line_at, lines
from kg.model import Dropped, Reading
from kg.ontology import style
from tests.conftest import MIXNET, TOYBENCH, example_readings

WHY = Why((("Method", 0.9), ("none", 0.1)), (("rule name", 2.0), ("<i>head", 1.5), ("size 1", -0.5)))


def explained(paper_id: str) -> Explanation:
    reading = next(reading for reading in example_readings() if reading.paper.id == paper_id)
    dropped = Dropped(paper_id, "mention", 0, 6, reading.paper.text[:6], "Task", "<b>rule", "likely Task at 0.10")
    whys = (WHY, *(Why(repeats=0) for _ in reading.mentions[1:]))
    return Explanation(replace(reading, dropped=(dropped,)), whys)


MIXED, HOSTILE = explained(MIXNET.id), explained(TOYBENCH.id)


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("explanation", [MIXED, HOSTILE])
def test_the_lines_hold_all_of_the_text_and_every_mention_once(explanation: Explanation) -> None:
    pieces = [piece for line in lines(explanation.reading) for piece in line.pieces]
    joined = "".join(words for words, _ in pieces)
    assert "".join(joined.split()) == "".join(explanation.reading.paper.text.split())
    marked = [(words, index) for words, index in pieces if index is not None]
    assert marked == [(mention.surface, i) for i, mention in enumerate(explanation.reading.mentions)]


def test_lines_are_named() -> None:
    names = [line_at(MIXED.reading, start) for start in (0, *(s.start for s in MIXED.reading.sentences))]
    assert names == ["title", "1", "2", "3"]


def test_text_without_colours() -> None:
    shown = as_text(MIXED)
    for expected in (
        "title                [MixNet|Method 1]: Mixing Pixels for [image classification|Task 2]",
        "3      result        [MixNet|Method 9] outperforms [PlainNet|Method 10] on [ToyNet|Dataset 11].",
        "   results     accuracy 83.0%",
        "2         MixNet          evaluated on  ToyNet",
        "1   MixNet  Method, introduced; rule example:mention, confidence 0.90",
        "    likely   Method 0.90, none 0.10",
        "    for      +2.00 rule name, +1.50 <i>head",
        "    against  -0.50 size 1",
        "    the same as  1",
        "title     mention  MixNet  Task  <b>rule  likely Task at 0.10",
    ):
        assert expected in shown
    assert max(map(len, shown.splitlines())) <= 100
    assert not any(line.endswith(" ") for line in shown.splitlines())


def test_colours_mark_classes_where_there_are_enough() -> None:
    many = as_text(MIXED, Console(file=io.StringIO(), color_system="truecolor", width=80))
    red, green, blue = bytes.fromhex(style()["Method"].colour[1:])
    assert f"48;2;{red};{green};{blue}mMixNet" in many
    assert "[MixNet|" not in many
    for console in (
        Console(file=io.StringIO(), color_system="standard", width=80),
        Console(file=io.StringIO(), color_system="truecolor", no_color=True, width=80),
    ):
        assert "[MixNet|Method 1]" in as_text(MIXED, console)


def test_no_text_commands_the_terminal() -> None:
    assert plain("a\x1b[31m\x9b\u202eb\nc") == "a\ufffd[31m\ufffd\u200bb⏎c"
    shown = as_text(HOSTILE)
    assert "\u202e" not in shown
    assert '<img src=x onerror=alert(1)> </script> "[ToyBench|Dataset 1]" \\ 😀' in shown


def test_the_page_marks_the_text() -> None:
    page = as_html(MIXED).decode()
    assert '<a href="#mention-1"><mark class="Method">MixNet<small>Method</small></mark></a>: Mixing Pixels' in page
    assert '<td class="relation">evaluated on</td>' in page
    assert 'The same as <a href="#mention-1">mention 1</a>.' in page
    assert f".Method {{ --class: {style()['Method'].colour} }}" in page


@pytest.mark.parametrize("explanation", [MIXED, HOSTILE])
def test_nothing_on_the_page_runs_or_is_fetched(explanation: Explanation) -> None:
    page = as_html(explanation).decode()
    elements = Elements(page)
    tags = {tag for tag, _ in elements.found}
    assert not tags & {"script", "img", "iframe", "link", "object", "embed", "form", "base"}
    names = {name for _, attributes in elements.found for name in attributes}
    assert not any(name.startswith("on") or name in {"src", "srcset", "style", "action"} for name in names)
    addresses = {attributes["href"] for tag, attributes in elements.found if tag == "a"}
    assert all(re.match(r"#|https://", address or "") for address in addresses)
    assert "\u202e" not in page


def test_every_link_within_the_page_leads_somewhere() -> None:
    elements = Elements(as_html(MIXED).decode())
    places = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(places) == len(set(places))
    within = {a["href"] for tag, a in elements.found if tag == "a" and (a["href"] or "").startswith("#")}
    assert within <= {f"#{place}" for place in places}


def test_the_policy_allows_the_style_of_the_page_and_nothing_else() -> None:
    page = as_html(MIXED).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    css = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy is not None
    assert css is not None
    digest = base64.b64encode(hashlib.sha256(css[1].encode()).digest()).decode()
    assert policy[1].startswith("default-src 'none'; ")
    assert policy[1].endswith(f"style-src 'sha256-{digest}'")


def test_hostile_text_is_shown_as_it_is() -> None:
    text = "".join(Elements(as_html(HOSTILE).decode()).text)
    assert "<img src=x onerror=alert(1)> </script>" in text
    assert "<b>points</b>" in text
    assert "<i>head" in text


def test_what_is_empty_has_no_heading() -> None:
    nothing = Explanation(Reading(MIXNET), ())
    assert "Claims" not in as_text(nothing)
    assert "<h2>" not in as_html(nothing).decode()
