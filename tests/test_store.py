"""The store on real SQLite files: what goes in, what stays, and what is refused."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any

import pytest
from labelled import SENTENCES, labelled_reader

from tracker.errors import BadDatabase
from tracker.models import Article, Claim
from tracker.paths import database_files, sample_files
from tracker.read import Skipped, read_inputs
from tracker.store import Outcome, Store
from tracker.store.articles import hash_text
from tracker.store.schema import schema_sql
from tracker.version import __version__

LOSSES, TEASER, NIGHT, SEA, TOTAL, BEFORE, OFFICIALS, HURT, DENIED = SENTENCES
REPORT = f"{LOSSES}\n\nMr. Ivanov, aged 44, lives some 3,500 kilometers away. {NIGHT}\n{SEA}"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store(database, extract=labelled_reader()) as opened:
        yield opened


def rows(database: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql, values).fetchall()


def dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def article(text: str, published: str | None = None, source: str = "given", **more: Any) -> Article:
    day = date.fromisoformat(published) if published else None
    return Article(text, published=day, published_source=source if day else None, **more)


# The file and its tables


def test_the_folder_and_the_file_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "news.db"
    Store(path).close()
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    assert {"articles", "sightings", "claims", "claims_history", "evidence", "rejected_numbers",
            "reviews", "runs", "problems", "reference_points"} <= {
        name for (name,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'")
    }  # fmt: skip


def test_every_table_is_strict_and_foreign_keys_are_on(store: Store, database: Path) -> None:
    loose = "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0"
    assert [name for (name,) in rows(database, loose) if not name.startswith("sqlite_")] == []
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store._db.conn.execute("INSERT INTO sightings (article) VALUES ('a-none')")
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER"):
        store._db.conn.execute(
            "INSERT INTO rejected_numbers VALUES ('a', 'one', 2, '7', 'age', 'r', 0, 0)"
        )


def test_claims_have_one_column_for_each_field_of_the_record(store: Store, database: Path) -> None:
    record = {field.name for field in fields(Claim)} - {"evidence"}
    for table, own in (
        ("claims", {"passage"}),
        ("claims_history", {"passage", "replaced_because"}),
    ):
        columns = {row[1] for row in rows(database, f"PRAGMA table_info({table})")}
        assert columns == record | {"rowid"} | own
    figures = {row[1] for row in rows(database, "PRAGMA table_info(figures)")}
    assert figures == record | {"said_by", "verdict"}


def test_schema_sql_is_current() -> None:
    written = (database_files() / "schema.sql").read_text(encoding="utf-8")
    assert written == schema_sql(), "run: python -m tracker.store.schema"


def test_a_file_that_is_not_sqlite_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are notes and no database. " * 40)
    with pytest.raises(BadDatabase, match=r"notes\.db: is not an SQLite database; name another"):
        Store(path)
    assert path.read_text().startswith("These are notes")


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(BadDatabase, match="a database of something else .* 'photos'"):
        Store(path)
    assert path.read_bytes() == before


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(BadDatabase, match="is a folder"):
        Store(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(BadDatabase, match="its folder cannot be made"):
        Store(tmp_path / "file" / "news.db")


def test_an_sqlite_without_strict_tables_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(BadDatabase, match=r"3\.37 or newer is needed"):
        Store(tmp_path / "news.db")


@pytest.fixture
def own_scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scripts"
    for kind in ("migrations", "views"):
        shutil.copytree(database_files() / kind, folder / kind)
    monkeypatch.setattr("tracker.store.store.database_files", lambda: folder)
    return folder


def test_a_newer_schema_is_refused(own_scripts: Path, database: Path) -> None:
    later = own_scripts / "migrations" / "9999_later.sql"
    later.write_text("CREATE TABLE later (day TEXT) STRICT;")
    Store(database).close()
    later.unlink()
    with pytest.raises(BadDatabase, match="newer tracker .*9999_later.*; update the tracker"):
        Store(database)


def test_a_failing_migration_leaves_the_database_as_it_was(
    own_scripts: Path, store: Store, database: Path
) -> None:
    store.ingest_one(article(REPORT))
    before = dump(database)
    broken = own_scripts / "migrations" / "0900_broken.sql"
    broken.write_text(
        "CREATE TABLE half (day TEXT) STRICT;\nDELETE FROM claims;\nINSERT INTO nowhere VALUES (1);"
    )
    with pytest.raises(BadDatabase, match=r"0900_broken\.sql failed: no such table: nowhere"):
        Store(database)
    assert dump(database) == before
    broken.write_text("CREATE TABLE whole (day TEXT) STRICT;")
    Store(database).close()
    Store(database).close()  # it runs once: a second time the table would stand already
    assert rows(database, "SELECT name FROM migrations WHERE name = '0900_broken'")


def test_a_changed_view_is_made_again(own_scripts: Path, database: Path) -> None:
    Store(database).close()
    view = own_scripts / "views" / "sources.sql"
    view.write_text("CREATE VIEW sources AS SELECT 'changed' AS said_by;")
    Store(database).close()
    assert rows(database, "SELECT said_by FROM sources") == [("changed",)]
    view.unlink()
    Store(database).close()
    assert rows(database, "SELECT name FROM sqlite_master WHERE name = 'sources'") == []


def test_a_table_is_altered_beside_a_changed_view_that_others_read(
    own_scripts: Path, database: Path
) -> None:
    """SQLite looks at every view when a table is altered: none may lack what it reads."""
    Store(database).close()
    view = own_scripts / "views" / "figures.sql"
    view.write_text(view.read_text("utf-8") + "\n-- changed\n", "utf-8")
    later = own_scripts / "migrations" / "0900_later.sql"
    renames = ("runs RENAME TO old_runs", "old_runs RENAME TO runs")
    later.write_text("".join(f"ALTER TABLE {each};\n" for each in renames), "utf-8")
    Store(database).close()
    assert rows(database, "SELECT count(*) FROM contradictions") == [(0,)]


AS_NOBODY = """
import os, sys
from pathlib import Path

