"""Small panels side by side, one for each thing that is counted, by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.chart.dates import written
from tracker.chart.key import KeyEntry
from tracker.chart.kinds.bars import layers_of, scaled
from tracker.chart.marks import marks_of, newest_words
from tracker.chart.page import PanelPlan, lay_out
from tracker.chart.panels import Panel
from tracker.chart.picture import Picture, Request, days_of, rows_of
from tracker.chart.piles import bar_key, draw_layers, top_of
from tracker.chart.scales import days_along, left_room, numbers_up
from tracker.chart.style import SIDE_COLOURS, SIDE_WORDS

_HEIGHT, _MOST = 1.05, 12


def draw(request: Request) -> Picture:
    """Return the picture of many small panels."""
    panels, beyond = request.panels(_MOST)
    options = request.definition.options
    layers = [layers_of(panel) for panel in panels]
    limits = [(0.0, top_of(each) * 1.15) for each in layers]
    limits, _ = scaled(limits, same=options.same_scale)
    unit = request.definition.words.unit
    page = replace(
        request.page(panels, {"in smaller panels": beyond}, scales=limits),
        key=(*_side_key(panels), *bar_key(layers, {})),
        panels=tuple(
            PanelPlan(panel.heading, f"{unit}; {_newest(panel)}", (_HEIGHT,), note_below=True)
            for panel in panels
        ),
        left=left_room(limits),
        columns=min(options.across, len(panels)),
    )
    figure, axes = lay_out(page)
    days_along(axes, *days_of(panels), labelled=page.dated)
    for (each,), its, limit in zip(axes, layers, limits, strict=True):
        numbers_up(each, limit, most=4)
        draw_layers(each, its)
    return request.picture(page, figure, axes, rows_of(panels))


def _side_key(panels: Sequence[Panel]) -> Iterator[KeyEntry]:
    """Yield what the colours of the panels mean: where those stand who speak in them."""
    for side in (True, False, None):
        its = [panel for panel in panels if panel.party_to_war is side]
        if its:
            several = side is None and any(
                panel.rows["party_to_war"].nunique() > 1 for panel in its
            )
            words = "sources of several kinds" if several else SIDE_WORDS[side]
            yield KeyEntry(words, SIDE_COLOURS[side], box=True)


def _newest(panel: Panel) -> str:
    marks = marks_of(panel.rows)
    return f"{newest_words(marks)} on {written(marks[-1].day)}"
