"""The lowest, the best and the highest figure over all sources, as a band around a line.

Running totals hold until the next one, so their band goes on; figures of single days stand each
for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tracker.chart.dates import written
from tracker.chart.key import KeyEntry, box_style, inside, review_key
from tracker.chart.labels import spread
from tracker.chart.lettering import SMALL, text_width
from tracker.chart.page import PanelPlan, box_of, lay_out, write_at
from tracker.chart.panels import Panel
from tracker.chart.picture import Picture, Request, days_of, rows_of
from tracker.chart.piles import NOT_ALL, bar_widths
from tracker.chart.reaches import Reach, reaches_of
from tracker.chart.rectangles import Bar, draw_bars
from tracker.chart.scales import (
    Limits,
    axis_from,
    days_along,
    left_room,
    numbers_up,
    place_of,
    points_of_a_day,
)
from tracker.chart.signs import marker_size
from tracker.chart.style import COLOURS, tint

_HEIGHTS = {1: 3.6, 2: 2.6}
_COLOUR = COLOURS[0]
_NAN = float("nan")


def draw(request: Request) -> Picture:
    """Return the picture of bands."""
    panels, beyond = request.panels()
    reaches = [reaches_of(panel.rows) for panel in panels]
    limits = [_limits(its) for its in reaches]
    unit = request.definition.words.unit
    page = replace(
        request.page(panels, {"in smaller panels": beyond}),
        key=(
            *_band_key(reaches),
            *review_key(
                (each.reviewed for its in reaches for each in its),
                unreviewed=NOT_ALL if _have_several(panels) else "not reviewed",
            ),
        ),
        panels=tuple(
            PanelPlan(panel.heading, _note(unit, limit), (_HEIGHTS.get(len(panels), 1.9),))
            for panel, limit in zip(panels, limits, strict=True)
        ),
        left=left_room(limits),
        right=max(text_width(words, SMALL) for its in reaches for words, _ in _labels(its)) + 0.15,
    )
    figure, axes = lay_out(page)
    days_along(axes, *days_of(panels), labelled=page.dated)
    for (each,), panel, its, limit in zip(axes, panels, reaches, limits, strict=True):
        numbers_up(each, limit)
        _draw_panel(each, its, _gap_days(panel, request.definition.options.gap_days))
        _draw_labels(figure, each, its)
    return request.picture(page, figure, axes, rows_of(panels))


def _band_key(reaches: Sequence[Sequence[Reach]]) -> tuple[KeyEntry, ...]:
    hollow = not any(each.reviewed for its in reaches for each in its)
    band = KeyEntry("from the lowest to the highest figure", tint(_COLOUR), box=True)
    best = KeyEntry("best figure", _COLOUR, "o", "-", hollow=hollow)
    is_wide = any(each.low < each.high for its in reaches for each in its)
    return (band, best) if is_wide else (best,)


def _have_several(panels: Sequence[Panel]) -> bool:
    return any(len(ids) > 1 for panel in panels for ids in panel.rows["claim_ids"])


def _limits(reaches: Sequence[Reach]) -> Limits:
    low, high = min(each.low for each in reaches), max(each.high for each in reaches)
    return axis_from(low, high, len(reaches))


def _note(unit: str, limits: Limits) -> str:
    return f"{unit}; the axis does not start at zero" if limits[0] else unit


def _gap_days(panel: Panel, gap_days: int) -> int:
    """Return how long a figure holds: that of a single day not beyond it."""
    return gap_days if set(panel.rows["basis"]) == {"cumulative"} else 0


def _draw_panel(axes: Axes, reaches: Sequence[Reach], gap_days: int) -> None:
    widths = bar_widths([each.day for each in reaches], points_of_a_day(axes))
    if gap_days:
        _draw_steps(axes, reaches, gap_days)
    else:
        bars = [
            Bar(place_of(each.day), widths[each.day], each.low, each.high - each.low)
            for each in reaches
        ]
        draw_bars(axes, bars, box_style(tint(_COLOUR), False), label="band")
    size = marker_size(axes, [pd.Series([each.day for each in reaches])])
    for reviewed in (False, True):
        best = {each.day: each.best for each in reaches if each.reviewed is reviewed}
        shown = {day: value for day, value in best.items() if value is not None}
        axes.plot(
            [place_of(day) for day in shown],
            list(shown.values()),
            marker="o",
            markersize=size,
            markeredgewidth=size / 5,
            markerfacecolor=inside(_COLOUR, hollow=not reviewed),
            linestyle="",
            color=_COLOUR,
            clip_on=False,
            gid="reviewed best" if reviewed else "best",
        )


def _draw_steps(axes: Axes, reaches: Sequence[Reach], gap_days: int) -> None:
    """Draw the band and its line; both are interrupted where nobody speaks for long.

    The last figure before a silence holds for no longer than its day, as a stroke.
    """
    days: list[float] = []
    found: list[tuple[float, float, float]] = []
    before: date | None = None
    for each in reaches:
        if before is not None and (each.day - before).days > gap_days:
            days.append(place_of(before))
            found.append((_NAN, _NAN, _NAN))
        days.append(place_of(each.day))
        found.append((each.low, _NAN if each.best is None else each.best, each.high))
        before = each.day
    ends = [
        each
        for each, after in zip(reaches, [*reaches[1:], None], strict=True)
        if _is_last(each, after, gap_days)
    ]
    axes.vlines(
        [place_of(each.day) for each in ends],
        [each.low for each in ends],
        [each.high for each in ends],
        color=tint(_COLOUR),
        lw=3,
        gid="reach",
    )
    low, best, high = zip(*found, strict=True)
    axes.fill_between(days, low, high, step="post", color=tint(_COLOUR), lw=0.6, label="band")
    axes.plot(days, best, drawstyle="steps-post", color=_COLOUR, lw=1.2, gid="best line")


def _is_last(each: Reach, after: Reach | None, gap_days: int) -> bool:
    return after is None or (after.day - each.day).days > gap_days


def _labels(reaches: Sequence[Reach]) -> list[tuple[str, float]]:
    """Return the words beside a panel and the figures beside which they stand, for its last day."""
    last = reaches[-1]
    return [*last.words(), (f"on {written(last.day)}", last.low)]


def _draw_labels(figure: Figure, axes: Axes, reaches: Sequence[Reach]) -> None:
    _, bottom, right, top = box_of(axes)
    low, high = axes.get_ylim()
    labels = _labels(reaches)
    # A hair apart, so that equal figures keep their order from the highest to the day.
    wanted = [
        bottom + (value - low) / (high - low) * (top - bottom) - place / 1000
        for place, (_, value) in enumerate(labels)
    ]
    for (words, _), middle in zip(
        labels, spread(wanted, [SMALL.height] * len(labels), bottom, top), strict=True
    ):
        write_at(figure, words, SMALL, (right + 0.1, middle), va="center", gid="label")
