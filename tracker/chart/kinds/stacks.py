"""Parts within a whole by day: launched and stopped; below each panel the share of the parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from tracker.chart.definition import Options
from tracker.chart.key import KeyEntry
from tracker.chart.kinds.bars import HEIGHTS, note_of
from tracker.chart.lettering import SMALL, text_width
from tracker.chart.marks import POINT
from tracker.chart.page import PanelPlan, lay_out
from tracker.chart.panels import Panel
from tracker.chart.picture import Picture, Request, days_of, rows_of
from tracker.chart.piles import Layer, bar_key, draw_layers, layer_of, top_of
from tracker.chart.scales import days_along, left_room, numbers_up, place_of, points_of_a_day
from tracker.chart.style import INK, PART_COLOURS, WHOLE_COLOUR

_SHARE_HEIGHT = 0.62


def draw(request: Request) -> Picture:
    """Return the picture of wholes, their parts and their shares."""
    panels, beyond = request.panels()
    options, words = request.definition.options, request.definition.words
    layers = [layers_of(panel, options) for panel in panels]
    shares = [shares_of(each[0], each[1:]) for each in layers]
    tops = [top_of(each[:1], stacked=each[1:]) * 1.1 for each in layers]
    page = replace(
        request.page(panels, {"in smaller panels": beyond}, scales=tops),
        key=(
            *bar_key(
                layers,
                {measure: words.of(measure) for measure in options.measures},
            ),
            *_share_key(shares),
        ),
        panels=tuple(
            _plan(panel, words.unit, len(panels), bool(share))
            for panel, share in zip(panels, shares, strict=True)
        ),
        left=max(left_room((0.0, top) for top in tops), text_width("100%", SMALL) + 0.16),
    )
    figure, axes = lay_out(page)
    days_along(axes, *days_of(panels), labelled=page.dated)
    for its_axes, its, top, share in zip(axes, layers, tops, shares, strict=True):
        numbers_up(its_axes[0], (0.0, top), most=5)
        draw_layers(its_axes[0], its[:1], its[1:])
        for below in its_axes[1:]:
            _draw_shares(below, share)
    return request.picture(page, figure, axes, _with_shares(panels, shares, options))


def layers_of(panel: Panel, options: Options) -> list[Layer]:
    """Return the layer of the whole, then those of its parts."""
    colours = (WHOLE_COLOUR, *PART_COLOURS)
    rows = panel.rows
    return [
        layer_of(measure, rows[rows["measure"] == measure], colour)
        for measure, colour in zip(options.measures, colours, strict=False)
    ]


def shares_of(whole: Layer, parts: Sequence[Layer]) -> dict[date, float]:
    """Return the share of the parts by day, where whole and parts have one figure each.

    A day on which more were stopped than launched is a contradiction and has no share, nor has
    one of which no part is told.
    """
    stopped: dict[date, float] = {}
    unsure = set()
    for part in parts:
        for bar in part.bars:
            stopped[bar.day] = stopped.get(bar.day, 0.0) + bar.high
            if bar.low != bar.high or bar.end != POINT:
                unsure.add(bar.day)
    return {
        bar.day: stopped[bar.day] / bar.high
        for bar in whole.bars
        if bar.day in stopped
        and bar.day not in unsure
        and bar.low == bar.high > 0
        and bar.end == POINT
        and stopped[bar.day] <= bar.high
    }


def _plan(panel: Panel, unit: str, count: int, shares: bool) -> PanelPlan:
    heights = (HEIGHTS.get(count, 1.5), *([_SHARE_HEIGHT] if shares else []))
    return PanelPlan(panel.heading, note_of(panel, unit, False), heights, gap=0.14)


def _share_key(shares: Sequence[dict[date, float]]) -> tuple[KeyEntry, ...]:
    label = "below: the parts told, as a share of the whole"
    return (KeyEntry(label, INK, line="-"),) if any(shares) else ()


def _draw_shares(axes: Axes, shares: dict[date, float]) -> None:
    """Draw the shares from 0 to 100 % as short lines across each day."""
    axes.set_ylim(0, 1.08)
    axes.yaxis.set_major_locator(FixedLocator([0, 0.5, 1]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{share:.0%}"))
    axes.set_axisbelow(True)
    axes.grid(axis="y")
    half = max(0.42, 1.2 / points_of_a_day(axes))
    places = [place_of(day) for day in shares]
    axes.hlines(
        list(shares.values()),
        [place - half for place in places],
        [place + half for place in places],
        color=INK,
        linewidth=2.0,
        gid="shares",
    )


def _with_shares(
    panels: Sequence[Panel], shares: Sequence[dict[date, float]], options: Options
) -> pd.DataFrame:
    """Return all rows; that of the whole has the share of its day."""
    rows = rows_of(panels)
    by_panel = {panel.heading: share for panel, share in zip(panels, shares, strict=True)}
    found = [
        round(by_panel[panel][day], 4)
        if measure == options.whole and day in by_panel[panel]
        else None
        for panel, day, measure in zip(rows["panel"], rows["date"], rows["measure"], strict=True)
    ]
    return rows.assign(share=pd.Series(found, index=rows.index, dtype=object))
