"""The bytes of one text or page -> an article."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from tracker.errors import UnreadableInput
from tracker.models import Article
from tracker.read.content import decode
from tracker.read.options import Provenance, ReadOptions

_PASSWORD = re.compile(r"<input\b[^>]{0,300}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_LOGIN_TITLE = re.compile(
    r"\b(?:log[ -]?in|log on|sign[ -]?in|sign[ -]?up|subscribe to (?:read|continue)|"
    r"create (?:an |your )?account)\b",
    re.IGNORECASE,
)
_WORDS_OF_A_LOGIN = 60


def read_article(
    data: bytes, kind: str, origin: str, options: ReadOptions, known: Provenance
) -> Article:
    """Return the article of a text, or of a page where ``kind`` is ``html``.

    Raises:
        UnreadableInput: the bytes are no text, it is empty, or the page asks to log in.
    """
    text = decode(data, page=kind == "html", charset=known.charset)
    if not text.strip():
        raise UnreadableInput("empty; nothing to read")
    article = _of_page(text, options, known) if kind == "html" else _of_text(text, options, known)
    digest = hashlib.sha256(data).hexdigest()
    return replace(article, origin=origin, bytes_hash=digest, raw=data)


def _of_text(text: str, options: ReadOptions, known: Provenance) -> Article:
    published = options.published or known.published
    return Article(
        text,
        url=known.url or options.url,
        outlet=options.outlet or known.outlet,
        published=published,
        published_source=_source(options, published),
        retrieved=known.retrieved or options.retrieved,
    )


def _of_page(markup: str, options: ReadOptions, known: Provenance) -> Article:
    from tracker.read.page import read_page  # lxml and trafilatura: only where there is a page

    text, facts = read_page(markup)
    if _asks_to_log_in(markup, text, facts.title):
        raise UnreadableInput("a page that asks to log in; save it when logged in, or as text")
    published = options.published or facts.published or known.published
    stated = (facts.published, *facts.other_days)
    return Article(
        text,
        url=known.url or facts.url or options.url,
        title=facts.title,
        outlet=facts.outlet or options.outlet or known.outlet,
        published=published,
        published_source=_source(options, published),
        retrieved=known.retrieved or options.retrieved,
        other_days=tuple(day for day in stated if day and day != published),
    )


def _source(options: ReadOptions, published: object) -> str | None:
    if options.published:
        return "given"
    return "metadata" if published else None


def _asks_to_log_in(markup: str, text: str, title: str | None) -> bool:
    """Tell whether a page is but a form: many an article has a small one above it as well."""
    if _PASSWORD.search(markup) is None:
        return False
    entitled = title is not None and _LOGIN_TITLE.search(title) is not None
    words = len(text.split()) - len((title or "").split())
    return words < _WORDS_OF_A_LOGIN * (3 if entitled else 1) and not re.search(r"\d", text)
