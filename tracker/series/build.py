"""Claims -> the rows of a chart: a row for each figure that one speaker gives of a day.

Nothing is summed, averaged or filled in: a day without a claim has no row, a bound stays a
bound, and what cannot stand in the series is left out by a named rule and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from tracker.errors import BadQuery

PARTIES_TO_THE_WAR = frozenset({"belligerent_military", "belligerent_government"})
"""The types of attribution by which a side of the war speaks of it."""

NEEDED = (
    "claim_id article start value low high qualifier measure subject party basis period_start "
    "period_end date_precision attribution attribution_type source stance part_of superseded quote"
).split()
"""The columns of ``figures`` that a query must give so that a series can be made of it."""

COLUMNS = (
    "date speaker named value low high qualifier party measure subject basis period_start "
    "date_precision source attribution_type party_to_war claims articles claim_ids quote"
).split()
"""The columns of a series, in order.

``speaker`` is the normalised source, else the attribution as it is worded, else None, and
``named`` is true for a normalised source only. ``party_to_war`` is None where nobody knows
what kind of source it is. ``claims`` and ``articles`` count those behind the row; ``claim_ids``
is a tuple. Dates are ``datetime.date``; what is missing is None.
"""

_WHOLE_DAY = frozenset({"day", "day_range"})


@dataclass(frozen=True, slots=True)
class Series:
    """The table (see COLUMNS), and what is not in it.

    ``chosen`` has the value shown of each column that may hold only one, ``passed_over`` the
    other values with their claims, ``left_out`` the claims that each rule left out.
    """

    table: pd.DataFrame
    chosen: Mapping[str, str] = field(default_factory=dict)
    passed_over: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)


def build_series(
    figures: pd.DataFrame,
    *,
    date_column: str = "period_end",
    one: tuple[str, ...] = (),
    keep: tuple[str, ...] = (),
    single_days: bool = False,
) -> Series:
    """Return the series of these claims, dated by ``date_column``.

    Args:
        figures: rows of the view ``figures``, with the columns of NEEDED at least.
        date_column: the column of ISO dates under which a claim stands.
        one: columns of which the series shows one value, that of the most claims; with
            ``period_start``, a total that counts from no stated day stays beside the chosen
            ones, unless it is older than the day from which these count.
        keep: further columns for the table; figures that differ in them stay apart.
        single_days: leave out what covers more than a day and the night before it.

    Raises:
        BadQuery: where a column is missing.
    """
    rows = prepare(figures, date_column)
    rules = (*LEAVE_OUT, *LEAVE_OUT_OF_DAYS) if single_days else LEAVE_OUT
    rows, left_out = leave_out(rows, rules)
    chosen, passed_over = {}, {}
    for name in one:
        choice = _choose(rows, name)
        rows = choice.rows
        left_out |= choice.undecided
        if choice.value is not None:
            chosen[name] = choice.value
        if choice.others:
            passed_over[name] = choice.others
    table = _merge_repeats(rows, tuple(name for name in keep if name not in COLUMNS))
    return Series(table, chosen, passed_over, left_out)


# --- preparing -------------------------------------------------------------------------------


def prepare(figures: pd.DataFrame, date_column: str) -> pd.DataFrame:
    """Return the claims with their dates as dates, what is missing as None, and their speakers.

    Raises:
        BadQuery: where a column is missing.
    """
    missing = [name for name in (*NEEDED, date_column) if name not in figures.columns]
    if missing:
        raise BadQuery(f"the query gives no column {missing[0]}; a series needs: {_listed()}")
    rows = figures.astype(object).where(figures.notna(), None)
    for name in {"period_start", "period_end", date_column}:
        days = {value: _day(value) for value in rows[name].unique()}
        rows[name] = pd.Series(
            [days[value] for value in rows[name]], index=rows.index, dtype=object
        )
    rows["date"] = rows[date_column]
    rows["named"] = rows["source"].notna()
    rows["speaker"] = rows["source"].where(rows["named"], rows["attribution"])
    return rows


def _listed() -> str:
    return ", ".join(NEEDED)


def _day(value: object) -> date | None:
    """Return an ISO date as a date; None for what is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


# --- what cannot stand in a series -----------------------------------------------------------


def without_a_date(rows: pd.DataFrame) -> pd.Series:
    """The text does not say when."""
    return rows["date"].isna()


def without_a_number(rows: pd.DataFrame) -> pd.Series:
    """Neither a value nor a bound ("many were killed")."""
    return rows[["value", "low", "high"]].isna().all(axis=1)


def denied(rows: pd.DataFrame) -> pd.Series:
    """The text reports the figure in order to deny it."""
    return rows["stance"].eq("denied")


def part_of_a_drawn_whole(rows: pd.DataFrame) -> pd.Series:
    """A part of a figure of the same kind ("1,310, of them 300 at Kursk"): not a total."""
    kind = ["article", "measure", "subject", "basis"]
    wholes = set(rows[[*kind, "start"]].itertuples(index=False, name=None))
    parts = rows[[*kind, "part_of"]].itertuples(index=False, name=None)
    return pd.Series([part in wholes for part in parts], index=rows.index, dtype=bool)


def replaced_in_the_text(rows: pd.DataFrame) -> pd.Series:
    """An earlier toll ("rose to 14 from 11"), unless it has a day of its own."""
    same = ["article", "date", "measure", "subject"]
    earlier = rows["superseded"].fillna(0).astype(bool)
    newer = set(rows.loc[~earlier, same].itertuples(index=False, name=None))
    known = [row in newer for row in rows[same].itertuples(index=False, name=None)]
    return earlier & pd.Series(known, index=rows.index, dtype=bool)


