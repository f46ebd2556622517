"""Numbers of the calendar and the clock: written dates, times, days of a month, years."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.frozen import dataclass
from tracker.hedges import HEDGE


@dataclass(frozen=True, slots=True)
class Found:
    """A number at ``start`` to ``end``: a value, or bounds, or neither."""

    start: int
    end: int
    form: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


Form = Callable[[str, int, int], Found | None]

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS} ?$")
_IN_MONTH = re.compile(rf"\bin {_MONTHS} ?$")
_TH = r"(?:st|nd|rd|th)?"
_MONTH_AFTER = re.compile(
    rf"{_TH}(?:(?: ?[-–—] ?| to | and )\d{{1,2}}{_TH})?(?: of)? {_MONTHS}(?=\W|$)"
)
_DAYS = re.compile(
    rf"\d{{1,2}}{_TH}(?![,.]?\d)(?:(?: ?[-–—] ?| to )\d{{1,2}}{_TH}(?![\d:]|,\d))?"
    r"(?:,? (?:19|20)\d\d\b)?"
)
_WRITTEN_DATE = re.compile(
    r"\d{4}-\d\d-\d\d\b|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)\b(?!\.\d)"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|9/11\b"
)
_DAY_AND_MONTH = re.compile(rf"\b\d{{1,2}}{_TH} {_MONTHS} ?$")  # a cell follows: "3 May	12"
_ENTRY = re.compile(r": | ?[–—-] ")
_BULLET = re.compile(r"(?:^| )[-*+•–—▪] $")
_LONGEST_LIST = 4_000
_MONTH_OVER_LIST = re.compile(rf"(?:^| ){_MONTHS}(?: (?:19|20)\d\d)?:? {{1,3}}[-*+•–—▪] \d")
_YEAR = re.compile(r"(?:19|20)\d\d(?:s|(?:/|-|–)\d\d(?:\d\d)?)?(?![\d.,]\d|\w)")
_HARMED = re.compile(
    r" (?:others? |more |people )?(?:(?:were|was|are|have been|others) )?"
    r"(?:killed|injured|wounded|dead|hurt|displaced|missing|captured)\b(?! in \d)"
    r"| (?:people|persons|civilians|soldiers|troops|servicemen|fighters|militants|men|women"
    r"|children|residents|palestinians|ukrainians|others|drones|missiles|rockets|shells)\b"
)
_HEDGED = re.compile(
    r"(?<!since )(?<!from )(?<!until )"
    rf"\b(?:{HEDGE}|another|(?:total|deaths?|killings?|bodies|loss) of) $"
)
_OF_A_YEAR = re.compile(r"\b(?:in|of|since|by|during|from|until|to|early|late|mid|the)[ -]$")
_TIME = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?\b(?: ?[ap]\.? ?m\b\.?)?|\d{1,2}(?:[.:]\d\d)? ?[ap]\.? ?m\b\.?"
    r"|(?:[01]\d|2[0-3])[0-5]\d (?=hours|hrs|gmt|utc|local time)"
)


def written_date(text: str, start: int, end: int) -> Found | None:
    """03.10.22, 2025-10-22, 12/05/2025, 9/11."""
    match = _WRITTEN_DATE.match(text, start)
    return Found(start, match.end(), "date") if match else None


def time_of_day(text: str, start: int, end: int) -> Found | None:
    """12:30, 2 a.m., 0500 hours."""
    match = _TIME.match(text, start)
    return Found(start, match.end(), "time") if match else None


def day_of_month(text: str, start: int, end: int) -> Found | None:
    """May 14-16, 24 February, the 3rd of April, and the year after a month."""
    if end - start > 4:
        return None
    if _MONTH_BEFORE.search(text, max(0, start - 12), start):
        dated = _DAY_AND_MONTH.search(text, max(0, start - 18), start)
        so_many = _IN_MONTH.search(text, max(0, start - 16), start) and _HARMED.match(text, end)
        none = dated or so_many  # "In February 28 people were killed"
        match = _YEAR.match(text, start) or (None if none else _DAYS.match(text, start))
        return Found(start, match.end(), "date") if match else None
    if text[start:end].rstrip("sthndr").isdigit() and _MONTH_AFTER.match(text, end):
        return Found(start, end, "date")
    return None


def day_of_entry(text: str, start: int, end: int) -> Found | None:
    """- 15: the day of an entry in a list below the name of a month."""
    if end - start > 2 or not text[start:end].isdigit():
        return None
    if not _ENTRY.match(text, end) or not _BULLET.search(text, max(0, start - 3), start):
        return None
    below = _MONTH_OVER_LIST.search(text, max(0, start - _LONGEST_LIST), start + 1)
    return Found(start, end, "date") if below else None


def year(text: str, start: int, end: int) -> Found | None:
    """A number of four digits that can be a year; the sentence decides whether it is one."""
    match = _YEAR.match(text, start)
    if match is None or text.endswith("(+", 0, start):  # "231,785 (+2014) drones": their growth
        return None
    digits = text[start : start + 4]
    harmed = match.end() == start + 4 and _HARMED.match(text, match.end())
    hedged = _HEDGED.search(text, max(0, start - 24), start)
    if harmed and (hedged or not _OF_A_YEAR.search(text, max(0, start - 8), start)):
        return None  # "763 civilians killed and 1957 were injured", "the death of 1953 people"
    return Found(start, match.end(), "year", value=int(digits))
