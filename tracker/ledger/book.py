"""Claims -> accounts: what one source says over time of one measure, subject, party and scope.

Left out are copies (by the view), teasers, what is denied, what the text itself replaces, and
figures whose source the vocabulary of sources does not single out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from statistics import median
from typing import Any

import pandas as pd

from tracker.ledger.findings import Finding
from tracker.ledger.numbers import Interval, counted_bound, interval_of
from tracker.models import KIND_OF_SUBJECT
from tracker.series.tidy import tidy_rows

_FOREIGN_ZONES = frozenset({"teaser", "caption"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of one day, with all the claims that give it.

    ``interval`` is where the number may lie. ``days`` is how many times 24 hours it covers, None
    for a total. ``revises`` is true where its text names an earlier figure that it replaces.
    ``since_stated`` is true where the text says from when a total counts, ``as_of_publication``
    where it does not say up to when, so that the article's own day stands for it.
    """

    day: date
    start: date | None
    days: int | None
    value: float | None
    interval: Interval
    qualifier: str
    measure: str
    subject: str
    party: str
    source: str
    scope: str | None
    rolling: bool
    since_stated: bool
    as_of_publication: bool
    revises: bool
    published: date | None
    articles: tuple[str, ...]
    claim_ids: tuple[str, ...]
    quote: str

    @property
    def figure(self) -> float | None:
        """The number that stands for the figure: its value, else its one bound."""
        if self.value is not None:
            return self.value
        low = self.interval.low
        return low if low > float("-inf") else self.interval.high

    @property
    def is_plain(self) -> bool:
        """Whether the figure is a number and not a bound, but for a bound to the unit."""
        exact = self.qualifier in ("exact", "approximate")
        counted = self.days is None and counted_bound(self.value, self.qualifier) is not None
        return self.value is not None and (exact or counted)


Key = tuple[str, str, str, str, str | None]
"""Source, party, measure, subject and scope."""


@dataclass(frozen=True, eq=False)
class Account:
    """The figures of one key: ``totals`` by their first day, and ``days``, in order of days.

    A total that is dated before the day from which it counts stands among the others: its year may
    be off.
    """

    key: Key
    totals: tuple[tuple[Entry, ...], ...]
    days: tuple[Entry, ...]

    def days_to(self, day: date) -> Sequence[Entry]:
        """Return the figures of days that end on a day."""
        return _of_day(self.days, day)

    def total_of(self, day: date) -> Entry | None:
        """Return the last plain total for a day."""
        told = [each for row in self.totals for each in _of_day(row, day) if each.is_plain]
        return told[-1] if told else None

    @property
    def counts_people(self) -> bool:
        """Whether people are counted, who are not lost in columns and waves as equipment is."""
        return KIND_OF_SUBJECT.get(self.key[3]) == "people"

    @cached_property
    def usual_day(self) -> float | None:
        """The middle of the figures of days that are numbers above zero."""
        days = [each.value for each in self.days if each.is_plain and each.value]
        return median(days) if days else None


def _of_day(entries: Sequence[Entry], day: date) -> Sequence[Entry]:
    first = bisect_left(entries, day, key=attrgetter("day"))
    return entries[first : bisect_right(entries, day, lo=first, key=attrgetter("day"))]


@dataclass(frozen=True)
class Book:
    """All accounts, and the claims row by row, for what is compared within an article."""

    accounts: dict[Key, Account]
    claims: tuple[dict[Hashable, Any], ...]

    @cached_property
    def subjects(self) -> dict[tuple[str | None, ...], list[Account]]:
        """The accounts of each source, party, measure and scope, one for each subject."""
        same: dict[tuple[str | None, ...], list[Account]] = {}
        for account in self.accounts.values():
            source, party, measure, _, scope = account.key
            same.setdefault((source, party, measure, scope), []).append(account)
        return same