import sqlite_utils
import tracker.store.store
from labelled import labelled_reader
from tracker.errors import TrackerError
from tracker.models import Article
from tracker.store import Store, run_query

scripts = Path(sys.argv[1])
tracker.store.store.database_files = lambda: scripts
if os.getuid() == 0:  # nobody may not even be allowed to read the tracker: all is imported by now
    os.setgid(65534), os.setuid(65534)
try:
    {action}
except TrackerError as error:
    sys.exit(str(error))
"""


def run_as_nobody(action: str, scripts: Path) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY.format(action=action), str(scripts)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
    )
    return done.stdout.strip(), done.stderr.strip()


@pytest.fixture
def reachable() -> Iterator[Path]:
    """Return a folder that another user can enter: pytest's own are closed to all others."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


def test_a_read_only_folder_is_named(reachable: Path, own_scripts: Path) -> None:
    scripts = Path(shutil.copytree(own_scripts, reachable / "scripts"))
    database = reachable / "news.db"
    with Store(database, extract=labelled_reader()) as store:
        store.ingest_one(article(REPORT))
    database.chmod(0o444)
    reachable.chmod(0o555)
    assert run_as_nobody(f"Store('{reachable}/new.db')", scripts) == (
        "",
        f"{reachable}/new.db: cannot be opened; check the folder and who may write there",
    )
    assert run_as_nobody(f"Store('{reachable}/sub/new.db')", scripts) == (
        "",
        f"{reachable}/sub/new.db: its folder cannot be made (Permission denied); name another file",
    )
    _, said = run_as_nobody(
        f"Store('{database}', extract=labelled_reader()).ingest_one(Article('x'))", scripts
    )
    assert said in (
        f"{database}: cannot be written; allow it or name another file",
        f"{database}: cannot be opened; check the folder and who may write there",
    )
    counted = f"print(run_query('{database}', 'SELECT count(*) FROM claims').rows)"
    assert run_as_nobody(counted, scripts) == ("[(5,)]", "")


# Ingesting


