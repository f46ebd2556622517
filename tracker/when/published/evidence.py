"""What a text says of its own time: spans of days in which it must have been written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from tracker.frozen import dataclass
from tracker.models import Span
from tracker.when.days.stretch import month_before, months_on, years_on
from tracker.when.days.wars import ATTACK, WAR, DatedEvent, named_events
from tracker.when.lines.line import Line
from tracker.when.written.mention import WEEKDAY, Mention
from tracker.when.written.numbers import AMOUNT, ORDINAL, read_amount

_YEARS_OF_WAR = re.compile(
    rf"\b(?:over|more than|it (?:is|has been)|it's been) ({AMOUNT}) years? "
    r"(?:ago|of (?:full-scale )?war|into|after|since)\b"
)
_ANNIVERSARY = re.compile(
    rf"\b({ORDINAL}) anniversary of (?:[\w'-]+ ){{0,3}}(?:war|invasion|conflict|offensive)\b"
)
_NTH_OF_WAR = re.compile(
    rf"\b(?:in|into|enters?|entered|entering) (?:its|the|their) (?P<nth>{ORDINAL}) "
    r"(?P<unit>year|month)\b"
)
_ON_THE_EVE = timedelta(days=14)
"""So long before its anniversary a war is said to enter its next year."""
_LONG = frozenset({"into_weeks", "into_months", "into_years"})
_BEGAN = re.compile(r"\b(?:war|invasion|invaded|started|began|conflict)\b")


@dataclass(frozen=True, slots=True)
class Interval:
    """Days in which the text must have been written; ``exact`` where it names the very day."""

    first: date
    last: date
    words: Span
    exact: date | None = None


def intervals_of(lines: Sequence[Line]) -> list[Interval]:
    """Return every span of days that the lines give for the time of their writing."""
    events = (event for line in lines if line.events for event in named_events(line.events))
    wars = [event for event in events if event.kind == WAR]
    meant = wars[0] if wars and len(set(wars)) == 1 else None
    found: list[Interval] = []
    for line in lines:
        if line.events:
            found.extend(_days_into(line))
            found.extend(_since_attack(line))
        if meant is not None:
            found.extend(_years_into(line, meant))
            found.extend(_year_of_war(line, meant))
            found.extend(_anniversary(line, meant))
    return found


def _days_into(line: Line) -> Iterator[Interval]:
    """Seven days into the invasion; on the 100th day of the war."""
    for mention in line.mentions:
        if not mention.covers.startswith(("nth_", "into_")) or mention.amount is None:
            continue
        events = [e for e in named_events(line.events) if e.kind != ATTACK]
        if not events:
            continue
        words = Span(mention.start, mention.end)
        if mention.covers in _LONG:
            yield _long_into(events[0].start, mention, words)
            continue
        into = mention.covers.startswith("into_")
        first = events[0].start + timedelta(days=mention.amount - 1)
        last = first + timedelta(days=1) if into else first
        yield Interval(first, last, words, first)


def _long_into(start: date, mention: Mention, words: Span) -> Interval:
    """Three weeks into the war: as many weeks after its start, and less than one more."""
    amount, unit = mention.amount or 0, mention.covers.removeprefix("into_")
    if unit == "weeks":
        first = start + timedelta(days=7 * amount)
        return Interval(first, first + timedelta(days=6), words)
    months = 12 * amount if unit == "years" else amount
    more = 12 if unit == "years" else 1
    last = months_on(start, months + more) - timedelta(days=1)
    return Interval(months_on(start, months), last, words)


def _years_into(line: Line, war: DatedEvent) -> Iterator[Interval]:
    """The war started over two years ago."""
    for found in _YEARS_OF_WAR.finditer(line.folded):
        years = read_amount(found.group(1))
        if years is None or not _BEGAN.search(line.folded):
            continue
        words = Span(line.start + found.start(), line.start + found.end())
        last = years_on(war.start, years + 1) - timedelta(days=1)
        yield Interval(years_on(war.start, years), last, words)


def _year_of_war(line: Line, war: DatedEvent) -> Iterator[Interval]:
    """The war in Ukraine is in its third year; the war in Gaza enters its seventh month."""
    if not line.events or war not in named_events(line.events):
        return
    for found in _NTH_OF_WAR.finditer(line.folded):
        number = read_amount(found["nth"])
        if number is None or number < 1:
            continue
        months = 12 if found["unit"] == "year" else 1
        first = months_on(war.start, months * (number - 1)) - _ON_THE_EVE
        last = months_on(war.start, months * number) - timedelta(days=1)
        yield Interval(first, last, Span(line.start + found.start(), line.start + found.end()))


def _anniversary(line: Line, war: DatedEvent) -> Iterator[Interval]:
    """On the third anniversary of the invasion."""
    for found in _ANNIVERSARY.finditer(line.folded):
        years = read_amount(found.group(1))
        if years is None:
            continue
        day = years_on(war.start, years)
        near = timedelta(days=7)
        words = Span(line.start + found.start(), line.start + found.end())
        yield Interval(day - near, day + near, words)


def _since_attack(line: Line) -> Iterator[Interval]:
    """The attack on Crocus City Hall earlier this month."""
    attacks = [event for event in named_events(line.events) if event.kind == ATTACK]
    if not attacks:
        return
    day = attacks[0].start
    for mention in line.mentions:
        span = _span_since(mention, day)
        if span is not None:
            yield Interval(*span, Span(mention.start, mention.end))


def _span_since(mention: Mention, day: date) -> tuple[date, date] | None:
    if mention.grain == WEEKDAY and mention.weekday == day.weekday():
        return day, day + timedelta(days=7)  # "last Friday" may be said on the next one
    unit = _AGO.get(mention.covers)
    if unit is not None and mention.amount is not None:
        then = day + mention.amount * unit
        return then - unit / 2, then + unit / 2
    make = _SINCE.get(mention.covers)
    return make(day) if make else None


def _this_month(day: date) -> tuple[date, date]:
    return day, _month_end(day)


def _last_month(day: date) -> tuple[date, date]:
    first = _month_end(day) + timedelta(days=1)
    return first, _month_end(first)


def _this_week(day: date) -> tuple[date, date]:
    return day, day + timedelta(days=6 - day.weekday())


def _last_week(day: date) -> tuple[date, date]:
    monday = day + timedelta(days=7 - day.weekday())
    return monday, monday + timedelta(days=6)


def _next(day: date) -> tuple[date, date]:
    return day + timedelta(days=1), day + timedelta(days=1)


def _month_end(day: date) -> date:
    later = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return month_before(later).last or day


_AGO = {
    "ago_days": timedelta(days=1),
    "ago_weeks": timedelta(days=7),
    "ago_months": timedelta(days=30),
}
_SINCE: dict[str, Callable[[date], tuple[date, date]]] = {
    "this_month": _this_month,
    "last_month": _last_month,
    "this_week": _this_week,
    "last_week": _last_week,
    "yesterday": _next,
    "previous_day": _next,
}
