"""The sheet of a chart: title, subtitle, key, panels and footer, each with the room it needs.

Everything is laid out in inches from measured text, so that nothing overlaps or is cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from tracker.chart.dates import axis_limits, date_ticks
from tracker.chart.key import HANDLE, HANDLE_GAP, KeyEntry, draw_handle, key_rows_of
from tracker.chart.lettering import line_height, text_width, wrap
from tracker.chart.style import (
    HEADING_SIZE,
    INK,
    SMALL_SIZE,
    SOFT,
    TEXT_SIZE,
    TITLE_SIZE,
    number,
)

WIDTH, EDGE, DATE_ROOM, PANEL_GAP = 10.0, 0.3, 0.48, 0.2
_DATE_LABEL, _NOTE_GAP, _HEADING_GAP, _KEY_GAP = 0.62, 0.1, 0.08, 0.1


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """What a panel needs before it is drawn: words, height in inches, ends of its axis."""

    heading: str
    note: str
    height: float
    axis: tuple[float, float]

    def words(self, width: float) -> tuple[list[str], list[str]]:
        """Return the lines of the heading and of the note; the first begins the last one's line."""
        heading = wrap(self.heading, width, HEADING_SIZE, bold=True)
        left = width - text_width(heading[-1], HEADING_SIZE, True) - _NOTE_GAP
        if text_width(self.note, TEXT_SIZE) <= left:
            return heading, [self.note]
        return heading, ["", *wrap(self.note, width, TEXT_SIZE)]

    def heading_height(self, width: float) -> float:
        """Return the inches that heading and note take above the panel."""
        heading, note = self.words(width)
        lines = len(heading) * line_height(HEADING_SIZE)
        return lines + (len(note) - 1) * line_height(TEXT_SIZE) + _HEADING_GAP


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What a page needs: words, key, panels, the days it spans, room right of the panels."""

    title: str
    subtitle: str
    footer: str
    key: tuple[KeyEntry, ...]
    panels: tuple[PanelPlan, ...]
    first: date
    last: date
    right: float = 0.0


def lay_out(plan: PagePlan) -> tuple[Figure, list[Axes]]:
    """Return a figure with all its words and one pair of empty axes for each panel."""
    inner = WIDTH - 2 * EDGE
    texts = (
        (wrap(plan.title, inner, TITLE_SIZE, bold=True), TITLE_SIZE, "bold", INK),
        (wrap(plan.subtitle, inner, TEXT_SIZE), TEXT_SIZE, "normal", SOFT),
    )
    key_rows = key_rows_of(plan.key, inner)
    footer = wrap(plan.footer, inner, SMALL_SIZE)
    height = (
        2 * EDGE
        + sum(len(lines) * line_height(size) + 0.06 for lines, size, _, _ in texts)
        + len(key_rows) * line_height(TEXT_SIZE)
        + _KEY_GAP
        + sum(panel.heading_height(inner) + panel.height + PANEL_GAP for panel in plan.panels)
        - PANEL_GAP
        + DATE_ROOM
        + len(footer) * line_height(SMALL_SIZE)
    )
    sheet = _Sheet(Figure(figsize=(WIDTH, height)), height, height - EDGE)
    FigureCanvasAgg(sheet.figure)
    for lines, size, weight, colour in texts:
        sheet.write(lines, size, weight, colour)
    sheet.draw_key(key_rows)
    axes = sheet.add_panels(plan)
    sheet.level -= DATE_ROOM
    sheet.write(footer, SMALL_SIZE, "normal", SOFT)
    return sheet.figure, axes


@dataclass(slots=True)
class _Sheet:
    """The figure while it is filled from the top; ``level`` is where the next thing begins."""

    figure: Figure
    height: float
    level: float

    def write(self, lines: list[str], size: float, weight: str, colour: str) -> None:
        for line in lines:
            self.level -= line_height(size)
            self.text(EDGE, self.level + 0.28 * size / 72, line, size, weight, colour)
        self.level -= 0.06

    def text(self, x: float, y: float, words: str, size: float, weight: str, colour: str) -> None:
        self.figure.text(
            x / WIDTH, y / self.height, words, fontsize=size, fontweight=weight, color=colour
        )

    def draw_key(self, rows: list[list[tuple[float, KeyEntry]]]) -> None:
        for row in rows:
            self.level -= line_height(TEXT_SIZE)
            for x, entry in row:
                middle = self.level + 0.6 * TEXT_SIZE / 72
                draw_handle(self.figure, entry, EDGE + x, middle)
                left = EDGE + x + HANDLE + HANDLE_GAP
                baseline = self.level + 0.28 * TEXT_SIZE / 72
                self.text(left, baseline, entry.label, TEXT_SIZE, "normal", INK)
        self.level -= _KEY_GAP

    def write_heading(self, panel: PanelPlan) -> None:
        heading, note = panel.words(WIDTH - 2 * EDGE)
        for line in heading:
            self.level -= line_height(HEADING_SIZE)
            self.text(EDGE, self.level + _HEADING_GAP, line, HEADING_SIZE, "bold", INK)
        x = EDGE + text_width(heading[-1], HEADING_SIZE, True) + _NOTE_GAP
        for line in note:
            self.text(x, self.level + _HEADING_GAP, line, TEXT_SIZE, "normal", SOFT)
            x = EDGE
            self.level -= line_height(TEXT_SIZE) if line is not note[-1] else 0.0
        self.level -= _HEADING_GAP

    def add_panels(self, plan: PagePlan) -> list[Axes]:
        top = max(panel.axis[1] for panel in plan.panels)
        left = EDGE + text_width(number(round(top * 1.2)), SMALL_SIZE) + 0.16
        width = WIDTH - left - EDGE - plan.right
        first, last = axis_limits(plan.first, plan.last)
        ticks = date_ticks(first, last, int(width / _DATE_LABEL))
        axes = []
        for panel in plan.panels:
            self.write_heading(panel)
            self.level -= panel.height
            box = (left / WIDTH, self.level / self.height, width / WIDTH)
            axes.append(self.figure.add_axes((*box, panel.height / self.height)))
            _furnish(axes[-1], panel, (first, last), ticks)
            self.level -= PANEL_GAP
        self.level += PANEL_GAP
        for each in axes[:-1]:
            each.tick_params(axis="x", labelbottom=False)
        return axes


def _furnish(
    axes: Axes, panel: PanelPlan, days: tuple[date, date], ticks: list[tuple[date, str]]
) -> None:
    axes.set_xlim(_at(days[0]), _at(days[1]))
    axes.set_xticks([_at(day) for day, _ in ticks], [label for _, label in ticks])
    axes.set_ylim(*panel.axis)
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10], integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.set_axisbelow(True)
    axes.grid(axis="y")


def _at(day: date) -> float:
    return float(date2num(day))
