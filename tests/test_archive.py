"""What came in is kept byte for byte, and pages that change are kept in all their versions."""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from commands import ask, run_tracker
from labelled import SENTENCES, labelled_reader

from tracker.errors import BadArchive
from tracker.models import Article
from tracker.read import read_inputs
from tracker.store import Store
from tracker.store.archive import Archive

LOSSES, TEASER, NIGHT, SEA, TOTAL, *_ = SENTENCES
PAGE = (
    b'<html><head><meta charset="windows-1252"><title>Caf\xe9 hit</title></head><body><article>'
    b"<p>At least 7 people were killed at the Caf\xe9 Mira in Sumy, the governor said.</p>"
    b"<p>The street was closed until the evening.</p></article></body></html>"
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store(database, extract=labelled_reader()) as opened:
        yield opened


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


# The archive


def test_a_page_is_kept_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    assert run_tracker(tmp_path, "ingest", "page.html").status == 0
    (row,) = ask(tmp_path, "SELECT bytes_hash, text FROM articles")
    assert row["bytes_hash"] == hashlib.sha256(PAGE).hexdigest()
    assert "Caf\u00e9 Mira" in row["text"]
    kept = tmp_path / "db/archive" / row["bytes_hash"][:2] / f"{row['bytes_hash']}.gz"
    assert gzip.decompress(kept.read_bytes()) == PAGE
    assert ask(tmp_path, "SELECT bytes_hash, size FROM archive") == [
        {"bytes_hash": row["bytes_hash"], "size": len(PAGE)}
    ]


def test_a_line_and_a_text_are_kept_as_they_came(tmp_path: Path, database: Path) -> None:
    text = "Shelling killed two people in Sumy.\r\nThe m\u00e9tro was shut.\r\n".encode("utf-16")
    (tmp_path / "a.txt").write_bytes(text)
    line = json.dumps({"text": TOTAL, "source of mine": "x"}, indent=None).encode() + b"  "
    (tmp_path / "b.jsonl").write_bytes(line + b"\r\n")
    with Store(database) as store:
        store.ingest(read_inputs([str(tmp_path / "a.txt"), str(tmp_path / "b.jsonl")]))
    archive = Archive.beside(database)
    hashes = [found for (found,) in rows(database, "SELECT bytes_hash FROM articles ORDER BY 1")]
    assert {archive.read(each) for each in hashes} == {text, line}


def test_the_same_bytes_are_kept_once(store: Store, database: Path) -> None:
    for origin in "ab":
        store.ingest_one(Article(TOTAL, origin=origin, raw=b"as it came"))
    (kept,) = [path for path in (database.parent / "archive").rglob("*") if path.is_file()]
    written = kept.stat().st_mtime_ns
    store.ingest_one(Article(NIGHT, origin="c", raw=b"as it came"))
    assert kept.stat().st_mtime_ns == written
    assert rows(database, "SELECT size FROM archive") == [(10,)]
    assert rows(database, "SELECT count(DISTINCT bytes_hash) FROM sightings") == [(1,)]


@pytest.mark.parametrize(
    ("options", "variables"), [(("--no-archive",), {}), ((), {"TRACKER_ARCHIVE": "no"})]
)
def test_the_archive_can_be_left_out(
    tmp_path: Path, options: tuple[str, ...], variables: dict[str, str]
) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    done = run_tracker(tmp_path, "ingest", "page.html", *options, variables=variables)
    assert done.status == 0, done.err
    assert not (tmp_path / "db/archive").exists()
    assert ask(tmp_path, "SELECT * FROM archive") == []
    assert ask(tmp_path, "SELECT bytes_hash FROM articles") == [
        {"bytes_hash": hashlib.sha256(PAGE).hexdigest()}
    ]
    assert run_tracker(tmp_path, "ingest", "page.html").last.startswith("articles: 0 new, 1 known")
    assert len(ask(tmp_path, "SELECT * FROM archive")) == 1  # turned on later, it catches up


def test_what_cannot_be_archived_is_named_and_not_stored(store: Store, database: Path) -> None:
    (database.parent / "archive").write_text("in the way")
    with pytest.raises(BadArchive, match=r"the archive cannot be written .*--no-archive"):
        store.ingest_one(Article(TOTAL, raw=b"as it came"))
    assert rows(database, "SELECT * FROM articles") == []
    assert rows(database, "SELECT * FROM archive") == []


def test_reading_the_archive_finds_what_is_wrong(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    kept = archive.keep(b"as it came" * 100)
    assert archive.read(kept) == b"as it came" * 100
    path = archive.path_of(kept)
    whole = path.read_bytes()
    for damage, said in (
        (whole[:-9], "damaged"),
        (b"", "holds other bytes"),
        (whole[:12] + b"\xff\xff" + whole[14:], "damaged"),
        (gzip.compress(b"something else"), "holds other bytes"),
        (b"not gzip at all", "damaged"),
    ):
        path.write_bytes(damage)
        with pytest.raises(BadArchive, match=said):
            archive.read(kept)
    path.unlink()
    with pytest.raises(BadArchive, match="missing"):
        archive.read(kept)


# Versions of a page

URL = "https://a.example/live"


def version(text: str, day: int | None = None, **more: Any) -> Article:
    return Article(text, retrieved=date(2025, 5, day) if day else None, url=URL, **more)


def line_of_versions(database: Path) -> list[str]:
    """Return the texts of the page, the newest first."""
    found = rows(database, "SELECT article, supersedes, is_newest FROM versions")
    newest = [article for article, _, is_newest in found if is_newest]
    assert len(newest) == 1, found
    older = {article: supersedes for article, supersedes, _ in found}
    texts = dict(rows(database, "SELECT id, text FROM articles"))
    line, article = [], newest[0]
    while article:
        line.append(texts[article])
        article = older[article]
    assert len(line) == len(found)
    return line


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("order", list(permutations((10, 11, 12))))
def test_versions_follow_the_days_on_which_they_were_fetched(
    store: Store, database: Path, order: tuple[int, ...], together: bool
) -> None:
    pages = [version(f"Page of May {day}. {TEASER}", day) for day in order]
    for batch in [pages] if together else [[page] for page in pages]:
        store.ingest(batch)
    assert line_of_versions(database) == [f"Page of May {day}. {TEASER}" for day in (12, 11, 10)]
    standing = "SELECT substr(text, 1, 14) FROM figures INNER JOIN articles ON id = article"
    assert rows(database, standing) == [("Page of May 12",)]


def test_figures_reads_the_newest_version_only(store: Store, database: Path) -> None:
    store.ingest_one(version(f"{LOSSES} {TOTAL}"))
    store.ingest_one(version(f"{TOTAL} {SEA}"))
    assert sorted(rows(database, "SELECT figure FROM figures")) == [("18",), ("5,840",)]
    assert rows(database, "SELECT count(*) FROM claims") == [(4,)]
    newest = rows(database, "SELECT text FROM articles INNER JOIN versions ON id = article "
                  "WHERE is_newest")  # fmt: skip
    assert newest == [(f"{TOTAL} {SEA}",)]


def test_a_reprint_stands_when_the_page_it_was_taken_from_changes(
    store: Store, database: Path
) -> None:
    store.ingest_one(version(f"First. {LOSSES}", published=date(2025, 5, 9)))
    store.ingest_one(Article(f"Reprint. {LOSSES}", published=date(2025, 5, 9)))
    assert rows(database, "SELECT count(*) FROM figures") == [(1,)]
    store.ingest_one(version("First. All is quiet."))
    (found,) = rows(database, "SELECT text FROM figures INNER JOIN articles ON id = article")
    assert found[0].startswith("Reprint.")


def test_a_page_that_says_again_what_it_said_before(store: Store, database: Path) -> None:
    store.ingest_one(version(f"Page. {LOSSES}", 10))
    store.ingest_one(version(f"Page. {LOSSES} {TOTAL}", 11))
    store.ingest_one(version(f"Page. {LOSSES} {SEA}", 12))
    assert store.ingest_one(version(f"Page. {LOSSES}", 13)).status == "known"
    assert line_of_versions(database) == [
        f"Page. {LOSSES}",
        f"Page. {LOSSES} {SEA}",
        f"Page. {LOSSES} {TOTAL}",
    ]
    assert rows(database, "SELECT figure FROM figures") == [("1,310",)]
    store.ingest_one(version(f"Page. {LOSSES} {SEA}", 9))  # an older copy that turns up late
    assert line_of_versions(database)[0] == f"Page. {LOSSES}"


@pytest.mark.parametrize("order", list(permutations(("page", "feed", "later feed"))))
@pytest.mark.parametrize("days", [(None, None, None), (10, 11, 12), (12, 10, 11)])
def test_what_a_feed_says_of_an_article_never_replaces_it(
    store: Store, database: Path, order: tuple[str, ...], days: tuple[int | None, ...]
) -> None:
    page, first, later = days
    inputs = {
        "page": version(f"{TOTAL} {SEA}", page),
        "feed": version(f"Summary. {TOTAL}", first, extent="summary"),
        "later feed": version(f"Summary, mended. {TOTAL}", later, extent="summary"),
    }
    for name in order:
        store.ingest_one(inputs[name])
    assert line_of_versions(database)[0] == f"{TOTAL} {SEA}"
    assert sorted(rows(database, "SELECT figure FROM figures")) == [("18",), ("5,840",)]
    again = replace(inputs["feed"], retrieved=date(2025, 5, 20))
    store.ingest_one(again)
    assert line_of_versions(database)[0] == f"{TOTAL} {SEA}"
    assert store.verify().failures == ()


def test_several_texts_of_a_page_that_come_in_together_all_replace_what_stood_there(
    store: Store, database: Path
) -> None:
    store.ingest([version(f"Old. {TOTAL}")])
    store.ingest([version(f"One. {LOSSES}"), version(f"Two. {SEA}")])
    assert sorted(rows(database, "SELECT figure FROM figures")) == [("1,310",), ("18",)]
    standing = rows(database, "SELECT count(*), sum(is_newest), count(superseded_by) FROM versions")
    assert standing == [(3, 2, 1)]
    assert store.verify().failures == ()
