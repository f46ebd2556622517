"""From a definition and a series to a picture, by the definition's kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tracker.chart.definition import ChartDefinition
from tracker.chart.kinds import (
    band,
    bars,
    coverage,
    forest,
    mirror,
    multiples,
    residuals,
    stacks,
    steps,
    timeline,
)
from tracker.chart.picture import Picture, Request
from tracker.series import Series

DRAW: Mapping[str, Callable[[Request], Picture]] = {
    "band": band.draw,
    "bars": bars.draw,
    "coverage": coverage.draw,
    "forest": forest.draw,
    "mirror": mirror.draw,
    "multiples": multiples.draw,
    "residuals": residuals.draw,
    "stacks": stacks.draw,
    "steps": steps.draw,
    "timeline": timeline.draw,
}
"""How each kind of KINDS is drawn."""


def draw(definition: ChartDefinition, series: Series, csv_name: str) -> Picture:
    """Return the picture of a series that has at least one row."""
    return DRAW[definition.kind](Request(definition, series, csv_name))
