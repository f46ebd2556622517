"""Whatever is tampered with in a database or its archive is found, and nothing else is."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commands import Done, run_tracker

from tracker.store import Store

KHERSON = (
    "Shelling of Kherson on Saturday killed at least four people and wounded 11, including two "
    "children, the regional governor said. The mayor, aged 44, was not hurt.\n"
)
SUMY = (
    "Russian drones killed at least 7 people at a bus station in Sumy on April 30, 2025, the "
    "regional governor of the area told reporters.\n"
)
OTHER = f"Read also\n\n{SUMY}\nThe talks went on.\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a database in which there is something of everything."""
    folder = tmp_path_factory.mktemp("whole")
    for name, text, more in (
        ("kherson.txt", KHERSON, ("--published", "2025-05-19")),
        ("kherson.txt", KHERSON, ("--published", "2025-05-12", "--outlet", "The Herald")),
        ("sumy.txt", SUMY, ("--url", "https://h.example/sumy")),
        ("other.txt", OTHER, ()),
    ):
        (folder / name).write_text(text, "utf-8")
        assert run_tracker(folder, "ingest", name, *more).status == 0
    with closing(sqlite3.connect(folder / "db/tracker.db")) as connection:
        for figure in ("four", "11", "7"):
            connection.execute(
                "INSERT INTO reviews (claim_id, verdict, reviewer, reviewed_at, value) "
                "SELECT claim_id, 'accept', 'Ada', '2025-06-01', value FROM claims "
                "WHERE figure = ? ORDER BY claim_id LIMIT 1",
                (figure,),
            )
        connection.commit()
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "copy"))


def tamper(folder: Path, sql: str) -> None:
    """Change the database behind the tracker's back: without keys, and past the triggers."""
    with closing(sqlite3.connect(folder / "db/tracker.db")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.executescript(sql)
        connection.commit()


def failures(folder: Path) -> list[tuple[str, str]]:
    with Store(folder / "db/tracker.db") as store:
        return [(failure.check, failure.what) for failure in store.verify().failures]


def past_triggers(table: str, sql: str) -> str:
    """Return SQL that drops the triggers of a table, runs, and makes them again."""
    with closing(sqlite3.connect(":memory:")) as connection:
        schema = (Path(__file__).parent.parent / "db/schema.sql").read_text("utf-8")
        connection.executescript(
            "\n\n".join(part for part in schema.split("\n\n") if "TABLE" in part or table in part)
        )
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchall()
    dropped = "".join(f"DROP TRIGGER {name};" for name, _ in triggers)
    return f"{dropped}{sql};" + "".join(f"{made};" for _, made in triggers)


def test_a_database_that_is_whole_passes(folder: Path) -> None:
    done = run_tracker(folder, "verify")
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "checked 3 articles, 5 claims, 3 past claims, 3 rejected numbers, "
        f"{evidence(folder)} words of evidence, 3 extracted again, 3 archived files, 3 reviews: "
        "nothing failed\n"
    )
    assert run_tracker(folder, "verify").out == done.out


def evidence(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "db/tracker.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM evidence").fetchone()[0])


FOUR = "(SELECT claim_id FROM claims WHERE figure = 'four')"
SUMYS = "(SELECT claim_id FROM claims INNER JOIN articles ON articles.id = claims.article "
SUMYS += "WHERE origin = 'sumy.txt')"