def test_a_new_article_is_stored_with_all_it_says(store: Store, database: Path) -> None:
    outcome = store.ingest_one(
        article(REPORT, "2025-05-11", url="https://a.example/1", title="A night", origin="a.txt")
    )
    assert outcome == Outcome("new", "a.txt", outcome.article_id, claims=5, copies=0, rejected=2)
    stored = rows(database, "SELECT id, text, url, title, lang, published, run_id FROM articles")
    assert stored == [
        (outcome.article_id, REPORT, "https://a.example/1", "A night", "en", "2025-05-11", "r-1")
    ]
    for start, end, figure, quote, quote_start, quote_end in rows(
        database, 'SELECT start, "end", figure, quote, quote_start, quote_end FROM claims'
    ):
        assert REPORT[start:end] == figure
        assert REPORT[quote_start:quote_end] == quote
    fields_of_first = "SELECT article, value, period_start, via, superseded FROM claims"
    assert rows(database, fields_of_first)[0] == (outcome.article_id, 1310, "2025-05-10", "[]", 0)
    assert rows(database, "SELECT figure, reason FROM rejected_numbers ORDER BY start") == [
        ("44", "age"),
        ("3,500", "distance"),
    ]
    assert rows(database, "SELECT count(*), count(DISTINCT claim_id) FROM evidence") == [(10, 5)]
    assert rows(database, "SELECT * FROM runs") == [("r-1", "0.test", "0" * 64)]


def test_whole_numbers_are_stored_whole(store: Store, database: Path) -> None:
    store.ingest_one(article(REPORT))
    assert rows(database, "SELECT DISTINCT typeof(value) FROM claims") == [("integer",)]


def test_the_given_id_is_kept_beside_the_trackers_own(store: Store, database: Path) -> None:
    store.ingest_one(article(REPORT, id="p7"))
    assert rows(database, "SELECT given_id, substr(id, 1, 2) FROM articles") == [("p7", "a-")]
    assert rows(database, "SELECT DISTINCT substr(article, 1, 2) FROM claims") == [("a-",)]


def test_ingesting_twice_changes_nothing_and_says_so(store: Store, database: Path) -> None:
    inputs = [
        article(REPORT, "2025-05-11", origin="a.txt"),
        article(TOTAL, origin="b.txt", url="https://b.example"),
        article("Міністерство повідомило, що внаслідок атаки загинули 12 людей.", origin="c.txt"),
        Skipped("d.png", "a PNG image, not text"),
    ]
    first = store.ingest(inputs)
    before = dump(database)
    second = store.ingest(inputs)
    assert dump(database) == before
    assert (first.new, first.known, second.new, second.known) == (2, 0, 0, 2)
    assert len(first.skipped) == len(second.skipped) == 2
    assert (first.claims, first.copies, first.rejected) == (6, 0, 2)
    assert (second.claims, second.copies, second.rejected) == (0, 0, 0)
    assert [skipped.reason for skipped in second.skipped] == [
        "language without a vocabulary: uk",
        "a PNG image, not text",
    ]


def test_the_same_text_elsewhere_is_a_sighting(store: Store, database: Path) -> None:
    store.ingest_one(article(REPORT, origin="a.txt"))
    outcome = store.ingest_one(article(REPORT, origin="b.txt", url="https://b.example", outlet="B"))
    assert (outcome.status, outcome.origin) == ("known", "b.txt")
    assert rows(database, "SELECT origin, url FROM sightings ORDER BY rowid") == [
        ("a.txt", None),
        ("b.txt", "https://b.example"),
    ]
    assert rows(database, "SELECT url, outlet FROM articles") == [("https://b.example", "B")]


def test_progress_sees_each_outcome(store: Store) -> None:
    seen: list[str] = []
    inputs = [article(TOTAL, origin="a"), Skipped("b", "no text"), article(TOTAL, origin="a")]
    store.ingest(inputs, progress=lambda outcome: seen.append(f"{outcome.origin} {outcome.status}"))
    assert seen == ["a new", "b skipped", "a known"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("  \n", "no text"),
        ("Half a \ud83d character", "half a character at 7"),
        ("По данным министерства, погибли 12 человек.", "language without a vocabulary: ru"),
        ("قتل 12 شخصا في غارة على المدينة", "language without a vocabulary: ar"),
        ("袭击造成12人死亡,30人受伤。", "language without a vocabulary: zh"),
        (
            "Al menos 12 personas murieron y 30 resultaron heridas en un ataque con drones contra "
            "la ciudad, dijeron las autoridades.",
            "language without a vocabulary: es",
        ),
    ],
)
def test_what_cannot_be_read_is_named(store: Store, database: Path, text: str, reason: str) -> None:
    outcome = store.ingest_one(article(text, origin="x.txt"))
    assert outcome.status == "skipped"
    assert reason in (outcome.reason or "")
    assert rows(database, "SELECT origin, reason FROM problems") == [("x.txt", outcome.reason)]
    assert rows(database, "SELECT * FROM claims") == []


