"""Times a growing database: what one more article costs, and what each saved query takes.

    python bench/growth.py [--claims 10000 100000] [--folder FOLDER]

For each size a database is made of made-up articles, four claims each, through the tracker's own
tables and triggers; one in five is a reprint, one claim in a hundred has a verdict. Then articles
are ingested (their extraction is done before: the store alone is timed) and each saved query is
asked three times, of which the fastest counts; the processor's own time stands beside it, for a
machine that has other work. A million claims take about five minutes of a free processor, and
2 GB. With --folder the databases are kept there, and used again the next time.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from sqlite3 import Connection, connect
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tracker.errors import BadQuery
from tracker.extract import extract_article
from tracker.lexicon import Lexicon, load_lexicon
from tracker.models import Article, Extraction
from tracker.store import Store, list_queries, repeats, reprints, run_query
from tracker.store.articles import hash_text, id_of_hash
from tracker.store.pairs import Printed

FIRST_DAY = date(2022, 2, 24)
DAYS = 1_700
CLAIMS_OF_AN_ARTICLE = 4
REPRINTS = 5
"""One article in so many is a reprint of an earlier one."""

NEW_ARTICLES = 60
SECONDS = 120.0

GIVEN = {
    "day": "2024-06-11",
    "source": "General Staff",
    "words": "drones Kherson",
    "claim": "",
    "number": "118",
    "place": "Kherson",
}
"""Values for the parameters that saved queries require."""

STARTS = "Kher Kup Sum Bakh Iz Lym Mar Nik Od Pav Rub Tok Ul Vel".split()
ENDS = "son iansk y mut ium an inka opol esa lograd izhne mak y".split()
PLACES = [f"{start}{end}" for start in STARTS for end in ENDS]
SOURCES = [
    ("General Staff of Ukraine", "belligerent_military"),
    ("Air Force of Ukraine", "belligerent_military"),
    ("Ministry of Defense of Russia", "belligerent_military"),
    ("Gaza Health Ministry", "medical"),
    ("OHCHR", "international_org"),
    ("State Emergency Service of Ukraine", "emergency_service"),
    *((f"the head of the {place} region", "local_authority") for place in PLACES),
    (None, None),
]
KINDS = (
    ("killed", "civilian", "incident", "Shells on {place} killed {n} civilians"),
    ("wounded", "person", "incident", "In {place} {n} people were wounded"),
    ("killed", "child", "incident", "Among the dead of {place} were {n} children"),
    ("killed", "medic", "incident", "A strike on {place} killed {n} medics"),
    ("casualties", "combatant", "day", "The enemy lost {n} soldiers near {place}"),
    ("casualties", "combatant", "cumulative", "It has lost {n} soldiers since the start"),
    ("destroyed", "tank", "day", "The army burnt {n} tanks near {place}"),
    ("launched", "drone", "incident", "Russia launched {n} drones at {place}"),
    ("intercepted", "drone", "incident", "Over {place} {n} drones were shot down"),
    ("displaced", "person", "period", "From {place} {n} people fled"),
)
PARTIES = ("Ukraine", "Russia", "Palestine", "Israel", "Sudan", "RSF", None)


def main() -> None:
    """Make a database of each size and print what it takes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where the databases are kept")
    wanted = parser.parse_args()
    prepared = [(article, extract_article(article)) for article in new_articles()]
    with TemporaryDirectory() as folder:
        for claims in wanted.claims:
            path = (wanted.folder or Path(folder)) / f"{claims}.db"
            print(f"\n{claims:,} claims")
            if not path.exists():
                start = time.perf_counter()
                fill(path, claims)
                print(f"  made in {time.perf_counter() - start:.0f} s", end=", ")
            print(f"  {path.stat().st_size / 1e6:,.0f} MB")
            time_ingest(path, prepared)
            time_queries(path)


# --- made-up articles ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An article, and its claims as far as they differ from one another."""

    text: str
    published: date
    claims: tuple[dict[str, Any], ...]


def made_up(chance: random.Random, number: int) -> MadeUp:
    """Return an article whose sentences each hold one claim."""
    published = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    text, claims = f"Report {number}", []
    for _ in range(CLAIMS_OF_AN_ARTICLE):
        measure, subject, basis, form = chance.choice(KINDS)
        source, kind = chance.choice(SOURCES)
        place, n = chance.choice(PLACES), str(int(chance.paretovariate(0.8)) + chance.randrange(9))
        day = published - timedelta(days=chance.randrange(3))
        before, after = (half.format(place=place) for half in form.split("{n}"))
        end = f"on {day}, {source or 'the paper'} said in a report of {chance.random()} words."
        quote = f"{before}{n}{after} {end}"
        start = len(text) + 2
        text = f"{text}\n\n{quote}"
        at = start + len(before)
        claims.append(
            {"start": at, "end": at + len(n), "figure": n, "value": int(n), "low": int(n),
             "high": int(n), "measure": measure, "subject": subject, "basis": basis,
             "party": chance.choice(PARTIES), "period_end": day.isoformat(),
             "period_start": FIRST_DAY.isoformat() if basis == "cumulative" else day.isoformat(),
             "source": source, "attribution": source, "attribution_type": kind, "place": place,
             "place_country": "Ukraine", "place_region": f"{place[:3]} Oblast", "quote": quote,
             "quote_start": start, "quote_end": start + len(quote)}
        )  # fmt: skip
    return MadeUp(text, published, tuple(claims))


