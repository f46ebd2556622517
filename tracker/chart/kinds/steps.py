"""Totals that run on: a step line for each source, a mark for each figure, a label beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from matplotlib.axes import Axes

from tracker.chart.beside import draw_labels, label_height, label_room
from tracker.chart.marks import bounds, step_points
from tracker.chart.page import PanelPlan, lay_out
from tracker.chart.panels import Line, Panel
from tracker.chart.picture import Picture, Request, days_of, rows_of
from tracker.chart.scales import (
    Limits,
    axis_from,
    days_along,
    left_room,
    needs_log,
    numbers_up,
    place_of,
)
from tracker.chart.signs import draw_signs, mark_key, style_of

LOG = "logarithmic scale: equal distances are equal multiples"
_HEIGHTS = {1: 3.9, 2: 2.8}


def draw(request: Request) -> Picture:
    """Return the picture of running totals."""
    gap_days = request.definition.options.gap_days
    return draw_lines(request, lambda axes, panel: _draw_panel(axes, panel, gap_days), joined=True)


def draw_lines(
    request: Request, draw_panel: Callable[[Axes, Panel], None], *, joined: bool
) -> Picture:
    """Return the picture of what sources say over time, with a label beside it for each source.

    ``draw_panel`` draws it into the axes of a panel; ``joined`` tells whether lines join it.
    """
    panels, beyond = request.panels()
    scale = request.definition.options.scale
    logs = [needs_log(scale, *_lowest_and_tops(panel)) for panel in panels]
    limits = [_limits_of(panel, log=log) for panel, log in zip(panels, logs, strict=True)]
    page = replace(
        request.page(panels, {"in smaller panels": beyond}),
        key=mark_key((panel.rows for panel in panels), arrows=not joined),
        panels=tuple(
            _plan_panel(panel, request.definition.words.unit, len(panels), (limit, log))
            for panel, limit, log in zip(panels, limits, logs, strict=True)
        ),
        left=left_room(limits),
        right=label_room(panels),
    )
    figure, axes = lay_out(page)
    days_along(axes, *days_of(panels), labelled=page.dated)
    for (each,), panel, limit, log in zip(axes, panels, limits, logs, strict=True):
        numbers_up(each, limit, log=log)
        draw_panel(each, panel)
        draw_labels(figure, each, panel, joined=joined)
    return request.picture(page, figure, axes, rows_of(panels))


def _lowest_and_tops(panel: Panel) -> tuple[float, list[float]]:
    """Return the lowest figure of a panel, and the largest one of each of its lines."""
    reaches = [bounds(line.rows) for line in panel.lines]
    return min(low for low, _ in reaches), [high for _, high in reaches]


def _limits_of(panel: Panel, *, log: bool) -> Limits:
    """Return the ends of a panel's axis: from zero, unless all figures are far from it."""
    low, high = bounds(panel.rows)
    return (low / 1.6, high * 1.6) if log else axis_from(low, high, panel.rows["date"].nunique())


def _plan_panel(panel: Panel, unit: str, count: int, scale: tuple[Limits, bool]) -> PanelPlan:
    """Return the room for a panel: its labels must fit beside it, whatever their number."""
    (bottom, _), log = scale
    note = unit
    if log:
        note = f"{unit}; {LOG}"
    elif bottom:
        note = f"{unit}; the axis does not start at zero"
    return PanelPlan(panel.heading, note, (max(_HEIGHTS.get(count, 2.3), label_height(panel)),))


def _draw_panel(axes: Axes, panel: Panel, gap_days: int) -> None:
    for place, line in enumerate(reversed(panel.lines)):
        _draw_steps(axes, line, gap_days, place / 100)
    draw_signs(axes, panel.lines)


def _draw_steps(axes: Axes, line: Line, gap_days: int, order: float) -> None:
    points = step_points(line.rows, gap_days) if line.named else []
    if len(points) > 1:
        axes.plot(
            [float("nan") if point is None else place_of(point[0]) for point in points],
            [float("nan") if point is None else point[1] for point in points],
            drawstyle="steps-post",
            color=line.colour,
            linestyle=style_of(line.party_to_war),
            linewidth=1.4,
            zorder=2 + order,
            gid=f"steps: {line.label}",
        )
