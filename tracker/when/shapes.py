"""The written forms of dates: one pattern for each, and what a match of it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tracker.when.mention import DAY, MONTH, NAMED, PART, WEEKDAY, YEAR, Mention
from tracker.when.numbers import AMOUNT, ORDINAL, read_amount
from tracker.when.stretch import EARLY, LATE, MID

MONTH_NAMES = (
    "january february march april may june july august september october november december"
).split()
WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()

_MONTH = (
    r"(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\w)\.?)"
)
# "May" and "March" are words too: alone they are months only after "in", "since" and the like.
_PLAIN_MONTH = r"(?:january|february|april|june|july|august|september|october|november|december)"
_DAY = r"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\w))"
_DAY_LAST = rf"(?:{_DAY}(?![.:]\d|,\d{{3}}(?!\d)|-\w))"
_FOUR = r"(?:(?:19|20)\d\d)"
_YEAR = rf"(?:{_FOUR}(?!\w|[.,]\d))"
_TO = r"(?: ?[-\u2013\u2014/] ?| (?:to|and|until|till|through) (?:the )?)"
_PART = (
    r"(?:the )?(?:very )?(early|mid|late|beginning of|start of|first days of|middle of|end of|"
    r"last days of|first half of|second half of)"
)
_NAME_AFTER = (
    r"(?! (?:brigade|division|battalion|regiment|movement|front|street|square|bridge|hospital|"
    r"university|stadium|group|organi[sz]ation|coalition|mosque|school|park|airport|avenue|"
    r"district|camp|martyrs)\b)"
)
_NOT_NTH = r"(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )"
_NOT_IN_NUMBER = r"(?<![\w.,:/$\u20ac\u00a3-])"


def _after(words: str) -> str:
    return "(?:" + "|".join(rf"(?<=\b{word} )" for word in words.split()) + ")"


_AFTER_CUE = _after("in since of by until from to and during last this between for through on")
_AFTER_YEAR_CUE = _after(
    "in since of by until from to and during between through throughout before after the its a s"
)
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

Build = Callable[[re.Match[str]], "Mention | None"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One written form: its name, its pattern in lower case, and the reading of a match."""

    name: str
    pattern: str
    build: Build


def full_year(digits: str) -> str:
    """Return a year in four digits: 22 is 2022, 89 is 1989."""
    if len(digits) == 4:
        return digits
    return ("20" if int(digits) < 50 else "19") + digits


def _day(found: re.Match[str], words: str, year: str | None, rule: str) -> Mention:
    whole = f"{words} {full_year(year)}" if year else words
    return Mention(found.start(), found.end(), rule, DAY, whole, has_year=bool(year))


def _iso(found: re.Match[str]) -> Mention:
    year, month, day = found.group(1, 2, 3)
    name = MONTH_NAMES[(int(month) if month.isdigit() else _month_number(month)) - 1]
    return _day(found, f"{int(day)} {name}", year, "iso_day")


def _month_number(name: str) -> int:
    return next(n for n, full in enumerate(MONTH_NAMES, 1) if full.startswith(name[:3]))


def _dotted(found: re.Match[str]) -> Mention:
    day, month, year = found.group(1, 2, 3)
    return _day(found, f"{int(day)} {MONTH_NAMES[int(month) - 1]}", year, "dotted_day")


def _slashed(found: re.Match[str]) -> Mention:
    # Day or month first? The text as a whole decides: see grammar.settle_slashes.
    words = f"{found.group(1)}/{found.group(2)}/{full_year(found.group(3))}"
    return Mention(found.start(), found.end(), "slashed_day", DAY, words, has_year=True)


def _day_month(found: re.Match[str]) -> Mention:
    return _day(found, f"{found.group(1)} {found.group(2)}", found.group(3), "day_month")


def _month_day(found: re.Match[str]) -> Mention:
    return _day(found, f"{found.group(2)} {found.group(1)}", found.group(3), "month_day")


