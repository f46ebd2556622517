"""Verdicts of people: added only, coded apart and compared, laid over the claims, and counted."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commands import ask, run_tracker

from tracker.errors import BadReview
from tracker.store import Store
from tracker.store.reviews import COLUMNS, CORRECTABLE, Choice, cohens_kappa
from tracker.store.reviews.corrections import complete_corrections, read_corrections
from tracker.store.reviews.verdict import read_time, read_verdict

ARTICLE = (
    "Shelling of Kherson on Saturday killed at least four people and wounded 11, including two "
    "children, the regional governor said.\n\nUkraine's Air Force said on 11 May 2025 that Russia "
    "had launched 108 drones overnight and that 60 of them were shot down.\n"
)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    way = ("--published", "2025-05-12", "--no-archive")
    assert run_tracker(folder, "ingest", "a.txt", *way).status == 0
    return folder


@pytest.fixture
def folder(stored: Path, tmp_path: Path) -> Path:
    (tmp_path / "db").mkdir()
    source = stored / "db/tracker.db"
    with (
        closing(sqlite3.connect(source)) as old,
        closing(sqlite3.connect(tmp_path / "db/tracker.db")) as new,
    ):
        old.backup(new)
    return tmp_path


def claim(folder: Path, figure: str) -> str:
    (row,) = ask(folder, f"SELECT claim_id FROM claims WHERE figure = '{figure}'")
    return str(row["claim_id"])


def figures(folder: Path) -> dict[str, Any]:
    rows = ask(folder, "SELECT figure, value, low, high, party, verdict FROM figures")
    return {row.pop("figure"): row for row in rows}


# The agreement of two people, against values worked out by hand


def answers(*counted: tuple[str, str, int]) -> list[tuple[str, str]]:
    return [(one, other) for one, other, count in counted for _ in range(count)]


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        # 20 + 15 of 50 agree: 0.7. By chance 25/50 * 30/50 + 25/50 * 20/50 = 0.5. (0.7-0.5)/0.5
        (answers(("y", "y", 20), ("y", "n", 5), ("n", "y", 10), ("n", "n", 15)), 0.4),
        # All of 10 agree on two answers, 6 and 4 times: (1 - 0.52) / 0.48
        (answers(("a", "a", 6), ("b", "b", 4)), 1.0),
        # Never the same, each answer half of the time: (0 - 0.5) / 0.5
        (answers(("a", "b", 5), ("b", "a", 5)), -1.0),
        # 0.5 agree; 4/8 * 4/8 + 4/8 * 4/8 = 0.5 by chance
        (answers(("a", "a", 2), ("a", "b", 2), ("b", "a", 2), ("b", "b", 2)), 0.0),
        # Three answers: 7 of 10; 0.4 * 0.4 + 0.3 * 0.4 + 0.3 * 0.2 = 0.34; 0.36 / 0.66
        (
            answers(("a", "a", 3), ("a", "b", 1), ("b", "b", 2), ("b", "a", 1), ("c", "c", 2),
                    ("c", "b", 1)),
            0.36 / 0.66,
        ),
    ],
)  # fmt: skip
def test_kappa_is_what_it_is_by_hand(pairs: list[tuple[str, str]], kappa: float) -> None:
    assert cohens_kappa(pairs) == pytest.approx(kappa)


def test_kappa_is_not_defined_where_both_gave_one_answer_only() -> None:
    assert cohens_kappa(answers(("a", "a", 9))) is None
    assert cohens_kappa([]) is None


# Words of a cell


@pytest.mark.parametrize("words", ["second look", "Second-Look", " second_look "])
def test_a_verdict_is_read_however_it_is_written(words: str) -> None:
    assert read_verdict(words) == "second_look"


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("2025-06-01", "2025-06-01"),
        ("2025-06-01T10:30:00Z", "2025-06-01T10:30:00Z"),
        ("2025-06-01 10:30", "2025-06-01T10:30:00Z"),
        ("2025-06-01T01:30+02:00", "2025-05-31T23:30:00Z"),
    ],
)
def test_times_are_kept_in_utc(words: str, time: str) -> None:
    assert read_time(words) == time


def test_the_clock_says_when_nobody_does() -> None:
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", read_time(None))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: read_time("yesterday"), "'yesterday' is no time"),
        (lambda: read_time("3025-01-01"), "lies in the future"),
        (lambda: read_verdict("fine"), "'fine' is no verdict; write one of accept, reject"),
        (lambda: read_corrections("party Russia"), "written as party=Russia; value=1310"),
        (lambda: read_corrections('{"party": '), "the corrections are no JSON"),
        (lambda: read_corrections("quote=x"), "'quote' cannot be corrected; these can: value, "),
        (lambda: read_corrections("value=some"), "'some' is no value; write a number"),
        (lambda: read_corrections("value=-4"), "'-4' is no value"),
        (lambda: read_corrections("measure=hurt"), "'hurt' is no measure; write one of attacks,"),
        (lambda: read_corrections("measure="), "measure cannot be unknown"),
        (lambda: read_corrections("period_end=12/05/2025"), "is no period_end; write a day such"),
        (lambda: read_corrections({"party": 7}), "7 is no party"),
    ],
)
def test_what_cannot_be_is_named(call: Callable[[], object], said: str) -> None:
    with pytest.raises(BadReview, match=re.escape(said)):
        call()


def test_corrections_are_read_in_every_form() -> None:
    wanted = {"party": None, "value": 1310, "superseded": 1}
    assert read_corrections("party=; value=1,310; superseded=true") == wanted
    assert read_corrections('{"party": null, "value": 1310.0, "superseded": true}') == wanted
    assert read_corrections(wanted) == wanted


@pytest.mark.parametrize(
    ("corrections", "whole"),
    [
        ({"value": 14}, {"value": 14, "low": 14}),
        ({"value": 14, "qualifier": "exact"}, {"value": 14, "qualifier": "exact", "low": 14,
                                               "high": 14}),
        ({"value": 14, "low": 12}, {"value": 14, "low": 12}),
        ({"qualifier": "approximate"}, {"qualifier": "approximate", "low": None}),
        ({"party": "Russia", "value": 4}, {"party": "Russia"}),
    ],
)  # fmt: skip
def test_a_corrected_number_brings_its_bounds(
    corrections: dict[str, Any], whole: dict[str, Any]
) -> None:
    claim = {"value": 4, "low": 4, "high": None, "qualifier": "at_least", "party": None}
    assert complete_corrections(corrections, claim) == whole


# review add


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


# review export and import


def exported(folder: Path, *arguments: str) -> list[dict[str, str]]:
    done = run_tracker(folder, "review", "export", *arguments)
    assert done.status == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


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


Coded = dict[str, dict[str, Any]]


def code(folder: Path, name: str, coded: Coded, delimiter: str = ",") -> None:
    """Fill in an exported batch: by figure, the cells that a person changed."""
    rows = exported(folder, "--all")
    with (folder / name).open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        for row in rows:
            writer.writerow(row | coded.get(row["figure"], {}))


ADA: Coded = {
    "four": {"verdict": "accept"},
    "11": {"verdict": "correct", "party": "Russia"},
    "two": {"verdict": "accept"},
    "60": {"verdict": "reject", "reason": "drill"},
}
BEN: Coded = {
    "four": {"verdict": "correct", "corrections": "value=14; basis=day"},
    "11": {"verdict": "accept"},
    "two": {"verdict": "accept"},
    "60": {"verdict": "reject", "reason": "not harm"},
    "108": {"verdict": "second look"},
}


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


# evaluate --reviews


def test_verdicts_score_the_extractor(folder: Path) -> None:
    code(folder, "ben.csv", BEN)
    assert run_tracker(folder, "review", "import", "ben.csv", "--by", "Ben").status == 0
    done = run_tracker(folder, "evaluate", "--reviews", "db/tracker.db", "--format", "json")
    (result,) = done.records
    assert result["verdicts"] == {"accept": 2, "correct": 1, "reject": 1, "second_look": 1}
    assert result["overall"] == {"judged": 4, "claims": 3, "right": 2}
    assert {name: share for name, share in result["fields"].items() if share < 1} == {
        "value": 0.6667, "low": 0.6667, "basis": 0.6667
    }  # fmt: skip
    judged = ask(folder, "SELECT rule, figure FROM claims WHERE figure <> '108'")
    assert result["rules"].keys() == {row["rule"] for row in judged}
    assert sum(rule["judged"] for rule in result["rules"].values()) == 4
    (rejected,) = (row["rule"] for row in judged if row["figure"] == "60")
    assert result["rules"][rejected]["claims"] < result["rules"][rejected]["judged"]
    text = run_tracker(folder, "evaluate", "--reviews", "db/tracker.db").out
    assert "all: 4 judged, precision 0.750 (is a claim), 0.500 (right in all)\n" in text
    assert re.search(r"^  value +0\.667$", text, re.M)


def test_evaluate_takes_one_of_both(folder: Path) -> None:
    for arguments in ((), ("gold.jsonl", "--reviews", "db/tracker.db")):
        done = run_tracker(folder, "evaluate", *arguments)
        assert (done.status, done.out) == (2, "")
        assert "give labelled texts or --reviews DB" in done.err


# From Python, and the help


def test_the_same_from_python(folder: Path) -> None:
    with Store(folder / "db/tracker.db") as store:
        rows = list(store.reviews.batch(Choice({"measure": "killed"})))
        assert [row["figure"] for row in rows] == ["four"]
        with pytest.raises(BadReview, match="no filter 'colour'; there are: article, measure"):
            list(store.reviews.batch(Choice({"colour": "red"})))
        assert store.reviews.add(rows[0]["claim_id"], "accept", by="Ada", at="2025-06-01")
        assert not store.reviews.add(rows[0]["claim_id"], "accept", by="Ada", at="2025-06-01")
        assert store.reviews.precision().overall.right == 1
        assert store.reviews.agreement() == ()


@pytest.mark.parametrize("command", ["add", "export", "import"])
def test_every_command_of_review_has_an_example(folder: Path, command: str) -> None:
    done = run_tracker(folder, "review", command, "--help")
    assert re.search(rf"Example:\n( +.*\n)*? +.*tracker review {command}\b", done.out), done.out
