"""Labels beside the lines of a panel: who, and the newest figure with its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path

from tracker.chart.dates import written, written_month
from tracker.chart.key import HANDLE, HANDLE_GAP, KeyEntry, draw_handle
from tracker.chart.labels import spread
from tracker.chart.lettering import SMALL, shortened, text_width, wrap
from tracker.chart.marks import AT_LEAST, AT_MOST, RANGE, marks_of, newest_words
from tracker.chart.page import box_of, write_at
from tracker.chart.panels import Line, Panel
from tracker.chart.signs import ARROWS, WHISKER, style_of

_WIDTH, _MOST_LINES, _GAP = 2.2, 3, 0.07
_TRIANGLES = {AT_LEAST: "^", AT_MOST: "v"}


def label_room(panels: Iterable[Panel]) -> float:
    """Return the inches that the labels right of the panels need."""
    lines = (text for panel in panels for line in panel.lines for text in _label(line))
    widest = max(text_width(text, SMALL) for text in lines)
    return HANDLE + HANDLE_GAP + widest + 0.12


def label_height(panel: Panel) -> float:
    """Return the inches that the labels of a panel need, one above another."""
    return sum(len(_label(line)) * SMALL.height + _GAP for line in panel.lines)


def draw_labels(figure: Figure, axes: Axes, panel: Panel, *, joined: bool) -> None:
    """Write a label for each line of a panel, near its newest figure; joined lines show theirs."""
    _, bottom, right, top = box_of(axes)
    labels = [_label(line) for line in panel.lines]
    rooms = [len(label) * SMALL.height + _GAP for label in labels]
    wanted = [bottom + share * (top - bottom) for share in _heights(axes, panel.lines)]
    for line, label, middle in zip(
        panel.lines, labels, spread(wanted, rooms, bottom, top), strict=True
    ):
        style = style_of(line.party_to_war) if line.named and joined else None
        entry = KeyEntry(
            "", line.colour, _form(line, joined=joined), style, hollow=not _all_reviewed(line)
        )
        _draw_label(figure, entry, label, (right + 0.1, middle))


def _form(line: Line, *, joined: bool) -> str | Path:
    """Return the form of the newest mark of a line: bounds are triangles where lines join them."""
    bounds: Mapping[str, str | Path] = _TRIANGLES if joined else ARROWS
    forms = {**bounds, RANGE: WHISKER}
    return forms.get(marks_of(line.rows)[-1].kind, line.marker)


def _all_reviewed(line: Line) -> bool:
    return all(mark.reviewed for mark in marks_of(line.rows))


def _heights(axes: Axes, lines: Sequence[Line]) -> list[float]:
    """Return how far up the axes the newest figure of each line stands, from 0 to 1."""
    low, high = axes.get_ylim()
    newest = [marks_of(line.rows)[-1].high for line in lines]
    if axes.get_yscale() == "log":
        return [log(value / low) / log(high / low) for value in newest]
    return [(value - low) / (high - low) for value in newest]


def _label(line: Line) -> list[str]:
    """Return the lines of text beside a line: who, of which side, the newest figure, its day."""
    who = shortened(line.label, _WIDTH, SMALL, _MOST_LINES)
    if line.rows["speaker"].nunique() > 1:
        return who
    side = [line.standing] if line.standing else []
    return [*who, *side, *wrap(_newest(line), _WIDTH, SMALL)]


def _newest(line: Line) -> str:
    marks, precision = marks_of(line.rows), line.rows["date_precision"].iloc[-1]
    day = marks[-1].day
    when = {"month": f"in {written_month(day)}", "year": f"in {day.year}"}
    return f"{newest_words(marks)} {when.get(precision, f'on {written(day)}')}"


def _draw_label(figure: Figure, entry: KeyEntry, label: list[str], at: tuple[float, float]) -> None:
    first = at[1] + (len(label) - 1) * SMALL.height / 2
    draw_handle(figure, entry, at[0], first)
    for row, words in enumerate(label):
        left = at[0] + HANDLE + HANDLE_GAP
        place = (left, first - row * SMALL.height)
        write_at(figure, words, SMALL, place, va="center", gid="label")
