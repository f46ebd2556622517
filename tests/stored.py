"""Articles to store, and what a look into the database's file finds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from labelled import SENTENCES

from tracker.models import Article

LOSSES, TEASER, NIGHT, SEA, TOTAL, BEFORE, OFFICIALS, HURT, DENIED = SENTENCES


REPORT = f"{LOSSES}\n\nMr. Ivanov, aged 44, lives some 3,500 kilometers away. {NIGHT}\n{SEA}"


def rows(database: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql, values).fetchall()


def dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def article(text: str, published: str | None = None, source: str = "given", **more: Any) -> Article:
    day = date.fromisoformat(published) if published else None
    return Article(text, published=day, published_source=source if day else None, **more)
