"""The archive: is each file there, whole, and what its name says?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.errors import BadArchive
from tracker.store.archive import Archive
from tracker.store.verify.failure import Failure

if TYPE_CHECKING:
    from sqlite_utils import Database


def check_files(db: Database, archive: Archive) -> Iterator[Failure | None]:
    """Yield for each file of the archive what is wrong with it, or None."""
    recorded = db.conn.execute(
        "SELECT bytes_hash, size FROM archive ORDER BY bytes_hash"
    ).fetchall()
    for bytes_hash, size in recorded:
        try:
            data = archive.read(bytes_hash)
        except BadArchive as error:
            yield Failure("archive", bytes_hash, str(error))
            continue
        wrong = f"has {len(data)} bytes, {size} came in" if len(data) != size else None
        yield Failure("archive", bytes_hash, wrong) if wrong else None


def check_records(db: Database) -> Iterator[Failure]:
    """Yield the bytes of which no article says that it came in them."""
    found = db.conn.execute(
        """
        SELECT bytes_hash FROM archive WHERE NOT EXISTS (
            SELECT 1 FROM sightings WHERE sightings.bytes_hash = archive.bytes_hash
        )
        """
    )
    for (bytes_hash,) in found.fetchall():
        yield Failure("archive", bytes_hash, "no article says that it came in these bytes")
