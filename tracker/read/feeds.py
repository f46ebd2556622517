"""RSS and Atom -> the entries of a feed, each with what it says of its article."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from tracker.errors import UnreadableInput
from tracker.models import Article
from tracker.read.articles import read_article
from tracker.read.days import parse_day
from tracker.read.options import Provenance, ReadOptions

_ROOT_CLOSED = re.compile(
    rb"</\s*(?:rss|feed|(?:[\w-]+:)?RDF)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL
)
_ZONE = re.compile(r"\s+(?:[A-Z]{2,5}|\([A-Z]{2,5}\))$")
_CUT = re.compile(
    r"(?:\u2026|\.\.\.|\[(?:\u2026|\.\.\.|&hellip;)\]|(?:read|continue)(?: \w+){0,3}|"
    r"full (?:story|article))\W*$",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_END, _LAST_WORDS = 2000, 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed: its whole text (``content``) or a ``summary``, as HTML."""

    key: str
    link: str | None
    title: str | None
    published: date | None
    content: str | None
    summary: str | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed, and the day on which it was made; ``problem``: it breaks off."""

    title: str | None
    made: date | None
    entries: Sequence[Entry]
    problem: str | None = None


def parse_feed(data: bytes, address: str | None = None) -> Feed:
    """Return the feed that the bytes are; ``address`` is what its links start from.

    The last entry of a feed that breaks off is not whole, and left out.

    Raises:
        UnreadableInput: they are no feed.
    """
    import feedparser  # 60 ms, and only feeds need it

    headers = {"content-location": address} if address else {}
    parsed: Any = feedparser.parse(io.BytesIO(data), response_headers=headers)
    if not parsed.version:
        raise UnreadableInput("no feed, neither RSS nor Atom; give a page with --from html")
    entries = [_entry(each, parsed.version) for each in parsed.entries]
    problem = None
    if parsed.bozo and not _ROOT_CLOSED.search(data[-4096:]):
        problem = "a feed that breaks off; the last entry is left out"
        entries = entries[:-1]
    about = parsed.feed
    made = _day(about["updated"] if "updated" in about else about.get("published"))
    return Feed(_line(about.get("title")), made, entries, problem)


def read_entry(entry: Entry, origin: str, options: ReadOptions, known: Provenance) -> Article:
    """Return the article of an entry from its own words, with its title as the first line.

    Raises:
        UnreadableInput: there are none.
    """
    words = entry.content or entry.summary
    if not words:
        raise UnreadableInput("an entry without text; give the page that it links to")
    title = escape(entry.title or "")
    page = (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{words}</article></body></html>"
    )
    return read_article(page.encode("utf-8", "replace"), "html", origin, options, known)


def _entry(entry: Any, version: str) -> Entry:
    content = _content(entry)
    summary = entry.get("summary") or None
    updated = entry["updated"] if "updated" in entry else ""  # noqa: SIM401 - get() guesses
    # In RSS 1.0 the date of Dublin Core is that of the item; feedparser calls it an update.
    published = entry.get("published") or (updated if version in ("rss10", "rss090") else None)
    said = [entry.get(name) or "" for name in ("title", "link", "published")] + [updated]
    fingerprint = hashlib.sha256("\0".join((*said, content or "", summary or "")).encode("utf-8"))
    link = entry.get("link") or None
    return Entry(
        key=entry.get("id") or link or fingerprint.hexdigest(),
        link=link,
        title=_line(entry.get("title")),
        published=_day(published),
        content=content if content and not _is_cut(content) else None,
        summary=summary or content,
        fingerprint=fingerprint.hexdigest(),
    )


def _content(entry: Any) -> str | None:
    """Return the longest content of an entry, as HTML."""
    found = (
        escape(each.value) if each.get("type") == "text/plain" else each.value
        for each in entry.get("content", ())
        if each.get("value", "").strip()
    )
    return max(found, key=len, default=None)


def _is_cut(content: str) -> bool:
    """Tell whether a content ends as a teaser does.

    >>> _is_cut("<p>Two died.</p><p>Read more</p>"), _is_cut("<p>Two died.</p>")
    (True, False)
    """
    return _CUT.search(_TAG.sub(" ", content[-_END:]).strip()[-_LAST_WORDS:]) is not None


def _day(words: str | None) -> date | None:
    """Return the day of a date with a time, in the zone that it names."""
    return None if words is None else parse_day(words) or parse_day(_ZONE.sub("", words.strip()))


def _line(words: str | None) -> str | None:
    return " ".join(_TAG.sub("", words[:_END]).split()) or None if words else None


def origins(entries: Sequence[Entry], origin: str) -> Iterator[tuple[Entry, str]]:
    """Yield the entries, each with the name by which the user knows it."""
    for number, entry in enumerate(entries, 1):
        yield entry, f"{origin}:{entry.link or number}"
