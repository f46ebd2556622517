"""A database of the release 0.1.0 is brought up to date with all that is in it."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commands import run_tracker

from tracker.paths import database_files
from tracker.store import Store

TEXT = "Shelling of Kherson killed at least four people and wounded 11, the governor said."
TEXT_HASH = hashlib.sha256(TEXT.encode()).hexdigest()
ARTICLE = f"a-{TEXT_HASH[:16]}"
VIEWS = {
    "verdicts": "CREATE VIEW verdicts AS SELECT * FROM reviews WHERE rowid IN "
    "(SELECT max(rowid) FROM reviews GROUP BY claim_id)",
    "figures": "CREATE VIEW figures AS SELECT claims.*, verdict FROM claims "
    "LEFT JOIN verdicts USING (claim_id)",
    "of_old": "CREATE VIEW of_old AS SELECT * FROM figures",
}


def claim(figure: str, value: int, measure: str) -> dict[str, Any]:
    start = TEXT.index(figure)
    identity = f"{TEXT_HASH}:{start}:{start + len(figure)}"
    return {
        "article": ARTICLE, "start": start, "end": start + len(figure), "figure": figure,
        "claim_id": f"c-{hashlib.sha256(identity.encode()).hexdigest()[:16]}",
        "value": value, "low": value, "qualifier": "at_least", "measure": measure,
        "subject": "person", "basis": "incident", "date_precision": "unknown", "date_rule": "none",
        "via": "[]", "stance": "asserted", "superseded": 0, "zone": "body", "quote": TEXT,
        "quote_start": 0, "quote_end": len(TEXT), "rule": "passive", "run_id": "r-old",
        "passage": f"p{start}",
    }  # fmt: skip


def insert(connection: sqlite3.Connection, table: str, **row: Any) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(row.values()))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a database made by the two migrations of the release, with rows in it."""
    path = tmp_path / "db" / "tracker.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY, hash TEXT) STRICT"
        )
        for name in ("0001_tables", "0002_search"):
            sql = (database_files() / "migrations" / f"{name}.sql").read_text("utf-8")
            connection.executescript(sql)
            insert(connection, "migrations", name=name, hash="")
        for name, sql in VIEWS.items():
            connection.execute(sql)
            insert(connection, "migrations", name=f"views/{name}", hash="of the release")
        fill(connection)
        connection.commit()
    return path


def fill(connection: sqlite3.Connection) -> None:
    insert(connection, "runs", run_id="r-old", extractor_version="0.1.0", vocabulary_hash="0" * 64)
    insert(connection, "articles", id=ARTICLE, text=TEXT, text_hash=TEXT_HASH, lang="en",
           published="2025-05-12", published_source="given", run_id="r-old")  # fmt: skip
    for bytes_hash in (None, "b" * 64, "c" * 64):
        insert(connection, "sightings", article=ARTICLE, bytes_hash=bytes_hash)
    for each in (claim("four", 4, "killed"), claim("11", 11, "wounded")):
        insert(connection, "claims", **each)
        insert(connection, "evidence", claim_id=each["claim_id"], position=0, field="measure",
               value=each["measure"], start=0, end=8, rule="passive")  # fmt: skip
        for day, verdict in (("2025-06-02", "accept"), ("2025-06-01", "second_look")):
            insert(connection, "reviews", claim_id=each["claim_id"], verdict=verdict,
                   reviewer="Ada", reviewed_at=day, value=each["value"])  # fmt: skip
    insert(connection, "problems", origin="x.png", reason="a PNG image, not text")


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_a_database_of_the_last_release_is_brought_up_to_date(old: Path) -> None:
    tables = ("articles", "sightings", "claims", "evidence", "reviews", "problems", "runs")
    before = {table: rows(old, f"SELECT count(*) FROM {table}") for table in tables}
    Store(old).close()
    assert {table: rows(old, f"SELECT count(*) FROM {table}") for table in tables} == before
    assert rows(old, "SELECT text, bytes_hash FROM articles") == [(TEXT, "b" * 64)]
    assert rows(old, "SELECT figure, verdict FROM figures ORDER BY start") == [
        ("four", "accept"),  # the newest by its time, not by its place in the table
        ("11", "accept"),
    ]
    assert rows(old, "SELECT count(*) FROM sqlite_master WHERE name = 'of_old'") == [(0,)]
    assert rows(old, "PRAGMA integrity_check") == [("ok",)]
    assert rows(old, "PRAGMA foreign_key_check") == []


def test_the_schema_is_that_of_a_fresh_database(old: Path, tmp_path: Path) -> None:
    Store(old).close()
    Store(tmp_path / "fresh.db").close()
    shape = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    assert rows(old, shape)[1:] == rows(tmp_path / "fresh.db", shape)[1:]


def test_the_command_line_works_on_with_it(old: Path) -> None:
    home = old.parent.parent
    assert run_tracker(home, "ingest", "-", given=TEXT).last.startswith("articles: 0 new, 1 known")
    done = run_tracker(
        home, "query", "SELECT figure FROM figures ORDER BY start", "--format", "tsv"
    )
    assert done.out == "figure\nfour\n11\n"