@dataclass(slots=True)
class Findings:
    """What has been found so far; a claim in doubt is not doubted once more by a later rule."""

    found: list[Finding] = field(default_factory=list)
    doubted: set[str] = field(default_factory=set)
    misdated: set[tuple[str, date]] = field(default_factory=set)

    def trusts(self, entry: Entry) -> bool:
        """Tell whether none of the entry's claims is in doubt, nor the day that its text names."""
        return not self.doubted.intersection(entry.claim_ids) and not any(
            (article, entry.day) in self.misdated for article in entry.articles
        )

    def misdate(self, entry: Entry) -> None:
        """Note that the texts of the entry name a wrong day."""
        self.misdated.update((article, entry.day) for article in entry.articles)

    def add(self, finding: Finding, doubted: Iterable[str]) -> None:
        """Note a finding, and which claims it puts in doubt."""
        self.found.append(finding)
        self.doubted.update(doubted)


def open_book(figures: pd.DataFrame) -> Book:
    """Return the accounts of these claims, rows of the view ``dated_figures``.

    Raises:
        BadQuery: a column is missing.
    """
    own = figures[~figures["zone"].isin(_FOREIGN_ZONES)] if "zone" in figures else figures
    replaced = own["superseded"].fillna(0).astype(bool)
    rows, _ = tidy_rows(own[~replaced])
    revised = _what_is_revised(own[replaced])
    sorted_rows: dict[Key, list[tuple[dict[Hashable, Any], Entry]]] = {}
    for row in rows:
        entry = _entry_of(row, revised)
        if entry is not None and row["series"] in ("cumulative", "daily", "weapons", "periods"):
            key = (entry.source, entry.party, entry.measure, entry.subject, entry.scope)
            sorted_rows.setdefault(key, []).append((row, entry))
    accounts = {key: _account(key, pairs) for key, pairs in sorted(sorted_rows.items(), key=_order)}
    plain = own.astype(object).where(own.notna(), None)
    claims = tuple(row for row in plain.to_dict("records") if row["stance"] == "asserted")
    return Book(accounts, claims)


def _order(item: tuple[Key, object]) -> tuple[str, ...]:
    return tuple(str(each or "") for each in item[0])


def _account(key: Key, pairs: list[tuple[dict[Hashable, Any], Entry]]) -> Account:
    totals: dict[str, list[Entry]] = {}
    days = []
    firsts = Counter(row["since"] for row, _ in pairs if row["since"] is not None)
    usual = min(firsts, key=lambda day: (-firsts[day], day), default=None)
    for row, entry in pairs:
        if row["series"] == "cumulative":
            since = usual if usual and row["since"] is None and entry.day < usual else row["since"]
            totals.setdefault(str(since), []).append(entry)
        elif row["series"] != "weapons" or entry.days is not None:
            days.append(entry)
    return Account(
        key,
        tuple(tuple(sorted(totals[since], key=_by_day)) for since in sorted(totals)),
        tuple(sorted(days, key=_by_day)),
    )


def _by_day(entry: Entry) -> tuple[date, float, tuple[str, ...]]:
    return entry.day, entry.figure or 0.0, entry.claim_ids


_KIND = ("article", "measure", "subject", "party", "basis")


def _what_is_revised(replaced: pd.DataFrame) -> set[tuple[object, ...]]:
    return set(replaced[list(_KIND)].itertuples(index=False, name=None))


def _entry_of(row: dict[Hashable, Any], revised: set[tuple[object, ...]]) -> Entry | None:
    figures = (row[name] for name in ("value", "low", "high", "qualifier"))
    is_total = row["basis"] == "cumulative"
    interval = interval_of(*figures, is_total=is_total)
    counted = counted_bound(row["value"], row["qualifier"]) if is_total else None
    interval = counted or interval
    if interval is None or row["source"] is None or row["party"] is None:
        return None
    kinds = {(each, *(row[name] for name in _KIND[1:])) for each in row["articles"]}
    return Entry(
        **{name: row[name] for name in "start days value qualifier measure subject party".split()},
        **{name: row[name] for name in "source scope articles claim_ids quote".split()},
        day=row["date"],
        interval=interval,
        rolling=row["basis"] != "period" or "past_" in row["date_rule"],
        since_stated=row["since_stated"],
        as_of_publication="as_of_publication" in row["date_rule"],
        revises=bool(kinds & revised),
        published=_day(row["published"]),
    )


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)
