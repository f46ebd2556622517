"""One row for each claim: who, when, the figure with its range, and the figure in words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from tracker.chart.dates import written
from tracker.chart.key import KeyEntry, inside, review_key
from tracker.chart.kinds.steps import LOG
from tracker.chart.marks import AT_LEAST, AT_MOST, RANGE, Mark, bounds, marks_of
from tracker.chart.page import PanelPlan, lay_out
from tracker.chart.panels import Panel
from tracker.chart.picture import Picture, Request, rows_of
from tracker.chart.rungs import Rung, rooms, rungs_height, who_of, write_rungs
from tracker.chart.scales import Limits, needs_log, numbers_along
from tracker.chart.signs import ARROWS, WHISKER, WHISKER_WIDTHS
from tracker.chart.style import PAPER, SIDE_COLOURS, SIDE_MARKERS, SIDE_WORDS, SOFT

_FOOT = 0.32
_TURN = Affine2D().rotate_deg(-90)
_SIDEWAYS = {kind: _TURN.transform_path(form) for kind, form in ARROWS.items()}


def draw(request: Request) -> Picture:
    """Return the picture of single claims."""
    found, beyond = request.panels()
    panels, cut = _newest(found, request.definition.options.most)
    rungs = [[*map(_rung, panel.rows.to_dict("records"), marks_of(panel.rows))] for panel in panels]
    who, left, right = rooms([rung for each in rungs for rung in each])
    logs = [_needs_log(panel, request.definition.options.scale) for panel in panels]
    limits = [_limits(panel, log=log) for panel, log in zip(panels, logs, strict=True)]
    page = replace(
        request.page(
            panels,
            {"in smaller panels": beyond, "older than those drawn": cut},
            scales=limits,
        ),
        key=_key(panels),
        panels=tuple(
            PanelPlan(panel.heading, _note(request, log), (rungs_height(each),))
            for panel, each, log in zip(panels, rungs, logs, strict=True)
        ),
        left=left,
        right=right,
        foot=_FOOT,
        feet=True,
    )
    figure, axes = lay_out(page)
    for (each,), panel, its, limit in zip(axes, panels, rungs, limits, strict=True):
        numbers_along(each, limit, log=limit[0] > 0)
        _draw_marks(each, panel.rows, write_rungs(figure, each, its, who))
    return request.picture(page, figure, axes, rows_of(panels))


def _newest(panels: Sequence[Panel], most: int) -> tuple[list[Panel], int]:
    """Return the panels with at most so many rows each, and the claims in the rows cut off."""
    cut = sum(int(panel.rows["claims"].iloc[:-most].sum()) for panel in panels)
    return [replace(panel, rows=panel.rows.iloc[-most:]) for panel in panels], cut


def _rung(row: Mapping[Hashable, Any], mark: Mark) -> Rung:
    who = who_of(row["speaker"], bool(row["named"]))
    times = f" ({row['claims']} claims)" if row["claims"] != 1 else ""
    return Rung(who, written(mark.day), mark.words() + times)


def _note(request: Request, log: bool) -> str:
    unit = request.definition.words.unit
    return f"{unit}; {LOG}" if log else unit


def _needs_log(panel: Panel, scale: str) -> bool:
    low, _ = bounds(panel.rows)
    return needs_log(scale, low, [mark.high for mark in marks_of(panel.rows)])


def _limits(panel: Panel, *, log: bool) -> Limits:
    low, high = bounds(panel.rows)
    return (low / 1.6, high * 1.6) if log else (0.0, max(high * 1.06, 1.0))


def _key(panels: Sequence[Panel]) -> tuple[KeyEntry, ...]:
    rows = pd.concat([panel.rows for panel in panels])
    marks = marks_of(rows)
    kinds = {mark.kind for mark in marks}
    sides = list(zip(rows["party_to_war"], (mark.reviewed for mark in marks), strict=True))
    entries = [
        KeyEntry(
            SIDE_WORDS[side],
            SIDE_COLOURS[side],
            SIDE_MARKERS[side],
            hollow=(side, True) not in sides,
        )
        for side in (True, False, None)
        if {(side, True), (side, False)} & set(sides)
    ]
    words = {AT_LEAST: "at least", AT_MOST: "at most", RANGE: "range"}
    forms: dict[str, str | Path] = {**_SIDEWAYS, RANGE: _TURN.transform_path(WHISKER)}
    entries += [KeyEntry(words[kind], SOFT, forms[kind]) for kind in forms if kind in kinds]
    return (*entries, *review_key(mark.reviewed for mark in marks))


def _draw_marks(axes: Axes, rows: pd.DataFrame, middles: Sequence[float]) -> None:
    for mark, side, y in zip(marks_of(rows), rows["party_to_war"], middles, strict=True):
        colour = SIDE_COLOURS[side]
        if mark.kind == RANGE:
            _draw_range(axes, mark, y, colour)
            continue
        if mark.kind in _SIDEWAYS:
            arrow = _SIDEWAYS[mark.kind]
            axes.plot([mark.low], [y], color=colour, marker=arrow, mfc="none", ms=24, ls="")
        axes.plot(
            [mark.low],
            [y],
            color=colour,
            markerfacecolor=inside(colour, hollow=not mark.reviewed),
            marker=SIDE_MARKERS[side],
            markersize=5.5,
            linestyle="",
            clip_on=False,
            zorder=3,
            gid=mark.kind,
        )


def _draw_range(axes: Axes, mark: Mark, y: float, colour: str) -> None:
    """Draw a range as a bar with its ends, hollow where it is not reviewed."""
    ends = [mark.low, mark.high]
    for width, its in zip(WHISKER_WIDTHS, (colour, PAPER), strict=True):
        if its != PAPER or not mark.reviewed:
            axes.plot(ends, [y, y], color=its, lw=width, gid=RANGE if its == colour else None)
    axes.plot(ends, [y, y], color=colour, marker="|", ls="", clip_on=False)
