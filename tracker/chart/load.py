"""Database -> the series that a chart draws, by its query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from tracker.chart.definition import KINDS, ChartDefinition, NoData
from tracker.chart.given import (
    check_claims,
    check_columns,
    check_layers,
    check_panels,
    check_values,
)
from tracker.chart.narrow import ALL_OF_DAY, MOST, Read, read_claims
from tracker.chart.sides import side_of
from tracker.chart.tidied import derives, retold
from tracker.errors import BadQuery
from tracker.series import NEEDED, PARTIES_TO_THE_WAR, Series, build_series
from tracker.series.policies import INDEPENDENT

ADDED = ("reviewed", "quotes", "side", "origins")
"""The columns that a chart adds to a series.

A column that a series has is made stricter: ``party_to_war`` is false only for a source that is
independent of all sides, states and authorities; for a ministry of health, say, it is None.

``reviewed`` are the ids of the claims that somebody has accepted or corrected, ``quotes`` the
sentences of them all. ``side`` is what the query gives by this name, else the party to
the war for which the speaker speaks; None for all others. ``origins`` are the reports that the
claims come from, where reprints are one with what they reprint; None where the query has no
``report``.
"""

OTHER_MEASURE = "of_another_measure"
_REVIEWED = frozenset({"accept", "correct"})


def load_series(
    definition: ChartDefinition, database: Path, given: Mapping[str, str | None]
) -> Series:
    """Return the series of a chart; it has at least one row.

    Raises:
        NoData: where it would have none; says what there is.
        BadChart: where the query cannot be run or lacks a column, or a parameter is unknown.
        BadDatabase: where the database cannot be read.
    """
    bound = definition.bind(given)
    read = _read(definition, database, bound)
    series = series_of(definition, _figures(read))
    if len(series.table) == 0:
        unbound = {name: value if name == MOST else None for name, value in bound.items()}
        all_figures = _figures(_read(definition, database, unbound))
        raise NoData(_nothing(definition, bound, series, all_figures))
    unread = {read.why: read.unread} if read.unread else {}
    return replace(series, left_out={**series.left_out, **unread})


def _read(definition: ChartDefinition, database: Path, bound: Mapping[str, str | None]) -> Read:
    try:
        return read_claims(definition, database, bound)
    except BadQuery as error:
        raise definition.wrong("query", f"{definition.query.name}.sql: {error}") from error


def _figures(read: Read) -> pd.DataFrame:
    return pd.DataFrame(read.answer.rows, columns=pd.Index(read.answer.columns))


def series_of(definition: ChartDefinition, figures: pd.DataFrame) -> Series:
    """Return the series of these claims under the chart's columns.

    Raises:
        BadChart: where the query lacks one of them, or has words for numbers or days.
    """
    check_columns(definition, figures, ADDED)
    check_values(definition, figures)
    check_claims(definition, figures)
    check_layers(definition, figures)
    drawn, others = _drawn(definition, figures)
    try:
        series = build_series(
            figures[drawn],
            date_column=definition.date,
            one=definition.one,
            keep=_kept(definition, figures),
            single_days=KINDS[definition.kind].single_days and not derives(definition, figures),
        )
        series = retold(definition, figures, series)
        check_panels(definition, series.table)
    except BadQuery as error:
        raise definition.wrong("query", str(error)) from error
    without = {} if drawn.all() else {others: int((~drawn).sum())}
    return replace(
        series,
        table=_with_claims(series.table, figures),
        left_out={**series.left_out, **without},
    )


def _kept(definition: ChartDefinition, figures: pd.DataFrame) -> tuple[str, ...]:
    names = dict.fromkeys((*definition.panels, "side", ALL_OF_DAY))
    ours = (*ADDED, ALL_OF_DAY)
    return tuple(name for name in names if name not in ours or name in figures)


def _with_claims(table: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with what stands in ADDED."""
    quotes, reports = _by_claim(figures, "quote"), _by_claim(figures, "report")
    verdicts = _by_claim(figures, "verdict") or {}
    judged = {claim for claim, verdict in verdicts.items() if verdict in _REVIEWED}
    ids = list(table["claim_ids"])
    if "side" not in table:
        table = table.assign(side=_objects(_sides(table)))
    return table.assign(
        party_to_war=_objects([_standing(kind) for kind in table["attribution_type"]]),
        reviewed=_objects([tuple(filter(judged.__contains__, row)) for row in ids]),
        quotes=_objects([_those_of(row, quotes) for row in ids]),
        origins=_objects([_those_of(row, reports) for row in ids]),
    )


