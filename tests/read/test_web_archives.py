"""From web archives to articles."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from archives import (
    DRONES,
    LOGIN,
    SUMY,
    page,
    record,
    wacz,
    warc,
)
from reading import PAGE, PAGE_TEXT, Write, articles, read, skipped

from tracker.models import Article
from tracker.read import Skipped


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_web_archive_gives_its_pages_and_texts(write: Write, is_packed: bool) -> None:
    records = [
        record("https://h.example/1", PAGE),
        record("https://h.example/map.png", b"\x89PNG\r\n\x1a\n", content_type="image/png"),
        record("https://h.example/gone", page("Gone", "Not here."), status="404 Not Found"),
        record("https://h.example/2", DRONES, content_type="text/plain"),
        record(
            "https://h.example/3",
            gzip.compress(PAGE.encode()),
            content_type="text/html\r\nContent-Encoding: gzip",
        ),
    ]
    path = write("crawl.warc.gz" if is_packed else "crawl.warc", warc(*records, packed=is_packed))
    first, second, third = articles(path)
    assert (first.text, first.url, first.retrieved) == (
        PAGE_TEXT,
        "https://h.example/1",
        date(2025, 5, 12),
    )
    assert (first.origin, first.raw) == (f"{path}:https://h.example/1", PAGE.encode())
    assert (second.text, second.url) == (DRONES, "https://h.example/2")
    assert third.text == PAGE_TEXT


def test_the_encoding_of_an_archived_page_is_that_of_its_server(write: Write) -> None:
    body = f"<html><body><p>{SUMY}</p><p>\u041e\u0434\u0435\u0441\u0430</p></body></html>"
    data = body.encode("koi8-u")
    path = write(
        "a.warc",
        warc(record("https://h.example/1", data, content_type="text/html; charset=koi8-u")),
    )
    (article,) = articles(path)
    assert "\u041e\u0434\u0435\u0441\u0430" in article.text


def test_pages_that_are_no_articles_are_named(write: Write) -> None:
    wrong = page("Storm", "\u041e\u0434\u0435\u0441\u0430 " * 40).encode("koi8-u")
    records = [
        record("https://h.example/login", LOGIN),
        record("https://h.example/empty", "<html><body></body></html>"),
        record("https://h.example/nothing", ""),
        record("https://h.example/wrong", wrong),
        record("https://h.example/1", PAGE),
    ]
    path = write("a.warc", warc(*records))
    reasons = [
        "a page that asks to log in",
        "a page without",
        "empty",
        "not in the encoding that it names (utf-8)",
    ]
    found = read(path)
    named = [each for each in found if isinstance(each, Skipped)]
    assert [each.origin.rpartition("/")[2] for each in named] == [
        "login",
        "empty",
        "nothing",
        "wrong",
    ]
    assert all(each.reason.startswith(reason) for each, reason in zip(named, reasons, strict=True))
    assert [each.text for each in found if isinstance(each, Article)] == [PAGE_TEXT]


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("share", [0.55, 0.7, 0.99])
def test_records_before_a_cut_are_kept(write: Write, is_packed: bool, share: float) -> None:
    pages = [page(f"Nr {n}", SUMY, DRONES, f"{n} shells fell." * 400) for n in range(8)]
    records = [record(f"https://h.example/{n}", each) for n, each in enumerate(pages)]
    whole = warc(*records, packed=is_packed)
    kept = sum(
        1 for n in range(8) if len(warc(*records[: n + 1], packed=is_packed)) <= len(whole) * share
    )
    path = write("crawl.warc.gz" if is_packed else "a.warc", whole[: int(len(whole) * share)])
    found = read(path)
    assert [each.url for each in found if isinstance(each, Article)] == [
        f"https://h.example/{n}" for n in range(kept)
    ]
    (named,) = [each.reason for each in found if isinstance(each, Skipped)]
    assert "cut short" in named or "breaks off" in named


def test_a_packed_web_archive_is_read_and_its_index_is_not(write: Write) -> None:
    path = write("crawl.wacz", wacz(warc(record("https://h.example/1", PAGE), packed=True)))
    (article,) = articles(path)
    assert (article.text, article.url) == (PAGE_TEXT, "https://h.example/1")
    assert article.origin == f"{path}:archive/data.warc.gz:https://h.example/1"


def test_no_web_archive_is_named(write: Write) -> None:
    assert "no web archive" in skipped(write("a.txt", "Two died."), kind="warc")[0]
