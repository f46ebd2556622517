"""Figures as intervals, and the slips by which one figure is written for another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations
from math import inf

_COUNTED_ONE_BY_ONE = 100
"""Below so many, a round figure is a count like any other: ten are ten."""

_COUNTED_CLOSELY = 0.025
"""What is counted by the day or the attack is rounded by no more: 100 are not 104, 1,000 may be
1,020. A total of years is rounded to its first digit, too."""

_FEWEST_TO_BE_CLOSE, _ROUND = 1_000, 50
_LONGEST_PERMUTED = 7

_PLAIN = 10
"""Figures that lie closer than this differ as counts do; no slip is needed to explain it."""

_FEWEST_TO_SLIP = 10
"""Of one digit every other is a slip away."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, both included; infinite where there is no bound."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Tell whether the two can be the same number."""
        return self.low <= other.high and other.low <= self.high

    @property
    def middle(self) -> Interval:
        """The number itself that rounded figures give, where both bounds are known."""
        half = (self.low + self.high) / 2
        return Interval(half, half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def rounding_of(value: float, *, approximate: bool = False) -> float:
    """Return how far the number may lie from the figure, by the zeros that the figure ends in.

    >>> rounding_of(968130), rounding_of(61700), rounding_of(61709), rounding_of(60)
    (5.0, 50.0, 0.0, 0.0)
    >>> rounding_of(60, approximate=True), rounding_of(968131, approximate=True)
    (5.0, 0.5)
    """
    number = abs(round(value))
    if number < (10 if approximate else _COUNTED_ONE_BY_ONE):
        return 0.5 if approximate else 0.0
    unit = 1
    while number % (unit * 10) == 0:
        unit *= 10
    return unit / 2 if unit > 1 or approximate else 0.0


def interval_of(
    value: float | None,
    low: float | None,
    high: float | None,
    qualifier: str,
    *,
    is_total: bool = False,
) -> Interval | None:
    """Return where the number may lie that a figure gives; None where it gives none.

    >>> interval_of(5000, 5000, None, "at_least").high
    inf
    >>> interval_of(61700, 61700, 61700, "exact")
    Interval(low=61650.0, high=61750.0)
    >>> interval_of(100, 100, 100, "exact")
    Interval(low=97.5, high=102.5)
    >>> interval_of(900000, 900000, 900000, "exact", is_total=True)
    Interval(low=850000.0, high=950000.0)
    """
    most = inf if is_total else _COUNTED_CLOSELY
    if qualifier in ("exact", "approximate") and value is not None:
        approximate = qualifier == "approximate"
        within = rounding_of(value, approximate=approximate)
        within = within if approximate else min(within, value * most)
        return Interval(value - within, value + within)
    if low is None and high is None:
        return None
    lowest = -inf if low is None else low - min(rounding_of(low), low * most)
    highest = inf if high is None else high + min(rounding_of(high), high * most)
    return Interval(lowest, highest)


def counted_bound(value: float | None, qualifier: str) -> Interval | None:
    """Return where the number lies of which a bound is told to the unit; None for other figures.

    "At least 52,817 have been killed" is a count with a hedge: nobody sets a bound so closely.

    >>> counted_bound(52817, "at_least"), counted_bound(52810, "at_most")
    (Interval(low=52817, high=52818), Interval(low=52800, high=52810))
    >>> counted_bound(52800, "at_least"), counted_bound(817, "at_least")
    (None, None)
    """
    if value is None or qualifier not in ("at_least", "at_most"):
        return None
    if value < _FEWEST_TO_BE_CLOSE or value % _ROUND == 0:
        return None
    unit = 10 if value % 10 == 0 else 1
    least = qualifier == "at_least"
    return Interval(value, value + unit) if least else Interval(value - unit, value)


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the keys: its ``rule``, what happened in ``words``, and the ``value`` meant."""

    rule: str
    words: str
    value: int


def find_slip(stated: float, meant: Interval) -> Slip | None:
    """Return the plainest slip by which a number of the interval would be written as stated.

    >>> find_slip(390580, Interval(929000, 932000))
    Slip(rule='transposed_digits', words='two digits are transposed', value=930580)
    >>> find_slip(97140, Interval(970000, 973000)).words
    'a digit is missing'
    >>> find_slip(12345, Interval(700, 800)) is None
    True
    """
    if not float(stated).is_integer() or stated < _FEWEST_TO_SLIP:
        return None
    digits = str(int(stated))
    middle = (meant.low + meant.high) / 2
    for rule, words, candidates in _SLIPS:
        found = {
            int(each)
            for each in candidates(digits)
            if each and each[0] != "0" and int(each) in meant and abs(int(each) - stated) >= _PLAIN
        }
        if found and (len(digits) > 2 or rule == "transposed_digits"):
            return Slip(rule, words, min(found, key=lambda value: (abs(value - middle), value)))
    return None


def _neighbours_swapped(digits: str) -> Iterator[str]:
    for n in range(len(digits) - 1):
        yield digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]


def _two_swapped(digits: str) -> Iterator[str]:
    for a, b in combinations(range(len(digits)), 2):
        yield digits[:a] + digits[b] + digits[a + 1 : b] + digits[a] + digits[b + 1 :]


def _one_missing(digits: str) -> Iterator[str]:
    for n in range(len(digits) + 1):
        for digit in "0123456789":
            yield digits[:n] + digit + digits[n:]


def _one_too_many(digits: str) -> Iterator[str]:
    for n in range(len(digits)):
        yield digits[:n] + digits[n + 1 :]


def _one_wrong(digits: str) -> Iterator[str]:
    for n in range(len(digits)):
        for digit in "0123456789":
            yield digits[:n] + digit + digits[n + 1 :]


def _in_another_order(digits: str) -> Iterator[str]:
    if len(digits) <= _LONGEST_PERMUTED:
        yield from map("".join, set(permutations(digits)))


_SLIPS: tuple[tuple[str, str, Callable[[str], Iterator[str]]], ...] = (
    ("transposed_digits", "two digits are transposed", _neighbours_swapped),
    ("transposed_digits", "two digits have changed places", _two_swapped),
    ("mistyped_digit", "one digit is wrong", _one_wrong),
    ("mistyped_digit", "a digit is missing", _one_missing),
    ("mistyped_digit", "there is a digit too many", _one_too_many),
    ("transposed_digits", "the digits are in another order", _in_another_order),
)
