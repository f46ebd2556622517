"""Reprints with light edits: forty of them are one origin, and two days' bulletins are none."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from drawn import picture_of

from tracker.models import Article
from tracker.store import Store, reprints, run_query
from tracker.store.articles import hash_text, id_of_hash
from tracker.store.connection import write_transaction
from tracker.store.reprints import bands_of, digest_of

HEADLINE = "Russian drones kill 7 in Sumy market"
BODY = (
    "SUMY, May 9, 2025 ({agency}) – Russian drones struck a market in Sumy on Friday and killed at "
    "least 7 people and wounded 23 others, the regional governor told {agency}.",
    "Two of the dead were children, the governor said in a message on Telegram on Friday, and "
    "14 of the wounded were taken to a hospital in the city.",
    "Ukraine's Air Force said that Russia had launched 118 drones overnight on May 9, of which "
    "71 were shot down and 32 were lost from radar.",
    "The market had opened a year ago and was full when the first drone fell, a seller said.",
    "Overnight on May 8, Russian shelling killed three people in Kherson, officials said.",
)
SIDEBAR = (
    "Read also\n\nRussian drones killed at least 9 people at a bus station in Sumy on April 30, "
    "2025, the regional governor said."
)


def report(agency: str = "Rivernews", headline: str = HEADLINE, paragraphs: int = 5) -> str:
    """Return the report as this outlet prints it."""
    return "\n\n".join((headline, *(line.format(agency=agency) for line in BODY[:paragraphs])))


def bulletin(day: int, people: int, tanks: int, drones: int) -> str:
    """Return the bulletin of a day, of the one form that all days have."""
    return (
        f"Losses of the enemy\n\nKYIV, May {day}, 2025 – Over the past day Russia lost {people:,} "
        f"soldiers, {tanks} tanks and {drones} drones, the General Staff of the Armed Forces of "
        "Ukraine said in its morning report on social media."
    )


def article(text: str, published: str | None = None, **more: Any) -> Article:
    day = date.fromisoformat(published) if published else None
    return Article(text, published=day, published_source="given" if day else None, **more)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store(database) as opened:
        yield opened


def rows(database: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql, values).fetchall()


def origins(database: Path) -> dict[str, int]:
    """Return how many figures that are no copies each article has, by its url."""
    return dict(
        rows(
            database,
            "SELECT url, count(*) FROM figures INNER JOIN articles ON articles.id = article "
            "GROUP BY url ORDER BY url",
        )
    )


def chains(database: Path) -> list[tuple[Any, ...]]:
    """Return each claim with what it copies."""
    return rows(database, "SELECT claim_id, copy_of FROM claims ORDER BY claim_id")


HEADLINES = (
    "Seven dead as drones hit a market in Sumy, governor says",
    "Drone strike on Sumy market leaves 7 dead",
    "Sumy market: a morning of drones",
    HEADLINE,
)


def forty_reprints() -> list[Article]:
    """Return the report as 40 outlets print it within three days, the first of them on May 9."""
    return [
        article(
            report(f"Outlet {n}", HEADLINES[n % 4], paragraphs=5 - n % 2),
            f"2025-05-{9 + n % 3 if n else 9:02}",
            url=f"https://outlet{n:02}.example/sumy",
        )
        for n in range(40)
    ]


def test_forty_reprints_are_one_origin(store: Store, database: Path) -> None:
    pages = [article(report(), "2025-05-08", url="https://a.example/first"), *forty_reprints()]
    assert len({page.text for page in pages}) == 41
    store.ingest(pages)
    claims = rows(database, "SELECT count(*) FROM claims INNER JOIN articles ON id = article "
                  "WHERE url = 'https://a.example/first'")[0][0]  # fmt: skip
    assert claims >= 8
    assert origins(database) == {"https://a.example/first": claims}
    assert rows(database, "SELECT count(DISTINCT origin), count(*) FROM reprints") == [(1, 41)]


def test_a_chart_counts_a_report_once_however_often_it_is_printed(tmp_path: Path) -> None:
    added = "\n\nRussian shelling killed 11 people in Izium on May 9, 2025, officials said."
    first, *others = forty_reprints()
    pages = [first, *(article(page.text + added, page.published.isoformat()) for page in others)]
    with Store(tmp_path / "news.db") as store:
        store.ingest(pages)
    printed = "SELECT count(DISTINCT article), count(DISTINCT report) FROM dated_figures"
    assert rows(tmp_path / "news.db", printed) == [(2, 1)]
    picture = picture_of("coverage", tmp_path / "news.db", party="Ukraine")
    assert "6 claims from 1 origin; none reviewed." in picture.subtitle


def repeated(store: Store, database: Path) -> list[tuple[Any, ...]]:
    """Return the passages of several reports: how often and in how many, by url of the first."""
    assert store.verify().failures == ()
    sql = "SELECT url, articles, reports FROM repeated_passages INNER JOIN articles ON id = article"
    return rows(database, sql)


def test_what_other_reports_repeat_is_known_whatever_happens(store: Store, database: Path) -> None:
    day, passage = "2025-05-01", SIDEBAR.removeprefix("Read also\n\n")
    first = article(f"Bus station hit\n\n{passage}", day, url="https://first.example")
    pages = [
        article(f"{report(name, HEADLINES[n])}\n\n{SIDEBAR}", f"2025-05-{9 + n:02}",
                url=f"https://{name}.example")
        for n, name in enumerate(("river", "lake", "sea"))
    ]  # fmt: skip
    for page in pages:  # one report, printed by three: what stands beside it is in no other
        store.ingest([page])
    assert repeated(store, database) == []
    store.ingest([first])
    assert repeated(store, database) == [("https://first.example", 4, 2)]
    ids = dict(rows(database, "SELECT url, id FROM articles"))
    store.remove(ids["https://first.example"], "a test")
    assert repeated(store, database) == []
    other = article(f"A bridge is open again\n\n{SIDEBAR}", "2025-05-12", url="https://o.example")
    store.ingest([other])
    assert repeated(store, database) == [("https://river.example", 4, 2)]
    store.remove(ids["https://river.example"], "a test")
    assert repeated(store, database) == [("https://lake.example", 3, 2)]
    store.correct_date(
        rows(database, "SELECT id FROM articles WHERE url = 'https://o.example'")[0][0],
        date(2025, 5, 2),
        "a test",
    )
    assert repeated(store, database) == [("https://o.example", 3, 2)]
    store.reextract(every=True)
    assert repeated(store, database) == [("https://o.example", 3, 2)]


def test_a_copy_is_of_the_same_figure(store: Store, database: Path) -> None:
    store.ingest([article(report(), "2025-05-08"), *forty_reprints()])
    same = "here.value IS first.value AND here.low IS first.low AND here.measure = first.measure"
    assert (
        rows(
            database,
            "SELECT here.quote, first.quote FROM claims AS here "
            f"INNER JOIN claims AS first ON first.claim_id = here.copy_of WHERE NOT ({same})",
        )
        == []
    )
    assert (
        rows(
            database,
            "SELECT first.claim_id FROM claims AS here INNER JOIN claims AS first "
            "ON first.claim_id = here.copy_of WHERE first.copy_of IS NOT NULL",
        )
        == []
    )


def test_any_order_gives_the_same(tmp_path: Path) -> None:
    pages = [
        *forty_reprints()[:12],
        *(article(bulletin(day, 1000 + 37 * day, day, 3 * day), f"2025-05-{day:02}")
          for day in range(8, 12)),
        article(f"{report('Nobody', paragraphs=3)}\n\n{SIDEBAR}"),
        article(f"A bridge is open again\n\nThe mayor said so on Friday.\n\n{SIDEBAR}"),
    ]  # fmt: skip
    got = []
    for seed in range(4):
        order = random.Random(seed).sample(pages, len(pages))
        with Store(tmp_path / f"{seed}.db") as store:
            store.ingest(order)
        got.append(chains(tmp_path / f"{seed}.db"))
    assert all(each == got[0] for each in got)
    assert any(copied for _, copied in got[0])


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_earliest_published_is_the_origin_then_the_lowest_id(
    store: Store, database: Path, order: Sequence[int]
) -> None:
    days = ("2025-05-10", "2025-05-10", "2025-05-11")
    pages = [
        article(report(f"Outlet {n}"), day, url=f"https://{n}.example")
        for n, day in enumerate(days)
    ]
    store.ingest(pages[n] for n in order)
    first = min(pages[:2], key=lambda page: id_of_hash(hash_text(page.text)))
    assert list(origins(database)) == [first.url]


def test_forty_urls_of_one_text_are_forty_reprints_of_one_origin(
    store: Store, database: Path
) -> None:
    text = report()
    urls = [f"https://outlet{n:02}.example/sumy" for n in range(41)]
    store.ingest(article(text, f"2025-05-{10 + n % 9}", url=url) for n, url in enumerate(urls))
    ((first, count, others),) = [
        (row[0], row[3], row[-1]) for row in run_query(database, "reprints").rows
    ]
    assert (first, count, sorted(others.split())) == (urls[0], 40, urls[1:])
    assert rows(database, "SELECT DISTINCT published FROM articles") == [("2025-05-10",)]
    assert rows(database, "SELECT * FROM problems") == []


def test_another_url_of_a_text_does_not_date_it_anew(store: Store, database: Path) -> None:
    first = article(report(), "2025-05-10", url="https://a.example/1")
    again = article(report(), "2019-01-01", url="https://b.example/2")
    store.ingest([first])
    before = rows(database, "SELECT * FROM claims")
    assert before
    report_of_second = store.ingest([again])
    assert (report_of_second.changed, report_of_second.known) == (0, 1)
    assert rows(database, "SELECT * FROM claims") == before
    store.reextract(every=True)
    ((reason,),) = rows(database, "SELECT reason FROM problems")
    for told in ("https://a.example/1", "2025-05-10", "https://b.example/2", "2019-01-01"):
        assert told in reason


def test_two_days_bulletins_of_one_form_are_no_copies(store: Store, database: Path) -> None:
    days = [bulletin(8, 1240, 6, 90), bulletin(9, 1310, 7, 108), bulletin(10, 1190, 3, 77)]
    found = store.ingest(
        article(text, f"2025-05-{8 + n:02}", url=f"https://{n}.example")
        for n, text in enumerate(days)
    )
    assert (found.claims, found.copies) == (9, 0)
    assert rows(database, "SELECT count(DISTINCT origin) FROM reprints") == [(3,)]


def test_a_bulletin_that_repeats_one_number_is_no_copy(store: Store, database: Path) -> None:
    store.ingest(
        [article(bulletin(8, 1240, 6, 90), "2025-05-08"), article(bulletin(9, 1310, 6, 90))]
    )
    assert rows(database, "SELECT count(*) FROM claims WHERE copy_of IS NOT NULL") == [(0,)]


def test_a_bulletin_printed_again_the_next_day_is_a_copy(store: Store, database: Path) -> None:
    """Another outlet's date line moves "over the past day", and the figures tell that it is old."""
    first = bulletin(8, 1240, 6, 90)
    again = first.replace("May 8, 2025 –", "–").replace("morning report", "daily report")
    store.ingest(
        [article(first, "2025-05-08", url="https://a.example"),
         article(again, "2025-05-09", url="https://b.example")]
    )  # fmt: skip
    assert len(set(rows(database, "SELECT period_end FROM claims"))) == 2
    assert origins(database) == {"https://a.example": 3}


