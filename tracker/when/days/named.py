"""Named stretches -> days: "overnight", "the past two weeks", "the next day"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tracker.when.days.from_told import FROM_TOLD
from tracker.when.days.seasons import season_ago
from tracker.when.days.stretch import (
    Stretch,
    days,
    days_to,
    month_before,
    one_day,
    this_week,
    week_of,
    weekend_before,
    whole_month,
    whole_year,
)
from tracker.when.days.years import Clock
from tracker.when.written.calendar_words import read_words
from tracker.when.written.mention import Mention

_OF_REPORT = frozenset({"last_year", "this_year", "last_month", "this_month"})
_DAY = timedelta(days=1)


def is_from_told(mention: Mention) -> bool:
    """Tell whether a stretch counts from the days being told: "the next day", "that month"."""
    return mention.covers in FROM_TOLD


def named_stretch(mention: Mention, clock: Clock) -> Stretch | None:
    """Return the days of a named stretch; None where what it counts from is not known."""
    if mention.covers in FROM_TOLD:
        return FROM_TOLD[mention.covers](mention, clock)
    if clock.week is not None and mention.covers == "this_week":
        return clock.week
    base = clock.base or (clock.report if mention.covers in _OF_REPORT else None)
    if mention.covers in _FROM_BASE and base is not None:
        return _FROM_BASE[mention.covers](mention, base)
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


def _to_base(first: Callable[[date], date]) -> Callable[[Mention, date], Stretch | None]:
    return lambda mention, base: days(first(base), base)


_FROM_BASE: dict[str, Callable[[Mention, date], Stretch | None]] = {
    "past_day": lambda mention, base: days_to(base, 1),
    "night": lambda mention, base: days_to(base, 1),
    "time_of_day": lambda mention, base: one_day(base),
    "today": lambda mention, base: one_day(base),
    "yesterday": lambda mention, base: one_day(read_words("yesterday", base) or base - _DAY),
    "day_before_yesterday": lambda mention, base: one_day(base - 2 * _DAY),
    "this_week": lambda mention, base: this_week(base),
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
