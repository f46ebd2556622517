"""Reference series <-> SQLite: added as a whole, listed, removed as a whole."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import UnreadableInput
from tracker.reference import ReferenceSeries
from tracker.store.connection import named_errors, write_transaction
from tracker.store.queries import run_query
from tracker.store.series import read_claims

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tracker.ledger import Check


_COLUMNS = "day start party measure subject basis source value low high url".split()


def check_database(path: Path | str) -> Check:
    """Return where the claims of a database contradict each other, or a reference series.

    Raises:
        BadDatabase: there is no such database, or it cannot be read.
    """
    import pandas as pd

    from tracker.ledger import check_ledger

    order = ["period_end", "claim_id"]
    figures = read_claims(path).sort_values(order, na_position="first", ignore_index=True)
    points = run_query(path, "reference-points")
    return check_ledger(figures, pd.DataFrame(points.rows, columns=list(points.columns)))


def add_reference(db: Database, path: Path, series: ReferenceSeries) -> bool:
    """Store a series in one transaction; return False where the same one is there already.

    Raises:
        UnreadableInput: another series has its name.
    """
    with named_errors(path), write_transaction(db):
        known = db.conn.execute(
            "SELECT bytes_hash, mapping FROM reference_series WHERE name = ?", (series.name,)
        ).fetchone()
        if known == (series.bytes_hash, series.mapping):
            return False
        if known is not None:
            raise UnreadableInput(
                f"there is another reference {series.name!r}; remove it first "
                f"(tracker reference remove {series.name}) or give another name"
            )
        db.conn.execute(
            "INSERT INTO reference_series (name, origin, bytes_hash, mapping) VALUES (?, ?, ?, ?)",
            (series.name, series.origin, series.bytes_hash, series.mapping),
        )
        places = ", ".join(f":{name}" for name in _COLUMNS)
        db.conn.executemany(
            f"INSERT INTO reference_points (series, {', '.join(_COLUMNS)}) "
            f"VALUES (:series, {places})",
            (
                asdict(point)
                | {
                    "series": series.name,
                    "day": point.day.isoformat(),
                    "start": point.start and point.start.isoformat(),
                }
                for point in series.points
            ),
        )
    return True


def remove_reference(db: Database, path: Path, name: str) -> int:
    """Remove a series; return how many points it had.

    Raises:
        UnreadableInput: there is none of this name.
    """
    with named_errors(path), write_transaction(db):
        points = db.conn.execute(
            "SELECT count(*) FROM reference_points WHERE series = ?", (name,)
        ).fetchone()[0]
        gone = db.conn.execute("DELETE FROM reference_series WHERE name = ?", (name,)).rowcount
        if not gone:
            names = db.conn.execute("SELECT name FROM reference_series ORDER BY name").fetchall()
            there = ", ".join(each for (each,) in names) or "none"
            raise UnreadableInput(f"there is no reference {name!r}; there are: {there}")
    return int(points)
