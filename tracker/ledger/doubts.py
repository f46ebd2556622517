"""Why a total does not go together with the others: the explanations, the plainest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tracker.ledger.book import Account, Book, Entry
from tracker.ledger.chains import Chain
from tracker.ledger.findings import Finding, plain_day, plain_number
from tracker.ledger.longest import longest_chain
from tracker.ledger.numbers import Interval, find_slip

SWAPPED = {"killed": "wounded", "wounded": "killed"}

_SOON = timedelta(10)
_FAR = timedelta(300)
_A_DAY_OFF = (1, -1)
_TWO_DAYS_OFF = (2, -2)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A total that does not fit, the totals that go together, and everything else known."""

    entry: Entry
    chain: Chain
    account: Account
    book: Book

    @property
    def value(self) -> float:
        """The figure in doubt."""
        return self.entry.value or 0.0

    @property
    def expected(self) -> Interval | None:
        """Where the total should lie."""
        return self.chain.expected(self.entry.day)

    @property
    def neighbours(self) -> tuple[Entry, ...]:
        """The totals before and after."""
        return tuple(e for e in self.chain.around(self.entry.day) if e is not None)


@dataclass(frozen=True, slots=True)
class Reason:
    """The rule that explains a doubt, in words, what would fit instead, and other claims."""

    rule: str
    words: str
    likely: str | None = None
    others: tuple[Entry, ...] = ()


def make_finding(
    entry: Entry, reason: Reason, severity: str, neighbours: Iterable[Entry] = ()
) -> Finding:
    """Return the finding about an entry; the claims of the others come after its own."""
    involved = (entry, *reason.others, *neighbours)
    claims = [(claim, each.quote) for each in involved for claim in each.claim_ids[:3]]
    unique = dict(claims)
    return Finding(
        rule=reason.rule,
        severity=severity,
        source=entry.source,
        party=entry.party,
        measure=entry.measure,
        subject=entry.subject,
        day=entry.day,
        stated=entry.figure,
        likely=reason.likely,
        reason=reason.words,
        claim_ids=tuple(unique),
        quotes=tuple(unique.values()),
    )


def explain_total(doubt: Doubt) -> Reason | None:
    """Return the first explanation that holds; None where none does."""
    return next((found for rule in EXPLANATIONS if (found := rule(doubt)) is not None), None)


def among(doubt: Doubt) -> str:
    """Return the total in doubt with its neighbours, in words."""
    told = " and ".join(
        f"{plain_number(each.value)} ({plain_day(each.day)})" for each in doubt.neighbours
    )
    return (
        f"a total of {plain_number(doubt.value)} for {plain_day(doubt.entry.day)} stands "
        f"{'between' if len(doubt.neighbours) == 2 else 'beside'} {told}"
    )


def year_off(doubt: Doubt) -> Reason | None:
    """The figure fits the same day of another year, in which its article appeared."""
    published = doubt.entry.published
    for years in (1, -1):
        day = shift_year(doubt.entry.day, years)
        if published is not None and (
            abs(published - day) > _SOON or abs(published - doubt.entry.day) < _FAR
        ):
            continue
        expected = doubt.chain.expected(day)
        if published is None and None in doubt.chain.around(day):
            continue
        if expected is not None and doubt.chain.knows(day) and doubt.entry.interval.meets(expected):
            return Reason(
                "year_off",
                f"{among(doubt)}; it fits {plain_day(day)}: dated a year off",
                day.isoformat(),
            )
    return None


def shift_year(day: date, years: int) -> date:
    """Return the same day of another year; 29 February gives the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def told_again(doubt: Doubt) -> Reason | None:
    """The total is that of an earlier day, to the last digit."""
    same = doubt.chain.told_before(doubt.value, doubt.entry.day)
    if same is None:
        return None
    return Reason(
        "repeated_value",
        f"{among(doubt)}; it is that of {plain_day(same.day)}: an old total told once more",
        plain_day(same.day),
        (same,),
    )


def day_as_total(doubt: Doubt) -> Reason | None:
    """The figure is as large as the source's figures of one day."""
    usual, expected = doubt.account.usual_day, doubt.expected
    if usual is None or expected is None or doubt.value >= expected.low / 5:
        return None
    if not usual / 5 <= doubt.value <= usual * 5:
        return None
    return Reason(
        "day_total_swap",
        f"{among(doubt)}; it is as large as the figures of one day (about "
        f"{plain_number(usual)}): a day's figure taken for the total",
    )


