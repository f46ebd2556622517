"""A database -> the tidy table of its time series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import BadQuery
from tracker.store.queries import refuse_other_ages, run_query

if TYPE_CHECKING:
    import pandas as pd

FILTERS = ("party", "measure", "subject", "source")
"""By what the claims of a series can be narrowed down."""

_SECONDS = 300.0
"""How long the claims of all series may take: a million take 5 to 10 seconds."""


def read_series(
    path: Path | str,
    names: Sequence[str] = (),
    *,
    policy: str = "all",
    first_day: date | str | None = None,
    last_day: date | str | None = None,
    **filters: str | None,
) -> pd.DataFrame:
    """Return the tidy table of a database's series; see :func:`tracker.series.make_series`.

    Args:
        path: the database.
        names: some of ``tracker.series.SERIES``; all without one.
        policy: how one figure is chosen from many, one of ``tracker.series.POLICIES``.
        first_day: leave out what ends before this day, a date or as ``2025-05-11``.
        last_day: leave out what ends after it.
        filters: ``party``, ``measure``, ``subject`` and ``source``, each one exact name.

    Raises:
        BadQuery: a name, policy, filter or day is unknown, or one-source lacks its source.
        BadDatabase: there is no such database, or it cannot be read.
    """
    from tracker.series import make_series

    for name in filters:
        if name not in FILTERS:
            raise BadQuery(f"series have no filter {name!r}; there are: {', '.join(FILTERS)}")
    if policy == "one-source" and filters.get("source") is None:
        raise BadQuery("the policy one-source needs the name of the source; give it")
    table = make_series(
        read_claims(path, **filters),
        names,
        policy=policy,
        first_day=_day("first_day", first_day),
        last_day=_day("last_day", last_day),
    )
    table.attrs |= {name: value for name, value in filters.items() if value is not None}
    return table


def read_claims(path: Path | str, **given: str | None) -> pd.DataFrame:
    """Return all claims of which series are made, in no order: a million are read faster so.

    The saved query ``series`` gives the newest of them, for people.
    """
    import pandas as pd

    refuse_other_ages(Path(path))
    sql = """
        SELECT * FROM dated_figures
        WHERE
            (:party IS NULL OR party = :party)
            AND (:measure IS NULL OR measure = :measure)
            AND (:subject IS NULL OR subject = :subject)
            AND (:source IS NULL OR said_by = :source OR attribution = :source)
    """
    values = {name: given.get(name) for name in FILTERS}
    answer = run_query(path, sql, values, seconds=_SECONDS)
    return pd.DataFrame(answer.rows, columns=list(answer.columns))


def _day(name: str, given: date | str | None) -> date | None:
    if not isinstance(given, str):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise BadQuery(f"{name} {given!r} is no date; write it as 2025-05-11") from error