def test_a_foreign_text_is_kept_for_later(store: Store, database: Path) -> None:
    text = "По данным министерства, погибли 12 человек."
    store.ingest_one(article(text, "2025-05-11", origin="x.txt"))
    assert rows(database, "SELECT text, lang, published FROM articles") == [
        (text, "ru", "2025-05-11")
    ]


def test_one_id_stands_for_one_text_within_an_ingest(store: Store, database: Path) -> None:
    report = store.ingest(
        [article(TOTAL, id="1", origin="x:1"), article(NIGHT, id="1", origin="x:2"),
         article(TOTAL, id="1", origin="x:3")]
    )  # fmt: skip
    assert (report.new, report.known) == (1, 1)
    assert [(skipped.origin, skipped.reason) for skipped in report.skipped] == [
        ("x:2", "the id '1' stands for another text already; give each text its own")
    ]
    assert rows(database, "SELECT text FROM articles") == [(TOTAL,)]


def supersedes(database: Path) -> list[tuple[str, str]]:
    return rows(
        database,
        "SELECT newer.text, older.text FROM articles AS newer "
        "INNER JOIN articles AS older ON older.id = newer.supersedes",
    )


@pytest.mark.parametrize(
    ("first", "second", "is_version"),
    [
        ({"id": "1"}, {"id": "1"}, True),
        ({"url": "https://a.example"}, {"url": "https://a.example"}, True),
        ({"url": "https://a.example", "id": "1"}, {"url": "https://a.example"}, True),
        ({"url": "https://a.example", "id": "1"}, {"url": "https://a.example", "id": "2"}, False),
        ({"url": "https://a.example", "id": "1"}, {"url": "https://b.example", "id": "1"}, False),
        ({"origin": "a.txt"}, {"origin": "a.txt"}, False),
        ({}, {}, False),
    ],
)
def test_a_changed_text_is_a_new_version(
    store: Store,
    database: Path,
    first: dict[str, str],
    second: dict[str, str],
    is_version: bool,
) -> None:
    store.ingest([article(TOTAL, **first)])
    store.ingest([article(TOTAL + " Corrected.", **second)])
    assert supersedes(database) == ([(TOTAL + " Corrected.", TOTAL)] if is_version else [])
    assert rows(database, "SELECT count(*) FROM articles") == [(2,)]


def test_texts_of_one_page_that_come_in_together_are_no_versions(
    store: Store, database: Path
) -> None:
    store.ingest([article(TOTAL, url="https://a.example"), article(NIGHT, url="https://a.example")])
    assert supersedes(database) == []


# Better dates


def test_a_better_sourced_date_is_read_again(store: Store, database: Path) -> None:
    store.ingest_one(article(LOSSES, "2025-05-09", "body", origin="a.txt"))
    outcome = store.ingest_one(article(LOSSES, "2025-05-11", "metadata", origin="b.html"))
    assert (outcome.status, outcome.claims) == ("changed", 1)
    assert rows(database, "SELECT published, published_source FROM articles") == [
        ("2025-05-11", "metadata")
    ]
    assert rows(database, "SELECT period_start, period_end FROM claims") == [
        ("2025-05-10", "2025-05-11")
    ]
    history = rows(database, "SELECT period_end, replaced_because FROM claims_history")
    assert history == [
        ("2025-05-09", "dates better known: published 2025-05-11 (metadata), retrieved None")
    ]
    assert rows(database, "SELECT count(*) FROM evidence") == [(2,)]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (("2025-05-09", "given"), ("2025-05-08", "metadata"), "2025-05-09"),
        (("2025-05-09", "metadata"), ("2025-05-10", "metadata"), "2025-05-09"),
        (("2025-05-10", "metadata"), ("2025-05-09", "metadata"), "2025-05-09"),
        (("2025-05-09", "url"), (None, "given"), "2025-05-09"),
        ((None, "given"), ("2025-05-09", "inferred"), "2025-05-09"),
    ],
)
def test_the_order_of_coming_in_does_not_decide_the_date(
    tmp_path: Path, first: tuple[str, str], second: tuple[str, str], kept: str
) -> None:
    for number, order in enumerate(((first, second), (second, first))):
        with Store(tmp_path / f"{number}.db", extract=labelled_reader()) as store:
            store.ingest([article(LOSSES, *seen, origin=str(seen)) for seen in order])
        got = rows(tmp_path / f"{number}.db", "SELECT published, period_end FROM articles, claims")
        assert got == [(kept, kept)]


