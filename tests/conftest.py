"""What every test stands on: no network, no database but its own, labelled texts where given."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from made_figures import make_database
from web_server import WebServer

CHECKOUT = Path(__file__).resolve().parent.parent

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell has begun the tests in the background, and what they start would not hear a Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _own_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests away from a database that the caller's environment names."""
    monkeypatch.delenv("TRACKER_DB", raising=False)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that leaves the machine: nothing in the tracker needs more than its files."""
    connect = socket.socket.connect

    def connect_within(self: socket.socket, address: Any) -> None:
        within = self.family not in (socket.AF_INET, socket.AF_INET6) or address[0] in (
            "127.0.0.1",
            "::1",
            "localhost",
        )
        if not within:
            raise AssertionError(f"a test tried to reach {address!r} over the network")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_within)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder of the project."""
    return CHECKOUT


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """Return the folder of labelled texts outside of the project, or leave the test out."""
    folder = os.environ.get("TRACKER_GOLD")
    if not folder:
        pytest.skip("TRACKER_GOLD is not set: it names a folder with labelled texts")
    path = Path(folder).resolve()
    assert path.is_dir(), f"TRACKER_GOLD is {folder}, which is not a folder"
    return path


@pytest.fixture
def database(tmp_path: Path) -> Callable[..., Path]:
    """Return what makes a database of these claims, and verdicts, for charts and series."""
    numbers = count()

    def make(claims: Iterable[dict[str, Any]], reviews: Iterable[dict[str, Any]] = ()) -> Path:
        return make_database(tmp_path / f"made-{next(numbers)}.db", claims, reviews)

    return make


@pytest.fixture
def web() -> Iterator[WebServer]:
    """Return a web server of this test's own, on a free port of this machine."""
    with WebServer() as server:
        yield server
