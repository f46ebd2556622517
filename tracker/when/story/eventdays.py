"""Days that are counted from an event of the vocabulary, or that it names."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.when.days.resolve import Resolved
from tracker.when.days.stretch import Stretch, days, months_on, one_day
from tracker.when.days.wars import default_war, named_events
from tracker.when.days.years import Clock
from tracker.when.lines.line import Line
from tracker.when.rules.scene import Block
from tracker.when.written.mention import Mention

_NEAR = 24
_OF_THE_WAR = re.compile(r" ?of the (?:war|fighting|conflict|invasion)\b")


def day_by_event(line: Line, mention: Mention, clock: Clock, block: Block) -> Resolved | None:
    """Return the days of an expression that an event of the vocabulary dates, or None."""
    return _day_of_event(line, mention, clock) or _start_of_war(line, mention, block)


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
