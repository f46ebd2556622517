"""What the account of a source makes plain: since when its totals count, and of what place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from datetime import date
from operator import itemgetter

from tracker.series.policies import Row

_account = itemgetter("series", "said_by", "party", "measure", "subject")


def settle(rows: list[Row]) -> list[Row]:
    """Return the rows with ``since`` and ``scope`` where the account as a whole makes them plain.

    A total without its first day counts from that of the source's other totals. A source that
    often names one region and no other speaks of it where it names no place, too: Gaza's ministry
    of Gaza. What its totals are of, its other figures are of as well.
    """
    since: dict[Hashable, Counter[date]] = {}
    scopes: dict[Hashable, Counter[str | None]] = {}
    for row in rows:
        if row["said_by"] is not None and row["series"] != "incidents":
            key = _account(row)
            scopes.setdefault(key, Counter())[row["scope"]] += 1
            if row["since"] is not None:
                since.setdefault(key, Counter())[row["since"]] += 1
    settled = []
    for row in rows:
        key = _account(row)
        firsts, regions = since.get(key), scopes.get(("cumulative", *key[1:])) or scopes.get(key)
        if row["since"] is None and firsts and (first := _most(firsts)) <= row["date"]:
            row = row | {"since": first}
        if row["scope"] is None and regions and _is_of_one_region(regions):
            row = row | {"scope": next(region for region in regions if region is not None)}
        settled.append(row)
    return settled


def _most(counts: Counter[date]) -> date:
    return min(counts, key=lambda each: (-counts[each], each))


def _is_of_one_region(scopes: Counter[str | None]) -> bool:
    named = [scope for scope in scopes if scope is not None]
    return len(named) == 1 and scopes[named[0]] >= max(3, scopes[None] / 2)
