"""Where a row of totals falls to a lower level and goes on from there."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.ledger.book import Entry
from tracker.ledger.chains import Chain, goes_before

_SUDDEN = 4
"""So many times the usual growth is no growth: what was low before it was a slip, not a level."""


def find_fall(totals: Sequence[Entry], chain: Chain) -> tuple[Entry, list[Entry]] | None:
    """Return the first total of a lower level, and all that its fall makes contradict each other.

    At least two totals on each side do: a single one that is too high or too low is a slip. The
    new level grows as the old one did until it has made up for the fall; a row of slips ends at
    once.
    """
    for place in range(1, len(totals) - 2):
        last, first = totals[place], totals[place + 1]
        if goes_before(last, first) or goes_before(totals[place - 1], first):
            continue
        low = [each for each in totals[place + 1 :] if not goes_before(last, each)]
        high = [each for each in totals[: place + 1] if not goes_before(each, first)]
        after = totals[place + 1 + len(low) :]
        in_a_row = low == list(totals[place + 1 :][: len(low)])
        if len(low) < 2 or not in_a_row or not _goes_on(low, after, chain.pace):
            continue
        return first, [*high, *low]
    return None


def _goes_on(low: Sequence[Entry], after: Sequence[Entry], pace: float) -> bool:
    if not after:
        return True
    days = max((after[0].day - low[-1].day).days, 1)
    return (after[0].value or 0) - (low[-1].value or 0) <= _SUDDEN * pace * days