def _days_month(found: re.Match[str]) -> Mention:
    first, last, month, year = found.group(1, 2, 3, 4)
    return _two_days(found, f"{first} {month}", f"{last} {month}", year)


def _month_days(found: re.Match[str]) -> Mention:
    month, first, last, year = found.group(1, 2, 3, 4)
    return _two_days(found, f"{first} {month}", f"{last} {month}", year)


def _two_days(found: re.Match[str], first: str, last: str, year: str | None) -> Mention:
    rule = "days_of_month"
    return replace(_day(found, first, year, rule), until=_day(found, last, year, rule))


def _month(found: re.Match[str]) -> Mention:
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
    )


def _year(found: re.Match[str]) -> Mention:
    return Mention(
        found.start(),
        found.end(),
        "year",
        YEAR,
        found.group(1),
        has_year=True,
        attributive=_is_attributive(found),
    )


def _part_year(found: re.Match[str]) -> Mention:
    # "Early 2024" has no days of its own in the guidelines: it is known to be vague.
    part, year = found.group(1, 2)
    return Mention(
        found.start(), found.end(), "part_of_year", NAMED, year, True, part=part, covers="vague"
    )


def _years(found: re.Match[str]) -> Mention:
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


def _part_of_year(found: re.Match[str]) -> Mention:
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


def _weekday(found: re.Match[str]) -> Mention | None:
    before, name = found.group(1, 2)
    if before in ("next", "coming", "following", "every", "each"):
        return None
    return Mention(
        found.start(),
        found.end(),
        "weekday",
        WEEKDAY,
        weekday=WEEKDAY_NAMES.index(name),
        last=before in ("last", "past", "previous"),
    )


def _past(found: re.Match[str]) -> Mention | None:
    amount, unit = found.group(1), found.group(2) or found.group(3)
    if amount is None and not unit.endswith("s"):
        amount = "1"
    return _span(found, "past", amount, unit)


def _in_hours(found: re.Match[str]) -> Mention:
    return _span(found, "past", found.group(1), "hours")


def _ago(found: re.Match[str]) -> Mention:
    return _span(found, "ago", found.group(1), found.group(2))


def _later(found: re.Match[str]) -> Mention:
    side = "later" if found.group(3) in ("later", "after") else "earlier"
    return _span(found, side, found.group(1), found.group(2))


def _nth_day(found: re.Match[str]) -> Mention:
    number = next(group for group in found.group(1, 2) if group)
    return _span(found, "nth", number, "days")


def _into(found: re.Match[str]) -> Mention:
    return _span(found, "into", found.group(1), found.group(2))


def _span(found: re.Match[str], kind: str, amount: str | None, unit: str) -> Mention:
    covers = f"{kind}_{unit.rstrip('s')}s"
    return Mention(
        found.start(),
        found.end(),
        covers,
        NAMED,
        found.group(0),
        covers=covers,
        amount=read_amount(amount) if amount else None,
    )


_UNIT = r"(hours?|days?|weeks?|months?|years?|nights?)"
_CAL = rf"({_MONTH})(?!\w)"

