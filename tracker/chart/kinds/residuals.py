"""Figures by day as stated against the differences of running totals; below, what is between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from tracker.chart.definition import NoData
from tracker.chart.key import KeyEntry, box_style
from tracker.chart.kinds.bars import HEIGHTS, layers_of, note_of
from tracker.chart.page import PanelPlan, lay_out
from tracker.chart.panels import Panel
from tracker.chart.picture import Picture, Request, days_of, rows_of
from tracker.chart.piles import Layer, bar_key, bar_widths, draw_layers, top_of
from tracker.chart.rectangles import Bar, draw_bars
from tracker.chart.scales import days_along, left_room, numbers_up, place_of, points_of_a_day
from tracker.chart.style import INK

_BELOW = 1.0
_BELOW_KEY = KeyEntry("below: stated less difference, 0 where they agree", INK, box=True)
_WORDS = {"stated": "stated for the day", "derived": "difference between two running totals"}


def draw(request: Request) -> Picture:
    """Return the picture of stated figures, differences and what is between them.

    Raises:
        NoData: where no day has both.
    """
    found, beyond = request.panels()
    panels = [panel for panel in found if residuals_of(panel.rows)]
    if not panels:
        raise NoData(
            f"{request.definition.called}: no day with both a stated figure and a difference "
            "of two totals of the same source to draw"
        )
    _, alone = request.only(panels)
    residuals = [residuals_of(panel.rows) for panel in panels]
    layers = [[_in_ink(layer) for layer in layers_of(panel)] for panel in panels]
    tops = [top_of(each) * 1.1 for each in layers]
    reach = max(1.25 * max(abs(n) for each in residuals for n in each.values()), 1.0)
    left_over = {"in smaller panels": beyond, "with nothing to compare": alone - beyond}
    page = replace(
        request.page(panels, left_over, scales=tops),
        key=(*bar_key(layers, _WORDS), _BELOW_KEY),
        panels=tuple(_plan(panel, request.definition.words.unit, len(panels)) for panel in panels),
        left=left_room([*((0.0, top) for top in tops), (-reach, reach)]),
    )
    figure, axes = lay_out(page)
    days_along(axes, *days_of(panels), labelled=page.dated)
    for (above, below), its, top, each in zip(axes, layers, tops, residuals, strict=True):
        numbers_up(above, (0.0, top), most=5)
        draw_layers(above, its[1:], its[:1])
        numbers_up(below, (-reach, reach), most=4)
        _draw_residuals(below, each)
    return request.picture(page, figure, axes, rows_of(panels))


def residuals_of(rows: pd.DataFrame) -> dict[date, float]:
    """Return by how much the stated figure of a day is more than the difference of totals.

    Where a source states several figures, the one farthest from the difference.
    """
    found: dict[date, float] = {}
    for day, residual in zip(rows["date"], rows["residual"], strict=True):
        if residual is not None and residual == residual:
            found[day] = max(found.get(day, 0.0), float(residual), key=abs)
    return found


def _in_ink(layer: Layer) -> Layer:
    """Return a layer of outlines in ink: they are seen over the bars of the same days, too."""
    return replace(layer, colour=INK) if layer.hollow else layer


def _plan(panel: Panel, unit: str, count: int) -> PanelPlan:
    heights = (HEIGHTS.get(count, 1.7), _BELOW)
    return PanelPlan(panel.heading, note_of(panel, unit, False), heights, gap=0.16)


def _draw_residuals(axes: Axes, residuals: dict[date, float]) -> None:
    """Draw bars from zero up or down, and a mark where both agree."""
    axes.axhline(0, color=INK, linewidth=0.8, zorder=2)
    points = points_of_a_day(axes)
    widths = bar_widths(sorted(residuals), points)
    off = [day for day, residual in residuals.items() if residual]
    bars = [Bar(place_of(day), widths[day] * 0.6, 0.0, residuals[day]) for day in off]
    draw_bars(axes, bars, box_style(INK, False), label="residuals")
    even = [place_of(day) for day, residual in residuals.items() if not residual]
    axes.plot(
        even,
        [0.0] * len(even),
        marker="d",
        markersize=min(max(points * 0.5, 1.6), 5.0),
        markeredgewidth=0,
        color=INK,
        linestyle="",
        zorder=3,
        gid="agree",
    )