def test_a_date_that_changes_no_claim_keeps_their_rows(store: Store, database: Path) -> None:
    store.ingest_one(article(TOTAL, origin="a.txt"))
    before = rows(database, "SELECT * FROM claims")
    outcome = store.ingest_one(article(TOTAL, "2022-03-03", origin="b.txt"))
    assert outcome.status == "changed"
    assert rows(database, "SELECT * FROM claims") == before
    assert rows(database, "SELECT count(*) FROM claims_history") == [(0,)]


def test_a_known_text_is_not_read_again_by_a_newer_extractor(database: Path) -> None:
    with Store(database, extract=labelled_reader()) as store:
        store.ingest_one(article(TOTAL))
    with Store(database, extract=labelled_reader({}, run="r-2")) as store:
        assert store.ingest_one(article(TOTAL, origin="again.txt")).status == "known"
    assert rows(database, "SELECT run_id FROM claims") == [("r-1",)]


def test_a_claim_that_is_no_longer_found_goes_to_the_history(database: Path) -> None:
    text = f"{LOSSES} {TOTAL}"
    with Store(database, extract=labelled_reader()) as store:
        store.ingest_one(article(text))
    with Store(database, extract=labelled_reader({TOTAL: SENTENCES[TOTAL]}, run="r-2")) as store:
        store.ingest_one(article(text, "2025-05-11"))
    assert rows(database, "SELECT figure, run_id FROM claims") == [("5,840", "r-2")]
    assert rows(database, "SELECT figure, run_id FROM claims_history") == [("1,310", "r-1")]
    assert rows(database, "SELECT count(*) FROM claims_fts WHERE claims_fts MATCH 'soldiers'") == [
        (0,)
    ]


def test_the_earliest_retrieval_counts(store: Store, database: Path) -> None:
    for origin, day in (("a", 12), ("b", 10), ("c", 14)):
        store.ingest_one(article(TOTAL, origin=origin, retrieved=date(2025, 5, day)))
    assert rows(database, "SELECT retrieved FROM articles") == [("2025-05-10",)]


def test_what_is_odd_about_a_text_is_a_problem_as_long_as_it_is(database: Path) -> None:
    def read(given: Article, lexicon: Any) -> Any:
        problems = () if given.published else ("no date of publication",)
        found = labelled_reader()(given, lexicon)
        return replace(found, problems=problems, dated=replace(found.dated, problems=problems))

    with Store(database, extract=read) as store:
        store.ingest_one(article(TOTAL, origin="a.txt"))
        assert rows(database, "SELECT origin, reason, article IS NULL FROM problems") == [
            ("a.txt", "no date of publication", 0)
        ]
        store.ingest_one(article(TOTAL, "2022-03-03", origin="b.txt"))
    assert rows(database, "SELECT * FROM problems") == []


# Copies


def copies(database: Path) -> dict[str, str | None]:
    """Return for each article, by its first word, the article that its claim copies."""
    found = rows(
        database,
        "SELECT here.text, first.text FROM claims "
        "INNER JOIN articles AS here ON here.id = claims.article "
        "LEFT JOIN claims AS origin ON origin.claim_id = claims.copy_of "
        "LEFT JOIN articles AS first ON first.id = origin.article ORDER BY here.text",
    )
    return {text.split()[0]: first and first.split()[0] for text, first in found}


@pytest.mark.parametrize("order", ["ABC", "ACB", "BAC", "BCA", "CAB", "CBA"])
def test_the_first_published_is_the_origin_in_whatever_order_they_come(
    store: Store, database: Path, order: str
) -> None:
    days = {"A": "2025-05-10", "B": "2025-05-12", "C": None}
    report = store.ingest(article(f"{name} page. {TEASER}", days[name]) for name in order)
    assert report.copies == 2
    assert copies(database) == {"A": None, "B": "A", "C": "A"}
    assert rows(database, "SELECT count(*) FROM figures") == [(1,)]


def lowest(*texts: str) -> str:
    """Return the first word of the text whose article has the lowest id."""
    return min(texts, key=hash_text).split()[0]


