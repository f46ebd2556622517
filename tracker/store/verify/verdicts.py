"""Verdicts: does each still say what was said, of a claim that there is or was?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.store.reviews.verdict import SAID, seal_of
from tracker.store.verify.failure import Failure

if TYPE_CHECKING:
    from sqlite_utils import Database


def check_verdicts(db: Database) -> Iterator[Failure]:
    """Yield all that is wrong with the reviews and with what is kept of the newest."""
    yield from _orphans(db)
    yield from _seals(db)
    yield from _gaps(db)
    yield from _newest(db)


def _orphans(db: Database) -> Iterator[Failure]:
    """A verdict outlives its claim, but there was one: here, earlier, or in a removed article."""
    found = db.conn.execute(
        """
        WITH known (claim_id) AS (
            SELECT claim_id FROM claims UNION SELECT claim_id FROM claims_history
            UNION SELECT claim_id FROM removed_claims
        )
        SELECT rowid, claim_id FROM reviews WHERE claim_id NOT IN (SELECT claim_id FROM known)
        UNION ALL
        SELECT rowid, duplicate_of FROM reviews
        WHERE duplicate_of IS NOT NULL AND duplicate_of NOT IN (SELECT claim_id FROM known)
        ORDER BY 1
        """
    )
    for rowid, claim in found.fetchall():
        yield Failure("reviews", f"review {rowid}", f"speaks of {claim}, which there never was")


def _seals(db: Database) -> Iterator[Failure]:
    """A verdict says what it said; those of the first release have no seal."""
    columns = ", ".join(SAID)
    found = db.conn.execute(f"SELECT rowid, seal, {columns} FROM reviews WHERE seal IS NOT NULL")
    for rowid, seal, *said in found.fetchall():
        if seal != seal_of(dict(zip(SAID, said, strict=True))):
            yield Failure("reviews", f"review {rowid}", "is not what was said: its hash is another")


def _gaps(db: Database) -> Iterator[Failure]:
    """Reviews are only added, one after the other, so that their numbers have no gaps."""
    count, last = db.conn.execute("SELECT count(*), max(rowid) FROM reviews").fetchone()
    if count != (last or 0):
        yield Failure("reviews", "reviews", f"{last - count} of {last} were taken out")


def _newest(db: Database) -> Iterator[Failure]:
    found = db.conn.execute(
        """
        WITH ranked AS (
            SELECT claim_id, rowid AS review, verdict, corrections, reviewed_at, value, row_number()
                OVER (PARTITION BY claim_id ORDER BY reviewed_at DESC, rowid DESC) AS place
            FROM reviews
        ),
        newest AS (
            SELECT claim_id, review, verdict, corrections, reviewed_at, value
            FROM ranked WHERE place = 1
        ),
        kept AS (
            SELECT claim_id, review, verdict, corrections, reviewed_at, value FROM newest_verdicts
        )
        SELECT claim_id FROM (SELECT * FROM newest EXCEPT SELECT * FROM kept)
        UNION
        SELECT claim_id FROM (SELECT * FROM kept EXCEPT SELECT * FROM newest)
        ORDER BY 1
        """
    )
    for (claim,) in found.fetchall():
        yield Failure("reviews", claim, "what is kept as its newest verdict is another")
