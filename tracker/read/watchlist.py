"""A list of feeds and pages in TOML -> what is to be watched.

interval = 900                                  # seconds from one round to the next

[[feed]]
url = "https://news.example/war/feed.xml"
outlet = "The Herald"                           # where the pages do not say
fetch = true                                    # read the pages that it links to

[[page]]
url = "https://news.example/war/live"
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import BadWatchlist

INTERVAL = 900.0
"""How many seconds lie between the beginnings of two rounds where a list does not say."""

LONGEST = 366 * 86_400.0
"""The longest interval, in seconds."""

_ALLOWED: Mapping[str, Mapping[str, type]] = {
    "feed": {"url": str, "outlet": str, "fetch": bool},
    "page": {"url": str, "outlet": str},
}
_OF_TYPE = {str: "a text in quotes", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed or page; ``fetch`` is None where the list leaves open whether links are read."""

    kind: str
    url: str
    outlet: str | None = None
    fetch: bool | None = None


@dataclass(frozen=True, slots=True)
class Watchlist:
    """What is to be watched, feeds first, and at which interval in seconds."""

    watched: Sequence[Watched]
    interval: float = INTERVAL


def read_watchlist(path: Path) -> Watchlist:
    """Return the list that a file holds.

    Raises:
        BadWatchlist: it cannot be read; names the file, the key and what is allowed.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadWatchlist(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadWatchlist(f"{path}: not in UTF-8; save it again") from error
    except tomllib.TOMLDecodeError as error:
        raise BadWatchlist(f"{path}: not TOML: {error}") from error
    _check_keys(found, ("interval", *_ALLOWED), str(path))
    watched = [
        _watched(entry, kind, f"{path}, [[{kind}]] {number}")
        for kind in _ALLOWED
        for number, entry in enumerate(_entries(found, kind, path), 1)
    ]
    if not watched:
        raise BadWatchlist(f"{path}: nothing to watch; add a [[feed]] or a [[page]] with its url")
    _check_twice(watched, path)
    return Watchlist(watched, _interval(found, path))


def _entries(found: Mapping[str, Any], kind: str, path: Path) -> Sequence[Mapping[str, Any]]:
    entries = found.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise BadWatchlist(f"{path}: {kind} is no list of tables; write [[{kind}]] above its url")
    return entries


def _watched(entry: Mapping[str, Any], kind: str, where: str) -> Watched:
    allowed = _ALLOWED[kind]
    _check_keys(entry, tuple(allowed), where)
    for key, value in entry.items():
        if not isinstance(value, allowed[key]):
            raise BadWatchlist(f"{where}: {key} is {value!r}; write {_OF_TYPE[allowed[key]]}")
    if "url" not in entry:
        raise BadWatchlist(f'{where}: no url; write url = "https://..."')
    if not entry["url"].lower().startswith(("http://", "https://")):
        raise BadWatchlist(f"{where}: url is {entry['url']!r}; write an address: https://...")
    return Watched(kind, **entry)


def _check_keys(table: Mapping[str, Any], allowed: Sequence[str], where: str) -> None:
    for key in table:
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise BadWatchlist(f"{where}: unknown key {key!r}; {hint}allowed: {', '.join(allowed)}")


def _check_twice(watched: Sequence[Watched], path: Path) -> None:
    seen: set[str] = set()
    for each in watched:
        if each.url in seen:
            raise BadWatchlist(f"{path}: the url {each.url!r} stands there twice; leave one out")
        seen.add(each.url)


def _interval(found: Mapping[str, Any], path: Path) -> float:
    interval = found.get("interval", INTERVAL)
    is_number = isinstance(interval, int | float) and not isinstance(interval, bool)
    if not is_number or not 0 < interval <= LONGEST:
        raise BadWatchlist(
            f"{path}: interval is {interval!r}; write a number of seconds above 0, at most a year"
        )
    return float(interval)
