"""Stretches that count from what is told: "the next day", "that month", "two weeks later"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tracker.when.days.seasons import season_told
from tracker.when.days.stretch import (
    Stretch,
    days,
    month_before,
    months_on,
    one_day,
    part_of_month,
    this_week,
    week_of,
    whole_month,
    whole_year,
)
from tracker.when.days.years import Clock
from tracker.when.written.mention import Mention

_DAY, _A_FEW = timedelta(days=1), timedelta(days=10)


def _first_days(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the first three days of what began on the day being told."""
    day = _beginning(clock)
    return days(day, day + (mention.amount - 1) * _DAY) if day and mention.amount else None


def _first_months(mention: Mention, clock: Clock) -> Stretch | None:
    day = _beginning(clock)
    if day is None or not mention.amount:
        return None
    return days(day, months_on(day, mention.amount) - _DAY)


def _beginning(clock: Clock) -> date | None:
    """Return the first of the days being told, on which something began."""
    return clock.told.first if clock.told and clock.told.closed else None


def _same_day(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the day being told; none of a month or year that is told is "that day"."""
    told = clock.told
    if told is None or told.first is None or told.last is None:
        return told
    return told if told.last - told.first <= _A_FEW else None


def _the_day(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the day being told, where a single one is; else that of the report."""
    told = clock.told
    if told and told.closed and told.first == told.last:
        return told
    return one_day(clock.base) if clock.base else None


def _same_month(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the month being told; of the report's own day nobody says "that month"."""
    told = clock.told
    if told is None or told.first is None or told.last in (None, clock.base):
        return None
    month = whole_month(told.first.year, told.first.month)
    return month if month.holds(told) else None


def _same_week(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the week of the day being told, where a single one is."""
    told = clock.told
    single = told is not None and told.closed and told.first == told.last
    return week_of(told.first) if single and told and told.first else None


def _same_year(mention: Mention, clock: Clock) -> Stretch | None:
    day = clock.told.last if clock.told else None
    return whole_year(day.year) if day else None


def _previous_day(mention: Mention, clock: Clock) -> Stretch | None:
    day = (clock.told.first if clock.told else None) or clock.base
    return None if day is None else one_day(day - _DAY)


def _previous_week(mention: Mention, clock: Clock) -> Stretch | None:
    day = (clock.told.first if clock.told else None) or clock.base
    return week_of(day - 7 * _DAY) if day else None


def _previous_month(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the month before the one told, else before that of the report."""
    day = (clock.told.first if clock.told else None) or clock.base
    return month_before(day) if day else None


def _previous_year(mention: Mention, clock: Clock) -> Stretch | None:
    day = (clock.told.first if clock.told else None) or clock.base
    return whole_year(day.year - 1) if day else None


def _next_day(mention: Mention, clock: Clock) -> Stretch | None:
    return _later(replace(mention, amount=1), clock)


def _next_month(mention: Mention, clock: Clock) -> Stretch | None:
    day = clock.told.last if clock.told else None
    if day is None:
        return None
    later = day.replace(day=28) + timedelta(days=4)
    return whole_month(later.year, later.month)


def _next_year(mention: Mention, clock: Clock) -> Stretch | None:
    day = clock.told.last if clock.told else None
    return whole_year(day.year + 1) if day else None


def _later(mention: Mention, clock: Clock) -> Stretch | None:
    day = clock.told.last if clock.told else None
    return one_day(day + timedelta(days=mention.amount)) if day and mention.amount else None


def _earlier(mention: Mention, clock: Clock) -> Stretch | None:
    day = clock.told.first if clock.told else None
    return one_day(day - timedelta(days=mention.amount)) if day and mention.amount else None


def _days_on(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the next 100 days; the three that follow upon a day are without that day."""
    day = clock.told.last if clock.told else None
    if day and mention.amount and mention.covers == "next_days" and "follow" in mention.words:
        return days(day + _DAY, day + mention.amount * _DAY)
    return days(day, day + timedelta(days=mention.amount)) if day and mention.amount else None


def _before_base(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the day on which that happened after which a report of its day comes."""
    if clock.base is None or mention.amount is None:
        return None
    return one_day(clock.base - timedelta(days=mention.amount))


def _last_of_month(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the last day of the month being told, else of that of the report's day."""
    day = (clock.told.last if clock.told else None) or clock.base
    month = whole_month(day.year, day.month) if day else None
    return one_day(month.last) if month and month.last else None


def _last_of_year(clock: Clock) -> Stretch | None:
    """Return the last day of the year being told; "the end of the year" may be yet to come."""
    day = clock.told.last if clock.told else clock.narrated
    return one_day(date(day.year, 12, 31)) if day else None


def _part_of_told(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the last week of the month being told, else of that of the report."""
    told = clock.told
    day = (told.last if told else None) or clock.base
    first = (told.first if told else None) or day
    if day is None or first is None or (first.year, first.month) != (day.year, day.month):
        return None
    return part_of_month(day.year, day.month, mention.part)


def _in_days(mention: Mention) -> Mention:
    return replace(mention, amount=7 * mention.amount if mention.amount else None)


def _the_week(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the week being told, where days of one are; else that of the report to date."""
    told = clock.told
    if told and told.first and told.last and 4 <= (told.last - told.first).days <= 7:
        return told
    return this_week(clock.base) if clock.base else None


FROM_TOLD: dict[str, Callable[[Mention, Clock], Stretch | None]] = {
    "previous_day": _previous_day,
    "previous_week": _previous_week,
    "previous_month": _previous_month,
    "previous_year": _previous_year,
    "next_day": _next_day,
    "same_day": _same_day,
    "the_day": _the_day,
    "the_week": _the_week,
    "same_week": _same_week,
    "same_month": _same_month,
    "last_of_month": _last_of_month,
    "last_of_year": lambda mention, clock: _last_of_year(clock),
    "part_of_told": _part_of_told,
    "season_told": season_told,
    "within_days": _first_days,
    "within_weeks": lambda mention, clock: _first_days(_in_days(mention), clock),
    "first_months": _first_months,
    "first_days": _first_days,
    "first_weeks": lambda mention, clock: _first_days(_in_days(mention), clock),
    "same_year": _same_year,
    "next_month": _next_month,
    "next_year": _next_year,
    "next_days": lambda mention, clock: _days_on(mention, clock),
    "next_weeks": lambda mention, clock: _days_on(_in_days(mention), clock),
    "after_days": lambda mention, clock: _before_base(mention, clock),
    "after_hours": lambda mention, clock: _before_base(replace(mention, amount=0), clock),
    "later_days": _later,
    "earlier_days": _earlier,
    "later_weeks": lambda mention, clock: _later(_in_days(mention), clock),
    "earlier_weeks": lambda mention, clock: _earlier(_in_days(mention), clock),
    "later_hours": _same_day,
    "earlier_hours": _same_day,
}
