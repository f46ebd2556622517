"""A database of the test's own, and stores that read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from labelled import labelled_reader

from tracker.store import Store


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store(database, extract=labelled_reader()) as opened:
        yield opened


@pytest.fixture
def own_store(database: Path) -> Iterator[Store]:
    """Return a store that reads with the tracker's own extractor."""
    with Store(database) as opened:
        yield opened
