"""Which passages of a page stand below other articles too: they are read as teasers.

A site prints the same lines below one article after another: headlines of others, what happened
before, what else to read. Where they look like that, the form tells it; here it is told by
repetition. A line at the end of a page counts as repeated where pages with another beginning print
it as well: one such page for a line without a final stop, two of the same site for a sentence, of
which another outlet may have taken over the report. Within an article it takes two of the same site
for either, and a sentence is left to the article that was published first. A new version of a page
and a reprint begin like the first and prove nothing.

What is repeated follows from the texts alone, whatever the order in which they came.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.lexicon import Lexicon
from tracker.models import Span
from tracker.segment.lines import split_lines
from tracker.spans import fold
from tracker.store import articles
from tracker.store.found import Extract, store_found

if TYPE_CHECKING:
    from sqlite_utils import Database

SHORTEST_OPENING, OPENING, CLOSING = 2, 3, 25
"""So many lines are kept of the beginning and of the end of an article: of a short one fewer."""

FEWEST_WORDS = 6
"""Shorter lines stand in many pages that have nothing else in common ("Ships: 28")."""

WELL_KNOWN = 12
"""Of a line that so many pages print it is settled what it is: one more changes nothing."""

_BECAUSE = "a passage stands below other articles too"
_WORD = re.compile(r"[^\W\d_]{2,}")
_ITEM = re.compile(
    r"\W*[^\W\d][\w ,'/-]*[:\u2010-\u2015-] ?(?:about |around |some |~)?\d[\d,. ]*"
    r"(?: ?[^\W\d_]+){0,2}(?: ?\([^()]*\))?(?: [^\W\d_]+){0,2}[;,.]?"
)
"""A label and its figure: "air defence systems - 1,162 (2 over the past day);"."""
_STOPPED = re.compile(r"""[.!?\u2026]["'\u201d\u2019\u00bb)\]\s]*$""")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page that is long enough to be known by its words."""

    start: int
    end: int
    key: int
    is_sentence: bool
    is_opening: bool


def prepare(db: Database) -> None:
    """Note the lines of articles that came in before there was a table of them."""
    known = "SELECT id FROM articles WHERE repeated IS NULL ORDER BY rowid"
    for (article_id,) in db.conn.execute(known).fetchall():
        _note(db, article_id)


def is_prepared(db: Database) -> bool:
    """Tell whether the lines of every article are noted."""
    return not db.conn.execute("SELECT 1 FROM articles WHERE repeated IS NULL LIMIT 1").fetchall()


def mark_repeated(
    db: Database, article_id: str, extract: Extract, lexicon: Lexicon | None
) -> tuple[str, ...]:
    """Read those articles again of which an article shows what they repeat; return their ids.

    The article itself may be among them. Runs within the caller's transaction: it is rare that
    anything has to be read.
    """
    _note(db, article_id)
    changed = []
    for each in (article_id, *_sharing(db, article_id)):
        if not _mark(db, each):
            continue
        changed.append(each)
        seen = articles.as_seen(db, each)
        if seen is not None and articles.as_extracted(db, each)[2] is not None:
            article, _ = seen
            origin = article.origin or article.url or article.id or each
            store_found(db, each, origin, extract(article, lexicon), because=_BECAUSE)
    return tuple(changed)


def _note(db: Database, article_id: str) -> None:
    rowid, text, noted = db.conn.execute(
        "SELECT rowid, text, repeated FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    if noted is not None:
        return
    lines = list(lines_of(text))
    kept = [line for line in lines if line.is_opening] + lines[-CLOSING:]
    db.conn.executemany(
        "INSERT OR IGNORE INTO page_lines (line, article, opening) VALUES (?, ?, ?)",
        [(line.key, rowid, line.is_opening) for line in kept],
    )
    db.conn.execute("UPDATE articles SET repeated = '[]' WHERE id = ?", (article_id,))


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a text by which pages are told apart and what they repeat is known."""
    lines = [(line, fold(text[line.start : line.end])) for line in split_lines(text)]
    lists = _lists_in([words for _, words in lines])
    known = [
        (line, words)
        for number, (line, words) in enumerate(lines)
        if number not in lists and len(_WORD.findall(words)) >= FEWEST_WORDS
    ]
    opening = min(max(len(known) // 2, SHORTEST_OPENING), OPENING)
    for number, (line, words) in enumerate(known):
        digest = hashlib.blake2b(" ".join(words.split()).encode(), digest_size=8).digest()
        key = int.from_bytes(digest, "big", signed=True)
        is_sentence = _STOPPED.search(words) is not None
        yield Line(line.start, line.end, key, is_sentence, number < opening)


def _lists_in(lines: Sequence[str]) -> set[int]:
    """Return the lines of lists of figures: a bulletin's losses can be those of the day before."""
    items = [_ITEM.fullmatch(words.strip()) is not None for words in lines]
    beside = [False, *items, False]
    return {n for n, item in enumerate(items) if item and (beside[n] or beside[n + 2])}


def _sharing(db: Database, article_id: str) -> list[str]:
    """Return the articles that have a line in common with this one, which few others have."""
    found = db.conn.execute(
        """
        WITH shared AS (
            SELECT own.line FROM articles
            INNER JOIN page_lines AS own ON own.article = articles.rowid
            WHERE articles.id = :id AND (
                SELECT count(*) FROM (
                    SELECT 1 FROM page_lines AS other WHERE other.line = own.line
                    LIMIT :well_known + 1
                )
            ) BETWEEN 2 AND :well_known
        )
        SELECT DISTINCT articles.id FROM shared
        INNER JOIN page_lines AS other ON other.line = shared.line
        INNER JOIN articles ON articles.rowid = other.article
        WHERE articles.id <> :id ORDER BY articles.id
        """,
        {"id": article_id, "well_known": WELL_KNOWN},
    )
    return [each for (each,) in found.fetchall()]


def _mark(db: Database, article_id: str) -> bool:
    """Store what is repeated in an article; tell whether that is news."""
    text, before = db.conn.execute(
        "SELECT text, repeated FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    spans = [[span.start, span.end] for span in _repeated(db, article_id, text)]
    now = json.dumps(spans)
    if now == (before or "[]"):
        return False
    db.conn.execute("UPDATE articles SET repeated = ? WHERE id = ?", (now, article_id))
    return True


def _repeated(db: Database, article_id: str, text: str) -> list[Span]:
    """Return the repeated lines of a text.

    At its end they go up to the last sentence of its own. Further up it is only what has figures,
    and a sentence is left to the article that printed it first.
    """
    shared = _shared_lines(db, article_id)
    if not shared:
        return []
    found: list[Span] = []
    at_end = True
    for line in reversed(list(lines_of(text))[-CLOSING:]):
        if line.is_opening:
            break
        others = _others(db, article_id, line) if line.key in shared else []
        at_end = at_end and (_is_repeated_at_end(line, others) or not line.is_sentence)
        if at_end:
            repeated = _is_repeated_at_end(line, others)
        else:
            repeated = _is_of_others(db, article_id, line, others)
        if repeated:
            found.append(Span(line.start, line.end))
    return found[::-1]


def _shared_lines(db: Database, article_id: str) -> frozenset[int]:
    """Return the lines of an article, those of its opening left out, that others print too."""
    found = db.conn.execute(
        """
        SELECT own.line FROM articles
        INNER JOIN page_lines AS own ON own.article = articles.rowid
        WHERE articles.id = ? AND NOT own.opening AND EXISTS (
            SELECT 1 FROM page_lines AS other
            WHERE other.line = own.line AND other.article <> own.article
        )
        """,
        (article_id,),
    )
    return frozenset(line for (line,) in found.fetchall())


def _is_first(db: Database, article_id: str, line: Line) -> bool:
    """Tell whether no article that prints a line was published before this one."""
    (first,) = db.conn.execute(
        """
        SELECT articles.id FROM page_lines INNER JOIN articles
            ON articles.rowid = page_lines.article
        WHERE page_lines.line = ?
        ORDER BY articles.published IS NULL, articles.published, articles.id LIMIT 1
        """,
        (line.key,),
    ).fetchone()
    return bool(first == article_id)


def _others(db: Database, article_id: str, line: Line) -> list[tuple[str | None, str | None]]:
    """Return the addresses of pages with another beginning that print a line, beside its own."""
    return db.conn.execute(
        """
        SELECT other.url, own.url FROM articles AS own
        INNER JOIN page_lines AS printed ON printed.line = :line
        INNER JOIN articles AS other ON other.rowid = printed.article
        WHERE own.id = :id AND other.id <> own.id AND ifnull(other.url <> own.url, TRUE)
            AND NOT EXISTS (
                SELECT 1 FROM page_lines AS here
                INNER JOIN page_lines AS there ON there.line = here.line
                WHERE here.article = own.rowid AND there.article = other.rowid
                    AND here.opening AND there.opening
            )
        LIMIT :most
        """,
        {"id": article_id, "line": line.key, "most": WELL_KNOWN},
    ).fetchall()


def _is_repeated_at_end(line: Line, others: list[tuple[str | None, str | None]]) -> bool:
    """Tell whether enough pages print a line of the end: one for a line without a stop."""
    return _on_site(others) > 1 if line.is_sentence else bool(others)


def _is_of_others(
    db: Database, article_id: str, line: Line, others: list[tuple[str | None, str | None]]
) -> bool:
    """Tell whether figures in the midst of an article belong to others that print them too."""
    if _on_site(others) < 2 or not _has_claims(db, article_id, line):
        return False
    return not (line.is_sentence and _is_first(db, article_id, line))


def _on_site(others: list[tuple[str | None, str | None]]) -> int:
    return sum(_host(other) == _host(own) for other, own in others)


def _has_claims(db: Database, article_id: str, line: Line) -> bool:
    """Tell a line with figures from the heading of a bulletin's part, which stands every day."""
    found = db.conn.execute(
        "SELECT 1 FROM claims WHERE article = ? AND start >= ? AND end <= ? LIMIT 1",
        (article_id, line.start, line.end),
    )
    return found.fetchone() is not None


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None
