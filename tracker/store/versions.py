"""Which text of a page replaces which: ``articles.supersedes`` strings its versions together.

The texts that stood at one address, or under one id of the caller, follow one another by the days
on which they were fetched, else in the order in which they were stored. What comes in together
and bears no different days is not a row of versions: it is several texts of one page. What a feed
says of an article never replaces the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from tracker.store.articles import Sighting

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands among the versions of its page: what it replaces, what replaces it."""

    supersedes: str | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class _Version:
    """A text of the page: when it was stored, when it was last fetched, and what it replaces."""

    article: str
    rowid: int
    retrieved: str | None
    supersedes: str | None
    extent: str | None


def find_place(db: Database, sighting: Sighting, newest: int, article_id: str) -> Place:
    """Return where a text belongs among the versions of its page, from this sighting of it.

    Two ids at one address are two texts of one page, two addresses for one id are two texts:
    they are no versions of each other. ``newest`` is the rowid of the last article stored
    before this run.
    """
    versions = [
        version
        for version in _versions_at(db, sighting)
        if version.article != article_id and _is_other_time(version, sighting.retrieved, newest)
    ]
    line = _newest_first(versions)
    later = list(takewhile(lambda each: _stands_after(each, sighting), line))
    rest = line[len(later) :]
    return Place(rest[0].article if rest else None, later[-1].article if later else None)


def put_in_place(db: Database, article_id: str, place: Place) -> None:
    """Let the article replace what stood before it, and be replaced by what stands after it."""
    _link(db, article_id, place.supersedes)
    if place.superseded_by is not None:
        _link(db, place.superseded_by, article_id)


def stands_again(db: Database, article_id: str, sighting: Sighting) -> str | None:
    """Make a former version the newest one, where it was fetched again after all others.

    Returns the article that it now replaces; None where nothing changed.
    """
    line = _newest_first(_versions_at(db, sighting))
    former = next((version for version in line[1:] if version.article == article_id), None)
    if former is None or _stands_after(line[0], sighting):
        return None
    if not _is_after(sighting.retrieved, line[0].retrieved):
        return None
    take_out(db, article_id)
    _link(db, article_id, line[0].article)
    return line[0].article


def take_out(db: Database, article_id: str) -> None:
    """Take an article out of its row of versions: its neighbours follow each other."""
    db.conn.execute(
        "UPDATE articles SET supersedes = (SELECT supersedes FROM articles WHERE id = :id) "
        "WHERE supersedes = :id",
        {"id": article_id},
    )
    _link(db, article_id, None)


def _versions_at(db: Database, sighting: Sighting) -> list[_Version]:
    found = db.conn.execute(
        """
        SELECT
            articles.id, articles.rowid, max(sightings.retrieved), articles.supersedes,
            articles.extent
        FROM sightings INNER JOIN articles ON articles.id = sightings.article
        WHERE (sightings.url = :url OR sightings.given_id = :given_id)
            AND ifnull(sightings.url = :url, 1) AND ifnull(sightings.given_id = :given_id, 1)
        GROUP BY articles.rowid ORDER BY articles.rowid
        """,
        {"url": sighting.url, "given_id": sighting.given_id},
    )
    return [_Version(*row) for row in found]


def _newest_first(versions: Sequence[_Version]) -> list[_Version]:
    """Return the row of versions that ends with the last stored of those that nothing replaces."""
    by_id = {version.article: version for version in versions}
    replaced = {version.supersedes for version in versions}
    heads = [version for version in versions if version.article not in replaced]
    line: list[_Version] = []
    version = max(heads, key=lambda each: each.rowid, default=None)
    while version is not None:
        line.append(version)
        version = by_id.pop(version.supersedes, None) if version.supersedes else None
    return line


def _is_other_time(version: _Version, retrieved: str | None, newest: int) -> bool:
    """Tell whether a text stood there at another time than one that comes in now."""
    both_known = version.retrieved is not None and retrieved is not None
    return version.rowid <= newest or (both_known and version.retrieved != retrieved)


def _stands_after(version: _Version, sighting: Sighting) -> bool:
    """Tell whether a version replaces the text of a sighting: a whole one, or a later one."""
    if version.extent != sighting.extent:
        return version.extent is None
    return _is_after(version.retrieved, sighting.retrieved)


def _is_after(day: str | None, other: str | None) -> bool:
    return day is not None and other is not None and day > other


def _link(db: Database, article_id: str, supersedes: str | None) -> None:
    db.conn.execute("UPDATE articles SET supersedes = ? WHERE id = ?", (supersedes, article_id))
