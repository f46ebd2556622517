"""Claims -> rows of the tidy table of series, where a chart shows what follows from claims.

What is derived, and what is chosen among several figures, is made by :mod:`tracker.series`
alone; here its table only takes the form that charts draw.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from tracker.chart.definition import ChartDefinition
from tracker.series import (
    COLUMNS,
    PARTIES_TO_THE_WAR,
    PASSED_OVER,
    POLICIES,
    SERIES,
    Series,
    make_series,
)

DERIVED = "derived"
_SAME = ["date", "speaker", "party", "measure", "subject"]
_AS_STATED = tuple(name for name in SERIES if name != "differences")

_LONE_TOTAL = "of_a_total_without_that_of_the_day_before"

Row = dict[Hashable, Any]


def policy_of(definition: ChartDefinition) -> str:
    """Return what the policy of a chart says: how one figure is chosen from many."""
    name = "low-best-high" if definition.kind == "band" else definition.options.policy
    return POLICIES[name].says


def derives(definition: ChartDefinition, figures: pd.DataFrame) -> bool:
    """Tell whether bars stand for differences of running totals, too: the query gives totals."""
    totals = "basis" in figures and figures["basis"].eq("cumulative").any()
    return definition.kind == "bars" and bool(totals)


def retold(definition: ChartDefinition, figures: pd.DataFrame, series: Series) -> Series:
    """Return the series with what follows from its claims, for the kinds that show it.

    Raises:
        BadQuery: where the query lacks a column of the tidy table.
    """
    retell = _RETELL.get(definition.kind)
    plain = definition.kind == "bars" and not derives(definition, figures)
    if retell is None or len(series.table) == 0 or plain:
        return series
    ids = {each for row in series.table["claim_ids"] for each in row}
    claims = figures[figures["claim_id"].isin(ids)]
    return retell(definition, claims, series)


def _with_differences(
    definition: ChartDefinition, claims: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, int]]:
    """Return the figures of one day as stated, those derived, and what is neither."""
    names = ("daily", "differences")
    table, passed_over = _rows(definition, claims, names, definition.options.policy)
    single = table["days"].eq(1)
    stated = table[single & ~table[DERIVED]]
    derived = table[single & table[DERIVED] & table["value"].ge(0)]
    other = table[~table.index.isin([*stated.index, *derived.index])]
    counts = {
        **passed_over,
        "without_a_single_day": int(other.loc[~other[DERIVED], "claims"].sum()),
        "difference_over_several_days": int((other[DERIVED] & other["days"].ne(1)).sum()),
        "difference_where_a_total_falls": int((other[DERIVED] & other["days"].eq(1)).sum()),
    }
    if len(table) == 0:
        counts[_LONE_TOTAL] = len(claims)
    return stated, derived, {name: count for name, count in counts.items() if count}


def _by_day(definition: ChartDefinition, claims: pd.DataFrame, series: Series) -> Series:
    """Return stated figures, and derived ones for the days on which a source states none."""
    stated, derived, left_out = _with_differences(definition, claims)
    said = set(stated[_SAME].itertuples(index=False, name=None))
    new = [row not in said for row in derived[_SAME].itertuples(index=False, name=None)]
    table = _in_order(pd.concat([stated, derived[new]]))
    return replace(series, table=table, left_out={**series.left_out, **left_out})


def _with_residuals(definition: ChartDefinition, claims: pd.DataFrame, series: Series) -> Series:
    """Return stated and derived figures; a stated one has what it is more than the derived one."""
    stated, derived, left_out = _with_differences(definition, claims)
    keys = derived[_SAME].itertuples(index=False, name=None)
    totals = dict(zip(keys, derived["value"], strict=True))
    residuals = [
        value - totals[key] if value is not None and key in totals else None
        for key, value in zip(
            stated[_SAME].itertuples(index=False, name=None), stated["value"], strict=True
        )
    ]
    stated = stated.assign(residual=pd.Series(residuals, index=stated.index, dtype=object))
    table = _in_order(pd.concat([stated, derived.assign(residual=None)]))
    return replace(series, table=table, left_out={**series.left_out, **left_out})


def _over_sources(definition: ChartDefinition, claims: pd.DataFrame, series: Series) -> Series:
    """Return the lowest, the best and the highest figure over all sources, by day.

    A source whose running total is no older than the chart lets it hold still stands by it.
    """
    held = _with_held(definition, claims)
    table, passed_over = _rows(definition, held, _AS_STATED, "low-best-high")
    return replace(series, table=_in_order(table), left_out={**series.left_out, **passed_over})


def _with_held(definition: ChartDefinition, claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims, and the newest totals of each source on days when others speak."""
    totals = claims[claims["basis"].eq("cumulative") & claims["source"].notna()]
    what = [name for name in ("party", *definition.panels) if name in claims]
    kind = [*dict.fromkeys([*what, "party", "measure", "subject", "period_start", "place_region"])]
    held = [claims]
    for _, together in claims.groupby(what, dropna=False, sort=True):
        days = sorted(set(together["period_end"].dropna()))
        its = totals[totals.index.isin(together.index)]
        for _, of_one in its.groupby([*kind, "source"], dropna=False, sort=True):
            held += _carried(of_one, days, definition.options.gap_days)
    return pd.concat(held, ignore_index=True)


