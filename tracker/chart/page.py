"""The sheet of a chart: title, subtitle, key, panels and footer, each with the room it needs.

Everything is laid out in inches from measured text, so that nothing overlaps or is cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tracker.chart.key import HANDLE, HANDLE_GAP, KeyEntry, draw_handle, key_rows_of
from tracker.chart.lettering import (
    HEADING,
    PLAIN,
    SMALL,
    SOFT_PLAIN,
    SOFT_SMALL,
    TITLE,
    Letters,
    balanced,
    text_width,
    wrap,
)

WIDTH, EDGE, DATE_ROOM, PANEL_GAP = 10.0, 0.3, 0.48, 0.2
_MOST_ON_ONE_FOOT = 3
_NOTE_GAP, _HEADING_GAP, _KEY_GAP, _TEXT_GAP, _COLUMN_GAP = 0.1, 0.08, 0.1, 0.06, 0.3


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """What a panel needs before it is drawn: its words and the heights of its axes in inches.

    A panel has one pair of axes or several, one below another, ``gap`` inches apart. The note
    stands behind the heading where there is room, unless it is to stand below.
    """

    heading: str
    note: str
    heights: tuple[float, ...]
    gap: float = 0.1
    note_below: bool = False

    @property
    def height(self) -> float:
        """The inches from the top of the first axes to the foot of the last."""
        return sum(self.heights) + self.gap * (len(self.heights) - 1)

    def words(self, width: float) -> tuple[list[str], list[str]]:
        """Return the lines of the heading and of the note; the first begins the last one's line."""
        heading = wrap(self.heading, width, HEADING)
        left = width - text_width(heading[-1], HEADING) - _NOTE_GAP
        if text_width(self.note, SOFT_PLAIN) <= left and not self.note_below:
            return heading, [self.note]
        return heading, ["", *wrap(self.note, width, SOFT_PLAIN)]

    def heading_height(self, width: float) -> float:
        """Return the inches that heading and note take above the panel."""
        heading, note = self.words(width)
        lines = len(heading) * HEADING.height
        return lines + (len(note) - 1) * PLAIN.height + _HEADING_GAP


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What a page needs: its words, its key and its panels, in rows of ``columns`` panels.

    ``left`` and ``right`` are the inches beside each panel's axes, ``foot`` those below the
    last panel of a column; with ``feet``, or many rows, below every panel.
    """

    title: str
    subtitle: str
    footer: str
    key: tuple[KeyEntry, ...] = ()
    panels: tuple[PanelPlan, ...] = ()
    left: float = 0.6
    right: float = 0.0
    columns: int = 1
    foot: float = DATE_ROOM
    feet: bool = False

    @property
    def column_width(self) -> float:
        """The inches across one column of panels, labels beside the axes included."""
        return (WIDTH - 2 * EDGE - (self.columns - 1) * _COLUMN_GAP) / self.columns

    @property
    def axes_width(self) -> float:
        """The inches across the axes of a panel."""
        return self.column_width - self.left - self.right

    @property
    def rows(self) -> list[tuple[PanelPlan, ...]]:
        """The panels in rows."""
        starts = range(0, len(self.panels), self.columns)
        return [self.panels[at : at + self.columns] for at in starts]

    @property
    def all_feet(self) -> bool:
        """Whether every panel has a foot: who looks at one should not have to look for another."""
        return self.feet or len(self.rows) > _MOST_ON_ONE_FOOT

    @property
    def dated(self) -> range:
        """The panels, by number, that have a foot, for days to stand there."""
        count = len(self.panels)
        return range(0 if self.all_feet else max(count - self.columns, 0), count)

    def row_height(self, row: tuple[PanelPlan, ...]) -> float:
        """Return the inches from the headings of a row to the foot of its axes."""
        return self.headings(row) + max(panel.height for panel in row)

    def headings(self, row: tuple[PanelPlan, ...]) -> float:
        """Return the inches above the axes of a row."""
        return max(panel.heading_height(self.column_width) for panel in row)

    @property
    def panels_height(self) -> float:
        """The inches of all rows, the gaps between them and the room at their foot."""
        rows = self.rows
        gap = PANEL_GAP + (self.foot if self.all_feet else 0.0)
        return sum(map(self.row_height, rows)) + gap * (len(rows) - 1) + self.foot


def lay_out(plan: PagePlan) -> tuple[Figure, list[tuple[Axes, ...]]]:
    """Return a figure with all its words, and the empty axes of each panel from top to bottom."""
    inner = WIDTH - 2 * EDGE
    texts = (
        (balanced(plan.title, inner, TITLE), TITLE),
        (wrap(plan.subtitle, inner, SOFT_PLAIN), SOFT_PLAIN),
    )
    key_rows = key_rows_of(plan.key, inner)
    footer = wrap(plan.footer, inner, SOFT_SMALL)
    height = (
        2 * EDGE
        + sum(len(lines) * letters.height + _TEXT_GAP for lines, letters in texts)
        + len(key_rows) * PLAIN.height
        + _KEY_GAP
        + plan.panels_height
        + len(footer) * SMALL.height
    )
    sheet = _Sheet(Figure(figsize=(WIDTH, height)), height, height - EDGE)
    FigureCanvasAgg(sheet.figure)
    for lines, letters in texts:
        sheet.write(lines, letters)
    sheet.draw_key(key_rows)
    axes = sheet.add_panels(plan)
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
        write_at(self.figure, words, letters, (x, y))

    def draw_key(self, rows: list[list[tuple[float, KeyEntry]]]) -> None:
        for row in rows:
            self.level -= PLAIN.height
            for x, entry in row:
                middle = self.level + 0.6 * PLAIN.size / 72
                draw_handle(self.figure, entry, EDGE + x, middle)
                left = EDGE + x + HANDLE + HANDLE_GAP
                self.set(entry.label, PLAIN, left, self.level + 0.28 * PLAIN.size / 72)
        self.level -= _KEY_GAP

    def add_panels(self, plan: PagePlan) -> list[tuple[Axes, ...]]:
        axes: list[tuple[Axes, ...]] = []
        for row in plan.rows:
            self.level -= plan.headings(row)
            for column, panel in enumerate(row):
                x = EDGE + column * (plan.column_width + _COLUMN_GAP)
                self.write_heading(panel, (x, self.level + plan.headings(row)), plan.column_width)
                axes.append(self.add_axes(plan, panel, x + plan.left))
            self.level -= max(panel.height for panel in row) + PANEL_GAP
            self.level -= plan.foot if plan.all_feet else 0.0
        self.level += PANEL_GAP - (0.0 if plan.all_feet else plan.foot)
        return axes

    def write_heading(self, panel: PanelPlan, corner: tuple[float, float], width: float) -> None:
        """Write heading and note from their upper left corner down; those of a row are level."""
        heading, note = panel.words(width)
        x, at = corner
        for line in heading:
            at -= HEADING.height
            self.set(line, HEADING, x, at + _HEADING_GAP)
        left = x + text_width(heading[-1], HEADING) + _NOTE_GAP
        for line in note:
            self.set(line, SOFT_PLAIN, left, at + _HEADING_GAP)
            left = x
            at -= PLAIN.height

    def add_axes(self, plan: PagePlan, panel: PanelPlan, x: float) -> tuple[Axes, ...]:
        top, made = self.level, []
        for height in panel.heights:
            top -= height
            box = (
                x / WIDTH,
                top / self.height,
                plan.axes_width / WIDTH,
                height / self.height,
            )
            made.append(self.figure.add_axes(box))
            top -= panel.gap
        return tuple(made)


def write_at(
    figure: Figure, words: str, letters: Letters, at: tuple[float, float], **how: Any
) -> None:
    """Write one line of text, in inches from the lower left corner of the figure."""
    figure.text(
        at[0] / WIDTH,
        at[1] / figure.get_figheight(),
        words,
        fontsize=letters.size,
        fontweight="bold" if letters.bold else "normal",
        color=letters.colour,
        **how,
    )


def box_of(axes: Axes) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of axes in inches."""
    box, height = axes.get_position(), float(axes.figure.get_figheight())  # type: ignore[union-attr]
    return box.x0 * WIDTH, box.y0 * height, box.x1 * WIDTH, box.y1 * height
