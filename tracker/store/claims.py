"""Claims, their evidence and the rejected numbers of one article -> rows, and what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.models import Claim, Extraction
from tracker.store import reprints
from tracker.store.copies import passage_of, settle_claim, settle_passage

if TYPE_CHECKING:
    from sqlite_utils import Database

RECORD = tuple(field.name for field in fields(Claim) if field.name != "evidence")
"""The fields of a claim that are columns of ``claims``, in order."""

_COLUMNS = (*RECORD, "passage")
_DECIDED_IN_STORE = frozenset({"copy_of", "run_id"})

Row = dict[str, Any]


def row_of_claim(claim: Claim, article_id: str, text: str) -> Row:
    """Return the claim as a row of ``claims``: ISO dates, JSON for lists, whole numbers whole."""
    row = {name: _plain(getattr(claim, name)) for name in RECORD}
    return row | {
        "article": article_id,
        "copy_of": None,
        "passage": passage_of(text, claim),
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def store_run(db: Database, extraction: Extraction) -> None:
    """Store what made the claims, unless it is known."""
    run = extraction.run
    db.conn.execute(
        "INSERT OR IGNORE INTO runs (run_id, extractor_version, vocabulary_hash) VALUES (?, ?, ?)",
        (run.run_id, run.extractor_version, run.vocabulary_hash),
    )


def replace_claims(db: Database, article_id: str, extraction: Extraction, because: str) -> bool:
    """Make the claims of an article what the extraction says; tell whether any changed.

    A claim that says the same as before keeps its row. What a changed or vanished one said goes
    to ``claims_history``, with the reason.
    """
    text = extraction.article.text
    old = {row["claim_id"]: row for row in stored_claims(db, article_id)}
    new = {c.claim_id: row_of_claim(c, article_id, text) for c in extraction.claims}
    kept = {key for key in old.keys() & new.keys() if _says_the_same(old[key], new[key])}
    gone = [key for key in old if key not in kept]
    fresh = [key for key in new if key not in kept]
    _retire(db, gone, because)
    _insert(db, "claims", _COLUMNS, (new[key] for key in fresh))
    _made_again(db, kept, extraction.run.run_id)
    _replace_evidence(db, extraction.claims)
    for key in gone:
        settle_passage(db, old[key]["passage"])
    for key in fresh:
        settle_claim(db, key)
    if gone or fresh:
        reprints.rejoin(db, article_id)
    return bool(gone or fresh)


def settle_article(db: Database, article_id: str) -> None:
    """Decide again which claims are copies, where the article's date has changed."""
    for (passage,) in db.conn.execute(
        "SELECT DISTINCT passage FROM claims WHERE article = ?", (article_id,)
    ).fetchall():
        settle_passage(db, passage)
    reprints.rejoin(db, article_id)


def replace_rejected(db: Database, article_id: str, extraction: Extraction) -> None:
    """Make the rejected numbers of an article what the extraction says."""
    db.conn.execute("DELETE FROM rejected_numbers WHERE article = ?", (article_id,))
    columns = ("article", *"start end figure reason rule because_start because_end".split())
    rows = (
        {"article": article_id} | {name: getattr(number, name) for name in columns[1:]}
        for number in extraction.rejected
    )
    _insert(db, "rejected_numbers", columns, rows)


def count_copies(db: Database, article_id: str) -> int:
    """Return how many copies there are for the article having come in.

    Where it was published before those that print the same passage, they have become the copies.
    """
    row = db.conn.execute(
        """
        SELECT count(*) FROM claims AS here
        WHERE here.article = ? AND (here.copy_of IS NOT NULL OR EXISTS (
            SELECT 1 FROM claims AS other
            WHERE other.copy_of = here.claim_id AND other.article <> here.article
        ))
        """,
        (article_id,),
    ).fetchone()
    return int(row[0])


def stored_claims(db: Database, article_id: str) -> list[Row]:
    """Return the claims of an article as they are stored, in the order of the text."""
    cursor = db.conn.execute(
        f"SELECT {_listed(_COLUMNS)} FROM claims WHERE article = ? ORDER BY start", (article_id,)
    )
    return [dict(zip(_COLUMNS, row, strict=True)) for row in cursor]


def _says_the_same(old: Row, new: Row) -> bool:
    return all(old[name] == new[name] for name in _COLUMNS if name not in _DECIDED_IN_STORE)


def _retire(db: Database, claim_ids: Sequence[str], because: str) -> None:
    for claim_id in claim_ids:
        db.conn.execute(
            f"INSERT INTO claims_history ({_listed(_COLUMNS)}, replaced_because) "
            f"SELECT {_listed(_COLUMNS)}, ? FROM claims WHERE claim_id = ?",
            (because, claim_id),
        )
        db.conn.execute("DELETE FROM claims WHERE claim_id = ?", (claim_id,))


def _made_again(db: Database, claim_ids: Iterable[str], run_id: str) -> None:
    for claim_id in claim_ids:
        db.conn.execute("UPDATE claims SET run_id = ? WHERE claim_id = ?", (run_id, claim_id))


def _replace_evidence(db: Database, claims: Sequence[Claim]) -> None:
    db.conn.executemany(
        "DELETE FROM evidence WHERE claim_id = ?", ((claim.claim_id,) for claim in claims)
    )
    columns = ("claim_id", "position", *"field value start end rule".split())
    rows = (
        {"claim_id": claim.claim_id, "position": position}
        | {name: getattr(evidence, name) for name in columns[2:]}
        for claim in claims
        for position, evidence in enumerate(claim.evidence)
    )
    _insert(db, "evidence", columns, rows)


def _insert(db: Database, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert many rows: the fast way past ``Table.insert``, which looks at the schema each time."""
    places = ", ".join(f":{name}" for name in columns)
    db.conn.executemany(f"INSERT INTO {table} ({_listed(columns)}) VALUES ({places})", rows)


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
