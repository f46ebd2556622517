"""An expression of time and what the reader has in mind -> the days that it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.when.calendar_words import read_words
from tracker.when.mention import DAY, MONTH, NAMED, PART, WEEKDAY, YEAR, Mention
from tracker.when.stretch import (
    NOWHEN,
    Stretch,
    days,
    days_to,
    latest_weekday,
    month_before,
    one_day,
    part_of_month,
    part_of_year,
    week_of,
    weekend_before,
    whole_month,
    whole_year,
)
from tracker.when.years import Clock, Yearless, find_year, year_of_war_start

_DAY = timedelta(days=1)
# A count "from 24 February to" about now runs from the start of the war, whatever its year.
_RUNNING = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days that an expression means, and the names of the rules that say so."""

    stretch: Stretch
    rules: tuple[str, ...]
    year_stated: bool = False


def resolve(mention: Mention, clock: Clock, *, since: bool = False) -> Resolved:
    """Return the days of an expression; days unknown where the text does not decide them.

    What lies wholly after the latest possible day is refused, and what reaches beyond it is
    cut off there.
    """
    found = _BY_GRAIN[mention.grain](mention, clock, since)
    if mention.until is not None:
        found = _resolve_range(mention, found, clock)
    if mention.covers == "night_of" and mention.until is None:
        found = replace(found, stretch=_night_of(found.stretch, mention, clock))
    kept = found.stretch.upto(clock.latest)
    if kept is None:
        return Resolved(NOWHEN, (*found.rules, "refused_as_future"))
    return replace(found, stretch=kept)


def _resolve_day(mention: Mention, clock: Clock, since: bool) -> Resolved:
    if mention.has_year:
        day = read_words(mention.words)
        return Resolved(one_day(day) if day else NOWHEN, (mention.rule,), year_stated=True)
    yearless = Yearless(mention.words, mention.weekday, since)
    found = find_year(yearless, clock)
    if found is None:
        return Resolved(NOWHEN, (mention.rule, "year_unknown"))
    return Resolved(one_day(found[0]), (mention.rule, found[1]))


def _resolve_month(mention: Mention, clock: Clock, since: bool) -> Resolved:
    """Return a month or a part of a month; the parts of a year always state their year."""
    if mention.covers == "year":
        year = int(mention.words) if mention.has_year else clock.base.year if clock.base else None
        stretch = part_of_year(year, mention.part) if year else None
        return Resolved(stretch or NOWHEN, (mention.rule,), year_stated=mention.has_year)
    if mention.has_year:
        first, rules = read_words(f"1 {mention.words}"), (mention.rule,)
    else:
        found = find_year(Yearless(mention.words, None, since, whole_month=True), clock)
        first, rules = found[0] if found else None, (mention.rule, found[1] if found else "")
    if first is None:
        return Resolved(NOWHEN, (mention.rule, "year_unknown"))
    make = part_of_month if mention.part else None
    stretch = (
        make(first.year, first.month, mention.part)
        if make
        else whole_month(first.year, first.month)
    )
    return Resolved(stretch, rules, mention.has_year)


def _resolve_year(mention: Mention, clock: Clock, since: bool) -> Resolved:
    return Resolved(whole_year(int(mention.words)), (mention.rule,), year_stated=True)


def _resolve_weekday(mention: Mention, clock: Clock, since: bool) -> Resolved:
    if clock.base is None or mention.weekday is None:
        return Resolved(NOWHEN, (mention.rule,))
    base = clock.base - _DAY if mention.last else clock.base
    day = latest_weekday(mention.weekday, base)
    return Resolved(one_day(day), (mention.rule, _relative_to(clock)))


def _relative_to(clock: Clock) -> str:
    return "relative_to_said" if clock.said else "relative_to_published"


def _resolve_named(mention: Mention, clock: Clock, since: bool) -> Resolved:
    if mention.covers in _FROM_TOLD:
        stretch = _FROM_TOLD[mention.covers](mention, clock)
        return Resolved(stretch or NOWHEN, (mention.rule, "relative_to_told"))
    if mention.covers not in _FROM_BASE or clock.base is None:
        return Resolved(NOWHEN, (mention.rule,))
    stretch = _FROM_BASE[mention.covers](mention, clock.base)
    return Resolved(stretch or NOWHEN, (mention.rule, _relative_to(clock)))


def _resolve_range(mention: Mention, first: Resolved, clock: Clock) -> Resolved:
    """Join both ends; an end without a year takes the other's."""
    assert mention.until is not None
    night = mention.covers == "night_of"
    start, end = replace(mention, covers="" if night else mention.covers), mention.until
    if end.has_year and not start.has_year:
        last = resolve(end, clock)
        first = _start_before(replace(start, until=None), last, clock)
    elif start.has_year and not end.has_year:
        last = resolve(end, replace(clock, narrated=first.stretch.first, published=None))
    else:
        last = resolve(end, clock)
        if last.stretch.last and not start.has_year and start.grain != YEAR:
            first = _start_before(replace(start, until=None), last, clock)
    ends = first.stretch.first, last.stretch.last
    if ends[0] is None or ends[1] is None or ends[0] > ends[1]:
        return Resolved(NOWHEN, (mention.rule, *first.rules[1:]))
    precision = first.stretch.precision if start.grain in (MONTH, YEAR) else "day_range"
    stretch = replace(days(ends[0], ends[1]), precision=precision)
    return Resolved(stretch, (mention.rule, *last.rules[1:]), last.year_stated)


def _start_before(start: Mention, last: Resolved, clock: Clock) -> Resolved:
    """Return the start of a range: that of the war it runs from, or the latest before its end."""
    end = last.stretch.last
    if end is None:
        return Resolved(NOWHEN, last.rules)
    if start.grain == DAY and clock.published and clock.published - end <= _RUNNING:
        war = year_of_war_start(Yearless(start.words, since=True), clock)
        if war is not None:
            return Resolved(one_day(war), (start.rule, year_of_war_start.__name__))
    return resolve(start, Clock(published=end))


def _night_of(stretch: Stretch, mention: Mention, clock: Clock) -> Stretch:
    """The night into a day has begun on the day before; that of an earlier day is of that day."""
    first, last = stretch.first, stretch.last
    if first is None or last is None or first != last:
        return stretch
    return days(last - _DAY, last)


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


def _same_day(mention: Mention, clock: Clock) -> Stretch | None:
    return clock.told


def _same_month(mention: Mention, clock: Clock) -> Stretch | None:
    day = clock.told.last if clock.told else None
    return whole_month(day.year, day.month) if day else None


def _same_year(mention: Mention, clock: Clock) -> Stretch | None:
    day = clock.told.last if clock.told else None
    return whole_year(day.year) if day else None


def _to_base(first: Callable[[date], date]) -> Callable[[Mention, date], Stretch | None]:
    return lambda mention, base: days(first(base), base)


_FROM_TOLD: dict[str, Callable[[Mention, Clock], Stretch | None]] = {
    "previous_day": _previous_day,
    "next_day": _next_day,
    "same_day": _same_day,
    "same_month": _same_month,
    "same_year": _same_year,
    "later_days": _later,
    "earlier_days": _earlier,
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
    "ago_days": _ago,
    "ago_weeks": _ago,
    "ago_hours": _ago,
}
_BY_GRAIN: dict[str, Callable[[Mention, Clock, bool], Resolved]] = {
    DAY: _resolve_day,
    MONTH: _resolve_month,
    PART: _resolve_month,
    YEAR: _resolve_year,
    WEEKDAY: _resolve_weekday,
    NAMED: _resolve_named,
}
