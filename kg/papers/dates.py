"""What a file prints as a date → ISO 8601, as precise as the source and never more."""

import re
from calendar import monthrange
from functools import lru_cache

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBER_OF = {name: at for at, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_ISO = re.compile(r"(\d{4})(?:([-/.]?)(\d{1,2})(?:\2(\d{1,2}))?)?(?!\d)", re.ASCII)
_WORD = re.compile(r"[A-Za-z]+")
_YEAR = re.compile(r"(?<![\w:])\d{4}(?![\w:])", re.ASCII)
_DAY = re.compile(r"(?<![\w:])(\d{1,2})(?:st|nd|rd|th)?(?![\w:])", re.ASCII)
_YEARLESS = re.compile(r"--(\d\d)-(\d\d)", re.ASCII)


@lru_cache(maxsize=4096)
def iso_date(text: str) -> str | None:
    """The date in `text` as "2022-04-29", "2022-04", "2022" or "--04-29"; None when there is none.

    A part that cannot be (month 13) or that could be two things (which of 04/05/2022 is the month) is left out.

    >>> [iso_date(text) for text in ("Apr 29, 2022", "2022/4", "Mon, 2 Apr 2007 19:18:42 GMT", "Jun 10", "in press")]
    ['2022-04-29', '2022-04', '2007-04-02', '--06-10', None]
    """
    text = text.strip()[:100]
    if match := _YEARLESS.fullmatch(text):
        return _written(None, int(match[1]), int(match[2]))
    if (match := _ISO.match(text)) and not _months(text):
        year, _, month, day = match.groups()
        return _written(int(year), int(month or 0), int(day or 0))
    months, years, days = _months(text), _YEAR.findall(text), _DAY.findall(text)
    return _written(
        int(years[0]) if years else None,
        months[0] if len(months) == 1 else 0,
        int(days[0]) if len(days) == 1 else 0,
    )


def precision(date: str | None) -> int:
    """How much of a date is known: 0 nothing, 1 month and day without year, 2 year, 3 and month, 4 and day."""
    if not date:
        return 0
    return 1 if date.startswith("--") else 2 + date.count("-")


def with_year(date: str | None, year: int | None) -> str | None:
    """`date`, with `year` if the source printed none."""
    if year is None or not date or not date.startswith("--"):
        return date
    _, _, month, day = date.split("-")
    full = _written(year, int(month), int(day))
    return full if precision(full) == 4 else date


def _months(text: str) -> list[int]:
    return sorted({_NUMBER_OF[word] for word in _WORD.findall(text.lower()) if word in _NUMBER_OF})


def _written(year: int | None, month: int, day: int) -> str | None:
    if year is None:
        return f"--{month:02}-{day:02}" if _exists(2000, month, day) else None
    if not 1 <= year <= 9999:
        return None
    if _exists(year, month, day):
        return f"{year:04}-{month:02}-{day:02}"
    return f"{year:04}-{month:02}" if 1 <= month <= 12 else f"{year:04}"


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
