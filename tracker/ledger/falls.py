"""Where a row of totals falls to a lower level and goes on from there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from math import inf

from tracker.ledger.book import Entry
from tracker.ledger.chains import Chain
from tracker.ledger.longest import goes_before

_SUDDEN = 4
"""So many times the usual growth is no growth: what was low before it was a slip, not a level."""


def find_fall(totals: Sequence[Entry], chain: Chain) -> tuple[Entry, list[Entry]] | None:
    """Return the first total of a lower level, and all that its fall makes contradict each other.

    At least two totals on each side do: a single one that is too high or too low is a slip. The
    new level grows as the old one did until it has made up for the fall; a row of slips ends at
    once.
    """
    lowest = _lowest_from(totals)
    for place in range(1, len(totals) - 2):
        last, first = totals[place], totals[place + 1]
        if goes_before(last, first) or goes_before(totals[place - 1], first):
            continue
        end = bisect_left(lowest, last.interval.low)  # from here on none is below the last
        if end - place < 3 or not _goes_on(totals, end, chain.pace):
            continue
        if any(goes_before(last, totals[n]) for n in range(place + 1, end)):
            continue
        high = [each for each in totals[: place + 1] if not goes_before(each, first)]
        return first, [*high, *totals[place + 1 : end]]
    return None


def _lowest_from(totals: Sequence[Entry]) -> list[float]:
    """Return for each total the least that it or a later one can be, said revisions left out."""
    highs = (inf if each.revises else each.interval.high for each in reversed(totals))
    return list(accumulate(highs, min))[::-1]


def _goes_on(totals: Sequence[Entry], end: int, pace: float) -> bool:
    """Tell whether the total at ``end`` has grown by little since the one before, if it is one."""
    if end == len(totals):
        return True
    low, after = totals[end - 1], totals[end]
    days = max((after.day - low.day).days, 1)
    return (after.value or 0) - (low.value or 0) <= _SUDDEN * pace * days
