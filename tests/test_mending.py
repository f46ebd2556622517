"""Articles taken out, dates corrected, and an ingest that is killed: what is left is whole."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from commands import TRACKER, environment, run_tracker
from labelled import SENTENCES, labelled_reader

from tracker.errors import UnreadableInput
from tracker.models import Article
from tracker.store import Store

LOSSES, TEASER, NIGHT, SEA, TOTAL, BEFORE, OFFICIALS, HURT, DENIED = SENTENCES
URL = "https://a.example/1"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "db" / "tracker.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store(database, extract=labelled_reader()) as opened:
        yield opened


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def take(store: Store, text: str, **more: Any) -> str:
    outcome = store.ingest_one(Article(text, **more))
    assert outcome.article_id is not None
    return outcome.article_id


# Removing an article


def test_a_removed_article_leaves_nothing_but_what_verdicts_speak_of(
    store: Store, database: Path
) -> None:
    gone = take(store, TOTAL, raw=b"page", origin="a")
    kept = take(store, NIGHT, raw=b"other page", origin="b")
    ((claim,),) = rows(database, f"SELECT claim_id FROM claims WHERE article = '{gone}'")
    store.reviews.add(claim, "reject", by="Ada", why="private")
    store.remove(gone, "asked for by the outlet")
    for table in ("claims", "sightings", "rejected_numbers", "claims_history"):
        assert rows(database, f"SELECT * FROM {table} WHERE article = '{gone}'") == []
    assert rows(database, "SELECT id FROM articles") == [(kept,)]
    assert rows(database, "SELECT claim_id, because FROM removed_claims") == [
        (claim, "asked for by the outlet")
    ]
    assert rows(database, "SELECT size FROM archive") == [(10,)]
    assert len(list((database.parent / "archive").rglob("*.gz"))) == 2
    assert rows(database, "SELECT * FROM needs_look") == []
    assert store.verify().failures == ()
    take(store, TOTAL)  # where it comes in again, the verdict holds again
    assert rows(database, "SELECT figure FROM figures WHERE figure = '5,840'") == []


def test_its_bytes_go_where_that_is_asked_for(store: Store, database: Path) -> None:
    gone = take(store, TOTAL, raw=b"page")
    both = take(store, NIGHT, raw=b"two texts")
    take(store, SEA, raw=b"two texts")
    store.remove(gone, "private", with_bytes=True)
    store.remove(both, "private", with_bytes=True)
    assert rows(database, "SELECT size FROM archive") == [(9,)]
    assert len(list((database.parent / "archive").rglob("*.gz"))) == 1
    assert store.verify().failures == ()


def test_the_next_copy_and_the_earlier_version_stand_where_one_is_removed(
    store: Store, database: Path
) -> None:
    first = take(store, f"A page. {TEASER}", published=date(2025, 5, 9))
    second = take(store, f"B page. {TEASER}", published=date(2025, 5, 9))
    old = take(store, f"Old. {TOTAL}", url=URL)
    middle = take(store, f"Middle. {TOTAL} {SEA}", url=URL)
    new = take(store, "New. All is quiet.", url=URL)
    store.remove(first, "wrong")
    assert rows(database, "SELECT article FROM figures WHERE figure = '1,270'") == [(second,)]
    store.remove(middle, "wrong")
    assert rows(database, f"SELECT supersedes FROM articles WHERE id = '{new}'") == [(old,)]
    store.remove(new, "wrong")
    assert rows(database, "SELECT article FROM figures WHERE figure = '5,840'") == [(old,)]
    assert store.verify().failures == ()


def test_what_is_not_there_cannot_be_removed_or_dated(store: Store) -> None:
    with pytest.raises(UnreadableInput, match="there is no article 'a-none'"):
        store.remove("a-none", "wrong")
    with pytest.raises(UnreadableInput, match="there is no article 'a-none'"):
        store.correct_date("a-none", date(2025, 5, 11))


# Correcting a date


def test_a_corrected_date_reads_the_text_again_and_keeps_the_history(
    store: Store, database: Path
) -> None:
    article = take(store, LOSSES, published=date(2025, 5, 9), origin="a.txt")
    assert store.correct_date(article, date(2025, 5, 12), "the page says so")
    dated = "SELECT published, published_source, period_end FROM articles, claims"
    assert rows(database, dated) == [("2025-05-12", "corrected", "2025-05-12")]
    assert rows(database, "SELECT period_end, replaced_because FROM claims_history") == [
        ("2025-05-09", "date corrected: 2025-05-09 -> 2025-05-12, the page says so")
    ]
    take(store, LOSSES, published=date(2025, 5, 1), published_source="given", origin="b.txt")
    assert rows(database, dated) == [("2025-05-12", "corrected", "2025-05-12")]
    store.reextract()
    assert rows(database, dated) == [("2025-05-12", "corrected", "2025-05-12")]
    assert store.verify().failures == ()


def test_the_last_correction_counts(store: Store, database: Path) -> None:
    article = take(store, LOSSES, published=date(2025, 5, 9))
    for day in (12, 10, 12, 10):
        store.correct_date(article, date(2025, 5, day))
        dated = rows(database, "SELECT published, period_end FROM articles, claims")
        assert dated == [(f"2025-05-{day}", f"2025-05-{day}")]
    assert rows(database, "SELECT count(*) FROM claims_history") == [(4,)]


def test_a_corrected_date_moves_the_first_of_copies(store: Store, database: Path) -> None:
    take(store, f"A page. {TEASER}", published=date(2025, 5, 9))
    second = take(store, f"B page. {TEASER}", published=date(2025, 5, 9))
    assert not store.correct_date(second, date(2025, 5, 8))  # TEASER is dated by itself
    assert rows(database, "SELECT article FROM figures") == [(second,)]
    assert store.verify().failures == ()


def test_a_text_in_another_language_is_dated_too(store: Store, database: Path) -> None:
    article = take(store, "По данным министерства, погибли 12 человек.")
    assert not store.correct_date(article, date(2025, 5, 8))
    assert rows(database, "SELECT published FROM articles") == [("2025-05-08",)]


def test_days_that_contradict_each_other_are_known_when_a_text_is_read_again(
    database: Path,
) -> None:
    page = Article(
        "Three people were hurt in Kherson on Saturday.",
        published=date(2025, 5, 12),
        published_source="metadata",
        other_days=(date(2024, 1, 2),),
        origin="page.html",
    )
    with Store(database) as store:
        store.ingest_one(page)
        problems = rows(database, "SELECT origin, reason FROM problems")
        assert "2024-01-02" in problems[0][1]
        assert store.ingest_one(page).status == "known"
        store.reextract(every=True)
        assert rows(database, "SELECT origin, reason FROM problems") == problems
        assert store.verify().failures == ()


# The command killed, and two at once


def lines(first: int, last: int) -> bytes:
    texts = (
        f"{n} people were killed and {n + 1} wounded in the strike, the governor said."
        for n in range(first, last)
    )
    return "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()


def start(folder: Path, given: bytes) -> subprocess.Popen[bytes]:
    (folder / f"{len(given)}.jsonl").write_bytes(given)
    return subprocess.Popen(
        [*TRACKER, "ingest", f"{len(given)}.jsonl"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def count(database: Path, table: str) -> int:
    try:
        return int(rows(database, f"SELECT count(*) FROM {table}")[0][0])
    except sqlite3.OperationalError:  # not made yet
        return 0


def test_a_killed_ingest_leaves_whole_articles_and_a_whole_archive(
    tmp_path: Path, database: Path
) -> None:
    given = lines(2, 1500)
    process = start(tmp_path, given)
    for _ in range(600):
        time.sleep(0.05)
        if database.is_file() and count(database, "articles") >= 20:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    stored = count(database, "articles")
    assert 20 <= stored < 1498
    done = run_tracker(tmp_path, "verify")
    assert done.status == 0, done.out
    assert done.out.startswith(f"checked {stored} articles, {2 * stored} claims, ")


def test_two_commands_at_once_both_finish(tmp_path: Path, database: Path) -> None:
    both = [start(tmp_path, lines(2, 62)), start(tmp_path, lines(32, 102))]
    said = [process.communicate(timeout=240)[1].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert count(database, "articles") == 100
    assert count(database, "claims") == 200
    done = run_tracker(tmp_path, "verify")
    assert done.status == 0, done.out
