"""What stands before a number: the place behind which its hedges and articles begin."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.classify.units import Unit

_BEFORE_NUMBER = frozenset(
    "the a an another its his her their our my your further additional total only just also "
    "other some all least last first final additionally even alone nearly reportedly respectively "
    "these those average earlier initial previous preliminary provisional".split()
)
_TOLD = frozenset(
    "reported record staggering whopping confirmed combined purported alleged".split()
)
_ARTICLES = frozenset("a an the".split())
_WHOLES = frozenset("total average".split())


def place_before(units: Sequence[Unit], at: int) -> int:
    """Return the position of the unit before a count and before its hedges and articles."""
    count = units[at].count
    assert count is not None
    for position in range(at - 1, -1, -1):
        unit = units[position]
        if not (
            unit.start >= count.reach_start
            or unit.is_word(_BEFORE_NUMBER)
            or unit.text in "\"'"
            or _total_of(units, position)
            or _reported(units, position)
        ):
            return position
    return -1


def _reported(units: Sequence[Unit], position: int) -> bool:
    """As in "killing a reported 62 people", "a record 728 drones"."""
    if not units[position].is_word(_TOLD):
        return False
    return position > 0 and units[position - 1].is_word(_ARTICLES)


def _total_of(units: Sequence[Unit], position: int) -> bool:
    """As in "A total of 366": the words belong to the number."""
    if units[position].text != "of":
        return False
    return position > 0 and units[position - 1].is_word(_WHOLES)