@pytest.mark.parametrize("order", ["ABC", "CAB"])
def test_among_undated_articles_the_lowest_id_is_the_origin(
    store: Store, database: Path, order: str
) -> None:
    texts = [f"{name} page. {TEASER}" for name in order]
    store.ingest(article(text) for text in texts)
    first = lowest(*texts)
    assert copies(database) == {name: None if name == first else first for name in "ABC"}


def test_a_date_that_becomes_known_later_moves_the_origin(store: Store, database: Path) -> None:
    for name in "ABC":
        store.ingest_one(article(f"{name} page. {TEASER}"))
    store.ingest_one(article(f"C page. {TEASER}", "2025-05-12", origin="c.html"))
    assert copies(database) == {"A": "C", "B": "C", "C": None}


def test_an_origin_that_loses_its_claim_leaves_the_passage_to_the_next(database: Path) -> None:
    with Store(database, extract=labelled_reader()) as store:
        for name in "ABC":
            store.ingest_one(article(f"{name} page. {TEASER}"))
    with Store(database, extract=labelled_reader({})) as store:
        store.ingest_one(article(f"A page. {TEASER}", "2025-05-12"))
    first = lowest(*(f"{name} page. {TEASER}" for name in "BC"))
    assert copies(database) == {name: None if name == first else first for name in "BC"}


def test_a_sentence_that_stands_twice_in_one_article_is_copied_within_it(
    store: Store, database: Path
) -> None:
    outcome = store.ingest_one(article(f"{TEASER}\n\nMore below.\n\n{TEASER}"))
    assert (outcome.claims, outcome.copies) == (2, 1)
    assert rows(database, "SELECT copy_of IS NULL FROM claims ORDER BY start") == [(1,), (0,)]


def test_a_passage_is_the_same_however_it_is_set(database: Path) -> None:
    other = TEASER.replace(" ", "\u00a0").replace("number", "NUMBER")
    labels = {TEASER: SENTENCES[TEASER], other: SENTENCES[TEASER]}
    with Store(database, extract=labelled_reader(labels)) as store:
        store.ingest([article(f"A page. {TEASER}"), article(f"B page. {other}")])
    assert sorted(map(bool, copies(database).values())) == [False, True]


def test_other_figures_of_the_same_sentence_are_no_copies(store: Store, database: Path) -> None:
    store.ingest_one(article(NIGHT))
    assert rows(database, "SELECT count(*) FROM claims WHERE copy_of IS NULL") == [(3,)]


@pytest.mark.parametrize("sentence", [HURT, LOSSES])
@pytest.mark.parametrize(("second_day", "is_copy"), [("2025-05-11", True), ("2025-05-18", False)])
def test_the_same_words_of_another_day_are_no_copy(
    store: Store, database: Path, sentence: str, second_day: str, is_copy: bool
) -> None:
    store.ingest_one(article(f"A page. {sentence}", "2025-05-11"))
    store.ingest_one(article(f"B page. {sentence}", second_day))
    assert sorted(map(bool, copies(database).values())) == [False, is_copy]


@pytest.mark.parametrize(("party", "is_copy"), [("Ukraine", True), ("Russia", False)])
def test_a_short_sentence_of_another_party_is_no_copy(
    database: Path, party: str, is_copy: bool
) -> None:
    for name, side in (("A", "Ukraine"), ("B", party)):
        labels = {HURT: [{**SENTENCES[HURT][0], "party": side}]}
        with Store(database, extract=labelled_reader(labels)) as store:
            store.ingest_one(article(f"{name} page. {HURT}", "2025-05-11"))
    assert sorted(map(bool, copies(database).values())) == [False, is_copy]


def test_copies_are_the_same_whatever_the_order_of_many_articles(tmp_path: Path) -> None:
    """Each order must give what deciding over all claims at once gives."""
    pages = [
        article(f"P{n} page. {TEASER} {OFFICIALS}", f"2025-05-{20 - n % 7}" if n % 3 else None)
        for n in range(12)
    ]
    got = []
    for number, order in enumerate((pages, pages[::-1], pages[1::2] + pages[::2])):
        path = tmp_path / f"{number}.db"
        with Store(path, extract=labelled_reader()) as store:
            store.ingest(order)
        wrong = """
            SELECT claims.claim_id FROM claims WHERE copy_of IS NOT nullif((
                SELECT other.claim_id FROM claims AS other
                INNER JOIN articles ON articles.id = other.article
                WHERE other.passage = claims.passage
                ORDER BY published IS NULL, published, articles.id, other.start LIMIT 1
            ), claim_id)
        """
        assert rows(path, wrong) == []
        got.append(rows(path, "SELECT claim_id, copy_of FROM claims ORDER BY claim_id"))
    assert got[0] == got[1] == got[2]


