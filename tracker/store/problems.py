"""What could not be read, and what is odd in what could: the table ``problems``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def add_problem(db: Database, origin: str, reason: str, article_id: str | None = None) -> None:
    """Store one problem, unless it is known; runs within the caller's transaction."""
    db.conn.execute(
        "INSERT OR IGNORE INTO problems (origin, reason, article) VALUES (?, ?, ?)",
        (origin, reason, article_id),
    )


def replace_problems(db: Database, article_id: str, origin: str, reasons: Iterable[str]) -> None:
    """Make the problems of an article what they are now.

    That a page's metadata gives two days, or another page another day, is seen on the page
    alone, which newer rules do not read again: what is known of it stays.
    """
    db.conn.execute(
        """
        DELETE FROM problems WHERE article = ?
            AND reason NOT LIKE '% by metadata' AND reason NOT LIKE 'the same text stands at %'
        """,
        (article_id,),
    )
    for reason in dict.fromkeys(reasons):
        add_problem(db, origin, reason, article_id)
