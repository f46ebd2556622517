"""The clock by which one expression of a line is read, by those before it in the line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.frozen import dataclass
from tracker.when.days.stretch import NOWHEN, months_on, one_day, years_on
from tracker.when.days.years import Clock
from tracker.when.lines.line import Line
from tracker.when.lines.roles import TOLD
from tracker.when.lines.told import Told, basis_of
from tracker.when.rules.scene import Block, Telling
from tracker.when.written.mention import DAY, MONTH, NAMED, WEEKDAY, YEAR, Mention

YEARS_ON = frozenset({"next_year", "same_year", "later_years"})
_OTHER_YEAR = YEARS_ON | {"earlier_years"}
_MONTHS_ON = frozenset({"later_months", "earlier_months"})
_DAYS_ON = frozenset("next_day later_days earlier_days later_weeks earlier_weeks".split())


@dataclass(frozen=True, slots=True)
class Reader:
    """A line that is being read, in its block, with what was told before it.

    ``entry`` is the head of an entry of a chronology: a day and nothing else.
    """

    line: Line
    block: Block
    telling: Telling | None
    entry: bool = False


def clock_of(reader: Reader, mention: Mention, clock: Clock, told: Sequence[Told]) -> Clock:
    """Return the clock by which one expression is read, after those told before it."""
    by = _clock_for(mention, clock, reader.line, reader.telling)
    if mention.year_of == "same_year" and told and told[-1].stretch.closed:
        by = by._replace(told=told[-1].stretch)
    if reader.block.said is not None and clock.said is None and basis_of(mention) == "day":
        by = by._replace(said=reader.block.said)
    if mention.rule == "periods.by_then" and clock.said is not None:
        by = by._replace(told=one_day(clock.said))
    if mention.covers.startswith("after_") and told:
        by = _of_day_before(by, told)
    if mention.covers == "night" and told:
        by = _of_same_day(by, told)
    return by


def clock_after(one: Told, clock: Clock) -> Clock:
    """Return the clock for what follows an expression within its line."""
    mention, found = one.mention, one.resolved
    if one.role == TOLD and mention.grain == MONTH and not found.stretch.closed:
        clock = clock._replace(told=NOWHEN)  # "in May ..., on the 13th" of nobody knows which year
    if one.role == TOLD and found.stretch.closed and _moves_on(mention):
        heading = None if mention.grain == MONTH else clock.heading
        clock = clock._replace(told=found.stretch, heading=heading)
    if mention.covers in _OTHER_YEAR and one.role == TOLD:
        clock = in_other_year(mention, clock)
    if mention.covers in _MONTHS_ON and one.role == TOLD:
        clock = _months_on(mention, clock)
    plain = one.role == TOLD and mention.until is None and found.year_stated
    if plain and found.stretch.last:
        clock = clock._replace(narrated=middle_of(mention, found.stretch.last))
    return clock


def _moves_on(mention: Mention) -> bool:
    """Tell a day from which what follows in its sentence counts: "two days later, that night"."""
    if mention.grain in (DAY, WEEKDAY, MONTH):
        return True
    return mention.covers in _DAYS_ON


def _of_same_day(clock: Clock, told: Sequence[Told]) -> Clock:
    """Return the clock of "on October 17, an overnight strike": the night into that day."""
    last = told[-1]
    single = last.stretch.closed and last.stretch.first == last.stretch.last
    day = last.role == TOLD and last.mention.grain in (DAY, WEEKDAY) and single
    return clock._replace(said=last.stretch.last) if day else clock


def _of_day_before(clock: Clock, told: Sequence[Told]) -> Clock:
    """Return the clock of "came on Tuesday, two days after": it counts back from Tuesday."""
    last = told[-1]
    day = last.role == TOLD and last.mention.grain in (DAY, WEEKDAY) and last.stretch.closed
    return clock._replace(said=last.stretch.last) if day else clock


_BEFORE_TOLD = frozenset({"previous_day", "previous_week", "previous_month", "previous_year"})


def _clock_for(mention: Mention, clock: Clock, line: Line, telling: Telling | None) -> Clock:
    """Return the clock by which one expression is read.

    "Overnight" within a paragraph about Thursday is the night into Thursday, and "the
    previous day" at the start of a paragraph is that before the report.
    """
    if mention.grain != NAMED or telling is None:
        return clock
    same = telling.paragraph == line.sentence.paragraph or clock.told_here
    own = not clock.is_narrative and clock.base is not None
    if mention.covers == "previous_day" and not same and own:
        return clock._replace(told=None)
    stretch = telling.stretch
    if mention.covers in _BEFORE_TOLD and telling.basis == "cumulative" and stretch.last:
        return clock._replace(told=one_day(stretch.last))  # of a total, the day of its count
    single = stretch.closed and stretch.first == stretch.last
    if mention.covers == "night" and same and single and telling.basis == "incident":
        return clock._replace(said=stretch.last)
    return clock


def in_other_year(mention: Mention, clock: Clock) -> Clock:
    """Return the clock after "two years later": the story is in another year, or in none known."""
    day = (clock.told.last if clock.told else None) or clock.narrated
    years = {"next_year": 1, "same_year": 0}.get(mention.covers, mention.amount)
    if day is None or years is None:
        return clock._replace(published=None, narrated=None)
    sign = -1 if mention.covers == "earlier_years" else 1
    if mention.covers in ("next_year", "same_year"):
        return clock._replace(narrated=date(day.year + years, 7, 2))
    return clock._replace(narrated=years_on(day, sign * years))


def _months_on(mention: Mention, clock: Clock) -> Clock:
    """Return the clock of "eighteen months later, on 28 August"; of "months later" no year."""
    day = (clock.told.last if clock.told else None) or clock.narrated
    if day is None or not mention.amount:
        return clock._replace(published=None, narrated=None, named=())
    sign = -1 if mention.covers == "earlier_months" else 1
    return clock._replace(narrated=months_on(day, sign * mention.amount))


def middle_of(mention: Mention, last: date) -> date:
    """Return the day from which the narrative goes on; of a bare year its middle."""
    return date(last.year, 7, 2) if mention.grain == YEAR else last
