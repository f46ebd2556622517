"""Names that no claim has -> the nearest ones that claims have, in words."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tracker.store.queries import run_query

_STANDS_IN = {
    "party": ("standing_figures", ("party",)),
    "measure": ("standing_figures", ("measure",)),
    "subject": ("standing_figures", ("subject",)),
    "basis": ("standing_figures", ("basis",)),
    "source": ("standing_figures", ("source", "attribution")),
    "type": ("standing_figures", ("attribution_type",)),
    "country": ("standing_figures", ("place_country",)),
    "place": ("standing_figures", ("place", "place_region", "place_country")),
    "reason": ("rejected_numbers", ("reason",)),
    "series": ("reference_points", ("series",)),
}
"""Under which name a value may be asked for, and where such values stand."""

_WORDS_OF_IT = frozenset({"source"})
"""Where a saved query takes words of a name for the name."""

_MOST_NAMES, _LISTED = 5_000, 5


def describe_unknown(
    path: Path | str, given: Mapping[str, object], *, patterns: bool
) -> Iterator[str]:
    """Yield a line for each value that stands nowhere in the database, with the nearest ones.

    What is asked under another name than those of a claim's fields is passed over.

    Args:
        path: the database.
        given: the values by the names of the fields.
        patterns: values may be LIKE patterns, as in saved queries; else they are exact.
    """
    for name, value in given.items():
        if name not in _STANDS_IN or value is None:
            continue
        if not _stands(path, name, str(value), patterns):
            who = {"reason": "rejected number", "series": "reference series"}.get(name, "claim")
            near = _nearest(str(value), _names(path, name))
            yield f"no {who} has the {'name' if name == 'series' else name} {str(value)!r}; {near}"


def _stands(path: Path | str, name: str, value: str, patterns: bool) -> bool:
    table, columns = _STANDS_IN[name]
    sought = f"%{value}%" if patterns and name in _WORDS_OF_IT else value
    test = " OR ".join(f"{column} {'LIKE' if patterns else '='} :value" for column in columns)
    found = run_query(path, f"SELECT 1 FROM {table} WHERE {test} LIMIT 1", {"value": sought})
    return bool(found.rows)


def _names(path: Path | str, name: str) -> list[str]:
    """Return the values in the database, those that stand there most often first."""
    table, columns = _STANDS_IN[name]
    each = " UNION ALL ".join(
        f"SELECT {column} AS name FROM {table} WHERE {column} IS NOT NULL" for column in columns
    )
    counted = f"SELECT name FROM ({each}) GROUP BY name ORDER BY count(*) DESC, name LIMIT :most"
    return [str(row[0]) for row in run_query(path, counted, {"most": _MOST_NAMES}).rows]


def _nearest(value: str, names: list[str]) -> str:
    """Return what may be meant; where nothing is like it, what there is most of.

    >>> _nearest("rusia", ["Ukraine", "Russia", "Sudan"])
    "did you mean 'Russia'?"
    >>> _nearest("Mars", ["Ukraine", "Russia"]), _nearest("Mars", [])
    ('there are: Ukraine, Russia', 'there is none')
    """
    plain = {name.casefold(): name for name in reversed(names)}
    near = difflib.get_close_matches(value.strip("%").casefold(), plain, n=3)
    if near:
        return f"did you mean {' or '.join(repr(plain[each]) for each in near)}?"
    if not names:
        return "there is none"
    return f"there are: {', '.join(names[:_LISTED])}{', ...' if len(names) > _LISTED else ''}"
