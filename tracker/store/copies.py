"""Which claims reprint another: the same figure in the same passage, printed once more.

Two passages are the same where their words are, and where the one stands in a reprint of the
article of the other (see :mod:`tracker.store.reprints`). The first of all that print a passage is
the one whose article was published earliest; undated articles come last, then the lowest id of
an article and the place in the text decide, so that the order of storing does not. Former versions
of a page come after all that still stand.
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

ORDER_OF_ARTICLES = """
    EXISTS (SELECT 1 FROM articles AS newer WHERE newer.supersedes = articles.id),
    articles.published IS NULL, articles.published, articles.id
"""

_ORDER = f"{ORDER_OF_ARTICLES}, claims.start"

_SAME = """
    WITH RECURSIVE same (passage) AS (
        VALUES (:passage)
        UNION
        SELECT links.same_as FROM same
        INNER JOIN passage_links AS links ON links.passage = same.passage
        UNION
        SELECT links.passage FROM same
        INNER JOIN passage_links AS links ON links.same_as = same.passage
    )
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
    (passage,) = db.conn.execute(
        "SELECT passage FROM claims WHERE claim_id = ?", (claim_id,)
    ).fetchone()
    (first,) = db.conn.execute(
        f"""
        {_SAME}
        SELECT claims.claim_id FROM same
        INNER JOIN claims ON claims.passage = same.passage AND claims.copy_of IS NULL
        INNER JOIN articles ON articles.id = claims.article
        ORDER BY {_ORDER} LIMIT 1
        """,
        {"passage": passage},
    ).fetchone()
    if first == claim_id:
        settle_passage(db, passage)
    else:
        db.conn.execute("UPDATE claims SET copy_of = ? WHERE claim_id = ?", (first, claim_id))


def settle_passage(db: Database, passage: str) -> None:
    """Decide for all claims that print a passage, after the first of them may have changed."""
    db.conn.execute(
        f"""
        {_SAME},
        first AS (
            SELECT claims.claim_id FROM same
            INNER JOIN claims ON claims.passage = same.passage
            INNER JOIN articles ON articles.id = claims.article
            ORDER BY {_ORDER} LIMIT 1
        )
        UPDATE claims
        SET copy_of = nullif((SELECT claim_id FROM first), claim_id)
        WHERE passage IN (SELECT passage FROM same)
            AND copy_of IS NOT nullif((SELECT claim_id FROM first), claim_id)
        """,
        {"passage": passage},
    )
