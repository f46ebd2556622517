"""The totals of an account that go together, and what would go together with them on a day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from tracker.ledger.book import Entry
from tracker.ledger.numbers import Interval

_FASTER = 5
"""How many times its usual pace a total may grow beyond the last one known."""

_NEAR = timedelta(45)


@dataclass(frozen=True)
class Row:
    """Totals in order of days, and where among them a day or a figure stands."""

    entries: tuple[Entry, ...]

    @cached_property
    def days(self) -> list[date]:
        """The day of each total."""
        return [each.day for each in self.entries]

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each total, by its identity."""
        return {id(each): place for place, each in enumerate(self.entries)}

    @cached_property
    def by_value(self) -> dict[float | None, list[Entry]]:
        """The totals of each figure, in order of days."""
        same: dict[float | None, list[Entry]] = {}
        for each in self.entries:
            same.setdefault(each.value, []).append(each)
        return same

    @cached_property
    def growths(self) -> list[float]:
        """How much a day it grows from total to total, the least first."""
        return sorted(_growths(self.entries))


@dataclass(frozen=True)
class Chain:
    """Totals in order of days, none of which is above a later one.

    ``out`` is the place of one of the row that does not belong to it: what a total is compared
    with are the others, and there is a doubt about many of a long row.
    """

    row: Row
    out: int | None = None

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Chain:
        """Return the chain of these totals."""
        return cls(Row(tuple(entries)))

    def __len__(self) -> int:
        return len(self.row.entries) - (self.out is not None)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The totals."""
        every, out = self.row.entries, self.out
        return every if out is None else every[:out] + every[out + 1 :]

    @cached_property
    def pace(self) -> float:
        """The usual growth in a day; 0 where the chain has less than two days."""
        grown = self.row.growths
        if self.out is not None:
            beside = self.row.entries[max(0, self.out - 1) : self.out + 2]
            grown = grown.copy()
            for each in _growths(beside):
                del grown[bisect_left(grown, each)]
            for each in _growths([e for e in beside if e is not self.row.entries[self.out]]):
                insort(grown, each)
        return max(_middle(grown), 0.0) if grown else 0.0

    def without(self, entry: Entry) -> Chain:
        """Return the chain, none of whose totals is left out yet, without one of its entries."""
        return Chain(self.row, self.row.places.get(id(entry)))

    def around(self, day: date) -> tuple[Entry | None, Entry | None]:
        """Return the last total before the day and the first after it."""
        before, after = bisect_left(self.row.days, day) - 1, bisect_right(self.row.days, day)
        return self._at(before - (before == self.out)), self._at(after + (after == self.out))

    def at(self, day: date) -> Sequence[Entry]:
        """Return the totals for the day."""
        first, end = bisect_left(self.row.days, day), bisect_right(self.row.days, day)
        return [e for n, e in enumerate(self.row.entries[first:end], first) if n != self.out]

    def has(self, day: date) -> bool:
        """Tell whether there is a total for the day."""
        first, end = bisect_left(self.row.days, day), bisect_right(self.row.days, day)
        return end - first > (self.out is not None and first <= self.out < end)

    def told_before(self, value: float, day: date) -> Entry | None:
        """Return the last total before the day that is just this figure."""
        same = self.row.by_value.get(value, [])
        place = bisect_left(same, day, key=attrgetter("day")) - 1
        if place >= 0 and self.row.places[id(same[place])] == self.out:
            place -= 1
        return same[place] if place >= 0 else None

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
        return self.has(day) or any(
            each is not None and abs(each.day - day) <= _NEAR for each in self.around(day)
        )

    def _at(self, place: int) -> Entry | None:
        return self.row.entries[place] if 0 <= place < len(self.row.entries) else None


def _growths(entries: Sequence[Entry]) -> Iterator[float]:
    """Yield how much a day it grows from one total to the next."""
    for before, after in pairwise(entries):
        if after.day > before.day:
            yield ((after.value or 0) - (before.value or 0)) / (after.day - before.day).days


def _middle(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
