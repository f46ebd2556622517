"""Running totals against themselves: falls, jumps, repeated totals, totals of another day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from statistics import median

from tracker.ledger.book import Account, Book, Entry, Findings
from tracker.ledger.chains import Chain, longest_chain
from tracker.ledger.doubts import Doubt, Reason, among, explain_total, make_finding, year_off
from tracker.ledger.findings import plain_day, plain_number

_SHIFT = 3
"""So many totals in a row that do not go with the others are no slip, but another level."""

_FEWEST_OF_TWO_COUNTS = 5
"""So many, and more than a fifth of all, that do not go with the others are no slips either."""

_JUMP = 10
_FEWEST_FOR_A_PACE = 6
_FEWEST_FOR_REPEATS = 10
_RARELY = 0.02
"""A total that stands still more often does so on quiet days."""
_FEWEST_FOR_A_BOUND = 3
_OF_ANOTHER_COUNT = 0.5
"""A total that is less than half of the others may count something else: the text does not say
from when it counts, or there is but one other."""


def check_totals(book: Book, found: Findings) -> None:
    """Add what is wrong within the totals of each account."""
    for account in book.accounts.values():
        for totals in account.totals:
            trusted = [each for each in totals if found.trusts(each) and each.is_plain]
            chain = longest_chain(trusted, account.days)
            _check_falls(Doubts(account, book, found, chain), trusted)
            chain = Chain(tuple(each for each in chain.entries if found.trusts(each)))
            rest = Doubts(account, book, found, chain)
            _check_years(rest)
            _check_days(rest)
            _check_jumps(rest)
            _check_repeats(rest)
            chain = Chain(tuple(each for each in chain.entries if found.trusts(each)))
            _check_bounds(Doubts(account, book, found, chain), totals)


class Doubts:
    """The totals of one account that go together, and where doubts about them are noted."""

    def __init__(self, account: Account, book: Book, found: Findings, chain: Chain) -> None:
        self.account = account
        self.book = book
        self.found = found
        self.chain = chain

    def doubt(self, entry: Entry) -> Doubt:
        """Return the doubt about an entry, which then is not among those it is compared with."""
        return Doubt(entry, self.chain.without(entry), self.account, self.book)

    def add(self, entry: Entry, reason: Reason, severity: str = "error") -> None:
        """Note a finding about an entry."""
        neighbours = self.doubt(entry).neighbours
        self.found.add(make_finding(entry, reason, severity, neighbours), entry.claim_ids)
        if reason.rule in ("day_off", "year_off"):
            self.found.misdate(entry)


def _check_falls(doubts: Doubts, totals: Sequence[Entry]) -> None:
    kept = {id(each) for each in doubts.chain.entries}
    others = [each for each in totals if id(each) not in kept]
    if len(others) >= _FEWEST_OF_TWO_COUNTS and len(others) * 5 > len(totals):
        _add_two_counts(doubts, others)
        return
    for out, group in groupby(totals, key=lambda each: id(each) not in kept):
        run = list(group)
        if not out:
            continue
        if len(run) >= _SHIFT and len(longest_chain(run).entries) == len(run):
            _add_other_level(doubts, run)
            continue
        for entry in run:
            _add_fall(doubts, entry)


def _add_two_counts(doubts: Doubts, others: Sequence[Entry]) -> None:
    first = others[0]
    words = (
        f"{among(doubts.doubt(first))}; {len(others)} totals do not go with the other "
        f"{len(doubts.chain.entries)}: two counts under one name"
    )
    doubts.add(first, Reason("fall", words, None, tuple(others[1:3])), "warning")
    doubts.found.doubted.update(claim for each in others for claim in each.claim_ids)


def _add_other_level(doubts: Doubts, run: Sequence[Entry]) -> None:
    first, last = run[0], run[-1]
    doubt = doubts.doubt(first)
    words = (
        f"{among(doubt)}, and {len(run)} totals in a row up to {plain_number(last.value)} "
        f"({plain_day(last.day)}) go together so: a revision that no text tells of, "
        "or another way of counting"
    )
    doubts.add(first, Reason("fall", words, None, tuple(run[1:3])), "warning")
    doubts.found.doubted.update(claim for each in run for claim in each.claim_ids)


def _add_fall(doubts: Doubts, entry: Entry) -> None:
    doubt = doubts.doubt(entry)
    before, after = doubt.chain.around(entry.day)
    is_low = before is not None and entry.interval.high < before.interval.low
    most = _OF_ANOTHER_COUNT * (before.value or 0) if before is not None else 0.0
    alone = len(doubt.chain.entries) < _FEWEST_FOR_A_BOUND
    if is_low and (alone or not entry.since_stated) and (entry.value or 0) < most:
        doubts.found.doubted.update(entry.claim_ids)
        return
    reason = explain_total(doubt)
    if reason is None:
        rule = "fall" if is_low else "jump"
        kind = "lower than an earlier one" if is_low else "higher than a later one"
        reason = Reason(rule, f"{among(doubt)}: {kind}, and no text tells of a revision")
    severity = "warning" if reason.rule in ("repeated_value", "fall", "jump") else "error"
    if reason.rule == "repeated_value" and entry.as_of_publication:
        severity = "note"
    doubts.add(entry, reason, severity)


def _check_bounds(doubts: Doubts, totals: Sequence[Entry]) -> None:
    """Compare bounds with the totals before and after; they are no points of the series itself.

    Those of the same day are left alone: a total rises during the day.
    """
    if len(doubts.chain.entries) < _FEWEST_FOR_A_BOUND:
        return
    for entry in totals:
        if entry.is_plain or not doubts.found.trusts(entry) or not entry.since_stated:
            continue
        before, after = doubts.chain.around(entry.day)
        too_low = before is not None and entry.interval.high < before.interval.low
        too_high = after is not None and entry.interval.low > after.interval.high
        if too_low or too_high:
            doubt = doubts.doubt(entry)
            side = "most" if too_low else "least"
            words = f"{among(doubt)}, though it is told as the {side} that it can be"
            doubts.add(entry, Reason("low_over_high", words), "warning")


def _check_years(doubts: Doubts) -> None:
    for entry in doubts.chain.entries:
        told = entry.published
        far = told is None or abs(told - entry.day) > timedelta(300)
        if far and not doubts.chain.without(entry).knows(entry.day):
            reason = year_off(doubts.doubt(entry))
            if reason is not None:
                doubts.add(entry, reason)


def _check_days(doubts: Doubts) -> None:
    """Two totals of one day, of which one is that of the day beside it, which has none."""
    of_day: dict[date, list[Entry]] = {}
    for entry in doubts.chain.entries:
        of_day.setdefault(entry.day, []).append(entry)
    for entry in doubts.chain.entries:
        beside = [each for each in of_day[entry.day] if each is not entry]
        if (
            not beside
            or entry.published is None
            or any(entry.interval.meets(each.interval) for each in beside)
        ):
            continue
        day = entry.published
        if abs(day - entry.day) != timedelta(1) or doubts.chain.has(day):
            continue
        if all(other.published == day for other in beside):
            continue
        expected = doubts.chain.without(entry).expected(day)
        if expected is not None and entry.interval.meets(expected):
            told = " and ".join(plain_number(each.value) for each in beside)
            words = (
                f"totals of {plain_number(entry.value)} and {told} for {plain_day(entry.day)}; the "
                f"first is told on {plain_day(day)}, for which there is none: dated a day off"
            )
            doubts.add(entry, Reason("day_off", words, day.isoformat(), tuple(beside)))


def _check_jumps(doubts: Doubts) -> None:
    entries = [e for e in doubts.chain.entries if doubts.found.trusts(e)]
    steps = [(a, b) for a, b in pairwise(entries) if b.day > a.day]
    if len(steps) < _FEWEST_FOR_A_PACE:
        return
    paces = [((b.value or 0) - (a.value or 0)) / (b.day - a.day).days for a, b in steps]
    usual = max(median(paces), 1.0)
    for n, ((a, b), pace) in enumerate(zip(steps, paces, strict=True)):
        highest = max(other for m, other in enumerate(paces) if m != n)
        if pace > _JUMP * usual and pace > 3 * highest:
            _add_jump(doubts, a if n == 0 else b, b if n == 0 else a)


def _add_jump(doubts: Doubts, entry: Entry, other: Entry) -> None:
    doubt = doubts.doubt(entry)
    reason = None
    if entry.day > doubt.chain.entries[-1].day or entry.day < doubt.chain.entries[0].day:
        reason = explain_total(doubt)
    if reason is None:
        words = (
            f"the total goes from {plain_number(min(entry.value or 0, other.value or 0))} to "
            f"{plain_number(max(entry.value or 0, other.value or 0))} between "
            f"{plain_day(min(entry.day, other.day))} and {plain_day(max(entry.day, other.day))}, "
            "more than ten times its usual pace"
        )
        reason = Reason("jump", words)
    doubts.add(entry, reason, "warning")


def _check_repeats(doubts: Doubts) -> None:
    entries = [e for e in doubts.chain.entries if doubts.found.trusts(e)]
    steps = [(a, b) for a, b in pairwise(entries) if b.day > a.day]
    still = [(a, b) for a, b in steps if a.value == b.value]
    if len(steps) < _FEWEST_FOR_REPEATS or len(still) > max(2, len(steps) * _RARELY):
        return
    for a, b in still:
        width = a.interval.high - a.interval.low
        if doubts.chain.pace * (b.day - a.day).days > max(10.0, 5 * width):
            words = (
                f"a total of {plain_number(b.value)} for {plain_day(b.day)} repeats that of "
                f"{plain_day(a.day)}, while it grows by about "
                f"{plain_number(round(doubts.chain.pace))} a day: an old figure under a new date"
            )
            severity = "note" if b.as_of_publication else "warning"
            doubts.add(b, Reason("repeated_value", words, None, (a,)), severity)
