"""How one figure is chosen from many: policies with a name, which goes with every table.

Whoever asks for a series chooses the policy. None averages: what a policy shows, somebody said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from typing import Any

from tracker.errors import BadQuery

Row = dict[Hashable, Any]

INDEPENDENT = frozenset({"international_org", "monitor_ngo", "media", "osint", "expert"})
"""The types of attribution that belong to no side, no state and no authority of the place."""


@dataclass(frozen=True, slots=True)
class Policy:
    """``choose`` works on the figures as stated, ``join`` on all rows, the derived ones too."""

    name: str
    says: str
    choose: Callable[[list[Row]], list[Row]]
    join: Callable[[list[Row]], list[Row]]


def find_policy(name: str) -> Policy:
    """Return the policy of this name.

    Raises:
        BadQuery: there is none.
    """
    if name not in POLICIES:
        close = get_close_matches(name, POLICIES, n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        raise BadQuery(f"there is no policy {name!r}; {hint}there are: {', '.join(POLICIES)}")
    return POLICIES[name]


def _keep(rows: list[Row]) -> list[Row]:
    return rows


_SLOT = ("series", "date", "start", "days", "party", "measure", "subject", "basis", "scope")


def _slot(row: Row) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in (*_SLOT, "since"))


def _speaker(row: Row) -> str:
    """Return who speaks; an article that names nobody speaks for itself."""
    return f"said by {row['said_by']}" if row["said_by"] else f"in {row['articles'][0]}"


def _is_event(row: Row) -> bool:
    """Tell whether the row may be one of several events of its day: they do not compete."""
    return bool(row["series"] == "incidents" and row["scope"] is None)


def _latest(rows: list[Row]) -> list[Row]:
    """Return one figure for each source and day: that of the newest article."""
    events = [row for row in rows if _is_event(row)]
    others = sorted(
        (row for row in rows if not _is_event(row)), key=lambda row: (_slot(row), _speaker(row))
    )
    groups = groupby(others, key=lambda row: (_slot(row), _speaker(row)))
    return events + [max(group, key=_age) for _, group in groups]


def _age(row: Row) -> tuple[bool, str, str]:
    return row["published"] is not None, str(row["published"]), max(row["claim_ids"])


def _independent(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["attribution_type"] in INDEPENDENT]


def _over_sources(rows: list[Row]) -> list[Row]:
    """Return one row for each day: the lowest bound, the figure best supported, the highest."""
    events = [row for row in rows if _is_event(row)]
    others = sorted((row for row in rows if not _is_event(row)), key=_slot)
    return events + [_joined(list(group)) for _, group in groupby(others, key=_slot)]


def _joined(group: list[Row]) -> Row:
    """Return the row of several sources; what one puts lower or higher than the others is within.

    >>> row = {"qualifier": "exact", "reviewed": False, "claims": 1, "attribution_type": None}
    >>> row |= {"articles": (), "claim_ids": (), "source": None, "published": None, "place": None}
    >>> said = [("A", 40), ("B", 52), ("C", 40), ("D", 61)]
    >>> rows = [row | {"said_by": a, "value": n, "low": n, "high": n} for a, n in said]
    >>> found = _joined(rows)
    >>> found["low"], found["value"], found["high"], found["said_by"]
    (40, 40, 61, 'A; B; C; D')
    """
    if len(group) == 1:
        return group[0]
    lows = [n for row in group if (n := _either(row, "low")) is not None]
    highs = [n for row in group if (n := _either(row, "high")) is not None]
    told = [*lows, *highs]
    types = {row["attribution_type"] for row in group}
    published = [row["published"] for row in group if row["published"] is not None]
    return group[0] | {
        "value": _best(_numbers(group)),
        "low": min(told) if lows else None,
        "high": max(told) if highs else None,
        "qualifier": "range",
        "said_by": "; ".join(dict.fromkeys(row["said_by"] or "not attributed" for row in group)),
        "source": None,
        "attribution_type": types.pop() if len(types) == 1 else None,
        "place": next((row["place"] for row in group if row["place"]), None),
        "reviewed": all(row["reviewed"] for row in group),
        "claims": sum(row["claims"] for row in group),
        "claim_ids": tuple(sorted({each for row in group for each in row["claim_ids"]})),
        "articles": tuple(sorted({each for row in group for each in row["articles"]})),
        "published": max(published, default=None),
    }


def _either(row: Row, bound: str) -> Any:
    """Return the bound; an approximate figure stands for both, "up to 50" has no lower one."""
    if row[bound] is not None or row["qualifier"] in ("at_least", "at_most"):
        return row[bound]
    return row["value"]


def _numbers(group: list[Row]) -> list[Any]:
    """Return the numbers that the sources give; where none gives one, the least, then the most."""
    for kinds in (("exact", "approximate"), ("at_least",), ("at_most",)):
        found = [row["value"] for row in group if row["qualifier"] in kinds]
        if any(value is not None for value in found):
            return [value for value in found if value is not None]
    return []


def _best(values: list[Any]) -> Any:
    """Return the value that most sources give; where none has more, the middle one, rounded down.

    >>> _best([40, 52, 61]), _best([40, 52]), _best([40, 61, 61]), _best([])
    (52, 40, 61, None)
    """
    if not values:
        return None
    counts = Counter(values).most_common()
    if len(counts) == 1 or counts[0][1] > counts[1][1]:
        return counts[0][0]
    return sorted(values)[(len(values) - 1) // 2]


POLICIES = {
    policy.name: policy
    for policy in (
        Policy("all", "every figure that a source gives; none is chosen", _keep, _keep),
        Policy(
            "latest",
            "one figure for each source and day: that of its newest article",
            _latest,
            _keep,
        ),
        Policy(
            "low-best-high",
            "one row for each day over all sources, by their latest figures: the lowest, the one "
            "that most sources give (else the middle one of those given), the highest",
            _latest,
            _over_sources,
        ),
        Policy(
            "independent",
            "only sources that are no side, state or local authority (international "
            "organisations, monitors, media, open sources, experts), by their latest figures",
            lambda rows: _latest(_independent(rows)),
            _keep,
        ),
        Policy(
            "one-source",
            "the source that is named and no other, by its latest figures",
            _latest,
            _keep,
        ),
    )
}
"""The policies by name."""
