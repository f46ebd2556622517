"""A date as people and machines write it -> the day; strictly, and never by today's date."""

from __future__ import annotations

import re
from datetime import date

from tracker.datelines import find_printed_day, is_weekday
from tracker.spans import fold

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}(?:Z|[+-]\d{4})?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,? \d{1,2}:\d{2}.{0,16})?")
_DAY_WITH_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_CLOCK = (
    r"(?:,?(?:\s+at)?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?"
    r"(?:\s*(?:Z|UTC|GMT|[+-]\d{4}))?)?"
)
_DAY_MONTH = re.compile(_WEEKDAY + r"(\d{1,2})\s+([a-z]+)\.?,?\s+(\d{4})" + _CLOCK, re.IGNORECASE)
_MONTH_DAY = re.compile(_WEEKDAY + r"([a-z]+)\.?\s+(\d{1,2}),?\s+(\d{4})" + _CLOCK, re.IGNORECASE)

_LONGEST = 80
_CLOCKS = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?|(?:GMT|UTC)?[+-]\d{1,4}", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_OF_CLOCKS = frozenset(
    "at am pm a p m et est edt bst gmt utc cet cest z de h uhr coordinated universal time".split()
)
_NO_DAY = date(1970, 1, 1)
"""What a machine writes where it knows no day."""

_MONTHS = (
    "january february march april may june july august september october november december".split()
)


def parse_day(words: str) -> date | None:
    """Return the day that the words name, or None where they name none for certain.

    A date with a time and a zone is the day in that zone. Numbers whose order is open are no
    date: "12/05/2025" is May to one reader and December to another.

    >>> parse_day("2025-05-11T23:30:00+03:00")
    datetime.date(2025, 5, 11)
    >>> parse_day("Sunday, May 11, 2025")
    datetime.date(2025, 5, 11)
    >>> parse_day("July 10, 2024 5:15 pm")
    datetime.date(2024, 7, 10)
    >>> parse_day("10:15, 16 травня 2024")
    datetime.date(2024, 5, 16)
    >>> parse_day("12/05/2025") is None
    True
    """
    words = words.strip()
    for form in (_ISO, _COMPACT, _YEAR_FIRST):
        if found := form.fullmatch(words):
            return _day(found[1], found[2], found[3])
    if found := _SLASHED.fullmatch(words):
        return _day_of_slashes(int(found[1]), int(found[2]), found[3])
    if found := _DAY_WITH_DOTS.fullmatch(words):
        return _day(found[3], found[2], found[1])
    if found := _DAY_MONTH.fullmatch(words):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_DAY.fullmatch(words):
        return _day(found[3], _month(found[1]), found[2])
    return _printed(words)


def _printed(words: str) -> date | None:
    """Return the day of "10:15, 16 травня 2024": a day, an hour and little else."""
    day = find_printed_day(words) if len(words) <= _LONGEST else None
    if day is None:
        return None
    rest = _CLOCKS.sub(" ", f"{words[: day.start]} {words[day.end :]}")
    unknown = (word for word in _WORDS.findall(fold(rest)) if word not in _OF_CLOCKS)
    if any(word[0].isdigit() or (word.isascii() and not is_weekday(word)) for word in unknown):
        return None
    return day.day


def _day_of_slashes(first: int, second: int, year: str) -> date | None:
    """Return the day of 05/16/2024, where one number cannot be a month; None of 05/06/2024."""
    if first > 12 or first == second:
        return _day(year, second, str(first))
    return _day(year, first, str(second)) if second > 12 else None


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= 1800 and found != _NO_DAY else None


def _month(name: str) -> int:
    """Return the number of an English month or its abbreviation, 0 for any other word."""
    name = name.lower()
    if len(name) < 3:
        return 0
    return next((n for n, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)
