"""Taking an article out of the database, with all that was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.errors import UnreadableInput
from tracker.store import reprints, versions
from tracker.store.claims import settle_article
from tracker.store.copies import settle_passage

if TYPE_CHECKING:
    from sqlite_utils import Database


def remove_article(db: Database, article_id: str, because: str) -> list[str]:
    """Remove an article; return the hashes of the bytes that no other article came in.

    Verdicts stay, and it stays known of which claims they speak. What it copied or was copied
    from it, and the versions of its page, are put in order. Runs within the caller's transaction.

    Raises:
        UnreadableInput: there is no such article.
    """
    found = db.conn.execute("SELECT supersedes FROM articles WHERE id = ?", (article_id,))
    row = found.fetchone()
    if row is None:
        raise UnreadableInput(f"there is no article {article_id!r}; look its id up in articles")
    passages = _passages(db, article_id)
    _keep_claim_ids(db, article_id, because)
    reprints.leave(db, article_id)
    versions.take_out(db, article_id)
    hashes = _bytes_of_it_alone(db, article_id)
    db.conn.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    for bytes_hash in hashes:
        db.conn.execute("DELETE FROM archive WHERE bytes_hash = ?", (bytes_hash,))
    for passage in passages:
        settle_passage(db, passage)
    (earlier,) = row
    if earlier is not None:
        settle_article(db, earlier)
    return hashes


def _passages(db: Database, article_id: str) -> list[str]:
    found = db.conn.execute("SELECT DISTINCT passage FROM claims WHERE article = ?", (article_id,))
    return [passage for (passage,) in found.fetchall()]


def _keep_claim_ids(db: Database, article_id: str, because: str) -> None:
    db.conn.execute(
        """
        INSERT OR REPLACE INTO removed_claims (claim_id, article, because)
        SELECT claim_id, article, :because FROM claims WHERE article = :article
        UNION SELECT claim_id, article, :because FROM claims_history WHERE article = :article
        """,
        {"article": article_id, "because": because},
    )


def _bytes_of_it_alone(db: Database, article_id: str) -> list[str]:
    found = db.conn.execute(
        """
        SELECT DISTINCT bytes_hash FROM sightings AS own
        WHERE article = ? AND bytes_hash IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM sightings AS other
            WHERE other.bytes_hash = own.bytes_hash AND other.article <> own.article
        )
        """,
        (article_id,),
    )
    return [bytes_hash for (bytes_hash,) in found.fetchall()]