SAME = {
    "qualifier": "exact", "date_precision": "day", "date_rule": "explicit", "via": "[]",
    "stance": "asserted", "part_of": None, "superseded": 0, "zone": "body",
    "rule": "made up", "confidence": 0.9, "run_id": "made-up",
}  # fmt: skip


def new_articles() -> Iterator[Article]:
    """Yield articles that are in no database yet."""
    chance = random.Random("new")
    for number in range(NEW_ARTICLES):
        page = made_up(chance, -number)
        url = f"https://new.example/{number}"
        yield Article(page.text, url=url, published=page.published, published_source="given")


# --- filling ---------------------------------------------------------------------------------


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


def pages(articles: int) -> Iterator[tuple[int, MadeUp]]:
    """Yield the articles, each with the number of the one that it reprints, its own if none."""
    chance = random.Random(1945)
    origin, page = 0, made_up(chance, 0)
    for number in range(articles):
        if number % REPRINTS:
            origin, page = number, made_up(chance, number)
            yield number, page
        else:
            yield origin, MadeUp(f"{page.text}\n\nPage {number}", page.published, page.claims)


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
        claim_id, first = claim_id_of(number, place), claim_id_of(origin, place)
        rows.add("claims", **SAME, **own, article=article, claim_id=claim_id,
                 passage=hash_text(own["quote"])[:24],
                 copy_of=None if origin == number else first)  # fmt: skip
        for position, field in enumerate(("measure", "subject", "party", "period_end")):
            rows.add("evidence", claim_id=claim_id, position=position, field=field, value="so",
                     start=own["quote_start"], end=own["quote_end"], rule="made up")  # fmt: skip
    digest = digest_of(page)
    rows.add("reprints", article=number + 1, digest=digest, origin=origin + 1)
    for band in reprints.bands_of(digest):
        rows.add("reprint_bands", band=band, article=number + 1)


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


# --- timing ----------------------------------------------------------------------------------


def time_ingest(path: Path, prepared: Sequence[tuple[Article, Extraction]]) -> None:
    """Print what the store takes for an article that comes in new, then for one that it knows."""
    known = {article.text: extraction for article, extraction in prepared}

    def extract(article: Article, lexicon: Lexicon | None) -> Extraction:
        return known[article.text]

    with Store(path, extract=extract) as store:
        forget(path, [article for article, _ in prepared])
        for name in ("new", "known"):
            took = []
            for article, _ in prepared:
                start = now()
                outcome = store.ingest_one(article)
                took.append(since(start))
                if outcome.status != name:
                    sys.exit(f"growth: an article was {outcome.status}, not {name}")
            wall, own = (1e3 * median(times) for times in zip(*took, strict=True))
            print(f"  ingest, {name:24} {wall:8.1f} ms  ({own:.1f} ms) an article")


def forget(path: Path, articles: Sequence[Article]) -> None:
    """Take out what an earlier run has left."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        ids = [(id_of_hash(hash_text(article.text)),) for article in articles]
        connection.executemany("DELETE FROM articles WHERE id = ?", ids)
        connection.commit()


def time_queries(path: Path) -> None:
    """Print what each saved query takes, warm, with the rows that it finds."""
    for query in list_queries():
        given = {
            name: GIVEN.get(name, "") for name, each in query.parameters.items() if each.required
        }
        try:
            wall, own, rows = best_of_three(path, query.name, given)
            times = f"{1e3 * wall:8.0f} ms  ({1e3 * own:.0f} ms)"
            print(f"  {query.name:32} {times:24} {rows:9,} rows", flush=True)
        except BadQuery as problem:
            print(f"  {query.name:32} {problem}", flush=True)


def best_of_three(path: Path, name: str, given: dict[str, str]) -> tuple[float, float, int]:
    """Return the seconds of the fastest of three, those of the processor, and the rows found."""
    took = []
    for _ in range(3):
        start = now()
        answer = run_query(path, name, given, seconds=SECONDS)
        took.append(since(start))
    return min(wall for wall, _ in took), min(own for _, own in took), len(answer.rows)


def now() -> tuple[float, float]:
    """Return the time, and that of the processor."""
    return time.perf_counter(), time.process_time()


def since(start: tuple[float, float]) -> tuple[float, float]:
    """Return the seconds that have passed since then, of both."""
    wall, own = now()
    return wall - start[0], own - start[1]


if __name__ == "__main__":
    load_lexicon()
    main()
