"""The year of a diary whose entries give none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tracker.when.lines.line import Line
from tracker.when.rules.scene import Block
from tracker.when.written.calendar_words import read_day
from tracker.when.written.mention import NTH

_FRESH = timedelta(days=184)


def first_entry(block: Block, words: str) -> date | None:
    """Return the day of the first entry of a diary: with its words, in the year that it was kept.

    That is the only year stated above it; else that of a war that began on this day; else, of a
    diary printed soon after its last entry, the one in which that was the latest such day.
    """
    above = _years_above(block)
    if above:
        return read_day(words, above.pop()) if len(above) == 1 else None
    for start in block.starts:
        if read_day(words, start.year) == start:
            return start
    return read_day(words, block.kept_in) if block.kept_in is not None else None


def _years_above(block: Block) -> set[int]:
    years: set[int] = set()
    for line in block.lines:
        if line.is_day_alone:
            break
        if line.head_year is not None:
            years.add(line.head_year)
        years.update(int(m.words[-4:]) for m in line.mentions if m.has_year)
    return years


def year_of_latest(lines: Sequence[Line], published: date | None) -> int | None:
    """Return the year of the first entry of a diary that was printed soon after its last one."""
    heads = [line for line in lines if line.is_day_alone]
    if published is None or any(_has_no_month(line) for line in heads):
        return None
    for year in (published.year, published.year - 1):
        days = _forward(heads, year)
        if days and days[-1] <= published:
            return year if published - days[-1] <= _FRESH else None
    return None


def _has_no_month(line: Line) -> bool:
    return line.mentions[0].part == NTH or line.mentions[0].has_year


def _forward(heads: Sequence[Line], year: int) -> list[date]:
    """Return the days of the entries, each the first such day after the one before."""
    days: list[date] = []
    for head in heads:
        day = read_day(head.mentions[0].words, year)
        if day is not None and days and day < days[-1]:
            year += 1
            day = read_day(head.mentions[0].words, year)
        if day is None:
            return []
        days.append(day)
    return days
