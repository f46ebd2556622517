"""Estimates over time: points, ranges as whiskers, bounds as arrows; nothing joins them."""

from __future__ import annotations

from matplotlib.axes import Axes

from tracker.chart.kinds.steps import draw_lines
from tracker.chart.panels import Panel
from tracker.chart.picture import Picture, Request
from tracker.chart.signs import draw_signs


def draw(request: Request) -> Picture:
    """Return the picture of estimates."""
    return draw_lines(request, _draw_panel, joined=False)


def _draw_panel(axes: Axes, panel: Panel) -> None:
    draw_signs(axes, panel.lines, arrows=True)
