"""Saved queries and free SQL on a database that the store filled: right rows, and reading only."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from labelled import SENTENCES, labelled_reader

from tracker.errors import BadDatabase, BadQuery
from tracker.models import Article
from tracker.paths import database_files
from tracker.store import Store, list_queries, run_query
from tracker.store.saved import SavedQuery, find_query

LOSSES, TEASER, NIGHT, SEA, TOTAL, BEFORE, OFFICIALS, HURT, DENIED = SENTENCES


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queries") / "news.db"
    texts = [
        (f"{TOTAL} {BEFORE} He was aged 44. {TEASER}", "2022-03-03", "https://a.example/war"),
        (f"{OFFICIALS}\n\n{TEASER}", "2022-03-04", None),
        (f"{NIGHT} {SEA} {LOSSES}", "2025-05-11", "https://b.example/night"),
        (f"{HURT} {DENIED}", "2025-05-12", None),
    ]
    with Store(path, extract=labelled_reader()) as store:
        for text, day, url in texts:
            published = date.fromisoformat(day)
            store.ingest_one(Article(text, published=published, published_source="given", url=url))
        store.record_problem("x.png", "a PNG image, not text")
    return path


def ask(database: Path, name: str, *columns: str, **parameters: object) -> list[tuple[Any, ...]]:
    """Return the named columns of what a query finds."""
    answer = run_query(database, name, parameters)
    return [tuple(row[answer.columns.index(name)] for name in columns) for row in answer.rows]


# The saved queries


def test_newest_cumulative_has_the_last_figure_of_each_source(database: Path) -> None:
    columns = ("party", "value", "as_of", "said_by")
    assert ask(database, "newest-cumulative", *columns) == [
        ("Russia", 5840, "2022-03-02", "Government of Ukraine"),
        ("Russia", 3100, "2022-03-02", "Western officials"),
    ]
    assert ask(database, "newest-cumulative", *columns, party="Ukraine") == []


def test_strikes_stand_side_by_side_for_each_day(database: Path) -> None:
    columns = "day party subject said_by launched intercepted suppressed impacted claims".split()
    assert ask(database, "strikes", *columns) == [
        ("2025-05-11", "Russia", "drone", "Ukraine's Air Force", 108, 60, 41, None, 3)
    ]


def test_claims_by_day_counts_and_leaves_out_what_is_denied(database: Path) -> None:
    columns = ("day", "measure", "claims", "sources", "lowest", "highest")
    assert ask(database, "claims-by-day", *columns) == [
        ("2022-03-01", "casualties", 1, 1, 5710, 5710),
        ("2022-03-02", "casualties", 2, 2, 3100, 5840),
        ("2025-05-11", "casualties", 1, 1, 1310, 1310),
        ("2025-05-11", "intercepted", 1, 1, 60, 60),
        ("2025-05-11", "launched", 2, 1, 18, 108),
        ("2025-05-11", "suppressed", 1, 1, 41, 41),
        ("2025-05-12", "wounded", 1, 0, 3, 3),
    ]
    assert ask(database, "claims-by-day", "day", party="Ukr%") == [("2025-05-12",)]


def test_said_by_finds_a_source_as_normalised_and_as_printed(database: Path) -> None:
    assert ask(database, "said-by", "figure", "quote", source="general staff") == [
        ("1,310", LOSSES)
    ]
    assert ask(database, "said-by", "figure", source="Western") == [("3,100",)]
    assert len(ask(database, "said-by", "figure", source="Government of Ukraine")) == 2


def test_quotes_for_day_have_the_sentence_and_where_it_was_read(database: Path) -> None:
    found = ask(database, "quotes-for-day", "figure", "quote", "read_in", day="2025-05-11")
    assert sorted(found) == sorted(
        [("1,310", LOSSES, "https://b.example/night"), ("18", SEA, "https://b.example/night")]
        + [(figure, NIGHT, "https://b.example/night") for figure in ("108", "60", "41")]
    )
    first_evening = ask(database, "quotes-for-day", "figure", day="2025-05-10")
    assert len(first_evening) == 5  # the night and the 24 hours began on it
    assert ask(database, "quotes-for-day", "figure", day="2022-03-01") == [("5,710",)]


def test_daily_losses(database: Path) -> None:
    columns = ("day", "party", "value", "said_by")
    assert ask(database, "daily-losses", *columns, party="Russia") == [
        ("2025-05-11", "Russia", 1310, "General Staff of Ukraine")
    ]


def test_cumulative_series_in_order_of_days(database: Path) -> None:
    assert ask(database, "cumulative-series", "as_of", "value", "qualifier") == [
        ("2022-03-01", 5710, "at_most"),
        ("2022-03-02", 5840, "exact"),
        ("2022-03-02", 3100, "exact"),
    ]


def test_copies_by_origin(database: Path) -> None:
    columns = ("figure", "copies", "other_articles", "first_read_in", "quote")
    assert ask(database, "copies", *columns) == [("1,270", 1, 1, "https://a.example/war", TEASER)]


def test_rejected_numbers_with_their_words(database: Path) -> None:
    ((reason, figure, words),) = ask(database, "rejected", "reason", "figure", "words_around")
    assert (reason, figure) == ("age", "44")
    assert "He was aged 44. The number takes in" in words
    assert ask(database, "rejected", "figure", reason="money") == []


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("drone azov", ["18"]),
        ("108 drones", ["108", "18", "41", "60"]),
        ("5,840 people", ["5,840"]),
        ('"lost" AND', []),
        ("  soldiers   day ", ["1,310"]),
        ("", []),
        ("weather", []),
    ],
)
def test_search_takes_any_words(database: Path, words: str, figures: list[str]) -> None:
    assert sorted(figure for (figure,) in ask(database, "search", "figure", words=words)) == figures


def test_search_in_articles(database: Path) -> None:
    found = ask(database, "search-articles", "article", "claims", "passage", words="drone")
    assert [(article, claims) for article, claims, _ in found] == [("https://b.example/night", 5)]
    assert "108 [drones]" in found[0][2]


def test_problems_sources_and_contradictions(database: Path) -> None:
    assert ask(database, "problems", "origin", "reason") == [("x.png", "a PNG image, not text")]
    assert ask(database, "sources", "said_by", "claims", "first_day", "last_day")[:2] == [
        ("Ukraine's Air Force", 4, "2025-05-11", "2025-05-11"),
        ("Government of Ukraine", 2, "2022-03-01", "2022-03-02"),
    ]
    columns = ("period_end", "lowest", "highest", "claims", "sources")
    assert ask(database, "contradictions", *columns) == [("2022-03-02", 3100, 5840, 2, 2)]


SAVED = {query.name: query for query in list_queries()}


def values_for(query: SavedQuery) -> dict[str, str]:
    return {name: "2025-05-11" for name, given in query.parameters.items() if given.required}


@pytest.mark.parametrize("name", SAVED)
def test_every_saved_query_is_told_of_and_runs(database: Path, name: str) -> None:
    query = SAVED[name]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert query.title[0].isupper()
    assert not query.title.endswith(".")
    assert query.description.endswith(".")
    statement = re.sub(r"--.*", "", query.sql)
    assert set(re.findall(r"(?<!:):([a-z_]+)", statement)) == set(query.parameters)
    answer = run_query(database, name, values_for(query))
    assert answer.title == query.title
    assert len(set(answer.columns)) == len(answer.columns)


def test_the_title_and_parameters_of_a_query() -> None:
    query = find_query("quotes-for-day")
    assert query.title == "Claims with their quotes for one day"
    assert list(query.parameters) == ["day"]
    assert query.parameters["day"].required
    assert find_query("daily-losses").parameters["party"].default == "%"


# What is refused


@pytest.mark.parametrize(
    ("question", "parameters", "message"),
    [
        ("daily-loses", {}, "no saved query 'daily-loses'; did you mean daily-losses?"),
        ("xyz", {}, "no saved query 'xyz'; without a name the saved ones are listed"),
        ("quotes-for-day", {}, r"quotes-for-day needs day \(the day, as 2025-05-11\); give it"),
        ("problems", {"day": "x"}, "problems has no parameter 'day'; its parameters: none"),
        ("said-by", {"who": "x"}, "said-by has no parameter 'who'; its parameters: source"),
        ("series", {"most": "all"}, "how many rows must be a whole number, as 500; -1 for all"),
        ("SELECT FROM", {}, 'cannot be run: near "FROM": syntax error'),
        ("SELECT toll FROM claims", {}, "cannot be run: no such column: toll"),
        ("SELECT * FROM nowhere", {}, "cannot be run: no such table: nowhere"),
        ("SELECT :day", {}, "needs a value for :?day; give it"),
        ("SELECT 1; SELECT 2", {}, "only one statement at a time"),
        ("-- nothing", {}, "gives no rows; write a SELECT"),
    ],
)
def test_a_bad_query_gets_one_clear_line(
    database: Path, question: str, parameters: dict[str, str], message: str
) -> None:
    with pytest.raises(BadQuery, match=message) as caught:
        run_query(database, question, parameters)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM claims",
        "INSERT INTO problems (origin, reason) VALUES ('x', 'y')",
        "INSERT INTO problems (origin, reason) VALUES ('x', 'y') RETURNING origin",
        "UPDATE claims SET value = 1",
        "WITH gone AS (SELECT 1) DELETE FROM claims",
        "DROP TABLE claims",
        "CREATE TABLE mine (day TEXT)",
        "CREATE TEMP TABLE mine (day TEXT)",
        "CREATE VIEW mine AS SELECT 1",
        "ATTACH '{folder}/other.db' AS other",
        "VACUUM INTO '{folder}/other.db'",
        "VACUUM",
        "REINDEX",
        "ANALYZE",
        "BEGIN IMMEDIATE",
        "PRAGMA user_version = 7",
        "PRAGMA journal_mode = delete",
        "PRAGMA writable_schema = 1",
        "PRAGMA query_only = 0",
        "SELECT load_extension('x')",
        "INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')",
    ],
)
def test_nothing_is_written(database: Path, tmp_path: Path, sql: str) -> None:
    before = database.read_bytes()
    with pytest.raises(BadQuery):
        run_query(database, sql.format(folder=tmp_path))
    assert database.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_the_authorizer_alone_would_stop_a_write(database: Path) -> None:
    """The file is opened for reading only, too; each of the two must hold without the other."""
    from tracker.store.queries import _restrict

    with closing(sqlite3.connect(database)) as connection:
        _restrict(connection, 5)
        for sql in ("DELETE FROM claims", "PRAGMA user_version = 7", "ATTACH ':memory:' AS x"):
            with pytest.raises(sqlite3.DatabaseError, match="not authorized|prohibited"):
                connection.execute(sql)


def test_what_takes_too_long_is_ended(database: Path) -> None:
    endless = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT {} FROM n"
    for what in ("max(i)", "i"):
        with pytest.raises(BadQuery, match=r"longer than 0\.2 seconds; ask for less"):
            run_query(database, endless.format(what), seconds=0.2)


def test_a_huge_value_is_refused(database: Path) -> None:
    with pytest.raises(BadQuery, match="too big"):
        run_query(database, "SELECT zeroblob(2000000000)")


def test_reading_allows_what_reading_needs(database: Path) -> None:
    assert run_query(database, "SELECT count(*) FROM figures").rows == [(11,)]
    assert run_query(database, "PRAGMA table_info(runs)").rows[0][1] == "run_id"
    assert run_query(database, "EXPLAIN QUERY PLAN SELECT * FROM claims").rows
    assert run_query(
        database,
        "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 3) "
        "SELECT group_concat(i) FROM n",
    ).rows == [("1,2,3",)]
    assert run_query(database, "SELECT value FROM json_each(:list)", {"list": "[1, 2]"}).rows == [
        (1,),
        (2,),
    ]


def test_a_missing_database_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(BadDatabase, match=r"none\.db: no such database; ingest articles first"):
        run_query(tmp_path / "none.db", "SELECT 1")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_sqlite_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are notes and no database. " * 40)
    with pytest.raises(BadDatabase, match=r"notes\.db: is not an SQLite database"):
        run_query(path, "SELECT 1")


@pytest.mark.parametrize("name", ["a b.db", "a%41?mode=rw.db", "ä#1.db"])
def test_any_file_name_can_be_read(tmp_path: Path, name: str) -> None:
    Store(tmp_path / name).close()
    assert run_query(tmp_path / name, "SELECT count(*) FROM articles").rows == [(0,)]


def test_reading_goes_on_while_another_writes(database: Path) -> None:
    with closing(sqlite3.connect(database)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM problems")
        assert len(run_query(database, "problems").rows) == 1
        writer.execute("ROLLBACK")


# Python


def test_query_returns_a_data_frame(database: Path) -> None:
    with Store(database) as store:
        frame = store.query("daily-losses", party="Russia")
        assert frame.columns[:3].tolist() == ["day", "party", "measure"]
        assert frame["value"].tolist() == [1310]
        assert store.query("SELECT 1 AS one WHERE 0").columns.tolist() == ["one"]
        with pytest.raises(BadQuery):
            store.query("daily-losses", partei="Russia")


def test_a_query_needs_neither_pandas_nor_sqlite_utils(database: Path) -> None:
    script = (
        "import sys; from tracker.store import run_query; "
        "assert run_query(sys.argv[1], 'sources').rows; "
        "print([name for name in ('pandas', 'sqlite_utils', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(database)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_only_the_store_imports_sqlite_utils() -> None:
    package = Path(sys.modules["tracker.store"].__file__ or "").parent.parent
    users = {
        str(file.relative_to(package).parts[0])
        for file in package.rglob("*.py")
        if re.search(r"^\s*(import|from) sqlite_utils", file.read_text(), re.M)
    }
    assert users == {"store"}


def test_the_queries_are_found_where_the_trackers_files_are() -> None:
    assert {file.stem for file in (database_files() / "queries").glob("*.sql")} == set(SAVED)


def test_figures_that_nobody_could_verify(tmp_path: Path) -> None:
    text = "The army said 15 rebels died in Mali. The figures could not be verified. Two men died."
    with Store(tmp_path / "news.db") as store:
        store.ingest_one(Article(text))
    found = run_query(tmp_path / "news.db", "unverified", {})
    row = dict(zip(found.columns, found.rows[0], strict=True))
    assert len(found.rows) == 1
    assert (row["figure"], row["words"]) == ("15", "could not be verified")