def _by_claim(figures: pd.DataFrame, name: str) -> dict[str, object] | None:
    """Return what each claim has in a column; None where the query does not give it."""
    if name not in figures:
        return None
    return dict(zip(figures["claim_id"].tolist(), figures[name].tolist(), strict=True))


def _those_of(ids: tuple[str, ...], known: dict[str, object] | None) -> tuple[object, ...] | None:
    return None if known is None else tuple(dict.fromkeys(map(known.__getitem__, ids)))


def _standing(kind: str | None) -> bool | None:
    """Tell whether a kind of source is a party to the war, independent (false), or neither."""
    return True if kind in PARTIES_TO_THE_WAR else False if kind in INDEPENDENT else None


def _objects(values: Sequence[object]) -> pd.Series:
    return pd.Series(values, dtype=object)


def _drawn(definition: ChartDefinition, figures: pd.DataFrame) -> tuple[pd.Series, str]:
    """Return which rows a chart has a place for, and what the others are."""
    measures = definition.options.measures
    if measures and "measure" in figures:
        return figures["measure"].isin(measures), OTHER_MEASURE
    if definition.kind == "mirror" and {*NEEDED, *definition.one} <= set(figures):
        return _told_by_two_sides(figures, definition), "told_by_one_side_alone"
    return pd.Series(True, index=figures.index, dtype=bool), ""


def _told_by_two_sides(figures: pd.DataFrame, definition: ChartDefinition) -> pd.Series:
    """Return which rows are of losses of which two sides speak: in a panel, else at all.

    Where there are none, all are.
    """
    panels = [name for name in definition.panels if name in figures]
    for columns in ([*definition.one, *panels], list(definition.one)):
        sides: dict[tuple[object, ...], set[object]] = {}
        keys = list(figures[columns].itertuples(index=False, name=None))
        for key, side in zip(keys, _sides(figures), strict=True):
            sides.setdefault(key, set()).update({side} - {None})
        found = [len(sides[key]) > 1 for key in keys]
        if any(found):
            return pd.Series(found, index=figures.index, dtype=bool)
    return pd.Series(True, index=figures.index, dtype=bool)


def _sides(rows: pd.DataFrame) -> list[object]:
    """Return for which party to the war each row speaks, where the query does not say it."""
    if "side" in rows:
        return list(rows["side"])
    sources = rows["source"].astype(object).where(rows["source"].notna(), None)
    parties = zip(sources, rows["attribution_type"], strict=True)
    return [side_of(source) if type in PARTIES_TO_THE_WAR else None for source, type in parties]


def _nothing(
    definition: ChartDefinition,
    bound: Mapping[str, str | None],
    series: Series,
    all_figures: pd.DataFrame,
) -> str:
    """Return why there is nothing to draw, and for which values there would be something."""
    asked = {name: value for name, value in bound.items() if value is not None and name != MOST}
    words = f"{definition.called}: no claim to draw"
    if asked:
        words += " for " + ", ".join(f"{name} {value}" for name, value in asked.items())
    if series.left_out:
        counted = (f"{n} {rule.replace('_', ' ')}" for rule, n in series.left_out.items())
        words += f"; left out: {', '.join(counted)}"
        if OTHER_MEASURE in series.left_out:
            drawn = ", ".join(definition.options.measures)
            words += f"; layers has {drawn}, measure is: {_counted(all_figures['measure'])}"
        return words
    if len(all_figures) == 0:
        return f"{words}; {definition.query.name}.sql gives no row"
    for name in asked:
        if name in all_figures.columns and all_figures[name].notna().any():
            words += f"; {name} may be: {_counted(all_figures[name])}"
    return words


def _counted(values: pd.Series) -> str:
    found = values.dropna().astype(str).value_counts().sort_index()
    return ", ".join(f"{value} ({n})" for value, n in found.items())
