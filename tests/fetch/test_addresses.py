"""Pages and feeds at addresses, and the same again."""

from __future__ import annotations

import gzip
from pathlib import Path

from archives import DRONES, SUMY, item, packed, page, record, rss, table, text_of_page, warc
from commands import run_tracker
from fetching import PAGE, QUICK, TEXT, ask, fetch, ingest, today
from web_server import WebServer, with_validators

# What stands there


def test_a_page_is_stored_with_its_address_and_day(tmp_path: Path, web: WebServer) -> None:
    address = web.serve("/war/1", PAGE)
    done = ingest(tmp_path, f"{address}#comments")
    assert (done.status, done.err.count("\n")) == (0, 1), done.err
    rows = ask(tmp_path, "SELECT text, url, retrieved, title FROM articles")
    assert rows == [
        {"text": TEXT, "url": address, "retrieved": today(), "title": "Strikes in one night"}
    ]
    (first, second) = web.requests
    assert (first.path, second.path) == ("/robots.txt", "/war/1")
    assert all(each.headers["User-Agent"].startswith("tracker/") for each in web.requests)


def test_every_kind_is_read_from_the_web(tmp_path: Path, web: WebServer) -> None:
    pages = [page(f"Nr {n}", SUMY, DRONES) for n in range(4)]
    web.serve("/a.warc.gz", warc(record("https://h.example/0", pages[0]), packed=True))
    web.serve("/a.csv?year=2025", table([["id", "text"], ["t", f"{SUMY} So it was."]]))
    web.serve("/a.zip", packed({"x.html": pages[1]}))
    web.serve("/packed", gzip.compress(pages[2].encode()), Content_Encoding="gzip")
    web.serve("/text", DRONES, Content_Type="text/plain")
    web.serve("/feed", rss([item(web.serve("/3", pages[3]), "Nr 3", summary="Nr 3...")]))
    paths = [web.url + path for path in web.routes if path != "/3"]
    done = ingest(tmp_path, *paths)
    assert done.status == 0, done.err
    texts = {row["text"] for row in ask(tmp_path, "SELECT text FROM articles")}
    assert texts == {
        *(text_of_page(f"Nr {n}", SUMY, DRONES) for n in range(4)),
        f"{SUMY} So it was.",
        DRONES,
    }


def test_extract_and_explain_read_addresses(tmp_path: Path, web: WebServer) -> None:
    address = web.serve("/1", PAGE)
    done = run_tracker(tmp_path, "extract", *QUICK, address, "--format", "jsonl")
    assert [record["figure"] for record in done.records] == ["7", "12", "60", "108"]
    done = run_tracker(tmp_path, "explain", *QUICK, address)
    assert (done.status, done.out.startswith(address)) == (0, True)


def test_the_server_s_word_on_the_encoding_is_believed(web: WebServer) -> None:
    address = web.serve("/1", b"x", Content_Type="text/html; charset=KOI8-U")
    assert fetch(address).charset == "koi8-u"


# The same again


def test_what_has_not_changed_is_known_by_a_304(tmp_path: Path, web: WebServer) -> None:
    by_tag = web.serve("/tag", with_validators(PAGE, etag='"v1"'))
    by_day = web.serve("/day", with_validators(DRONES, day="Sun, 11 May 2025 09:00:00 GMT"))
    assert "2 new, 0 known" in ingest(tmp_path, by_tag, by_day).last
    before = ask(tmp_path, "SELECT * FROM sightings")
    done = ingest(tmp_path, by_tag, by_day)
    assert (done.status, "0 new, 2 known, 0 changed, 0 skipped" in done.last) == (0, True)
    assert ask(tmp_path, "SELECT * FROM sightings") == before
    asked = [each.headers for each in web.requests if each.path != "/robots.txt"]
    assert asked[2]["If-None-Match"] == '"v1"'
    assert asked[3]["If-Modified-Since"] == "Sun, 11 May 2025 09:00:00 GMT"
    web.serve("/tag", with_validators(page("New", SUMY), etag='"v2"'))
    assert "1 new, 1 known" in ingest(tmp_path, by_tag, by_day).last
    (row,) = ask(tmp_path, "SELECT text, supersedes FROM articles WHERE title = 'New'")
    assert row["text"] == f"New\n\n{SUMY}"


def test_a_date_by_hand_is_not_lost_on_a_304(tmp_path: Path, web: WebServer) -> None:
    address = web.serve("/1", with_validators(PAGE, etag='"v1"'))
    ingest(tmp_path, address)
    done = ingest(tmp_path, address, "--published", "2025-05-11")
    assert "1 changed" in done.last
    (row,) = ask(tmp_path, "SELECT published, published_source FROM articles")
    assert row == {"published": "2025-05-11", "published_source": "given"}


