"""A path -> a connection to its database, set up as the tracker needs it.

What SQLite says when a file cannot be used becomes one line that says what to change.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import BadDatabase

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_SECONDS = 60.0
"""How long one process waits for another one's short transactions."""

OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""

_ADVICE = (
    ("SQLITE_NOTADB", "is not an SQLite database; name another file"),
    ("SQLITE_CORRUPT", "is damaged; put back a copy of it"),
    ("SQLITE_READONLY", "cannot be written; allow it or name another file"),
    ("SQLITE_CANTOPEN", "cannot be opened; check the folder and who may write there"),
    ("SQLITE_BUSY", "is kept busy by another program; try again when that has finished"),
    ("SQLITE_LOCKED", "is kept busy by another program; try again when that has finished"),
    ("SQLITE_FULL", "cannot grow, the disk is full; make room"),
    ("SQLITE_IOERR", "cannot be read or written; check the disk"),
)


def explain_error(error: Exception, path: Path) -> BadDatabase:
    """Return the error of the tracker that says of this file what to change."""
    name = getattr(error, "sqlite_errorname", None) or ""
    for prefix, advice in _ADVICE:
        if name.startswith(prefix):
            return BadDatabase(f"{path}: {advice}")
    return BadDatabase(f"{path}: {error}")


@contextmanager
def named_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file, in this block, into BadDatabase."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        raise explain_error(error, path) from error


def open_for_writing(path: Path) -> Database:
    """Return the database, made with its folder where there is none.

    Raises:
        BadDatabase: the file cannot be opened, or is something else.
    """
    from sqlite_utils import Database  # it brings pandas, so only where a database is written

    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise BadDatabase(
            f"this Python has SQLite {sqlite3.sqlite_version}, and 3.37 or newer is needed; "
            "take a Python that brings a newer one"
        )
    if path.is_dir():
        raise BadDatabase(f"{path}: is a folder; name a file in it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadDatabase(
            f"{path}: its folder cannot be made ({error.strerror}); name another file"
        ) from error
    with named_errors(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            return Database(connection, execute_plugins=False)
        except BaseException:
            connection.close()
            raise


def keep_a_log(db: Database) -> None:
    """Let readers and one writer work side by side (WAL); the file itself remembers it.

    SQLite does not wait here while another process does the same: it has to be asked again.
    """
    end = time.monotonic() + BUSY_SECONDS
    while db.journal_mode != "wal":
        try:
            db.enable_wal()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.02)


@contextmanager
def write_transaction(db: Database) -> Iterator[None]:
    """Run the block as one transaction: all of it is stored, or nothing.

    It takes the right to write at once. A transaction that begins by reading cannot wait for
    another writer: SQLite refuses it in the middle.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise
