"""Which claims reprint another: the same figure in the same passage, printed once more.

Two passages are the same where their words are, and where the one stands in a reprint of the
article of the other (see :mod:`tracker.store.reprints`). The first of all that print a passage is
the one whose article was published earliest; undated articles come last, then the lowest id of
an article and the place in the text decide, so that the order of storing does not. Former versions
of a page come after all that still stand, and teasers after what stands in an article itself.
"""

from __future__ import annotations

import hashlib
import json
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

_ORDER = f"claims.zone = 'teaser', {ORDER_OF_ARTICLES}, claims.start"
"""A teaser tells of another article: it is the first of a passage where nothing else prints it."""


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
        SELECT claims.claim_id FROM claims INNER JOIN articles ON articles.id = claims.article
        WHERE claims.passage IN (SELECT value FROM json_each(?)) AND claims.copy_of IS NULL
        ORDER BY {_ORDER} LIMIT 1
        """,
        (_same_passages(db, passage),),
    ).fetchone()
    if first == claim_id:
        settle_passage(db, passage)
    else:
        db.conn.execute("UPDATE claims SET copy_of = ? WHERE claim_id = ?", (first, claim_id))


def settle_passage(db: Database, passage: str) -> None:
    """Decide for all claims that print a passage, after the first of them may have changed."""
    same = _same_passages(db, passage)
    first = db.conn.execute(
        f"""
        SELECT claims.claim_id FROM claims INNER JOIN articles ON articles.id = claims.article
        WHERE claims.passage IN (SELECT value FROM json_each(?)) ORDER BY {_ORDER} LIMIT 1
        """,
        (same,),
    ).fetchone()
    db.conn.execute(
        """
        UPDATE claims SET copy_of = nullif(:first, claim_id)
        WHERE passage IN (SELECT value FROM json_each(:same))
            AND copy_of IS NOT nullif(:first, claim_id)
        """,
        {"first": first and first[0], "same": same},
    )


def _same_passages(db: Database, passage: str) -> str:
    """Return the passage with all that are the same in other words, as a JSON list.

    A query of its own: joined to the claims, it would have SQLite read all of them first.
    """
    found = db.conn.execute(
        """
        WITH RECURSIVE same (passage) AS (
            VALUES (?)
            UNION
            SELECT links.same_as FROM same
            INNER JOIN passage_links AS links ON links.passage = same.passage
            UNION
            SELECT links.passage FROM same
            INNER JOIN passage_links AS links ON links.same_as = same.passage
        )
        SELECT passage FROM same
        """,
        (passage,),
    )
    return json.dumps([each for (each,) in found])
