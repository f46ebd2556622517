"""Stretches of days: what an expression of time covers, with how precisely it is known."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from tracker.frozen import dataclass
from tracker.when.written.mention import EARLY, LATE, MID
from tracker.when.written.numbers import read_amount

_PARTS_OF_MONTH = {EARLY: (1, 10), MID: (11, 20), LATE: (21, 31)}
_WEEKS = {"first": 1, "second": 8, "third": 15, "fourth": 22}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from ``first`` to ``last``, both taken in; None where that end is not known."""

    first: date | None
    last: date | None
    precision: str

    @property
    def closed(self) -> bool:
        """Tell whether both ends are known."""
        return self.first is not None and self.last is not None

    def holds(self, other: Stretch) -> bool:
        """Tell whether another stretch lies wholly within this one."""
        ends = self.first, self.last, other.first, other.last
        if None in ends:
            return False
        return bool(self.first <= other.first and other.last <= self.last)  # type: ignore[operator]

    def years_before(self, years: int) -> Stretch:
        """Return the same days of an earlier year; a whole month stays one."""
        if self.first is None or self.last is None:
            return self
        if self.precision == "month":
            first, last = self.first, self.last
            return Stretch(
                date(first.year - years, first.month, 1),
                _month_end(last.year - years, last.month),
                self.precision,
            )
        first, last = years_on(self.first, -years), years_on(self.last, -years)
        return Stretch(first, last, self.precision)

    def upto(self, latest: date | None) -> Stretch | None:
        """Return the stretch cut off at the latest day possible; None where it lies beyond."""
        if latest is None or self.last is None or self.last <= latest:
            return self
        if self.first is None or self.first > latest:
            return None
        return replace(self, last=latest)


NOWHEN = Stretch(None, None, "unknown")


def days(first: date, last: date) -> Stretch:
    """Return the days from the first to the last."""
    return Stretch(first, last, "day" if first == last else "day_range")


def one_day(day: date) -> Stretch:
    """Return a single day."""
    return Stretch(day, day, "day")


def days_to(last: date, back: int) -> Stretch:
    """Return the days from some days back to the last."""
    return days(last - timedelta(days=back), last)


def whole_month(year: int, month: int) -> Stretch:
    """Return a calendar month.

    >>> whole_month(2024, 2).last
    datetime.date(2024, 2, 29)
    """
    return Stretch(date(year, month, 1), _month_end(year, month), "month")


def whole_year(year: int) -> Stretch:
    """Return a calendar year."""
    return Stretch(date(year, 1, 1), date(year, 12, 31), "year")


def part_of_month(year: int, month: int, part: str) -> Stretch:
    """Return days 1-10 (early), 11-20 (mid) or 21 to the end (late) of a month.

    Also its "first half", its "second week" and its "last 10 days".
    """
    end = _month_end(year, month)
    if part == "first half":
        return days(date(year, month, 1), date(year, month, 15))
    if part == "second half":
        return days(date(year, month, 16), end)
    if part.endswith("days"):
        side, count, _ = part.split()
        if side == "first":
            return days(date(year, month, 1), date(year, month, int(count)))
        return days(end - timedelta(days=int(count) - 1), end)
    if part == "last week":
        return days_to(end, 6)
    if part.endswith("week"):
        start = date(year, month, _WEEKS[part.split()[0]])
        return days(start, start + timedelta(days=6))
    first, last = _PARTS_OF_MONTH[part]
    return days(date(year, month, first), min(date(year, month, min(last, end.day)), end))


def part_of_year(year: int, part: str) -> Stretch | None:
    """Return a half, a quarter, a season, the end of a year; None where no months are fixed."""
    if part in _SEASONS:
        first, last = _SEASONS[part]
    elif part == "winter":
        return Stretch(date(year - 1, 12, 1), _month_end(year, 2), "month")
    elif part in ("first half", "second half"):
        first, last = (1, 6) if part == "first half" else (7, 12)
    elif part.endswith("quarter"):
        number = _QUARTERS[part.split()[0]]
        first, last = 3 * number - 2, 3 * number
    elif part.endswith("months"):
        side, amount, _ = part.split()
        count = read_amount(amount) or 0
        first, last = (1, count) if side == "first" else (13 - count, 12)
    elif part == "end":
        return Stretch(None, date(year, 12, 31), "day")
    else:
        return None
    return Stretch(date(year, first, 1), _month_end(year, last), "month")


def week_of(day: date) -> Stretch:
    """Return the week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return days(monday, monday + timedelta(days=6))


def this_week(day: date) -> Stretch:
    """Return the week of a day from its Monday up to that day."""
    return days(day - timedelta(days=day.weekday()), day)


def weekend_before(day: date) -> Stretch:
    """Return the Saturday and Sunday that last began on or before a day."""
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    return days(saturday, saturday + timedelta(days=1))


def latest_weekday(weekday: int, day: date) -> date:
    """Return the latest such weekday (Monday is 0) on or before a day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def month_before(day: date) -> Stretch:
    """Return the calendar month before that of a day."""
    last = day.replace(day=1) - timedelta(days=1)
    return whole_month(last.year, last.month)


def months_on(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day that this month has.

    >>> months_on(date(2023, 10, 31), 4)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    end = _month_end(day.year + years, month + 1)
    return end.replace(day=min(day.day, end.day))


def years_on(day: date, years: int) -> date:
    """Return the same day so many years later; of a leap day the one before it.

    >>> years_on(date(2024, 2, 29), -1)
    datetime.date(2023, 2, 28)
    """
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
