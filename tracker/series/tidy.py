"""Claims -> one tidy table of every series: a row for each figure that one source gives of a day.

A day without a claim has no row. What each series holds is said in SERIES; copies of a claim
are left out by the view that the claims come from.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import repeat
from operator import itemgetter
from typing import Any

import pandas as pd

from tracker.errors import BadQuery
from tracker.models import KIND_OF_SUBJECT
from tracker.series.accounts import settle
from tracker.series.build import LEAVE_OUT, NEEDED, find_speakers, leave_out, prepare
from tracker.series.differences import find_differences
from tracker.series.policies import Policy, Row, find_policy

SERIES = {
    "cumulative": "running totals, by the day they speak for",
    "daily": "figures of one day as stated; one of 48 or 72 hours covers its days",
    "differences": "what a running total grew by from one day that has it to the next (derived)",
    "incidents": "figures of single events",
    "periods": "figures of longer spans: a week, a month, a year",
    "weapons": "weapons launched, intercepted, suppressed and impacted, by attack or day",
}
"""The series, and what each holds."""

TIDY_NEEDED = (*NEEDED, *"date_rule place place_country place_region verdict published".split())
"""The columns that the claims must have; ``published`` is the day of the article."""

TIDY_COLUMNS = (
    "series kind date start days value low high qualifier said_by source attribution_type "
    "party measure subject weapon basis place scope since reviewed claims claim_ids articles "
    "published quote policy"
).split()
"""The columns of the table, in order.

