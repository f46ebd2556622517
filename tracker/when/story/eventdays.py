"""Days that are counted from an event of the vocabulary, or that it names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from tracker.hedges import HEDGE
from tracker.when.days.resolve import Resolved
from tracker.when.days.stretch import Stretch, days, months_on, one_day, years_on
from tracker.when.days.wars import ATTACK, WAR, DatedEvent, default_war, named_events
from tracker.when.days.years import Clock
from tracker.when.lines.line import Line
from tracker.when.rules.scene import Block
from tracker.when.story.begins import events_on
from tracker.when.story.outbreak import END_OF_FIRST, day_of_outbreak
from tracker.when.written.mention import DAY, NTH, Mention

_NEAR = 24
_INTO_WAR = re.compile(r" (?:the|this|its) (?:[\w'-]+ ){0,2}(?:war|fighting|conflict|invasion)\b")
_HEDGED = re.compile(rf"\b{HEDGE} $")
_OF_WAR = re.compile(r" (?:the|this|its) (?:[\w'-]+ ){0,2}(?:war|conflict|invasion)\b")
_NOW = {
    "days": timedelta(days=3),
    "weeks": timedelta(days=10),
    "months": timedelta(days=45),
    "years": timedelta(days=366),
}
"""How soon after "ten days into the war" a report speaks of its own day."""
TOLD_ON = "day_of_event_told"
_OF_THE_WAR = re.compile(r" ?of the (?:war|fighting|conflict|invasion)\b")


def day_by_event(line: Line, mention: Mention, clock: Clock, block: Block) -> Resolved | None:
    """Return the days of an expression that an event of the vocabulary dates, or None."""
    if mention.covers.startswith(("into_", "nth_")):
        told = day_of_outbreak(line, mention, clock.outbreak)
        return told or _day_of_war(line, mention, clock, block)
    return (
        _day_of_event(line, mention, clock)
        or (day_of_outbreak(line, mention, clock.outbreak) if _is_start(mention) else None)
        or _start_of_war(line, mention, block)
        or _day_of_event_told(line, mention, block)
    )


def _is_start(mention: Mention) -> bool:
    return mention.covers.startswith("start_") or mention.rule == END_OF_FIRST


def _day_of_war(line: Line, mention: Mention, clock: Clock, block: Block) -> Resolved | None:
    """Return the day ten months into a war, if it was over long before the report.

    "Three years into the war, 46,000 have died" is said of the report's own day, and "over a
    year into the war" of none.
    """
    war = _war_into(line, mention, block)
    if war is None or not mention.amount or _HEDGED.search(line.before(mention.start)):
        return None
    kind, _, unit = mention.covers.partition("_")
    stretch = _counted_from_start(replace(mention, covers=f"after_{unit}"), war.start)
    day = stretch.first if stretch else None
    if day is None or unit == "days":
        day = war.start + timedelta(days=mention.amount - 1)
    if clock.latest is not None and (clock.latest < day or not war.goes_on(day)):
        return None
    if kind == "into" and clock.published and clock.published - day <= _NOW[unit]:
        day = clock.published
    return Resolved(one_day(day), (mention.rule, f"events.{war.name}"))


def _war_into(line: Line, mention: Mention, block: Block) -> DatedEvent | None:
    """Return the war named right after "ten days into"; of "the war" the only one of the text."""
    for term in line.events:
        if term.key == "forms" and 0 <= term.start - mention.end <= _NEAR:
            event = named_events([term])[0]
            return None if event.kind == ATTACK else event
    of_war = _OF_WAR if mention.covers.startswith("nth_") else _INTO_WAR
    if mention.rule == "nth_day_alone" or not of_war.match(line.after(mention.end)):
        return None
    wars = {event for event in named_events(block.events) if event.kind == WAR}
    if len(wars) == 1:
        return wars.pop()
    return default_war(block.wars, block.parties, block.published)


def _day_of_event_told(line: Line, mention: Mention, block: Block) -> Resolved | None:
    """Return the day of an event for the line that tells of it: "On Oct. 7 gunmen stormed ..."."""
    if mention.grain != DAY or mention.has_year or mention.part == NTH or mention.until:
        return None
    if block.published is None or line.looks_back:
        return None
    found = {day for day in events_on(line, mention, block.wars) if day <= block.published}
    return Resolved(one_day(found.pop()), (mention.rule, TOLD_ON)) if len(found) == 1 else None


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
    if not _is_start(mention) or not _OF_THE_WAR.match(line.after(mention.end)):
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
        "years": years_on(start, amount),
    }
    kind, _, unit = mention.covers.partition("_")
    if kind == "start":
        return days(start, ends[unit] - timedelta(days=1))
    return one_day(ends[unit]) if kind == "after" and unit in ends else None
