"""The most totals that go together: a longest chain, found without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import inf

from tracker.ledger.book import Entry
from tracker.ledger.chains import Chain
from tracker.ledger.numbers import Interval

_SAID = 1e-3
_USUAL = 1e-5


def goes_before(before: Entry, after: Entry) -> bool:
    """Tell whether a total can be followed by another: it does not fall, or is said to."""
    return before.interval.low <= after.interval.high or after.revises


def longest_chain(totals: Sequence[Entry], days: Sequence[Entry] = ()) -> Chain:
    """Return the most totals that go together, in order of days.

    Of chains of one length that is taken in which more steps are what the source says of the
    days between, and are of the usual pace.
    """
    if all(goes_before(a, b) for a, b in pairwise(totals)):
        return Chain.of(totals)
    steps = _Steps(totals, days)
    ends = _Ends(totals)
    best: list[tuple[float, int | None]] = []
    for index, after in enumerate(totals):
        score, at = 1.0, None
        for n in steps.said_to(after, index):
            if goes_before(totals[n], after):
                score, at = _better((score, at), (best[n][0] + 1 + steps.support(n, index), n))
        for n_score, group in ends.that_go_before(after):
            if at is not None and n_score + 1 + _USUAL < score:
                break
            for n in group:
                if goes_before(totals[n], after):
                    step = n_score + 1 + steps.support(n, index)
                    score, at = _better((score, at), (step, n))
                    if step >= n_score + 1 + _USUAL:
                        break
        best.append((score, at))
        ends.add(index, score)
    return _followed_back(totals, best)


Step = tuple[float, int | None]
"""How good the chain is that ends with a total, and the place of the total before."""


def _better(one: Step, other: Step) -> Step:
    """Return the better step, of equal ones that from the earlier total."""
    if one[1] is None or other[1] is None:
        return other if one[1] is None else one
    return max(one, other, key=lambda step: (step[0], -(step[1] or 0)))


def _followed_back(totals: Sequence[Entry], best: Sequence[Step]) -> Chain:
    at: int | None = max(range(len(best)), key=lambda n: best[n][0], default=None)
    kept = []
    while at is not None:
        kept.append(totals[at])
        at = best[at][1]
    return Chain.of(reversed(kept))


class _Ends:
    """The totals so far by how good the chain is that ends with each, the worst chains first.

    ``_least`` has, for each score, the lowest total that ends a chain of it or a better one: it
    rises with the score, so that the best chain that a total can go on with is found by halving.
    """

    def __init__(self, totals: Sequence[Entry]) -> None:
        self._totals = totals
        self._scores: list[float] = []
        self._least: list[float] = []
        self._ending: dict[float, list[int]] = {}

    def that_go_before(self, after: Entry) -> Iterator[tuple[float, list[int]]]:
        """Yield scores, the best first, with the places of the totals that end such a chain.

        The first has one at least that goes before the total in question; others may be yielded
        as well.
        """
        place = len(self._scores)
        if not after.revises:
            place = bisect_right(self._least, after.interval.high)
        for n in range(place - 1, -1, -1):
            yield self._scores[n], self._ending[self._scores[n]]

    def add(self, index: int, score: float) -> None:
        """Note a total that ends a chain."""
        low = self._totals[index].interval.low
        place = bisect_left(self._scores, score)
        if score not in self._ending:
            above = self._least[place] if place < len(self._least) else inf
            self._scores.insert(place, score)
            self._least.insert(place, above)
            self._ending[score] = []
        self._ending[score].append(index)
        first = bisect_right(self._least, low, 0, place + 1)
        self._least[first : place + 1] = [low] * (place + 1 - first)


class _Steps:
    """What speaks for a step from one total to another, beside that it makes the chain longer."""

    def __init__(self, totals: Sequence[Entry], days: Sequence[Entry]) -> None:
        self._totals = totals
        self._pace = Chain.of(totals).pace
        self._said: dict[tuple[date, date], Interval] = {}
        self._starts: dict[date, list[date]] = {}
        self._of_day: dict[date, list[int]] = {}
        for each in days:
            if each.is_plain and each.days:
                start = each.day - timedelta(each.days)
                if (start, each.day) not in self._said:
                    self._starts.setdefault(each.day, []).append(start)
                self._said[start, each.day] = each.interval
        for index, total in enumerate(totals):
            self._of_day.setdefault(total.day, []).append(index)

    def said_to(self, after: Entry, index: int) -> Iterator[int]:
        """Yield the totals before it since which the source says how much it grew."""
        for start in self._starts.get(after.day, ()):
            for n in self._of_day.get(start, ()):
                if n < index:
                    yield n

    def support(self, n: int, index: int) -> float:
        """Return how much else speaks for a step, always less than one more total would."""
        before, after = self._totals[n], self._totals[index]
        grown = after.interval - before.interval
        stated = self._said.get((before.day, after.day))
        support = _SAID if stated is not None and stated.meets(grown) else 0.0
        usual = self._pace * (after.day - before.day).days
        return support + (_USUAL if usual / 3 <= (grown.low + grown.high) / 2 <= usual * 3 else 0.0)
