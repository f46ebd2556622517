"""What a query has to give to a chart: each column once, and in it what the chart can read.

Each claim stands in one row, and what is drawn in one panel can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import inf

import pandas as pd

from tracker.chart.definition import ChartDefinition
from tracker.chart.keys import nearest
from tracker.models import ATTRIBUTION_TYPES, BASES, DATE_PRECISIONS, MEASURES, QUALIFIERS
from tracker.series import COLUMNS
from tracker.store.reviews import VERDICTS


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


def check_claims(definition: ChartDefinition, figures: pd.DataFrame) -> None:
    """Refuse a claim that stands twice, as a join may give it, or whose bounds are swapped.

    Raises:
        BadChart: names the first such claim, and what is allowed.
    """
    if not {"claim_id", "low", "high"} <= set(figures):
        return
    query = f"{definition.query.name}.sql"
    twice = figures["claim_id"][figures["claim_id"].duplicated()]
    for name in twice.head(1):
        problem = f"{query} gives the claim {name} twice; allowed: one row for each claim"
        raise definition.wrong("query", f"{problem} (does a JOIN repeat it?)")
    bounds = figures[["claim_id", "low", "high"]].dropna()
    for name, low, high in bounds.itertuples(index=False, name=None):
        if low > high:
            problem = f"{query} gives {low:g} as low and {high:g} as high of the claim {name}"
            raise definition.wrong("query", f"{problem}; allowed: a low that is not above the high")


def check_layers(definition: ChartDefinition, figures: pd.DataFrame) -> None:
    """Refuse a layer of a stack that is neither a measure of the tracker nor one of the query.

    Raises:
        BadChart: names the layer and the measures that there are.
    """
    given = set(figures["measure"]) if "measure" in figures else set()
    options = definition.options
    for key, measures in (("whole", options.measures[:1]), ("parts", options.parts)):
        for measure in measures:
            if given and measure not in {*given, *MEASURES}:
                problem = f"{measure!r} is unknown; {nearest(measure, {*given, *MEASURES})}"
                raise definition.wrong(f"layers.{key}", problem)


def check_panels(definition: ChartDefinition, table: pd.DataFrame) -> None:
    """Refuse panels in which figures would stand together that count different things.

    Raises:
        BadChart: names the values that would stand together, and what to do.
    """
    panels = (
        [table]
        if not definition.panels
        else [rows for _, rows in table.groupby(list(definition.panels), dropna=False, sort=True)]
    )
    for column, kinds in _APART.items():
        if definition.kind in kinds or column in (*definition.one, *definition.panels):
            continue
        for rows in panels:
            found = sorted(set(rows[column]))
            if len({_account(each) for each in found}) > 1:
                raise definition.wrong(
                    "columns.panels",
                    f"figures of more than one {column} would stand together "
                    f"({', '.join(found)}); allowed: {column} among columns.one or "
                    f"columns.panels, or one {column} from {definition.query.name}.sql",
                )


_APART = {
    "measure": ("coverage", "stacks"),
    "basis": ("bars", "coverage", "residuals", "stacks"),
}
"""The columns in which the figures of a panel have to agree, and the kinds that may mix them."""


def _account(value: object) -> object:
    """Return the kind of account that a value is: of bases, a total, a rate, or of a while."""
    return "while" if value in ("day", "incident", "period") else value


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_plain(value: object) -> bool:
    return not isinstance(value, bytes)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    return _is_number(value) and 0 <= float(value) < inf  # type: ignore[arg-type]


def _is_whole(value: object) -> bool:
    return _is_number(value) and float(value) % 1 == 0  # type: ignore[arg-type]


def _is_day(value: object) -> bool:
    try:
        return date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False


def _one_of(allowed: frozenset[str], *, needed: bool = True) -> _Kind:
    return _Kind(lambda value: value in allowed, ", ".join(sorted(allowed)), needed)


_DAY = _Kind(_is_day, "days as 2025-05-11")
_NUMBER = _Kind(_is_count, "numbers, 0 or more")
_NAME = _Kind(_is_text, "texts, none missing", needed=True)
_TEXT = _Kind(_is_plain, "texts and numbers")
_KINDS: Mapping[str, _Kind] = {
    **dict.fromkeys(("value", "low", "high"), _NUMBER),
    **dict.fromkeys(("period_start", "period_end"), _DAY),
    **dict.fromkeys(("claim_id", "article", "quote", "measure"), _NAME),
    "stance": _one_of(frozenset({"asserted", "denied"})),
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
    "verdict": _one_of(frozenset(VERDICTS), needed=False),
}
"""The columns of which a chart reads more than whether they are the same."""
