"""What a picture shows, in sentences made from its rows, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from tracker.chart.dates import written
from tracker.chart.definition import KINDS, ChartDefinition
from tracker.chart.marks import Mark, marks_of
from tracker.chart.reaches import reaches_of
from tracker.chart.rungs import who_of
from tracker.chart.style import number, one_line

_MOST = 12
_TOLD = {True: "derived from running totals", False: "as stated"}

Row = dict[Hashable, Any]


def describe(definition: ChartDefinition, title: str, rows: pd.DataFrame) -> str:
    """Return kind and title, then a sentence for each thing that is drawn: how many, from, to."""
    names, sentence = _WAYS.get(definition.kind, (_of_figures, _figures))
    rows = _whole_first(definition, rows)
    groups: dict[str, list[int]] = {}
    for place, name in enumerate(names(definition, rows)):
        groups.setdefault(name, []).append(place)
    sentences = [sentence(name, rows.iloc[at]) for name, at in list(groups.items())[:_MOST]]
    if len(groups) > _MOST:
        sentences.append(f"{len(groups) - _MOST} more are in the table beside the picture.")
    if "residual" in rows:
        sentences.append(_residuals(rows["residual"].dropna()))
    if "share" in rows and rows["share"].notna().any():
        sentences.append(_shares(rows["share"].dropna()))
    return one_line(" ".join([f"Chart of {KINDS[definition.kind].shows}. {title}.", *sentences]))


def _whole_first(definition: ChartDefinition, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a stack in the order of its layers; others as they are."""
    measures = definition.options.measures
    if not measures:
        return rows
    return rows.sort_values("measure", key=lambda its: its.map(measures.index), kind="stable")


# --- figures, each by somebody ---------------------------------------------------------------


def _of_figures(definition: ChartDefinition, rows: pd.DataFrame) -> list[str]:
    """Return for each row its panel, and what tells it from others there."""
    several = {
        name: set(rows.groupby("panel")[name].nunique()[lambda counts: counts > 1].index)
        for name in ("measure", "derived")
        if name in rows
    }
    if definition.options.measures:
        several["measure"] = set(rows["panel"])
    alone = rows["speaker"].nunique() == 1 and rows["speaker"].notna().all()
    told = rows.assign(speaker=None) if alone else rows  # the title says who
    return [_name(definition, row, several) for row in told.to_dict("records")]


def _name(definition: ChartDefinition, row: Row, several: dict[str, set[str]]) -> str:
    panel, speaker = str(row["panel"]), row["speaker"]
    parts = [panel]
    if panel in several["measure"]:
        parts.append(definition.words.of(str(row["measure"])))
    if speaker is not None and str(speaker) not in panel:
        parts.append(who_of(str(speaker), bool(row["named"])))
    if panel in several.get("derived", ()):
        parts.append(_TOLD[bool(row["derived"])])
    return ", ".join(parts)


def _figures(name: str, rows: pd.DataFrame) -> str:
    marks = sorted(marks_of(rows), key=lambda mark: mark.day)
    if len(marks) == 1:
        return f"{name}: {_dated(marks[0])}."
    low, high = min(mark.low for mark in marks), max(mark.high for mark in marks)
    return (
        f"{name}: {len(marks):,} figures, the first {_dated(marks[0])}, "
        f"the last {_dated(marks[-1])}; lowest {number(low)}, highest {number(high)}."
    )


def _residuals(residuals: pd.Series) -> str:
    even = int((residuals == 0).sum())
    words = f"Both are told for {len(residuals):,} figures and agree for {even:,} of them"
    return f"{words}; the largest difference is {number(float(residuals.abs().max()))}."


def _shares(shares: pd.Series) -> str:
    low, high = f"{shares.min():.0%}", f"{shares.max():.0%}"
    words = low if low == high else f"{low} to {high}"
    return f"The parts told are {words} of the whole, on {_days_of(len(shares))}."


def _days_of(count: int) -> str:
    return f"{count:,} day{'' if count == 1 else 's'}"


def _dated(mark: Mark) -> str:
    return f"{mark.words()} on {written(mark.day)}"


# --- a band over all sources; days on which somebody spoke -----------------------------------


def _of_panels(definition: ChartDefinition, rows: pd.DataFrame) -> list[str]:
    return [str(panel) for panel in rows["panel"]]


def _band(name: str, rows: pd.DataFrame) -> str:
    reaches = reaches_of(rows)
    first, last = reaches[0].day, reaches[-1].day
    since = f"{len(reaches):,} days from {written(first)} on; " if len(reaches) > 1 else ""
    figures = ", ".join(words for words, _ in reversed(reaches[-1].words()))
    return f"{name}: {since}on {written(last)} {figures}."


def _of_speakers(definition: ChartDefinition, rows: pd.DataFrame) -> list[str]:
    return [who_of(*each) for each in zip(rows["speaker"], rows["named"], strict=True)]


def _days(name: str, rows: pd.DataFrame) -> str:
    first, last, days = rows["date"].min(), rows["date"].max(), rows["date"].nunique()
    if days == 1:
        return f"{name}: claims on {written(first)}."
    return f"{name}: claims on {days:,} days, from {written(first)} to {written(last)}."


_WAYS: dict[
    str,
    tuple[
        Callable[[ChartDefinition, pd.DataFrame], list[str]],
        Callable[[str, pd.DataFrame], str],
    ],
] = {"band": (_of_panels, _band), "coverage": (_of_speakers, _days)}
