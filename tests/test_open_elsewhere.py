"""The file belongs to its users: SQLite itself, sqlite-utils and Datasette open it without us."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from labelled import SENTENCES, labelled_reader

from tracker.models import Article
from tracker.paths import database_files
from tracker.store import Store

VIEWS = sorted(
    [
        *(file.stem for file in (database_files() / "views").glob("*.sql")),
        "figures_laid_over",
        "copies_in_other_reports",
        "claims_of_reports",
    ]
)
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("elsewhere") / "news.db"
    with Store(path, extract=labelled_reader()) as store:
        day = date(2025, 5, 11)
        texts = [f"Page {number}. {' '.join(SENTENCES)}" for number in range(2)]
        store.ingest(Article(text, published=day, published_source="given") for text in texts)
    return path


def without_us() -> dict[str, str]:
    """Return an environment in which nothing of the tracker can be imported."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def test_sqlite_itself_reads_tables_views_and_search(database: Path) -> None:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        for view in VIEWS:
            connection.execute(f'SELECT * FROM "{view}"').fetchall()
        assert connection.execute("SELECT count(*) FROM figures").fetchone() == (11,)
        found = connection.execute(
            "SELECT count(*) FROM claims_fts WHERE claims_fts MATCH 'soldier'"
        ).fetchone()
        assert found == (6,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="the program sqlite3 is not installed")
def test_the_program_sqlite3_reads_a_view(database: Path) -> None:
    printed = subprocess.run(
        ["sqlite3", "-readonly", "-json", str(database), "SELECT value FROM daily_losses"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert json.loads(printed) == [{"value": 1310}]


def sqlite_utils(*arguments: str) -> Any:
    done = subprocess.run(
        [str(BIN / "sqlite-utils"), *arguments],
        capture_output=True, text=True, check=True, env=without_us(),
    )  # fmt: skip
    return json.loads(done.stdout)


def test_sqlite_utils_lists_views_and_searches(database: Path) -> None:
    assert {view["view"] for view in sqlite_utils("views", str(database))} == set(VIEWS)
    assert {"claims", "articles"} <= {t["table"] for t in sqlite_utils("tables", str(database))}
    found = sqlite_utils("search", str(database), "claims", "azov", "-c", "figure")
    assert {row["figure"] for row in found} == {"18"}
    rows = sqlite_utils("rows", str(database), "strikes", "-c", "value", "--limit", "1")
    assert rows[0].keys() == {"value"}


@pytest.fixture(scope="module")
def served(database: Path) -> Iterator[str]:
    """Return the address at which Datasette serves a copy of the file, on a free port."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(BIN / "datasette"), "serve", str(database), "-h", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(
        command, env=without_us(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/-/versions.json", process)
            yield f"http://127.0.0.1:{port}/news"
        finally:
            process.terminate()
            process.wait(30)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError(f"Datasette does not answer; exit status {process.poll()}")


def ask(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return json.load(answer)


@pytest.mark.parametrize("view", VIEWS)
def test_datasette_answers_each_view_as_json(served: str, view: str) -> None:
    answer = ask(f"{served}/{view}.json?_shape=array")
    assert isinstance(answer, list)
    if view == "daily_losses":
        assert [(row["party"], row["value"]) for row in answer] == [("Russia", 1310)]


def test_datasette_searches_full_text(served: str) -> None:
    found = ask(f"{served}/claims.json?_shape=array&_search=azov")
    assert {row["figure"] for row in found} == {"18"}


def test_datasette_answers_sql(served: str) -> None:
    sql = "SELECT count(*) AS n FROM figures WHERE party = 'Russia'"
    assert ask(f"{served}.json?_shape=array&sql={urllib.parse.quote(sql)}")[0]["n"] > 0
    with pytest.raises(urllib.error.HTTPError):
        ask(f"{served}.json?_shape=array&sql={urllib.parse.quote('DELETE FROM claims')}")
