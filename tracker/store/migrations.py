"""db/migrations/*.sql and db/views/*.sql -> the tables and views of a database.

A migration runs once, in the order of the file names, and its name is recorded in the table
``migrations``. Where anything has changed, all views are made again. All that is pending runs as
one transaction: where a statement fails, the database stays as it was.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import BadDatabase
from tracker.store.connection import keep_a_log, write_transaction

if TYPE_CHECKING:
    from sqlite_utils import Database

_VIEWS = "views/"

_EMPTY = "is empty; ingest articles first or name another file"

_RECORD = "CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY, hash TEXT) STRICT"


@dataclass(frozen=True, slots=True)
class _Script:
    name: str
    sql: str

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()

    @property
    def is_view(self) -> bool:
        return self.name.startswith(_VIEWS)


def migrate(db: Database, path: Path, folder: Path) -> None:
    """Bring the database up to the scripts of the folder.

    Raises:
        BadDatabase: the file belongs to something else or to a newer tracker, or a script fails.
    """
    scripts = _read_scripts(folder)
    if _is_current(_recorded(db, path), scripts):
        return
    keep_a_log(db)
    with write_transaction(db):
        done = _recorded(db, path)  # another process may have been faster
        _refuse_newer(done, scripts, path)
        db.conn.execute(_RECORD)
        _drop_views(db, done)
        own = _set_aside_views(db, scripts)
        for script in scripts:
            if script.is_view or script.name not in done:
                _run(db, script, path)
        for statement in own:
            db.conn.execute(statement)


def describe_age(connection: sqlite3.Connection, folder: Path) -> str | None:
    """Return what of a database keeps the questions of this tracker from it; None if nothing.

    Nothing is changed: the words go on with what to do.
    """
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if "migrations" not in tables:
        return "is a database of something else; name another file" if tables else _EMPTY
    done = dict(connection.execute("SELECT name, hash FROM migrations").fetchall())
    scripts = _read_scripts(folder)
    newer = _first_unknown(done, scripts)
    if newer:
        return f"was written by a newer tracker (it has run {newer}); update the tracker"
    if not _is_current(done, scripts):
        return "was made by an older tracker; bring it up to date with `tracker upgrade`"
    return None


def _read_scripts(folder: Path) -> list[_Script]:
    tables = sorted((folder / "migrations").glob("*.sql"))
    views = sorted((folder / "views").glob("*.sql"))
    return [
        *(_Script(file.stem, file.read_text(encoding="utf-8")) for file in tables),
        *(_Script(_VIEWS + file.stem, file.read_text(encoding="utf-8")) for file in views),
    ]


def _recorded(db: Database, path: Path) -> dict[str, str]:
    """Return name and hash of each script that this database has run."""
    tables = db.table_names()
    if "migrations" in tables:
        return dict(db.conn.execute("SELECT name, hash FROM migrations").fetchall())
    if tables:
        raise BadDatabase(
            f"{path}: is a database of something else (it has a table {tables[0]!r}); "
            "name another file"
        )
    return {}


def _is_current(done: dict[str, str], scripts: list[_Script]) -> bool:
    """Tell whether nothing is pending; a migration that has run stays run if its file changes."""
    return done.keys() == {script.name for script in scripts} and all(
        done[script.name] == script.hash for script in scripts if script.is_view
    )


def _refuse_newer(done: dict[str, str], scripts: list[_Script], path: Path) -> None:
    newer = _first_unknown(done, scripts)
    if newer:
        raise BadDatabase(
            f"{path}: was written by a newer tracker (it has run {newer}); update the tracker"
        )


def _first_unknown(done: dict[str, str], scripts: list[_Script]) -> str | None:
    known = {script.name for script in scripts}
    unknown = (name for name in done if name not in known and not name.startswith(_VIEWS))
    return min(unknown, default=None)


def _drop_views(db: Database, done: dict[str, str]) -> None:
    """Drop all views: a table cannot be altered while one of them lacks a view that it reads."""
    for name in done:
        if name.startswith(_VIEWS):
            db.conn.execute(f'DROP VIEW IF EXISTS "{name.removeprefix(_VIEWS)}"')
            db.conn.execute("DELETE FROM migrations WHERE name = ?", (name,))


def _set_aside_views(db: Database, scripts: list[_Script]) -> list[str]:
    """Drop the views that users have made; return the SQL that makes them again.

    They may read the tracker's, and would keep a table from being altered while those are gone.
    """
    found = db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
    own = {
        name: sql
        for name, sql in found
        if not any(f"CREATE VIEW {name} " in script.sql for script in scripts)
    }
    for name in own:
        db.conn.execute(f'DROP VIEW "{name}"')
    return list(own.values())


def _run(db: Database, script: _Script, path: Path) -> None:
    for statement in _statements(script.sql):
        try:
            db.conn.execute(statement)
        except sqlite3.Error as error:
            raise BadDatabase(f"{path}: the script {script.name}.sql failed: {error}") from error
    db.conn.execute("INSERT INTO migrations (name, hash) VALUES (?, ?)", (script.name, script.hash))


def _statements(sql: str) -> Iterator[str]:
    """Yield the statements one by one: ``executescript`` would end the transaction first."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
