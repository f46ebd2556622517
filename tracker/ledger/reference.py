"""Claims against reference series, day by day: agreeing, off, and missing on either side."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Any

import pandas as pd

from tracker.ledger.book import Account, Book, Entry
from tracker.ledger.findings import Finding, plain_day, plain_number
from tracker.ledger.numbers import Interval, find_slip

STATUSES = {
    "agrees": "the claim has the figure of the reference, within rounding and a day",
    "off": "the claim has another figure",
    "no_claim": "a day of the reference between the first claim and the last, without a claim",
    "no_reference": "a claim of a day for which the reference has no figure",
}
"""How a claim and a reference can stand to each other."""

_WITHIN = (0, -1, 1)
_FEWEST_FOR_ANOTHER_COUNT = 10


@dataclass(frozen=True, slots=True)
class Comparison:
    """One day of a reference series, or one claim that it could confirm.

    ``off_by`` is the claim's figure less that of the reference; None where one is missing.
    """

    reference: str
    status: str
    day: date
    party: str
    measure: str
    subject: str
    basis: str
    source: str | None
    stated: float | None
    expected: float | None
    off_by: float | None
    claim_ids: tuple[str, ...]
    quote: str | None


@dataclass(frozen=True, slots=True)
class _Point:
    day: date
    start: date | None
    value: float | None
    interval: Interval

    @property
    def figure(self) -> float:
        return self.interval.low if self.value is None else self.value


_KIND = ("series", "party", "measure", "subject", "basis", "source")


def compare_references(book: Book, points: pd.DataFrame) -> list[Comparison]:
    """Return every comparison with these points, rows of the query ``reference-points``."""
    plain = points.astype(object).where(points.notna(), None)
    groups: dict[tuple[Any, ...], list[dict[Hashable, Any]]] = {}
    for row in plain.to_dict("records"):
        groups.setdefault(tuple(row[name] for name in _KIND), []).append(row)
    found: list[Comparison] = []
    for kind, rows in groups.items():
        reference = [point for row in rows if (point := _point(row)) is not None]
        for entries in _entries(book, kind):
            found += _compare(kind, reference, entries)
    return found


def _point(row: dict[Hashable, Any]) -> _Point | None:
    value, low, high = row["value"], row["low"], row["high"]
    lowest, highest = (bound if value is None else value for bound in (low, high))
    if lowest is None and highest is None:
        return None
    interval = Interval(-inf if lowest is None else lowest, inf if highest is None else highest)
    start = None if row["start"] is None else date.fromisoformat(row["start"])
    return _Point(date.fromisoformat(row["day"]), start, value, interval)


def _entries(book: Book, kind: tuple[Any, ...]) -> Iterator[list[Entry]]:
    """Yield the figures of each source that count what the reference counts, and all of it."""
    _, party, measure, subject, basis, source = kind
    accounts: dict[str, list[Account]] = {}
    for account in book.accounts.values():
        same = account.key[1:4] == (party, measure, subject)
        if same and source in (None, account.key[0]):
            accounts.setdefault(account.key[0], []).append(account)
    for ones in accounts.values():
        told = [entries for each in ones if (entries := _of(each, basis))]
        whole = [entries for each in ones if each.key[4] is None and (entries := _of(each, basis))]
        if told:
            yield max(whole or told, key=_count)


def _of(account: Account, basis: str) -> list[Entry]:
    """Return an account's days, or the longest of its running totals."""
    longest = max(account.totals, key=len, default=())
    return list(longest if basis == "cumulative" else account.days)


def _count(entries: list[Entry]) -> int:
    return len(entries)


