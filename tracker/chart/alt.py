"""What a picture shows, in sentences made from its rows, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from tracker.chart.dates import written
from tracker.chart.definition import KINDS, ChartDefinition
from tracker.chart.style import number

_MOST = 12


def describe(definition: ChartDefinition, title: str, rows: pd.DataFrame) -> str:
    """Return kind and title, then a sentence for each panel and speaker: how many, from, to."""
    groups = _groups(rows)
    sentences = [_sentence(name, each) for name, each in list(groups.items())[:_MOST]]
    if len(groups) > _MOST:
        sentences.append(f"{len(groups) - _MOST} more are in the table beside the picture.")
    return " ".join([f"Chart of {KINDS[definition.kind].shows}. {title}.", *sentences])


def _groups(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the rows by panel, measure where a panel has several, and speaker where rows do."""
    names = ["panel"]
    if "measure" in rows and rows.groupby("panel")["measure"].nunique().max() > 1:
        names.append("measure")
    if "speaker" in rows:
        names.append("speaker")
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows[names].itertuples(index=False, name=None)):
        words = list(dict.fromkeys(str(each) for each in row if each is not None))
        places.setdefault(", ".join(words).replace("_", " "), []).append(place)
    return {name: rows.iloc[at] for name, at in places.items()}


def _sentence(name: str, rows: pd.DataFrame) -> str:
    known = [row for row in rows.to_dict("records") if _figure(row) is not None]
    known.sort(key=lambda row: row["date"])
    if not known:
        return f"{name}: {len(rows)} rows."
    first, last = known[0], known[-1]
    if len(known) == 1:
        return f"{name}: {_words(first)} on {written(first['date'])}."
    figures = sorted(_figure(row) or 0.0 for row in known)
    return (
        f"{name}: {len(known)} figures, from {_words(first)} on {written(first['date'])} "
        f"to {_words(last)} on {written(last['date'])}; "
        f"lowest {number(figures[0])}, highest {number(figures[-1])}."
    )


def _figure(row: Mapping[Hashable, Any]) -> float | None:
    for name in ("value", "high", "low"):
        if row.get(name) is not None and row[name] == row[name]:
            return float(row[name])
    return None


def _words(row: Mapping[Hashable, Any]) -> str:
    if row.get("value") is None and row.get("low") is not None and row.get("high") is not None:
        return f"{number(row['low'])} to {number(row['high'])}"
    return number(_figure(row) or 0.0)
