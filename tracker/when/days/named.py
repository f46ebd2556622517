"""Named stretches -> days: "overnight", "the past two weeks", "the next day"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tracker.when.days.seasons import season_ago, season_told
from tracker.when.days.stretch import (
    Stretch,
    days,
    days_to,
    month_before,
    months_on,
    one_day,
    part_of_month,
    week_of,
    weekend_before,
    whole_month,
    whole_year,
)
from tracker.when.days.years import Clock
from tracker.when.written.calendar_words import read_words
from tracker.when.written.mention import Mention

_DAY, _A_FEW = timedelta(days=1), timedelta(days=10)


def is_from_told(mention: Mention) -> bool:
    """Tell whether a stretch counts from the days being told: "the next day", "that month"."""
    return mention.covers in _FROM_TOLD


def named_stretch(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the days of a named stretch; None where what it counts from is not known."""
    if mention.covers in _FROM_TOLD:
        return _FROM_TOLD[mention.covers](mention, clock)
    if clock.week is not None and mention.covers == "this_week":
        return clock.week
    if mention.covers in _FROM_BASE and clock.base is not None:
        return _FROM_BASE[mention.covers](mention, clock.base)
    return None


def _months_before(day: date, months: int) -> date:
    return read_words(f"{months} months ago", day) or day


def _past_hours(mention: Mention, base: date) -> Stretch | None:
    if mention.amount is None:
        return None
    return days_to(base, mention.amount // 24)


def _past(unit_days: int) -> Callable[[Mention, date], Stretch | None]:
    def stretch(mention: Mention, base: date) -> Stretch | None:
        return None if mention.amount is None else days_to(base, unit_days * mention.amount)

    return stretch


def _past_months(mention: Mention, base: date) -> Stretch | None:
    return None if mention.amount is None else days(_months_before(base, mention.amount), base)


def _past_years(mention: Mention, base: date) -> Stretch | None:
    return None if mention.amount is None else days(_months_before(base, 12 * mention.amount), base)


def _months_to(mention: Mention, base: date, months: int) -> Stretch | None:
    """The 12 months to 30 June begin on 1 July."""
    if mention.amount is None:
        return None
    return days(_months_before(base + _DAY, months * mention.amount), base)


def _ago(mention: Mention, base: date) -> Stretch | None:
    day = read_words(mention.words, base) if mention.amount is not None else None
    return None if day is None else one_day(day)


def _previous_day(mention: Mention, clock: Clock) -> Stretch | None:
    day = (clock.told.first if clock.told else None) or clock.base
    return None if day is None else one_day(day - _DAY)


def _next_day(mention: Mention, clock: Clock) -> Stretch | None:
    return _later(replace(mention, amount=1), clock)


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


def _in_days(mention: Mention) -> Mention:
    return replace(mention, amount=7 * mention.amount if mention.amount else None)


def _same_week(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the week of the day being told, where a single one is."""
    told = clock.told
    single = told is not None and told.closed and told.first == told.last
    return week_of(told.first) if single and told and told.first else None


def _last_of_month(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the last day of the month being told, else of that of the report's day."""
    day = (clock.told.last if clock.told else None) or clock.base
    month = whole_month(day.year, day.month) if day else None
    return one_day(month.last) if month and month.last else None


def _part_of_told(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the last week of the month being told, else of that of the report."""
    told = clock.told
    day = (told.last if told else None) or clock.base
    first = (told.first if told else None) or day
    if day is None or first is None or (first.year, first.month) != (day.year, day.month):
        return None
    return part_of_month(day.year, day.month, mention.part)


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


def _the_week(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the week being told, where days of one are; else that of the report to date."""
    told = clock.told
    if told and told.first and told.last and 4 <= (told.last - told.first).days <= 7:
        return told
    return _FROM_BASE["this_week"](mention, clock.base) if clock.base else None


def _same_month(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the month being told; of the report's own day nobody says "that month"."""
    told = clock.told
    if told is None or told.first is None or told.last in (None, clock.base):
        return None
    month = whole_month(told.first.year, told.first.month)
    return month if month.holds(told) else None


def _previous_month(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the month before the one told, else before that of the report."""
    day = (clock.told.first if clock.told else None) or clock.base
    return month_before(day) if day else None


def _previous_week(mention: Mention, clock: Clock) -> Stretch | None:
    day = (clock.told.first if clock.told else None) or clock.base
    return week_of(day - 7 * _DAY) if day else None


def _previous_year(mention: Mention, clock: Clock) -> Stretch | None:
    day = (clock.told.first if clock.told else None) or clock.base
    return whole_year(day.year - 1) if day else None


def _next_month(mention: Mention, clock: Clock) -> Stretch | None:
    day = clock.told.last if clock.told else None
    if day is None:
        return None
    later = day.replace(day=28) + timedelta(days=4)
    return whole_month(later.year, later.month)


def _next_year(mention: Mention, clock: Clock) -> Stretch | None:
    day = clock.told.last if clock.told else None
    return whole_year(day.year + 1) if day else None


def _same_year(mention: Mention, clock: Clock) -> Stretch | None:
    day = clock.told.last if clock.told else None
    return whole_year(day.year) if day else None


def _to_base(first: Callable[[date], date]) -> Callable[[Mention, date], Stretch | None]:
    return lambda mention, base: days(first(base), base)


_FROM_TOLD: dict[str, Callable[[Mention, Clock], Stretch | None]] = {
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
_FROM_BASE: dict[str, Callable[[Mention, date], Stretch | None]] = {
    "past_day": lambda mention, base: days_to(base, 1),
    "night": lambda mention, base: days_to(base, 1),
    "time_of_day": lambda mention, base: one_day(base),
    "today": lambda mention, base: one_day(base),
    "yesterday": lambda mention, base: one_day(read_words("yesterday", base) or base - _DAY),
    "day_before_yesterday": lambda mention, base: one_day(base - 2 * _DAY),
    "this_week": _to_base(lambda base: base - timedelta(days=base.weekday())),
    "last_week": lambda mention, base: week_of(base - timedelta(days=7)),
    "weekend": lambda mention, base: weekend_before(base),
    "this_month": _to_base(lambda base: base.replace(day=1)),
    "last_month": lambda mention, base: month_before(base),
    "this_year": _to_base(lambda base: base.replace(month=1, day=1)),
    "last_year": lambda mention, base: whole_year(base.year - 1),
    "past_hours": _past_hours,
    "past_days": _past(1),
    "past_weeks": _past(7),
    "past_nights": _past(1),
    "past_months": _past_months,
    "past_years": _past_years,
    "to_hours": _past_hours,
    "to_days": _past(1),
    "to_weeks": _past(7),
    "to_months": lambda mention, base: _months_to(mention, base, 1),
    "to_years": lambda mention, base: _months_to(mention, base, 12),
    "season_ago": season_ago,
    "ago_years_month": lambda mention, base: whole_month(base.year, base.month).years_before(
        mention.amount or 0
    ),
    "ago_years_today": lambda mention, base: one_day(base).years_before(mention.amount or 0),
    "ago_days": _ago,
    "ago_weeks": _ago,
    "ago_hours": _ago,
}
