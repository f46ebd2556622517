"""What was read on the web: kept once all that came of it is stored, and asked before reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.read.options import Bookmark
from tracker.store.connection import named_errors, write_transaction

if TYPE_CHECKING:
    from sqlite_utils import Database


class FetchMemory:
    """What the database knows of addresses and of entries of feeds."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._path = path

    def validators(self, address: str) -> tuple[str | None, str | None]:
        """Return the ETag and Last-Modified with which the address was stored."""
        with named_errors(self._path):
            row = self._db.conn.execute(
                "SELECT etag, last_modified FROM fetch_state WHERE address = ? AND entry = ''",
                (address,),
            ).fetchone()
        return (None, None) if row is None else (row[0], row[1])

    def knows_entry(self, address: str, entry: str, fingerprint: str) -> bool:
        """Tell whether this entry of the feed was stored as it is now."""
        with named_errors(self._path):
            row = self._db.conn.execute(
                "SELECT fingerprint FROM fetch_state WHERE address = ? AND entry = ?",
                (address, entry),
            ).fetchone()
        return row is not None and row[0] == fingerprint


def keep_bookmark(db: Database, path: Path, mark: Bookmark, article_id: str | None) -> None:
    """Store what is to be remembered of an address; with the article, it is forgotten again."""
    with named_errors(path), write_transaction(db):
        db.conn.execute(
            "INSERT OR REPLACE INTO fetch_state "
            "(address, entry, etag, last_modified, fingerprint, article) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                mark.address,
                mark.entry,
                mark.etag,
                mark.last_modified,
                mark.fingerprint,
                article_id,
            ),
        )
