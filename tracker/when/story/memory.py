"""What a reader holds in mind between two lines, and what that makes of the next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from tracker.when.days.stretch import NOWHEN, Stretch, one_day
from tracker.when.days.wars import ATTACK, Outbreak, named_events
from tracker.when.days.years import Clock
from tracker.when.lines.line import Line
from tracker.when.rules.scene import Block, Telling
from tracker.when.written.mention import WEEKDAY, Mention

_NEWS = timedelta(days=10)
_REPORTED = timedelta(days=45)
"""How late an article may be that reports what was counted in a month or quarter."""
_INVESTIGATED = timedelta(days=366)
"""How late a report may be of what was documented between two days, or in a month."""
_OF_NEWS = frozenset({"this_week", "last_week", "this_month", "last_month"})
LAPSES, _SHORT = 2, timedelta(days=31)
"""After so many lines without a figure, a total of more days is not gone on with."""


class Memory(NamedTuple):
    """What a reader holds in mind between two lines.

    ``telling`` is what was told last; ``lead`` what the article is about, to which a new
    paragraph returns; ``section`` what a heading says of all below it, and ``past_section``
    that it is a month or year before the report. ``narrated`` is the last day told with its
    year, in paragraph ``narrated_in``, and ``years_told`` are the years of such days.
    ``recent`` is a date given since then of which nothing more is told ("The town fell on 3 May").
    ``tally`` is the last count of a day, ``period`` that of a span of days, ``total`` the last
    running total of which both ends are known, ``quiet`` the number of lines since the last figure.
    In paragraph ``news_in`` a narrative has come to the days of the report; ``lately`` are news
    told since the last day with its year; paragraph ``flashback_in`` looks back from the story,
    and in ``doubt_in`` stands a date of nobody knows which year. ``outbreak`` is what was last told
    to have begun.
    Nearly every line makes another, hence no dataclass.
    """

    telling: Telling | None = None
    lead: Telling | None = None
    section: Telling | None = None
    narrated: date | None = None
    narrated_in: int = -1
    years_told: frozenset[int] = frozenset()
    past_section: bool = False
    counted_from: date | None = None
    spans: tuple[Stretch, ...] = ()
    seen_figures: bool = False
    tally: Telling | None = None
    recent: Telling | None = None
    period: Telling | None = None
    total: Telling | None = None
    quiet: int = 0
    news_in: int = -1
    lately: bool = False
    flashback_in: int = -1
    doubt_in: int = -1
    outbreak: Outbreak | None = None


def clock_for(block: Block, line: Line, memory: Memory) -> Clock:
    """Return what decides the dates of a line: the report's day, what is told, known years."""
    entry, undated = _entry_for(block, line, memory.section)
    begun = block.begun
    if begun is not None and block.lines[begun.line].start > line.start:
        begun = None
    clock = Clock(
        said=entry.last if entry.first == entry.last else None,
        published=None if memory.past_section or undated else block.published,
        retrieved=block.retrieved,
        latest=block.latest,
        told=_last_told(memory),
        named=(*block.subjects, *memory.spans, *_events_here(line)),
        told_here=_is_told_here(memory, line),
        started=block.starts,
        heading=_month_of(memory.section),
        begun=begun.day if begun else None,
        begun_goes_on=begun is not None and begun.goes_on,
        week=block.week,
        lately=memory.lately,
        outbreak=memory.outbreak,
        report=block.published,
        of_earlier_year=block.of_earlier_year,
    )
    return _with_years(clock, block, line, memory)


def _with_years(clock: Clock, block: Block, line: Line, memory: Memory) -> Clock:
    """Return the clock with the years that were told, as far as they hold for a line."""
    paragraph = line.sentence.paragraph
    if line.head_year is not None:
        memory = memory._replace(narrated=date(line.head_year, 7, 2), narrated_in=paragraph)
    news = _is_news_here(block, line, memory)
    doubtful = paragraph in (memory.narrated_in, memory.doubt_in)
    narrative = block.narrates_in(line) and not news
    live = narrative or (memory.narrated_in == paragraph and not news)
    if memory.flashback_in == paragraph:
        live = False
    return clock._replace(
        narrated=memory.narrated if live or memory.past_section else None,
        narrated_last=_exact(memory.narrated),
        years_told=frozenset() if live or (news and not doubtful) else memory.years_told,
        is_narrative=narrative,
    )


