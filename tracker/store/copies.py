"""Which claims reprint another: the same figure in the same passage, printed once more.

The first of all that print a passage is the one whose article was published earliest; undated
articles come last, then the order of storing and the place in the text decide. Former versions of
a page come after all that still stand.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tracker.models import Claim
from tracker.spans import fold

if TYPE_CHECKING:
    from sqlite_utils import Database

TELLING_WORDS = 12
"""Below so many words a sentence may stand in two articles without being copied."""

_ORDER = """
    EXISTS (SELECT 1 FROM articles AS newer WHERE newer.supersedes = articles.id),
    articles.published IS NULL, articles.published, articles.rowid, claims.start
"""


def passage_of(text: str, claim: Claim) -> str:
    """Return the hash of the claim's sentence, as read, of the figure's place in it, and its days.

    The sentence is not enough: "Four civilians were killed in the region over the past day" is
    printed of many days. A short one must say the same of the same party and place as well:
    "No casualties were reported" is printed of many attacks in one day.
    """
    sentence = _plain_words(text[claim.quote_start : claim.quote_end])
    offset = len(_plain_words(text[claim.quote_start : claim.start]))
    parts: list[object] = [sentence, offset, claim.period_start, claim.period_end]
    if sentence.count(" ") + 1 < TELLING_WORDS:
        parts += [claim.measure, claim.subject, claim.party, claim.place]
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:24]


def _plain_words(passage: str) -> str:
    return " ".join(fold(passage).split())


def settle_claim(db: Database, claim_id: str) -> None:
    """Decide for one claim that has come in, at a cost that does not grow with its reprints."""
    first, passage = db.conn.execute(
        f"""
        SELECT claims.claim_id, claims.passage FROM claims AS new
        INNER JOIN claims ON claims.passage = new.passage AND claims.copy_of IS NULL
        INNER JOIN articles ON articles.id = claims.article
        WHERE new.claim_id = ? ORDER BY {_ORDER} LIMIT 1
        """,
        (claim_id,),
    ).fetchone()
    if first == claim_id:
        settle_passage(db, passage)
    else:
        db.conn.execute("UPDATE claims SET copy_of = ? WHERE claim_id = ?", (first, claim_id))


def settle_passage(db: Database, passage: str) -> None:
    """Decide for all claims that print a passage, after the first of them may have changed."""
    db.conn.execute(
        f"""
        WITH first AS (
            SELECT claims.claim_id FROM claims
            INNER JOIN articles ON articles.id = claims.article
            WHERE claims.passage = :passage ORDER BY {_ORDER} LIMIT 1
        )
        UPDATE claims
        SET copy_of = nullif((SELECT claim_id FROM first), claim_id)
        WHERE passage = :passage
            AND copy_of IS NOT nullif((SELECT claim_id FROM first), claim_id)
        """,
        {"passage": passage},
    )
