"""The file and its tables: what is made, and what is refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from labelled import labelled_reader
from stored import REPORT, article, dump, rows

from tracker.errors import BadDatabase
from tracker.models import Claim
from tracker.paths import database_files
from tracker.store import Store
from tracker.store.schema import schema_sql


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
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
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
