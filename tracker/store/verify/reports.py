"""Which articles reprint which: does what is kept of it follow from what they say?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.store.reprints import (
    alike_origins,
    bands_of,
    claims_of,
    digest_of,
    is_prepared,
    links_between,
    page_of,
    shingles,
)
from tracker.store.verify.failure import Failure

if TYPE_CHECKING:
    from sqlite_utils import Database


def check_reports(db: Database) -> Iterator[Failure]:
    """Yield the articles whose digest, or whose place among reprints, is another.

    Digests of another making cannot be compared; the next ingest makes them anew.
    """
    if not is_prepared(db):
        return
    found = db.conn.execute(
        """
        SELECT articles.rowid, articles.id, reprints.digest, reprints.origin
        FROM articles LEFT JOIN reprints ON reprints.article = articles.rowid
        ORDER BY articles.rowid
        """
    )
    for rowid, article, digest, origin in found.fetchall():
        runs = shingles(claims_of(db, rowid))
        wanted = digest_of(runs) if runs else None
        if digest != wanted:
            yield Failure("reprints", article, "its digest does not go with its claims")
        elif digest is not None and not _has_bands(db, rowid, digest):
            yield Failure("reprints", article, "its bands do not go with its digest")
        elif digest is not None:
            alike = alike_origins(db, rowid, runs, digest)
            if set(alike) - {origin} or (origin != rowid and origin not in alike):
                yield Failure("reprints", article, "is kept as a reprint of another report")
            elif _kept_links(db, rowid) != _links(db, rowid, origin):
                yield Failure("reprints", article, "its passages are linked to others than its own")


def _links(db: Database, rowid: int, origin: int) -> set[tuple[str, str]]:
    return links_between(db, rowid, page_of(db, origin)) if origin != rowid else set()


def _kept_links(db: Database, rowid: int) -> set[tuple[str, str]]:
    links = "SELECT passage, same_as FROM passage_links WHERE article = ?"
    return {(passage, same_as) for passage, same_as in db.conn.execute(links, (rowid,)).fetchall()}


def _has_bands(db: Database, rowid: int, digest: bytes) -> bool:
    bands = set(bands_of(digest))
    places = ", ".join("?" * len(bands))
    ((kept,),) = db.conn.execute(
        f"SELECT count(*) FROM reprint_bands WHERE article = ? AND band IN ({places})",
        (rowid, *bands),
    ).fetchall()
    return int(kept) == len(bands)
