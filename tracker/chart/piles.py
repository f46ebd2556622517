"""Bars by day: side by side in time, one on another within a day.

A bar is solid as far as every claim of the day goes, and light from there as far as some go; a
derived one is an outline, those of thin days in a row have one together. All bars stand on zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from tracker.chart.key import KeyEntry, box_style, inside, review_key
from tracker.chart.marks import AT_LEAST, AT_MOST, POINT, DayBar, day_bars
from tracker.chart.rectangles import Bar, draw_bars, draw_outlines, in_a_row
from tracker.chart.scales import place_of, points_of_a_day
from tracker.chart.style import FAINT, INK, PAPER, SOFT, WHOLE_COLOUR, tint

ZERO, NOT_ALL = "zero", "not reviewed, or not all of it"
_OUTLINES = 3.6
"""Where outlines of thin days lie: over all bars, which may stand for the same days."""

_FORMS: Mapping[str, int | str] = {AT_LEAST: 10, AT_MOST: 11, ZERO: "d"}
_ROOMY, _VISIBLE, _PIXEL = 4.0, 3.0, 0.75
"""The points a day must have for white between bars; the points that a bar needs to be seen, and
the least that leaves a trace on every screen."""

_SMALLEST, _STRIP = 1.6, 2.8
"""The points across the smallest sign at the foot, and across a strip where signs would touch."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Bars of one kind: what they are, one for each day, their colour; outlines where hollow."""

    name: str
    bars: tuple[DayBar, ...]
    colour: str
    hollow: bool = False


def layer_of(name: str, rows: pd.DataFrame, colour: str, *, hollow: bool = False) -> Layer:
    """Return the layer that shows these rows."""
    return Layer(name, tuple(day_bars(rows)), colour, hollow)


def top_of(layers: Sequence[Layer], *, stacked: Sequence[Layer] = ()) -> float:
    """Return how high the highest bar is, or the highest pile of those stacked; one at least."""
    tops = [bar.high for layer in layers for bar in layer.bars]
    piles: dict[date, float] = {}
    for layer in stacked:
        for bar in layer.bars:
            piles[bar.day] = piles.get(bar.day, 0.0) + bar.high
    return max([*tops, *piles.values(), 1.0])


def bar_key(panels: Sequence[Sequence[Layer]], words: Mapping[str, str]) -> tuple[KeyEntry, ...]:
    """Return the entries for what the layers of these panels show, and for nothing else.

    ``words`` has the reader's word for each layer that is to be in the key.
    """
    layers = [layer for each in panels for layer in each]
    bars = [bar for layer in layers for bar in layer.bars]
    shown: dict[str, list[Layer]] = {}
    for layer in layers:
        if layer.name in words and layer.bars:
            shown.setdefault(layer.name, []).append(layer)
    entries = [_entry(words[name], its) for name, its in shown.items()]
    further = (
        (
            any(bar.high > bar.low and bar.end != AT_MOST for bar in bars),
            KeyEntry("lighter: only some claims of the day go so far", FAINT, box=True),
        ),
        (any(bar.end == AT_LEAST for bar in bars), KeyEntry("at least", SOFT, "^")),
        (any(bar.end == AT_MOST for bar in bars), KeyEntry("at most", SOFT, "v")),
        (any(bar.high == 0 for bar in bars), KeyEntry("stated to be zero", SOFT, "d")),
    )
    entries += [entry for is_there, entry in further if is_there]
    return (*entries, *_review_key(panels))


def _entry(label: str, layers: Sequence[Layer]) -> KeyEntry:
    """Return the entry of layers of one name, with each colour in which a panel draws them."""
    first, *others = dict.fromkeys(layer.colour for layer in layers)
    return KeyEntry(label, first, box=True, hollow=layers[0].hollow, others=tuple(others))


def _review_key(panels: Sequence[Sequence[Layer]]) -> tuple[KeyEntry, ...]:
    reviews = [_reviews(each) for each in panels]
    partly = any(
        not answers[bar.day] and (bar.reviewed or bar.partly)
        for each, answers in zip(panels, reviews, strict=True)
        for layer in each
        for bar in layer.bars
    )
    answers = [answer for each in reviews for answer in each.values()]
    unreviewed = NOT_ALL if partly else "not reviewed"
    return review_key(answers, "s", unreviewed, where="at the foot: ")


def _reviews(layers: Sequence[Layer]) -> dict[date, bool]:
    """Return the days of a panel's bars, and whether everything of the day was reviewed."""
    days: dict[date, bool] = {}
    for layer in layers:
        for bar in layer.bars:
            days[bar.day] = days.get(bar.day, True) and bar.reviewed
    return days


def draw_layers(axes: Axes, wide: Sequence[Layer], narrow: Sequence[Layer] = ()) -> None:
    """Draw layers that share a width in one pile, and narrower ones piled before them."""
    days = sorted({bar.day for layer in (*wide, *narrow) for bar in layer.bars})
    points = points_of_a_day(axes)
    widths = bar_widths(days, points)
    smaller = {
        day: width * (0.6 if width * points >= _VISIBLE else 1) for day, width in widths.items()
    }
    size = min(max(points * 0.55, _SMALLEST), 4.5)
    _Pile(axes, widths, 2.0, size, points).draw(wide)
    _Pile(axes, smaller, 3.0, size, points).draw(narrow)
    reviews = _reviews([*wide, *narrow])
    if points * 0.55 < _SMALLEST:
        _draw_strip(axes, reviews, points)
    else:
        _draw_squares(axes, reviews, size)


