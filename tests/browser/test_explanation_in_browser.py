"""The page of `kg explain` in a real Chromium: nothing of the papers runs, and a mention leads to its reasons."""

from kg.explanation import Explanation, Why, as_html
from kg.model import Mention, Paper, Reading, Sentence
from tests.browser.conftest import Chromium
from tests.browser.hostile import STRINGS

NAME = STRINGS[4]
TITLE = f"{STRINGS[2]}{STRINGS[1]} {NAME}"
PAPER = Paper(
    f"p{STRINGS[3]}",
    TITLE,
    f"{STRINGS[0]} {STRINGS[7]} uses {NAME}.",
    venue=STRINGS[8],
    url=STRINGS[5],
)


def hostile() -> Explanation:
    at = PAPER.text.rindex(NAME)
    mention = Mention(at, at + len(NAME), NAME, "Method", "used", "<b>rule</b>", 0.5, "net")
    sentence = Sentence(len(TITLE) + 1, len(PAPER.text), "method")
    why = Why((("Method", 0.5),), (('<img src=x onerror="window.pwned=1">', 1.0), ("size 1", -0.5)))
    return Explanation(Reading(PAPER, (mention,), (), (sentence,)), (why,))


def test_the_page_in_a_browser(chromium: Chromium) -> None:
    opened = chromium.open(as_html(hostile()), ready="#sentence-1")
    assert opened.page.evaluate("() => window.pwned === undefined && document.scripts.length === 0")
    assert opened.page.locator("h1").inner_text() == TITLE
    mark = opened.page.locator("#sentence-1 mark").first
    assert "rgb(213, 94, 0)" in mark.evaluate("(mark) => getComputedStyle(mark).boxShadow")
    reasons = opened.page.locator("#mention-1")
    assert not reasons.is_visible()
    mark.click()
    assert reasons.is_visible()
    assert "onerror" in reasons.inner_text()
    assert {request.partition("#")[0] for request in opened.requests} == {opened.address}
    assert not opened.messages
