"""Figures of days against the growth of the totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tracker.ledger.book import Account, Book, Entry, Findings
from tracker.ledger.chains import Chain
from tracker.ledger.doubts import Reason, make_finding, siblings_of
from tracker.ledger.findings import plain_day, plain_number
from tracker.ledger.longest import longest_chain
from tracker.ledger.numbers import Interval, find_slip

_FEWEST_FOR_A_HABIT = 5
_LITTLE = 0.05


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure of some days, the totals at both ends of them, and how much these grew."""

    entry: Entry
    before: Entry
    after: Entry
    grown: Interval

    @property
    def agrees(self) -> bool:
        """Whether the figure can be what the totals grew by."""
        return self.entry.interval.meets(self.grown)

    def is_trusted(self, found: Findings) -> bool:
        """Tell whether nothing of it is in doubt."""
        return all(found.trusts(each) for each in (self.entry, self.before, self.after))


def check_days(book: Book, found: Findings) -> None:
    """Add figures of days that are not what the totals grew by, in each account."""
    for account in book.accounts.values():
        chain = main_chain(account, found)
        _check_against_totals(account, book, found, chain)
        _check_sums(account, found, chain)


def main_chain(account: Account, found: Findings) -> Chain:
    """Return the longest row of totals that are counted from one day and not in doubt."""
    chains = [
        longest_chain([e for e in totals if e.is_plain and found.trusts(e)])
        for totals in account.totals
    ]
    return max(chains, key=len, default=Chain.of(()))


def trusted_days(account: Account, found: Findings) -> list[Entry]:
    """Return the figures of days that are numbers and not in doubt."""
    return [each for each in account.days if each.is_plain and found.trusts(each)]


def _check_against_totals(account: Account, book: Book, found: Findings, chain: Chain) -> None:
    comparisons = list(compare_days(account, found, chain))
    wrong = [each for each in comparisons if not each.agrees]
    if len(comparisons) >= _FEWEST_FOR_A_HABIT and len(wrong) * 3 > len(comparisons):
        _add_habit(found, comparisons, wrong)
        return
    at_total: dict[int, dict[int, Comparison]] = {}
    for number, each in enumerate(comparisons):
        for total in (each.before, each.after):
            at_total.setdefault(id(total), {})[number] = each
    for each in wrong:
        if each.is_trusted(found):
            beside = at_total[id(each.before)] | at_total[id(each.after)]
            others = [c for _, c in sorted(beside.items()) if c is each or c.is_trusted(found)]
            _add_mismatch(Mismatch(each, others, account, book), found)


def compare_days(account: Account, found: Findings, chain: Chain) -> Iterator[Comparison]:
    """Yield each figure of days with the totals at its ends, those that agree if there are."""
    totals: dict[date, list[Entry]] = {}
    for each in chain.entries:
        totals.setdefault(each.day, []).append(each)
    for entry in trusted_days(account, found):
        pairs = [
            Comparison(entry, before, after, after.interval - before.interval)
            for start, end in _spans(entry)
            for before in totals.get(start, ())
            for after in totals.get(end, ())
        ]
        if pairs:
            yield next((each for each in pairs if each.agrees), pairs[0])


def _spans(entry: Entry) -> Iterator[tuple[date, date]]:
    """Yield between which totals the figure may lie.

    A figure over the past 24 hours is what the total grew by since the day before. For a day or
    a week of the calendar nobody says whether the total of a day has that day in it.
    """
    if entry.days is None or entry.start is None:
        return
    yield entry.day - timedelta(entry.days), entry.day
    if entry.start == entry.day:
        yield entry.day, entry.day + timedelta(1)
    elif not entry.rolling:
        yield entry.start, entry.day
        yield entry.start, entry.day + timedelta(1)


def _add_habit(found: Findings, all_: Sequence[Comparison], wrong: Sequence[Comparison]) -> None:
    worst = max(wrong, key=_distance)
    words = (
        f"in {len(wrong)} of {len(all_)} days the total grew by another number than the day's "
        f"figure, as on {plain_day(worst.entry.day)} (figure {plain_number(worst.entry.value)}, "
        f"growth {_told(worst.grown)}): the totals take in more than the days, or are counted "
        "in another way"
    )
    reason = Reason("days_against_totals", words, None, (worst.after, worst.before))
    found.add(make_finding(worst.entry, reason, "note"), ())


def _distance(comparison: Comparison) -> float:
    middle = (comparison.grown.low + comparison.grown.high) / 2
    return abs(middle - (comparison.entry.value or 0))


