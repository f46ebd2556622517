"""Text that is measured before it is written: its width, and the lines it falls into."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from tracker.chart.style import SETTINGS

_NO_BREAK = "\N{NO-BREAK SPACE}"
_TOGETHER = re.compile(r"(?<=\d) (?=\w)|(?<=[a-z]) (?=\d{4}\b)")
"""The blanks at which no line ends: within a date, between a number and what it counts."""


@cache
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of one line of text in inches."""
    font = FontProperties(
        family=SETTINGS["font.family"], size=size, weight="bold" if bold else "normal"
    )
    return float(_renderer().get_text_width_height_descent(text, font, False)[0]) / 100


@cache
def _renderer() -> RendererAgg:
    canvas: Any = FigureCanvasAgg(Figure(figsize=(1, 1), dpi=100))
    renderer: RendererAgg = canvas.get_renderer()
    return renderer


def line_height(size: float) -> float:
    """Return the distance between two lines of text in inches."""
    return size * 1.32 / 72


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text that is no wider than so many inches; long words are cut up."""
    lines = [""]
    for word in _TOGETHER.sub(_NO_BREAK, text).split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if text_width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, width, size, bold)
    return [line.replace(_NO_BREAK, " ") for line in lines if line] or [""]


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
