"""Verdicts -> the table ``reviews``: checked against their claims, added, never changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.errors import BadReview
from tracker.store.claims import RECORD, Row
from tracker.store.reviews.corrections import complete_corrections
from tracker.store.reviews.verdict import Verdict

if TYPE_CHECKING:
    from sqlite_utils import Database


def find_claim(db: Database, claim_id: str) -> Row:
    """Return a claim as its row.

    Raises:
        BadReview: there is none of this id.
    """
    names = ", ".join(f'"{name}"' for name in RECORD)
    found = db.conn.execute(f"SELECT {names} FROM claims WHERE claim_id = ?", (claim_id,))
    row = found.fetchone()
    if row is None:
        raise BadReview(f"there is no claim {claim_id!r}; look it up in claims or figures")
    return dict(zip(RECORD, row, strict=True))


def check_verdict(db: Database, verdict: Verdict, claim: Row) -> Verdict:
    """Return the verdict with its corrections complete.

    Raises:
        BadReview: something that it needs is missing, or says nothing.
    """
    if not verdict.reviewer.strip():
        raise BadReview("nobody is named; say who judged, as reviewer or with --by")
    if verdict.verdict == "reject" and not verdict.reason:
        raise BadReview("a rejection needs a reason; say why")
    if verdict.verdict == "duplicate":
        _check_original(db, verdict)
    elif verdict.duplicate_of:
        raise BadReview(f"{verdict.verdict} with duplicate_of; only a duplicate has one")
    if verdict.verdict != "correct":
        return replace(verdict, corrections=None)
    corrections = complete_corrections(verdict.corrections or {}, claim)
    if not corrections:
        raise BadReview("corrects nothing; name a field and what it should say, or accept")
    return replace(verdict, corrections=corrections)


def _check_original(db: Database, verdict: Verdict) -> None:
    if not verdict.duplicate_of:
        raise BadReview("a duplicate needs duplicate_of: the claim that it repeats")
    if verdict.duplicate_of == verdict.claim_id:
        raise BadReview("a claim is no duplicate of itself; name the other one")
    find_claim(db, verdict.duplicate_of)


def add_verdict(db: Database, verdict: Verdict, *, timed: bool) -> bool:
    """Store a checked verdict, unless it is known; runs within the caller's transaction.

    ``timed`` where it came with its time: then the same at another time is another verdict. Else
    it is known where this person said the same of the claim last, so that a file that comes in
    twice does not outvote what others have said in between.
    """
    row = verdict.row
    time = "reviewed_at = :reviewed_at" if timed else _IS_THEIR_LAST
    known = db.conn.execute(
        "SELECT 1 FROM reviews WHERE claim_id = :claim_id AND verdict = :verdict "
        "AND reviewer = :reviewer AND reason IS :reason AND corrections IS :corrections "
        f"AND duplicate_of IS :duplicate_of AND value IS :value AND {time}",
        row,
    ).fetchone()
    if known:
        return False
    places = ", ".join(f":{name}" for name in row)
    db.conn.execute(f"INSERT INTO reviews ({', '.join(row)}) VALUES ({places})", row)
    return True


_IS_THEIR_LAST = """
    rowid = (
        SELECT own.rowid FROM reviews AS own
        WHERE own.claim_id = :claim_id AND own.reviewer = :reviewer
        ORDER BY own.reviewed_at DESC, own.rowid DESC LIMIT 1
    )
"""


def newest_by_reviewer(db: Database) -> dict[str, dict[str, dict[str, Any]]]:
    """Return by claim and reviewer what each person said last, where it is of the value of now."""
    found = db.conn.execute(
        """
        SELECT reviews.claim_id, reviewer, verdict, corrections
        FROM reviews INNER JOIN claims ON claims.claim_id = reviews.claim_id
        WHERE claims.value IS reviews.value
        ORDER BY reviewed_at, reviews.rowid
        """
    )
    said: dict[str, dict[str, dict[str, Any]]] = {}
    for claim_id, reviewer, verdict, corrections in found:
        newest = {"verdict": verdict, "corrections": corrections}
        said.setdefault(claim_id, {})[reviewer] = newest
    return said