def of_another_measure(doubt: Doubt) -> Reason | None:
    """The total fits those of the wounded where it is told of the killed, or the reverse."""
    expected = doubt.expected
    for sibling in siblings_of(doubt.account, doubt.book):
        for chain in _plain_chains(sibling):
            other = chain.expected(doubt.entry.day)
            if len(chain) < 3 or other is None or not doubt.entry.interval.meets(other):
                continue
            if expected is not None and expected.meets(other):
                continue
            return Reason(
                "measure_swap",
                f"{among(doubt)}; it fits the totals of the {sibling.key[2]}: "
                "killed and wounded are swapped",
                sibling.key[2],
            )
    return None


@lru_cache(maxsize=32)
def _plain_chains(account: Account) -> tuple[Chain, ...]:
    """Return the chains of an account as it stands, which many doubts may ask for."""
    return tuple(longest_chain([e for e in row if e.is_plain]) for row in account.totals)


def siblings_of(account: Account, book: Book) -> Iterable[Account]:
    """Return the accounts of the wounded beside those of the killed, and the reverse."""
    source, party, measure, _, scope = account.key
    if measure not in SWAPPED:
        return
    yield from book.subjects.get((source, party, SWAPPED[measure], scope), ())


def slip_of_digits(doubt: Doubt) -> Reason | None:
    """Other digits, or the same in another order, would fit."""
    before, after = doubt.chain.around(doubt.entry.day)
    expected = doubt.expected
    if expected is None:
        return None
    slip = None
    if before and after and (exact := by_the_day(doubt, before)) is not None:
        slip = find_slip(doubt.value, exact.middle) or find_slip(doubt.value, exact)
    slip = slip or find_slip(doubt.value, expected)
    if slip is None:
        return None
    likely = plain_number(slip.value)
    return Reason(slip.rule, f"{among(doubt)}; {likely} fits: {slip.words}", likely)


def by_the_day(doubt: Doubt, before: Entry) -> Interval | None:
    """Return the total of the day before and the day's own figure, added; None without them."""
    for each in doubt.account.days_to(doubt.entry.day):
        if each.is_plain and each.days is not None:
            since = each.day - timedelta(each.days)
            if before.day == since:
                return before.interval + each.interval
    return None


def day_off(doubt: Doubt) -> Reason | None:
    """The total fits the day before or after, for which there is none."""
    return _fits_beside(doubt, _A_DAY_OFF)


def two_days_off(doubt: Doubt) -> Reason | None:
    """The total fits two days before or after, for which there is none; a slip is likelier."""
    return _fits_beside(doubt, _TWO_DAYS_OFF)


def _fits_beside(doubt: Doubt, off: Iterable[int]) -> Reason | None:
    for days in off:
        day = doubt.entry.day + timedelta(days)
        before, after = doubt.chain.around(day)
        if doubt.chain.has(day) or before is None or after is None:
            continue
        if Interval(before.interval.low, after.interval.high).meets(doubt.entry.interval):
            return Reason(
                "day_off",
                f"{among(doubt)}; it fits {plain_day(day)}, for which there is none: "
                f"dated {'a day' if abs(days) == 1 else f'{abs(days)} days'} off",
                day.isoformat(),
            )
    return None


EXPLANATIONS: tuple[Callable[[Doubt], Reason | None], ...] = (
    year_off,
    told_again,
    day_as_total,
    of_another_measure,
    day_off,
    slip_of_digits,
    two_days_off,
)
"""The plainest first; the name of what it finds is the rule of the finding."""
