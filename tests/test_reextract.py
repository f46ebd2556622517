"""Newer rules over stored articles: what changes is shown and kept, and nothing is half done."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from commands import ask, run_tracker
from labelled import SENTENCES, labelled_reader
from test_cli import through_a_terminal

from tracker.models import Article
from tracker.store import Reextracted, Store
from tracker.store.found import found_in

LOSSES, TEASER, NIGHT, SEA, TOTAL, BEFORE, OFFICIALS, HURT, DENIED = SENTENCES
TEXT = f"{LOSSES} {TOTAL} {HURT}"

NEWER: dict[str, list[dict[str, Any]]] = {
    LOSSES: [{**SENTENCES[LOSSES][0], "value": 1301.0, "low": 1301.0, "high": 1301.0}],
    TOTAL: [{**SENTENCES[TOTAL][0], "party": "Ukraine", "basis": "day"}],
    SEA: SENTENCES[SEA],
}
"""What a newer version reads: another number, another party and basis, HURT no longer, SEA now."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "db" / "tracker.db"
    with Store(path, extract=labelled_reader(SENTENCES | {SEA: []})) as store:
        store.ingest_one(Article(f"{TEXT} {SEA}", origin="a.txt", published=date(2025, 5, 11)))
        store.ingest_one(Article("All is quiet in Odesa.", origin="b.txt"))
        for number, figure in enumerate(("1,310", "5,840", "Three")):
            ((claim_id, value),) = store._db.conn.execute(
                "SELECT claim_id, value FROM claims WHERE figure = ?", (figure,)
            )
            store._db["reviews"].insert(
                {"claim_id": claim_id, "verdict": "accept", "reviewer": "Ada", "value": value,
                 "reviewed_at": f"2025-06-0{number + 1}"}
            )  # fmt: skip
    return path


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def test_what_is_gained_lost_and_changed_is_told_field_by_field(database: Path) -> None:
    told: list[Reextracted] = []
    with Store(database, extract=labelled_reader(NEWER, run="r-2")) as store:
        report = store.reextract(progress=lambda outcome, total: told.append(outcome))
    assert (report.again, report.changed, report.gained, report.lost, report.altered) == (
        2, 1, 1, 1, 2
    )  # fmt: skip
    first, second = told
    assert (first.origin, first.status, second.status) == ("a.txt", "changed", "same")
    number, party, lost, gained = first.changes
    assert (number.kind, number.figure, number.quote) == ("changed", "1,310", LOSSES)
    assert number.fields == (("value", 1310, 1301), ("low", 1310, 1301), ("high", 1310, 1301))
    assert party.fields == (("party", "Russia", "Ukraine"), ("basis", "cumulative", "day"))
    assert (lost.kind, lost.figure, lost.quote) == ("lost", "Three", HURT)
    assert (gained.kind, gained.figure, gained.verdict) == ("gained", "18", None)


def test_what_earlier_runs_said_is_kept(database: Path) -> None:
    with Store(database, extract=labelled_reader(NEWER, run="r-2")) as store:
        store.reextract()
    assert sorted(rows(database, "SELECT figure, value, party, run_id FROM claims")) == [
        ("1,310", 1301, "Russia", "r-2"),
        ("18", 18, "Russia", "r-2"),
        ("5,840", 5840, "Ukraine", "r-2"),
    ]
    history = "SELECT figure, value, party, run_id, replaced_because FROM claims_history"
    why = "extracted again by tracker 0.test (r-2)"
    assert sorted(rows(database, history)) == [
        ("1,310", 1310, "Russia", "r-1", why),
        ("5,840", 5840, "Russia", "r-1", why),
        ("Three", 3, "Ukraine", "r-1", why),
    ]