TAMPERED = {
    "a text": (
        "UPDATE articles SET text = replace(text, 'four', 'five') WHERE origin = 'kherson.txt'",
        ("text", "its hash is another"),
        ("figures", "the text has no such figure at"),
    ),
    "an id of an article": (
        "UPDATE articles SET text_hash = replace(text_hash, substr(text_hash, 1, 4), '0000')",
        ("text", "its id does not go with the hash"),
    ),
    "a value": (
        "UPDATE claims SET value = 14 WHERE figure = 'four'",
        ("extracted_again", "value is 14, the extractor says 4"),
        ("seal", "the hash over all of it is another"),
    ),
    "a party": (
        "UPDATE claims SET party = 'Russia' WHERE figure = '11'",
        ("extracted_again", 'party is "Russia", the extractor says "Ukraine"'),
    ),
    "an offset": (
        'UPDATE claims SET start = start + 1, "end" = "end" + 1 WHERE figure = \'four\'',
        ("figures", "the text has no such figure at"),
        ("figures", "its id does not go with its text and place"),
    ),
    "an offset of a quote": (
        "UPDATE claims SET quote_end = quote_end + 5 WHERE figure = 'four'",
        ("figures", "the text has no such quote at"),
    ),
    "a quote": (
        "UPDATE claims SET quote = replace(quote, 'killed', 'wounded') WHERE figure = 'four'",
        ("figures", "the text has no such quote at"),
    ),
    "a figure": (
        "UPDATE claims SET figure = 'five' WHERE figure = 'four'",
        ("figures", "the text has no such figure at"),
    ),
    "a passage": (
        "UPDATE claims SET passage = 'x' WHERE figure = 'four'",
        ("extracted_again", "the hash of its passage is another"),
    ),
    "a claim deleted": (
        "PRAGMA foreign_keys = ON; DELETE FROM claims WHERE figure = 'four'",
        ("extracted_again", "is missing: the extractor finds 'four'"),
    ),
    "a claim deleted without its evidence": (
        "DELETE FROM claims WHERE figure = 'four'",
        ("foreign_keys", "speaks of a row that claims does not have"),
        ("extracted_again", "is missing: the extractor finds 'four'"),
    ),
    "a claim added by hand": (
        "CREATE TEMP TABLE one AS SELECT * FROM claims WHERE figure = '11';"
        "UPDATE one SET rowid = NULL, claim_id = 'c-by-hand', figure = '44', value = 44,"
        "start = instr(quote, '44') - 1, passage = 'by hand';"
        "UPDATE one SET start = (SELECT instr(text, '44') - 1 FROM articles"
        " WHERE id = one.article);"
        'UPDATE one SET "end" = start + 2, quote_start = start, quote_end = start + 2,'
        " quote = '44'; INSERT INTO claims SELECT * FROM one",
        ("figures", "its id does not go with its text and place"),
        ("extracted_again", "is not found by the extractor: '44'"),
    ),
    "evidence moved": (
        f'UPDATE evidence SET start = 90000, "end" = 90004 WHERE claim_id = {FOUR}'
        " AND position = 0",
        ("evidence", "is not in the text: 90000-90004"),
    ),
    "evidence of another value": (
        f"UPDATE evidence SET value = 'wounded' WHERE claim_id = {FOUR} AND field = 'measure'",
        ("extracted_again", "its evidence is not what the extractor gives"),
    ),
    "evidence deleted": (
        f"DELETE FROM evidence WHERE claim_id = {FOUR} AND position = 0",
        ("extracted_again", "its evidence is not what the extractor gives"),
    ),
    "a rejected number deleted": (
        "DELETE FROM rejected_numbers WHERE figure = '44'",
        ("extracted_again", "rejected number '44' at"),
    ),
    "a rejected number changed": (
        "UPDATE rejected_numbers SET figure = '45' WHERE figure = '44'",
        ("rejected_numbers", "the text has no number '45'"),
    ),
    "what was said in the past": (
        "UPDATE claims_history SET quote = 'Nobody was hurt.' WHERE figure = 'four'",
        ("figures", "the text has no such quote at"),
    ),
    "a date": (
        "UPDATE articles SET published = '2025-01-01' WHERE origin = 'kherson.txt'",
        ("extracted_again", "published 2025-01-01, the extractor says 2025-05-12"),
    ),
    "a date of a sighting": (
        "UPDATE sightings SET published = '2025-02-31' WHERE published IS NOT NULL",
        ("sightings", "cannot be read"),
    ),
    "an address": (
        "UPDATE articles SET url = 'https://h.example/else' WHERE origin = 'sumy.txt'",
        ("sightings", "url is 'https://h.example/else', by its sightings"),
    ),
    "a hash of bytes": (
        f"UPDATE sightings SET bytes_hash = '{'0' * 64}' WHERE url IS NOT NULL",
        ("sightings", "bytes_hash is"),
        ("archive", "no article says that it came in these bytes"),
    ),
    "a sighting of no article": (
        "INSERT INTO sightings (article, origin) VALUES ('a-none', 'x')",
        ("foreign_keys", "speaks of a row that articles does not have"),
    ),
    "the run of an article": (
        "UPDATE articles SET run_id = NULL WHERE origin = 'kherson.txt'",
        ("seal", "has claims, and no run that read it"),
        ("seal", "was never read"),
    ),
    "the run of a claim": (
        "INSERT INTO runs VALUES ('r-1', '9', 'x'); UPDATE claims SET run_id = 'r-1'",
        ("seal", "has claims of another run than"),
    ),
    "a run": (
        "UPDATE runs SET extractor_version = '9.9'",
        ("runs", "does not go with its version and vocabulary"),
    ),
    "a language": (
        "UPDATE articles SET lang = 'ru' WHERE origin = 'kherson.txt'",
        ("seal", "was read, though there is no vocabulary for its language, ru"),
    ),
    "an article hidden as a former version": (
        "UPDATE articles SET supersedes = (SELECT id FROM articles WHERE origin = 'kherson.txt')"
        " WHERE origin = 'sumy.txt'",
        ("versions", "which stood elsewhere"),
    ),
    "an article that replaces itself": (
        "UPDATE articles SET supersedes = id WHERE origin = 'sumy.txt'",
        ("versions", "is said to replace itself"),
    ),
    "a claim hidden as a copy": (
        f"UPDATE claims SET copy_of = {FOUR} WHERE figure = '11'",
        ("copies", "another passage"),
    ),
    "a copy that counts": (
        "UPDATE claims SET copy_of = NULL",
        ("copies", "repeats a passage, and is not called a copy"),
    ),
    "the search": (
        "INSERT INTO claims_fts (claims_fts, rowid, quote) SELECT 'delete', rowid, quote "
        "FROM claims WHERE figure = 'four'",
        ("search", "does not hold the words of its table"),
    ),
    "a trigger dropped": ("DROP TRIGGER reviews_stay", ("schema", "is missing")),
    "a table changed": ("ALTER TABLE claims ADD COLUMN note TEXT", ("schema", "was changed")),
    "a review of nothing": (
        "INSERT INTO reviews (claim_id, verdict, reviewer, reviewed_at) "
        "VALUES ('c-none', 'accept', 'Ada', '2025-06-01')",
        ("reviews", "speaks of c-none, which there never was"),
    ),
    "a review deleted": (
        past_triggers("reviews", "DELETE FROM reviews WHERE rowid = 2"),
        ("reviews", "1 of 3 were taken out"),
        ("reviews", "what is kept as its newest verdict is another"),
    ),
    "a verdict kept as the newest": (
        "UPDATE newest_verdicts SET verdict = 'reject' WHERE review = 1",
        ("reviews", "what is kept as its newest verdict is another"),
    ),
    "an origin of a report": (
        "UPDATE reprints SET origin = 1 WHERE article = 2",
        ("reprints", "is kept as a reprint of another report"),
    ),
    "a digest": (
        "UPDATE reprints SET digest = zeroblob(384) WHERE article = 2",
        ("reprints", "its digest does not go with its claims"),
    ),
    "a digest taken out": (
        "DELETE FROM reprints WHERE article = 2",
        ("reprints", "its digest does not go with its claims"),
    ),
    "bands of a digest": (
        "DELETE FROM reprint_bands WHERE article = 2",
        ("reprints", "its bands do not go with its digest"),
    ),
    "a passage that is another": (
        "INSERT INTO passage_links SELECT passage, 'p-none', rowid FROM claims LIMIT 1",
        ("reprints", "its passages are linked to others than its own"),
    ),
    "a passage that is repeated": (
        "INSERT INTO repeated_copies SELECT rowid, copy_of FROM claims WHERE copy_of IS NOT NULL",
        ("repeated", "is kept as repeated in other reports than those that print it"),
    ),
    "a figure that questions see otherwise": (
        "UPDATE standing_figures SET value = 40 WHERE figure = 'four'",
        ("standing", "is kept as another figure than claim and verdict give"),
    ),
    "a figure that no question sees": (
        "DELETE FROM standing_figures WHERE figure = 'four'",
        ("standing", "is kept as another figure than claim and verdict give"),
    ),
    "a figure that nobody gave": (
        "INSERT INTO standing_figures (claim, claim_id, article, start, figure, zone) "
        "VALUES (99, 'c-none', 'a-none', 0, '9', 'body')",
        ("standing", "is kept as another figure than claim and verdict give"),
    ),
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_what_is_tampered_with_is_found(folder: Path, kind: str) -> None:
    sql, *expected = TAMPERED[kind]
    tamper(folder, sql)
    found = failures(folder)
    for check, words in expected:
        assert any(check == each and words in what for each, what in found), found


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims SET value = 14 WHERE figure = 'four'",
        "PRAGMA foreign_keys = ON; DELETE FROM claims WHERE figure = '11'",
        f"DELETE FROM evidence WHERE claim_id = {FOUR} AND position = 0",
        "DELETE FROM rejected_numbers WHERE figure = '44'",
        "UPDATE articles SET published = '2025-01-01' WHERE origin = 'kherson.txt'",
    ],
)
def test_what_another_version_read_is_sealed_too(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / "db/tracker.db")) as connection:
        (words,) = connection.execute("SELECT vocabulary_hash FROM runs").fetchone()
    pretend_older(folder, words)
    assert failures(folder) == []
    tamper(folder, sql)
    assert failures(folder) == [
        ("seal", "what was found in it is not what was stored: the hash over all of it is another")
    ]


