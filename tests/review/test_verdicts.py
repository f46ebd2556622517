"""Verdicts one by one: added only, and laid over the claims."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from coded import claim, figures
from commands import ask, run_tracker

from tracker.store import Store


def test_a_verdict_lies_over_the_claim(folder: Path) -> None:
    four, eleven, two = (claim(folder, figure) for figure in ("four", "11", "two"))
    for arguments in (
        (four, "correct", "--set", "value", "14", "--set", "party", ""),
        (eleven, "reject", "--why", "an older toll"),
        (two, "duplicate", "--of", four),
    ):
        done = run_tracker(folder, "review", "add", *arguments, "--by", "Ada")
        assert (done.status, done.out, done.err) == (0, "", "")
    assert figures(folder)["four"] == {
        "value": 14, "low": 14, "high": None, "party": None, "verdict": "correct"
    }  # fmt: skip
    assert figures(folder).keys() == {"four", "60", "108"}
    assert run_tracker(folder, "review", "add", eleven, "accept", "--by", "Ben").status == 0
    assert figures(folder)["11"]["verdict"] == "accept"
    rows = ask(folder, "SELECT verdict, reviewer, reason, duplicate_of FROM reviews")
    assert [row["verdict"] for row in rows] == ["correct", "reject", "duplicate", "accept"]
    assert (rows[1]["reason"], rows[2]["duplicate_of"]) == ("an older toll", four)
    assert run_tracker(folder, "verify").status == 0


def test_the_newest_verdict_is_that_of_the_latest_time(folder: Path) -> None:
    add = ("review", "add", claim(folder, "four"))
    assert run_tracker(folder, *add, "accept", "--by", "Ada", "--at", "2025-06-02").status == 0
    older = ("reject", "--why", "no", "--by", "Ben", "--at", "2025-06-01T23:00Z")
    assert run_tracker(folder, *add, *older).status == 0
    assert figures(folder)["four"]["verdict"] == "accept"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("c-none", "accept"), "there is no claim 'c-none'"),
        (("FOUR", "fine"), "'fine' is no verdict"),
        (("FOUR", "reject"), "a rejection needs a reason"),
        (("FOUR", "correct"), "corrects nothing"),
        (("FOUR", "correct", "--set", "value", "4"), "corrects nothing"),
        (("FOUR", "accept", "--set", "value", "5"), "accept with corrections; say correct"),
        (("FOUR", "duplicate"), "a duplicate needs duplicate_of"),
        (("FOUR", "duplicate", "--of", "FOUR"), "no duplicate of itself"),
        (("FOUR", "duplicate", "--of", "c-none"), "there is no claim 'c-none'"),
        (("FOUR", "accept", "--at", "soon"), "'soon' is no time"),
    ],
)
def test_a_verdict_that_cannot_be_is_one_line(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    four = claim(folder, "four")
    given = [four if word == "FOUR" else word for word in arguments]
    done = run_tracker(folder, "review", "add", *given, "--by", "Ada")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("tracker: ")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert ask(folder, "SELECT * FROM reviews") == []


def test_reviews_cannot_be_changed_and_what_is_changed_anyhow_shows(folder: Path) -> None:
    database = folder / "db/tracker.db"
    with Store(database) as store:
        store.reviews.add(claim(folder, "four"), "accept", by="Ada")
    with closing(sqlite3.connect(database)) as connection:
        other = claim(folder, "11")
        for change in (f"UPDATE reviews SET claim_id = '{other}'", "DELETE FROM reviews"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(change)
        ((trigger,),) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'reviews_stay'"
        ).fetchall()
        connection.execute("DROP TRIGGER reviews_stay")
        connection.execute(f"UPDATE reviews SET claim_id = '{other}'")
        connection.execute(trigger)
        connection.commit()
    done = run_tracker(folder, "verify")
    assert done.status == 1
    assert "reviews: review 1: is not what was said: its hash is another\n" in done.out
