"""What a row says, for drawing: a figure, a bound or a range; nothing between is made up."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from tracker.chart.style import number

POINT, AT_LEAST, AT_MOST, RANGE = "point", "at_least", "at_most", "range"
_BEFORE = {
    "approximate": "about ",
    "at_least": "at least ",
    "at_most": "up to ",
    "indefinite": "at least ",
}
_MOST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """One row as it is drawn; ``low`` and ``high`` differ in a range only.

    ``shift`` is by how much of a day it stands beside the middle of its day.
    """

    day: date
    kind: str
    low: float
    high: float
    qualifier: str
    reviewed: bool
    shift: float = 0.0

    def words(self) -> str:
        """Return the figure for readers: ``at least 30``, ``about 6,000``, ``10–15``."""
        if self.kind == RANGE:
            return f"{number(self.low)}–{number(self.high)}"
        return _BEFORE.get(self.qualifier, "") + number(self.low)


@dataclass(frozen=True, slots=True)
class DayBar:
    """The figures of one day: every claim reaches ``low``, one at least reaches ``high``.

    ``end`` is AT_LEAST where nothing closes the bar above, AT_MOST where only an upper bound
    is known (then ``low`` is 0 and says nothing), else POINT. ``reviewed`` is true where every
    figure of the day was looked at, ``partly`` where only some were.
    """

    day: date
    low: float
    high: float
    end: str
    reviewed: bool
    partly: bool = False


def marks_of(rows: pd.DataFrame) -> list[Mark]:
    """Return a mark for each row, in the order of the rows."""
    names = ["date", "qualifier", "value", "low", "high", "reviewed", "claim_ids"]
    if "derived" in rows:
        names.append("derived")
    return [_mark(row) for row in rows[names].to_dict("records")]


def newest_words(marks: Sequence[Mark]) -> str:
    """Return what is said of the last day, for readers: ``30``, ``30 and 41``, ``30 to 57``.

    There must be a mark, and they must be in the order of their days.
    """
    last = [mark for mark in marks if mark.day == marks[-1].day]
    words = dict.fromkeys(mark.words() for mark in sorted(last, key=lambda mark: mark.low))
    if len(words) > _MOST_WORDS:
        low, high = min(mark.low for mark in last), max(mark.high for mark in last)
        return f"{number(low)} to {number(high)}"
    return " and ".join(words)


def all_reviewed(row: Mapping[Hashable, Any]) -> bool:
    """Tell whether each claim behind a row was reviewed, as a figure made of several needs."""
    return set(row["claim_ids"]) <= set(row["reviewed"])


def _mark(row: Mapping[Hashable, Any]) -> Mark:
    value, low, high, qualifier = row["value"], row["low"], row["high"], row["qualifier"]
    reviewed = all_reviewed(row) if row.get("derived") else bool(row["reviewed"])
    if qualifier == "at_least" or (value is None and high is None):
        kind, low = AT_LEAST, value if low is None else low
    elif qualifier == "at_most" or (value is None and low is None):
        kind, low = AT_MOST, value if high is None else high
    elif value is None:
        return Mark(row["date"], RANGE, float(low), float(high), qualifier, reviewed)
    else:
        kind, low = POINT, value
    return Mark(row["date"], kind, float(low), float(low), qualifier, reviewed)


def day_bars(rows: pd.DataFrame) -> list[DayBar]:
    """Return one bar for each day on which there is a row, by day."""
    days: dict[date, list[Mark]] = {}
    for mark in marks_of(rows):
        days.setdefault(mark.day, []).append(mark)
    return [_day_bar(day, days[day]) for day in sorted(days)]


def _day_bar(day: date, marks: list[Mark]) -> DayBar:
    floors = [mark.low for mark in marks if mark.kind != AT_MOST]
    high = max(mark.high for mark in marks)
    answers = {mark.reviewed for mark in marks}
    reviewed = (answers == {True}, len(answers) > 1)
    if not floors:
        return DayBar(day, 0.0, high, AT_MOST, *reviewed)
    closed = any(mark.high == high for mark in marks if mark.kind != AT_LEAST)
    return DayBar(day, min(floors), high, POINT if closed else AT_LEAST, *reviewed)


def step_points(rows: pd.DataFrame, gap_days: int) -> list[tuple[date, float] | None]:
    """Return the points that a step line joins, by day; None where it is interrupted.

    A day has one point: an exact figure before others, then the highest. Totals that count
    from a stated day are not joined with those for which the text states none, nor are
    claims further apart than ``gap_days``; ranges and loose bounds are no points.
    """
    rows = _of_one_start(rows)
    points: dict[date, tuple[bool, float]] = {}
    for mark, value in zip(marks_of(rows), rows["value"], strict=True):
        if value is not None:
            rank = (mark.qualifier == "exact", float(value))
            points[mark.day] = max(points.get(mark.day, rank), rank)
    joined: list[tuple[date, float] | None] = []
    for day in sorted(points):
        if joined and joined[-1] and (day - joined[-1][0]).days > gap_days:
            joined.append(None)
        joined.append((day, points[day][1]))
    return joined


def _of_one_start(rows: pd.DataFrame) -> pd.DataFrame:
    stated = rows["period_start"].notna()
    return rows[stated] if stated.any() else rows


def bounds(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the smallest and the largest number among rows; there must be a row."""
    marks = marks_of(rows)
    return min(mark.low for mark in marks), max(mark.high for mark in marks)
