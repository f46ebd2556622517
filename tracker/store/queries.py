"""SQL -> rows, read-only by SQLite's own means, within a time limit.

The file is opened with ``mode=ro``, an authorizer lets nothing but reading pass, and a progress
handler ends what takes too long. Neither pandas nor sqlite_utils is needed here.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import BadDatabase, BadQuery
from tracker.paths import database_files
from tracker.store.connection import explain_error
from tracker.store.migrations import describe_age
from tracker.store.saved import find_query, is_name

SECONDS = 30.0
"""How long a query may take."""

_STEPS_BETWEEN_LOOKS = 20_000
_MAPPED = 1 << 40
"""How much of a file is read as memory, as far as SQLite allows: all of it."""

_LARGEST_VALUE = 100_000_000

_READING = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
    }
)
_HARMLESS_PRAGMAS = frozenset(
    "data_version table_info table_xinfo table_list index_list index_info index_xinfo "
    "foreign_key_list".split()
)
_REFUSED_FUNCTIONS = frozenset({"load_extension"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found; ``title`` is that of the saved query, empty for free SQL."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    title: str = ""


def run_query(
    path: Path | str,
    name_or_sql: str,
    parameters: Mapping[str, object] | None = None,
    *,
    seconds: float = SECONDS,
) -> Answer:
    """Return what a saved query, or a SELECT of one's own, finds in the database.

    Raises:
        BadDatabase: there is no such database, or it cannot be read.
        BadQuery: the query is unknown, lacks a parameter, would write, has an error in it or
            takes longer than ``seconds``.
    """
    given = dict(parameters or {})
    if not is_name(name_or_sql):
        return _run(Path(path), name_or_sql, given, seconds)
    query = find_query(name_or_sql)
    values = query.bind(given)
    refuse_other_ages(Path(path))
    answer = _run(Path(path), query.sql, values, seconds)
    return Answer(answer.columns, answer.rows, query.title)


def refuse_other_ages(path: Path) -> None:
    """Raise BadDatabase where a saved query would fail, or mean something else, for its age."""
    with closing(_open_for_reading(path)) as connection:
        age = describe_age(connection, database_files())
    if age:
        raise BadDatabase(f"{path}: {age}")


def _run(path: Path, sql: str, values: dict[str, object], seconds: float) -> Answer:
    with closing(_open_for_reading(path)) as connection:
        _restrict(connection, seconds)
        try:
            cursor = connection.execute(sql, values)
            if cursor.description is None:
                raise BadQuery("the query gives no rows; write a SELECT")
            columns = tuple(column[0] for column in cursor.description)
            return Answer(columns, cursor.fetchall())
        except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
            if "no such" in str(error):
                refuse_other_ages(path)
            raise _explain(error, path, seconds) from error


def _open_for_reading(path: Path) -> sqlite3.Connection:
    """Return a read-only connection.

    A database in a folder that nobody may write to cannot share its log; as long as it has
    none, it can be read as a file that does not change.
    """
    if not path.is_file():
        raise BadDatabase(f"{path}: no such database; ingest articles first or name another file")
    address = path.resolve().as_uri()
    log = path.with_name(path.name + "-wal")
    try:
        return _connect(f"{address}?mode=ro")
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        shut = name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
        if not shut or (log.exists() and log.stat().st_size):
            raise explain_error(error, path) from error
    try:
        return _connect(f"{address}?mode=ro&immutable=1")
    except sqlite3.Error as error:
        raise explain_error(error, path) from error


def _connect(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=10)
    try:
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        searched = connection.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
        ).fetchall()
        # Used for the first time, these declare themselves, which the authorizer would refuse.
        for name in ("json_each('')", "json_tree('')", *(f'"{name}"' for (name,) in searched)):
            connection.execute(f"SELECT 1 FROM {name} LIMIT 0")
    except BaseException:
        connection.close()
        raise
    return connection


def _restrict(connection: sqlite3.Connection, seconds: float) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_authorizer(_authorize)
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS_BETWEEN_LOOKS)


def _authorize(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action == sqlite3.SQLITE_FUNCTION:
        allowed = (second or "").lower() not in _REFUSED_FUNCTIONS
    elif action == sqlite3.SQLITE_PRAGMA:
        allowed = (first or "").lower() in _HARMLESS_PRAGMAS
    else:
        allowed = action in _READING
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _explain(error: Exception, path: Path, seconds: float) -> BadQuery | BadDatabase:
    """Return what SQLite says of a query, in one line that says what to change."""
    code = getattr(error, "sqlite_errorname", None) or ""
    words = str(error)
    if code == "SQLITE_INTERRUPT":
        return BadQuery(f"the query took longer than {seconds:g} seconds; ask for less")
    if code in ("SQLITE_AUTH", "SQLITE_READONLY") or "prohibited" in words:
        return BadQuery("only reading is allowed here; write a SELECT")
    if words == "datatype mismatch":
        return BadQuery("how many rows must be a whole number, as 500; -1 for all")
    if "one statement" in words:
        return BadQuery("only one statement at a time; leave out what follows the first ;")
    if "did not supply a value" in words:
        return BadQuery(f"the query needs a value for {words.rstrip('.').split(' ')[-1]}; give it")
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_IOERR", "SQLITE_BUSY")):
        return explain_error(error, path)
    return BadQuery(f"the query cannot be run: {words}")
