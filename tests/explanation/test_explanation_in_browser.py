"""The page in a real Chromium: nothing is fetched, nothing of the papers runs, and a mention leads to its reasons."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from kg.explanation import Explanation, Why, as_html
from kg.model import Mention, Reading, Sentence
from tests.export.test_page_in_browser import CHROMIUM, DRIVER, FLAGS, HOSTILE, LABEL, log, requests

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver on the PATH")


def hostile() -> Explanation:
    at = HOSTILE.text.rindex(LABEL)
    mention = Mention(at, at + len(LABEL), LABEL, "Method", "used", "<b>rule</b>", 0.5, "net")
    sentence = Sentence(len(HOSTILE.title) + 1, len(HOSTILE.text), "method")
    why = Why((("Method", 0.5),), (('<img src=x onerror="window.pwned=1">', 1.0), ("size 1", -0.5)))
    return Explanation(Reading(HOSTILE, (mention,), (), (sentence,)), (why,))


@pytest.fixture
def page(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    path = tmp_path / "explanation.html"
    path.write_bytes(as_html(hostile()))
    driver.get(path.as_uri())
    yield driver
    driver.quit()


def test_the_page_in_a_browser(page: webdriver.Chrome) -> None:
    assert [url for url in requests(page) if not url.endswith("/explanation.html")] == []
    assert log(page, "browser") == []
    assert page.execute_script("return window.pwned === undefined && document.scripts.length === 0")
    assert HOSTILE.title in page.find_element(By.TAG_NAME, "h1").text
    mark = page.find_element(By.CSS_SELECTOR, "#sentence-1 mark")
    assert "rgb(213, 94, 0)" in mark.value_of_css_property("box-shadow")
    reasons = page.find_element(By.ID, "mention-1")
    assert not reasons.is_displayed()
    mark.click()
    assert reasons.is_displayed()
    assert "onerror" in reasons.text
