"""What a run found in a text <-> its rows: stored as a whole, read back, compared and sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.lexicon import Lexicon
from tracker.models import Article, Extraction
from tracker.store import articles, claims
from tracker.store.claims import RECORD, Row
from tracker.store.problems import replace_problems

if TYPE_CHECKING:
    from sqlite_utils import Database

Extract = Callable[[Article, Lexicon | None], Extraction]
"""What reads an article."""

FIELDS = tuple(name for name in RECORD if name not in ("article", "copy_of"))
"""The fields of a claim that a run decides; the rest is decided in the store."""

EVIDENCE = tuple("claim_id position field value start end rule".split())
REJECTED = tuple("start end figure reason rule because_start because_end".split())


@dataclass(frozen=True, slots=True)
class Found:
    """All that a run found in a text, as rows: claims by id, evidence and rejected numbers."""

    published: str | None
    published_source: str | None
    claims: Mapping[str, Row]
    evidence: tuple[tuple[Any, ...], ...]
    rejected: tuple[tuple[Any, ...], ...]

    @property
    def hash(self) -> str:
        """The SHA-256 of all of it, in hexadecimal."""
        rows = [[row[name] for name in FIELDS] for row in self.claims.values()]
        whole = [self.published, self.published_source, rows, self.evidence, self.rejected]
        words = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def found_by(extraction: Extraction, article_id: str) -> Found:
    """Return what an extraction found, as it would be stored."""
    text = extraction.article.text
    day, source = articles.date_of(extraction)
    rows = [claims.row_of_claim(claim, article_id, text) for claim in extraction.claims]
    evidence = sorted(
        (claim.claim_id, position, each.field, str(each.value), each.start, each.end, each.rule)
        for claim in extraction.claims
        for position, each in enumerate(claim.evidence)
    )
    rejected = sorted(
        (tuple(getattr(number, name) for name in REJECTED) for number in extraction.rejected),
        key=lambda row: row[:2],
    )
    by_id = {row["claim_id"]: row for row in sorted(rows, key=_place)}
    return Found(day, source, by_id, tuple(evidence), tuple(rejected))


def found_in(db: Database, article_id: str) -> Found:
    """Return what the database says was found in a text."""
    day, source, _ = articles.as_extracted(db, article_id)
    rows = sorted(claims.stored_claims(db, article_id), key=_place)
    evidence = db.conn.execute(
        f"SELECT {_listed(EVIDENCE)} FROM evidence WHERE claim_id IN "
        "(SELECT claim_id FROM claims WHERE article = ?) ORDER BY claim_id, position",
        (article_id,),
    ).fetchall()
    rejected = db.conn.execute(
        f'SELECT {_listed(REJECTED)} FROM rejected_numbers WHERE article = ? ORDER BY start, "end"',
        (article_id,),
    ).fetchall()
    by_id = {row["claim_id"]: _whole(row) for row in rows}
    return Found(day, source, by_id, tuple(evidence), tuple(rejected))


def store_found(
    db: Database, article_id: str, origin: str, extraction: Extraction, *, because: str
) -> bool:
    """Make all that is stored of an article what the extraction says; tell if claims changed.

    Where the date of the article moves, it is decided again which claims are copies. Runs
    within the caller's transaction.
    """
    found = found_by(extraction, article_id)
    *dated_before, run_before = articles.as_extracted(db, article_id)
    claims.store_run(db, extraction)
    articles.date_by_extraction(db, article_id, extraction)
    claims.replace_rejected(db, article_id, extraction)
    reasons = (*extraction.dated.problems, *extraction.problems)
    replace_problems(db, article_id, origin, reasons)
    changed = claims.replace_claims(db, article_id, extraction, because)
    if run_before and dated_before != [found.published, found.published_source]:
        claims.settle_article(db, article_id)
    db.conn.execute("UPDATE articles SET found_hash = ? WHERE id = ?", (found.hash, article_id))
    return changed


def differing_fields(old: Row, new: Row) -> Iterator[tuple[str, Any, Any]]:
    """Yield each field that differs between two rows of one claim: name, old and new value."""
    for name in FIELDS:
        if old[name] != new[name]:
            yield name, old[name], new[name]


def _place(row: Row) -> tuple[int, int]:
    return row["start"], row["end"]


def _whole(row: Row) -> Row:
    """Return a row with whole numbers whole, as it was before SQLite made them REAL."""
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in row.items()
    }


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