def test_without_validators_the_same_page_is_known(tmp_path: Path, web: WebServer) -> None:
    address = web.serve("/1", PAGE)
    for words in ("1 new, 0 known", "0 new, 1 known"):
        assert words in ingest(tmp_path, address).last
    assert len(ask(tmp_path, "SELECT * FROM sightings")) == 1


def test_what_was_skipped_is_asked_for_again(tmp_path: Path, web: WebServer) -> None:
    empty = web.serve("/1", with_validators("<html><body></body></html>", etag='"v1"'))
    for _ in range(2):
        done = ingest(tmp_path, empty)
        assert (done.status, "1 skipped (1 a page without" in done.last) == (1, True), done.err


def test_one_text_by_feed_address_and_archive(tmp_path: Path, web: WebServer) -> None:
    address = web.serve("/1", PAGE)
    content = f"<p>{SUMY}</p><p>{DRONES}</p>"
    entry = item(address, "Strikes in one night", content=content)
    feed = web.serve("/feed", rss([entry]))
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(warc(record(address, PAGE, date="2025-05-12T08:00:00Z"), packed=True))
    for given, words in ((feed, "1 new"), (address, "1 known"), (archive, "known")):
        done = ingest(tmp_path, given)
        assert (done.status, words in done.last) == (0, True), done.err
    (article,) = ask(tmp_path, "SELECT text, retrieved FROM articles")
    assert article == {"text": TEXT, "retrieved": "2025-05-12"}
    origins = [row["origin"] for row in ask(tmp_path, "SELECT origin FROM sightings ORDER BY 1")]
    assert origins == sorted([f"{feed}:{address}", address, f"{archive}:{address}"])
    before = ask(tmp_path, "SELECT * FROM sightings")
    for given in (feed, address, archive):
        assert "0 new, 1 known, 0 changed" in ingest(tmp_path, given).last
    assert ask(tmp_path, "SELECT * FROM sightings") == before


# Feeds


def test_links_are_read_where_the_feed_has_no_whole_text(tmp_path: Path, web: WebServer) -> None:
    entries = [
        item("/1", "Strikes in one night", summary="Strikes...", date="11 May 2025 09:00 GMT"),
        item(f"{web.url}/gone", "Gone", summary="Gone..."),
    ]
    web.serve("/1", PAGE)
    feed = web.serve("/feed.xml", rss(entries))
    done = ingest(tmp_path, feed)
    assert done.status == 1
    assert f"skipped {web.url}/gone: 404 Not Found" in done.err
    (row,) = ask(tmp_path, "SELECT text, url, published, extent FROM articles")
    assert row == {"text": TEXT, "url": f"{web.url}/1", "published": "2025-05-11", "extent": None}
    done = ingest(tmp_path, feed)
    assert (done.status, "0 new, 1 known, 0 changed, 1 skipped" in done.last) == (1, True)
    assert (web.asked("/1"), web.asked("/gone"), web.asked("/feed.xml")) == (1, 2, 2)


def test_links_of_a_feed_in_a_file_are_read_if_asked_for(tmp_path: Path, web: WebServer) -> None:
    entry = item(web.serve("/1", PAGE), "Strikes in one night", summary=f"{SUMY} More...")
    feed_file = tmp_path / "feed.xml"
    feed_file.write_text(rss([entry]))
    assert ingest(tmp_path, feed_file).status == 0
    assert web.asked("/1") == 0
    assert ingest(tmp_path, feed_file, "--fetch").status == 0
    rows = ask(tmp_path, "SELECT extent, url FROM articles ORDER BY rowid")
    assert [row["extent"] for row in rows] == ["summary", None]
    assert {row["url"] for row in rows} == {f"{web.url}/1"}
    assert ingest(tmp_path, web.serve("/feed", rss([entry])), "--no-fetch").status == 0
    assert web.asked("/1") == 1


def test_a_link_of_a_feed_to_another_feed_is_not_followed(tmp_path: Path, web: WebServer) -> None:
    inner = web.serve("/inner", rss([item(web.serve("/1", PAGE), "One", summary="...")]))
    done = ingest(tmp_path, web.serve("/feed", rss([item(inner, "A feed", summary="...")])))
    assert (done.status, web.asked("/1")) == (1, 0)
    assert f"skipped {inner}: the link of a feed, and no page (feed)" in done.err
