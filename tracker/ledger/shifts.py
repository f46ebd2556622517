"""Totals that are dated a day off, as the figure of the day in the same text tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tracker.ledger.book import Account, Book, Entry, Findings
from tracker.ledger.chains import Chain
from tracker.ledger.days import main_chain, trusted_days
from tracker.ledger.doubts import Reason, make_finding
from tracker.ledger.findings import plain_day, plain_number


def check_shifts(book: Book, found: Findings) -> None:
    """Add totals of which the text says how much they grew since a day that is another's."""
    for account in book.accounts.values():
        chain = main_chain(account, found)
        for day, total in list(_told_together(account, found, chain)):
            _check_shift(day, total, chain, found)


def _told_together(
    account: Account, found: Findings, chain: Chain
) -> Iterator[tuple[Entry, Entry]]:
    """Yield each figure of days with the total of the same text for the same day."""
    totals = {(each.day, text): each for each in chain.entries for text in each.articles}
    for entry in trusted_days(account, found):
        for text in entry.articles:
            total = totals.get((entry.day, text))
            if total is not None and entry.days is not None and entry.value:
                yield entry, total


def _check_shift(day: Entry, total: Entry, chain: Chain, found: Findings) -> None:
    since, before = timedelta(day.days or 1), total.interval - day.interval
    at_start = chain.at(day.day - since)
    if any(each.interval.meets(before) for each in at_start):
        return
    for off in (1, -1):
        meant = day.day + timedelta(off)
        first = [each for each in chain.at(meant - since) if each is not total]
        if chain.has(meant) or not _may_be_of(meant, total):
            continue
        if len(first) != 1 or not first[0].interval.meets(before):
            continue
        words = (
            f"a total of {plain_number(total.value)} for {plain_day(total.day)} with "
            f"{plain_number(day.value)} for the days to it; so much is it more than that of "
            f"{plain_day(first[0].day)}: dated a day off"
        )
        reason = Reason("day_off", words, meant.isoformat(), tuple(first))
        found.add(make_finding(total, reason, "error", (day,)), (*total.claim_ids, *day.claim_ids))
        found.misdate(total)
        return


def _may_be_of(day: date, total: Entry) -> bool:
    """Tell whether the text came out nearer to a day than to the one that it names."""
    told = total.published
    return told is None or abs(told - day) < abs(told - total.day)
