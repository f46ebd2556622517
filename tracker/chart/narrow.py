"""What a chart reads of a database that has more claims for it than can be drawn.

A query with the parameter ``most`` gives at most so many claims, the newest. Where it has more,
the chart asks again for the one party, measure or source that it would show anyway, and says how
many claims it has not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.chart.definition import ChartDefinition
from tracker.errors import BadChart
from tracker.store import Answer, run_query

MOST = "most"
"""The parameter by which a query gives fewer claims."""

ALL_OF_DAY = "all_of_day"
"""The column that counts the claims of a source and day where not all of them are read."""

_ALL = "-1"
_NUMBER = re.compile("-1|[1-9][0-9]*")

Bound = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Read:
    """The claims that were read, and how many the query has besides; ``why`` says which."""

    answer: Answer
    unread: int = 0
    why: str = ""


def read_claims(definition: ChartDefinition, database: Path, bound: Bound) -> Read:
    """Return the claims for a chart, at most as many as its query gives at once.

    Raises:
        BadChart: where it is asked for no number of claims.
        BadQuery: where the query cannot be run.
        BadDatabase: where the database cannot be read.
    """
    most = str(_ALL if bound.get(MOST) is None else bound[MOST])
    if _NUMBER.fullmatch(most) is None:
        problem = f"{most!r} is no number of claims; allowed: 1 or more, {_ALL} for all"
        raise BadChart(f"{definition.called}: parameter {MOST}: {problem}")
    answer = run_query(database, definition.query.sql, bound)
    if most == _ALL or len(answer.rows) < int(most):
        return Read(answer)
    everything = f"SELECT count(*) FROM ({_inner(definition)})"
    total = int(run_query(database, everything, {**bound, MOST: _ALL}).rows[0][0])
    if total > len(answer.rows):
        answer = _narrowed(definition, database, bound, answer)
    return Read(answer, total - len(answer.rows), f"of others or beyond the {int(most):,} read")


def _narrowed(definition: ChartDefinition, database: Path, bound: Bound, answer: Answer) -> Answer:
    """Return the claims of what the chart shows alone; there are too many of all."""
    most, narrow = len(answer.rows), dict(bound)
    for name in _open_choices(definition, bound):
        value = _most_frequent(answer, name)
        if value is not None:
            narrow[name] = value
            answer = run_query(database, definition.query.sql, narrow)
        if len(answer.rows) < most:
            return answer
    if definition.kind == "coverage" and {"said_by", definition.date} <= set(answer.columns):
        return run_query(database, _spread(definition), {**narrow, MOST: _ALL, "at_once": most})
    return answer


def _open_choices(definition: ChartDefinition, bound: Bound) -> list[str]:
    """Return what the chart shows one value of, as far as its query can be asked for one.

    What two sides speak of is not told by the number of claims.
    """
    if definition.kind == "mirror":
        return []
    return [name for name in definition.one if name in bound and bound[name] is None]


def _most_frequent(answer: Answer, name: str) -> str | None:
    if name not in answer.columns:
        return None
    at = answer.columns.index(name)
    counts = Counter(str(row[at]) for row in answer.rows if row[at] is not None)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _inner(definition: ChartDefinition) -> str:
    return f"{definition.query.sql.rstrip().rstrip(';')}\n"


def _spread(definition: ChartDefinition) -> str:
    """Return a query for the sources with the most claims that reads one claim of each day first.

    So it shows on which days they spoke, even where it cannot give all that they said; ALL_OF_DAY
    counts what there is.
    """
    return f"""
    WITH everything AS MATERIALIZED ({_inner(definition)}),
    loudest AS (
        SELECT ifnull(said_by, '') FROM everything
        GROUP BY said_by ORDER BY count(*) DESC, said_by LIMIT {definition.options.most}
    )
    SELECT *, count(*) OVER (PARTITION BY said_by, "{definition.date}") AS {ALL_OF_DAY}
    FROM everything WHERE ifnull(said_by, '') IN loudest
    ORDER BY
        row_number() OVER (PARTITION BY said_by, "{definition.date}" ORDER BY claim_id),
        "{definition.date}" DESC, claim_id
    LIMIT :at_once
    """
