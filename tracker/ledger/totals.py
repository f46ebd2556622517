"""Running totals against themselves: falls, jumps, repeated totals, totals of another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, pairwise
from statistics import median

from tracker.ledger.book import Account, Book, Entry, Findings
from tracker.ledger.chains import Chain
from tracker.ledger.doubts import Doubt, Reason, among, explain_total, make_finding, year_off
from tracker.ledger.falls import find_fall
from tracker.ledger.findings import plain_day, plain_number
from tracker.ledger.longest import longest_chain
from tracker.ledger.lumps import find_lumps

_SHIFT = 3
"""So many totals in a row that do not go with the others are no slip, but another level."""

_FEWEST_OF_A_LEVEL = 2
_FEWEST_OF_TWO_COUNTS = 5
"""So many, and more than a fifth of all, that do not go with the others are no slips either."""

_FEWEST_FOR_A_PACE = 6
_LEAST_OF_A_PACE = 2.5
_FEWEST_FOR_REPEATS = 9
_AROUND = 10
_STEADY = 0.5
"""A total that grows by much less on some days stands still on others, with nothing wrong; a single
day may be a slip itself."""
_PLAIN_GROWTH = 10
_FAR_FROM_USUAL = 10
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
            chain = Chain.of(each for each in chain.entries if found.trusts(each))
            rest = Doubts(account, book, found, chain)
            _check_years(rest)
            _check_days(rest)
            _check_jumps(rest)
            _check_repeats(rest)
            chain = Chain.of(each for each in chain.entries if found.trusts(each))
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
    fall = find_fall(totals, doubts.chain) if len(others) >= _FEWEST_OF_A_LEVEL else None
    if fall is not None:
        _add_lower_level(doubts, totals, *fall)
        return
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
        for _, same in groupby(run, key=lambda each: each.value):
            _add_fall(doubts, list(same))


def _add_lower_level(
    doubts: Doubts, totals: Sequence[Entry], first: Entry, among_them: Sequence[Entry]
) -> None:
    """Note where the totals fall for good, and judge the others without those that it touches."""
    before = totals[totals.index(first) - 1]
    words = (
        f"the total falls from {plain_number(before.value)} ({plain_day(before.day)}) to "
        f"{plain_number(first.value)} ({plain_day(first.day)}) and goes on from there: a revision "
        "that no text tells of, or another way of counting"
    )
    kept = {id(each) for each in doubts.chain.entries}
    doubts.add(first, Reason("fall", words, None, (before,)), "warning")
    after = id(first) not in kept  # the side of the fall that goes with fewer of the others
    out = [e for e in among_them if id(e) not in kept]
    touched = [e for e in out if (e.day >= first.day) == after]
    if len(out) - len(touched) >= _FEWEST_OF_A_LEVEL:
        touched = out  # a few of both levels go with fewer of the others; a single one is a slip
    doubts.found.doubted.update(claim for each in touched for claim in each.claim_ids)
    rest = [each for each in totals if doubts.found.trusts(each)]
    chain = longest_chain(rest, doubts.account.days)
    _check_falls(Doubts(doubts.account, doubts.book, doubts.found, chain), rest)


def _add_two_counts(doubts: Doubts, others: Sequence[Entry]) -> None:
    first = others[0]
    words = (
        f"{among(doubts.doubt(first))}; {len(others)} totals do not go with the other "
        f"{len(doubts.chain)}: two counts under one name"
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


def _add_fall(doubts: Doubts, repeated: Sequence[Entry]) -> None:
    """Note a total that does not go with the others; it may stand so on several days in a row."""
    entry, *others = repeated
    doubt = doubts.doubt(entry)
    before, _ = doubt.chain.around(entry.day)
    is_low = before is not None and entry.interval.high < before.interval.low
    most = _OF_ANOTHER_COUNT * (before.value or 0) if before is not None else 0.0
    alone = len(doubt.chain) < _FEWEST_FOR_A_BOUND
    if is_low and (alone or not entry.since_stated) and (entry.value or 0) < most:
        doubts.found.doubted.update(claim for each in repeated for claim in each.claim_ids)
        return
    reason = explain_total(doubt) or _unexplained(doubt, before, is_low=is_low)
    reason = replace(reason, others=(*reason.others, *others))
    severity = "warning" if reason.rule in ("repeated_value", "fall", "jump") else "error"
    if reason.rule == "repeated_value" and entry.as_of_publication:
        severity = "note"
    doubts.add(entry, reason, severity)
    doubts.found.doubted.update(claim for each in others for claim in each.claim_ids)


def _unexplained(doubt: Doubt, before: Entry | None, *, is_low: bool) -> Reason:
    told = f"{among(doubt)}: {{}}, and no text tells of a revision"
    if is_low:
        return Reason("fall", told.format("lower than an earlier one"))
    grown = doubt.value - (before.value or 0) if before is not None else 0.0
    usual = max(doubt.chain.pace, 1.0) * ((doubt.entry.day - before.day).days if before else 1)
    rule = "jump" if grown > _FAR_FROM_USUAL * usual else "fall"
    return Reason(rule, told.format("higher than a later one"))


def _check_bounds(doubts: Doubts, totals: Sequence[Entry]) -> None:
    """Compare bounds with the totals before and after; they are no points of the series itself.

    Those of the same day are left alone: a total rises during the day.
    """
    if len(doubts.chain) < _FEWEST_FOR_A_BOUND:
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
        day = entry.published
        if day is None or abs(day - entry.day) != timedelta(1) or doubts.chain.has(day):
            continue
        beside = [each for each in of_day[entry.day] if each is not entry]
        if not beside or any(entry.interval.meets(each.interval) for each in beside):
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
    people = doubts.account.counts_people
    if people:  # what follows upon an old total makes up for it
        entries = [next(same) for _, same in groupby(entries, key=lambda each: each.value)]
    steps = [(a, b) for a, b in pairwise(entries) if b.day > a.day]
    if len(steps) < _FEWEST_FOR_A_PACE:
        return
    paces = [((b.value or 0) - (a.value or 0)) / (b.day - a.day).days for a, b in steps]
    for place, highest in find_lumps(paces, _LEAST_OF_A_PACE, even=people):
        before, after = steps[place]
        if not _is_borne_out(before, after, doubts.account):
            _add_jump(doubts, (before, after) if place else (after, before), highest)


def _is_borne_out(before: Entry, after: Entry, account: Account) -> bool:
    """Tell whether the source itself gives so much for the days between."""
    grown = after.interval - before.interval
    return any(
        each.days == (after.day - before.day).days and each.interval.meets(grown)
        for each in account.days_to(after.day)
    )


def _add_jump(doubts: Doubts, steps: tuple[Entry, Entry], highest: float) -> None:
    other, entry = steps
    doubt = doubts.doubt(entry)
    reason = None
    if None in doubt.chain.around(entry.day) and not doubt.chain.has(entry.day):
        reason = explain_total(doubt)
    if reason is None:
        before, after = sorted(steps, key=lambda each: each.day)
        words = (
            f"the total goes from {plain_number(before.value)} to {plain_number(after.value)} "
            f"between {plain_day(before.day)} and {plain_day(after.day)}, while otherwise it grows "
            f"by {plain_number(round(highest))} a day at most about that time"
        )
        reason = Reason("jump", words, None, (other,))
    doubts.add(entry, reason, "warning")


def _check_repeats(doubts: Doubts) -> None:
    """A total that stands still, where it grows by about as much on every other day."""
    entries = [e for e in doubts.chain.entries if doubts.found.trusts(e)]
    steps = [(a, b) for a, b in pairwise(entries) if b.day > a.day]
    paces = [((b.value or 0) - (a.value or 0)) / (b.day - a.day).days for a, b in steps]
    for place, (before, after) in enumerate(steps):
        around = sorted([*paces[max(0, place - _AROUND) : place], *paces[place + 1 :][:_AROUND]])
        if before.value != after.value or len(around) < _FEWEST_FOR_REPEATS:
            continue
        if _is_borne_out(before, after, doubts.account):
            continue
        usual = median(around)
        expected = usual * (after.day - before.day).days
        width = before.interval.high - before.interval.low
        if around[1] >= _STEADY * usual and expected > max(_PLAIN_GROWTH, 5 * width):
            words = (
                f"a total of {plain_number(after.value)} for {plain_day(after.day)} repeats that "
                f"of {plain_day(before.day)}, while it grows by about {plain_number(round(usual))} "
                "a day: an old figure under a new date"
            )
            severity = "note" if after.as_of_publication else "warning"
            doubts.add(after, Reason("repeated_value", words, None, (before,)), severity)