def bar_widths(days: Sequence[date], points: float) -> dict[date, float]:
    """Return the width of each day's bar in days, where a day has so many points.

    Where a day is too thin to be seen, a bar takes some of the empty days around it, and as much
    of the others as it needs to leave a trace.
    """
    if points >= _ROOMY:
        return dict.fromkeys(days, 0.85)
    widths = {}
    for before, day, after in zip([None, *days], days, [*days[1:], None], strict=False):
        gaps = [abs((day - other).days) for other in (before, after) if other is not None]
        room = [max(gap / 2, 1.0) for gap in gaps]  # half of it stays white: a gap is a gap
        seen = min([max(1.0, _VISIBLE / points), *room])
        widths[day] = max(seen, _PIXEL / points)
    return widths


@dataclass(slots=True)
class _Pile:
    """Bars that stand one on another; ``tops`` is how high the bar of each day has grown."""

    axes: Axes
    widths: Mapping[date, float]
    order: float
    size: float
    points: float
    tops: dict[date, float] = field(default_factory=dict)

    def draw(self, layers: Sequence[Layer]) -> None:
        """Draw what all claims say of each layer, and on top of it what only some say."""
        for layer in layers:
            self._pile(layer, layer.name, [(bar.day, bar.low) for bar in layer.bars])
        for layer in layers:
            lighter = [(bar.day, bar.high - bar.low) for bar in layer.bars]
            self._pile(layer, f"lighter {layer.name}", lighter, tint(layer.colour))
            self._end(layer)

    def _pile(
        self,
        layer: Layer,
        name: str,
        heights: list[tuple[date, float]],
        colour: str | None = None,
    ) -> None:
        heights = [(day, height) for day, height in heights if height > 0]
        if not heights:
            return
        bars = [
            Bar(place_of(day), self.widths[day], self.tops.get(day, 0.0), height)
            for day, height in heights
        ]
        if layer.hollow and self.points < _ROOMY:
            line = {"color": colour or layer.colour, "linewidth": 0.5}
            least = _VISIBLE / self.points
            draw_outlines(self.axes, bars, line, label=name, order=_OUTLINES, least=least)
        else:
            look = box_style(colour or layer.colour, layer.hollow)
            look["antialiased"] = max(self.widths.values()) < 1  # else bars that touch have seams
            draw_bars(self.axes, bars, look, label=name, order=self.order)
        for day, height in heights:
            self.tops[day] = self.tops.get(day, 0.0) + height

    def _end(self, layer: Layer) -> None:
        """Mark bars that are open above or below, and days for which zero is stated."""
        for end, form in _FORMS.items():
            shown = [bar for bar in layer.bars if _end_of(bar) == end]
            if shown:
                colour = SOFT if layer.colour == WHOLE_COLOUR else layer.colour
                self._mark_ends([bar.day for bar in shown], end, form, colour)

    def _mark_ends(self, days: list[date], end: str, form: int | str, colour: str) -> None:
        """Mark days on top of their pile; zero stands above the square at the foot."""
        (signs,) = self.axes.plot(
            [place_of(day) for day in days],
            [self.tops.get(day, 0.0) for day in days],
            marker=form,
            markersize=self.size * 1.33,
            markeredgewidth=0,
            linestyle="",
            color=colour,
            zorder=self.order + 0.5,
            clip_on=False,
            gid=end,
        )
        if end == ZERO:
            up = ScaledTranslation(0, self.size * 1.1 / 72, self.axes.figure.dpi_scale_trans)
            signs.set_transform(self.axes.transData + up)


def _draw_squares(axes: Axes, days: Mapping[date, bool], size: float) -> None:
    """Draw a small square at the foot of each day's bars, hollow where some are not reviewed."""
    for reviewed in (False, True):
        shown = [place_of(day) for day, answer in days.items() if answer is reviewed]
        if shown:
            axes.plot(
                shown,
                [0.0] * len(shown),
                marker="s",
                markersize=size,
                markeredgewidth=size / 6,
                markerfacecolor=inside(INK, hollow=not reviewed),
                color=INK,
                linestyle="",
                zorder=4,
                clip_on=False,
                gid="reviewed" if reviewed else "not reviewed",
            )


def _draw_strip(axes: Axes, days: Mapping[date, bool], points: float) -> None:
    """Draw a strip at the foot where squares would touch, hollow on days not all reviewed.

    Where a day is thinner than a screen can show, what is hollow covers what is full beside it.
    """
    edge, half = 0.5, max(0.5, _PIXEL / points / 2)
    within = 1.0 if half == 0.5 else 3 * half  # a white so thin is none
    hollow = [day for day, reviewed in days.items() if not reviewed]
    for its, height, beyond, colour in (
        (list(days), _STRIP, half + edge / points, INK),
        (hollow, _STRIP - 2 * edge, half, PAPER),
    ):
        runs = in_a_row([place_of(day) for day in its], within)
        axes.hlines(
            [0.0] * len(runs),
            [run[0] - beyond for run in runs],
            [run[-1] + beyond for run in runs],
            color=colour,
            linewidth=height,
            zorder=4,
            clip_on=False,
            gid="not reviewed" if its is hollow else "strip",
        )


def _end_of(bar: DayBar) -> str:
    return ZERO if bar.high == 0 and bar.end == POINT else bar.end
