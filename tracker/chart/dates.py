"""Dates on an axis: whole days, months or years, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def written(day: date) -> str:
    """Return a date for readers.

    >>> written(date(2022, 3, 2))
    '2 March 2022'
    """
    return f"{day.day} {written_month(day)}"


def written_month(day: date) -> str:
    """Return the month of a date for readers.

    >>> written_month(date(2022, 3, 31))
    'March 2022'
    """
    return f"{_MONTHS[day.month - 1]} {day.year}"


def date_ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    r"""Return the finest ticks from first to last that are at most so many, with their labels.

    The year stands on a second line, under the first tick and where it changes.

    >>> [label for _, label in date_ticks(date(2022, 12, 30), date(2023, 1, 1), 4)]
    ['30 Dec\n2022', '31 Dec\n ', '1 Jan\n2023']
    >>> [label for _, label in date_ticks(date(2022, 2, 24), date(2025, 5, 11), 5)]
    ['2023', '2024', '2025']
    """
    ticks: list[date] = []
    for unit, step in _steps():
        ticks = [day for day in _days(unit, step, first, last) if first <= day <= last]
        if len(ticks) <= max(most, 1) and (ticks or unit == "year"):
            return _labelled(ticks or [first], unit if ticks else "day")
    return _labelled(ticks[:: max(len(ticks) // max(most, 1), 1)], "year")


def _steps() -> Iterator[tuple[str, int]]:
    for step in _DAY_STEPS:
        yield "day", step
    for step in _MONTH_STEPS:
        yield "month", step
    for step in _YEAR_STEPS:
        yield "year", step


def _days(unit: str, step: int, first: date, last: date) -> Iterator[date]:
    if unit == "day":
        # Counted from a Monday, so that the ticks of a longer chart fall on the same days.
        behind = (first.toordinal() - 1) % step
        for ordinal in range(first.toordinal() - behind, last.toordinal() + 1, step):
            yield date.fromordinal(ordinal)
    elif unit == "month":
        for month in range(first.year * 12, last.year * 12 + 12, step):
            yield date(month // 12, month % 12 + 1, 1)
    else:
        for year in range(first.year - first.year % step, last.year + 1, step):
            if year:
                yield date(year, 1, 1)


def _labelled(ticks: list[date], unit: str) -> list[tuple[date, str]]:
    labelled: list[tuple[date, str]] = []
    before: int | None = None
    for tick in ticks:
        month = _MONTHS[tick.month - 1][:3]
        label = {"day": f"{tick.day} {month}", "month": month}.get(unit, str(tick.year))
        if unit != "year":
            # Every label has two lines, so that all first lines stand at one height.
            label = f"{label}\n{tick.year if tick.year != before else ' '}"
        labelled.append((tick, label))
        before = tick.year
    return labelled


def axis_limits(first: date, last: date) -> tuple[date, date]:
    """Return the days from which and to which an axis runs: ten at least, data not at its edge.

    >>> axis_limits(date(2022, 3, 2), date(2022, 3, 2))
    (datetime.date(2022, 2, 25), datetime.date(2022, 3, 7))
    """
    days = (last - first).days
    around = max(1 + days // 60, -(-(10 - days) // 2))
    return _shifted(first, -around), _shifted(last, around)


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
