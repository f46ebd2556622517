"""Diaries: texts in which days that stand alone in their lines go forward, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.when.lines.line import Line
from tracker.when.written.calendar_words import read_day
from tracker.when.written.mention import NTH

_FEWEST = 3
_LEAP_YEAR = 2000


def is_diary(lines: Sequence[Line]) -> bool:
    """Tell a diary from a live blog, of which the last day stands above all others."""
    heads = [line for line in lines if line.is_day_alone]
    if len(heads) < _FEWEST:
        return False
    first, second = (_day_of(line) for line in heads[:2])
    return first is not None and second is not None and first < second


def _day_of(line: Line) -> tuple[int, int] | None:
    """Return month and day of the head of an entry, whatever its year."""
    mention = line.mentions[0]
    if mention.part == NTH:
        return None
    words = mention.words.rsplit(" ", 1)[0] if mention.has_year else mention.words
    day = read_day(words, _LEAP_YEAR)
    return (day.month, day.day) if day else None
