"""The totals of an account that go together, and what would go together with them on a day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import inf
from statistics import median

from tracker.ledger.book import Entry
from tracker.ledger.numbers import Interval

_FASTER = 5
"""How many times its usual pace a total may grow beyond the last one known."""

_NEAR = timedelta(45)

_SAID = 1e-3
_USUAL = 1e-5


@dataclass(frozen=True, slots=True)
class Chain:
    """Totals in order of days, none of which is above a later one."""

    entries: tuple[Entry, ...]

    @property
    def pace(self) -> float:
        """The usual growth in a day; 0 where the chain has less than two days."""
        grown = [
            ((after.value or 0) - (before.value or 0)) / (after.day - before.day).days
            for before, after in pairwise(self.entries)
            if after.day > before.day
        ]
        return max(median(grown), 0.0) if grown else 0.0

    def without(self, entry: Entry) -> Chain:
        """Return the chain without one of its entries."""
        return Chain(tuple(each for each in self.entries if each is not entry))

    def around(self, day: date, value: float | None = None) -> tuple[Entry | None, Entry | None]:
        """Return the last total before the day and the first after it.

        Of totals for the day itself those up to ``value`` count as before.
        """
        before = [e for e in self.entries if e.day < day or _is_up_to(e, day, value)]
        after = [e for e in self.entries if e.day > day or _is_above(e, day, value)]
        return (before[-1] if before else None, after[0] if after else None)

    def has(self, day: date) -> bool:
        """Tell whether there is a total for the day."""
        days = [each.day for each in self.entries]
        return bisect_left(days, day) < bisect_right(days, day)

    def expected(self, day: date) -> Interval | None:
        """Return where a total for the day would lie; None where none is known near it."""
        before, after = self.around(day)
        if before is not None and after is not None:
            return Interval(before.interval.low, after.interval.high)
        if before is not None and day - before.day <= _NEAR:
            most = self.pace * _FASTER * (day - before.day).days
            return Interval(before.interval.low, before.interval.high + most)
        if after is not None and after.day - day <= _NEAR:
            most = self.pace * _FASTER * (after.day - day).days
            return Interval(after.interval.low - most, after.interval.high)
        return None

    def knows(self, day: date) -> bool:
        """Tell whether there are totals close to the day on one side at least."""
        return any(
            each is not None and abs(each.day - day) <= _NEAR for each in self.around(day, inf)
        )


def _is_up_to(entry: Entry, day: date, value: float | None) -> bool:
    return value is not None and entry.day == day and (entry.value or 0) <= value


def _is_above(entry: Entry, day: date, value: float | None) -> bool:
    return value is not None and entry.day == day and (entry.value or 0) > value


def goes_before(before: Entry, after: Entry) -> bool:
    """Tell whether a total can be followed by another: it does not fall, or is said to."""
    return before.interval.low <= after.interval.high or after.revises


def longest_chain(totals: Sequence[Entry], days: Sequence[Entry] = ()) -> Chain:
    """Return the most totals that go together, in order of days.

    Of chains of one length that is taken in which more steps are what the source says of the
    days between, and are of the usual pace.
    """
    if all(goes_before(a, b) for a, b in pairwise(totals)):
        return Chain(tuple(totals))
    said = {(e.day - timedelta(e.days), e.day): e.interval for e in days if e.is_plain and e.days}
    pace = Chain(tuple(totals)).pace
    best: list[tuple[float, int | None]] = []
    for index, after in enumerate(totals):
        steps = [
            (best[n][0] + 1 + _support(before, after, said, pace), n)
            for n, before in enumerate(totals[:index])
            if goes_before(before, after)
        ]
        best.append(max(steps, key=lambda step: step[0], default=(1.0, None)))
    at: int | None = max(range(len(best)), key=lambda n: best[n][0], default=None)
    kept = []
    while at is not None:
        kept.append(totals[at])
        at = best[at][1]
    return Chain(tuple(reversed(kept)))


def _support(
    before: Entry, after: Entry, said: Mapping[tuple[date, date], Interval], pace: float
) -> float:
    """Return how much else speaks for a step, always less than one more total would."""
    grown = after.interval - before.interval
    stated = said.get((before.day, after.day))
    support = _SAID if stated is not None and stated.meets(grown) else 0.0
    usual = pace * (after.day - before.day).days
    return support + (_USUAL if usual / 3 <= (grown.low + grown.high) / 2 <= usual * 3 else 0.0)
