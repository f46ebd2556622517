"""How the tracker behaves towards the servers that it asks, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from tracker.version import __version__

USER_AGENT = f"tracker/{__version__} (figures of armed conflicts in the news)"
"""The name by which servers know the tracker."""

ROBOTS_NAME = "tracker"
"""The name by which a robots.txt speaks to it."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are fetched.

    ``pause`` is how many seconds lie between two requests to a host, ``timeout`` how many one
    answer may take in all, ``largest`` how many bytes it may have. ``allow_private`` lets
    addresses of this machine and of private networks be read.
    """

    pause: float = 1.0
    timeout: float = 60.0
    largest: int = 64 << 20
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What stood at an address: its bytes as they came, and what the server said of them.

    ``address`` is where they were found in the end, ``day`` the day of fetching in UTC;
    ``media`` is its type in the words of the server, as ``application/rss+xml``; ``packed`` says
    that the bytes are in gzip for the way alone.
    """

    address: str
    body: BinaryIO
    day: date
    charset: str | None = None
    media: str | None = None
    packed: bool = False
    etag: str | None = None
    last_modified: str | None = None
