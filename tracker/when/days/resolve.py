"""An expression of time and what the reader has in mind -> the days that it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from tracker.frozen import dataclass
from tracker.when.days.named import is_from_told, named_stretch
from tracker.when.days.nth import nth_of_month
from tracker.when.days.stretch import (
    NOWHEN,
    Stretch,
    days,
    latest_weekday,
    one_day,
    part_of_month,
    part_of_year,
    whole_month,
    whole_year,
)
from tracker.when.days.years import Clock, Yearless, find_year, year_of_war_start
from tracker.when.written.calendar_words import read_day, read_words
from tracker.when.written.mention import (
    DAY,
    MONTH,
    NAMED,
    NIGHTS,
    NTH,
    PART,
    WEEKDAY,
    YEAR,
    Mention,
)

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
    if mention.year_of and mention.part != NTH:
        mention = _with_year(mention, clock)
    found = _BY_GRAIN[mention.grain](mention, clock, since)
    if mention.until is not None:
        found = _resolve_range(mention, found, clock)
    if mention.covers in NIGHTS and mention.until is None:
        found = replace(found, stretch=_night_of(found.stretch, mention, clock))
    kept = found.stretch.upto(clock.latest)
    if kept is None:
        return Resolved(NOWHEN, (*found.rules, "refused_as_future"))
    return found if kept is found.stretch else replace(found, stretch=kept)


def _with_year(mention: Mention, clock: Clock) -> Mention:
    """Return October last year as October of its year, where the year of the report is known."""
    told = clock.told.last if clock.told else None
    if mention.year_of == "following":
        return _following(mention, told or clock.narrated)
    if mention.year_of == "latest":
        return _latest(mention, clock.base)
    of_told = mention.year_of in ("same_year", "next_year")
    day = (told or clock.narrated) if of_told else clock.base
    if day is None:
        return replace(mention, grain=NAMED, covers="unknown")
    year = day.year + {"last_year": -1, "next_year": 1}.get(mention.year_of, 0)
    return replace(mention, words=f"{mention.words} {year}", has_year=True, year_of="")


def _latest(mention: Mention, base: date | None) -> Mention:
    """Return last July as the latest July that was over on the day of the report."""
    first = read_day(f"1 {mention.words}", base.year) if base else None
    if first is None or base is None:
        return replace(mention, grain=NAMED, covers="unknown")
    year = base.year if first < base.replace(day=1) else base.year - 1
    return replace(mention, words=f"{mention.words} {year}", has_year=True, year_of="")


def _following(mention: Mention, told: date | None) -> Mention:
    """Return the following March as the first March after what is told."""
    first = read_day(f"1 {mention.words}", told.year) if told else None
    if first is None or told is None:
        return replace(mention, grain=NAMED, covers="unknown")
    year = told.year if first > told else told.year + 1
    return replace(mention, words=f"{mention.words} {year}", has_year=True, year_of="")


def _resolve_day(mention: Mention, clock: Clock, since: bool) -> Resolved:
    if mention.part == NTH:
        day = nth_of_month(mention, clock, since=since)
        return Resolved(one_day(day) if day else NOWHEN, (mention.rule, "relative_to_told"))
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
        stretch = _part_of_year(mention, clock)
        return Resolved(stretch or NOWHEN, (mention.rule,), year_stated=mention.has_year)
    first = read_words(f"1 {mention.words}") if mention.has_year else None
    rules: tuple[str, ...] = (mention.rule,)
    if not mention.has_year:
        found = find_year(Yearless(mention.words, None, since, whole_month=True), clock)
        first, rule = found or (None, "year_unknown")
        rules = (mention.rule, rule)
    if first is None:
        return Resolved(NOWHEN, rules)
    if mention.part:
        stretch = part_of_month(first.year, first.month, mention.part)
    else:
        stretch = whole_month(first.year, first.month)
    return Resolved(stretch, rules, mention.has_year)


def _part_of_year(mention: Mention, clock: Clock) -> Stretch | None:
    """Return a part of the year that is stated, else of the one in which it last began."""
    if mention.has_year:
        return part_of_year(int(mention.words), mention.part)
    if clock.base is None:
        return None
    now = part_of_year(clock.base.year, mention.part)
    ahead = now is not None and now.first is not None and now.first > clock.base
    return part_of_year(clock.base.year - 1, mention.part) if ahead else now


def _resolve_year(mention: Mention, clock: Clock, since: bool) -> Resolved:
    return Resolved(whole_year(int(mention.words)), (mention.rule,), year_stated=True)


def _resolve_weekday(mention: Mention, clock: Clock, since: bool) -> Resolved:
    if mention.weekday is None:
        return Resolved(NOWHEN, (mention.rule,))
    if mention.covers == "told_weekday" and clock.told and clock.told.first:
        first = clock.told.first
        day = first + _DAY * ((mention.weekday - first.weekday()) % 7)
        return Resolved(one_day(day), (mention.rule, "relative_to_told"))
    if mention.covers == "next_weekday":
        after = clock.told.last if clock.told else None
        next_one = one_day(latest_weekday(mention.weekday, after + 7 * _DAY)) if after else NOWHEN
        return Resolved(next_one, (mention.rule, "relative_to_told"))
    if clock.base is None:
        return Resolved(NOWHEN, (mention.rule,))
    base = clock.base - _DAY if mention.last else clock.base
    day = latest_weekday(mention.weekday, base)
    return Resolved(one_day(day), (mention.rule, _relative_to(clock)))


def _relative_to(clock: Clock) -> str:
    return "relative_to_said" if clock.said else "relative_to_published"


def _resolve_named(mention: Mention, clock: Clock, since: bool) -> Resolved:
    stretch = named_stretch(mention, clock) or NOWHEN
    rule = "relative_to_told" if is_from_told(mention) else _relative_to(clock)
    return Resolved(stretch, (mention.rule, rule) if stretch.closed else (mention.rule,))


def _resolve_range(mention: Mention, first: Resolved, clock: Clock) -> Resolved:
    """Join both ends; an end without a year takes the other's."""
    assert mention.until is not None
    night = mention.covers in NIGHTS
    start, end = replace(mention, covers="" if night else mention.covers), mention.until
    if end.has_year and not start.has_year:
        last = resolve(end, clock)
        first = _start_before(replace(start, until=None), last, clock)
    elif start.has_year and not end.has_year:
        last = resolve(end, clock._replace(narrated=first.stretch.first, published=None))
    else:
        last = resolve(end, clock)
        war = _war_start(start, clock) if last.stretch.last is None else None
        if war is not None:
            last = resolve(end, clock._replace(narrated=war, published=None))
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
    if clock.published and clock.published - end <= _RUNNING:
        war = _war_start(start, clock)
        if war is not None:
            return Resolved(one_day(war), (start.rule, year_of_war_start.__name__))
    return resolve(start, Clock(published=end))


def _war_start(start: Mention, clock: Clock) -> date | None:
    """Return the first day of a war of the text where a range starts on just that day."""
    if start.grain != DAY or start.has_year or start.part == NTH:
        return None
    return year_of_war_start(Yearless(start.words, since=True), clock)


def _night_of(stretch: Stretch, mention: Mention, clock: Clock) -> Stretch:
    """The night into a day has begun on the day before; that of an earlier day is of that day."""
    first, last = stretch.first, stretch.last
    if first is None or last is None or first != last:
        return stretch
    if mention.covers == "night_of" and last != clock.published:
        return stretch
    return days(last - _DAY, last)


_BY_GRAIN: dict[str, Callable[[Mention, Clock, bool], Resolved]] = {
    DAY: _resolve_day,
    MONTH: _resolve_month,
    PART: _resolve_month,
    YEAR: _resolve_year,
    WEEKDAY: _resolve_weekday,
    NAMED: _resolve_named,
}
