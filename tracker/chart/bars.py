"""Figures by day as bars: one colour for what was stated, or parts stacked within a whole.

A bar is solid as far as every claim of the day goes, and light from there as far as some go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from tracker.chart.key import KeyEntry
from tracker.chart.marks import AT_LEAST, AT_MOST, POINT, DayBar, day_bars
from tracker.chart.page import WIDTH, PanelPlan, place_of
from tracker.chart.panels import Panel
from tracker.chart.style import (
    FAINT,
    INK,
    PART_COLOURS,
    SOFT,
    UNNAMED_COLOUR,
    WHOLE_COLOUR,
    tint,
)

Layer = tuple[str, pd.DataFrame, str]
"""The name of a layer of bars, its rows and its colour."""

_SIDES = {True: "#d55e00", False: "#56b4e9", None: UNNAMED_COLOUR}
_SIDE_WORDS = {True: "a party to the war", False: "not a party to the war", None: ""}
_HEIGHTS = {1: 3.9, 2: 2.6, 3: 2.1}
ZERO = "zero"
_FORMS = {AT_LEAST: 10, AT_MOST: 11, ZERO: "d"}
_ROOMY, _VISIBLE = 4.0, 3.0
"""The points a day must have for white between bars; the points that a bar needs to be seen."""


def layers_of(panel: Panel, whole: str | None, parts: Sequence[str]) -> list[Layer]:
    """Return the layers of a panel: one for plain bars, else the whole and then its parts."""
    if whole is None:
        return [("stated", panel.rows, _SIDES[panel.party_to_war])]
    colours = (WHOLE_COLOUR, *PART_COLOURS)
    rows = panel.rows
    return [
        (measure, rows[rows["measure"] == measure], colour)
        for measure, colour in zip((whole, *parts), colours, strict=False)
    ]


def plan_panel(panel: Panel, layers: list[Layer], unit: str, count: int) -> PanelPlan:
    """Return the room for a panel; its axis starts at zero."""
    tops = [bar.high for _, rows, _ in layers[:1] for bar in day_bars(rows)]
    stacked: dict[date, float] = {}
    for _, rows, _ in layers[1:]:
        for bar in day_bars(rows):
            stacked[bar.day] = stacked.get(bar.day, 0.0) + bar.high
    top = max([*tops, *stacked.values(), 1.0])
    note = "; ".join(filter(None, (_SIDE_WORDS[panel.party_to_war], unit)))
    return PanelPlan(panel.heading, note, _HEIGHTS.get(count, 1.7), (0.0, top * 1.1))


def key_of(layers: Iterable[list[Layer]], words: Mapping[str, str]) -> tuple[KeyEntry, ...]:
    """Return the entries for what these layers show, and for nothing else."""
    layers = list(layers)
    bars = [bar for panel in layers for _, rows, _ in panel for bar in day_bars(rows)]
    shown = {name: colour for panel in layers for name, rows, colour in panel if len(rows)}
    entries = [KeyEntry(words[name], colour, box=True) for name, colour in shown.items()]
    if len(shown) == 1 and "stated" in shown:
        entries = []
    if any(bar.high > bar.low and bar.end != AT_MOST for bar in bars):
        entries.append(KeyEntry("lighter: only some claims of the day go so far", FAINT, box=True))
    if any(bar.end == AT_LEAST for bar in bars):
        entries.append(KeyEntry("at least", SOFT, "^"))
    if any(bar.end == AT_MOST for bar in bars):
        entries.append(KeyEntry("at most", SOFT, "v"))
    if any(bar.high == 0 for bar in bars):
        entries.append(KeyEntry("stated to be zero", INK, "d"))
    return tuple(entries)


def draw_panel(axes: Axes, layers: list[Layer]) -> None:
    """Draw the layers of a panel: the first one wide, the others stacked before it."""
    first, last = axes.get_xlim()
    points = axes.get_position().width * WIDTH * 72 / (last - first)
    days = sorted({day for _, rows, _ in layers for day in rows["date"]})
    wide = bar_widths(days, points)
    narrow = {
        day: width * (0.6 if width * points >= _VISIBLE else 1) for day, width in wide.items()
    }
    _Stack(axes, wide, 2.0).draw(layers[:1])
    _Stack(axes, narrow, 3.0).draw(layers[1:])


def bar_widths(days: Sequence[date], points: float) -> dict[date, float]:
    """Return the width of each day's bar in days, where a day has so many points.

    Where a day is too thin to be seen, a bar takes some of the empty days around it.
    """
    if points >= _ROOMY:
        return dict.fromkeys(days, 0.85)
    widths = {}
    for before, day, after in zip([None, *days], days, [*days[1:], None], strict=False):
        room = [abs((day - other).days) for other in (before, after) if other is not None]
        widths[day] = min([max(1.0, _VISIBLE / points), *map(float, room)])
    return widths


@dataclass(slots=True)
class _Stack:
    """Bars that stand one on another; ``tops`` is how high the bar of each day has grown."""

    axes: Axes
    widths: Mapping[date, float]
    order: float
    tops: dict[date, float] = field(default_factory=dict)

    def draw(self, layers: list[Layer]) -> None:
        """Draw what all claims say of each layer, and on top of it what only some say."""
        bars = [(name, day_bars(rows), colour) for name, rows, colour in layers]
        for name, days, colour in bars:
            self._pile(name, [(bar.day, bar.low) for bar in days], colour)
        for name, days, colour in bars:
            lighter = [(bar.day, bar.high - bar.low) for bar in days]
            self._pile(f"lighter {name}", lighter, tint(colour))
            self._end(days, colour)

    def _pile(self, name: str, heights: list[tuple[date, float]], colour: str) -> None:
        heights = [(day, height) for day, height in heights if height > 0]
        if not heights:
            return
        self.axes.bar(
            [place_of(day) for day, _ in heights],
            [height for _, height in heights],
            [self.widths[day] for day, _ in heights],
            [self.tops.get(day, 0.0) for day, _ in heights],
            color=colour,
            linewidth=0,
            antialiased=max(self.widths.values()) < 1,  # else seams between bars that touch
            zorder=self.order,
            label=name,
        )
        for day, height in heights:
            self.tops[day] = self.tops.get(day, 0.0) + height

    def _end(self, days: list[DayBar], colour: str) -> None:
        """Mark bars that are open above or below, and days for which zero is stated."""
        for end, form in _FORMS.items():
            shown = [bar.day for bar in days if _end_of(bar) == end]
            self.axes.plot(
                [place_of(day) for day in shown],
                [self.tops.get(day, 0.0) for day in shown],
                marker=form,
                markersize=6,
                markeredgewidth=0,
                linestyle="",
                color=INK if end == ZERO else colour,
                zorder=self.order + 0.5,
                clip_on=False,
                gid=end,
            )


def _end_of(bar: DayBar) -> str:
    return ZERO if bar.high == 0 and bar.end == POINT else bar.end
