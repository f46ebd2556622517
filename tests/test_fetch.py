"""Addresses: politely, in bounds of time and size, and never into a private network."""

from __future__ import annotations

import gzip
import shutil
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from archives import DRONES, SUMY, item, packed, page, record, rss, table, text_of_page, warc
from click.testing import CliRunner
from commands import Done, run_tracker
from web_server import Reply, WebServer, with_validators

from tracker.cli import tracker
from tracker.errors import UnreadableInput
from tracker.fetch import Answer, Manners
from tracker.fetch.client import Fetcher
from tracker.fetch.guard import is_public

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


# Servers as they are

MEGABYTE = b"x" * (1 << 20)


def endless() -> Iterator[bytes]:
    for _ in range(1024):
        yield MEGABYTE


def dripping() -> Iterator[bytes]:
    for _ in range(600):
        yield b"<p>word</p>"
        time.sleep(0.05)


BREAKS_OFF = {"Content-Length": "999", "Connection": "close"}


def to(path: str) -> Reply:
    return Reply("", 302, {"Location": path})


WRONG: dict[str, tuple[Reply | bytes | str, str]] = {
    "/gone": (Reply("", 404), "404 Not Found; check the address"),
    "/paid": (Reply("", 402), "402 Payment Required; not for everyone"),
    "/forbidden": (Reply("", 403), "403 Forbidden; not for everyone"),
    "/loop": (to("/loop"), "redirected more than 10 times"),
    "/ftp": (to("ftp://h.example/1"), "redirected to what cannot be read"),
    "/nowhere": (Reply("", 301), "redirected, but not where to (301)"),
    "/large": (Reply(endless), "larger than 2 MB; --max-size"),
    "/said-large": (Reply(b"", headers={"Content-Length": "999999999"}), "larger than 2 MB"),
    "/short": (Reply(b"x", headers=BREAKS_OFF), "breaks off"),
    "/brotli": (Reply(b"x", headers={"Content-Encoding": "br"}), "sent in an encoding"),
    "/cut-gzip": (
        Reply(gzip.compress(PAGE.encode())[:-20], headers={"Content-Encoding": "gzip"}),
        "breaks off or is damaged",
    ),
    "/bomb": (
        Reply(gzip.compress(b" " * (40 << 20)), headers={"Content-Encoding": "gzip"}),
        "unpacks to more than 200 times its size",
    ),
    "/empty": ("", "empty; nothing to read"),
    "/picture": (b"\x89PNG\r\n\x1a\n" * 9, "a PNG image"),
    "/no-feed": (
        Reply("We have moved.", headers={"Content-Type": "application/rss+xml; charset=utf-8"}),
        "no feed, neither RSS nor Atom",
    ),
    "/feed.atom": ("Two people were killed in Sumy.", "no feed, neither RSS nor Atom"),
    "/busy": (Reply("", 503), "503 Service Unavailable; try later"),
    "/later": (Reply("", 429, {"Retry-After": "3600"}), "busy, and asks to wait 3600 seconds"),
}


def test_every_wrong_address_is_named_and_the_rest_is_stored(
    tmp_path: Path, web: WebServer
) -> None:
    for path, (reply, _) in WRONG.items():
        web.serve(path, reply)
    good = web.serve("/1", PAGE)
    begun = time.monotonic()
    addresses = [web.url + path for path in WRONG]
    done = ingest(tmp_path, "--max-size", "2", "--timeout", "5", *addresses, good)
    assert done.status == 1
    for path, (_, words) in WRONG.items():
        assert f"skipped {web.url}{path}: {words}" in done.err
    assert f"articles: 1 new, 0 known, 0 changed, {len(WRONG)} skipped" in done.last
    assert len(ask(tmp_path, "SELECT * FROM problems")) == len(WRONG)
    assert [row["text"] for row in ask(tmp_path, "SELECT text FROM articles")] == [TEXT]
    assert time.monotonic() - begun < 60


