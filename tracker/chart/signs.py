"""The marks of figures: points, bounds as arrows, ranges as whiskers; hollow: not reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.path import Path

from tracker.chart.crowd import apart
from tracker.chart.key import KeyEntry, inside, review_key
from tracker.chart.marks import AT_LEAST, AT_MOST, POINT, RANGE, Mark, marks_of
from tracker.chart.panels import Line
from tracker.chart.scales import place_of, points_of_a_day, room_below
from tracker.chart.style import PAPER, SOFT

_SIZES, _MANY = (1.6, 4.0, 6.0), 40
"""The smallest size of a mark in points, that of up to so many in a line, and the largest."""

ARROWS = {
    AT_LEAST: Path(
        [(0, 0), (0, 1), (-0.28, 0.66), (0, 1), (0.28, 0.66), (-0.22, 0), (0.22, 0)],
        [1, 2, 1, 2, 2, 1, 2],
    ),
    AT_MOST: Path(
        [(0, 0), (0, -1), (-0.28, -0.66), (0, -1), (0.28, -0.66), (-0.22, 0), (0.22, 0)],
        [1, 2, 1, 2, 2, 1, 2],
    ),
}
"""An arrow from the figure to where the truth may be, with a foot on the figure itself."""

WHISKER = Path(
    [(0, -0.4), (0, 0.4), (-0.2, 0.4), (0.2, 0.4), (-0.2, -0.4), (0.2, -0.4)],
    [1, 2, 1, 2, 1, 2],
)
"""A range as the key shows it: a bar from the lowest to the highest figure, with its ends."""

WHISKER_WIDTHS = (3.4, 1.4)
"""The points across a range, and across the white within one that is not reviewed."""

_ARROW_SIZE, _SHORTEST = 26.0, 10.0
"""Twice the points from the foot of an arrow to its tip; the least that shows where it points."""


def mark_key(rows: Iterable[pd.DataFrame], *, arrows: bool = False) -> tuple[KeyEntry, ...]:
    """Return the entries for the forms of marks that are there."""
    marks = [mark for each in rows for mark in marks_of(each)]
    kinds = {mark.kind for mark in marks}
    forms: Mapping[str, str | Path] = ARROWS if arrows else {AT_LEAST: "^", AT_MOST: "v"}
    entries = (
        (AT_LEAST in kinds, KeyEntry("at least", SOFT, forms[AT_LEAST])),
        (AT_MOST in kinds, KeyEntry("at most", SOFT, forms[AT_MOST])),
        (RANGE in kinds, KeyEntry("range", SOFT, WHISKER)),
    )
    shown = tuple(entry for is_there, entry in entries if is_there)
    return (*shown, *review_key(mark.reviewed for mark in marks))


def style_of(party_to_war: bool | None) -> str:
    """Return how the line of a source is drawn, by whether it is a party to the war."""
    return {True: "--", False: "-", None: ":"}[party_to_war]


def marker_size(axes: Axes, days: Sequence[pd.Series]) -> float:
    """Return a size in points at which the marks of the fullest line stand apart, if any does."""
    fullest = max(days, key=lambda each: each.nunique())
    gaps = [gap.days for gap in fullest.drop_duplicates().diff().dropna()]
    smallest = _SIZES[0] if len(fullest) > _MANY else _SIZES[1]
    return (
        min(max(median(gaps) * points_of_a_day(axes) * 0.8, smallest), _SIZES[2])
        if gaps
        else _SIZES[2]
    )


def draw_signs(axes: Axes, lines: Sequence[Line], *, arrows: bool = False) -> None:
    """Draw every figure of these lines as a mark, those of the first line on top."""
    size = marker_size(axes, [line.rows["date"] for line in lines])
    arrow = _ARROW_SIZE / 2 if arrows else 0.0
    all_marks = apart(axes, [marks_of(line.rows) for line in lines], size, arrow=arrow)
    for order, (line, marks) in enumerate(zip(reversed(lines), reversed(all_marks), strict=True)):
        _draw_line(_Signs(axes, line, size, 3 + order / 100), marks, arrows=arrows)


def _draw_line(signs: _Signs, marks: list[Mark], *, arrows: bool) -> None:
    """Draw the marks of a line, and days that are only known to be in a month."""
    for kind in (AT_LEAST, AT_MOST):
        if arrows:
            signs.draw_arrows([mark for mark in marks if mark.kind == kind], kind)
    for reviewed in (False, True):
        shown = [mark for mark in marks if mark.reviewed is reviewed]
        signs.draw_ranges([m for m in shown if m.kind == RANGE], hollow=not reviewed)
        for kind in (AT_LEAST, AT_MOST):
            bounds = [mark for mark in shown if mark.kind == kind]
            signs.draw_bounds(bounds, kind, hollow=not reviewed, form=None if arrows else kind)
        signs.draw_points([m for m in shown if m.kind == POINT], hollow=not reviewed)
    _draw_loose_days(signs.axes, signs.line, marks)


class _Signs:
    """What all signs of one line share."""

    def __init__(self, axes: Axes, line: Line, size: float, order: float) -> None:
        self.axes, self.line, self.size, self.order = axes, line, size, order

    def draw_points(self, marks: list[Mark], *, hollow: bool) -> None:
        look = self._look(hollow=hollow)
        name = POINT if hollow else f"reviewed {POINT}"
        self._plot(marks, name, marker=self.line.marker, markersize=self.size, **look)
        if hollow and self.size >= _SIZES[1]:
            self._clear(marks)

    def _clear(self, marks: list[Mark]) -> None:
        """Leave the outline alone where rings lie on one another: a crowd is hollow, too."""
        size = self.size - min(1.1, self.size / 4)
        look = {"markersize": size, "markeredgewidth": 0, "markerfacecolor": PAPER}
        self._plot(marks, "inside", marker=self.line.marker, **look)

    def draw_bounds(self, marks: list[Mark], kind: str, *, hollow: bool, form: str | None) -> None:
        """Draw triangles that stand on their value or hang; without a form, feet of arrows."""
        marker = self.line.marker if form is None else {AT_LEAST: 10, AT_MOST: 11}[form]
        size = self.size * 0.7 if form is None else self.size + 1
        name = f"{'foot of ' if form is None else ''}{kind if hollow else f'reviewed {kind}'}"
        self._plot(marks, name, marker=marker, markersize=size, **self._look(hollow=hollow))

    def _look(self, *, hollow: bool) -> dict[str, object]:
        face = inside(self.line.colour, hollow=hollow)
        return {"markerfacecolor": face, "markeredgewidth": min(1.1, self.size / 4)}

    def draw_arrows(self, marks: list[Mark], kind: str) -> None:
        """Draw arrows up or down; one that would leave the panel below is shorter."""
        usual = _ARROW_SIZE * min(max(self.size / _SIZES[2], 0.4), 1.0)
        by_size: dict[float, list[Mark]] = {}
        for mark in marks:
            room = 2 * room_below(self.axes, mark.low) if kind == AT_MOST else usual
            size = min(max(room, _SHORTEST), usual)
            by_size.setdefault(size, []).append(mark)
        for size, its in by_size.items():
            self._plot(its, kind, marker=ARROWS[kind], markersize=size, markerfacecolor="none")

    def draw_ranges(self, ranges: list[Mark], *, hollow: bool) -> None:
        if not ranges:
            return
        days = [_place_of(mark) for mark in ranges]
        low, high = [mark.low for mark in ranges], [mark.high for mark in ranges]
        name = f"{RANGE if hollow else f'reviewed {RANGE}'}: {self.line.label}"
        share = self.size / _SIZES[2]
        for width, colour in zip(WHISKER_WIDTHS, (self.line.colour, PAPER), strict=True):
            if colour != PAPER or hollow:
                lines = self.axes.vlines(days, low, high, color=colour)
                lines.set_gid(None if colour == PAPER else name)
                lines.set(linewidth=max(width * share, 0.5), zorder=self.order - 0.5)
        for ends in (low, high):
            signs = self.axes.plot(days, ends, marker="_", linestyle="", color=self.line.colour)
            signs[0].set(clip_on=False, markersize=6 * max(share, 0.5), zorder=self.order - 0.5)

    def _plot(self, marks: list[Mark], kind: str, **how: object) -> None:
        if marks:
            self.axes.plot(
                [_place_of(mark) for mark in marks],
                [mark.low for mark in marks],
                linestyle="",
                color=self.line.colour,
                zorder=self.order,
                clip_on=False,
                gid=f"{kind}: {self.line.label}",
                **how,  # type: ignore[arg-type]
            )


def _place_of(mark: Mark) -> float:
    return place_of(mark.day) + mark.shift


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
