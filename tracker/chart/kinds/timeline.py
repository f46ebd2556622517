"""Estimates over time: points, ranges as whiskers, bounds as arrows; nothing joins them."""

from __future__ import annotations

from dataclasses import replace

from tracker.chart.beside import draw_labels, label_room
from tracker.chart.kinds.steps import limits_of, lowest_and_tops, plan_panel
from tracker.chart.page import lay_out
from tracker.chart.picture import Picture, Request, days_of, rows_of
from tracker.chart.scales import days_along, left_room, needs_log, numbers_up
from tracker.chart.signs import draw_signs, mark_key


def draw(request: Request) -> Picture:
    """Return the picture of estimates."""
    panels, beyond = request.panels()
    scale = request.definition.options.scale
    logs = [needs_log(scale, *lowest_and_tops(panel)) for panel in panels]
    limits = [limits_of(panel, log=log) for panel, log in zip(panels, logs, strict=True)]
    page = replace(
        request.page(panels, {"in smaller panels": beyond}),
        key=mark_key((panel.rows for panel in panels), arrows=True),
        panels=tuple(
            plan_panel(panel, request.definition.words.unit, len(panels), (limit, log))
            for panel, limit, log in zip(panels, limits, logs, strict=True)
        ),
        left=left_room(limits),
        right=label_room(panels),
    )
    figure, axes = lay_out(page)
    days_along(axes, *days_of(panels), labelled=page.dated)
    for (each,), panel, limit, log in zip(axes, panels, limits, logs, strict=True):
        numbers_up(each, limit, log=log)
        draw_signs(each, panel.lines, arrows=True)
        draw_labels(figure, each, panel, joined=False)
    return request.picture(page, figure, axes, rows_of(panels))