def test_a_verdict_holds_where_the_value_does_and_else_needs_a_new_look(database: Path) -> None:
    with Store(database, extract=labelled_reader(NEWER, run="r-2")) as store:
        report = store.reextract()
    assert [(change.figure, change.kind) for change in report.new_look] == [
        ("1,310", "changed"),
        ("Three", "lost"),
    ]
    assert report.kept == 1
    assert sorted(rows(database, "SELECT figure, verdict FROM figures")) == [
        ("1,310", None),
        ("18", None),
        ("5,840", "accept"),
    ]
    looks = "SELECT figure, judged_value, value, is_gone, reviewer FROM needs_look ORDER BY figure"
    assert rows(database, looks) == [("1,310", 1310, 1301, 0, "Ada"), ("Three", 3, None, 1, "Ada")]
    with Store(database, extract=labelled_reader(SENTENCES, run="r-3")) as store:
        assert store.reextract().new_look == ()  # the old rules again: every verdict holds
    assert rows(database, "SELECT * FROM needs_look") == []


def test_a_dry_run_tells_the_same_and_stores_nothing(database: Path) -> None:
    before = dump(database)
    with Store(database, extract=labelled_reader(NEWER, run="r-2")) as store:
        dry = store.reextract(dry_run=True)
        assert dump(database) == before
        assert store.reextract() == dry
    assert dump(database) != before


def test_a_language_that_has_a_vocabulary_now_is_read(database: Path) -> None:
    with Store(database, extract=labelled_reader(NEWER, run="r-2")) as store:
        store._db.conn.execute(
            "UPDATE articles SET lang = 'es', run_id = NULL WHERE origin = 'a.txt'"
        )
        store._db.conn.commit()
        store.ingest_one(Article("По данным министерства, погибли 12 человек.", origin="ru"))
        report = store.reextract()
    assert (report.again, report.skipped) == (2, 1)
    assert rows(database, "SELECT lang FROM articles WHERE origin = 'a.txt'") == [("en",)]


KILLED = """
import os, signal, sys
from labelled import labelled_reader
from test_reextract import NEWER
from tracker.store import Store

path, needle, after = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = Store(path, extract=labelled_reader(NEWER, run="r-2"))
seen = 0

def kill(sql):
    global seen
    seen += needle in sql
    if seen == after:
        os.kill(os.getpid(), signal.SIGKILL)

store._db.conn.set_trace_callback(kill)
store.reextract()
print("survived")
"""


@pytest.mark.parametrize(
    ("needle", "after"),
    [
        ("BEGIN", 1),
        ("INSERT INTO claims_history", 5),
        ("DELETE FROM claims", 7),
        ("INSERT INTO evidence", 9),
        ("SET found_hash", 6),
        ("COMMIT", 4),
    ],
)
def test_killed_in_the_middle_each_article_is_wholly_old_or_wholly_new(
    tmp_path: Path, needle: str, after: int
) -> None:
    database = tmp_path / "news.db"
    with Store(database, extract=labelled_reader()) as store:
        store.ingest(Article(f"Page {n}. {TOTAL} {HURT}") for n in range(9))
    old = rows(database, "SELECT id, found_hash FROM articles")
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(database), needle, str(after)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stdout) == (-signal.SIGKILL, ""), ended.stderr
    runs = dict(rows(database, "SELECT id, run_id FROM articles"))
    done = list(runs.values()).count("r-2")
    assert done < 9
    assert done == {"BEGIN": 0, "COMMIT": 3}.get(needle, done)
    assert list(runs.values()) == ["r-2"] * done + ["r-1"] * (9 - done)
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(database, "PRAGMA foreign_key_check") == []
    with Store(database, extract=labelled_reader(NEWER, run="r-2")) as store:
        for article_id, sealed in rows(database, "SELECT id, found_hash FROM articles"):
            assert found_in(store._db, article_id).hash == sealed
            assert ((article_id, sealed) in old) == (runs[article_id] == "r-1")
            of_runs = store._db.conn.execute(
                "SELECT DISTINCT run_id FROM claims WHERE article = ?", (article_id,)
            ).fetchall()
            assert of_runs == [(runs[article_id],)]
        store.reextract()
    assert rows(database, "SELECT DISTINCT run_id FROM claims") == [("r-2",)]
    assert rows(database, "SELECT count(*) FROM claims_history") == [(18,)]


