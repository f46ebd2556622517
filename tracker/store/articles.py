"""An article -> its row, and a row for each place and time at which its text was seen.

What is known of a text follows from all its sightings: the best-sourced date of publication,
the earliest retrieval, and the first of everything else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.models import Article, Extraction, Span
from tracker.store.archive import hash_bytes

if TYPE_CHECKING:
    from sqlite_utils import Database

CORRECTED = "corrected"
"""The source of a date that a person corrected; the last correction counts."""

SOURCES_OF_DATE = (CORRECTED, "given", "metadata", "url", "dateline", "body", "inferred")
"""How a publication date can be known, the best first."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where and when a text was seen, in the words of the table ``sightings``."""

    given_id: str | None
    url: str | None
    title: str | None
    outlet: str | None
    origin: str | None
    published: str | None
    published_source: str | None
    retrieved: str | None
    bytes_hash: str | None
    extent: str | None = None
    other_days: str | None = None


_SIGHTING = tuple(field.name for field in fields(Sighting))


@dataclass(frozen=True, slots=True)
class Known:
    """What the database has of a text: its row, its dates as extracted, and its sightings."""

    article_id: str
    lang: str | None
    published: str | None
    published_source: str | None
    sightings: tuple[Sighting, ...]


def hash_text(text: str) -> str:
    """Return the SHA-256 of the text in hexadecimal, by which a text is known again."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def id_of_hash(text_hash: str) -> str:
    """Return the tracker's own id of the text with this hash."""
    return f"a-{text_hash[:16]}"


def sighting_of(article: Article) -> Sighting:
    """Return what the reader knows of where and when it found the text.

    A publication date without a source was given by the caller.
    """
    return Sighting(
        given_id=article.id,
        url=article.url,
        title=article.title,
        outlet=article.outlet,
        origin=article.origin,
        published=_iso(article.published),
        published_source=(article.published_source or "given") if article.published else None,
        retrieved=_iso(article.retrieved),
        bytes_hash=article.bytes_hash if article.raw is None else hash_bytes(article.raw),
        extent=article.extent,
        other_days=" ".join(sorted(map(str, article.other_days))) or None,
    )


def merge_sightings(text: str, sightings: Iterable[Sighting]) -> Article:
    """Return the article as all its sightings together know it.

    Of two dates that are known equally well the earlier one counts. Another address that prints
    the same text is a reprint, which dates it only where the first address gives no date. The
    last correction by a person counts before all of them.
    """
    seen = tuple(sightings)
    corrected = [s for s in seen if s.published_source == CORRECTED]
    home = _first(s.url for s in seen)
    dated_at_all = [s for s in seen if s.published]
    dates = corrected[-1:] or [s for s in dated_at_all if s.url in (None, home)] or dated_at_all
    dated = min(dates, key=_rank_of_date, default=None)
    retrieved = min((s.retrieved for s in seen if s.retrieved), default=None)
    return Article(
        text,
        id=_first(s.given_id for s in seen),
        url=_first(s.url for s in seen),
        title=_first(s.title for s in seen),
        outlet=_first(s.outlet for s in seen),
        origin=_first(s.origin for s in seen),
        published=date.fromisoformat(dated.published) if dated and dated.published else None,
        published_source=dated.published_source if dated else None,
        retrieved=date.fromisoformat(retrieved) if retrieved else None,
        bytes_hash=_first(s.bytes_hash for s in seen),
        extent="summary" if all(s.extent for s in seen if s not in corrected) else None,
        other_days=_other_days(seen, dated.published if dated else None),
    )


def describe_conflict(article: Article, sighting: Sighting) -> str | None:
    """Return in words that another address gives an earlier day to the same text."""
    given, kept = sighting.published, _iso(article.published)
    if sighting.url in (None, article.url) or not given or not kept or given >= kept:
        return None
    return (
        f"the same text stands at {article.url} with the day {kept} and at {sighting.url} with "
        f"{given}; {kept} is kept"
    )


def _other_days(seen: Iterable[Sighting], published: str | None) -> tuple[date, ...]:
    """Return the days of publication that pages give besides, in order."""
    days = {day for sighting in seen for day in (sighting.other_days or "").split()}
    return tuple(date.fromisoformat(day) for day in sorted(days) if day != published)


def needs_extraction(before: Article, now: Article) -> bool:
    """Tell whether something has become known that can change what the text says.

    The id, the outlet and the origin are but names.
    """
    return any(
        getattr(before, name) != getattr(now, name)
        for name in ("url", "title", "published", "published_source", "retrieved", "other_days")
    )


def find_known(db: Database, text_hash: str) -> Known | None:
    """Return what the database has of the text with this hash."""
    row = db.conn.execute(
        "SELECT id, lang, published, published_source FROM articles WHERE text_hash = ?",
        (text_hash,),
    ).fetchone()
    if row is None:
        return None
    article_id, lang, published, source = row
    seen = sightings_of(db, article_id)
    return Known(article_id, lang, published, source, seen)


