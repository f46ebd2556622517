"""Running totals -> what they grew by: derived figures, each from two totals of one source.

A gap of n days gives one figure that covers n days. It is never divided: nobody said how many
there were on each of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import groupby, pairwise
from typing import Any

Row = dict[Hashable, Any]

_EXACT = frozenset({"exact", "approximate"})
_ACCOUNT = ("said_by", "party", "measure", "subject", "scope", "since")


def find_differences(rows: Sequence[Row]) -> tuple[list[Row], dict[str, int]]:
    """Return the differences between a source's neighbouring totals, and which totals gave none.

    A bound has no difference, nor has a day for which the source gives several totals.
    """
    left_out: dict[str, int] = {}
    totals = [row for row in rows if row["series"] == "cumulative" and row["said_by"] is not None]
    plain = [row for row in totals if row["qualifier"] in _EXACT]
    if len(plain) < len(totals):
        left_out["difference_of_a_bound"] = len(totals) - len(plain)
    found: list[Row] = []
    for _, account in groupby(sorted(plain, key=_account_and_day), key=_account):
        one_a_day = []
        for _, same_day in groupby(account, key=lambda row: row["date"]):
            several = list(same_day)
            if len({row["value"] for row in several}) == 1:
                one_a_day.append(several[0])
            else:
                left_out["several_totals_of_a_day"] = left_out.get(
                    "several_totals_of_a_day", 0
                ) + len(several)
        found += [_difference(before, after) for before, after in pairwise(one_a_day)]
    return found, left_out


def _account(row: Row) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in _ACCOUNT)


def _account_and_day(row: Row) -> tuple[Any, ...]:
    return (*_account(row), row["date"], row["value"])


def _difference(before: Row, after: Row) -> Row:
    """Return the figure between two totals; where either is approximate, so is it.

    >>> from datetime import date
    >>> total = {"qualifier": "exact", "reviewed": False, "claim_ids": (), "articles": ()}
    >>> first = total | {"date": date(2022, 3, 1), "value": 5710, "published": None}
    >>> later = total | {"date": date(2022, 3, 4), "value": 9166, "published": None}
    >>> found = _difference(first, later)
    >>> found["value"], found["days"], found["basis"]
    (3456, 3, 'period')
    """
    value = after["value"] - before["value"]
    days = (after["date"] - before["date"]).days
    exact = before["qualifier"] == after["qualifier"] == "exact"
    claim_ids = (*before["claim_ids"], *after["claim_ids"])
    return after | {
        "series": "differences",
        "kind": "derived",
        "basis": "day" if days == 1 else "period",
        "start": before["date"],
        "since": None,
        "days": days,
        "value": value,
        "low": value if exact else None,
        "high": value if exact else None,
        "qualifier": "exact" if exact else "approximate",
        "reviewed": before["reviewed"] and after["reviewed"],
        "claims": len(claim_ids),
        "claim_ids": claim_ids,
        "articles": tuple(sorted({*before["articles"], *after["articles"]})),
    }