def test_what_was_stored_is_verified_read_again_and_keeps_its_verdicts(old: Path) -> None:
    home = old.parent.parent
    done = run_tracker(home, "verify")
    assert (done.status, done.out) == (
        0,
        "checked 1 articles, 2 claims, 0 past claims, 0 rejected numbers, 2 words of evidence, "
        "0 extracted again, 0 archived files, 4 reviews: nothing failed\n",
    )
    done = run_tracker(home, "reextract")
    assert done.last.endswith("claims: 0 gained, 0 lost, 2 changed; verdicts: 2 kept, 0 need a new "
                              "look")  # fmt: skip
    assert "    party: unknown -> Ukraine\n" in done.out
    assert rows(old, "SELECT verdict, party FROM figures") == [("accept", "Ukraine")] * 2
    assert rows(old, "SELECT DISTINCT run_id, party FROM claims_history") == [("r-old", None)]
    assert run_tracker(home, "verify").status == 0


READING = [("query", "sources"), ("query", "SELECT * FROM daily_losses"), ("series",),
           ("chart", "strikes"), ("check",)]  # fmt: skip


@pytest.mark.parametrize("reading", READING, ids=[each[-1] for each in READING])
def test_what_only_reads_says_how_it_is_upgraded_and_changes_nothing(
    old: Path, reading: tuple[str, ...]
) -> None:
    home, before = old.parent.parent, old.read_bytes()
    done = run_tracker(home, *reading)
    assert (done.status, done.out) == (2 if reading == ("check",) else 1, "")
    assert done.err.count("\n") == 1
    assert done.err.endswith(
        "db/tracker.db: was made by an older tracker; bring it up to date with `tracker upgrade`\n"
    )
    assert old.read_bytes() == before
    done = run_tracker(home, "query", "SELECT figure FROM claims", "--format", "csv")
    assert (done.status, done.out) == (0, "figure\nfour\n11\n")  # what it has can be asked for


def test_it_is_upgraded_and_then_read(old: Path) -> None:
    home = old.parent.parent
    done = run_tracker(home, "upgrade")
    assert (done.status, done.out, done.err) == (0, "", "db/tracker.db: up to date\n")
    for reading in READING:
        done = run_tracker(home, *reading)
        assert "older tracker" not in done.err
    assert run_tracker(home, "query", "sources").status == 0
    assert run_tracker(home, "upgrade", "--quiet").err == ""


@pytest.mark.parametrize("last", ["0005_reprints", "0007_reference", "0011_other_days"])
def test_each_earlier_schema_is_brought_up_to_date(tmp_path: Path, last: str) -> None:
    path = tmp_path / "db" / "tracker.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TABLE migrations (name TEXT NOT NULL PRIMARY KEY, hash TEXT) STRICT"
        )
        for file in sorted((database_files() / "migrations").glob("*.sql")):
            if file.stem <= last:
                connection.executescript(file.read_text("utf-8"))
                insert(connection, "migrations", name=file.stem, hash="")
        fill(connection)
        connection.commit()
    assert run_tracker(tmp_path, "query", "sources").status == 1
    assert run_tracker(tmp_path, "upgrade").status == 0
    assert rows(path, "SELECT figure, verdict FROM figures ORDER BY start") == [
        ("four", "accept"),
        ("11", "accept"),
    ]
    done = run_tracker(tmp_path, "verify")
    assert (
        re.findall("^(?:schema|standing|integrity|foreign_keys): .*", done.out, re.MULTILINE) == []
    )


def test_a_view_of_one_s_own_outlives_the_upgrade(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("CREATE VIEW mine AS SELECT figure FROM figures WHERE value > 5")
        connection.commit()
    assert run_tracker(old.parent.parent, "upgrade").status == 0
    assert rows(old, "SELECT figure FROM mine") == [("11",)]


def test_a_file_that_is_no_database_of_the_tracker_is_not_asked(tmp_path: Path) -> None:
    for sql, words in (
        ("CREATE TABLE cats (name TEXT)", "is a database of something else; name another file"),
        ("VACUUM", "is empty; ingest articles first or name another file"),
    ):
        path = tmp_path / f"{len(sql)}.db"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(sql)
        done = run_tracker(tmp_path, "--db", path.name, "query", "sources")
        assert (done.status, done.err) == (1, f"tracker: {path.name}: {words}\n")


def test_a_database_of_a_newer_tracker_is_refused_in_one_line(old: Path) -> None:
    Store(old).close()
    with closing(sqlite3.connect(old)) as connection:
        insert(connection, "migrations", name="0999_of_the_future", hash="")
        connection.commit()
    before = old.read_bytes()
    done = run_tracker(old.parent.parent, "ingest", "-", given="Two people were killed.")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "tracker: db/tracker.db: was written by a newer tracker (it has run 0999_of_the_future); "
        "update the tracker\n"
    )
    assert old.read_bytes() == before
