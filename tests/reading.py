"""Reading files as the command does, and the same two strikes in every form that is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from archives import DRONES, SUMY, item, page, record, rss, table, text_of_page, warc

from tracker.models import Article
from tracker.read import Found, ReadOptions, Skipped, read_inputs

Write = Callable[[str, str | bytes], Path]
"""Writes a file of this name and content, and returns its path."""

TEXT = (
    "At least 7 people were killed and 12 wounded when shells hit a market in Sumy on Sunday, "
    "the governor\u2019s office said. A caf\u00e9 nearby was damaged \u2013 badly."
)

PAGE = page("Two strikes in one night", SUMY, DRONES)
PAGE_TEXT = text_of_page("Two strikes in one night", SUMY, DRONES)
CSV = table([["id", "body", "day"], ["a", SUMY, "2025-05-11"], ["b", DRONES, ""]])
LINES = f"{json.dumps({'id': 'a', 'text': SUMY})}\n{json.dumps({'id': 'b', 'text': DRONES})}\n"
FEED = rss(
    [
        item(
            "https://h.example/1",
            "Two strikes in one night",
            content=f"<p>{SUMY}</p><p>{DRONES}</p>",
        )
    ]
)
WARC = warc(record("https://h.example/1", PAGE))


def read(*paths: Path | str, **options: object) -> list[Found]:
    return list(read_inputs([str(path) for path in paths], ReadOptions(**options)))  # type: ignore[arg-type]


def articles(*paths: Path | str, **options: object) -> list[Article]:
    found = read(*paths, **options)
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def skipped(*paths: Path | str, **options: object) -> list[str]:
    return [f"{s.origin}: {s.reason}" for s in read(*paths, **options) if isinstance(s, Skipped)]


def read_one(path: Path | str, **options: object) -> Article:
    (found,) = read(path, **options)
    assert isinstance(found, Article), found
    return found


def skip_one(path: Path | str, **options: object) -> Skipped:
    (found,) = read(path, **options)
    assert isinstance(found, Skipped), found
    return found
