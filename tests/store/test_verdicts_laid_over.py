"""What queries read: the newest verdict over the claim, and the search."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from stored import REPORT, SEA, TOTAL, article, rows

from tracker.store import Store

# Reviews and the view over them


def review(store: Store, claim_id: str, verdict: str, **more: object) -> None:
    row = {"claim_id": claim_id, "verdict": verdict, "reviewer": "me", "reviewed_at": "2025-06-01"}
    store._db["reviews"].insert({"value": 5840, "reason": "read it again", **row, **more})


def figures(database: Path) -> list[tuple[Any, ...]]:
    return rows(database, "SELECT value, party, said_by, verdict FROM figures")


def test_the_newest_verdict_is_laid_over_the_claim(store: Store, database: Path) -> None:
    store.ingest_one(article(TOTAL))
    said = "Government of Ukraine"
    ((claim,),) = rows(database, "SELECT claim_id FROM claims")
    assert figures(database) == [(5840, "Russia", said, None)]
    review(store, claim, "accept")
    assert figures(database) == [(5840, "Russia", said, "accept")]
    review(store, claim, "correct", corrections='{"value": 5480, "party": null}')
    assert figures(database) == [(5480, None, said, "correct")]
    review(store, claim, "second_look")
    assert figures(database) == [(5840, "Russia", said, "second_look")]
    review(store, claim, "reject")
    assert figures(database) == []
    review(store, claim, "duplicate")
    assert figures(database) == []
    assert rows(database, "SELECT value, party FROM claims") == [(5840, "Russia")]


def test_a_verdict_on_another_value_does_not_count(store: Store, database: Path) -> None:
    store.ingest_one(article(TOTAL))
    ((claim,),) = rows(database, "SELECT claim_id FROM claims")
    review(store, claim, "reject", value=584)
    assert figures(database) == [(5840, "Russia", "Government of Ukraine", None)]


def test_reviews_can_only_be_added(store: Store, database: Path) -> None:
    store.ingest_one(article(TOTAL))
    review(store, "c-1", "accept")
    for change in (
        "UPDATE reviews SET verdict = 'reject'",
        "DELETE FROM reviews",
        "INSERT OR REPLACE INTO reviews (rowid, claim_id, verdict, reviewer, reviewed_at) "
        "VALUES (1, 'c-1', 'reject', 'me', '2025-06-02')",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store._db.conn.execute(change)


def test_figures_reads_one_party_by_an_index(store: Store, database: Path) -> None:
    plan = rows(
        database,
        "EXPLAIN QUERY PLAN SELECT count(*) FROM figures "
        "WHERE measure = 'killed' AND basis = 'day' AND party = 'Russia'",
    )
    assert any("_measure (measure=? AND basis=? AND party=?" in row[3] for row in plan)


# Search


def test_the_search_follows_the_texts(store: Store, database: Path) -> None:
    store.ingest_one(article(REPORT, title="A night of drones"))
    assert rows(database, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'drone'") == [
        (1,)
    ]
    store._db.conn.execute("VACUUM")
    joined = (
        "SELECT quote FROM claims WHERE rowid IN "
        "(SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'azov')"
    )
    assert rows(database, joined) == [(SEA,)]
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM articles")
        connection.commit()
    for index in ("articles_fts", "claims_fts"):
        assert rows(database, f"SELECT count(*) FROM {index} WHERE {index} MATCH 'drone'") == [(0,)]


def test_a_new_sighting_does_not_write_the_index_again(store: Store) -> None:
    store.ingest_one(article(REPORT, title="A night", origin="a.txt"))
    before = store._db.conn.total_changes
    store.ingest_one(article(REPORT, title="A night", origin="b.txt"))
    assert store._db.conn.total_changes - before == 2  # the sighting, and the article's names