def _told(interval: Interval) -> str:
    """Return an interval in words: its middle, which is what the figures themselves give."""
    return plain_number((interval.low + interval.high) / 2)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A figure that is not what the totals grew by, and the comparisons with the same totals."""

    comparison: Comparison
    others: Sequence[Comparison]
    account: Account
    book: Book

    @property
    def words(self) -> str:
        """What does not go together."""
        it = self.comparison
        return (
            f"{plain_number(it.entry.value)} for {self.span} to {plain_day(it.entry.day)}, but the "
            f"total grew by {_told(it.grown)}, from {plain_number(it.before.value)} "
            f"({plain_day(it.before.day)}) to {plain_number(it.after.value)} "
            f"({plain_day(it.after.day)})"
        )

    @property
    def span(self) -> str:
        """The days of the figure, in words."""
        days = self.comparison.entry.days or 1
        return "the day" if days == 1 else f"the {days} days"


def _add_mismatch(mismatch: Mismatch, found: Findings) -> None:
    it = mismatch.comparison
    total = _total_told_again(it) or _wrong_total(mismatch)
    if total is not None:
        entry, reason = total
        found.add(make_finding(entry, reason, "error", (it.entry, it.before)), entry.claim_ids)
        return
    for explain in _EXPLANATIONS:
        reason_of_day = explain(mismatch)
        if reason_of_day is not None:
            break
    else:
        reason_of_day = Reason("days_against_totals", mismatch.words)
    severity = "warning" if _is_mild(it, reason_of_day) else "error"
    found.add(
        make_finding(it.entry, reason_of_day, severity, (it.after, it.before)), it.entry.claim_ids
    )


def _is_mild(comparison: Comparison, reason: Reason) -> bool:
    """Tell whether a figure is an old one, or is off by little: bodies are found later."""
    little = _distance(comparison) <= _LITTLE * (comparison.entry.value or 0)
    return reason.rule == "repeated_value" or (reason.rule == "days_against_totals" and little)


def _total_told_again(it: Comparison) -> tuple[Entry, Reason] | None:
    """Return a total that stands still on a day for which its source gives a figure."""
    if it.before.value != it.after.value or not (it.entry.is_plain and it.entry.interval.low > 0):
        return None
    words = (
        f"the total of {plain_number(it.after.value)} for {plain_day(it.after.day)} is that of "
        f"{plain_day(it.before.day)}, though {plain_number(it.entry.value)} are told of "
        f"{'the day' if it.entry.days == 1 else f'the {it.entry.days} days'} between: an old total "
        "told once more"
    )
    likely = plain_number((it.before.value or 0) + (it.entry.value or 0))
    return it.after, Reason("repeated_value", words, likely)


def _wrong_total(mismatch: Mismatch) -> tuple[Entry, Reason] | None:
    """Return the total that is in doubt because both its neighbours in time disagree with it."""
    it = mismatch.comparison
    for other in mismatch.others:
        if other.agrees or (other.before is not it.after and other.after is not it.before):
            continue
        first, second = (it, other) if other.before is it.after else (other, it)
        meant = first.before.interval + first.entry.interval
        if meant.meets(second.after.interval - second.entry.interval):
            total = first.after
            slip = find_slip(total.value or 0, meant)
            likely = plain_number(slip.value) if slip else _told(meant)
            why = slip.words if slip else "the figures of both days speak against it"
            words = (
                f"the total of {plain_number(total.value)} for {plain_day(total.day)} goes neither "
                f"with the {plain_number(first.entry.value)} of the day to it nor with the "
                f"{plain_number(second.entry.value)} of the day after; {likely} fits: {why}"
            )
            rule = slip.rule if slip else "days_against_totals"
            return total, Reason(rule, words, likely, (second.entry,))
    return None


def _swapped(mismatch: Mismatch) -> Reason | None:
    it = mismatch.comparison
    for sibling in siblings_of(mismatch.account, mismatch.book):
        for each in sibling.days_to(it.entry.day):
            if each.start == it.entry.start and each.is_plain and each.interval.meets(it.grown):
                measure = sibling.key[2]
                words = f"{mismatch.words}, which is the figure of the {measure}: killed and "
                return Reason("measure_swap", words + "wounded are swapped", measure, (each,))
    return None


def _told_again(mismatch: Mismatch) -> Reason | None:
    entry = mismatch.comparison.entry
    for each in mismatch.account.days_to(entry.day - timedelta(1)):
        if each.days == entry.days and each.value == entry.value and (entry.value or 0) > 0:
            words = f"{mismatch.words}; it is the figure of the day before: told once more"
            return Reason("repeated_value", words, _told(mismatch.comparison.grown), (each,))
    return None


def _of_another_day(mismatch: Mismatch) -> Reason | None:
    """The figure is what the total grew by on the day beside, for which there is none."""
    entry = mismatch.comparison.entry
    if entry.days != 1:
        return None
    account = mismatch.account
    for days in (1, -1):
        day = entry.day + timedelta(days)
        have = any(each.days == 1 for each in account.days_to(day))
        before, after = account.total_of(day - timedelta(1)), account.total_of(day)
        if have or before is None or after is None:
            continue
        if entry.interval.meets(after.interval - before.interval):
            words = f"{mismatch.words}; it is the growth to {plain_day(day)}: dated a day off"
            return Reason("day_off", words, day.isoformat(), (before, after))
    return None


def _slip(mismatch: Mismatch) -> Reason | None:
    it = mismatch.comparison
    slip = find_slip(it.entry.value or 0, it.grown)
    if slip is None:
        return None
    likely = plain_number(slip.value)
    return Reason(slip.rule, f"{mismatch.words}; {likely} fits: {slip.words}", likely)


_EXPLANATIONS = (_swapped, _told_again, _of_another_day, _slip)


def _check_sums(account: Account, found: Findings, chain: Chain) -> None:
    """Compare the days between two totals, where every one has its figure, with the growth."""
    days = {each.day: each for each in trusted_days(account, found) if each.days == 1}
    for before, after in pairwise(chain.entries):
        gap = [before.day + timedelta(n + 1) for n in range((after.day - before.day).days)]
        if len(gap) < 2 or any(day not in days for day in gap):
            continue
        figures = [days[day] for day in gap]
        total = figures[0].interval
        for each in figures[1:]:
            total += each.interval
        grown = after.interval - before.interval
        if not total.meets(grown):
            words = (
                f"the {len(gap)} days to {plain_day(after.day)} come to {_told(total)}, but the "
                f"total grew by {_told(grown)}, from {plain_number(before.value)} to "
                f"{plain_number(after.value)}"
            )
            reason = Reason("days_against_totals", words, None, (after, before))
            found.add(make_finding(figures[0], reason, "warning", figures[1:]), ())
