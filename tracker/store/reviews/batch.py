"""Claims to code: a batch of them with their quotes, all their fields, and cells to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.errors import BadReview
from tracker.store.claims import RECORD, Row

if TYPE_CHECKING:
    from sqlite_utils import Database

TO_FILL_IN = ("verdict", "corrections", "duplicate_of", "reason", "reviewer", "reviewed_at")
"""The columns that are empty in a batch."""

_OF_ARTICLE = ("url", "title", "outlet", "published")

COLUMNS = (
    "claim_id",
    "quote",
    *TO_FILL_IN,
    *(name for name in RECORD if name not in ("claim_id", "quote")),
    *(f"article_{name}" for name in _OF_ARTICLE),
)
"""The columns of a batch, in order: what to read first, what to fill in, then all else."""

FILTERS = {
    "article": "claims.article = :article",
    "measure": "claims.measure = :measure",
    "party": "claims.party = :party",
    "source": "claims.source = :source",
    "rule": "claims.rule = :rule",
    "first_day": "claims.period_end >= :first_day",
    "last_day": "claims.period_end <= :last_day",
    "confidence_below": "claims.confidence < :confidence_below",
}
"""By what a batch can be chosen, each with the condition that it means."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims make up a batch: values of FILTERS, and how many.

    ``unseen_by`` names a person whose own verdicts leave a claim out; without one every verdict
    does. ``sample`` takes them from all over the database, always the same ones.
    """

    filters: Row
    unseen_by: str | None = None
    reviewed_too: bool = False
    limit: int | None = None
    sample: bool = False


def read_batch(db: Database, choice: Choice) -> Iterator[dict[str, Any]]:
    """Yield the claims of a batch as rows of COLUMNS, in the order of the articles.

    Copies and former versions of a page are left out: they count in no figure.

    Raises:
        BadReview: there is no such filter.
    """
    unknown = [name for name in choice.filters if name not in FILTERS]
    if unknown:
        raise BadReview(f"no filter {unknown[0]!r}; there are: {', '.join(FILTERS)}")
    conditions = [FILTERS[name] for name in choice.filters]
    if not choice.reviewed_too:
        conditions.append(
            "NOT EXISTS (SELECT 1 FROM reviews WHERE reviews.claim_id = claims.claim_id "
            "AND reviews.value IS claims.value "
            "AND (:unseen_by IS NULL OR reviews.reviewer = :unseen_by))"
        )
    found = db.conn.execute(
        _SQL.format(
            columns=_columns(),
            conditions="".join(f" AND {each}" for each in conditions),
            picked="claims.claim_id" if choice.sample else "articles.rowid, claims.start",
        ),
        {**choice.filters, "unseen_by": choice.unseen_by, "limit": choice.limit or -1},
    )
    for row in found:
        yield dict(zip(COLUMNS, row, strict=True))


_SQL = """
    WITH picked AS (
        SELECT claims.rowid AS claim FROM claims
        INNER JOIN articles ON articles.id = claims.article
        WHERE claims.copy_of IS NULL
            AND NOT EXISTS (SELECT 1 FROM articles AS newer WHERE newer.supersedes = articles.id)
            {conditions}
        ORDER BY {picked} LIMIT :limit
    )
    SELECT {columns} FROM picked
    INNER JOIN claims ON claims.rowid = picked.claim
    INNER JOIN articles ON articles.id = claims.article
    ORDER BY articles.rowid, claims.start
"""


def _columns() -> str:
    listed = []
    for name in COLUMNS:
        if name in TO_FILL_IN:
            listed.append(f"NULL AS {name}")
        elif name.startswith("article_"):
            listed.append(f"articles.{name.removeprefix('article_')}")
        else:
            listed.append(f'claims."{name}"')
    return ", ".join(listed)
