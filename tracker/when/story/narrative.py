"""A narrative of what is past, told apart from news of the report's own days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tracker.when.days.resolve import resolve
from tracker.when.days.wars import DatedEvent
from tracker.when.days.years import Clock
from tracker.when.lines.line import Line
from tracker.when.lines.roles import TOLD, role_of
from tracker.when.story.begins import events_on
from tracker.when.story.memory import tells_news
from tracker.when.written.calendar_words import read_day
from tracker.when.written.mention import DAY, MONTH, NTH, PART, YEAR, Mention

_YEAR_DIGITS = re.compile(r"\b(?:19|20)\d\d\b")
_MANY_YEARS, _MANY_DAYS, _SEVERAL_DAYS, _TWO = 3, 4, 3, 2
_NEW, _LONG_AGO = timedelta(days=45), timedelta(days=90)
_TOMORROW, _HALF_A_YEAR = timedelta(days=1), timedelta(days=184)


def is_narrative(lines: Sequence[Line], published: date | None) -> bool:
    """Tell a narrative that gives its years from news that counts from its own day.

    A narrative says the year with its first date, and has no "on Friday" and "yesterday". Of a
    text without a day of its own two dates with their years are enough.
    """
    mentions = [mention for line in lines for mention in line.mentions]
    years = [m for m in mentions if _gives_year(m) and not m.attributive]
    news = [mention for mention in mentions if mention.counts_from_report]
    if published is None:
        return _opens_with_year(lines) or (not news and len(years) >= _TWO)
    if _is_year_by_months(lines):
        return True
    if not _opens_with_year(lines, published - _NEW):
        return False
    if _tells_of_old_days(lines, published):
        return True
    if not news:
        heads = sum(line.head_year is not None for line in lines)
        many = sum(m.grain == DAY for m in mentions) >= _MANY_DAYS
        return len(years) + heads > 1 or many or _is_long_past(years, published)
    return len(years) >= _MANY_YEARS and len(years) > 2 * len(news)


def _is_year_by_months(lines: Sequence[Line]) -> bool:
    """Tell "2006: a year in figures" above "January", "February", "March"."""
    titled = any(line.head_year is not None for line in lines[:_TWO])
    alone = (line for line in lines if not line.figures and len(line.mentions) == 1)
    heads = [line for line in alone if line.mentions[0].grain == MONTH]
    bare = [one for one in heads if len(one.words) == 1 and not one.mentions[0].has_year]
    return titled and len(bare) >= _MANY_YEARS


def narrated_until(
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
    if line.looks_back:
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


def _opens_with_year(lines: Sequence[Line], before: date | None = None) -> bool:
    """Tell whether the first date has its year; one that is not new, where a day is given."""
    for line in lines:
        if line.head_year is not None:
            return before is None or date(line.head_year, 12, 31) < before
        dated = [m for m in line.mentions if m.grain in (DAY, MONTH, PART) or _is_year(m)]
        if dated:
            last = resolve(dated[0], Clock()).stretch.last if _gives_year(dated[0]) else None
            return _gives_year(dated[0]) and not (before and last and last >= before)
    return False


def _tells_of_old_days(lines: Sequence[Line], published: date) -> bool:
    """Tell a story whose days without a year are no days of late, whatever news stand in it.

    "It was 26 February 2022. ... He lost his leg last month. ... The tanks came on 3 March."
    """
    news = {line.sentence.paragraph for line in lines if tells_news(line)}
    days = [
        read_day(mention.words, published.year)
        for line in lines
        if line.sentence.paragraph not in news
        for mention in line.mentions
        if mention.grain == DAY and not mention.has_year and mention.part != NTH
    ]
    late = sum(day is not None and timedelta(0) <= published - day <= _NEW for day in days)
    return len(days) >= _SEVERAL_DAYS and 4 * late <= len(days)


def tells_days_to_come(lines: Sequence[Line], published: date | None, text: str) -> bool:
    """Tell a story of an earlier year, that names none: its days are yet to come in the report's.

    "On the morning of 27 September sirens went off. On 4 October rockets killed one", printed on
    27 September. Plans tell no deaths.
    """
    if published is None:
        return False
    to_come = sum(
        1
        for line in lines
        if line.figures
        for mention in line.mentions
        if mention.grain == DAY and not mention.has_year and mention.part != NTH
        if role_of(line, mention, text) == TOLD
        and (day := read_day(mention.words, published.year)) is not None
        and _TOMORROW < day - published <= _HALF_A_YEAR
    )
    return to_come >= _TWO


def _is_year(mention: Mention) -> bool:
    return mention.grain == YEAR and not mention.attributive


def _gives_year(mention: Mention) -> bool:
    return mention.has_year or (mention.until is not None and mention.until.has_year)
