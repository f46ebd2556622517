"""Marks of one day that would cover each other: they stand side by side, within their day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matplotlib.axes import Axes

from tracker.chart.marks import AT_LEAST, AT_MOST, Mark
from tracker.chart.scales import points_of_a_day, room_below

_THINNEST, _OF_A_DAY, _ASIDE = 4.0, 0.9, 1.25
"""The points that a day must have for marks to be moved in it, the share of the day that they may
take, and how many times its size a mark is moved where there is room."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """Which mark of which line, and from where to where it reaches, in points up the axes."""

    line: int
    place: int
    mark: Mark
    low: float
    high: float

    def covers(self, other: _Reach) -> bool:
        """Tell whether it hides another one; a source that says the same twice hides nothing."""
        return self._look != other._look and self.low < other.high and other.low < self.high

    @property
    def _look(self) -> tuple[object, ...]:
        mark = self.mark
        return self.line, mark.kind, mark.low, mark.high, mark.reviewed


def apart(
    axes: Axes, lines: Sequence[Sequence[Mark]], size: float, *, arrow: float = 0.0
) -> list[list[Mark]]:
    """Return the marks of each line, moved within their days so that none covers another.

    ``size`` is that of a mark and ``arrow`` the length of one from a bound on, in points. Where
    a day is too thin for it, all marks stay in its middle.
    """
    day_points = points_of_a_day(axes)
    moved = [list(marks) for marks in lines]
    if day_points < _THINNEST:
        return moved
    for reaches in _by_day(axes, lines, size, arrow):
        for crowd in _crowds(reaches):
            lanes = _lanes(crowd)
            step = min(size * _ASIDE, _OF_A_DAY * day_points / len(lanes)) / day_points
            for number, lane in enumerate(lanes):
                for its in lane:
                    shift = (number - (len(lanes) - 1) / 2) * step
                    moved[its.line][its.place] = replace(its.mark, shift=shift)
    return moved


def _by_day(
    axes: Axes, lines: Sequence[Sequence[Mark]], size: float, arrow: float
) -> Iterable[list[_Reach]]:
    """Return how far the marks of each day reach, for days that have several."""
    days: dict[date, list[_Reach]] = {}
    for line, marks in enumerate(lines):
        for place, mark in enumerate(marks):
            low = room_below(axes, mark.low) - size / 2 - (arrow if mark.kind == AT_MOST else 0)
            high = room_below(axes, mark.high) + size / 2 + (arrow if mark.kind == AT_LEAST else 0)
            days.setdefault(mark.day, []).append(_Reach(line, place, mark, low, high))
    return [reaches for reaches in days.values() if len(reaches) > 1]


def _crowds(reaches: Sequence[_Reach]) -> list[list[_Reach]]:
    """Return the marks of a day in groups: no mark of one reaches into another."""
    crowds: list[list[_Reach]] = []
    top = float("-inf")
    for reach in sorted(reaches, key=lambda each: each.low):
        if reach.low >= top:
            crowds.append([])
        crowds[-1].append(reach)
        top = max(top, reach.high)
    return crowds


def _lanes(crowd: Sequence[_Reach]) -> list[list[_Reach]]:
    """Return the marks of a group in as few lanes as it takes for none to cover another."""
    lanes: list[list[_Reach]] = []
    for reach in sorted(crowd, key=lambda each: (each.line, each.place)):
        free = (lane for lane in lanes if not any(reach.covers(other) for other in lane))
        lane = next(free, None)
        if lane is None:
            lane = []
            lanes.append(lane)
        lane.append(reach)
    return lanes
