"""Databases made by rule, for the tests of series and charts."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tracker.store import Store

GENERAL_STAFF = {"source": "General Staff", "attribution_type": "belligerent_military"}
MONITOR = {"source": "Harbour Monitor", "attribution_type": "monitor_ngo"}
AIR_FORCE = {"source": "Air Force", "attribution_type": "belligerent_military"}
ARMY = {"source": "Armed Forces of Sudan", "attribution_type": "belligerent_military"}
RSF = {"source": "Rapid Support Forces", "attribution_type": "belligerent_military"}

_EVERY = {
    "article": "a-1",
    "qualifier": "exact",
    "value": None,
    "low": None,
    "high": None,
    "measure": "casualties",
    "subject": "combatant",
    "party": "Russia",
    "basis": "cumulative",
    "period_start": "2022-02-24",
    "period_end": "2022-03-02",
    "date_precision": "day",
    "date_rule": "made",
    "attribution": None,
    "attribution_type": None,
    "source": None,
    "via": "[]",
    "stance": "asserted",
    "part_of": None,
    "superseded": 0,
    "zone": "body",
    "copy_of": None,
    "rule": "made",
    "confidence": 0.9,
    "run_id": "r-made",
}


def day(number: int) -> str:
    """Return the ISO date so many days after 24 February 2022."""
    return (date(2022, 2, 24) + timedelta(number)).isoformat()


def claim(**fields: Any) -> dict[str, Any]:
    """Return one row of ``claims``; an exact value has its bounds."""
    made = {**_EVERY, **fields}
    if made["qualifier"] == "exact":
        made["low"] = made["high"] = made["value"]
    made["attribution"] = made["attribution"] or made["source"]
    figure = next((made[key] for key in ("value", "low", "high") if made[key] is not None), "many")
    made["figure"] = f"{figure}"
    made["quote"] = f"The bulletin put it at {figure}."
    return made


def total(number: int, value: float, **fields: Any) -> dict[str, Any]:
    """Return a claim for all days up to one."""
    return claim(**{"value": value, "period_end": day(number), "article": f"t-{number}", **fields})


def daily(number: int, value: float | None, **fields: Any) -> dict[str, Any]:
    """Return a claim for the 24 hours that end on a day."""
    span = {"basis": "day", "period_start": day(number - 1), "period_end": day(number)}
    return claim(**{"value": value, "article": f"a-{number}", **GENERAL_STAFF, **span, **fields})


def strike(number: int, measure: str, value: float, **fields: Any) -> dict[str, Any]:
    """Return a claim on the drones of one night."""
    return daily(number, value, **{"measure": measure, "subject": "drone", **fields})


def review(claim_id: str, verdict: str = "accept") -> dict[str, Any]:
    """Return a verdict on a claim of the value that it has."""
    made = {"claim_id": claim_id, "verdict": verdict, "reviewer": "R.", "reviewed_at": "2022-03-09"}
    return made | ({"reason": "misread"} if verdict == "reject" else {})


def make_database(
    path: Path, claims: Iterable[dict[str, Any]], reviews: Iterable[dict[str, Any]] = ()
) -> Path:
    """Make a database with these claims, each at a place of its own in its article.

    An article appeared on the day that a claim in it has as ``published``, if any.
    """
    published: dict[str, str] = {}
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO runs VALUES ('r-made', '0', 'made')")
        for number, made in enumerate(claims):
            row = {"start": 10 + 100 * number, **made}
            row |= {"end": row["start"] + 3, "passage": f"p-{number}"}
            row |= {"quote_end": row["start"] + 50}
            row.setdefault("quote_start", row["start"] - 10)
            row.setdefault("claim_id", f"c-{number:05}")
            if "published" in row:
                published[row["article"]] = row.pop("published")
            _insert(connection, "claims", row)
        connection.execute(
            "INSERT INTO articles (id, text, text_hash) "
            "SELECT DISTINCT article, article, article FROM claims"
        )
        connection.executemany(
            "UPDATE articles SET published = ? WHERE id = ?",
            [(day, article) for article, day in published.items()],
        )
        for verdict in reviews:
            value = "SELECT value FROM claims WHERE claim_id = ?"
            (its,) = connection.execute(value, (verdict["claim_id"],)).fetchone()
            _insert(connection, "reviews", {**verdict, "value": its})
    return path


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", row)


def spread_value(number: int, largest: int) -> int:
    """Return a value from 1 to the largest that jumps about, the same in every run."""
    digest = hashlib.sha256(str(number).encode()).digest()
    return 1 + int.from_bytes(digest[:4], "big") % largest


# --- many of everything ------------------------------------------------------------------

NAMES = [
    "General Staff of Ukraine",
    "Ministry of Defence of Russia",
    "Office of the High Commissioner for the Registration of Losses",
    "Provisional Joint Commission of the Northern and Eastern Lands",
    "Harbour Monitor",
    "Institute of Strategic, Regional and International Studies ABC",
    "UN",
    "Volunteers of the Open Register of Losses, and their Partners",
]
EQUIPMENT = ("tank", "armored_vehicle", "air_defense_system", "mlrs", "special_equipment", "drone")
LARGEST = 1_500_000


def speaker(number: int) -> dict[str, Any]:
    """Return one of eight sources, two of four of them parties to the war."""
    type = GENERAL_STAFF if number % 4 < 2 else MONITOR
    return {"source": NAMES[number], "attribution_type": type["attribution_type"]}


def many(points: int, sources: int) -> list[dict[str, Any]]:
    """Return claims for every kind of chart, so many of each, by so many sources in turn."""
    claims = []
    for number in range(points):
        who, value = speaker(number % sources), spread_value(number, LARGEST)
        at = {**who, "article": f"a-{number}", "published": day(number)}
        total = {**at, "period_end": day(number)}
        span = {"low": value, "high": 2 * value, "qualifier": "range"}
        claims += [
            claim(value=None, **span, **total) if number % 5 == 4 else claim(value=value, **total),
            daily(number, value, **at),
            daily(number, value // 7, **{**at, **speaker((number + 1) % max(sources, 2))}),
            daily(number, value, **at, measure="destroyed", subject=EQUIPMENT[number % 6]),
            strike(number, "launched", value, **at),
            strike(number, "intercepted", value // 2, **at),
            strike(number, "suppressed", number % 3, **at),
            claim(value=value, basis="incident", measure="killed", **at),
        ]
        if sources > 1:  # the first one has a total for every day
            again = {**total, **speaker(0), "article": f"b-{number}"}
            claims.append(claim(value=number * 7, **again))
    return claims


def chorus(points: int, sources: int) -> list[dict[str, Any]]:
    """Return claims for every kind of chart, by all of the sources on each of so many days."""
    return [
        made
        for number in range(points)
        for place in range(sources)
        for made in _of_one_voice(number, place)
    ]


def _of_one_voice(number: int, place: int) -> list[dict[str, Any]]:
    """Return what one source says on one day, with a qualifier that goes round."""
    value = spread_value(8 * number + place, LARGEST)
    at = {**speaker(place), "article": f"a-{number}-{place}", "published": day(number)}
    said = (
        {"value": value},
        {"value": value},
        {"value": value, "low": value, "qualifier": "at_least"},
        {"value": value, "high": value, "qualifier": "at_most"},
        {"value": value, "qualifier": "approximate"},
        {"value": None, "low": value, "high": 2 * value, "qualifier": "range"},
    )[(number + place) % 6]
    return [
        claim(**said, **at, period_end=day(number)),
        daily(number, **said, **at),
        daily(number, value, **at, measure="destroyed", subject=EQUIPMENT[number % 6]),
        strike(number, "launched", value, **at),
        strike(number, "intercepted", value // 2, **at),
        claim(**said, basis="incident", measure="killed", **at),
    ]