def pretend_older(folder: Path, words: str) -> None:
    """Let an extractor of an older version store the same of every article."""
    from dataclasses import replace

    from tracker.extract import extract_article, run_id_of
    from tracker.models import Article, Extraction, Run

    run = Run(run_id_of("0.0.9", words), "0.0.9", words)

    def older(article: Article, lexicon: Any) -> Extraction:
        found = extract_article(article, lexicon)
        claims = tuple(replace(claim, run_id=run.run_id) for claim in found.claims)
        return replace(found, run=run, claims=claims)

    with Store(folder / "db/tracker.db", extract=older) as store:
        store.reextract()


def archived(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "db/archive").rglob("*.gz"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda path: path.unlink(), "missing from the archive; put it back"),
        (lambda path: path.write_bytes(path.read_bytes()[:-7]), "damaged"),
        (lambda path: path.write_bytes(b""), "holds other bytes than its name says"),
        (lambda path: path.write_bytes(gzip.compress(b"else")), "holds other bytes than its name"),
        (lambda path: shutil.copy(archived(path.parents[3])[1], path), "holds other bytes"),
    ],
    ids=["deleted", "truncated", "emptied", "written anew", "swapped"],
)
def test_an_archived_file_is_looked_at(folder: Path, change: Any, words: str) -> None:
    path = archived(folder)[0]
    change(path)
    done = run_tracker(folder, "verify")
    assert done.status == 1
    first, last = done.out.splitlines()
    assert first.startswith(f"archive: {path.stem}: ")
    assert words in first
    assert last.endswith(": 1 failed")


