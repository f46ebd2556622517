"""Totals that run on: a step line for each source, a mark for each figure, a label beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import median

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tracker.chart.dates import written, written_month
from tracker.chart.key import HANDLE, HANDLE_GAP, KeyEntry, draw_handle
from tracker.chart.labels import spread
from tracker.chart.lettering import SMALL, text_width, wrap
from tracker.chart.marks import (
    AT_LEAST,
    AT_MOST,
    POINT,
    RANGE,
    Mark,
    bounds,
    marks_of,
    step_points,
)
from tracker.chart.page import WIDTH, PanelPlan, place_of
from tracker.chart.panels import Line, Panel
from tracker.chart.style import INK, SOFT

LABEL_WIDTH = 2.2
_MOST_LINES = 3
_LABEL_GAP = 0.07
_HEIGHTS = {1: 3.9, 2: 2.8}
_NEAR = 0.8
"""An axis may start above zero where no figure is below this share of the largest."""

_MARKER_SIZES, _MANY = (1.6, 4.0, 6.0), 40
"""The smallest size of a mark in points, that of up to so many in a line, and the largest."""

_FORMS = {AT_LEAST: 10, AT_MOST: 11}
"""Matplotlib's triangles that stand on their value, tip up, or hang from it, tip down."""


def plan_panel(panel: Panel, unit: str, count: int) -> PanelPlan:
    """Return the room for a panel: its labels must fit beside it, whatever their number."""
    low, high = bounds(panel.rows)
    bottom = 0.0
    if panel.rows["date"].nunique() > 2 and low >= _NEAR * high > 0:
        bottom = low - (high - low) * 0.15 - 1
    labels = sum(len(_label(line)) * SMALL.height + _LABEL_GAP for line in panel.lines)
    bottom = max(bottom, 0.0)
    note = f"{unit}; the axis does not start at zero" if bottom else unit
    top = bottom + max((high - bottom) * 1.08, 1)
    return PanelPlan(panel.heading, note, max(_HEIGHTS.get(count, 2.3), labels), (bottom, top))


def label_room(panels: Iterable[Panel]) -> float:
    """Return the inches that the labels right of the panels need."""
    lines = (text for panel in panels for line in panel.lines for text in _label(line))
    widest = max(text_width(text, SMALL) for text in lines)
    return HANDLE + HANDLE_GAP + widest + 0.12


def key_of(panels: Iterable[Panel]) -> tuple[KeyEntry, ...]:
    """Return the entries for what these panels show, and for nothing else."""
    panels = tuple(panels)
    kinds = {mark.kind for panel in panels for mark in marks_of(panel.rows)}
    sides = {line.party_to_war for panel in panels for line in panel.lines if line.named}
    entries = (
        (True in sides, KeyEntry("party to the war", INK, "o", "--")),
        (False in sides, KeyEntry("not a party to the war", INK, "o", "-")),
        (AT_LEAST in kinds, KeyEntry("at least", SOFT, "^")),
        (AT_MOST in kinds, KeyEntry("at most", SOFT, "v")),
        (RANGE in kinds, KeyEntry("range", SOFT, "|")),
    )
    return tuple(entry for shown, entry in entries if shown)


def draw_panel(figure: Figure, axes: Axes, panel: Panel, gap_days: int) -> None:
    """Draw the lines of a panel, their marks and their labels."""
    size = _marker_size(axes, panel)
    for order, line in enumerate(reversed(panel.lines)):
        _draw_steps(axes, line, gap_days, order)
        _draw_marks(axes, line, size, order)
    _draw_labels(figure, axes, panel)


def _marker_size(axes: Axes, panel: Panel) -> float:
    """Return a size in points at which the marks of the fullest line stand apart, if any does."""
    first, last = axes.get_xlim()
    day = axes.get_position().width * WIDTH * 72 / (last - first)
    fullest = max((line.rows["date"] for line in panel.lines), key=lambda days: days.nunique())
    gaps = [gap.days for gap in fullest.drop_duplicates().diff().dropna()]
    smallest = _MARKER_SIZES[0] if len(fullest) > _MANY else _MARKER_SIZES[1]
    return (
        min(max(median(gaps) * day * 0.8, smallest), _MARKER_SIZES[2]) if gaps else _MARKER_SIZES[2]
    )


def _style(line: Line) -> str:
    return "--" if line.party_to_war else "-"


