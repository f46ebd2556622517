"""The 9th -> its day, by the month that is told."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from tracker.when.days.named import named_stretch
from tracker.when.days.years import Clock
from tracker.when.written.mention import Mention

_DAY = timedelta(days=1)
_EARLY, _LATE = 10, 21


def nth_of_month(mention: Mention, clock: Clock, *, since: bool = False) -> date | None:
    """Return "the 9th" of the month that is told, else the latest such day of a report.

    After the 28th "the 3rd" is that of the next month, and "the 3rd of the next month" of it; not
    "since the 3rd". An entry "15: ..." has a heading with its month, and means nothing without one.
    """
    number, told = mention.amount or 0, clock.told
    if mention.covers == "day_of_entry":
        month = clock.heading
        return _day_in(month.first, number) if month else None
    if mention.year_of:
        month = named_stretch(replace(mention, covers=mention.year_of), clock)
        return _day_in(month.first, number) if month else None
    if clock.heading is not None and (told is None or told.first != told.last):
        return _day_in(clock.heading.first, number)
    if told is None:
        return _latest_nth(number, clock.base)
    if told.first is None or told.last is None:
        return None
    if (told.first.year, told.first.month) != (told.last.year, told.last.month):
        return None
    on = number <= _EARLY and told.first == told.last and told.last.day >= _LATE and not since
    return _day_in(told.last.replace(day=28) + 4 * _DAY if on else told.last, number)


def _latest_nth(number: int, base: date | None) -> date | None:
    if base is None:
        return None
    if number <= base.day:
        return _day_in(base, number)
    return _day_in(base.replace(day=1) - _DAY, number)


def _day_in(month: date | None, number: int) -> date | None:
    if month is None or not 1 <= number <= monthrange(month.year, month.month)[1]:
        return None
    return month.replace(day=number)
