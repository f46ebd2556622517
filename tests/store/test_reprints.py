"""Reprints with light edits: forty of them are one origin, in whatever order they come."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from drawn import picture_of
from printed import SIDEBAR, bulletin, chains, forty_reprints, origins, report
from stored import article, rows

from tracker.store import Store, run_query
from tracker.store.articles import hash_text, id_of_hash


def test_forty_reprints_are_one_origin(own_store: Store, database: Path) -> None:
    pages = [article(report(), "2025-05-08", url="https://a.example/first"), *forty_reprints()]
    assert len({page.text for page in pages}) == 41
    own_store.ingest(pages)
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


def test_a_copy_is_of_the_same_figure(own_store: Store, database: Path) -> None:
    own_store.ingest([article(report(), "2025-05-08"), *forty_reprints()])
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
    own_store: Store, database: Path, order: Sequence[int]
) -> None:
    days = ("2025-05-10", "2025-05-10", "2025-05-11")
    pages = [
        article(report(f"Outlet {n}"), day, url=f"https://{n}.example")
        for n, day in enumerate(days)
    ]
    own_store.ingest(pages[n] for n in order)
    first = min(pages[:2], key=lambda page: id_of_hash(hash_text(page.text)))
    assert list(origins(database)) == [first.url]


def test_forty_urls_of_one_text_are_forty_reprints_of_one_origin(
    own_store: Store, database: Path
) -> None:
    text = report()
    urls = [f"https://outlet{n:02}.example/sumy" for n in range(41)]
    own_store.ingest(article(text, f"2025-05-{10 + n % 9}", url=url) for n, url in enumerate(urls))
    ((first, count, others),) = [
        (row[0], row[3], row[-1]) for row in run_query(database, "reprints").rows
    ]
    assert (first, count, sorted(others.split())) == (urls[0], 40, urls[1:])
    assert rows(database, "SELECT DISTINCT published FROM articles") == [("2025-05-10",)]
    assert rows(database, "SELECT * FROM problems") == []


def test_another_url_of_a_text_does_not_date_it_anew(own_store: Store, database: Path) -> None:
    first = article(report(), "2025-05-10", url="https://a.example/1")
    again = article(report(), "2019-01-01", url="https://b.example/2")
    own_store.ingest([first])
    before = rows(database, "SELECT * FROM claims")
    assert before
    report_of_second = own_store.ingest([again])
    assert (report_of_second.changed, report_of_second.known) == (0, 1)
    assert rows(database, "SELECT * FROM claims") == before
    own_store.reextract(every=True)
    ((reason,),) = rows(database, "SELECT reason FROM problems")
    for told in ("https://a.example/1", "2025-05-10", "https://b.example/2", "2019-01-01"):
        assert told in reason
