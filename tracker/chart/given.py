"""What a query has to give to a chart: each column once, and in it what the chart can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from tracker.chart.definition import ChartDefinition
from tracker.models import ATTRIBUTION_TYPES, BASES, DATE_PRECISIONS, QUALIFIERS
from tracker.series import COLUMNS


@dataclass(frozen=True, slots=True)
class _Kind:
    """What may stand in a column, for readers; ``needed`` where it must not be missing."""

    holds: Callable[[object], bool]
    words: str
    needed: bool = False


def check_columns(
    definition: ChartDefinition, figures: pd.DataFrame, added: tuple[str, ...]
) -> None:
    """Refuse a query that gives a column twice, or lacks one that the definition names.

    Raises:
        BadChart: names the key, the column, and those that there are.
    """
    query = f"{definition.query.name}.sql"
    names = list(map(str, figures.columns))
    for name in names:
        if names.count(name) > 1:
            problem = f"{query} gives the column {name!r} twice; leave one out or name it otherwise"
            raise definition.wrong("query", problem)
    given = set(names)
    for key, its, allowed in (
        ("date", (definition.date,), given),
        ("one", definition.one, given | {"speaker"}),
        ("panels", definition.panels, given | set(COLUMNS) | set(added)),
    ):
        for name in its:
            if name not in allowed:
                problem = f"{query} gives no column {name!r}; allowed: "
                raise definition.wrong(f"columns.{key}", problem + ", ".join(sorted(allowed)))


def check_values(definition: ChartDefinition, figures: pd.DataFrame) -> None:
    """Refuse a query that gives something else in a column than a chart can read.

    Raises:
        BadChart: names the key, the first such value, its column, and what is allowed.
    """
    kinds = {**_KINDS, definition.date: _DAY}
    for name in map(str, figures.columns):
        kind = kinds.get(name, _TEXT)
        missing = figures[name].isna()
        values = figures[name].astype(object).where(~missing, None)
        for value in values.unique() if kind.needed else values[~missing].unique():
            if not kind.holds(value):
                key = "columns.date" if name == definition.date else "query"
                found = f"{definition.query.name}.sql gives {value!r} as {name}"
                raise definition.wrong(key, f"{found}; allowed: {kind.words}")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_plain(value: object) -> bool:
    return not isinstance(value, bytes)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return _is_number(value) and float(value) % 1 == 0  # type: ignore[arg-type]


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _one_of(allowed: frozenset[str], *, needed: bool = True) -> _Kind:
    return _Kind(lambda value: value in allowed, ", ".join(sorted(allowed)), needed)


_DAY = _Kind(_is_day, "days as 2025-05-11")
_NUMBER = _Kind(_is_number, "numbers")
_NAME = _Kind(_is_text, "texts, none missing", needed=True)
_TEXT = _Kind(_is_plain, "texts and numbers")
_KINDS: Mapping[str, _Kind] = {
    **dict.fromkeys(("value", "low", "high"), _NUMBER),
    **dict.fromkeys(("period_start", "period_end"), _DAY),
    **dict.fromkeys(("claim_id", "article", "quote", "measure", "stance"), _NAME),
    **dict.fromkeys(
        ("subject", "party", "attribution", "source", "side"),
        _Kind(_is_text, "texts"),
    ),
    "start": _Kind(_is_whole, "whole numbers, none missing", needed=True),
    "superseded": _Kind(lambda value: value in (0, 1), "0 and 1", needed=True),
    "qualifier": _one_of(QUALIFIERS),
    "basis": _one_of(BASES),
    "attribution_type": _one_of(ATTRIBUTION_TYPES, needed=False),
    "date_precision": _one_of(DATE_PRECISIONS),
}
"""The columns of which a chart reads more than whether they are the same."""