# The command


@pytest.fixture
def aged(tmp_path: Path) -> Path:
    """Return a folder with a database whose claims an older version read otherwise."""
    text = "Shelling of Kherson on Saturday killed at least four people and wounded 11."
    (tmp_path / "a.txt").write_text(text)
    assert run_tracker(tmp_path, "ingest", "a.txt", "--published", "2025-05-12").status == 0
    with closing(sqlite3.connect(tmp_path / "db/tracker.db")) as connection:
        connection.executescript(
            """
            INSERT INTO runs VALUES ('r-old', '0.0.9', 'x');
            UPDATE articles SET run_id = 'r-old';
            UPDATE claims SET run_id = 'r-old';
            UPDATE claims SET party = NULL WHERE figure = 'four';
            DELETE FROM claims WHERE figure = '11';
            """
        )
    return tmp_path


def test_the_command_shows_changes_and_counts(aged: Path) -> None:
    dry = run_tracker(aged, "reextract", "--dry-run")
    assert (dry.status, dry.last) == (
        0,
        "articles: 1 read again, 1 changed; claims: 1 gained, 0 lost, 1 changed; "
        "verdicts: 0 kept, 0 need a new look; nothing stored",
    )
    assert "    party: unknown -> Ukraine\n" in dry.out
    assert "  changed  four killed  Shelling of Kherson" in dry.out
    assert ask(aged, "SELECT count(*) AS n FROM claims") == [{"n": 1}]
    done = run_tracker(aged, "reextract", "--format", "jsonl")
    assert [record["kind"] for record in done.records] == ["changed", "gained"]
    assert done.records[0]["fields"] == {"party": {"old": None, "new": "Ukraine"}}
    assert ask(aged, "SELECT party FROM claims ORDER BY start") == [{"party": "Ukraine"}] * 2
    again = run_tracker(aged, "reextract")
    assert (again.out, again.last.split(";")[0]) == ("", "articles: 0 read again, 0 changed")


def test_the_command_lists_what_needs_a_new_look(aged: Path) -> None:
    with closing(sqlite3.connect(aged / "db/tracker.db")) as connection:
        connection.execute("UPDATE claims SET value = 14")
        connection.execute(
            "INSERT INTO reviews (claim_id, verdict, reviewer, reviewed_at, value) "
            "SELECT claim_id, 'accept', 'Ada', '2025-06-01', 14 FROM claims"
        )
        connection.commit()
    done = run_tracker(aged, "reextract")
    assert "    value: 14 -> 4\n" in done.out
    assert done.out.splitlines()[-1].startswith("needs a new look: c-")
    assert done.out.endswith(" (accept) four killed\n")
    assert done.last.endswith("verdicts: 0 kept, 1 need a new look")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("reextract", "--all"), "reading again"), (("verify",), "verifying")],
)
def test_a_bar_is_drawn_on_a_terminal_only(
    aged: Path, arguments: tuple[str, ...], words: str
) -> None:
    assert words in through_a_terminal(aged, *arguments)
    assert words not in through_a_terminal(aged, *arguments, "--quiet")
    assert words not in run_tracker(aged, *arguments).err


def test_without_a_database_nothing_is_made(tmp_path: Path) -> None:
    done = run_tracker(tmp_path, "reextract")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("tracker: db/tracker.db: no such database;")
    assert not (tmp_path / "db").exists()


def test_json_lines_are_one_object_each(aged: Path) -> None:
    done = run_tracker(aged, "reextract", "--dry-run", "--format", "jsonl")
    for line in done.out.splitlines():
        assert json.loads(line)["origin"] == "a.txt"
