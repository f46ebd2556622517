"""The tables and views of a fresh database as one file of SQL, for reading: db/schema.sql.

python -m tracker.store.schema
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.paths import database_files
from tracker.store.store import Store

_HEAD = """\
-- The tables, indices, triggers and views that db/migrations and db/views make, for reading.
-- Made by `python -m tracker.store.schema`; changes belong into those folders.
"""


def schema_sql() -> str:
    """Return the schema of a fresh database, each table with its indices and triggers."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fresh.db"
        Store(path).close()
        with closing(sqlite3.connect(path)) as connection:
            statements = connection.execute(
                """
                SELECT sql FROM sqlite_master
                WHERE sql IS NOT NULL AND name NOT IN (SELECT name FROM pragma_table_list
                    WHERE type = 'shadow')
                ORDER BY type = 'view', tbl_name, type <> 'table', type, name
                """
            ).fetchall()
    return _HEAD + "".join(f"\n{sql};\n" for (sql,) in statements)


if __name__ == "__main__":
    (database_files() / "schema.sql").write_text(schema_sql(), encoding="utf-8")
