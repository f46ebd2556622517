"""The database file: its pages, keys, search indices, tables, triggers, and who copies whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tracker.store.connection import open_for_writing
from tracker.store.migrations import migrate
from tracker.store.verify.failure import Failure

if TYPE_CHECKING:
    from sqlite_utils import Database


def check_database(db: Database, scripts: Path) -> Iterator[Failure]:
    """Yield all that is wrong with the file as a whole."""
    yield from _pages(db)
    yield from _keys(db)
    yield from _search(db)
    yield from _schema(db, scripts)
    yield from _runs(db)
    yield from _copies(db)
    yield from _versions(db)
    yield from _kept(db)


def _pages(db: Database) -> Iterator[Failure]:
    for (said,) in db.conn.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield Failure("integrity", "database", said)


def _keys(db: Database) -> Iterator[Failure]:
    for table, rowid, parent, _ in db.conn.execute("PRAGMA foreign_key_check").fetchall():
        where = table if rowid is None else f"{table}, row {rowid}"
        yield Failure("foreign_keys", where, f"speaks of a row that {parent} does not have")


def _search(db: Database) -> Iterator[Failure]:
    """Yield the indices that do not hold the words of their tables; asking changes nothing."""
    for name in ("articles_fts", "claims_fts"):
        try:
            db.conn.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            yield Failure("search", name, "does not hold the words of its table")
        finally:
            db.conn.rollback()


def _schema(db: Database, scripts: Path) -> Iterator[Failure]:
    """Yield what a fresh database has and this one has otherwise, such as a trigger dropped."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fresh.db"
        with closing(open_for_writing(path)) as fresh:
            migrate(fresh, path, scripts)
            wanted = _shape(fresh)
    has = _shape(db)
    for (kind, name), sql in wanted.items():
        if has.get((kind, name)) != sql:
            what = "was changed" if (kind, name) in has else "is missing"
            yield Failure("schema", f"{kind} {name}", what)


def _shape(db: Database) -> dict[tuple[str, str], str]:
    found = db.conn.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name): sql for kind, name, sql in found.fetchall()}


def _runs(db: Database) -> Iterator[Failure]:
    from tracker.extract import run_id_of

    for run_id, version, words in db.conn.execute("SELECT * FROM runs ORDER BY run_id").fetchall():
        if len(words) == 64 and len(run_id) == 14 and run_id != run_id_of(version, words):
            yield Failure("runs", run_id, "does not go with its version and vocabulary")


def _copies(db: Database) -> Iterator[Failure]:
    """Yield claims that are called copies of what they do not repeat, and the reverse."""
    wrong = db.conn.execute(
        """
        SELECT claims.claim_id, 'is called a copy of ' || claims.copy_of || ', itself a copy'
        FROM claims INNER JOIN claims AS first ON first.claim_id = claims.copy_of
        WHERE first.copy_of IS NOT NULL
        UNION ALL
        SELECT claims.claim_id, 'is called a copy of ' || claims.copy_of || ', another passage'
        FROM claims INNER JOIN claims AS first ON first.claim_id = claims.copy_of
        WHERE first.passage <> claims.passage AND claims.passage NOT IN (
            SELECT passage FROM passage_links UNION SELECT same_as FROM passage_links
        )
        UNION ALL
        SELECT max(claim_id), 'repeats a passage, and is not called a copy'
        FROM claims WHERE copy_of IS NULL
        GROUP BY passage HAVING count(*) > 1
        ORDER BY 1
        """
    )
    for claim, what in wrong.fetchall():
        yield Failure("copies", claim, what)


def _versions(db: Database) -> Iterator[Failure]:
    """Yield articles that are said to replace one which never stood in their place."""
    wrong = db.conn.execute(
        """
        SELECT articles.id, articles.supersedes FROM articles
        WHERE articles.supersedes IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM sightings AS own
            INNER JOIN sightings AS earlier ON earlier.article = articles.supersedes
            WHERE own.article = articles.id
                AND (own.url = earlier.url OR own.given_id = earlier.given_id)
        )
        ORDER BY articles.rowid
        """
    )
    for article, earlier in wrong.fetchall():
        yield Failure("versions", article, f"is said to replace {earlier}, which stood elsewhere")
    for (article,) in db.conn.execute(_IN_A_CIRCLE).fetchall():
        yield Failure("versions", article, "is said to replace itself")


def _kept(db: Database) -> Iterator[Failure]:
    """Yield what questions are answered from, where claims, verdicts and reports give another.

    Also what they give, and no question would find.
    """
    for check, given, kept, key, what in _KEPT:
        columns = db.conn.execute(f"SELECT * FROM {given} LIMIT 0").description
        names = ", ".join(name for name, *_ in columns)
        wrong = db.conn.execute(
            f"""
            SELECT {key} FROM (SELECT {names} FROM {given} EXCEPT SELECT {names} FROM {kept})
            UNION
            SELECT {key} FROM (SELECT {names} FROM {kept} EXCEPT SELECT {names} FROM {given})
            ORDER BY 1
            """
        )
        for (claim,) in wrong.fetchall():
            yield Failure(check, claim, what)


_KEPT = (
    (
        "standing",
        "figures_laid_over",
        "standing_figures",
        "claim_id",
        "is kept as another figure than claim and verdict give",
    ),
    (
        "repeated",
        "copies_in_other_reports",
        "repeated_copies",
        "first",
        "is kept as repeated in other reports than those that print it",
    ),
)
"""What is checked, what gives it, where it is kept, the column of the claim, what is wrong."""

_IN_A_CIRCLE = """
    WITH RECURSIVE earlier (article, version) AS (
        SELECT id, supersedes FROM articles WHERE supersedes IS NOT NULL
        UNION
        SELECT earlier.article, articles.supersedes
        FROM earlier INNER JOIN articles ON articles.id = earlier.version
        WHERE articles.supersedes IS NOT NULL
    )
    SELECT article FROM earlier WHERE version = article ORDER BY 1
"""
