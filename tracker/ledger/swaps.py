"""Two figures of one text that stand in each other's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from statistics import median

from tracker.ledger.book import Account, Book, Entry, Findings
from tracker.ledger.doubts import Reason, make_finding, siblings_of
from tracker.ledger.findings import plain_day, plain_number

_NEAREST = 6
_FEWEST = 3
_FAR_OFF = log(3)
_ALIKE = log(3)


def check_swaps(book: Book, found: Findings) -> None:
    """Add totals and days, and killed and wounded, that are swapped within a text."""
    for account in book.accounts.values():
        _check_day_and_total(account, found)
    for account in book.accounts.values():
        if account.key[2] == "killed":
            for sibling in siblings_of(account, book):
                if sibling.key[3] == account.key[3]:
                    _check_killed_and_wounded(account, sibling, found)


def _check_day_and_total(account: Account, found: Findings) -> None:
    totals = {article: each for row in account.totals for each in row for article in each.articles}
    for day in account.days:
        for total in {totals[each] for each in day.articles if each in totals}:
            if day.interval.low > total.interval.high and day.start is not None:
                words = (
                    f"{plain_number(day.figure)} in {_days(day)} to {plain_day(day.day)} is more "
                    f"than the total of {plain_number(total.figure)} for "
                    f"{plain_day(total.day)} in the same text: the day and the total are swapped"
                )
                reason = Reason("day_total_swap", words, plain_number(total.figure), (total,))
                found.add(make_finding(day, reason, "error"), (*day.claim_ids, *total.claim_ids))


def _days(entry: Entry) -> str:
    return "one day" if entry.days == 1 else f"{entry.days} days"


def _check_killed_and_wounded(killed: Account, wounded: Account, found: Findings) -> None:
    kinds: list[tuple[Sequence[Entry], Sequence[Entry]]] = [
        (killed.days, wounded.days),
        (_longest(killed), _longest(wounded)),
    ]
    for dead, hurt in kinds:
        for one, other in _pairs(dead, hurt):
            usual = _usual(one, dead), _usual(other, hurt)
            if None not in usual and found.trusts(one) and _is_swapped(one, other, usual):
                words = (
                    f"{plain_number(one.value)} killed and {plain_number(other.value)} wounded "
                    f"for {plain_day(one.day)}, where the source otherwise gives about "
                    f"{plain_number(usual[0])} and {plain_number(usual[1])}: killed and wounded "
                    "are swapped"
                )
                reason = Reason("measure_swap", words, plain_number(other.value), (other,))
                found.add(make_finding(one, reason, "error"), (*one.claim_ids, *other.claim_ids))


def _longest(account: Account) -> Sequence[Entry]:
    return max(account.totals, key=len, default=())


def _pairs(dead: Sequence[Entry], hurt: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield the figures of one text for the same days."""
    told = {(each.start, each.day, article): each for each in hurt for article in each.articles}
    for each in dead:
        other = told.get((each.start, each.day, each.articles[0]))
        if other is not None and each.value and other.value:
            yield each, other


def _usual(entry: Entry, entries: Sequence[Entry]) -> float | None:
    """Return what the source says about that time: the middle of the nearest figures."""
    others = [e for e in entries if e is not entry and e.value and e.days == entry.days]
    nearest = sorted(others, key=lambda e: abs(e.day - entry.day))[:_NEAREST]
    return median(e.value or 0 for e in nearest) if len(nearest) >= _FEWEST else None


def _is_swapped(one: Entry, other: Entry, usual: tuple[float | None, float | None]) -> bool:
    dead, hurt = one.value or 1, other.value or 1
    first, second = usual[0] or 1, usual[1] or 1
    off = min(abs(log(dead / first)), abs(log(hurt / second)))
    swapped = max(abs(log(hurt / first)), abs(log(dead / second)))
    return off > _FAR_OFF and swapped < _ALIKE
