"""Text of papers where it is shown: without the characters that would command what shows it."""

import re
import unicodedata

# Characters that reorder the text around them give way to one of no width, so that offsets still count.
PLAIN = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\u200b")
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&])")  # what Markdown reads as markup in the middle of a line


def plain(text: str) -> str:
    r"""`text` with one harmless character for each that could command a terminal or turn the text around it.

    >>> plain("a\nb")
    'a⏎b'
    """
    shown = text.translate(PLAIN)
    if shown.isprintable():
        return shown
    shown = shown.replace("\n", "⏎")
    return "".join("\ufffd" if unicodedata.category(character) == "Cc" else character for character in shown)


def shortened(text: str, longest: int) -> str:
    """`text` with at most so many characters, the last of which says that there is more.

    >>> shortened("counting toys", 10), shortened("toys", 10)
    ('counting…', 'toys')
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def markdown(text: str) -> str:
    r"""`text` as Markdown that is shown as it stands: no markup, one line.

    It is meant for the middle of a line: at its beginning "#" or "1." would still be markup.

    >>> print(markdown("<b>\n*ToyNet*"))
    \<b\> \*ToyNet\*
    """
    return _MARKUP.sub(r"\\\1", plain(" ".join(text.split())))
