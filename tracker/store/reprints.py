"""Which articles reprint another one with light edits, and which of their claims are the same.

What is compared is not the page but what it counts: the sentences of its claims, without the
headline and the teasers of other articles. Each run of words stands with the figures of its
sentence, so that the figures decide: two days' bulletins of one form have other numbers and
nothing in common. Articles whose MinHash digests share a band are read and compared. Those that
are alike, and those that are like these, are one family; the first published of it is the origin.

A family follows from its articles alone, whatever the order in which they came.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from tracker.store.copies import ORDER_OF_ARTICLES, TELLING_WORDS, settle_passage
from tracker.store.pairs import Page, Printed, jaccard, pair_claims, words_of

if TYPE_CHECKING:
    from sqlite_utils import Database

BANDS, ROWS, SEED = 24, 4, 1945
"""So many bands of so many hashes: of pairs half alike four in five share one, of better ones all.

Numbers of the stored digests: with others they are made anew.
"""

RUN_OF_WORDS = 3

ALIKE = 0.5
"""Two articles are of one family where so much of what both say together is in both."""

_WORTH_READING = 0.3
"""Of so many equal hashes on: an estimate, from digests, of what only reading can tell."""

_COLUMNS = ", ".join(f"claims.{field.name}" for field in fields(Printed))


@cache
def made_by() -> str:
    """Return with what digests are made; those of another making cannot be compared."""
    from importlib.metadata import version

    from rensa import RMinHash

    algorithm = f"rensa {version('rensa')}, RMinHash {RMinHash.ALGORITHM_VERSION}"
    return f"{algorithm}, {BANDS} bands of {ROWS}, seed {SEED}, runs of {RUN_OF_WORDS} words"


def shingles(claims: Iterable[Printed]) -> frozenset[str]:
    """Return each run of three words in the sentences of the claims, with their figures.

    Empty where there are too few words to know a text by.
    """
    sentences: dict[tuple[int, str], list[str]] = {}
    for claim in claims:
        if claim.zone not in ("headline", "teaser"):
            figures = sentences.setdefault((claim.quote_start, claim.quote), [])
            figures.append(f"{claim.value}:{claim.low}:{claim.high}")
    found, length = set(), 0
    for (_, quote), figures in sentences.items():
        words = words_of(quote)
        length += len(words)
        for at in range(max(1, len(words) - RUN_OF_WORDS + 1)):
            found.add(" ".join((*figures, *words[at : at + RUN_OF_WORDS])))
    return frozenset(found if length >= TELLING_WORDS else ())


def digest_of(runs: Iterable[str]) -> bytes:
    """Return the MinHash of the runs of words: 32 bits for each hash, the lowest byte first."""
    from rensa import RMinHash

    minhash = RMinHash(BANDS * ROWS, SEED)
    minhash.update(sorted(runs))
    return b"".join(number.to_bytes(4, "little") for number in minhash.digest())


def bands_of(digest: bytes) -> list[int]:
    """Return the bands of a digest, as numbers that SQLite can hold."""
    size = 4 * ROWS
    parts = (digest[at : at + size] for at in range(0, len(digest), size))
    keyed = (hashlib.blake2b(part, digest_size=8, salt=bytes([n])) for n, part in enumerate(parts))
    return [int.from_bytes(each.digest(), "big", signed=True) for each in keyed]


def rejoin(db: Database, article_id: str) -> None:
    """Find the family of an article anew, after its claims or its date have changed."""
    rowid = _rowid(db, article_id)
    runs = shingles(claims_of(db, rowid))
    digest = digest_of(runs) if runs else None
    before = _digest(db, rowid)
    if before == digest:
        if digest is not None:
            _form(db, _family(db, rowid), rowid)
        return
    leave(db, article_id)
    if digest is not None:
        _join(db, rowid, runs, digest)


def leave(db: Database, article_id: str) -> None:
    """Take an article out of its family, before it is removed or when it says something else."""
    rowid = _rowid(db, article_id)
    if _digest(db, rowid) is None:
        return
    others = [each for each in _family(db, rowid) if each != rowid]
    _take_out(db, rowid)
    for other in others:
        _take_out(db, other)
    for other in others:
        runs = shingles(claims_of(db, other))
        _join(db, other, runs, digest_of(runs))


def prepare(db: Database) -> bool:
    """Make all digests anew where they are of another making; tell whether that was needed.

    It is once after an update, and for a database from before there were any.
    """
    if is_prepared(db):
        return False
    for table in ("reprints_made_by", "reprint_bands", "reprints", "passage_links"):
        db.conn.execute(f"DELETE FROM {table}")
    db.conn.execute("INSERT INTO reprints_made_by (made_by) VALUES (?)", (made_by(),))
    copied = "SELECT DISTINCT passage FROM claims WHERE copy_of IS NOT NULL"
    for (passage,) in db.conn.execute(copied).fetchall():
        settle_passage(db, passage)
    for (article_id,) in db.conn.execute("SELECT id FROM articles ORDER BY rowid").fetchall():
        rejoin(db, article_id)
    return True


def is_prepared(db: Database) -> bool:
    """Tell whether the digests are of the present making."""
    return db.conn.execute("SELECT made_by FROM reprints_made_by").fetchall() == [(made_by(),)]


# --- families --------------------------------------------------------------------------------


def _join(db: Database, rowid: int, runs: frozenset[str], digest: bytes) -> None:
    """Give an article its family; where it is like several, they become one."""
    origins = alike_origins(db, rowid, runs, digest)
    db.conn.execute(
        "INSERT INTO reprints (article, digest, origin) VALUES (?, ?, ?)", (rowid, digest, rowid)
    )
    db.conn.executemany(
        "INSERT OR IGNORE INTO reprint_bands VALUES (?, ?)",
        [(band, rowid) for band in bands_of(digest)],
    )
    if origins:
        families = [member for origin in origins for member in _family(db, origin)]
        _form(db, [rowid, *families], rowid)


def alike_origins(db: Database, rowid: int, runs: frozenset[str], digest: bytes) -> list[int]:
    """Return the origins of the families of which a member is like the article."""
    bands = bands_of(digest)
    places = ", ".join("?" * len(bands))
    near = db.conn.execute(
        f"""
        SELECT DISTINCT reprints.origin, reprints.article, reprints.digest FROM reprint_bands
        INNER JOIN reprints ON reprints.article = reprint_bands.article
        WHERE reprint_bands.band IN ({places}) AND reprints.article <> ?
        ORDER BY reprints.origin, reprints.article
        """,
        (*bands, rowid),
    )
    found: list[int] = []
    for origin, other, digest_of_other in near.fetchall():
        if origin in found or _share(digest, digest_of_other) < _WORTH_READING:
            continue
        if jaccard(runs, shingles(claims_of(db, other))) >= ALIKE:
            found.append(origin)
    return found


def _share(one: bytes, other: bytes) -> float:
    """Return how many of the hashes of two digests are equal, 0 to 1."""
    pairs = zip(memoryview(one).cast("I"), memoryview(other).cast("I"), strict=True)
    return sum(here == there for here, there in pairs) / (BANDS * ROWS)


def _form(db: Database, members: Sequence[int], changed: int) -> None:
    """Make one family of the articles; link those whose origin has changed, or that have."""
    origin = _first(db, members)
    moved = _move(db, members, origin)
    page = page_of(db, origin)
    touched: set[str] = set()
    for each in members if origin == changed else sorted({*moved, changed}):
        touched |= _link(db, each, page)
    for passage in sorted(touched):
        settle_passage(db, passage)


def _move(db: Database, members: Sequence[int], origin: int) -> list[int]:
    """Give the articles their origin; return those that had another."""
    moved = db.conn.execute(
        """
        UPDATE reprints SET origin = :origin
        WHERE article IN (SELECT value FROM json_each(:members)) AND origin <> :origin
        RETURNING article
        """,
        {"origin": origin, "members": json.dumps(list(members))},
    )
    return [article for (article,) in moved.fetchall()]


def links_between(db: Database, rowid: int, origin: Page) -> set[tuple[str, str]]:
    """Return which passages of an article are which of the report that it reprints."""
    pairs = pair_claims(page_of(db, rowid), origin)
    return {(here.passage, there.passage) for here, there in pairs if here.passage != there.passage}


def _link(db: Database, rowid: int, origin: Page) -> set[str]:
    """Link the article's passages to those of its origin; return all that this can change."""
    touched = _unlink(db, rowid)
    links = links_between(db, rowid, origin)
    db.conn.executemany(
        "INSERT INTO passage_links (passage, same_as, article) VALUES (?, ?, ?)",
        [(*link, rowid) for link in sorted(links)],
    )
    return touched.union(*links)


