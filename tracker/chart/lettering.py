"""Text that is measured before it is written: its width, and the lines it falls into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from tracker.chart.style import INK, SETTINGS, SOFT, one_line


@dataclass(frozen=True, slots=True)
class Letters:
    """How a piece of text is set: its size in points, its colour, and whether it is bold."""

    size: float
    colour: str = INK
    bold: bool = False

    @property
    def height(self) -> float:
        """The distance between two lines in inches."""
        return self.size * 1.32 / 72


TITLE, HEADING = Letters(14.0, bold=True), Letters(10.5, bold=True)
PLAIN, SOFT_PLAIN = Letters(9.0), Letters(9.0, SOFT)
SMALL, SOFT_SMALL = Letters(8.0), Letters(8.0, SOFT)

_NO_BREAK = "\N{NO-BREAK SPACE}"
_TOGETHER = re.compile(r"(?<=\d) (?=\w)|(?<=[a-z]) (?=\d{4}\b)|(?<=\bby) (?=day\b)|(?<=:) (?=\d)")
"""The blanks at which no line ends: in a date, in "by day", between a number and what it counts."""


@cache
def text_width(text: str, letters: Letters) -> float:
    """Return the width of one line of text in inches."""
    weight = "bold" if letters.bold else "normal"
    font = FontProperties(family=SETTINGS["font.family"], size=letters.size, weight=weight)
    return float(_renderer().get_text_width_height_descent(text, font, False)[0]) / 100


@cache
def _renderer() -> RendererAgg:
    canvas: Any = FigureCanvasAgg(Figure(figsize=(1, 1), dpi=100))
    renderer: RendererAgg = canvas.get_renderer()
    return renderer


def wrap(text: str, width: float, letters: Letters) -> list[str]:
    """Return the lines of a text that is no wider than so many inches; long words are cut up."""
    lines = [""]
    for word in _TOGETHER.sub(_NO_BREAK, one_line(text)).split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if text_width(longer, letters) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, width, letters)
    return [line.replace(_NO_BREAK, " ") for line in lines if line] or [""]


def balanced(text: str, width: float, letters: Letters) -> list[str]:
    """Return as few lines as `wrap` does, about equally long."""
    lines = wrap(text, width, letters)
    while len(lines) > 1:
        narrower = max(text_width(line, letters) for line in lines) - 0.02
        closer = wrap(text, narrower, letters)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def _pieces(word: str, width: float, letters: Letters) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, letters) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def shortened(text: str, width: float, letters: Letters, most: int) -> list[str]:
    """Return at most so many lines of a text; where it is longer, the last one ends with dots."""
    lines = wrap(text, width, letters)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and text_width(f"{last}…", letters) > width:
        last = last[:-1].rstrip()
    return [*lines[: most - 1], f"{last}…"]
