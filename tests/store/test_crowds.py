"""Power cuts, and several programs at one database."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from labelled import SENTENCES, labelled_reader
from stored import LOSSES, NIGHT, REPORT, TOTAL, article, rows

from tracker.errors import BadDatabase
from tracker.models import Article
from tracker.store import Store

KILLED = """
import os, signal, sys
from datetime import date
from labelled import SENTENCES, labelled_reader
from tracker.models import Article
from tracker.store import Store

path, needle, after = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = Store(path, extract=labelled_reader())
text = "\\n".join(SENTENCES)
store.ingest_one(Article("First. " + text))
seen = 0

def kill(sql):
    global seen
    seen += needle in sql
    if seen == after:
        os.kill(os.getpid(), signal.SIGKILL)

store._db.conn.set_trace_callback(kill)
store.ingest_one(Article("Second. " + text, published=date(2022, 1, 1)))
print("survived")
"""


@pytest.mark.parametrize(
    ("needle", "after"),
    [
        ("articles", 4),
        ("INSERT INTO claims", 1),
        ("INSERT INTO claims", 6),
        ("INSERT INTO evidence", 9),
        ("UPDATE claims", 3),
        ("COMMIT", 1),
    ],
)
def test_a_killed_ingest_leaves_nothing_half_stored(
    database: Path, needle: str, after: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(database), needle, str(after)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, ""), done.stderr
    with Store(database, extract=labelled_reader()) as store:
        whole = "\n".join(SENTENCES)
        assert rows(database, "SELECT text FROM articles") == [(f"First. {whole}",)]
        assert rows(database, "PRAGMA integrity_check") == [("ok",)]
        assert rows(database, "PRAGMA foreign_key_check") == []
        assert rows(database, "SELECT count(*) FROM claims WHERE copy_of IS NOT NULL") == [(0,)]
        again = store.ingest_one(article(f"Second. {whole}", "2022-01-01"))
    assert again.status == "new"
    assert rows(database, "SELECT count(*) FROM claims") == [(2 * again.claims,)]


CROWD = """
import sys
from labelled import SENTENCES, labelled_reader
from tracker.models import Article
from tracker.store import Store

path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
text = "\\n".join(SENTENCES)
with Store(path, extract=labelled_reader()) as store:
    report = store.ingest(Article(f"Page {n}. {text}") for n in range(first, last))
print(report.new, report.known, report.changed, len(report.skipped))
"""


def test_ingests_at_once_both_finish(database: Path) -> None:
    """Both make the database, and half of the articles come to both."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", CROWD, str(database), str(first), str(first + 60)],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for first in (0, 30)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert [errors for _, errors in said] == ["", ""]
    counts = [tuple(map(int, printed.split())) for printed, _ in said]
    assert sum(new for new, *_ in counts) == 90
    assert sum(known for _, known, *_ in counts) == 30
    assert rows(database, "SELECT count(*) FROM articles") == [(90,)]
    assert rows(database, "SELECT count(*) FROM sightings") == [(90,)]
    per_article = rows(database, "SELECT count(*) FROM claims GROUP BY article")
    assert set(per_article) == {per_article[0]}
    assert rows(database, "SELECT count(*) FROM claims WHERE copy_of IS NULL") == per_article[:1]


def test_a_new_database_waits_for_another_that_makes_it(database: Path) -> None:
    with closing(sqlite3.connect(database, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = Timer(0.3, other.rollback)
        release.start()
        Store(database).close()
        release.join()
    assert rows(database, "PRAGMA journal_mode") == [("wal",)]


def test_a_text_that_another_ingest_stored_meanwhile_is_known(store: Store, database: Path) -> None:
    read = labelled_reader()

    def slow(given: Article, lexicon: Any) -> Any:
        store.ingest_one(given)
        return read(given, lexicon)

    with Store(database, extract=slow) as other:
        assert other.ingest_one(article(REPORT, origin="a.txt")).status == "known"
    assert rows(database, "SELECT count(*) FROM claims") == [(5,)]


def test_a_database_kept_busy_is_named(store: Store, database: Path) -> None:
    store._db.conn.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadDatabase, match="is kept busy by another program"):
            store.ingest_one(article(TOTAL))
        other.execute("ROLLBACK")
    assert store.ingest_one(article(TOTAL)).status == "new"


def test_an_interrupted_ingest_keeps_what_is_whole(store: Store, database: Path) -> None:
    read = labelled_reader()

    def interrupted(given: Article, lexicon: Any) -> Any:
        if given.text == NIGHT:
            raise KeyboardInterrupt
        return read(given, lexicon)

    with Store(database, extract=interrupted) as other, pytest.raises(KeyboardInterrupt):
        other.ingest([article(TOTAL), article(NIGHT), article(LOSSES)])
    assert rows(database, "SELECT text FROM articles") == [(TOTAL,)]