``kind`` is stated or derived. ``start`` to ``date`` are the days covered and ``days`` how many
times 24 hours these are (none for a running total; ``since`` is the day it counts from).
``said_by`` is the normalised ``source``, else the attribution in the text's words. ``weapon`` is
the subject where it is a weapon that was fired. ``scope`` is the region or town of which the
figure speaks, missing where it speaks of all. ``reviewed`` tells whether somebody has judged a
claim of the row. ``claim_ids`` and ``articles`` are tuples; ``published`` is the day of the
newest of these articles. Dates are timestamps, figures are floats, and what nobody says is
missing (NaT, NaN, None).
"""

PASSED_OVER = "passed_over_by_the_policy"
"""Under this, ``left_out`` counts the claims that the policy does not choose."""

LONGEST_DAILY = 3
"""The days up to which a figure stands among the daily ones: 72 hours."""

FIRED = frozenset({"launched", "intercepted", "suppressed", "impacted"})
"""The measures of weapons."""


def make_series(
    figures: pd.DataFrame,
    names: Sequence[str] = (),
    *,
    policy: str = "all",
    first_day: date | None = None,
    last_day: date | None = None,
) -> pd.DataFrame:
    """Return the tidy table of these series, of all without ``names``, under a policy.

    ``attrs`` of the table has the ``policy``, what it says, the ``series``, and how many claims
    each rule ``left_out``.

    Args:
        figures: rows of the view ``figures``, with the columns of TIDY_NEEDED at least.
        names: some of SERIES.
        policy: one of POLICIES: how one figure is chosen from many.
        first_day: leave out what ends before.
        last_day: leave out what ends after.

    Raises:
        BadQuery: a name or policy is unknown, or a column is missing.
    """
    chosen = find_policy(policy)
    wanted = _check_names(names)
    rows, left_out = tidy_rows(figures)
    rows = [row for row in rows if row["series"] in {*wanted, *_base(wanted)}]
    kept = chosen.choose(rows)
    if passed_over := _ids(rows) - _ids(kept):
        left_out[PASSED_OVER] = len(passed_over)
    if "differences" in wanted:
        derived, without = find_differences(kept)
        kept += derived
        left_out |= without
    kept = chosen.join([row for row in kept if row["series"] in wanted])
    kept = [row for row in kept if _is_within(row["date"], first_day, last_day)]
    table = _as_table(kept, chosen)
    table.attrs |= {"series": tuple(wanted), "left_out": left_out}
    return table


def _ids(rows: Iterable[Row]) -> set[str]:
    return {each for row in rows for each in row["claim_ids"]}


def _check_names(names: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        if name not in SERIES:
            raise BadQuery(f"there is no series {name!r}; there are: {', '.join(SERIES)}")
    return tuple(name for name in SERIES if not names or name in names)


def _base(names: Iterable[str]) -> tuple[str, ...]:
    return ("cumulative",) if "differences" in names else ()


def _is_within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or day >= first) and (last is None or day <= last)


# --- claims -> rows --------------------------------------------------------------------------


def tidy_rows(figures: pd.DataFrame) -> tuple[list[Row], dict[str, int]]:
    """Return a row for each figure that one source gives of a day, and what was left out, by rule.

    Raises:
        BadQuery: a column is missing.
    """
    missing = [name for name in TIDY_NEEDED if name not in figures.columns]
    if missing:
        raise BadQuery(f"the claims have no column {missing[0]}; needed: {', '.join(TIDY_NEEDED)}")
    claims, left_out = leave_out(prepare(figures, "period_end"), LEAVE_OUT)
    claims = claims.assign(**find_speakers(claims))
    rows = [row for row in _as_rows(claims) if row["series"] is not None]
    if len(rows) < len(claims):
        left_out["a_rate"] = len(claims) - len(rows)
    return _merge(settle(rows)), left_out


def _as_rows(claims: pd.DataFrame) -> Iterator[Row]:
    """Yield the claims one by one, each with its series and its days, and who says it."""
    names = [*TIDY_NEEDED, "speaker", "date"]
    for values in zip(*(claims[name].tolist() for name in names), strict=True):
        row: Row = dict(zip(names, values, strict=True))
        row["said_by"], row["series"] = row["speaker"], _series_of(row)
        row.update(_days_of(row))
        yield row


def _series_of(row: dict[Hashable, Any]) -> str | None:
    basis = row["basis"]
    short = basis in ("incident", "day") or (
        basis == "period" and (_count_days(row) or 0) in range(1, LONGEST_DAILY + 1)
    )
    if row["measure"] in FIRED and short:
        return "weapons"
    if basis == "period":
        return "daily" if short else "periods"
    return {"cumulative": "cumulative", "day": "daily", "incident": "incidents"}.get(basis)


def _count_days(row: dict[Hashable, Any]) -> int | None:
    """Return how many times 24 hours a figure covers.

    "Over the past day" on the 12th runs from the 11th to the 12th and is one; "this week" counts
    its first day and its last.
    """
    if row["basis"] == "cumulative" or row["period_start"] is None:
        return None
    between: int = (row["period_end"] - row["period_start"]).days
    rolling = row["basis"] != "period" or "past_" in row["date_rule"]
    return max(between, 1) if rolling else between + 1


def _days_of(row: dict[Hashable, Any]) -> dict[Hashable, Any]:
    total = row["basis"] == "cumulative"
    return {
        "start": None if total else row["period_start"],
        "since": row["period_start"] if total else None,
        "days": _count_days(row),
        "scope": _scope_of(row),
    }


def _scope_of(row: dict[Hashable, Any]) -> str | None:
    """Return the part of the country of which the figure speaks; None where it speaks of all."""
    if row["place"] is None or row["place"] == row["place_country"]:
        return None
    if row["basis"] == "incident":
        return str(row["place"])
    return str(row["place_region"] or row["place"])


_SAME = (
    "series date start days value low high qualifier said_by party measure subject basis scope "
    "since"
).split()
_same = itemgetter(*_SAME)
_OF_THE_FIRST = (*_SAME, "quote", "date_rule")
_of_the_first = itemgetter(*_OF_THE_FIRST)
_KNOWN_OF_ANY = ("source", "attribution_type", "place")


def _merge(rows: list[Row]) -> list[Row]:
    """Return one row for each figure, with all the claims that give it."""
    groups: dict[Hashable, list[Row]] = {}
    for row in sorted(rows, key=itemgetter("claim_id")):
        groups.setdefault(_same(row), []).append(row)
    return [_merged(group) for group in groups.values()]


def _merged(group: list[Row]) -> Row:
    first = group[0]
    published = [row["published"] for row in group if row["published"] is not None]
    fired = first["measure"] in FIRED and KIND_OF_SUBJECT.get(first["subject"]) == "materiel"
    merged: Row = dict(zip(_OF_THE_FIRST, _of_the_first(first), strict=True))
    merged["since_stated"] = any(map(_says_since, group))
    merged["kind"] = "stated"
    for name in _KNOWN_OF_ANY:
        merged[name] = first[name]
        if first[name] is None and len(group) > 1:
            merged[name] = next((row[name] for row in group if row[name] is not None), None)
    merged["weapon"] = first["subject"] if fired else None
    merged["reviewed"] = any(row["verdict"] is not None for row in group)
    merged["claims"] = len(group)
    merged["claim_ids"] = tuple(row["claim_id"] for row in group)
    merged["articles"] = tuple(sorted({row["article"] for row in group}))
    merged["published"] = max(published, default=None)
    return merged


def _says_since(row: Row) -> bool:
    """Tell whether the text says from when a total counts, and it is not only a large number."""
    rules = row["date_rule"].split("+")
    inferred = "conflict_start" in rules and "war" not in rules
    return row["period_start"] is not None and not inferred


# --- rows -> table ---------------------------------------------------------------------------


_FROM_ROWS = tuple(name for name in TIDY_COLUMNS if name != "policy")


def _place_of(row: Row) -> tuple[Any, ...]:
    """Return what a table is sorted by, within a series."""
    return (
        row["date"],
        row["party"] or "",
        row["measure"] or "",
        row["subject"] or "",
        row["said_by"] or "",
        row["scope"] or "",
        -1 if row["value"] is None else row["value"],
        -1 if row["low"] is None else row["low"],
        -1 if row["high"] is None else row["high"],
        row["claim_ids"],
    )


def _as_table(rows: list[Row], policy: Policy) -> pd.DataFrame:
    order = {name: place for place, name in enumerate(SERIES)}
    rows = sorted(rows, key=lambda row: (order[row["series"]], *_place_of(row)))
    columns = zip(*map(itemgetter(*_FROM_ROWS), rows), strict=True) if rows else repeat(())
    table = pd.DataFrame(dict(zip(_FROM_ROWS, columns, strict=False)), dtype=object)
    table["policy"] = policy.name
    for name in ("date", "start", "since", "published"):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[ns]")
    for name in ("value", "low", "high"):
        table[name] = pd.to_numeric(table[name]).astype("float64")
    for name in ("days", "claims"):
        table[name] = table[name].astype("Int64")
    table["reviewed"] = table["reviewed"].astype(bool)
    table.attrs = {"policy": policy.name, "policy_says": policy.says}
    return table