def _events_here(line: Line) -> list[Stretch]:
    """Return the days of the finished events that a line names."""
    if not line.events or line.looks_back:
        return []
    events = named_events(line.events)
    return [one.stretch for one in events if one.end is not None or one.kind == ATTACK]


def _entry_for(block: Block, line: Line, section: Telling | None) -> tuple[Stretch, bool]:
    """Return the days of the entry of a chronology in which a line stands; if nobody knows them."""
    if section is None or not block.is_chronology or section.rule.startswith("periods."):
        return NOWHEN, False
    return section.stretch, section.stretch.last is None and not line.is_day_alone


def _is_news_here(block: Block, line: Line, memory: Memory) -> bool:
    """Tell a paragraph of a narrative that has come to the report's own days: "last month"."""
    if block.is_diary:
        return False
    opens = bool(line.mentions) and _is_of_news(line.mentions[0])
    return opens or memory.news_in == line.sentence.paragraph


def tells_news(line: Line) -> bool:
    """Tell whether a line has words that count from the day of the report, as no story has."""
    return any(_is_of_news(mention) for mention in line.mentions)


def _is_of_news(mention: Mention) -> bool:
    return mention.covers in _OF_NEWS or (mention.grain == WEEKDAY and mention.counts_from_report)


def _last_told(memory: Memory) -> Stretch | None:
    """Return the days from which "two days later" counts."""
    last = memory.recent or memory.telling
    if last is None or last.stretch.closed:
        return last.stretch if last is not None else None
    if last.words is not None and last.stretch.last is None:
        return NOWHEN  # "On 21 June", of nobody knows which year, "... left on the 29th"
    stated = "as_of+" in last.rule and last.stretch.last is not None
    return one_day(last.stretch.last) if stated and last.stretch.last else None


def _is_told_here(memory: Memory, line: Line) -> bool:
    recent = memory.recent
    return recent is not None and recent.paragraph == line.sentence.paragraph


def _exact(narrated: date | None) -> date | None:
    """Return the last day narrated; None where only its year was told, by its middle."""
    middle = narrated is not None and (narrated.month, narrated.day) == (7, 2)
    return None if middle else narrated


def _month_of(section: Telling | None) -> Stretch | None:
    """Return the month that a heading names, of which its entries give only the days."""
    if section is None or section.stretch.precision != "month":
        return None
    first, last = section.stretch.first, section.stretch.last
    same = first and last and (first.year, first.month) == (last.year, last.month)
    return section.stretch if same else None


def telling_for(block: Block, line: Line, memory: Memory) -> Telling | None:
    """Return what a line without dates goes on with."""
    telling = memory.telling
    if telling is not None and telling.paragraph == line.sentence.paragraph:
        return None if _has_lapsed(telling, memory.quiet) else telling
    if any(mention.covers == "same_span" for mention in line.mentions):
        return telling if telling and telling.basis == "day" else memory.period or telling
    if memory.section is not None:
        return memory.section
    if block.has_entries:
        return memory.recent or memory.telling
    if memory.lead is not None and _is_news(block, memory.lead):
        return None if _has_gone_on(block, memory) else memory.lead
    return None


def _has_gone_on(block: Block, memory: Memory) -> bool:
    """Tell an undated story that has left behind the day with which it began."""
    last = memory.lead.stretch.last if memory.lead is not None else None
    if block.published is not None or memory.narrated is None or last is None:
        return False
    return block.is_narrative and memory.narrated - last > _SHORT


def _has_lapsed(telling: Telling, quiet: int) -> bool:
    """Tell whether the total of a war was told too long ago for the next figure to go on with."""
    first, last = telling.stretch.first, telling.stretch.last
    short = first is not None and last is not None and last - first <= _SHORT
    return telling.basis == "cumulative" and quiet >= LAPSES and not short


def _is_news(block: Block, lead: Telling) -> bool:
    last = lead.stretch.last
    if lead.basis == "cumulative":
        # "Since Thursday" is the story; the count of a whole war is only its background.
        return (
            lead.rule.startswith(("since+", "days_of_fighting"))
            and lead.stretch.first not in block.starts
        )
    if lead.basis not in ("incident", "day", "period"):
        return False
    if last is None or lead.stretch.first is None:
        return False
    if lead.basis == "period" and (block.published is None or ".this_" in lead.rule):
        return False  # "this year" is background: it is not over
    fresh = _REPORTED if lead.basis == "period" else _NEWS
    if lead.of_report:
        fresh = _INVESTIGATED
    return block.published is None or block.published - last <= fresh