def test_a_total_that_another_day_repeats_is_no_copy(store: Store, database: Path) -> None:
    text = "Russia has lost 369,442 troops since 24 February 2022, Kyiv's General Staff said on {}."
    store.ingest(article(text.format(f"{day} January 2024"), f"2024-01-0{day}") for day in (8, 9))
    assert rows(database, "SELECT period_end, copy_of FROM claims ORDER BY period_end") == [
        ("2024-01-08", None),
        ("2024-01-09", None),
    ]


def test_few_small_figures_do_not_make_two_days_one(store: Store, database: Path) -> None:
    text = (
        "Kherson\n\n{}Russian shelling killed two people and wounded three in the Kherson region "
        "over the past day, the regional governor said on social media."
    )
    store.ingest(
        [article(text.format(""), "2025-05-08", url="https://a.example"),
         article(text.format("Again, "), "2025-05-10", url="https://b.example")]
    )  # fmt: skip
    assert origins(database) == {"https://a.example": 2, "https://b.example": 2}


def test_reports_of_two_places_are_no_copies(store: Store, database: Path) -> None:
    text = "{0}\n\nRussian shelling killed two people and wounded three in {0} on May 8, 2025."
    store.ingest([article(text.format("Kherson")), article(text.format("Kharkiv"))])
    assert rows(database, "SELECT count(*) FROM claims WHERE copy_of IS NOT NULL") == [(0,)]


