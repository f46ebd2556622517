"""From a definition and a series to a figure: plan the page, then fill its panels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tracker.chart import bars, steps
from tracker.chart.definition import ChartDefinition
from tracker.chart.page import PagePlan, PanelPlan, lay_out
from tracker.chart.panels import Panel, part_into_panels
from tracker.chart.words import footer_of, subtitle_of, title_of
from tracker.series import Series

_FARTHEST = 10
"""So many times the smallest panel's reach is the most that one scale can show."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that is drawn but not written: the figure, its words and the rows in it."""

    figure: Figure
    axes: tuple[Axes, ...]
    title: str
    subtitle: str
    rows: pd.DataFrame


def draw(definition: ChartDefinition, series: Series, csv_name: str) -> Picture:
    """Return the picture of a series that has at least one row."""
    panels, beyond = part_into_panels(definition, series)
    rows = pd.concat(
        [panel.rows.assign(panel=panel.heading) for panel in panels], ignore_index=True
    )
    page = PagePlan(
        title=title_of(definition, series),
        subtitle=subtitle_of(definition, series, beyond),
        footer=footer_of(definition, csv_name),
        key=(),
        panels=(),
        first=rows["date"].min(),
        last=rows["date"].max(),
    )
    fill = _fill_with_steps if definition.kind == "steps" else _fill_with_bars
    figure, axes = fill(definition, page, panels)
    return Picture(figure, tuple(axes), page.title, page.subtitle, rows)


def _fill_with_steps(
    definition: ChartDefinition, page: PagePlan, panels: tuple[Panel, ...]
) -> tuple[Figure, list[Axes]]:
    plans = [steps.plan_panel(panel, definition.words.unit, len(panels)) for panel in panels]
    figure, axes = lay_out(
        replace(
            page,
            key=steps.key_of(panels),
            panels=_scaled(definition, plans),
            right=steps.label_room(panels),
        )
    )
    for each, panel in zip(axes, panels, strict=True):
        steps.draw_panel(figure, each, panel, definition.gap_days)
    return figure, axes


def _fill_with_bars(
    definition: ChartDefinition, page: PagePlan, panels: tuple[Panel, ...]
) -> tuple[Figure, list[Axes]]:
    layers = [bars.layers_of(panel, definition.whole, definition.parts) for panel in panels]
    plans = [
        bars.plan_panel(panel, each, definition.words.unit, len(panels))
        for panel, each in zip(panels, layers, strict=True)
    ]
    measures = {name: definition.words.of(name) for each in layers for name, _, _ in each}
    key = bars.key_of(layers, measures)
    figure, axes = lay_out(replace(page, key=key, panels=_scaled(definition, plans)))
    for each, its_layers in zip(axes, layers, strict=True):
        bars.draw_panel(each, its_layers)
    return figure, axes


def _scaled(definition: ChartDefinition, plans: Iterable[PanelPlan]) -> tuple[PanelPlan, ...]:
    """Return the plans, all with the largest reach where panels are to be compared.

    Panels that would be lost on one scale keep their own, and say so.
    """
    panels = tuple(plans)
    tops = [panel.axis[1] for panel in panels]
    if not definition.same_scale or len(panels) == 1:
        return panels
    if max(tops) > _FARTHEST * min(tops):
        return tuple(
            replace(panel, note=f"{panel.note}; on a scale of its own") for panel in panels
        )
    axis = (min(panel.axis[0] for panel in panels), max(tops))
    return tuple(replace(panel, axis=axis) for panel in panels)