def _draw_steps(axes: Axes, line: Line, gap_days: int, order: int) -> None:
    points = step_points(line.rows, gap_days) if line.named else []
    if len(points) > 1:
        axes.plot(
            [float("nan") if point is None else place_of(point[0]) for point in points],
            [float("nan") if point is None else point[1] for point in points],
            drawstyle="steps-post",
            color=line.colour,
            linestyle=_style(line),
            linewidth=1.4,
            zorder=2 + order / 100,
            gid=f"steps: {line.label}",
        )


def _draw_marks(axes: Axes, line: Line, size: float, order: int) -> None:
    marks = marks_of(line.rows)
    forms = {POINT: line.marker, **_FORMS}
    for kind, form in forms.items():
        shown = [mark for mark in marks if mark.kind == kind]
        if shown:
            axes.plot(
                [place_of(mark.day) for mark in shown],
                [mark.low for mark in shown],
                marker=form,
                markersize=size + (0 if kind == POINT else 1),
                linestyle="",
                color=line.colour,
                zorder=3 + order / 100,
                clip_on=False,
                gid=f"{kind}: {line.label}",
            )
    _draw_ranges(axes, line, [mark for mark in marks if mark.kind == RANGE])
    _draw_loose_days(axes, line, marks)


def _draw_ranges(axes: Axes, line: Line, ranges: list[Mark]) -> None:
    if ranges:
        days = [place_of(mark.day) for mark in ranges]
        low, high = [mark.low for mark in ranges], [mark.high for mark in ranges]
        axes.vlines(days, low, high, color=line.colour, lw=1.6, gid=f"{RANGE}: {line.label}")
        for ends in (low, high):
            axes.plot(days, ends, marker="_", linestyle="", color=line.colour, clip_on=False)


def _draw_loose_days(axes: Axes, line: Line, marks: list[Mark]) -> None:
    """Draw a thin line over the month or year to which a figure is dated, where no day is."""
    for mark, precision in zip(marks, line.rows["date_precision"], strict=True):
        if precision in ("month", "year"):
            first = date(mark.day.year, mark.day.month if precision == "month" else 1, 1)
            axes.hlines(
                mark.high,
                place_of(first),
                place_of(mark.day),
                color=line.colour,
                lw=0.7,
                zorder=1.5,
            )


def _label(line: Line) -> list[str]:
    """Return the lines of text beside a line: who, and the newest figure with its day."""
    who = wrap(line.label, LABEL_WIDTH, SMALL)
    if len(who) > _MOST_LINES:
        who = [*who[: _MOST_LINES - 1], who[_MOST_LINES - 1][:-1].rstrip() + "…"]
    alone = line.rows["speaker"].nunique() < 2
    return [*who, *(wrap(_newest(line), LABEL_WIDTH, SMALL) if alone else ())]


def _newest(line: Line) -> str:
    mark, precision = marks_of(line.rows)[-1], line.rows["date_precision"].iloc[-1]
    when = {"month": f"in {written_month(mark.day)}", "year": f"in {mark.day.year}"}
    return f"{mark.words()} {when.get(precision, f'on {written(mark.day)}')}"


def _draw_labels(figure: Figure, axes: Axes, panel: Panel) -> None:
    height = float(figure.get_figheight())
    box = axes.get_position()
    bottom, top = box.y0 * height, box.y1 * height
    low, high = axes.get_ylim()
    labels = [_label(line) for line in panel.lines]
    rooms = [len(label) * SMALL.height + _LABEL_GAP for label in labels]
    newest = [marks_of(line.rows)[-1].high for line in panel.lines]
    wanted = [bottom + (value - low) / (high - low) * (top - bottom) for value in newest]
    for line, label, middle in zip(
        panel.lines, labels, spread(wanted, rooms, bottom, top), strict=True
    ):
        _draw_label(figure, line, label, (box.x1 * WIDTH + 0.1, middle))


def _draw_label(figure: Figure, line: Line, label: list[str], at: tuple[float, float]) -> None:
    step = SMALL.height
    first = at[1] + (len(label) - 1) * step / 2
    style = _style(line) if line.named else None
    draw_handle(figure, KeyEntry("", line.colour, line.marker, style), at[0], first)
    for row, words in enumerate(label):
        figure.text(
            (at[0] + HANDLE + HANDLE_GAP) / WIDTH,
            (first - row * step) / figure.get_figheight(),
            words,
            fontsize=SMALL.size,
            color=INK,
            va="center",
            gid="label",
        )