# Removing and changing


def remove(store: Store, url: str) -> None:
    db = store._db
    with write_transaction(db):
        ((article_id,),) = db.conn.execute("SELECT id FROM articles WHERE url = ?", (url,))
        reprints.leave(db, article_id)
        db.conn.execute("UPDATE claims SET copy_of = NULL WHERE article = ?", (article_id,))
        passages = db.conn.execute("SELECT passage FROM claims WHERE article = ?", (article_id,))
        found = {passage for (passage,) in passages}
        db.conn.execute("DELETE FROM articles WHERE id = ?", (article_id,))
        for passage in found:
            reprints.settle_passage(db, passage)


def test_an_article_that_leaves_is_as_if_it_had_never_come(tmp_path: Path) -> None:
    pages = [article(report(), "2025-05-08", url="https://a.example/first"), *forty_reprints()[:6]]
    for number, gone in enumerate(pages):
        with Store(tmp_path / f"{number}.db") as store:
            store.ingest(pages)
            remove(store, gone.url or "")
        with Store(tmp_path / f"{number}-never.db") as store:
            store.ingest(page for page in pages if page is not gone)
        left, never = chains(tmp_path / f"{number}.db"), chains(tmp_path / f"{number}-never.db")
        assert left == never
        bands = "SELECT count(*), count(DISTINCT article) FROM reprint_bands"
        assert rows(tmp_path / f"{number}.db", bands) == [(144, 6)]


