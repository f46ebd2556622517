"""Batches: coded apart, read back, and compared."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from coded import ADA, ARTICLE, BEN, claim, code, exported, figures
from commands import ask, run_tracker

from tracker.store.reviews import COLUMNS, CORRECTABLE


def test_a_batch_has_quotes_all_fields_and_cells_to_fill_in(folder: Path) -> None:
    rows = exported(folder)
    assert [row["figure"] for row in rows] == ["four", "11", "two", "108", "60"]
    assert list(rows[0]) == list(COLUMNS)
    assert set(CORRECTABLE) < set(COLUMNS)
    assert rows[0]["quote"] == ARTICLE.split("\n")[0]
    assert {rows[0][name] for name in ("verdict", "corrections", "reviewer")} == {""}
    assert rows[0]["article_published"] == "2025-05-12"


def test_a_batch_can_be_chosen(folder: Path) -> None:
    assert [row["figure"] for row in exported(folder, "--measure", "killed")] == ["four"]
    assert [row["figure"] for row in exported(folder, "--party", "Russia")] == ["108", "60"]
    assert [row["figure"] for row in exported(folder, "--last-day", "2025-05-10")] == [
        "four", "11", "two"
    ]  # fmt: skip
    assert [row["figure"] for row in exported(folder, "--limit", "2")] == ["four", "11"]
    sample = [row["claim_id"] for row in exported(folder, "--sample", "3")]
    assert sorted(sample) == sorted(row["claim_id"] for row in exported(folder))[:3]
    four = claim(folder, "four")
    assert run_tracker(folder, "review", "add", four, "accept", "--by", "Ada").status == 0
    assert "four" not in {row["figure"] for row in exported(folder)}
    assert "four" not in {row["figure"] for row in exported(folder, "--unseen-by", "Ada")}
    assert "four" in {row["figure"] for row in exported(folder, "--unseen-by", "Ben")}
    assert len(exported(folder, "--all")) == 5


def test_a_batch_is_never_written_over(folder: Path) -> None:
    assert run_tracker(folder, "review", "export", "b.jsonl").last == "claims to code: 5"
    first = json.loads((folder / "b.jsonl").read_text().splitlines()[0])
    assert (first["figure"], first["value"], first["verdict"]) == ("four", 4, None)
    done = run_tracker(folder, "review", "export", "b.jsonl")
    assert (done.status, done.err) == (
        1, "tracker: b.jsonl: exists already; name another file\n"
    )  # fmt: skip


def test_two_people_code_apart_and_are_compared(folder: Path) -> None:
    code(folder, "ada.csv", ADA)
    code(folder, "ben.csv", BEN, delimiter=";")
    done = run_tracker(folder, "review", "import", "ada.csv", "--by", "Ada")
    assert (done.status, done.out) == (0, "")
    assert done.last == (
        "verdicts: 4 added, 0 known; rows: 1 without a verdict, 0 skipped; "
        "0 on another value than the claim has now"
    )
    done = run_tracker(folder, "review", "import", "ben.csv", "--by", "Ben", "--format", "jsonl")
    assert done.last.startswith("verdicts: 5 added, 0 known; rows: 0 without a verdict")
    found = {record["field"]: record for record in done.records}
    assert {record["reviewers"] for record in done.records} == {"Ada and Ben"}
    # Verdicts: accept/correct, correct/accept, accept/accept, reject/reject. 2 of 4 agree; by
    # chance 2/4 * 2/4 + 1/4 * 1/4 + 1/4 * 1/4 = 0.375; (0.5 - 0.375) / 0.625
    assert (found["verdict"]["claims"], found["verdict"]["agreed"]) == (4, 0.5)
    assert found["verdict"]["kappa"] == pytest.approx(0.2)
    # Values of three claims: 4/14, 11/11, 2/2. By chance 1/9 + 1/9; (2/3 - 2/9) / (7/9)
    assert found["value"]["kappa"] == pytest.approx(4 / 7, abs=0.001)
    # Measures: killed, wounded, wounded by both
    assert (found["measure"]["agreed"], found["measure"]["kappa"]) == (1, 1)
    # Parties: Ukraine three times, and by Ada Russia once; by chance 2/3 * 1: kappa 0
    assert (found["party"]["agreed"], found["party"]["kappa"]) == (0.667, 0)
    assert (found["stance"]["agreed"], found["stance"]["kappa"]) == (1, None)
    corrections = ask(folder, "SELECT reviewer, corrections FROM reviews WHERE verdict = 'correct'")
    assert [(row["reviewer"], json.loads(row["corrections"])) for row in corrections] == [
        ("Ada", {"party": "Russia"}),
        ("Ben", {"basis": "day", "low": 14, "value": 14}),
    ]


def test_a_file_that_comes_in_twice_changes_nothing(folder: Path) -> None:
    code(folder, "ada.csv", ADA)
    code(folder, "ben.csv", BEN)
    for name in ("Ada", "Ben"):
        file = f"{name.lower()}.csv"
        assert run_tracker(folder, "review", "import", file, "--by", name).status == 0
    before = ask(folder, "SELECT * FROM reviews")
    done = run_tracker(folder, "review", "import", "ada.csv", "--by", "Ada", "--quiet")
    assert (done.status, done.err) == (0, "")
    assert ask(folder, "SELECT * FROM reviews") == before
    assert run_tracker(folder, "review", "import", "ada.csv", "--by", "Ada").last.startswith(
        "verdicts: 0 added, 4 known"
    )


def test_json_lines_carry_times_and_names(folder: Path) -> None:
    four = claim(folder, "four")
    lines = [
        {"claim_id": four, "verdict": "accept", "reviewer": "Ada", "reviewed_at": "2025-06-02",
         "reason": "two\u2028lines"},
        {"claim_id": four, "verdict": "correct", "reviewer": "Ben", "corrections": {"value": 5},
         "reviewed_at": "2025-06-01T09:00:00+03:00"},
    ]  # fmt: skip
    given = "\r\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    assert run_tracker(folder, "review", "import", "-", given=given).status == 0
    assert ask(folder, "SELECT reviewer, reviewed_at FROM reviews ORDER BY rowid") == [
        {"reviewer": "Ada", "reviewed_at": "2025-06-02"},
        {"reviewer": "Ben", "reviewed_at": "2025-06-01T06:00:00Z"},
    ]
    assert figures(folder)["four"]["verdict"] == "accept"


def test_bad_rows_are_named_counted_and_skipped(folder: Path) -> None:
    code(
        folder,
        "bad.csv",
        {
            "four": {"verdict": "fine"},
            "11": {"verdict": "reject"},
            "two": {"verdict": "accept", "measure": "killed"},
            "60": {"verdict": "", "reason": "a drill"},
            "108": {"verdict": "accept"},
        },
    )
    done = run_tracker(folder, "review", "import", "bad.csv", "--by", "Ada")
    assert done.status == 1
    assert done.err.splitlines() == [
        "skipped bad.csv:2: 'fine' is no verdict; write one of accept, reject, correct, "
        "duplicate, second_look",
        "skipped bad.csv:3: a rejection needs a reason; say why",
        "skipped bad.csv:4: says accept and changes measure; say correct, or change them back",
        "skipped bad.csv:6: a reason without a verdict; say what it is",
        "verdicts: 1 added, 0 known; rows: 0 without a verdict, 4 skipped; "
        "0 on another value than the claim has now",
    ]
    assert [row["origin"] for row in ask(folder, "SELECT origin FROM problems ORDER BY 1")] == [
        f"bad.csv:{line}" for line in (2, 3, 4, 6)
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "f.csv: empty"),
        (b"figure,verdict\nfour,accept\n", "f.csv: no column 'claim_id'"),
        (b'claim_id,verdict\n"c-1,accept\n', "f.csv:1: no CSV"),
        (b"\x89PNG\r\n\x1a\n", "f.csv: a PNG image"),
    ],
)
def test_a_file_without_verdicts_is_one_line(folder: Path, content: bytes, said: str) -> None:
    (folder / "f.csv").write_bytes(content)
    done = run_tracker(folder, "review", "import", "f.csv", "--by", "Ada")
    assert (done.status, done.out) == (1, "")
    assert said in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("CLAIM,accept,extra", "f.csv:2: more cells than the first line has"),
        ("CLAIM", "f.csv:2: fewer cells than the first line has"),
        (",accept", "f.csv:2: no claim_id"),
        ("CLAIM,accept", "f.csv:2: nobody is named"),
        ("c-none,accept", "f.csv:2: there is no claim 'c-none'"),
    ],
)
def test_a_row_of_another_form_is_named(folder: Path, row: str, said: str) -> None:
    row = row.replace("CLAIM", claim(folder, "four"))
    (folder / "f.csv").write_text(f"claim_id,verdict\n{row}\n")
    done = run_tracker(folder, "review", "import", "f.csv")
    assert done.status == 1
    assert f"skipped {said}" in done.err
    assert ask(folder, "SELECT * FROM reviews") == []


def test_a_verdict_on_what_was_exported_does_not_count_for_what_is_there_now(folder: Path) -> None:
    code(folder, "ada.csv", ADA)
    with closing(sqlite3.connect(folder / "db/tracker.db")) as connection:
        connection.executescript(
            "INSERT INTO runs VALUES ('r-new', '9', 'x');"
            "UPDATE claims SET value = 40, run_id = 'r-new' WHERE figure = 'four'"
        )
    done = run_tracker(folder, "review", "import", "ada.csv", "--by", "Ada")
    assert done.last.endswith("; 1 on another value than the claim has now")
    assert figures(folder)["four"]["verdict"] is None
    assert ask(folder, "SELECT judged_value, value FROM needs_look") == [
        {"judged_value": 4, "value": 40}
    ]
