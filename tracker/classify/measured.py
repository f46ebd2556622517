"""What quantulum3 says that a number measures, where the vocabulary leaves it unexplained.

It takes milliseconds to answer, so it is asked only where one of its own names of a unit follows
the number, and only about those units whose dimension it is believed on.
"""

from __future__ import annotations

import re
import warnings
from functools import cache

from tracker.models import Document

_DIMENSIONS = {
    "length": "distance",
    "currency": "money",
    "time": "duration",
    "mass": "weight",
    "speed": "speed",
    "area": "area",
    "percentage": "percentage",
    "temperature": "temperature",
    "data storage": "data",
    "power": "power",
    "energy": "energy",
    "volume": "volume",
    "angle": "duration",
}
_WINDOW = 18  # characters behind the number that quantulum3 is shown
_WORDS = re.compile(r"[^\W\d_]+|[^\w\s]")
_BETWEEN = frozenset("and a half -".split())  # "2 and a half miles", "50-mile"
_NAME = 4  # words of the longest name of a unit that is looked for: "pound per square inch"


def measured_unit(document: Document, start: int, end: int) -> str | None:
    """Return what quantulum3 says that a number measures ("distance"), or None.

    It is asked about a short window around a number that nothing else explains, and believed
    on a short list of dimensions only.
    """
    window = document.text[start : min(end + _WINDOW, len(document.text))].split("\n")[0]
    if len(window) <= end - start or not window[0].isdigit():
        return None
    return _measured(window) if is_unit(window[end - start :]) else None


def is_unit(words: str) -> bool:
    """Tell whether what follows a number opens with the name of a unit that is believed.

    >>> is_unit(" kilometers from the border"), is_unit("-mile march"), is_unit(" Russian boats")
    (True, True, False)
    >>> is_unit(" in Kherson"), is_unit(" in) long")
    (False, True)
    """
    following = _WORDS.findall(words.lower())
    while following and following[0] in _BETWEEN:
        del following[0]
    if following[:1] == ["in"] and following[1:2] != [")"]:
        return False  # a number at the end of a line before "In Kherson, ..." is no inch
    names = _names()
    return any(tuple(following[:size]) in names for size in range(1, _NAME + 1))


@cache
def _names() -> frozenset[tuple[str, ...]]:
    """Return the names and signs of the units that are believed, in small letters, as words."""
    from quantulum3 import load

    units = load.units("en_US")
    return frozenset(
        tuple(_WORDS.findall(name.lower()))
        for table in (units.surfaces, units.symbols, units.prefix_symbols)
        for name, meant in table.items()
        if any(unit.entity.name in _DIMENSIONS for unit in meant)
    )


@cache
def _quantulum() -> object:
    """Return quantulum3's parser, loaded when first asked: it compiles for two seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses a classifier that the tracker does not want
        import quantulum3.classifier as classifier
        from quantulum3 import parser

    classifier.USE_CLF = False
    return parser


@cache
def _measured(window: str) -> str | None:
    parser = _quantulum()
    try:
        found = parser.parse(window)  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001  quantulum3 raises many kinds on odd text; then it knows nothing
        return None
    for quantity in found:
        if quantity.span[0] == 0:
            return _DIMENSIONS.get(quantity.unit.entity.name)
    return None
