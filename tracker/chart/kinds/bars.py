"""Figures by day as bars: solid as stated, an outline where only two totals tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.chart.page import PanelPlan, lay_out
from tracker.chart.panels import Panel, standing_of
from tracker.chart.picture import Picture, Request, days_of, rows_of
from tracker.chart.piles import Layer, bar_key, draw_layers, layer_of, top_of
from tracker.chart.scales import Limits, days_along, left_room, numbers_up
from tracker.chart.style import SIDE_COLOURS

HEIGHTS = {1: 3.9, 2: 2.6, 3: 2.1}
DERIVED = "derived"
_KEY = {
    "stated": "stated",
    DERIVED: "not stated: the difference between two running totals",
}
_FARTHEST = 10
"""So many times the smallest panel's reach is the most that one scale can show."""


def draw(request: Request) -> Picture:
    """Return the picture of figures by day."""
    panels, beyond = request.panels()
    layers = [layers_of(panel) for panel in panels]
    limits = [(0.0, top_of(each) * 1.1) for each in layers]
    limits, own = scaled(limits, same=request.definition.options.same_scale)
    notes = [note_of(panel, request.definition.words.unit, own) for panel in panels]
    page = replace(
        request.page(panels, {"in smaller panels": beyond}),
        key=bar_key(layers, _KEY if _derived(layers) else {}),
        panels=tuple(
            PanelPlan(panel.heading, note, (HEIGHTS.get(len(panels), 1.7),))
            for panel, note in zip(panels, notes, strict=True)
        ),
        left=left_room(limits),
    )
    figure, axes = lay_out(page)
    days_along(axes, *days_of(panels), labelled=page.dated)
    for (each,), its, limit in zip(axes, layers, limits, strict=True):
        numbers_up(each, limit)
        draw_layers(each, its)
    return request.picture(page, figure, axes, rows_of(panels))


def layers_of(panel: Panel) -> list[Layer]:
    """Return what was stated and what was derived; a panel's colour tells its side."""
    colour, rows = SIDE_COLOURS[panel.party_to_war], panel.rows
    if DERIVED not in rows:
        return [layer_of("stated", rows, colour)]
    derived = rows[DERIVED].astype(bool)
    return [
        layer_of("stated", rows[~derived], colour),
        layer_of(DERIVED, rows[derived], colour, hollow=True),
    ]


def _derived(panels: Sequence[Sequence[Layer]]) -> bool:
    return any(layer.bars for each in panels for layer in each if layer.hollow)


def note_of(panel: Panel, unit: str, own_scale: bool) -> str:
    """Return the words beside a panel's heading."""
    side = standing_of(panel.rows)
    return "; ".join(filter(None, (side, unit, "on a scale of its own" if own_scale else "")))


def scaled(limits: Sequence[Limits], *, same: bool) -> tuple[list[Limits], bool]:
    """Return the limits, all with the largest reach where panels are to be compared.

    Panels that would be lost on one scale keep their own; then the answer is true.
    """
    tops = [top for _, top in limits]
    if not same or len(limits) == 1:
        return list(limits), False
    if max(tops) > _FARTHEST * min(tops):
        return list(limits), True
    return [(min(bottom for bottom, _ in limits), max(tops))] * len(limits), False
