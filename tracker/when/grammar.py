"""Text -> expressions of time with numbers, months or weekdays in them, as spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.when.mention import DAY, MONTH, NAMED, PART, WEEKDAY, YEAR, Mention
from tracker.when.numbers import AMOUNT, ORDINAL, read_amount

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_M = rf"(?:{_MONTHS})(?!\w)\.?"
_FULL = (
    "january|february|april|june|july|august|september|october|november|december"
)
_D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\w)"
_D_ALONE = rf"{_D}(?![.:]\d|,\d{{3}}(?!\d)|-\w)"
_Y = r"(?:19|20)\d\d(?!\w|[.,]\d)"
_TO = r"(?: ?[-\u2013\u2014/] ?| (?:to|and|until|till|through) (?:the )?)"
_PARTS = (
    r"(?:the )?(?:very )?(?:early|mid|late|beginning of|start of|middle of|end of|"
    r"(?:first|second) half of)"
)
_CUED = "".join(
    rf"(?<={word} )|"
    for word in "in since of by until from to and during last this between for through".split()
).rstrip("|")
_CUED_YEAR = "".join(
    rf"(?<={word} )|"
    for word in "in since of by until from to and during between through throughout before the "
    "after its a 's".split()
).rstrip("|")
_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_UNIT = "hours?|days?|weeks?|months?|years?|nights?"

Build = Callable[[re.Match[str]], "Mention | None"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One written form of a date: its pattern, and what a match of it says."""

    name: str
    pattern: str
    build: Build


def _iso(found: re.Match[str]) -> Mention:
    words = "-".join(found.group(1, 2, 3))
    return Mention(found.start(), found.end(), "iso_day", DAY, words, has_year=True)


def _dotted(found: re.Match[str]) -> Mention:
    day, month, year = found.group(1, 2, 3)
    words = f"{_iso_year(year)}-{int(month):02}-{int(day):02}"
    return Mention(found.start(), found.end(), "dotted_day", DAY, words, has_year=True)


def _dotted_short(found: re.Match[str]) -> Mention:
    months = "january february march april may june july august september october november december"
    words = f"{int(found.group(1))} {months.split()[int(found.group(2)) - 1]}"
    return Mention(found.start(), found.end(), "dotted_day", DAY, words)


def _slashed(found: re.Match[str]) -> Mention:
    # Day or month first? Undecided here: see years.order_of_slashes.
    words = "/".join(found.group(1, 2)) + "/" + _iso_year(found.group(3))
    return Mention(found.start(), found.end(), "slashed_day", DAY, words, has_year=True)


def _day_month(found: re.Match[str]) -> Mention:
    return _day(found, "day_month", f"{found.group(1)} {found.group(2)}", found.group(3))


def _month_day(found: re.Match[str]) -> Mention:
    return _day(found, "month_day", f"{found.group(1)} {found.group(2)}", found.group(3))


def _wire_day(found: re.Match[str]) -> Mention:
    words = f"{found.group(1)} {found.group(2)}"
    return _day(found, "wire_day", words, _iso_year(found.group(3)))


def _days_month(found: re.Match[str]) -> Mention:
    first, last, month, year = found.group(1, 2, 3, 4)
    return _two_days(found, f"{first} {month}", f"{last} {month}", year)


def _month_days(found: re.Match[str]) -> Mention:
    month, first, last, year = found.group(1, 2, 3, 4)
    return _two_days(found, f"{first} {month}", f"{last} {month}", year)


def _two_days(found: re.Match[str], first: str, last: str, year: str | None) -> Mention:
    until = _day(found, "days_of_month", last, year)
    start = _day(found, "days_of_month", first, year)
    return _replace(start, until=until)


def _day(found: re.Match[str], rule: str, words: str, year: str | None) -> Mention:
    words = words if year is None else f"{words} {year}"
    return Mention(found.start(), found.end(), rule, DAY, words, has_year=year is not None)


def _month(found: re.Match[str]) -> Mention:
    part, month, year = found.group(1, 2, 3)
    words = month if year is None else f"{month} {year}"
    name = _part_name(part)
    return Mention(
        found.start(),
        found.end(),
        f"{name.replace(' ', '_')}_month" if name else "month",
        PART if name else MONTH,
        words,
        has_year=year is not None,
        part=name,
    )


def _year(found: re.Match[str]) -> Mention:
    attributive = _is_attributive(found)
    rule = "year"
    return Mention(
        found.start(), found.end(), rule, YEAR, found.group(1), True, attributive=attributive
    )


def _years(found: re.Match[str]) -> Mention:
    first, last = found.group(1, 2)
    last = last if len(last) == 4 else first[:2] + last
    until = Mention(found.start(), found.end(), "years", YEAR, last, True)
    return Mention(
        found.start(),
        found.end(),
        "years",
        YEAR,
        first,
        True,
        until=until,
        attributive=_is_attributive(found),
    )


def _is_attributive(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()], found.string[found.end() : found.end() + 2]
    determined = re.search(r"(?:\bthe|\bits|\ba|'s) $", before[-6:]) is not None
    return determined and len(after) == 2 and after[0] == " " and after[1].isalpha()


def _part_of_year(found: re.Match[str]) -> Mention:
    part = next(group for group in found.groups()[:-1] if group)
    year = found.group(found.re.groups)
    return Mention(
        found.start(), found.end(), "part_of_year", PART, year, True, part=part, covers="year"
    )