def sightings_of(db: Database, article_id: str) -> tuple[Sighting, ...]:
    """Return where and when the text was seen, in the order in which that became known."""
    found = db.conn.execute(
        f"SELECT {', '.join(_SIGHTING)} FROM sightings WHERE article = ? ORDER BY rowid",
        (article_id,),
    )
    return tuple(Sighting(*row) for row in found)


def as_seen(db: Database, article_id: str) -> tuple[Article, Known] | None:
    """Return an article as all its sightings know it, with what the database has of it."""
    row = db.conn.execute(
        "SELECT text, text_hash FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    known = find_known(db, row[1]) if row else None
    return None if known is None else (known_by_all(db, row[0], known), known)


def known_by_all(db: Database, text: str, known: Known) -> Article:
    """Return the article as its sightings know it, and the other articles what it repeats."""
    article = merge_sightings(text, known.sightings)
    return replace(article, repeated=repeated_in(db, known.article_id))


def repeated_in(db: Database, article_id: str) -> tuple[Span, ...]:
    """Return the passages of an article that are known to stand below others as well."""
    found = db.conn.execute("SELECT repeated FROM articles WHERE id = ?", (article_id,))
    (repeated,) = found.fetchone() or (None,)
    return tuple(Span(start, end) for start, end in json.loads(repeated or "[]"))


def newest_article(db: Database) -> int:
    """Return the rowid of the article stored last, 0 where there is none."""
    row = db.conn.execute("SELECT max(rowid) FROM articles").fetchone()
    return row[0] or 0


def add_article(db: Database, article: Article, *, lang: str | None) -> None:
    """Store a text that is not known yet, dated by its sighting."""
    text_hash = hash_text(article.text)
    row = {
        "id": id_of_hash(text_hash),
        "text": article.text,
        "text_hash": text_hash,
        "lang": lang,
        "published": _iso(article.published),
        "published_source": article.published_source,
    }
    db.table("articles").insert(row | _names_of(article))


def update_names(db: Database, article_id: str, article: Article) -> None:
    """Store what all sightings together know of the article, its date of publication apart."""
    _update(db, article_id, _names_of(article))


def date_article(db: Database, article_id: str, article: Article) -> None:
    """Store the date of publication as the sightings know it."""
    source = article.published_source
    _update(db, article_id, {"published": _iso(article.published), "published_source": source})


def date_by_extraction(db: Database, article_id: str, extraction: Extraction) -> None:
    """Store the date of publication as the text bears it out, and what read the text."""
    day, source = date_of(extraction)
    run_id = extraction.run.run_id
    _update(db, article_id, {"published": day, "published_source": source, "run_id": run_id})


def date_of(extraction: Extraction) -> tuple[str | None, str | None]:
    """Return the date of publication that the text bears out, and how it is known."""
    day = _iso(extraction.dated.day)
    return day, extraction.dated.source if day else None


def set_language(db: Database, article_id: str, lang: str | None) -> None:
    """Store the language of the text."""
    _update(db, article_id, {"lang": lang})


def as_extracted(db: Database, article_id: str) -> tuple[str | None, str | None, str | None]:
    """Return the stored date of publication, how it is known, and the run that read the text."""
    row: tuple[str | None, str | None, str | None] = db.conn.execute(
        "SELECT published, published_source, run_id FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    return row


def add_sighting(db: Database, article_id: str, sighting: Sighting) -> None:
    """Store where and when the text was seen."""
    row = {name: getattr(sighting, name) for name in _SIGHTING}
    db.table("sightings").insert({"article": article_id, **row})


def forget_sighting(db: Database, article_id: str, sighting: Sighting) -> None:
    """Take out this very sighting, so that it can be the last one."""
    same = " AND ".join(f"{name} IS :{name}" for name in _SIGHTING)
    row = {name: getattr(sighting, name) for name in _SIGHTING}
    db.conn.execute(
        f"DELETE FROM sightings WHERE article = :article AND {same}", {**row, "article": article_id}
    )


def _names_of(article: Article) -> dict[str, str | None]:
    return {
        "given_id": article.id,
        "url": article.url,
        "origin": article.origin,
        "title": article.title,
        "outlet": article.outlet,
        "retrieved": _iso(article.retrieved),
        "bytes_hash": article.bytes_hash,
        "extent": article.extent,
    }


def _update(db: Database, article_id: str, row: dict[str, str | None]) -> None:
    sets = ", ".join(f"{name} = :{name}" for name in row)
    db.conn.execute(f"UPDATE articles SET {sets} WHERE id = :id", {**row, "id": article_id})


def _rank_of_date(sighting: Sighting) -> tuple[int, str]:
    source = sighting.published_source
    known = source in SOURCES_OF_DATE
    rank = SOURCES_OF_DATE.index(source) if known and source else len(SOURCES_OF_DATE)
    return rank, sighting.published or ""


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
