"""What holds for a whole block: its day, its bounds, the events that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

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
from tracker.when.story.begins import LOOKS_BACK, begun_by, events_on
from tracker.when.written.mention import DAY, MONTH, NTH, PART, WEEKDAY, YEAR, Mention

_HOUR = re.compile(r"(?<![\d.:])(\d\d?):\d\d(?![\d:])")
_YEAR_DIGITS = re.compile(r"\b(?:19|20)\d\d\b")
_AS_OF_LINE = re.compile(
    r"(?:\W|update|report|reported|situation|data|information|figures|operational|last|cut-off|date|"
    r"no\.?|\d)*as (?:of|at|on)(?: \d\d[:.]\d\d(?: hours| hrs)?| noon| midnight)?(?: on)? "
)
_LEAD_LINES = 2
_HEAD_LINES, _LATE = 6, 4
_MANY_YEARS = 3
_TWO = 2
_DAYS = (4, 10)
_LONG_AGO = timedelta(days=90)
_MANY_DAYS = 4
_MANY_ENTRIES = 3


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
        _is_narrative(own, published),
        _narrated_until(own, published, wars),
        _is_chronology(own),
        is_diary(own),
        _morning(own) if main else None,
        said,
        said_words,
        begun_by(own, published or retrieved, wars),
        _week(own, published),
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
        if not LOOKS_BACK.search(line.folded)
        for event in named_events(line.events)
        if event.kind == ATTACK or event.end is not None
    ]


def _is_narrative(lines: Sequence[Line], published: date | None) -> bool:
    """Tell a narrative that gives its years from news that counts from its own day.

    A narrative says the year with its first date, and has no "on Friday" and "yesterday". Of a
    text without a day of its own two dates with their years are enough.
    """
    mentions = [mention for line in lines for mention in line.mentions]
    years = [m for m in mentions if _gives_year(m) and not m.attributive]
    news = [mention for mention in mentions if mention.counts_from_report]
    if published is None:
        return _opens_with_year(lines) or (not news and len(years) >= _TWO)
    if not _opens_with_year(lines):
        return False
    if not news:
        heads = sum(line.head_year is not None for line in lines)
        many = sum(m.grain == DAY for m in mentions) >= _MANY_DAYS
        return len(years) + heads > 1 or many or _is_long_past(years, published)
    return len(years) >= _MANY_YEARS and len(years) > 2 * len(news)


def _narrated_until(
    lines: Sequence[Line], published: date | None, wars: Sequence[DatedEvent]
) -> int:
    """Return the paragraph in which an old story ends and news of the report's own days begin.

    "Four years ago today ... This winter has been quieter. On Friday ..."; -1 where there is none.
    """
    opening, line = next(
        ((m, line) for line in lines for m in line.mentions if _may_open(m)), (None, None)
    )
    if published is None or opening is None or line is None:
        return -1
    if not _is_past(opening, published) and not _is_old_event(line, opening, wars, published):
        return -1
    news = (
        line.sentence.paragraph
        for line in lines
        if any(m.counts_from_report and m is not opening for m in line.mentions)
    )
    end = next(news, lines[-1].sentence.paragraph + 1)
    told = [m for line in lines if line.sentence.paragraph < end for m in line.mentions]
    return end if sum(m.grain in (DAY, MONTH, PART) for m in told) >= _MANY_DAYS else -1


def _is_old_event(
    line: Line, opening: Mention, wars: Sequence[DatedEvent], published: date
) -> bool:
    """Tell the day of an event of the vocabulary, long before: "On Oct. 7 gunmen stormed ..."."""
    if opening.grain != DAY or opening.has_year or opening.part == NTH or opening.until:
        return False
    if LOOKS_BACK.search(line.folded):
        return False
    return any(published - day > _LONG_AGO for day in events_on(line, opening, wars))


def _may_open(mention: Mention) -> bool:
    dated = mention.grain in (DAY, MONTH, PART) or _is_year(mention)
    return dated or mention.covers == "ago_years_today"


def _is_past(opening: Mention, published: date) -> bool:
    """Tell a year that was over when the report came out: stated, or so many years ago today."""
    if opening.covers == "ago_years_today":
        return True
    return _gives_year(opening) and _is_long_past([opening], published)


def _is_long_past(years: Sequence[Mention], published: date) -> bool:
    """Tell whether every year that the dates give was over when the text came out."""
    given = [int(digits) for m in years for digits in _YEAR_DIGITS.findall(m.words)]
    return bool(given) and max(given) < published.year


def _is_chronology(lines: Sequence[Line]) -> bool:
    """Tell a text in which days that stand alone in their lines head what follows."""
    return sum(line.is_day_alone for line in lines) >= _MANY_ENTRIES


def _opens_with_year(lines: Sequence[Line]) -> bool:
    for line in lines:
        if line.head_year is not None:
            return True
        dated = [m for m in line.mentions if m.grain in (DAY, MONTH, PART) or _is_year(m)]
        if dated:
            return _gives_year(dated[0])
    return False


def _is_year(mention: Mention) -> bool:
    return mention.grain == YEAR and not mention.attributive


def _gives_year(mention: Mention) -> bool:
    return mention.has_year or (mention.until is not None and mention.until.has_year)