# Reviews and the view over them


def review(store: Store, claim_id: str, verdict: str, **more: object) -> None:
    row = {"claim_id": claim_id, "verdict": verdict, "reviewer": "me", "reviewed_at": "2025-06-01"}
    store._db["reviews"].insert({"value": 5840, "reason": "read it again", **row, **more})


def figures(database: Path) -> list[tuple[Any, ...]]:
    return rows(database, "SELECT value, party, said_by, verdict FROM figures")


def test_the_newest_verdict_is_laid_over_the_claim(store: Store, database: Path) -> None:
    store.ingest_one(article(TOTAL))
    said = "Government of Ukraine"
    ((claim,),) = rows(database, "SELECT claim_id FROM claims")
    assert figures(database) == [(5840, "Russia", said, None)]
    review(store, claim, "accept")
    assert figures(database) == [(5840, "Russia", said, "accept")]
    review(store, claim, "correct", corrections='{"value": 5480, "party": null}')
    assert figures(database) == [(5480, None, said, "correct")]
    review(store, claim, "second_look")
    assert figures(database) == [(5840, "Russia", said, "second_look")]
    review(store, claim, "reject")
    assert figures(database) == []
    review(store, claim, "duplicate")
    assert figures(database) == []
    assert rows(database, "SELECT value, party FROM claims") == [(5840, "Russia")]


def test_a_verdict_on_another_value_does_not_count(store: Store, database: Path) -> None:
    store.ingest_one(article(TOTAL))
    ((claim,),) = rows(database, "SELECT claim_id FROM claims")
    review(store, claim, "reject", value=584)
    assert figures(database) == [(5840, "Russia", "Government of Ukraine", None)]


def test_reviews_can_only_be_added(store: Store, database: Path) -> None:
    store.ingest_one(article(TOTAL))
    review(store, "c-1", "accept")
    for change in (
        "UPDATE reviews SET verdict = 'reject'",
        "DELETE FROM reviews",
        "INSERT OR REPLACE INTO reviews (rowid, claim_id, verdict, reviewer, reviewed_at) "
        "VALUES (1, 'c-1', 'reject', 'me', '2025-06-02')",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store._db.conn.execute(change)


def test_figures_reads_one_party_by_an_index(store: Store, database: Path) -> None:
    plan = rows(
        database,
        "EXPLAIN QUERY PLAN SELECT count(*) FROM figures "
        "WHERE measure = 'killed' AND basis = 'day' AND party = 'Russia'",
    )
    assert any("_measure (measure=? AND basis=? AND party=?" in row[3] for row in plan)


# Search


def test_the_search_follows_the_texts(store: Store, database: Path) -> None:
    store.ingest_one(article(REPORT, title="A night of drones"))
    assert rows(database, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'drone'") == [
        (1,)
    ]
    store._db.conn.execute("VACUUM")
    joined = (
        "SELECT quote FROM claims WHERE rowid IN "
        "(SELECT rowid FROM claims_fts WHERE claims_fts MATCH 'azov')"
    )
    assert rows(database, joined) == [(SEA,)]
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM articles")
        connection.commit()
    for index in ("articles_fts", "claims_fts"):
        assert rows(database, f"SELECT count(*) FROM {index} WHERE {index} MATCH 'drone'") == [(0,)]


def test_a_new_sighting_does_not_write_the_index_again(store: Store) -> None:
    store.ingest_one(article(REPORT, title="A night", origin="a.txt"))
    before = store._db.conn.total_changes
    store.ingest_one(article(REPORT, title="A night", origin="b.txt"))
    assert store._db.conn.total_changes - before == 2  # the sighting, and the article's names


# Problems


def test_a_problem_is_stored_once(store: Store, database: Path) -> None:
    store.record_problem("x.png", "a PNG image, not text")
    store.record_problem("x.png", "a PNG image, not text")
    assert rows(database, "SELECT origin, reason, article FROM problems") == [
        ("x.png", "a PNG image, not text", None)
    ]


# With the tracker's own extractor

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


# Power cuts and crowds

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
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
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
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
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