def _weekday(found: re.Match[str]) -> Mention | None:
    before, name = found.group(1, 2)
    if before in ("next", "coming", "following"):
        return None
    weekday = _WEEKDAYS.split("|").index(name)
    last = before in ("last", "past", "previous")
    return Mention(
        found.start(), found.end(), "weekday", WEEKDAY, weekday=weekday, last=last
    )


def _past_span(found: re.Match[str]) -> Mention:
    amount, unit = found.group(1, 2)
    return _span(found, "past", amount or ("1" if not unit.endswith("s") else None), unit)


def _in_hours(found: re.Match[str]) -> Mention:
    return _span(found, "past", found.group(1), "hours")


def _ago(found: re.Match[str]) -> Mention:
    return _span(found, "ago", found.group(1), found.group(2))


def _later(found: re.Match[str]) -> Mention:
    side = "later" if found.group(3) in ("later", "after") else "earlier"
    return _span(found, side, found.group(1), found.group(2))


def _nth_day(found: re.Match[str]) -> Mention:
    number = next(group for group in found.groups() if group)
    return _span(found, "nth", number, "days")


def _days_into(found: re.Match[str]) -> Mention:
    return _span(found, "into", found.group(1), "days")


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


_SHAPES = (
    Shape("iso", r"(?<![\w./-])((?:19|20)\d\d)[-/_](0?[1-9]|1[0-2])[-/_]"
          r"(0?[1-9]|[12]\d|3[01])(?!\d)", _iso),
    Shape("dotted", r"(?<![\w.,/-])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\."
          r"((?:19|20)\d\d|\d\d)(?!\w|[.,]\d)", _dotted),
    Shape("dotted_short", r"(?:(?<=from )|(?<=between ))(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])"
          r"(?= ?(?:to|and|-|\u2013) ?\d\d\.\d\d)", _dotted_short),
    Shape("slashed", r"(?<![\w./-])(\d\d?)/(\d\d?)/((?:19|20)\d\d|\d\d)(?![\w/])", _slashed),
    Shape("days_month", rf"(?<![\w.,:/$-])(?:the )?({_D}){_TO}({_D})(?: of)? ({_M})(?!\w)"
          rf"(?:,? ({_Y}))?", _days_month),
    Shape("month_days", rf"(?<!\w)({_M}) ({_D}){_TO}({_D_ALONE})(?:,? ({_Y}))?", _month_days),
    Shape("wire_day", rf"(?<![\w.,:/$-])({_D}) ({_M}) (\d\d)(?= ?[(\]\[]| --)", _wire_day),
    Shape("day_month", rf"(?<![\w.,:/$-])(?:the )?({_D})(?: of)?[ -]({_M})(?!\w)"
          rf"(?:,? ?-?({_Y}))?", _day_month),
    Shape("month_day", rf"(?<!\w)({_M}) (?:the )?({_D_ALONE})(?:,? ?({_Y}))?", _month_day),
    Shape("month", rf"(?<!\w)(?:({_PARTS})[ -](?:in )?)?({_FULL})(?!\w)(?:,? (?:of )?({_Y}))?",
          _month),
    Shape("short_month", rf"(?<!\w)(?:({_PARTS})[ -])({_M})(?!\w)(?:,? (?:of )?({_Y}))?", _month),
    Shape("month_year", rf"(?<!\w)()({_M}),? ({_Y})", _month),
    Shape("cued_month", rf"(?:{_CUED})()({_M})(?! (?:have|be|not|also|\d))(?:,? ({_Y}))?", _month),
    Shape("part_of_year", r"(?<!\w)(?:the )?(?:(first half|second half) of|"
          r"((?:first|second|third|fourth) quarter) of|"
          rf"(spring|summer|autumn|fall|winter)(?: of)?) ({_Y})", _part_of_year),
    Shape("years", rf"(?<![\w./-])({_Y[:-16]}) ?[-\u2013] ?((?:19|20)\d\d|\d\d)(?!\w|[.,-]\d)",
          _years),
    Shape("year", rf"(?:{_CUED_YEAR})({_Y})(?!-)", _year),
    Shape("weekday", rf"(?<!\w)(?:(last|past|previous|this|next|coming|following) )?({_WEEKDAYS})"
          r"(?!\w)(?: (?:morning|afternoon|evening|night))?", _weekday),
    Shape("past_span", r"(?<!\w)(?:the )?(?:past|last|previous|preceding|final|latest) "
          rf"(?:({AMOUNT})[ -])?({_UNIT})(?!\w)", _past_span),
    Shape("in_hours", r"(?<!\w)(?:in|within|over|during|for) (?:the )?(24|48|72)[ -]hours?",
          _in_hours),
    Shape("ago", rf"(?<!\w)({AMOUNT}) ({_UNIT}) ago(?!\w)", _ago),
    Shape("later", rf"(?<!\w)({AMOUNT}) ({_UNIT}) (later|earlier|before|after)(?=[,.;)]|$)",
          _later),
    Shape("days_into", rf"(?<!\w)({AMOUNT}) days? into(?!\w)", _days_into),
    Shape("nth_day", rf"(?<!\w)(?:the ({ORDINAL}) day of|day ({AMOUNT})(?!\w)|"
          rf"({ORDINAL}) day of)", _nth_day),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?P<{shape.name}>{_plain(shape.pattern)})" for shape in _SHAPES))
