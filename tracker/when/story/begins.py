"""The dated event with whose own day an undated text begins: "On Oct. 7, Hamas gunmen ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.when.days.wars import ATTACK, WAR, DatedEvent, named_events, party_names
from tracker.when.lines.line import Line
from tracker.when.rules.scene import Begun
from tracker.when.written.calendar_words import read_day
from tracker.when.written.mention import DAY, NTH, Mention

_WAR = r"(?:war|invasion|conflict)"
_BEGINS = re.compile(
    rf"\b{_WAR}(?: (?:in|of|against|on) [\w'-]+)? (?:began|started|broke out|erupted)\b|"
    rf"\b(?:began|started|launched|unleashed) (?:its|a|an|the|their) (?:[\w'-]+ ){{0,3}}{_WAR}\b|"
    r"\binvaded (?!by )"
)
_AS_IT_BEGAN = re.compile(
    r"\W*as (?:the |russia's )?(?:full-scale|all-out) invasion (?:began|started)\b"
)
_AFTER = re.compile(r"\W*(?:after|following|in response to) (?:the )?(?:[\w'-]+ ){0,3}$")
_FIRST_LINES = 2


def begun_by(
    lines: Sequence[Line], published: date | None, wars: Sequence[DatedEvent]
) -> Begun | None:
    """Return the one event of whose first day an undated text tells; None where it is not sure.

    Nothing is sure where the text has a year, looks back over years, or tells of two such events.
    """
    if published is not None or any(_is_of_other_time(line) for line in lines):
        return None
    found = [
        (day, n, goes_on)
        for n, line in enumerate(lines)
        for day, goes_on in _first_days(line, wars, n < _FIRST_LINES)
    ]
    if len({day for day, _, _ in found}) != 1:
        return None
    news = any(mention.counts_from_report for line in lines for mention in line.mentions)
    day, n, _ = found[0]
    return Begun(day, n, not news and any(goes_on for _, _, goes_on in found))


def _is_of_other_time(line: Line) -> bool:
    years = any(m.has_year or (m.until is not None and m.until.has_year) for m in line.mentions)
    return years or line.head_year is not None or line.looks_back


def _first_days(line: Line, wars: Sequence[DatedEvent], opens: bool) -> Iterator[tuple[date, bool]]:
    """Yield the first day of each event that a line tells of, and if the story goes on from it."""
    for mention in line.mentions:
        if mention.grain == DAY and mention.part != NTH and mention.until is None:
            yield from ((day, True) for day in events_on(line, mention, wars))
    for term in line.events:
        if term.key != "forms":
            continue
        event = named_events([term])[0]
        if event.kind == ATTACK and opens and _AFTER.fullmatch(line.before(term.start)):
            yield event.start, True
        if event.kind == WAR and opens and _AS_IT_BEGAN.match(line.folded):
            yield event.start, True


def events_on(line: Line, mention: Mention, wars: Sequence[DatedEvent]) -> Iterator[date]:
    """Yield the day of each event that began on such a day, where the line tells of just that."""
    parties = party_names(line.parties)
    begins = _BEGINS.search(line.folded) is not None
    near = {event for term in line.events for event in named_events([term], every=True)}
    acted = set(named_events(term for term in line.events if term.key == "forms"))
    acted |= set(named_events((t for t in line.events if t.key == "acts"), every=True))
    for event in {*wars, *near}:
        day = read_day(mention.words, event.start.year)
        if day != event.start:
            continue
        of_war = begins and (event in near or bool(event.default_for & parties))
        if event in acted if event.kind == ATTACK else of_war:
            yield day
