r"""The escapes that BibTeX needs for what it cannot hold: accents, special letters, braces that protect capitals.

Formulas and all other LaTeX are the paper's own text and stay as they are.
"""

import re
import unicodedata

# TeX's accent commands, and the combining mark of each.
_MARKS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_LETTERS = {
    **{"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø"},
    **{"l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ"},
}
_TOKEN = re.compile(
    r"""(?P<formula>\$[^$]+\$)
    |\\(?P<sign>[&%_#$])
    |\\(?P<accent>[`'^"~=.])\s*(?:\{\\?(?P<in_braces>[A-Za-z])\}|\\(?P<dotless>[ij])(?![A-Za-z])|(?P<bare>[A-Za-z]))
    |\\(?P<named_accent>[uvHckrbd])(?:\s*\{\\?(?P<in_braces_too>[A-Za-z])\}|\s+(?P<bare_too>[A-Za-z]))
    |\\(?P<letter>ss|ae|AE|oe|OE|aa|AA|dh|DH|th|TH|[oOlLij])(?![A-Za-z])(?:\{\}|\s+)?
    |(?P<command>\\[A-Za-z]+\*?|\\.)
    |(?P<open>\{)|(?P<close>\})
    |[^\\${}]+|.""",
    re.VERBOSE | re.DOTALL,
)


def plain(text: str) -> str:
    r"""`text` with its accents as letters and without the braces that only protect.

    >>> plain(r"{GraphNet}: {\"U}ber {\'E}tudes \& $x_{1}$, \emph{kept}")
    'GraphNet: Über Études & $x_{1}$, \\emph{kept}'
    """
    if not re.search(r"[\\{}]", text):
        return text
    pieces: list[str] = []
    braces_kept: list[bool] = []
    for token in _TOKEN.finditer(text):
        before = pieces[-1] if pieces else ""
        if token["open"]:
            # An argument of a command, or of ^ and _, keeps its braces.
            argument = (before[:1] == "\\" and before[-1:] != "\\") or before == "}" or before[-1:] in ("^", "_")
            braces_kept.append(argument)
            pieces.append("{" if argument else "")
        elif token["close"]:
            pieces.append("}" if not braces_kept or braces_kept.pop() else "")
        else:
            pieces.append(_letter(token))
    return "".join(pieces)


def _letter(token: re.Match[str]) -> str:
    if accent := token["accent"] or token["named_accent"]:
        bases = ("in_braces", "dotless", "bare", "in_braces_too", "bare_too")
        base = next(token[name] for name in bases if token[name])
        return unicodedata.normalize("NFC", base + _MARKS[accent])
    if letter := token["letter"]:
        return _LETTERS[letter]
    return token["sign"] or token[0]
