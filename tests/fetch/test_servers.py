"""Servers as they are: each wrong answer is named, in bounds of time and size."""

from __future__ import annotations

import gzip
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from fetching import BREAKS_OFF, PAGE, TEXT, ask, endless, fetch, ingest, refusal, to
from web_server import Reply, WebServer


def dripping() -> Iterator[bytes]:
    for _ in range(600):
        yield b"<p>word</p>"
        time.sleep(0.05)


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
