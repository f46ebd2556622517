"""A line's expressions of time -> its dates, by what the reader has in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tracker.when.days.resolve import Resolved, resolve
from tracker.when.days.stretch import NOWHEN, Stretch, days, months_on, one_day, years_on
from tracker.when.days.wars import default_war, named_events
from tracker.when.days.years import Clock
from tracker.when.lines.line import Line
from tracker.when.lines.roles import AS_OF, SAID, SINCE, TOLD, role_of
from tracker.when.lines.told import Told, basis_of
from tracker.when.rules.scene import Block, Telling
from tracker.when.written.calendar_words import read_day
from tracker.when.written.mention import DAY, END, MONTH, NAMED, NTH, WEEKDAY, YEAR, Mention

_FROM_TOLD = frozenset(
    "next_month next_year next_day same_day same_week same_month same_year last_of_month "
    "first_days first_weeks later_days earlier_days "
    "later_weeks earlier_weeks next_days next_weeks "
    "later_hours earlier_hours".split()
)
_NEAR = 24
_OF_THE_WAR = re.compile(r" ?of the (?:war|fighting|conflict|invasion)\b")
_DAYS_ON = frozenset("next_day later_days earlier_days later_weeks earlier_weeks".split())
_LAPSES = ("later_", "earlier_", "next_", "same_year", "after_")
_LAPSE_TO_DATE = re.compile(r",? ?(?:(?:on|in|early|late|of|at) )*(?:the )?")
YEARS_ON = frozenset({"next_year", "same_year", "later_years"})
_OTHER_YEAR = YEARS_ON | {"earlier_years"}
_YEARS_BEFORE = frozenset({"ago_years", "earlier_years", "same_of_year"})


def dates_of(line: Line, clock: Clock, block: Block, telling: Telling | None) -> tuple[Told, ...]:
    """Resolve a line's expressions: days of saying first, for "yesterday" counts from them."""
    entry = block.is_chronology and line.is_day_alone
    roles = [
        (mention, TOLD if entry else role_of(line, mention, block.text))
        for mention in line.mentions
    ]
    said = next((m for m, role in roles if role == SAID), None)
    day_said = resolve(said, clock) if said is not None else None
    if day_said is not None:
        clock = replace(clock, said=day_said.stretch.last)
    told: list[Told] = []
    for mention, role in roles:
        if day_said is not None and mention is said and mention.grain == NAMED:
            told.append(Told(mention, role, day_said))
            continue
        if _is_void(mention, clock, roles):
            continue
        by_event = _day_of_event(line, mention, clock) or _start_of_war(line, mention, block)
        if by_event is None and mention.covers.startswith("start_"):
            continue
        if by_event is not None:
            told.append(Told(mention, role, by_event))
            continue
        next_entry = _next_entry(mention, clock) if entry and block.is_diary else None
        if next_entry is not None:
            told.append(Told(mention, role, next_entry))
            continue
        by = _clock_for(mention, clock, line, telling)
        if mention.year_of == "same_year" and told and told[-1].stretch.closed:
            by = replace(by, told=told[-1].stretch)
        if block.said is not None and clock.said is None and basis_of(mention) == "day":
            by = replace(by, said=block.said)
        if mention.rule == "periods.by_then" and clock.said is not None:
            by = replace(by, told=one_day(clock.said))
        if mention.covers.startswith("after_") and told:
            by = _of_day_before(by, told)
        if mention.covers == "night" and told:
            by = _of_same_day(by, told)
        found = resolve(mention, by, since=role == SINCE)
        if mention.covers in _YEARS_BEFORE:
            found = _years_before(mention, told, telling) or found
            role = TOLD
        if mention.part == END and role != AS_OF:
            found = Resolved(NOWHEN, found.rules)  # "at the end of 2021" is no day
        told.append(Told(mention, role, found))
        if role == TOLD and found.stretch.closed and _moves_on(mention):
            heading = None if mention.grain == MONTH else clock.heading
            clock = replace(clock, told=found.stretch, heading=heading)
        if mention.covers in _OTHER_YEAR and role == TOLD:
            clock = in_other_year(mention, clock)
        plain = role == TOLD and mention.until is None and found.year_stated
        if plain and found.stretch.last:
            clock = replace(clock, narrated=middle_of(mention, found.stretch.last))
    return tuple(_without_lapses(line, told))


