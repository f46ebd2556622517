"""What holds for a whole block: its day, its bounds, the events that it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from tracker.lexicon import Lexicon, Term
from tracker.models import Document, DocumentDate, Span
from tracker.when.days.resolve import resolve
from tracker.when.days.stretch import Stretch
from tracker.when.days.wars import ATTACK, DatedEvent, named_events, party_names, wars_of
from tracker.when.days.years import Clock
from tracker.when.lines.diary import is_diary
from tracker.when.lines.line import Line
from tracker.when.lines.roles import SAID, role_of
from tracker.when.rules.scene import Block
from tracker.when.story.begins import begun_by
from tracker.when.story.entries import year_of_latest
from tracker.when.story.narrative import is_narrative, narrated_until, tells_days_to_come
from tracker.when.written.mention import DAY, WEEKDAY, Mention

_HOUR = re.compile(r"(?<![\d.:])(\d\d?):\d\d(?![\d:])")
_AS_OF_LINE = re.compile(
    r"(?:\W|update|report|reported|situation|data|information|figures|operational|last|cut-off|date|"
    r"no\.?|\d)*as (?:of|at|on)(?: \d\d[:.]\d\d(?: hours| hrs)?| noon| midnight)?(?: on)? "
)
_LEAD_LINES = 2
_HEAD_LINES, _LATE = 6, 4
_DAYS = (4, 10)
_MANY_ENTRIES, _TWO = 3, 2


def block_of(
    document: Document,
    dated: DocumentDate,
    lines: Sequence[Line],
    number: int,
    lexicon: Lexicon,
) -> Block:
    """Return one block of the page; only the main one has the document's own date."""
    own = tuple(line for line in lines if line.sentence.block == number)
    main = number == 0
    published = dated.day if main else None
    retrieved = document.article.retrieved
    wars = wars_of(lexicon)
    said, said_words = _said_before(own, document.text, published) or (None, None)
    return Block(
        own,
        document.text,
        published,
        _words(dated) if main else None,
        None if main else retrieved,
        published or retrieved,
        wars,
        _first_of_each(own),
        party_names(term for line in own for term in line.parties),
        _starts(own, wars),
        tuple(event.stretch for event in _subjects(own)),
        is_narrative(own, published),
        narrated_until(own, published, wars),
        _is_chronology(own),
        is_diary(own),
        _morning(own) if main else None,
        said,
        said_words,
        begun_by(own, published or retrieved, wars),
        _week(own, published),
        _heads_stand_inline(own),
        tells_days_to_come(own, published, document.text),
        _has_entries(own),
        year_of_latest(own, published) if _is_chronology(own) else None,
    )


def _said_before(
    lines: Sequence[Line], text: str, published: date | None
) -> tuple[date, Span] | None:
    """Return the one day of saying of a text that came out a day or two after it, its words."""
    if published is None:
        return None
    clock = Clock(published, latest=published)
    for line in lines[:_HEAD_LINES]:
        stated = _as_of_line(line)
        last = resolve(stated, clock).stretch.last if stated else None
        if stated and last is not None and 0 < (published - last).days <= _LATE:
            return last, Span(stated.start, stated.end)
    said = [
        (resolve(mention, clock).stretch.last, Span(mention.start, mention.end))
        for line in lines
        for mention in line.mentions
        if mention.grain in (DAY, WEEKDAY) and role_of(line, mention, text) == SAID
    ]
    day, words = said[0] if len({day for day, _ in said}) == 1 else (None, None)
    return (day, words) if day and words and 0 < (published - day).days <= 2 else None


def _week(lines: Sequence[Line], published: date | None) -> Stretch | None:
    """Return the days of a weekly digest, by its title: "Week 11: 10-16 March 2025"."""
    if published is None:
        return None
    clock = Clock(published, latest=published)
    for line in lines[:_LEAD_LINES]:
        for mention in line.mentions:
            if mention.until is None or mention.grain != DAY or line.is_stopped or line.figures:
                continue
            week = resolve(mention, clock).stretch
            if week.first is None or week.last is None:
                continue
            if _DAYS[0] <= (week.last - week.first).days <= _DAYS[1] and (
                0 <= (published - week.last).days <= _DAYS[1]
            ):
                return week
    return None


def _as_of_line(line: Line) -> Mention | None:
    """Return the day of a line above a report that says no more: "As of 26 September 2024"."""
    if line.is_stopped or line.figures or len(line.mentions) != 1:
        return None
    mention = line.mentions[0]
    alone = _AS_OF_LINE.fullmatch(line.before(mention.start)) is not None
    return mention if alone and mention.grain == DAY else None


def _morning(lines: Sequence[Line]) -> Span | None:
    """Return the hour before noon that a date line gives ("2026-07-01 08:00 EET")."""
    for line in lines:
        if line.sentence.zone != "dateline":
            continue
        hour = _HOUR.search(line.folded)
        if (
            hour
            and int(hour.group(1)) < 12
            and "p.m" not in line.folded
            and "pm" not in line.folded
        ):
            return Span(line.start + hour.start(), line.start + hour.end())
    return None


def _words(dated: DocumentDate) -> Span | None:
    return next((Span(e.start, e.end) for e in dated.evidence if e.end > e.start), None)


def _first_of_each(lines: Sequence[Line]) -> tuple[Term, ...]:
    """Return where each dated event of the vocabulary is first named."""
    first: dict[str, Term] = {}
    for line in lines:
        for term in line.events:
            if term.key == "forms":
                first.setdefault(term.entry.term, term)
    return tuple(first.values())


def _starts(lines: Sequence[Line], wars: Sequence[DatedEvent]) -> tuple[date, ...]:
    named = {event for line in lines for event in named_events(line.events)}
    parties = party_names(term for line in lines for term in line.parties)
    meant = [war for war in wars if war in named or war.default_for & parties]
    return tuple(
        dict.fromkeys(war.start for war in sorted(meant, key=lambda w: w.start, reverse=True))
    )


def _subjects(lines: Sequence[Line]) -> list[DatedEvent]:
    """Return the finished events that the first lines name: what the text is about."""
    return [
        event
        for line in lines[:_LEAD_LINES]
        for event in named_events(line.events)
        if (event.kind == ATTACK or event.end is not None) and not line.looks_back
    ]


def _is_chronology(lines: Sequence[Line]) -> bool:
    """Tell a text in which days that stand alone in their lines head what follows."""
    entries = sum(line.is_day_alone for line in lines)
    under_year = entries == _TWO and any(line.head_year is not None for line in lines)
    return entries >= _MANY_ENTRIES or under_year


def _has_entries(lines: Sequence[Line]) -> bool:
    """Tell a chronology of which each entry opens with its day: "January 5, 1999 - Rebels ..."."""
    heads = (line for line in lines if line.mentions and line.mentions[0].grain == DAY)
    opened = (line for line in heads if line.is_opened_by(line.mentions[0]))
    return sum(line.mentions[0].has_year for line in opened) >= _MANY_ENTRIES


def _heads_stand_inline(lines: Sequence[Line]) -> bool:
    """Tell "Thursday 23 January. The road is cut ...": a day that heads its own paragraph only."""
    sizes = Counter(line.sentence.paragraph for line in lines)
    heads = [line for line in lines if line.is_day_alone]
    return bool(heads) and all(sizes[line.sentence.paragraph] > 1 for line in heads)
