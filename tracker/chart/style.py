"""How things look: colours that the colour-blind tell apart, and in grey."""

from __future__ import annotations

import re
from typing import Any

INK, SOFT, FAINT, PAPER = "#1a1a1a", "#595959", "#d9d9d9", "#ffffff"

COLOURS = (
    "#4961e0",
    "#df7f10",
    "#51152c",
    "#058f8e",
    "#35b4f2",
    "#983c24",
    "#08d48b",
    "#433a7c",
)
"""Blue, orange, wine, teal, sky, rust, mint and indigo: eight steps of lightness, chosen so that
any two are apart to full sight, without red or green cones, and in grey; a test measures it."""

MARKERS = ("o", "s", "D", "P", "X", "h", "p", "*")
"""A form for each colour, too; triangles are for bounds. All have an inside, to be left hollow."""

UNNAMED_COLOUR, OTHERS_MARKER, SILENT_MARKER = "#7a7a7a", "d", "8"
"""For sources beyond the colours, and for claims without a source."""

SIDE_COLOURS = {True: "#983c24", False: "#35b4f2", None: UNNAMED_COLOUR}
SIDE_MARKERS = {True: "s", False: "o", None: "D"}
SIDE_WORDS = {
    True: "a party to the war",
    False: "independent of the parties",
    None: "neither, or not known",
}
"""Colour, form and words by where a speaker stands: a party to the war (true), a source that is
no side, state or authority (false), or neither (None)."""

WHOLE_COLOUR, PART_COLOURS = "#dedede", ("#4961e0", "#df7f10", "#51152c", "#08d48b")

_BREAKS = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_MINUS = "\N{MINUS SIGN}"

SETTINGS: dict[Any, Any] = {
    "axes.edgecolor": SOFT,
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.unicode_minus": True,
    "figure.dpi": 100,
    "figure.facecolor": PAPER,
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "Bitstream Vera Sans", "Verdana", "Geneva", "sans-serif"],
    "font.size": 9.0,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "lines.solid_capstyle": "butt",
    "pdf.fonttype": 42,
    "savefig.dpi": 200,
    "svg.fonttype": "none",
    "svg.hashsalt": "tracker",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": SOFT,
    "xtick.labelsize": 8.0,
    "ytick.color": SOFT,
    "ytick.labelsize": 8.0,
}
"""Laid over matplotlib's defaults, whatever the user's own settings are.

A fixed hash salt makes the same SVG of the same data; a dollar in a name is a dollar. The
first font comes with matplotlib; the others are for readers of an SVG who lack it, and as wide.
"""


def one_line(text: str) -> str:
    r"""Return a text with a blank for what ends a line or controls a device.

    >>> one_line("the mayor\n of Kostopil\x07")
    'the mayor of Kostopil '
    """
    return _BREAKS.sub(" ", text)


def tint(colour: str) -> str:
    """Return the light form of a colour.

    >>> tint("#000000")
    '#a6a6a6'
    """
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * 0.65):02x}" for part in parts)


def number(value: float, places: int = 2) -> str:
    """Return a number with thousands separators, or in millions where that takes few places.

    >>> number(1310.0), number(2.5), number(1_362_279), number(1_500_000), number(-2e6)
    ('1,310', '2.5', '1,362,279', '1.5 million', '−2 million')
    """
    millions = round(value / 1e6, places)
    if abs(value) >= 1e6 and round(millions * 1e6) == value:
        return f"{millions:,.{places}f}".rstrip("0").rstrip(".").replace("-", _MINUS) + " million"
    words = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return words.replace("-", _MINUS)
