"""The day that stands in an article's url."""

from __future__ import annotations

import re
from datetime import date

from tracker.when.written.readers import MONTH_NAMES

_DAY_IN_URL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<join>[-/_])(?P<month>\d\d?|[a-z]{3,9})(?P=join)(?P<day>\d\d?)(?!\d)"
)
_PACKED = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


def day_in_url(url: str) -> date | None:
    """Return the day that a url names, or None.

    >>> day_in_url("https://example.org/wiki/Current_events/2025_October_9")
    datetime.date(2025, 10, 9)
    >>> day_in_url("https://example.org/2025/05/a-story-3539166.html")
    """
    found = _DAY_IN_URL.search(url.lower())
    if found:
        return _date(found["year"], found["month"], found["day"])
    packed = _PACKED.search(url)
    return _date(*packed.groups()) if packed else None


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _month_number(month)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return next((n for n, full in enumerate(MONTH_NAMES, 1) if full[:3] == name[:3]), 0)