def test_an_answer_that_never_comes_or_drips_ends_in_time(web: WebServer) -> None:
    def silent(handler: BaseHTTPRequestHandler) -> Reply:
        web.stopping.wait(10)
        return Reply("late")

    for reply in (Reply(dripping), silent):
        begun = time.monotonic()
        reason = refusal(web.serve("/slow", reply), timeout=0.4)
        assert "no whole answer in time" in reason
        assert time.monotonic() - begun < 3


def test_headers_that_drip_end_in_time() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                try:
                    for letter in b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 1000:
                        connection.send(bytes([letter]))
                        time.sleep(0.02)
                except OSError:
                    return

        threading.Thread(target=drip, daemon=True).start()
        reason = refusal(f"http://127.0.0.1:{server.getsockname()[1]}/1", timeout=0.4)
        assert "no whole answer in time" in reason


def test_nothing_that_listens_and_no_host_are_named() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    assert "cannot be reached" in refusal(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://name:secret@h.example/1", "an address with a password"),
        ("http:///nothing", "no address of the web"),
        ("http://h.example:port/", "no address of the web"),
    ],
)
def test_an_address_that_is_none_is_named(address: str, reason: str) -> None:
    assert reason in refusal(address)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_https_is_read_where_the_certificate_is_trusted(
    tmp_path: Path, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*make.split(), *names], cwd=tmp_path, check=True, capture_output=True)
    web.secure(tmp_path / "cert.pem", tmp_path / "key.pem")
    web.serve("/1", PAGE)
    address = f"https://localhost:{web.port}/1"
    untrusted = "its certificate is not trusted (self-signed certificate); SSL_CERT_FILE names"
    assert untrusted in refusal(address)
    assert web.requests == []
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    with fetch(address).body as body:
        assert body.read() == PAGE.encode()


# Manners


def test_busy_servers_are_asked_again_when_they_say(web: WebServer) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)
    replies = [
        Reply("", 503, {"Retry-After": "1"}),
        Reply("", 429, {"Retry-After": soon}),
        Reply("", 500),
        Reply(PAGE),
    ]
    answers = iter(replies)
    begun = time.monotonic()
    with fetch(web.serve("/1", lambda _: next(answers))).body as body:
        assert body.read() == PAGE.encode()
    assert web.asked("/1") == 4
    assert 1.0 <= time.monotonic() - begun < 4


def test_a_server_that_breaks_off_is_asked_again(web: WebServer) -> None:
    answers = iter([Reply(b"x", headers=BREAKS_OFF), Reply(PAGE)])
    with fetch(web.serve("/1", lambda _: next(answers))).body as body:
        assert body.read() == PAGE.encode()


def test_a_host_is_asked_at_its_pace(web: WebServer) -> None:
    addresses = [web.serve(f"/{n}", PAGE) for n in range(3)]
    with Fetcher(Manners(pause=0.2, allow_private=True)) as fetcher:
        for address in addresses:
            fetcher.get(address)
    times = [each.at for each in web.requests if each.path != "/robots.txt"]
    assert all(later - earlier >= 0.19 for earlier, later in zip(times, times[1:], strict=False))


def test_a_crawl_delay_is_kept(web: WebServer) -> None:
    web.serve("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n")
    addresses = [web.serve(f"/{n}", PAGE) for n in range(2)]
    with Fetcher(Manners(pause=0, allow_private=True)) as fetcher:
        for address in addresses:
            fetcher.get(address)
    times = [each.at for each in web.requests if each.path != "/robots.txt"]
    assert times[1] - times[0] >= 0.29