def _carried(totals: pd.DataFrame, days: list[str], most: int) -> list[pd.DataFrame]:
    """Return a source's totals again for the days on which it is silent, up to so many later."""
    by_day = dict(list(totals.groupby("period_end")))
    found, newest = [], None
    for day in days:
        if day in by_day:
            newest = day
        elif newest is not None and _days_between(str(newest), day) <= most:
            found.append(by_day[newest].assign(period_end=day))
    return found


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


_RETELL: dict[str, Callable[[ChartDefinition, pd.DataFrame, Series], Series]] = {
    "band": _over_sources,
    "bars": _by_day,
    "residuals": _with_residuals,
}


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    order = [*_SAME, DERIVED, "value", "claim_ids"]
    return table.sort_values(order, kind="stable", na_position="last").reset_index(drop=True)


# --- the tidy table in the form of a chart ---------------------------------------------------


def _rows(
    definition: ChartDefinition, claims: pd.DataFrame, names: tuple[str, ...], policy: str
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return the rows of these series, and how many claims the policy passes over."""
    tidy = make_series(claims, names, policy=policy)
    by_id: dict[Hashable, Row] = {row["claim_id"]: row for row in claims.to_dict("records")}
    kept = tuple(name for name in definition.panels if name not in COLUMNS and name in claims)
    plain = tidy.astype(object).where(tidy.notna(), None)
    rows = [_row(row, by_id[row["claim_ids"][-1]], kept) for row in plain.to_dict("records")]
    columns = [*COLUMNS, *kept, DERIVED, "days"]
    table = pd.DataFrame(rows, columns=pd.Index(columns), dtype=object)
    left_out: dict[str, int] = tidy.attrs["left_out"]
    return table.astype({DERIVED: bool}), {
        name: count for name, count in left_out.items() if name == PASSED_OVER
    }


def _row(row: Row, claim: Row, kept: tuple[str, ...]) -> Row:
    """Return a row of the tidy table as one of a chart; ``claim`` is the newest behind it."""
    kind = row["attribution_type"]
    start = row["start"] if row["start"] is not None else row["since"]
    names = "value low high qualifier party measure subject basis source claims claim_ids articles"
    return {
        **{name: row[name] for name in names.split()},
        **{name: claim[name] for name in kept},
        "date": row["date"].date(),
        "speaker": row["said_by"],
        "named": row["source"] is not None,
        "period_start": None if start is None else start.date(),
        "date_precision": claim["date_precision"],
        "attribution_type": kind,
        "party_to_war": None if kind is None else kind in PARTIES_TO_THE_WAR,
        "quote": row["quote"],
        DERIVED: row["kind"] == DERIVED,
        "days": row["days"],
    }