def _moves_on(mention: Mention) -> bool:
    """Tell a day from which what follows in its sentence counts: "two days later, that night"."""
    if mention.grain in (DAY, WEEKDAY, MONTH):
        return True
    return mention.covers in _DAYS_ON


def _without_lapses(line: Line, told: list[Told]) -> Iterator[Told]:
    """Leave out "a month later" where the date itself follows: "a month later, on 3 June, ..."."""
    for n, one in enumerate(told):
        after = told[n + 1] if n + 1 < len(told) else None
        vague = one.mention.covers.startswith(_LAPSES)
        if _is_month_of_day(line, one, after):
            continue
        if (
            vague
            and after is not None
            and _LAPSE_TO_DATE.fullmatch(
                line.folded[one.end - line.start : after.start - line.start]
            )
        ):
            continue
        yield one


def _is_month_of_day(line: Line, one: Told, after: Told | None) -> bool:
    """Tell July in "In July three soldiers were killed on the 28th"."""
    if after is None or one.mention.grain != MONTH or after.mention.part != NTH:
        return False
    if one.role != TOLD or after.role != TOLD or line.clause_of(one) != line.clause_of(after):
        return False
    return one.stretch.holds(after.stretch)


def _day_of_event(line: Line, mention: Mention, clock: Clock) -> Resolved | None:
    """Return the day of an event that the vocabulary knows, or the day of its anniversary."""
    for term in line.events:
        if term.key != "forms":
            continue
        event = named_events([term])[0]
        if term.start <= mention.start and mention.end <= term.end:
            return Resolved(event.stretch, (mention.rule, term.entry.rule))
        if mention.covers.startswith("anniversary") and 0 <= term.start - mention.end <= _NEAR:
            day = event.anniversary(mention.amount or 0, eve=mention.covers.endswith("eve"))
            if clock.latest is None or day <= clock.latest:
                return Resolved(one_day(day), (mention.rule, term.entry.rule))
        if 0 <= term.start - mention.end <= _NEAR and mention.amount:
            stretch = _counted_from_start(mention, event.start)
            kept = stretch.upto(clock.latest) if stretch else None
            if kept is not None:
                return Resolved(kept, (mention.rule, term.entry.rule))
    return None


def _start_of_war(line: Line, mention: Mention, block: Block) -> Resolved | None:
    """Return the first 100 days of "the war" where the parties plainly fight one."""
    if not mention.covers.startswith("start_") or not _OF_THE_WAR.match(line.after(mention.end)):
        return None
    war = default_war(block.wars, block.parties, block.published)
    stretch = _counted_from_start(mention, war.start) if war else None
    kept = stretch.upto(block.latest) if stretch else None
    return Resolved(kept, (mention.rule, "default_war")) if kept else None


def _counted_from_start(mention: Mention, start: date) -> Stretch | None:
    """Return the first week of a war, or the day three months after an attack."""
    amount = mention.amount or 0
    ends = {
        "days": start + timedelta(days=amount),
        "weeks": start + timedelta(days=7 * amount),
        "months": months_on(start, amount),
    }
    kind, _, unit = mention.covers.partition("_")
    if kind == "start":
        return days(start, ends[unit] - timedelta(days=1))
    return one_day(ends[unit]) if kind == "after" and unit in ends else None


