"""Rows of words beside axes: a rung for each claim or source, as high as its words need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tracker.chart.lettering import SMALL, shortened, text_width
from tracker.chart.page import EDGE, box_of, write_at
from tracker.chart.panels import NO_SOURCE
from tracker.chart.style import FAINT

WHO_WIDTH = 2.5
_MOST_LINES, _GAP, _COLUMN_GAP = 2, 0.1, 0.14


@dataclass(frozen=True, slots=True)
class Rung:
    """The words of a row: who, left in up to two lines, then further words left and right."""

    who: str
    left: str
    right: str

    @property
    def lines(self) -> list[str]:
        """The lines of who."""
        return shortened(self.who, WHO_WIDTH, SMALL, _MOST_LINES)

    @property
    def height(self) -> float:
        """The inches of the row."""
        return len(self.lines) * SMALL.height + _GAP


def who_of(speaker: str | None, named: bool) -> str:
    """Return a speaker for readers; words that single out no source stand in quotes."""
    if speaker is None:
        return NO_SOURCE
    return speaker if named else f"“{speaker}”"


def rooms(rungs: Sequence[Rung]) -> tuple[float, float, float]:
    """Return the inches for who, for all that stands left, and for what stands right."""
    who = max(text_width(line, SMALL) for rung in rungs for line in rung.lines)
    left = max(text_width(rung.left, SMALL) for rung in rungs)
    right = max(text_width(rung.right, SMALL) for rung in rungs)
    return who, who + _COLUMN_GAP + left + (_COLUMN_GAP if left else 0.0), right + _COLUMN_GAP


def rungs_height(rungs: Sequence[Rung]) -> float:
    """Return the inches of all rows."""
    return sum(rung.height for rung in rungs)


def write_rungs(figure: Figure, axes: Axes, rungs: Sequence[Rung], who_width: float) -> list[float]:
    """Write the words of all rows; return the middle of each on the axes, whose unit is an inch."""
    ends = list(accumulate(rung.height for rung in rungs))
    axes.set_ylim(ends[-1], 0.0)
    axes.set_yticks([])
    _, _, right, top = box_of(axes)
    middles = []
    for rung, end in zip(rungs, ends, strict=True):
        middle = end - rung.height / 2
        first = top - middle + (len(rung.lines) - 1) * SMALL.height / 2
        for row, words in enumerate(rung.lines):
            at = (EDGE, first - row * SMALL.height)
            write_at(figure, words, SMALL, at, va="center", gid="who")
        beside = (EDGE + who_width + _COLUMN_GAP, top - middle)
        write_at(figure, rung.left, SMALL, beside, va="center", gid="left")
        behind = (right + _COLUMN_GAP, top - middle)
        write_at(figure, rung.right, SMALL, behind, va="center", gid="right")
        axes.axhline(end, color=FAINT, linewidth=0.5, zorder=0.5)
        middles.append(middle)
    return middles
