"""Database -> the series that a chart draws, by its saved query."""

from __future__ import annotations

from collections.abc import Mapping
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
    columns = {"date": [definition.date], "one": definition.one, "panels": definition.panels}
    for key, names in columns.items():
        for name in names:
            if name not in {*figures.columns, *COLUMNS}:
                have = ", ".join(sorted({*map(str, figures.columns), *COLUMNS}))
                problem = f"{definition.query}.sql gives no column {name!r}; allowed: {have}"
                raise definition.wrong(f"columns.{key}", problem)
    try:
        return build_series(
            figures,
            date_column=definition.date,
            one=definition.one,
            keep=definition.panels,
            single_days=definition.kind != "steps",
        )
    except BadQuery as error:
        raise definition.wrong("query", str(error)) from error


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
