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
from tracker.chart.lettering import (
    HEADING,
    PLAIN,
    SMALL,
    SOFT_PLAIN,
    SOFT_SMALL,
    TITLE,
    Letters,
    text_width,
    wrap,
)
from tracker.chart.style import number

WIDTH, EDGE, DATE_ROOM, PANEL_GAP = 10.0, 0.3, 0.48, 0.2
_DATE_LABEL, _NOTE_GAP, _HEADING_GAP, _KEY_GAP, _TEXT_GAP = 0.62, 0.1, 0.08, 0.1, 0.06


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """What a panel needs before it is drawn: words, height in inches, ends of its axis."""

    heading: str
    note: str
    height: float
    axis: tuple[float, float]

    def words(self, width: float) -> tuple[list[str], list[str]]:
        """Return the lines of the heading and of the note; the first begins the last one's line."""
        heading = wrap(self.heading, width, HEADING)
        left = width - text_width(heading[-1], HEADING) - _NOTE_GAP
        if text_width(self.note, SOFT_PLAIN) <= left:
            return heading, [self.note]
        return heading, ["", *wrap(self.note, width, SOFT_PLAIN)]

    def heading_height(self, width: float) -> float:
        """Return the inches that heading and note take above the panel."""
        heading, note = self.words(width)
        lines = len(heading) * HEADING.height
        return lines + (len(note) - 1) * PLAIN.height + _HEADING_GAP


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
        (wrap(plan.title, inner, TITLE), TITLE),
        (wrap(plan.subtitle, inner, SOFT_PLAIN), SOFT_PLAIN),
    )
    key_rows = key_rows_of(plan.key, inner)
    footer = wrap(plan.footer, inner, SOFT_SMALL)
    height = (
        2 * EDGE
        + sum(len(lines) * letters.height + _TEXT_GAP for lines, letters in texts)
        + len(key_rows) * PLAIN.height
        + _KEY_GAP
        + sum(panel.heading_height(inner) + panel.height + PANEL_GAP for panel in plan.panels)
        - PANEL_GAP
        + DATE_ROOM
        + len(footer) * SMALL.height
    )
    sheet = _Sheet(Figure(figsize=(WIDTH, height)), height, height - EDGE)
    FigureCanvasAgg(sheet.figure)
    for lines, letters in texts:
        sheet.write(lines, letters)
    sheet.draw_key(key_rows)
    axes = sheet.add_panels(plan)
    sheet.level -= DATE_ROOM
    sheet.write(footer, SOFT_SMALL)
    return sheet.figure, axes


@dataclass(slots=True)
class _Sheet:
    """The figure while it is filled from the top; ``level`` is where the next thing begins."""

    figure: Figure
    height: float
    level: float

    def write(self, lines: list[str], letters: Letters) -> None:
        for line in lines:
            self.level -= letters.height
            self.set(line, letters, EDGE, self.level + 0.28 * letters.size / 72)
        self.level -= _TEXT_GAP

    def set(self, words: str, letters: Letters, x: float, y: float) -> None:
        """Set words at x and y, in inches from the lower left corner."""
        self.figure.text(
            x / WIDTH,
            y / self.height,
            words,
            fontsize=letters.size,
            fontweight="bold" if letters.bold else "normal",
            color=letters.colour,
        )

    def draw_key(self, rows: list[list[tuple[float, KeyEntry]]]) -> None:
        for row in rows:
            self.level -= PLAIN.height
            for x, entry in row:
                middle = self.level + 0.6 * PLAIN.size / 72
                draw_handle(self.figure, entry, EDGE + x, middle)
                left = EDGE + x + HANDLE + HANDLE_GAP
                self.set(entry.label, PLAIN, left, self.level + 0.28 * PLAIN.size / 72)
        self.level -= _KEY_GAP

    def write_heading(self, panel: PanelPlan) -> None:
        heading, note = panel.words(WIDTH - 2 * EDGE)
        for line in heading:
            self.level -= HEADING.height
            self.set(line, HEADING, EDGE, self.level + _HEADING_GAP)
        x = EDGE + text_width(heading[-1], HEADING) + _NOTE_GAP
        for line in note:
            self.set(line, SOFT_PLAIN, x, self.level + _HEADING_GAP)
            x = EDGE
            self.level -= PLAIN.height if line is not note[-1] else 0.0
        self.level -= _HEADING_GAP

    def add_panels(self, plan: PagePlan) -> list[Axes]:
        top = max(panel.axis[1] for panel in plan.panels)
        left = EDGE + text_width(number(round(top * 1.2)), SMALL) + 0.16
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
    axes.set_xlim(place_of(days[0]), place_of(days[1]))
    axes.set_xticks([place_of(day) for day, _ in ticks], [label for _, label in ticks])
    axes.set_ylim(*panel.axis)
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10], integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.set_axisbelow(True)
    axes.grid(axis="y")


def place_of(day: date) -> float:
    """Return where a day stands on a time axis."""
    return float(date2num(day))
