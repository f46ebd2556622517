"""The day that stands in an article's url."""

from __future__ import annotations

import re
from datetime import date

from tracker.when.written.readers import MONTH_NAMES

_YEAR, _MONTH, _DAY = r"(?P<year>(?:19|20)\d\d)", r"(?P<month>\d\d?|[a-z]{3,9})", r"(?P<day>\d\d?)"
_TWO_MONTH, _TWO_DAY = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_EVENT = r"(?<!\bon[-_])(?<!\bof[-_])(?<!\bsince[-_])(?<!\bfrom[-_])(?<!\bthe[-_])"
"""Words before the day of what is told: "what-happened-on-2014-07-17"."""
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"/{_YEAR}/{_MONTH}/{_DAY}(?=/|$)",
        rf"/{_YEAR}[/-]{_TWO_MONTH}[/-]?{_TWO_DAY}(?=/|$)",
        rf"/{_DAY}[/-](?P<month>\d\d|[a-z]{{3,9}})[/-]{_YEAR}(?=/|$)",
        rf"(?<!\d){_EVENT}{_YEAR}(?P<join>[-/_]){_MONTH}(?P=join){_DAY}(?!\d)",
        rf"(?<!\d){_YEAR}{_TWO_MONTH}{_TWO_DAY}(?!\d)",
    )
)
"""The forms of a day in an address, the surest first: parts of a path before words of a title."""


def day_in_url(url: str) -> date | None:
    """Return the day that a url names, or None.

    >>> day_in_url("https://example.org/wiki/Current_events/2025_October_9")
    datetime.date(2025, 10, 9)
    >>> day_in_url("https://example.org/the-raid-of-2014-07-17/2025/05/16/")
    datetime.date(2025, 5, 16)
    >>> day_in_url("https://example.org/2025/05/a-story-3539166.html")
    >>> day_in_url("https://example.org/what-happened-on-2014-07-17")
    """
    for form in _FORMS:
        found = form.search(url.lower())
        day = _date(found["year"], found["month"], found["day"]) if found else None
        if day is not None:
            return day
    return None


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _month_number(month)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return next((n for n, full in enumerate(MONTH_NAMES, 1) if full[:3] == name[:3]), 0)
