"""Times a growing database: what one more article costs, and what each saved query takes.

    python bench/growth.py [--claims 10000 100000] [--folder FOLDER]

For each size a database is made of made-up articles, four claims each, through the tracker's own
tables and triggers; one in five is a reprint, one in fifty repeats a passage of another report,
one claim in a hundred has a verdict. Then articles are ingested (their extraction is done before:
the store alone is timed) and each saved query is asked three times, of which the fastest counts;
the processor's own time stands beside it, for a machine that has other work. A million claims take
about five minutes of a free processor, and 2 GB. With --folder the databases are kept there, and
used again the next time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from statistics import median
from tempfile import TemporaryDirectory

from filling import fill
from made_up import new_articles

from tracker.errors import BadQuery
from tracker.extract import extract_article
from tracker.lexicon import Lexicon, load_lexicon
from tracker.models import Article, Extraction
from tracker.store import Store, list_queries, run_query
from tracker.store.articles import hash_text, id_of_hash

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