def test_a_date_that_becomes_known_moves_the_origin(store: Store, database: Path) -> None:
    early, late = forty_reprints()[1:3]
    store.ingest([early, late])
    assert early.url in origins(database)
    again = article(late.text, "2025-05-09", url=late.url)
    assert store.ingest([again]).changed == 1
    assert list(origins(database)) == [late.url]


# The digests


def test_the_digest_of_known_words_is_known() -> None:
    """A library that counts differently makes this fail: then stored digests cannot be compared."""
    digest = digest_of({"seven killed in", "killed in Sumy", "in Sumy market"})
    assert (len(digest), digest[:8].hex()) == (384, "3291f9dbd18fecc4")
    assert len(set(bands_of(digest))) == 24
    assert reprints.made_by().startswith("rensa 0.")


def test_digests_of_another_making_are_made_anew(database: Path) -> None:
    pages = forty_reprints()[:5]
    with Store(database) as store:
        store.ingest(pages)
    before = chains(database), rows(database, "SELECT * FROM reprints")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE reprints_made_by SET made_by = 'rensa 0.1'")
        connection.execute("UPDATE reprints SET digest = x'00', origin = article")
        connection.execute("DELETE FROM passage_links")
        connection.commit()
    with Store(database) as store:
        store.ingest([])
    assert (chains(database), rows(database, "SELECT * FROM reprints")) == before
    assert rows(database, "SELECT made_by FROM reprints_made_by") == [(reprints.made_by(),)]
