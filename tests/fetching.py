"""Asking a local server, by the fetcher itself and by way of the command."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from archives import DRONES, SUMY, page, text_of_page
from click.testing import CliRunner
from commands import Done
from web_server import Reply

from tracker.cli import tracker
from tracker.errors import UnreadableInput
from tracker.fetch import Answer, Manners
from tracker.fetch.client import Fetcher

PAGE = page("Strikes in one night", SUMY, DRONES)


TEXT = text_of_page("Strikes in one night", SUMY, DRONES)


QUICK = ("--allow-private", "--pause", "0")


def fetch(address: str, **manners: Any) -> Answer:
    given = {"pause": 0.0, "timeout": 5.0, "allow_private": True} | manners
    with Fetcher(Manners(**given)) as fetcher:
        answer = fetcher.get(address)
    assert answer is not None
    return answer


def refusal(address: str, **manners: Any) -> str:
    with pytest.raises(UnreadableInput) as refused:
        fetch(address, **manners)
    return str(refused.value)


def ingest(folder: Path, *arguments: str | Path) -> Done:
    """Run the command within this process, on a database in the folder."""
    given = ["--db", folder / "news.db", "ingest", *QUICK, *arguments]
    done = CliRunner().invoke(tracker, [str(each) for each in given], standalone_mode=False)
    assert done.exception is None, done.exception
    return Done(done.return_value, done.stdout, done.stderr)


def ask(folder: Path, sql: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(folder / "news.db")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


def today() -> str:
    return datetime.now(UTC).date().isoformat()


MEGABYTE = b"x" * (1 << 20)


def endless() -> Iterator[bytes]:
    for _ in range(1024):
        yield MEGABYTE


BREAKS_OFF = {"Content-Length": "999", "Connection": "close"}


def to(path: str) -> Reply:
    return Reply("", 302, {"Location": path})
