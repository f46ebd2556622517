"""A match of a written form -> the expression of time that it is."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace

from tracker.when.written.mention import (
    DAY,
    EARLY,
    END,
    LATE,
    MID,
    MONTH,
    NAMED,
    NTH,
    PART,
    WEEKDAY,
    YEAR,
    Mention,
)
from tracker.when.written.numbers import read_amount, read_nth

MONTH_NAMES = (
    "january february march april may june july august september october november december"
).split()
WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_PARTS = {
    "early": EARLY,
    "beginning of": EARLY,
    "start of": EARLY,
    "first days of": EARLY,
    "mid": MID,
    "middle of": MID,
    "late": LATE,
    "end of": LATE,
    "last days of": LATE,
}
_LEAP_YEAR = 2000
_OF_STORY = {"that": "told_weekday", "the": "told_weekday"}
_THIS, _LAST = re.compile(r"\bthis $"), re.compile(r"(?<!the )\blast $")

FIRST_MONTH = "month_as_subject"

Build = Callable[[re.Match[str]], "Mention | None"]


def full_year(digits: str) -> str:
    """Return a year in four digits: 22 is 2022, 89 is 1989."""
    if len(digits) == 4:
        return digits
    return ("20" if int(digits) < 50 else "19") + digits


def _day(found: re.Match[str], words: str, year: str | None, rule: str) -> Mention:
    whole = f"{words} {full_year(year)}" if year else words
    return Mention(found.start(), found.end(), rule, DAY, whole, has_year=bool(year))


def read_iso(found: re.Match[str]) -> Mention:
    """2022-03-01, 2025_October_9."""
    year, month, day = found.group(1, 2, 3)
    name = MONTH_NAMES[(int(month) if month.isdigit() else _month_number(month)) - 1]
    return _day(found, f"{int(day)} {name}", year, "iso_day")


def _month_number(name: str) -> int:
    return next(n for n, full in enumerate(MONTH_NAMES, 1) if full.startswith(name[:3]))


def read_dotted(found: re.Match[str]) -> Mention:
    """03.10.22: the day comes first."""
    day, month, year = found.group(1, 2, 3)
    return _day(found, f"{int(day)} {MONTH_NAMES[int(month) - 1]}", year, "dotted_day")


def read_slashed(found: re.Match[str]) -> Mention:
    """12/05/2025, 15-12-2023: day or month first? The text as a whole decides, see grammar."""
    first, second, year = (group for group in found.groups() if group)
    words = f"{first}/{second}/{full_year(year)}"
    return Mention(found.start(), found.end(), "slashed_day", DAY, words, has_year=True)


def read_day_month(found: re.Match[str]) -> Mention:
    """24 August 2025, the 24th of August."""
    return _day(found, f"{found.group(1)} {found.group(2)}", found.group(3), "day_month")


def read_nth_day_month(found: re.Match[str]) -> Mention:
    """The second of July."""
    return _day(found, f"{read_nth(found.group(1))} {found.group(2)}", found.group(3), "day_month")


def read_month_day(found: re.Match[str]) -> Mention | None:
    """August 24, 2025; in "in February 30 people died" only the month is one of time."""
    if int(found.group(2).rstrip("stndrh")) > _longest(found.group(1)):
        month, start = found.group(1), found.start()
        return Mention(start, start + len(month), "month", MONTH, month)
    return _day(found, f"{found.group(2)} {found.group(1)}", found.group(3), "month_day")


def _longest(month: str) -> int:
    return monthrange(_LEAP_YEAR, _month_number(month))[1]


def read_days_month(found: re.Match[str]) -> Mention:
    """14-16 May, from 5 to 7 July."""
    first, last, month, year = found.group(1, 2, 3, 4)
    return _two_days(found, f"{first} {month}", f"{last} {month}", year)


def read_month_days(found: re.Match[str]) -> Mention:
    """May 14-16."""
    month, first, last, year = found.group(1, 2, 3, 4)
    return _two_days(found, f"{first} {month}", f"{last} {month}", year)


def _two_days(found: re.Match[str], first: str, last: str, year: str | None) -> Mention:
    rule = "days_of_month"
    return replace(_day(found, first, year, rule), until=_day(found, last, year, rule))


def read_month(found: re.Match[str]) -> Mention:
    """May 2022, late February."""
    part, month, year = found.group(1, 2, 3)
    name = _PARTS.get(part, part.removesuffix(" of")) if part else ""
    return Mention(
        found.start(),
        found.end(),
        f"{name.replace(' ', '_')}_month" if name else "month",
        PART if name else MONTH,
        f"{month} {year}" if year else month,
        has_year=bool(year),
        part=name,
        last=part in ("end of", "last days of"),
        attributive=not name and _is_attributive(found),
        year_of="" if year or name else _year_by(found),
    )


def _year_by(found: re.Match[str]) -> str:
    """Return of which year "this July" and "last July" are: they count from the report."""
    before = found.string[max(0, found.start() - 10) : found.start()]
    if before.endswith("this past ") or _LAST.search(before):
        return "latest"
    return "this_year" if _THIS.search(before) else ""


def read_first_month(found: re.Match[str]) -> Mention:
    """May was quiet: a month that opens its sentence, which only the sentence can tell."""
    return replace(read_month(found), rule=FIRST_MONTH)


def read_following_month(found: re.Match[str]) -> Mention:
    """The following March: the first one after what is told."""
    return replace(read_month(found), year_of="following")


def read_nth_of_month(found: re.Match[str]) -> Mention | None:
    """On the 9th: of the month that is told."""
    return _day_alone(found, "nth_of_month")


def read_day_of_entry(found: re.Match[str]) -> Mention | None:
    """- 15: the day of an entry below the heading of a month."""
    return _day_alone(found, "day_of_entry")


def _day_alone(found: re.Match[str], covers: str) -> Mention | None:
    number = int(found.group(1))
    if not 1 <= number <= 31:
        return None
    start, end = found.start(1), found.end()
    return Mention(start, end, covers, DAY, covers=covers, amount=number, part=NTH)


def read_days_of_part(found: re.Match[str]) -> Mention:
    """The first ten days of May."""
    side, amount, month, year = found.groups()
    return _part(found, f"{side} {read_amount(amount)} days", month, year)


def read_day_of_part(found: re.Match[str]) -> Mention:
    """The last day of May."""
    return _part(found, "last 1 days", found.group(2), found.group(3))


def read_week_of_part(found: re.Match[str]) -> Mention:
    """The second week of May."""
    which, month, year = found.groups()
    return _part(found, f"{which} week", month, year)


def _part(found: re.Match[str], part: str, month: str, year: str | None) -> Mention:
    return Mention(
        found.start(),
        found.end(),
        "part_of_month",
        PART,
        f"{month} {year}" if year else month,
        has_year=bool(year),
        part=part,
    )


def read_year(found: re.Match[str]) -> Mention:
    """In 2014, the 2014 war."""
    return Mention(
        found.start(),
        found.end(),
        "year",
        YEAR,
        found.group(1),
        has_year=True,
        attributive=_is_attributive(found),
    )


def read_part_year(found: re.Match[str]) -> Mention:
    """Early 2024: it has no days of its own, and is known to be vague; the end of 2024 is a day."""
    part, year = found.group(1, 2)
    start, end = found.span()
    if part == "end of":
        return Mention(start, end, "end_of_year", PART, year, True, part=END, covers="year")
    return Mention(
        found.start(), found.end(), "part_of_year", NAMED, year, True, part=part, covers="vague"
    )


def read_years(found: re.Match[str]) -> Mention:
    """2014-2021, 2022-23."""
    first, last = found.group(1, 2)
    until = Mention(
        found.start(),
        found.end(),
        "years",
        YEAR,
        last if len(last) == 4 else first[:2] + last,
        True,
    )
    return replace(until, words=first, until=until, attributive=_is_attributive(found))


def _is_attributive(found: re.Match[str]) -> bool:
    """Tell "the 2014 war" from "in 2014 the war"."""
    text, start, end = found.string, found.start(), found.end()
    determined = re.search(r"(?:\bthe|\bits|\ba|'s) $", text[max(0, start - 5) : start]) is not None
    return determined and text[end : end + 1] == " " and text[end + 1 : end + 2].isalpha()


def read_part_of_year(found: re.Match[str]) -> Mention:
    """The first half of 2025, the summer of 2023, the first nine months of the year."""
    part = next(group for group in found.group(1, 2, 3, 4) if group)
    year = found.group(5)
    return Mention(
        found.start(),
        found.end(),
        "part_of_year",
        PART,
        year if year.isdigit() else "",
        has_year=year.isdigit(),
        part=part,
        covers="year",
    )


def read_quarter(found: re.Match[str]) -> Mention:
    """In the third quarter: of the year in which it was the last to have begun."""
    return Mention(
        found.start(), found.end(), "part_of_year", PART, part=found.group(1), covers="year"
    )


def read_same_of_year(found: re.Match[str]) -> Mention:
    """The same months of 2023: the span that is told, in another year."""
    return Mention(
        found.start(), found.end(), "same_of_year", NAMED, found.group(1), covers="same_of_year"
    )


def read_weekday(found: re.Match[str]) -> Mention | None:
    """Friday, last Friday, Friday evening, that Friday; not "next Friday" and "a Friday"."""
    before, name = found.group(1, 2)
    after_told = before == "following" or (
        before == "next" and found.string.endswith("the ", 0, found.start())
    )
    if before in ("next", "coming", "every", "each", "a") and not after_told:
        return None
    return Mention(
        found.start(),
        found.end(),
        "weekday",
        WEEKDAY,
        covers="next_weekday" if after_told else _OF_STORY.get(before, ""),
        weekday=WEEKDAY_NAMES.index(name),
        last=before in ("last", "past", "previous"),
    )