def _unlink(db: Database, rowid: int) -> set[str]:
    """Take away the links of the article; return the passages that they joined."""
    links = "FROM passage_links WHERE article = ?"
    found = db.conn.execute(f"SELECT passage, same_as {links}", (rowid,)).fetchall()
    db.conn.execute(f"DELETE {links}", (rowid,))
    return {passage for link in found for passage in link}


def _take_out(db: Database, rowid: int) -> None:
    bands = [(band, rowid) for band in bands_of(_digest(db, rowid) or b"")]
    db.conn.executemany("DELETE FROM reprint_bands WHERE band = ? AND article = ?", bands)
    db.conn.execute("DELETE FROM reprints WHERE article = ?", (rowid,))
    for passage in sorted(_unlink(db, rowid)):
        settle_passage(db, passage)


# --- rows ------------------------------------------------------------------------------------


def _rowid(db: Database, article_id: str) -> int:
    row = db.conn.execute("SELECT rowid FROM articles WHERE id = ?", (article_id,)).fetchone()
    return int(row[0])


def _digest(db: Database, rowid: int) -> bytes | None:
    row = db.conn.execute("SELECT digest FROM reprints WHERE article = ?", (rowid,)).fetchone()
    return row[0] if row else None


def _family(db: Database, rowid: int) -> list[int]:
    """Return the articles of the same origin, itself among them."""
    found = db.conn.execute(
        """
        SELECT other.article FROM reprints AS own
        INNER JOIN reprints AS other ON other.origin = own.origin WHERE own.article = ?
        """,
        (rowid,),
    )
    return [article for (article,) in found]


def _first(db: Database, members: Sequence[int]) -> int:
    """Return the article that was published first."""
    row = db.conn.execute(
        f"""
        SELECT articles.rowid FROM json_each(?) AS member
        INNER JOIN articles ON articles.rowid = member.value ORDER BY {ORDER_OF_ARTICLES} LIMIT 1
        """,
        (json.dumps(list(members)),),
    ).fetchone()
    return int(row[0])


def page_of(db: Database, rowid: int) -> Page:
    """Return the day and the claims of an article, as another is compared with it."""
    found = "SELECT published FROM articles WHERE rowid = ?"
    (published,) = db.conn.execute(found, (rowid,)).fetchone()
    return Page(published, claims_of(db, rowid))


def claims_of(db: Database, rowid: int) -> tuple[Printed, ...]:
    """Return the claims of an article in the order of its text."""
    found = db.conn.execute(
        f"""
        SELECT {_COLUMNS} FROM articles INNER JOIN claims ON claims.article = articles.id
        WHERE articles.rowid = ? ORDER BY claims.start
        """,
        (rowid,),
    )
    return tuple(Printed(*row) for row in found)
