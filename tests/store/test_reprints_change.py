"""Reprints after articles have come, gone or changed, and their digests."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from printed import HEADLINES, SIDEBAR, chains, forty_reprints, origins, report
from stored import article, rows

from tracker.store import Store, reprints
from tracker.store.connection import write_transaction
from tracker.store.reprints import bands_of, digest_of


def repeated(own_store: Store, database: Path) -> list[tuple[Any, ...]]:
    """Return the passages of several reports: how often and in how many, by url of the first."""
    assert own_store.verify().failures == ()
    sql = "SELECT url, articles, reports FROM repeated_passages INNER JOIN articles ON id = article"
    return rows(database, sql)


def test_what_other_reports_repeat_is_known_whatever_happens(
    own_store: Store, database: Path
) -> None:
    day, passage = "2025-05-01", SIDEBAR.removeprefix("Read also\n\n")
    first = article(f"Bus station hit\n\n{passage}", day, url="https://first.example")
    pages = [
        article(f"{report(name, HEADLINES[n])}\n\n{SIDEBAR}", f"2025-05-{9 + n:02}",
                url=f"https://{name}.example")
        for n, name in enumerate(("river", "lake", "sea"))
    ]  # fmt: skip
    for page in pages:  # one report, printed by three: what stands beside it is in no other
        own_store.ingest([page])
    assert repeated(own_store, database) == []
    own_store.ingest([first])
    assert repeated(own_store, database) == [("https://first.example", 4, 2)]
    ids = dict(rows(database, "SELECT url, id FROM articles"))
    own_store.remove(ids["https://first.example"], "a test")
    assert repeated(own_store, database) == []
    other = article(f"A bridge is open again\n\n{SIDEBAR}", "2025-05-12", url="https://o.example")
    own_store.ingest([other])
    assert repeated(own_store, database) == [("https://river.example", 4, 2)]
    own_store.remove(ids["https://river.example"], "a test")
    assert repeated(own_store, database) == [("https://lake.example", 3, 2)]
    own_store.correct_date(
        rows(database, "SELECT id FROM articles WHERE url = 'https://o.example'")[0][0],
        date(2025, 5, 2),
        "a test",
    )
    assert repeated(own_store, database) == [("https://o.example", 3, 2)]
    own_store.reextract(every=True)
    assert repeated(own_store, database) == [("https://o.example", 3, 2)]


# Removing and changing


def remove(own_store: Store, url: str) -> None:
    db = own_store._db
    with write_transaction(db):
        ((article_id,),) = db.conn.execute("SELECT id FROM articles WHERE url = ?", (url,))
        reprints.leave(db, article_id)
        db.conn.execute("UPDATE claims SET copy_of = NULL WHERE article = ?", (article_id,))
        passages = db.conn.execute("SELECT passage FROM claims WHERE article = ?", (article_id,))
        found = {passage for (passage,) in passages}
        db.conn.execute("DELETE FROM articles WHERE id = ?", (article_id,))
        for passage in found:
            reprints.settle_passage(db, passage)


def test_an_article_that_leaves_is_as_if_it_had_never_come(tmp_path: Path) -> None:
    pages = [article(report(), "2025-05-08", url="https://a.example/first"), *forty_reprints()[:6]]
    for number, gone in enumerate(pages):
        with Store(tmp_path / f"{number}.db") as store:
            store.ingest(pages)
            remove(store, gone.url or "")
        with Store(tmp_path / f"{number}-never.db") as store:
            store.ingest(page for page in pages if page is not gone)
        left, never = chains(tmp_path / f"{number}.db"), chains(tmp_path / f"{number}-never.db")
        assert left == never
        bands = "SELECT count(*), count(DISTINCT article) FROM reprint_bands"
        assert rows(tmp_path / f"{number}.db", bands) == [(144, 6)]


def test_a_date_that_becomes_known_moves_the_origin(own_store: Store, database: Path) -> None:
    early, late = forty_reprints()[1:3]
    own_store.ingest([early, late])
    assert early.url in origins(database)
    again = article(late.text, "2025-05-09", url=late.url)
    assert own_store.ingest([again]).changed == 1
    assert list(origins(database)) == [late.url]


# The digests


def test_the_digest_of_known_words_is_known() -> None:
    """A library that counts differently makes this fail: then stored digests cannot be compared."""
    digest = digest_of({"seven killed in", "killed in Sumy", "in Sumy market"})
    assert (len(digest), digest[:8].hex()) == (384, "3291f9dbd18fecc4")
    assert len(set(bands_of(digest))) == 24
    assert reprints.made_by().startswith("rensa 0.")


def test_digests_of_another_making_are_made_anew(database: Path) -> None:
    pages = forty_reprints()[:5]
    with Store(database) as store:
        store.ingest(pages)
    before = chains(database), rows(database, "SELECT * FROM reprints")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE reprints_made_by SET made_by = 'rensa 0.1'")
        connection.execute("UPDATE reprints SET digest = x'00', origin = article")
        connection.execute("DELETE FROM passage_links")
        connection.commit()
    with Store(database) as store:
        store.ingest([])
    assert (chains(database), rows(database, "SELECT * FROM reprints")) == before
    assert rows(database, "SELECT made_by FROM reprints_made_by") == [(reprints.made_by(),)]