def _compare(
    kind: tuple[Any, ...], points: list[_Point], entries: list[Entry]
) -> Iterator[Comparison]:
    days: dict[date, list[_Point]] = {}
    for point in points:
        days.setdefault(point.day, []).append(point)
    for entry in entries:
        if not min(days) <= entry.day <= max(days):
            continue
        beside = [p for n in _WITHIN for p in days.get(entry.day + timedelta(n), ())]
        near = [point for point in beside if _fits(point, entry)]
        agreeing = next((p for p in near if p.interval.meets(entry.interval)), None)
        nearest = agreeing or (near[0] if near else None)
        status = "no_reference" if nearest is None else "agrees" if agreeing else "off"
        yield _comparison(kind, status, entry, nearest)
    first, last = min(e.day for e in entries), max(e.day for e in entries)
    told = {entry.day for entry in entries}
    for point in points:
        if first < point.day < last and point.day not in told:
            yield _unmet(kind, point, entries[0].source)


def _fits(point: _Point, entry: Entry) -> bool:
    """Tell whether both cover as many days; a total covers all of them."""
    if point.start is None:
        return entry.days is None
    return entry.days == max((point.day - point.start).days, 1)


def _comparison(
    kind: tuple[Any, ...], status: str, entry: Entry, point: _Point | None
) -> Comparison:
    expected = None if point is None else point.figure
    both = expected is not None and entry.figure is not None
    return Comparison(
        reference=kind[0],
        status=status,
        day=entry.day,
        party=entry.party,
        measure=entry.measure,
        subject=entry.subject,
        basis=kind[4],
        source=entry.source,
        stated=entry.figure,
        expected=expected,
        off_by=(entry.figure or 0) - (expected or 0) if both else None,
        claim_ids=entry.claim_ids,
        quote=entry.quote,
    )


def _unmet(kind: tuple[Any, ...], point: _Point, source: str) -> Comparison:
    return Comparison(
        reference=kind[0],
        status="no_claim",
        day=point.day,
        party=kind[1],
        measure=kind[2],
        subject=kind[3],
        basis=kind[4],
        source=source,
        stated=None,
        expected=point.figure,
        off_by=None,
        claim_ids=(),
        quote=None,
    )


def findings_of(comparisons: Iterable[Comparison]) -> Iterator[Finding]:
    """Yield a finding for each claim that has another figure than the reference.

    Where more than a fifth of a source's claims have, they count something else: one finding.
    """
    groups: dict[tuple[Any, ...], list[Comparison]] = {}
    for each in comparisons:
        key = (each.reference, each.source, each.party, each.measure, each.subject, each.basis)
        if each.status in ("agrees", "off"):
            groups.setdefault(key, []).append(each)
    for group in groups.values():
        off = [each for each in group if each.status == "off"]
        if len(off) >= _FEWEST_FOR_ANOTHER_COUNT and len(off) * 5 > len(group):
            worst = max(off, key=lambda each: abs(each.off_by or 0))
            why = f" {len(off)} of {len(group)} figures differ: another count, or another wording"
            yield _finding(worst, f"{_told(worst)};{why}")
            continue
        for each in off:
            slip = find_slip(each.stated or 0, Interval(each.expected or 0, each.expected or 0))
            yield _finding(each, f"{_told(each)}: {slip.words}" if slip else _told(each))


def _told(comparison: Comparison) -> str:
    off_by = comparison.off_by or 0
    return (
        f"{plain_number(comparison.stated)} for {plain_day(comparison.day)} is "
        f"{plain_number(abs(off_by))} {'more' if off_by > 0 else 'less'} than the "
        f"{plain_number(comparison.expected)} of the reference {comparison.reference}"
    )


def _finding(comparison: Comparison, reason: str) -> Finding:
    return Finding(
        rule="off_reference",
        severity="warning",
        source=comparison.source,
        party=comparison.party,
        measure=comparison.measure,
        subject=comparison.subject,
        day=comparison.day,
        stated=comparison.stated,
        likely=plain_number(comparison.expected),
        reason=reason,
        claim_ids=comparison.claim_ids,
        quotes=(comparison.quote or "",) * len(comparison.claim_ids),
    )