SHAPES = (
    Shape("iso", rf"(?<![\w./-])({_FOUR})[-/_](0?[1-9]|1[0-2]|[a-z]{{3,9}})[-/_]"
          r"(0?[1-9]|[12]\d|3[01])(?!\d)", _iso),
    Shape("dotted", r"(?<![\w.,/-])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\."
          rf"({_FOUR}|\d\d)(?!\w|[.,]\d)", _dotted),
    Shape("dotted_short", rf"{_after('from between')}(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])()"
          r"(?= ?(?:to|and|-|\u2013) ?\d\d\.\d\d)", _dotted),
    Shape("slashed", rf"(?<![\w./-])(\d\d?)/(\d\d?)/({_FOUR}|\d\d)(?![\w/])", _slashed),
    Shape("days_month", rf"{_NOT_IN_NUMBER}(?:the )?({_DAY}){_TO}({_DAY})(?: of)? {_CAL}"
          rf"(?:,? ({_YEAR}))?", _days_month),
    Shape("month_days", rf"(?<!\w){_CAL} ({_DAY}){_TO}({_DAY_LAST})(?:,? ({_YEAR}))?",
          _month_days),
    Shape("wire_day", rf"{_NOT_IN_NUMBER}({_DAY}) {_CAL} (\d\d)(?= ?[(\]\[]| --)", _day_month),
    Shape("day_month", rf"{_NOT_IN_NUMBER}(?:the )?({_DAY})(?: of)?[ -]{_CAL}"
          rf"(?:,? ?-?({_YEAR}))?{_NAME_AFTER}", _day_month),
    Shape("month_day", rf"(?<!\w){_CAL} (?:the )?({_DAY_LAST})(?:,? ?({_YEAR}))?{_NAME_AFTER}", _month_day),
    Shape("part_month", rf"(?<!\w){_PART}[ -](?:in )?({_MONTH})(?!\w| \d\d?(?!\d))"
          rf"(?:,? (?:of )?({_YEAR}))?",
          _month),
    Shape("month_year", rf"(?<!\w)()({_MONTH}),? (?:of )?({_YEAR})", _month),
    Shape("month", rf"(?<!\w){_NOT_NTH}()({_PLAIN_MONTH})()(?!\w){_NAME_AFTER}", _month),
    Shape("cued_month", rf"{_AFTER_CUE}()({_MONTH})()(?!\w| (?:have|be|not|also))", _month),
    Shape("part_of_year", r"(?<!\w)(?:the )?(?:(first half|second half) of|"
          r"((?:first|second|third|fourth|last) quarter) of|"
          r"((?:first|last) (?:two|three|four|five|six|seven|eight|nine|ten|eleven) months) of|"
          rf"(spring|summer|autumn|fall|winter)(?: of)?) ({_YEAR}|the year|this year)",
          _part_of_year),
    Shape("part_year", rf"(?<!\w)(?:the )?(early|mid|late|beginning of|start of|end of)[ -]({_YEAR})",
          _part_year),
    Shape("years", rf"(?<![\w./-])({_FOUR}) ?[-\u2013] ?({_FOUR}|\d\d)(?!\w|[.,-]\d)", _years),
    Shape("year", rf"{_AFTER_YEAR_CUE}({_YEAR})(?!-)", _year),
    Shape("weekday", r"(?<!\w)(?:(last|past|previous|this|next|coming|following|every|each) )?"
          rf"({'|'.join(WEEKDAY_NAMES)})(?!\w)(?:'s)?(?: (?:morning|afternoon|evening|night))?",
          _weekday),
    Shape("past", r"(?<!\w)(?:the )?(?:(?:past|last|previous|preceding|final|latest) "
          rf"({AMOUNT})[ -]{_UNIT}|(?:past|preceding) {_UNIT})(?!\w)", _past),
    Shape("in_hours", r"(?<!\w)(?:in|within|over|during|for) (?:the )?(24|48|72)[ -]hours?",
          _in_hours),
    Shape("ago", rf"(?<!\w)({AMOUNT}) {_UNIT} ago(?!\w)", _ago),
    Shape("later", rf"(?<!\w)({AMOUNT}) {_UNIT} (later|earlier|(?:before|after)(?=[,.;)]|$))(?!\w)",
          _later),
    Shape("into", rf"(?<!\w)({AMOUNT}) (days?) into(?!\w)", _into),
    Shape("nth_day", rf"(?<!\w)(?:({ORDINAL}) day of|day ({AMOUNT})(?!\w| of))", _nth_day),
)  # fmt: skip
"""Every written form with numbers, months or weekdays; where two begin alike, the first wins."""
