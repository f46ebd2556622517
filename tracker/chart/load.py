"""Database -> the series that a chart draws, by its saved query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from tracker.chart.definition import ChartDefinition, NoData
from tracker.errors import BadQuery
from tracker.series import COLUMNS, Series, build_series
from tracker.store import run_query


def load_series(
    definition: ChartDefinition, database: Path, given: Mapping[str, str | None]
) -> Series:
    """Return the series of a chart; it has at least one row.

    Raises:
        NoData: where it would have none; says what there is.
        BadChart: where the query lacks a column, or a parameter is unknown.
        BadDatabase: where the database cannot be read.
    """
    bound = definition.bind(given)
    series = series_of(definition, _figures(definition, database, bound))
    if len(series.table) == 0:
        unbound = _figures(definition, database, dict.fromkeys(bound))
        raise NoData(_nothing(definition, bound, series, unbound))
    return series


def _figures(
    definition: ChartDefinition, database: Path, bound: Mapping[str, str | None]
) -> pd.DataFrame:
    answer = run_query(database, definition.query, bound)
    return pd.DataFrame(answer.rows, columns=pd.Index(answer.columns))


def series_of(definition: ChartDefinition, figures: pd.DataFrame) -> Series:
    """Return the series of these claims under the chart's columns.

    Raises:
        BadChart: where the query lacks one of them.
    """
    _check_columns(definition, set(map(str, figures.columns)))
    drawn = _drawn(definition, figures)
    try:
        series = build_series(
            figures[drawn],
            date_column=definition.date,
            one=definition.one,
            keep=definition.panels,
            single_days=definition.kind != "steps",
        )
    except BadQuery as error:
        raise definition.wrong("query", str(error)) from error
    others = {} if drawn.all() else {"of_another_measure": int((~drawn).sum())}
    return replace(series, left_out={**series.left_out, **others})


def _check_columns(definition: ChartDefinition, given: set[str]) -> None:
    for key, names, allowed in (
        ("date", (definition.date,), given),
        ("one", definition.one, given | {"speaker"}),
        ("panels", definition.panels, given | set(COLUMNS)),
    ):
        for name in names:
            if name not in allowed:
                problem = f"{definition.query}.sql gives no column {name!r}; allowed: "
                raise definition.wrong(f"columns.{key}", problem + ", ".join(sorted(allowed)))


def _drawn(definition: ChartDefinition, figures: pd.DataFrame) -> pd.Series:
    """Return which rows are of a measure for which the chart has a place."""
    if definition.measures and "measure" in figures:
        return figures["measure"].isin(definition.measures)
    return pd.Series(True, index=figures.index, dtype=bool)


def _nothing(
    definition: ChartDefinition,
    bound: Mapping[str, str | None],
    series: Series,
    all_figures: pd.DataFrame,
) -> str:
    """Return why there is nothing to draw, and for which values there would be something."""
    asked = {name: value for name, value in bound.items() if value is not None}
    words = f"chart {definition.name}: no claim to draw"
    if asked:
        words += " for " + ", ".join(f"{name} {value}" for name, value in asked.items())
    if series.left_out:
        counted = (f"{n} {rule.replace('_', ' ')}" for rule, n in series.left_out.items())
        return f"{words}; left out: {', '.join(counted)}"
    for name in asked:
        if name in all_figures.columns and all_figures[name].notna().any():
            found = all_figures[name].dropna().astype(str).value_counts().sort_index()
            words += f"; {name} may be: {', '.join(f'{value} ({n})' for value, n in found.items())}"
    return words
