"""A folder of the test's own with a database of five claims."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from coded import ARTICLE
from commands import run_tracker


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
