"""What all sources together say of a day: the lowest, the best and the highest figure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from tracker.chart.marks import AT_LEAST, AT_MOST, POINT, all_reviewed
from tracker.chart.style import number

Row = Mapping[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Reach:
    """The figures of a day; ``best`` is None where sources give bounds alone.

    ``end`` is AT_LEAST where no source closes its figures above, AT_MOST where none does below.
    """

    day: date
    low: float
    best: float | None
    high: float
    end: str
    reviewed: bool

    def words(self) -> list[tuple[str, float]]:
        """Return the figures for readers, from the highest on, each with what it stands for."""
        above = "at least " if self.end == AT_LEAST else ""
        below = "up to " if self.end == AT_MOST else ""
        if self.low == self.high:
            return [(f"{above}{below}{number(self.high)}", self.high)]
        best = [] if self.best is None else [(f"best {number(self.best)}", self.best)]
        return [
            (f"highest {above}{number(self.high)}", self.high),
            *best,
            (f"lowest {below}{number(self.low)}", self.low),
        ]


def reaches_of(rows: pd.DataFrame) -> list[Reach]:
    """Return the reach of each day on which there is a figure, by day."""
    days: dict[date, list[Row]] = {}
    for row in rows.to_dict("records"):
        days.setdefault(row["date"], []).append(row)
    return [_reach(day, days[day]) for day in sorted(days)]


def _reach(day: date, rows: Sequence[Row]) -> Reach:
    best = max((row for row in rows if row["value"] is not None), key=_support, default=None)
    figures = [
        float(row[name])
        for row in rows
        for name in ("low", "value", "high")
        if row[name] is not None
    ]
    value = None if best is None else float(best["value"])
    reviewed = all(map(all_reviewed, rows))
    return Reach(day, min(figures), value, max(figures), _end(rows), reviewed)


def _support(row: Row) -> tuple[int, float]:
    return int(row["claims"]), float(row["value"])


def _end(rows: Sequence[Row]) -> str:
    """Return what no row closes; an approximate figure is as good as closed."""
    firm = [row for row in rows if row["qualifier"] == "approximate"]
    for bound, end in (("high", AT_LEAST), ("low", AT_MOST)):
        if not firm and all(row[bound] is None for row in rows):
            return end
    return POINT