def check_failed(done: Done) -> dict[str, Any]:
    assert (done.status, done.err) == (1, "")
    result: dict[str, Any] = json.loads(done.out)
    return result


def test_the_result_as_json(folder: Path) -> None:
    tamper(folder, "UPDATE claims SET value = 14 WHERE figure = 'four'")
    result = check_failed(run_tracker(folder, "verify", "--format", "json"))
    assert result["checked"]["articles"] == result["checked"]["extracted again"] == 3
    assert [failure["check"] for failure in result["failures"]] == ["seal", "extracted_again"]
    assert set(result["failures"][0]) == {"check", "where", "what"}
    quick = check_failed(run_tracker(folder, "verify", "--quick", "--format", "json"))
    assert quick["checked"]["extracted again"] == 0
    assert [failure["check"] for failure in quick["failures"]] == ["seal"]


def test_reextract_mends_what_verify_finds(folder: Path) -> None:
    tamper(folder, "UPDATE claims SET value = 14 WHERE figure = 'four'")
    tamper(folder, "DELETE FROM claims WHERE figure = '11'")
    assert run_tracker(folder, "verify").status == 1
    assert run_tracker(folder, "reextract", "--all").status == 0
    assert failures(folder) == []


def test_a_damaged_file_is_one_line(folder: Path) -> None:
    path = folder / "db/tracker.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 9] = b"\xff" * (4096 * 6)
    path.write_bytes(data)
    done = run_tracker(folder, "verify")
    assert done.status == 1
    assert "Traceback" not in done.err
    assert "is damaged" in done.err or "integrity" in done.out


def test_without_a_database_nothing_is_made(tmp_path: Path) -> None:
    done = run_tracker(tmp_path, "verify")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("tracker: db/tracker.db: no such database")
    assert not (tmp_path / "db").exists()
