"""The store with the tracker's own extractor."""

from __future__ import annotations

from pathlib import Path

from stored import article, dump, rows

from tracker.paths import sample_files
from tracker.read import read_inputs
from tracker.store import Store
from tracker.version import __version__

PAGES = (
    "Army counts its losses\n\nKYIV, May 9, 2025 – Ukraine's General Staff said that Russia had "
    "lost 1,110 soldiers and 6 tanks over the past day.\n\nRead also\n\n"
    "Russian drones killed at least 7 people at a bus station in Sumy on April 30, 2025, the "
    "regional governor said.\n",
    "A bridge is open again\n\nODESA, May 8, 2025 – The mayor, aged 44, said the bridge of 120 "
    "meters was open again.\n\nRead also\n\n"
    "Russian drones killed at least 7 people at a bus station in Sumy on April 30, 2025, the "
    "regional governor said.\n",
)


def test_articles_are_read_by_the_trackers_own_extractor(database: Path) -> None:
    with Store(database) as store:
        report = store.ingest(article(text, origin=text.split("\n")[0]) for text in PAGES)
    assert (report.new, report.copies) == (2, 1)
    assert rows(database, "SELECT origin, published, published_source FROM articles") == [
        ("Army counts its losses", "2025-05-09", "dateline"),
        ("A bridge is open again", "2025-05-08", "dateline"),
    ]
    found = "SELECT figure, value, measure, party, period_end FROM figures ORDER BY article, start"
    assert sorted(rows(database, found)) == [
        ("1,110", 1110, "casualties", "Russia", "2025-05-09"),
        ("6", 6, "destroyed", "Russia", "2025-05-09"),
        ("7", 7, "killed", "Ukraine", "2025-04-30"),
    ]
    first = "SELECT origin FROM articles INNER JOIN figures ON id = article WHERE figure = '7'"
    assert rows(database, first) == [("A bridge is open again",)]  # published a day earlier
    assert {"44", "120"} <= {n for (n,) in rows(database, "SELECT figure FROM rejected_numbers")}


def test_every_stored_span_of_the_samples_is_in_its_text(database: Path) -> None:
    inputs = list(read_inputs([str(sample_files())]))
    with Store(database) as store:
        first = store.ingest(inputs)
        before = dump(database)
        second = store.ingest(inputs)
    assert dump(database) == before
    assert first.new > 8
    assert first.claims > 50
    assert (second.new, second.changed, second.skipped) == (0, 0, ())
    for table, words in (("claims", "figure"), ("rejected_numbers", "figure")):
        spans = rows(
            database,
            f'SELECT text, start, "end", {words} FROM {table} '
            f"INNER JOIN articles ON articles.id = {table}.article",
        )
        assert all(text[start:end] == said for text, start, end, said in spans)
    for text, start, end, quote in rows(
        database,
        "SELECT text, quote_start, quote_end, quote FROM claims "
        "INNER JOIN articles ON articles.id = claims.article",
    ):
        assert text[start:end] == quote
    without_evidence = (
        "SELECT claim_id FROM claims WHERE claim_id NOT IN (SELECT claim_id FROM evidence)"
    )
    assert rows(database, without_evidence) == []
    assert rows(database, "SELECT extractor_version, length(vocabulary_hash) FROM runs") == [
        (__version__, 64)
    ]
