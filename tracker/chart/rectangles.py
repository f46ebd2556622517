"""Bars as rectangles, all of one look in one piece: many are drawn as fast as few."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection


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
