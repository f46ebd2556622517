"""What a claim should say instead: words of a cell -> values of the record, each checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tracker.errors import BadReview
from tracker.models import ATTRIBUTION_TYPES, BASES, KIND_OF_SUBJECT, MEASURES, QUALIFIERS

Row = Mapping[str, Any]


def _number(value: Any) -> int | float | None:
    number = float(str(value).replace(",", ""))
    if number < 0 or number != number or number == float("inf"):
        raise ValueError("no number of people or things")
    return int(number) if number.is_integer() else number


def _whole(value: Any) -> int:
    return int(str(value))


def _day(value: Any) -> str:
    return date.fromisoformat(str(value)).isoformat()


def _truth(value: Any) -> int:
    return {"true": 1, "1": 1, "yes": 1, "false": 0, "0": 0, "no": 0}[str(value).lower()]


def _one_of(allowed: frozenset[str] | Mapping[str, str]) -> Callable[[Any], str]:
    def choose(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"one of {', '.join(sorted(allowed))}")
        return str(value)

    return choose


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("words")
    return value


_READ: dict[str, Callable[[Any], Any]] = {
    "value": _number,
    "low": _number,
    "high": _number,
    "qualifier": _one_of(QUALIFIERS),
    "measure": _one_of(MEASURES),
    "subject": _one_of(KIND_OF_SUBJECT),
    "party": _words,
    "basis": _one_of(BASES),
    "period_start": _day,
    "period_end": _day,
    "attribution": _words,
    "attribution_type": _one_of(ATTRIBUTION_TYPES),
    "source": _words,
    "stance": _one_of(frozenset({"asserted", "denied"})),
    "part_of": _whole,
    "superseded": _truth,
    "place": _words,
    "place_country": _words,
    "place_region": _words,
}
_NEVER_UNKNOWN = frozenset("qualifier measure subject basis stance superseded".split())

CORRECTABLE = tuple(_READ)
"""The fields of a claim that people can correct, in the order of the record."""

_WRITE = {
    "value": "a number such as 1310",
    "low": "a number such as 1310",
    "high": "a number such as 1310",
    "part_of": "a place in the text such as 120",
    "superseded": "true or false",
    "period_start": "a day such as 2025-05-11",
    "period_end": "a day such as 2025-05-11",
}


def read_field(name: str, value: Any) -> Any:
    """Return the value of a field as the record has it; None for an empty one: it is unknown.

    >>> read_field("value", "1,310"), read_field("party", "")
    (1310, None)

    Raises:
        BadReview: the field cannot be corrected, or has no such values.
    """
    if name not in _READ:
        raise BadReview(f"{name!r} cannot be corrected; these can: {', '.join(CORRECTABLE)}")
    value = value.strip() if isinstance(value, str) else value
    if value is None or value == "":
        if name in _NEVER_UNKNOWN:
            raise BadReview(f"{name} cannot be unknown; say what it is")
        return None
    try:
        return _READ[name](value)
    except (ValueError, KeyError) as error:
        wanted = _WRITE.get(name) or str(error)
        raise BadReview(f"{value!r} is no {name}; write {wanted}") from error


def read_corrections(given: Any) -> dict[str, Any]:
    """Return corrected fields from an object, JSON, or ``party=Russia; value=1,310``.

    Raises:
        BadReview: a field cannot be corrected or has no such value, or the form is another.
    """
    if isinstance(given, str) and given.strip().startswith("{"):
        try:
            given = json.loads(given)
        except ValueError as error:
            raise BadReview(f"the corrections are no JSON ({error})") from error
    if isinstance(given, str):
        pairs = [pair.partition("=") for pair in given.split(";") if pair.strip()]
        if not all(equals for _, equals, _ in pairs):
            raise BadReview("corrections are written as party=Russia; value=1310")
        given = {name.strip(): value for name, _, value in pairs}
    if not isinstance(given, Mapping):
        raise BadReview("corrections are written as party=Russia; value=1310")
    return {name: read_field(name, value) for name, value in given.items()}


def complete_corrections(corrections: Row, claim: Row) -> dict[str, Any]:
    """Return what differs from the claim, with the bounds that a corrected number brings.

    Who corrects 4 to "at least 14" need not say that the low bound is 14 as well.
    """
    whole = dict(corrections)
    if "value" in whole or "qualifier" in whole:
        value = whole.get("value", claim["value"])
        qualifier = whole.get("qualifier", claim["qualifier"])
        if value is not None and qualifier in _BOUNDS:
            for name, bounded in zip(("low", "high"), _BOUNDS[qualifier], strict=True):
                whole.setdefault(name, value if bounded else None)
    return {name: value for name, value in whole.items() if value != claim[name]}


_BOUNDS = {
    "exact": (True, True),
    "at_least": (True, False),
    "at_most": (False, True),
    "approximate": (False, False),
}