def _of_same_day(clock: Clock, told: list[Told]) -> Clock:
    """Return the clock of "on October 17, an overnight strike": the night into that day."""
    last = told[-1]
    single = last.stretch.closed and last.stretch.first == last.stretch.last
    day = last.role == TOLD and last.mention.grain in (DAY, WEEKDAY) and single
    return replace(clock, said=last.stretch.last) if day else clock


def _of_day_before(clock: Clock, told: list[Told]) -> Clock:
    """Return the clock of "came on Tuesday, two days after": it counts back from Tuesday."""
    last = told[-1]
    day = last.role == TOLD and last.mention.grain in (DAY, WEEKDAY) and last.stretch.closed
    return replace(clock, said=last.stretch.last) if day else clock


def _is_void(mention: Mention, clock: Clock, roles: list[tuple[Mention, str]]) -> bool:
    """Tell whether an expression counts from what is told where nothing is told.

    A time of day dates only by the day of saying, and only where no other day is given.
    """
    others = any(role == TOLD and m != mention for m, role in roles)
    if mention.rule == "periods.single_day":
        return others
    if mention.covers == "day_of_entry":
        return clock.heading is None
    if mention.covers == "same_span":
        return True
    if mention.covers == "time_of_day":
        return clock.said is None or others
    return mention.covers in _FROM_TOLD and clock.told is None


def _years_before(mention: Mention, told: list[Told], telling: Telling | None) -> Resolved | None:
    """Return the same month of an earlier year: "in June ..., against 181 a year ago"."""
    spans = [one.stretch for one in told if one.role == TOLD and one.stretch.closed]
    if not spans and telling is not None and telling.basis in ("period", "rate"):
        spans = [telling.stretch]
    span = spans[-1] if spans else None
    if span is None or span.first is None or span.last is None:
        return None
    stated = mention.covers == "same_of_year"
    years = span.last.year - int(mention.words) if stated else mention.amount
    if years is None:
        return None
    return Resolved(span.years_before(years), (mention.rule, "same_span"))


def _next_entry(mention: Mention, clock: Clock) -> Resolved | None:
    """Return the day of an entry without a year: the first such day after the entry before."""
    if clock.said is None or mention.grain != DAY or mention.has_year or mention.part == NTH:
        return None
    for year in (clock.said.year, clock.said.year + 1):
        day = read_day(mention.words, year)
        if day is not None and day >= clock.said:
            known = clock.latest is None or day <= clock.latest
            return Resolved(one_day(day), (mention.rule, "year_of_next_entry")) if known else None
    return None


def _clock_for(mention: Mention, clock: Clock, line: Line, telling: Telling | None) -> Clock:
    """Return the clock by which one expression is read.

    "Overnight" within a paragraph about Thursday is the night into Thursday, and "the
    previous day" at the start of a paragraph is that before the report.
    """
    if mention.grain != NAMED or telling is None:
        return clock
    same = telling.paragraph == line.sentence.paragraph or clock.told_here
    if mention.covers == "previous_day" and not same and clock.base:
        return replace(clock, told=None)
    stretch = telling.stretch
    single = stretch.closed and stretch.first == stretch.last
    if mention.covers == "night" and same and single and telling.basis == "incident":
        return replace(clock, said=stretch.last)
    return clock


def in_other_year(mention: Mention, clock: Clock) -> Clock:
    """Return the clock after "two years later": the story is in another year, or in none known."""
    day = (clock.told.last if clock.told else None) or clock.narrated
    years = {"next_year": 1, "same_year": 0}.get(mention.covers, mention.amount)
    if day is None or years is None:
        return replace(clock, published=None, narrated=None)
    sign = -1 if mention.covers == "earlier_years" else 1
    if mention.covers in ("next_year", "same_year"):
        return replace(clock, narrated=date(day.year + years, 7, 2))
    return replace(clock, narrated=years_on(day, sign * years))


def middle_of(mention: Mention, last: date) -> date:
    """Return the day from which the narrative goes on; of a bare year its middle."""
    return date(last.year, 7, 2) if mention.grain == YEAR else last
