"""Fills a database with made-up articles, through the tracker's own tables and triggers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, connect
from typing import Any

from made_up import CLAIMS_OF_AN_ARTICLE, REPRINTS, MadeUp, pages

from tracker.store import Store, repeats, reprints
from tracker.store.articles import hash_text, id_of_hash
from tracker.store.pairs import Printed

SAME = {
    "qualifier": "exact", "date_precision": "day", "date_rule": "explicit", "via": "[]",
    "stance": "asserted", "part_of": None, "superseded": 0, "zone": "body",
    "rule": "made up", "confidence": 0.9, "run_id": "made-up",
}  # fmt: skip


ONE_IN = 50
"""One article in so many repeats a passage of another report, as pages do below themselves."""

REPEATED = 400
"""So many reports have a passage that others repeat."""


def fill(path: Path, claims: int) -> None:
    """Make a database of so many claims."""
    with Store(path) as store:
        store.ingest([])
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -1000000")
        connection.execute("INSERT INTO runs VALUES ('made-up', '0', ?)", ("0" * 64,))
        insert(connection, pages(claims // CLAIMS_OF_AN_ARTICLE))
        judge(connection)
        connection.commit()


def insert(connection: Connection, made: Iterator[tuple[int, MadeUp]]) -> None:
    """Insert the articles with all that belongs to them, a thousand at once."""
    rows = Rows()
    for number, (origin, page) in enumerate(made):
        add(rows, number, origin, page)
        if number % 1_000 == 999:
            rows.write(connection)
    rows.write(connection)


class Rows:
    """Rows that wait to be written, by table; those of a table have the same columns."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[dict[str, Any]]] = {}

    def add(self, table: str, **row: Any) -> None:
        """Let a row wait."""
        self.waiting.setdefault(table, []).append(row)

    def write(self, connection: Connection) -> None:
        """Write all that waits."""
        for table, rows in self.waiting.items():
            names = ", ".join(f'"{name}"' for name in rows[0])
            places = ", ".join(f":{name}" for name in rows[0])
            connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)
        self.waiting.clear()


def add(rows: Rows, number: int, origin: int, page: MadeUp) -> None:
    """Let an article wait with its claims, their evidence and its digest."""
    text_hash = hash_text(page.text)
    article = id_of_hash(text_hash)
    published, url = page.published.isoformat(), f"https://outlet{number % 97}.example/{number}"
    rows.add("articles", rowid=number + 1, id=article, text=page.text, text_hash=text_hash,
             url=url, outlet=f"Outlet {number % 97}", lang="en", published=published,
             published_source="given", run_id="made-up", repeated="[]")  # fmt: skip
    for line in {line.key: line for line in repeats.lines_of(page.text)}.values():
        rows.add("page_lines", line=line.key, article=number + 1, opening=line.is_opening)
    rows.add("sightings", article=article, url=url, published=published)
    for place, own in enumerate(page.claims):
        claim_id = claim_id_of(number, place)
        rows.add("claims", **SAME, **own, article=article, claim_id=claim_id,
                 passage=hash_text(own["quote"])[:24],
                 copy_of=first_of(number, origin, place))  # fmt: skip
        for position, field in enumerate(("measure", "subject", "party", "period_end")):
            rows.add("evidence", claim_id=claim_id, position=position, field=field, value="so",
                     start=own["quote_start"], end=own["quote_end"], rule="made up")  # fmt: skip
    digest = digest_of(page)
    rows.add("reprints", article=number + 1, digest=digest, origin=origin + 1)
    for band in reprints.bands_of(digest):
        rows.add("reprint_bands", band=band, article=number + 1)


def first_of(number: int, origin: int, place: int) -> str | None:
    """Return the id of the claim that this one copies; None where it is the first."""
    if origin != number:
        return claim_id_of(origin, place)
    if number % ONE_IN == 2 and place == CLAIMS_OF_AN_ARTICLE - 1:
        return claim_id_of(
            1 + number // ONE_IN % REPEATED * REPRINTS, 0
        )  # of one that is no reprint
    return None


def claim_id_of(number: int, place: int) -> str:
    """Return an id that looks like those of claims."""
    return f"c-{hash_text(f'{number}:{place}')[:16]}"


def digest_of(page: MadeUp) -> bytes:
    """Return the digest by which reprints of the article are found."""
    names = [name for name in Printed.__dataclass_fields__ if name not in ("passage", "zone")]
    printed = [
        Printed(passage="", zone="body", **{name: own[name] for name in names})
        for own in page.claims
    ]
    return reprints.digest_of(reprints.shingles(printed))


def judge(connection: Connection) -> None:
    """Give one claim in a hundred a verdict."""
    connection.execute(
        """
        INSERT INTO reviews (claim_id, verdict, corrections, reason, reviewer, reviewed_at, value)
        SELECT claim_id,
            CASE rowid % 3 WHEN 0 THEN 'accept' WHEN 1 THEN 'correct' ELSE 'reject' END,
            CASE WHEN rowid % 3 = 1 THEN '{"party": "Ukraine"}' END, 'made up', 'bench',
            '2026-01-01', value
        FROM claims WHERE rowid % 100 < 1
        """
    )
