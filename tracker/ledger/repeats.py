"""Old bulletins under a new date: all that one tells was told before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tracker.ledger.book import Account, Book, Entry, Findings, Key
from tracker.ledger.doubts import Reason, make_finding
from tracker.ledger.findings import plain_day

_FEWEST_ALIKE = 3
_TELLING = 10
_FEWEST_STEPS = 9
_SELDOM = 10
"""A total that stands still oftener than once in so many steps does so with nothing wrong."""

_FEWEST_STILL = 2


def check_repeats(book: Book, found: Findings) -> None:
    """Add bulletins whose figures of the day, or whose totals, are all those of the one before."""
    _check_days_alike(book, found)
    _check_totals_alike(book, found)


def _check_days_alike(book: Book, found: Findings) -> None:
    bulletins: dict[tuple[str, date], dict[Key, Entry]] = {}
    for key, account in book.accounts.items():
        for each in account.days:
            if each.days == 1 and each.is_plain and found.trusts(each):
                bulletins.setdefault((key[0], each.day), {})[key] = each
    for (source, day), figures in sorted(bulletins.items(), key=lambda item: item[0]):
        before = bulletins.get((source, day - timedelta(1)), {})
        shared = [key for key in figures if key in before]
        alike = [key for key in shared if figures[key].value == before[key].value]
        telling = [key for key in alike if (figures[key].value or 0) >= _TELLING]
        if len(alike) < len(shared) or len(telling) < _FEWEST_ALIKE:
            continue
        entries = [figures[key] for key in alike]
        if entries[0].articles == before[alike[0]].articles:
            continue
        words = (
            f"all {len(alike)} figures of the day to {plain_day(day)} are those of the day before: "
            "an old bulletin under a new date"
        )
        reason = Reason("repeated_value", words, None, tuple(entries[1:]))
        finding = make_finding(entries[0], reason, "warning", [before[key] for key in alike])
        found.add(finding, [claim for each in entries for claim in each.claim_ids])


def _check_totals_alike(book: Book, found: Findings) -> None:
    """Find a text of which all totals, two or more, stand still, which grow from text to text."""
    told: dict[tuple[str, str], list[tuple[Entry, Entry]]] = defaultdict(list)
    totals: Counter[tuple[str, str]] = Counter()
    for account in book.accounts.values():
        source = account.key[0]
        totals.update((source, text) for row in account.totals for e in row for text in e.articles)
        for before, after in _standing_still(account, found):
            for article in after.articles:
                told[source, article].append((before, after))
    for text, pairs in sorted(told.items(), key=lambda item: item[0]):
        days = {(before.day, after.day) for before, after in pairs}
        if not _FEWEST_STILL <= len(pairs) == totals[text] or len(days) > 1:
            continue
        first, entry = pairs[0]
        if found.trusts(entry):
            words = (
                f"all {len(pairs)} totals for {plain_day(entry.day)} are those of "
                f"{plain_day(first.day)}, while they grow at all other times: old figures under a "
                "new date"
            )
            reason = Reason("repeated_value", words, None, tuple(each for _, each in pairs[1:]))
            severity = "note" if entry.as_of_publication else "warning"
            finding = make_finding(entry, reason, severity, [each for each, _ in pairs])
            found.add(finding, [claim for _, each in pairs for claim in each.claim_ids])


def _standing_still(account: Account, found: Findings) -> Iterator[tuple[Entry, Entry]]:
    """Yield the steps of a total without growth, where it seldom makes one."""
    for totals in account.totals:
        plain = [each for each in totals if each.is_plain and found.trusts(each)]
        steps = [(a, b) for a, b in pairwise(plain) if b.day > a.day]
        still = [(a, b) for a, b in steps if _is_told_again(a, b, account.days_to(b.day))]
        if len(steps) >= _FEWEST_STEPS and len(still) * _SELDOM <= len(steps):
            yield from still


def _is_told_again(before: Entry, after: Entry, days: Sequence[Entry]) -> bool:
    none = any(each.value == 0 for each in days)
    return before.value == after.value and before.articles != after.articles and not none
