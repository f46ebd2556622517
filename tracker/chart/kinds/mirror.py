"""What both sides claim of the same losses: one upwards, the other downwards, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matplotlib.axes import Axes

from tracker.chart.definition import NoData
from tracker.chart.kinds.bars import scaled
from tracker.chart.lettering import SMALL, shortened
from tracker.chart.page import PanelPlan, box_of, lay_out, write_at
from tracker.chart.panels import Panel
from tracker.chart.picture import Picture, Request, days_of, rows_of
from tracker.chart.piles import Layer, bar_key, draw_layers, layer_of, top_of
from tracker.chart.scales import Limits, days_along, left_room, numbers_up
from tracker.chart.style import COLOURS, PAPER

_HEIGHTS = {1: 1.9, 2: 1.5}
_HEADROOM = 1.32
"""How far the axis goes beyond the highest bar: the words of the side stand there."""


def draw(request: Request) -> Picture:
    """Return the picture of two sides.

    Raises:
        NoData: where not two sides speak.
    """
    sides = _two_sides(request)
    spoken = request.series.table["side"].isin(sides)
    others = int(request.series.table.loc[~spoken, "claims"].sum())
    request = request.within(spoken)
    panels, beyond = request.panels()
    halves = [[_half(panel, side, place) for place, side in enumerate(sides)] for panel in panels]
    limits = [_limits(pair) for pair in halves]
    page = replace(
        request.page(panels, {"in smaller panels": beyond, "by neither of the two sides": others}),
        key=bar_key([[layer] for pair in halves for layer in pair], {}),
        panels=tuple(
            PanelPlan(panel.heading, _note(request, own), (_HEIGHTS.get(len(panels), 1.2),) * 2)
            for panel, (_, own) in zip(panels, limits, strict=True)
        ),
        left=left_room(limit for each, _ in limits for limit in each),
    )
    figure, axes = lay_out(page)
    days_along(axes, *days_of(panels), labelled=page.dated)
    for pair, panel, layers, (each, _) in zip(axes, panels, halves, limits, strict=True):
        for place, (half, layer, (_, top)) in enumerate(zip(pair, layers, each, strict=True)):
            numbers_up(half, (top, 0.0) if place else (0.0, top), most=4)
            draw_layers(half, [layer])
            _write_side(half, panel, layer, below=bool(place))
    return request.picture(page, figure, axes, rows_of(panels))


def _two_sides(request: Request) -> list[str]:
    """Return the two sides with the most claims; the one that had the losses comes second."""
    table = request.series.table
    claims = table.groupby("side")["claims"].sum()
    ranked = sorted(claims.index, key=lambda side: (-int(claims[side]), side))
    if len(ranked) < 2:
        found = f"only {ranked[0]} speaks" if ranked else "no party to the war speaks"
        raise NoData(f"{request.definition.called}: no claims of two sides to draw; {found}")
    suffered = set(table["party"])
    return sorted(ranked[:2], key=lambda side: side in suffered)


def _limits(pair: Sequence[Layer]) -> tuple[list[Limits], bool]:
    """Return the limits of both halves, and whether they differ; one without a bar has no own."""
    reaches = [(0.0, top_of([layer]) * _HEADROOM) for layer in pair if layer.bars]
    limits, own = scaled(reaches, same=True)
    return (limits if len(limits) == len(pair) else limits * len(pair)), own


def _half(panel: Panel, side: str, place: int) -> Layer:
    return layer_of(side, panel.rows[panel.rows["side"] == side], COLOURS[place])


def _note(request: Request, own_scale: bool) -> str:
    scale = "the two halves have different scales" if own_scale else "one scale for both halves"
    return f"{request.definition.words.unit}; {scale}"


def _write_side(axes: Axes, panel: Panel, layer: Layer, *, below: bool) -> None:
    """Write whose claims these are into the corner of the half, beyond the bars."""
    left, bottom, right, top = box_of(axes)
    side = layer.name
    speakers = sorted({str(name) for name in panel.rows["speaker"][panel.rows["side"] == side]})
    words = f"according to {side} ({'; '.join(speakers)})"
    if not speakers:
        words = f"{side}: no claim"
    (line,) = shortened(words, right - left - 0.2, SMALL, 1)
    level = bottom + 0.06 if below else top - 0.06
    write_at(
        axes.figure,  # type: ignore[arg-type]
        line,
        SMALL,
        (left + 0.1, level),
        va="bottom" if below else "top",
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5},
    )
