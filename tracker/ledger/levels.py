"""Figures of days against each other: levels and years."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from tracker.ledger.book import Account, Book, Entry, Findings
from tracker.ledger.chains import Chain
from tracker.ledger.days import compare_days, main_chain, trusted_days
from tracker.ledger.doubts import Reason, make_finding, shift_year
from tracker.ledger.findings import plain_day, plain_number
from tracker.ledger.lumps import find_lumps
from tracker.ledger.numbers import Interval, find_slip
from tracker.series.tidy import FIRED

_FEWEST_FOR_A_YEAR = 5
_FEWEST_FOR_A_LEVEL = 10
_LEAST_OF_A_LEVEL = 1
_FEWEST_RISING = 6
_FLAT = 0.2


def check_years(book: Book, found: Findings) -> None:
    """Add figures of days that are dated a year off."""
    for account in book.accounts.values():
        _check_years(account, found)


def check_levels(book: Book, found: Findings) -> None:
    """Add figures of days that are far above the others, and totals taken for days."""
    for account in book.accounts.values():
        if account.key[2] not in FIRED:
            _check_only_rising(account, found)
            _check_levels(account, found, main_chain(account, found))


def _check_only_rising(account: Account, found: Findings) -> None:
    """Figures of days that never fall and rise by little: totals that are read as days."""
    entries = [each for each in trusted_days(account, found) if each.days == 1]
    values = [each.value or 0 for each in entries]
    if len(set(values)) < _FEWEST_RISING or values != sorted(values):
        return
    if values[-1] - values[0] > values[0] * _FLAT:
        return
    words = (
        f"{len(values)} figures of a day only rise, from {plain_number(values[0])} "
        f"({plain_day(entries[0].day)}) to {plain_number(values[-1])} "
        f"({plain_day(entries[-1].day)}): running totals taken for figures of days"
    )
    reason = Reason("day_total_swap", words, None, (entries[-1],))
    doubted = [claim for each in entries for claim in each.claim_ids]
    found.add(make_finding(entries[0], reason, "warning"), doubted)


def _check_levels(account: Account, found: Findings, chain: Chain) -> None:
    """A figure of a day far above those around it, of which no growth of a total tells."""
    entries = [each for each in trusted_days(account, found) if each.days == 1]
    if len(entries) < _FEWEST_FOR_A_LEVEL:
        return
    borne_out = {id(it.entry) for it in compare_days(account, found, chain) if it.agrees}
    values = [each.value or 0 for each in entries]
    lowest = min(values)
    for place, highest in find_lumps(values, _LEAST_OF_A_LEVEL, even=account.counts_people):
        entry = entries[place]
        if id(entry) not in borne_out:
            around = Interval(lowest, highest)
            reason = _why_so_high(entry, around, chain)
            found.add(make_finding(entry, reason, "warning"), entry.claim_ids)


def _why_so_high(entry: Entry, usual: Interval, chain: Chain) -> Reason:
    value = entry.value or 0
    words = (
        f"{plain_number(value)} for {plain_day(entry.day)} among figures of a day between "
        f"{plain_number(usual.low)} and {plain_number(usual.high)}"
    )
    expected = chain.expected(entry.day)
    if expected is not None and entry.interval.meets(expected):
        return Reason("day_total_swap", f"{words}: the total taken for the day's figure")
    slip = find_slip(value, usual)
    if slip is None:
        return Reason("jump", words)
    fits = plain_number(slip.value)
    return Reason(slip.rule, f"{words}; {fits} fits: {slip.words}", fits)


def _check_years(account: Account, found: Findings) -> None:
    """A figure of a day a year away from its article, where the others of its source are."""
    days = [each.day for each in account.days]
    if len(days) < _FEWEST_FOR_A_YEAR:
        return
    for entry in account.days:
        before, after = bisect_left(days, entry.day) - 1, bisect_right(days, entry.day)
        beside = [days[n] for n in (before, after) if 0 <= n < len(days)]
        if any(abs(day - entry.day) <= timedelta(60) for day in beside):
            continue
        for years in (1, -1):
            day = shift_year(entry.day, years)
            if not _belongs_to(day, entry, account):
                continue
            told = entry.published
            words = (
                f"{plain_number(entry.figure)} for {plain_day(entry.day)}"
                f"{f' is told on {plain_day(told)}' if told else ''}; the source's other figures "
                f"are of the days about {plain_day(day)}: dated a year off"
            )
            reason = Reason("year_off", words, day.isoformat())
            severity = "error" if told else "warning"
            found.add(make_finding(entry, reason, severity), entry.claim_ids)


def _belongs_to(day: date, entry: Entry, account: Account) -> bool:
    """Tell whether a day is that of the article; or, of an undated one, a gap among the others."""
    if entry.published is not None:
        soon = abs(entry.published - day) <= timedelta(10)
        return soon and any(account.days_to(day + timedelta(n)) for n in range(-45, 46))
    told = {n for n in range(-3, 4) if account.days_to(day + timedelta(n))}
    return 0 not in told and min(told, default=0) < 0 < max(told, default=0)
