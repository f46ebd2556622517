"""The key of a chart: what its colours, lines and marks mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from tracker.chart.lettering import PLAIN, text_width
from tracker.chart.style import INK, PAPER

HANDLE, HANDLE_GAP = 0.34, 0.09
_ENTRY_GAP, _ARROW_SIZE = 0.28, 14.0


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of the key: a box, or a line with or without a marker, and its words.

    What is hollow is drawn as an outline; a box of several colours has a part for each.
    """

    label: str
    colour: str
    marker: str | Path | None = None
    line: str | None = None
    box: bool = False
    hollow: bool = False
    others: tuple[str, ...] = ()


def key_rows_of(key: Sequence[KeyEntry], width: float) -> list[list[tuple[float, KeyEntry]]]:
    """Return the rows of the key: entries with the inches at which they begin."""
    rows: list[list[tuple[float, KeyEntry]]] = []
    at = width
    for entry in key:
        needs = HANDLE + HANDLE_GAP + text_width(entry.label, PLAIN) + _ENTRY_GAP
        if at + needs > width or not rows:
            rows.append([])
            at = 0.0
        rows[-1].append((at, entry))
        at += needs
    return rows


def draw_handle(figure: Figure, entry: KeyEntry, x: float, y: float) -> None:
    """Draw the sign of a key entry at x and y, in inches from the lower left corner."""
    inches = figure.dpi_scale_trans
    if entry.box:
        colours = (entry.colour, *entry.others)
        part = 0.18 / len(colours)
        for place, colour in enumerate(colours):
            corner = (x + 0.08 + place * part, y - 0.05)
            box = Rectangle(corner, part, 0.1, **box_style(colour, entry.hollow))
            box.set_transform(inches)
            figure.add_artist(box)
    if entry.line:
        figure.add_artist(
            Line2D([x, x + HANDLE], [y, y], color=entry.colour, ls=entry.line, transform=inches)
        )
    if entry.marker:
        shift_x, shift_y = _to_middle(entry.marker)
        figure.add_artist(
            Line2D(
                [x + HANDLE / 2 + shift_x],
                [y + shift_y],
                color=entry.colour,
                markerfacecolor=_face(entry),
                marker=entry.marker,
                ls="",
                ms=6 if isinstance(entry.marker, str) else _ARROW_SIZE,
                transform=inches,
            )
        )


def _face(entry: KeyEntry) -> str:
    """Return the colour within a marker; forms of our own are strokes, with nothing within."""
    return inside(entry.colour, hollow=entry.hollow) if isinstance(entry.marker, str) else "none"


def _to_middle(marker: str | Path) -> tuple[float, float]:
    """Return the inches by which a form of our own is moved to stand in the middle."""
    if isinstance(marker, str):
        return 0.0, 0.0
    box = marker.get_extents()
    inch = _ARROW_SIZE / 2 / 72
    return -(box.x0 + box.x1) / 2 * inch, -(box.y0 + box.y1) / 2 * inch


def inside(colour: str, *, hollow: bool) -> str:
    """Return the colour within an outline."""
    return PAPER if hollow else colour


def box_style(colour: str, hollow: bool) -> dict[str, Any]:
    """Return how a box or bar is filled: whole, or as an outline."""
    if hollow:
        return {"facecolor": PAPER, "edgecolor": colour, "linewidth": 0.9}
    return {"facecolor": colour, "edgecolor": colour, "linewidth": 0.0}


def review_key(
    marks: Iterable[bool],
    marker: str | None = "o",
    unreviewed: str = "not reviewed",
    *,
    where: str = "",
) -> tuple[KeyEntry, ...]:
    """Return the entries that say which marks were reviewed, for those that there are.

    ``where`` is where the mark stands, for readers, if it is not that of the figure itself.
    """
    there = set(map(bool, marks))
    box = marker is None
    entries = (
        (True, KeyEntry(f"{where}reviewed by a person", INK, marker, box=box)),
        (False, KeyEntry(f"{where}{unreviewed}", INK, marker, box=box, hollow=True)),
    )
    return tuple(entry for is_there, entry in entries if is_there in there)
