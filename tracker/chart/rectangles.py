"""Bars as rectangles, all of one look in one piece: many are drawn as fast as few.

Where days are too thin for outlines, those side by side have one outline together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar on the scales of its axes; a height below zero hangs down from the foot."""

    middle: float
    width: float
    foot: float
    height: float

    @property
    def corners(self) -> list[tuple[float, float]]:
        """The four corners, from the foot's left one up and around."""
        left, right = self.middle - self.width / 2, self.middle + self.width / 2
        top = self.foot + self.height
        return [(left, self.foot), (left, top), (right, top), (right, self.foot)]


def draw_bars(
    axes: Axes, bars: Iterable[Bar], look: dict[str, Any], *, label: str, order: float = 2.0
) -> None:
    """Draw bars of one look; the axes keep their ends."""
    corners = [bar.corners for bar in bars]
    if corners:
        piece = PolyCollection(corners, **look, zorder=order, label=label)
        piece.set_snap(True)
        axes.add_collection(piece, autolim=False)


def in_a_row(places: Iterable[float], within: float = 1.0) -> list[list[float]]:
    """Return the places of days, with those together that are at most so far apart.

    >>> in_a_row([4.0, 1.0, 2.0])
    [[1.0, 2.0], [4.0]]
    """
    runs: list[list[float]] = []
    for place in sorted(places):
        if not runs or place - runs[-1][-1] > within:
            runs.append([])
        runs[-1].append(place)
    return runs


def draw_outlines(
    axes: Axes, bars: Iterable[Bar], look: dict[str, Any], *, label: str, order: float, least: float
) -> None:
    """Draw one outline around the bars of days in a row; its top alone if less than ``least`` wide.

    That is the width, on the scale of the axes, below which two sides would fill what is between.
    """
    by_place = {bar.middle: bar for bar in bars}
    runs = [[by_place[place] for place in run] for run in in_a_row(by_place)]
    if runs:
        lines = [_outline(run, least) for run in runs]
        axes.add_collection(LineCollection(lines, **look, zorder=order, label=label), autolim=False)


def _outline(run: Sequence[Bar], least: float) -> list[tuple[float, float]]:
    left = run[0].middle - run[0].width / 2
    right = run[-1].middle + run[-1].width / 2
    ends = [left, *(bar.middle + 0.5 for bar in run[:-1]), right]
    top = [
        (x, bar.foot + bar.height)
        for bar, first, last in zip(run, ends, ends[1:], strict=False)
        for x in (first, last)
    ]
    return top if right - left < least else [(left, run[0].foot), *top, (right, run[-1].foot)]