def without_a_single_day(rows: pd.DataFrame) -> pd.Series:
    """Covers more than a day and the night before it, or nobody says since when."""
    short = [
        start is not None and end is not None and 0 <= (end - start).days <= 1
        for start, end in zip(rows["period_start"], rows["period_end"], strict=True)
    ]
    return ~(pd.Series(short, index=rows.index) & rows["date_precision"].isin(_WHOLE_DAY))


Rule = Callable[[pd.DataFrame], pd.Series]

LEAVE_OUT: tuple[Rule, ...] = (
    denied,
    without_a_number,
    without_a_date,
    replaced_in_the_text,
    part_of_a_drawn_whole,
)
LEAVE_OUT_OF_DAYS: tuple[Rule, ...] = (without_a_single_day,)


def leave_out(rows: pd.DataFrame, rules: tuple[Rule, ...]) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return the claims that no rule leaves out, and how many each rule did."""
    counts = {}
    for rule in rules:
        hit = rule(rows).astype(bool)
        if hit.any():
            counts[rule.__name__] = int(hit.sum())
            rows = rows[~hit]
    return rows, counts


# --- one value of a column -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Choice:
    """The rows of the most frequent value of a column, and how many claims have another."""

    rows: pd.DataFrame
    value: str | None
    others: dict[str, int]
    undecided: dict[str, int]


def _choose(rows: pd.DataFrame, name: str) -> _Choice:
    counts = {str(value): int(n) for value, n in rows[name].dropna().value_counts().items()}
    value = min(counts, key=lambda each: (-counts[each], each), default=None)
    others = {each: counts[each] for each in sorted(counts) if each != value}
    unknown = rows[name].isna()
    keep = rows[name].map(str).eq(str(value)) & ~unknown
    why = f"without_{name}"
    if name == "period_start":
        keep |= unknown & _not_before(rows["date"], value)
        why = "older_than_the_day_counted_from"
    undecided = int((unknown & ~keep).sum())
    return _Choice(rows[keep], value, others, {why: undecided} if undecided else {})


def _not_before(days: pd.Series, start: str | None) -> pd.Series:
    return days.map(lambda day: start is None or day.isoformat() >= start).astype(bool)


# --- one row for one figure ------------------------------------------------------------------

_SAME_KIND = ("measure", "subject", "party", "basis")
_SAME_FIGURE = ("date", "speaker", "named", "value", "low", "high", "qualifier", *_SAME_KIND)


def _merge_repeats(rows: pd.DataFrame, keep: tuple[str, ...]) -> pd.DataFrame:
    """Return one row for each figure that one speaker gives of one day, with all its claims."""
    rows = rows.assign(**find_speakers(rows))
    kinds: dict[Hashable, str | None] = {
        speaker: _kind_of(types)
        for speaker, types in rows.groupby("speaker", sort=True)["attribution_type"]
    }
    groups: dict[tuple[object, ...], list[dict[Hashable, Any]]] = {}
    for row in rows.sort_values(["claim_id"], kind="stable").to_dict("records"):
        same = tuple(row[name] for name in (*_SAME_FIGURE, *keep))
        groups.setdefault(same, []).append(row)
    merged = [_merged(group, kinds, keep) for group in groups.values()]
    table = pd.DataFrame(merged, columns=pd.Index([*COLUMNS, *keep]), dtype=object)
    order = ["date", "measure", "subject", "speaker", "value", "low", "high", "claim_ids"]
    return table.sort_values(order, kind="stable", na_position="last").reset_index(drop=True)


def find_speakers(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return speaker, source and named, also for a figure whose source stands elsewhere.

    A headline gives the figure that the body of the same article attributes: where only one
    speaker gives it there, for the same day, the two are one statement.
    """
    names = ["speaker", "source", "named"]
    figure = ["article", "date", "value", *_SAME_KIND]
    figures = list(rows[figure].itertuples(index=False, name=None))
    spoken: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    speakers = list(rows[names].itertuples(index=False, name=None))
    for key, speaker in zip(figures, speakers, strict=True):
        if speaker[0] is not None and key[2] is not None:
            spoken.setdefault(key, set()).add(speaker)
    only = {key: next(iter(found)) for key, found in spoken.items() if len(found) == 1}
    found = [
        only.get(key, speaker) if speaker[0] is None else speaker
        for key, speaker in zip(figures, speakers, strict=True)
    ]
    columns = pd.DataFrame(found, columns=pd.Index(names), index=rows.index, dtype=object)
    return {name: columns[name] for name in names}


def _kind_of(types: pd.Series) -> str | None:
    """Return the most frequent type of a speaker's attributions; None where none is known."""
    counts = types.value_counts()
    return min(counts.index, key=lambda each: (-counts[each], each)) if len(counts) else None


def _merged(
    group: list[dict[Hashable, Any]],
    kinds: Mapping[Hashable, str | None],
    keep: tuple[str, ...],
) -> dict[str, object]:
    first = group[0]
    kind = kinds.get(first["speaker"])
    starts = sorted({row["period_start"] for row in group if row["period_start"]}, key=str)
    same = (*_SAME_FIGURE, *keep, "source", "quote", "date_precision")
    return {
        **{name: first[name] for name in same},
        "period_start": starts[0] if starts else None,
        "attribution_type": kind,
        "party_to_war": None if kind is None else kind in PARTIES_TO_THE_WAR,
        "claims": len(group),
        "articles": tuple(sorted({str(row["article"]) for row in group})),
        "claim_ids": tuple(str(row["claim_id"]) for row in group),
    }
