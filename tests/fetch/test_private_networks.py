"""Never into a private network, unless that is allowed."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import run_tracker
from fetching import PAGE, fetch, refusal, to
from web_server import Reply, WebServer

from tracker.fetch.guard import is_public


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
