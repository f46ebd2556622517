"""A line's expressions of time -> its dates, by what the reader has in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.when.days.resolve import Resolved, resolve
from tracker.when.days.stretch import NOWHEN, one_day
from tracker.when.days.years import Clock
from tracker.when.lines.line import Line
from tracker.when.lines.roles import AS_OF, ASIDE, LAPSE, SAID, SINCE, TOLD, role_of
from tracker.when.lines.told import Told
from tracker.when.rules.scene import Block, Telling
from tracker.when.story.clocks import Reader, clock_after, clock_of
from tracker.when.story.entries import first_entry
from tracker.when.story.eventdays import day_by_event
from tracker.when.written.calendar_words import read_day
from tracker.when.written.mention import DAY, END, MONTH, NAMED, NTH, Mention

_FROM_TOLD = frozenset(
    "next_month next_year next_day same_day same_week same_month same_year last_of_month "
    "first_days first_weeks first_months within_days within_weeks later_days earlier_days "
    "later_weeks earlier_weeks next_days next_weeks "
    "later_hours earlier_hours".split()
)
_OPENS, _ALONE = 8, 10
_MONTHS_TOLD = frozenset({"next_month", "same_month"})
_LAPSES = ("later_", "earlier_", "next_", "same_year", "after_")
_LAPSE_TO_DATE = re.compile(r",? ?(?:(?:on|in|early|late|of|at) )*(?:the )?")
_YEARS_BEFORE = frozenset({"ago_years", "earlier_years", "same_of_year"})


def dates_of(line: Line, clock: Clock, block: Block, telling: Telling | None) -> tuple[Told, ...]:
    """Resolve a line's expressions: days of saying first, for "yesterday" counts from them."""
    entry = block.is_chronology and line.is_day_alone
    roles = [
        (mention, TOLD if entry else role_of(line, mention, block.text))
        for mention in line.mentions
    ]
    reader = Reader(line, block, telling, entry)
    said = next((m for m, role in roles if role == SAID), None)
    day_said = resolve(said, clock) if said is not None else None
    if day_said is not None:
        clock = clock._replace(said=day_said.stretch.last)
    told: list[Told] = []
    for mention, role in roles:
        if day_said is not None and mention is said and mention.grain == NAMED:
            told.append(Told(mention, role, day_said))
            continue
        void = _is_void(line, mention, clock, roles)
        one = None if void else _read(reader, mention, role, clock, told)
        if one is not None:
            told.append(one)
            clock = clock_after(one, clock)
    return tuple(_without_lapses(line, told))


def _read(
    reader: Reader, mention: Mention, role: str, clock: Clock, told: Sequence[Told]
) -> Told | None:
    """Return an expression with its days; None where it means nothing here."""
    by_event = day_by_event(reader.line, mention, clock, reader.block)
    if by_event is not None:
        return Told(mention, role, by_event)
    if mention.covers.startswith("start_") or mention.rule == "nth_day_alone":
        return None
    if mention.covers == "nth_days":
        story = clock.is_narrative or clock.published is None
        alone = role == TOLD and story and not any(one.role == TOLD for one in told)
        return Told(mention, TOLD if alone else LAPSE, Resolved(NOWHEN, (mention.rule,)))
    diary = reader.block if reader.entry and reader.block.is_diary else None
    of_entry = _day_of_entry(mention, clock, diary) if diary is not None else None
    if of_entry is not None:
        return Told(mention, role, of_entry)
    since = role == SINCE or (role == ASIDE and reader.line.before(mention.start, 6) == "since ")
    found = resolve(mention, clock_of(reader, mention, clock, told), since=since)
    if mention.covers in _YEARS_BEFORE:
        found, role = _years_before(mention, told, reader.telling) or found, TOLD
    if mention.part == END and role != AS_OF:
        found = Resolved(NOWHEN, found.rules)  # "at the end of 2021" is no day
    return Told(mention, role, found)


def _without_lapses(line: Line, told: list[Told]) -> Iterator[Told]:
    """Leave out "a month later" where the date itself follows: "a month later, on 3 June, ..."."""
    for n, one in enumerate(told):
        after = told[n + 1] if n + 1 < len(told) else None
        vague = one.mention.covers.startswith(_LAPSES) and not one.by_event
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
    if after is None or after.mention.grain != DAY or after.mention.until is not None:
        return False
    if one.mention.grain != MONTH and one.mention.covers not in _MONTHS_TOLD:
        return False
    if one.role != TOLD or after.role != TOLD or not one.stretch.holds(after.stretch):
        return False
    between = line.folded[one.end - line.start : after.start - line.start]
    same = line.clause_of(one) == line.clause_of(after)
    return same or (";" not in between and _stands_alone(line, after))


def _stands_alone(line: Line, one: Told) -> bool:
    """Tell a day with nothing else in its clause: "in September 215 came home, on the 21st"."""
    words = line.words_of(line.clause_of(one))
    return len(words) - (one.end - one.start) <= _ALONE and one.mention.until is None


def _is_void(
    line: Line, mention: Mention, clock: Clock, roles: Sequence[tuple[Mention, str]]
) -> bool:
    """Tell whether an expression counts from what is told where nothing is told.

    A time of day dates only by the day of saying, and only where no other day is given.
    """
    if mention.covers.startswith("within_") and mention.start - line.start > _OPENS:
        return True
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


def _years_before(
    mention: Mention, told: Sequence[Told], telling: Telling | None
) -> Resolved | None:
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


def _day_of_entry(mention: Mention, clock: Clock, block: Block) -> Resolved | None:
    """Return the day of an entry of a diary without a year: the first after the entry before.

    The first entry of all is of the year in which the diary says that it was kept.
    """
    if mention.grain != DAY or mention.has_year or mention.part == NTH:
        return None
    if clock.said is None:
        first = first_entry(block, mention.words)
        if first is None and block.published is not None:
            return Resolved(NOWHEN, (mention.rule, "year_unknown"))
        return Resolved(one_day(first), (mention.rule, "year_of_diary")) if first else None
    for year in (clock.said.year, clock.said.year + 1):
        day = read_day(mention.words, year)
        if day is not None and day >= clock.said:
            known = clock.latest is None or day <= clock.latest
            return Resolved(one_day(day), (mention.rule, "year_of_next_entry")) if known else None
    return None