def test_robots_txt_is_asked_once_and_obeyed(web: WebServer) -> None:
    rules = "User-agent: tracker\nDisallow: /closed\n\nUser-agent: news\nDisallow: /\n"
    web.serve("/robots.txt", rules)
    for path in ("/open", "/closed/1"):
        web.serve(path, PAGE)
    web.serve("/moved", to("/closed/1"))
    with Fetcher(Manners(pause=0, allow_private=True)) as fetcher:
        assert fetcher.get(f"{web.url}/open") is not None
        for path in ("/closed/1", "/moved"):
            with pytest.raises(UnreadableInput, match=r"not allowed by the robots\.txt"):
                fetcher.get(f"{web.url}{path}")
    assert web.asked("/closed/1") == 0
    assert [each.path for each in web.requests].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("reply", "allowed"),
    [
        (Reply("", 404), True),
        (Reply("", 403), True),
        (Reply("", 500), False),
        (Reply(b"\xff\xfe\0nonsense\0" * 9), True),
        (Reply(endless), False),
        (to("/rules"), False),
        (to("/robots.txt"), True),
    ],
    ids="missing forbidden broken nonsense endless moved loop".split(),
)
def test_a_robots_txt_that_cannot_be_read(web: WebServer, reply: Reply, allowed: bool) -> None:
    web.serve("/robots.txt", reply)
    web.serve("/rules", "User-agent: *\nDisallow: /\n")
    address = web.serve("/1", PAGE)
    if allowed:
        assert fetch(address).address == address
    else:
        assert "robots.txt" in refusal(address)
        assert web.asked("/1") == 0


# Private networks


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::127.0.0.1",
        "fe80::1",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"]
)
def test_this_machine_is_not_asked_without_leave(web: WebServer, host: str) -> None:
    web.serve("/1", PAGE)
    reason = refusal(f"http://{host}:{web.port}/1", allow_private=False)
    assert "an address within a private network" in reason
    assert web.requests == []


Resolve = Callable[..., list[tuple[Any, ...]]]


def resolving(names: dict[str, list[str]], asked: list[str]) -> Resolve:
    """Return a name server that gives each name its addresses one after the other."""

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
        asked.append(host)
        address = names[host].pop(0) if host in names else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return resolve


def test_a_redirection_into_a_private_network_is_refused(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tracker.fetch.guard as guard

    # To the guard, 127.0.0.1 is public here, and 127.0.0.2 is not.
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    web.serve("/1", to(f"http://127.0.0.2:{web.port}/secret"))
    web.serve("/secret", PAGE)
    reason = refusal(f"{web.url}/1", allow_private=False)
    assert "an address within a private network (127.0.0.2)" in reason
    assert web.asked("/secret") == 0


def test_a_name_that_changes_its_address_does_not_get_through(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tracker.fetch.guard as guard

    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    asked: list[str] = []
    names = {"h.example": ["127.0.0.1", "127.0.0.2", "127.0.0.2"]}
    monkeypatch.setattr(socket, "getaddrinfo", resolving(names, asked))
    web.serve("/robots.txt", Reply("", headers={"Connection": "close"}))
    reason = refusal(f"http://h.example:{web.port}/1", allow_private=False)
    # The first request went where the name led then; the second one leads elsewhere.
    assert "an address within a private network (127.0.0.2)" in reason
    assert [each.path for each in web.requests] == ["/robots.txt"]
    assert asked.count("h.example") == 2


def test_what_is_connected_to_is_what_was_checked(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tracker.fetch.guard as guard

    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    names = {"h.example": ["127.0.0.1"]}
    asked: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", resolving(names, asked))
    web.serve("/robots.txt", "")
    web.serve("/1", PAGE)
    assert fetch(f"http://h.example:{web.port}/1", allow_private=False).address
    # One look at the name for both requests: the connection is by the address that was checked.
    assert asked.count("h.example") == 1
    assert web.requests[-1].headers["Host"] == f"h.example:{web.port}"


def test_ingest_refuses_this_machine_unless_allowed(tmp_path: Path, web: WebServer) -> None:
    address = web.serve("/1", PAGE)
    done = run_tracker(tmp_path, "ingest", "--pause", "0", address)
    assert done.status == 1
    assert "an address within a private network (127.0.0.1); --allow-private" in done.err
    assert web.requests == []
