"""What the robots.txt of a host allows the tracker to read, and how fast."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.errors import UnreadableInput
from tracker.fetch.manners import ROBOTS_NAME

if TYPE_CHECKING:
    import httpx
    from protego import Protego

_LARGEST = 512 * 1024
_KEPT_SECONDS = 3600.0
_LONGEST_PACE = 60.0
_OK = 200
_ERROR_OF_SERVER = 500

ReadRobots = Callable[["httpx.URL", int], tuple[int, bytes]]


class Robots:
    """The rules of the hosts that were asked, each kept for an hour (RFC 9309)."""

    def __init__(self, read: ReadRobots) -> None:
        self._read = read
        self._rules: dict[str, tuple[float, Protego]] = {}

    def pace(self, url: httpx.URL) -> float:
        """Return how many seconds the host wants between two requests, 0 where it does not say.

        Raises:
            UnreadableInput: it does not allow the address to be read, or cannot be asked.
        """
        rules = self._rules_of(url)
        if not rules.can_fetch(str(url), ROBOTS_NAME):
            raise UnreadableInput(f"not allowed by the robots.txt of {url.host}")
        return min(float(rules.crawl_delay(ROBOTS_NAME) or 0.0), _LONGEST_PACE)

    def _rules_of(self, url: httpx.URL) -> Protego:
        where = url.copy_with(path="/robots.txt", query=None, fragment=None)
        kept = self._rules.get(str(where))
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        rules = self._fetch(where)
        self._rules[str(where)] = (time.monotonic() + _KEPT_SECONDS, rules)
        return rules

    def _fetch(self, where: httpx.URL) -> Protego:
        from protego import Protego

        try:
            status, data = self._read(where, _LARGEST)
        except UnreadableInput as problem:
            if str(problem).startswith("larger than"):
                raise UnreadableInput(f"a robots.txt of {where.host} without end") from problem
            raise
        if status >= _ERROR_OF_SERVER:
            raise UnreadableInput(f"its robots.txt cannot be read ({status}); try later")
        return Protego.parse(_text(data) if status == _OK else "")


def _text(data: bytes) -> str:
    if data.startswith(b"\x1f\x8b"):  # sent in gzip although it was not asked for
        data = zlib.decompressobj(31).decompress(data, _LARGEST)
    return data.decode("utf-8", "replace")
