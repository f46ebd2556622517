"""What stands below one article after another is a teaser, though nothing of its form says so."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tracker.models import Article
from tracker.store import Store

SIDE = (
    "Rockets fall on the river port and kill nine sailors",
    "The army says that 40 rebels were killed in the hills on Monday.",
    "At least 16 people were hurt on Sunday when a bus drove over a mine, the ministry says.",
)
PAGES = (
    (
        "2024-05-16",
        "Shelling of the northern market kills four traders",
        "Shells hit the northern market on Wednesday and killed four traders, the mayor said.",
        "The stalls burnt for hours, and two firefighters were wounded, a neighbour told us.",
    ),
    (
        "2024-05-29",
        "Drone wounds three nurses near the old hospital",
        "A drone wounded three nurses near the old hospital on Tuesday, doctors said.",
        "They had been on their way to the evening shift when it came down, a sister of hers said.",
    ),
    (
        "2024-06-07",
        "Gunmen abduct 12 pupils from a school by the lake",
        "Gunmen abducted 12 pupils from a school by the lake on Thursday, their teacher said.",
        "The police followed them into the forest, and one officer was killed, a relative said.",
    ),
    (
        "2024-06-20",
        "Mine kills two herders on the road to the border",
        "A mine killed two herders on the road to the border on Wednesday, the army said.",
        "They had driven their goats over the pass as in every summer, an uncle of theirs said.",
    ),
    (
        "2024-07-01",
        "Five soldiers die in an ambush at the salt works",
        "Five soldiers died in an ambush at the salt works on Saturday, an officer said.",
        "Their lorry was set on fire, and 11 others fled on foot, he told the local radio.",
    ),
)


def page(number: int, side: Iterable[str] = SIDE, site: str = "courier.example") -> Article:
    day, *lines = PAGES[number]
    return Article(
        "\n\n".join((*lines, *side)),
        url=f"https://{site}/{number}",
        published=date.fromisoformat(day),
        published_source="given",
    )


def stored(articles: Iterable[Article], folder: Path) -> Path:
    path = folder / "news.db"
    with Store(path) as store:
        for article in articles:
            store.ingest([article])
        found = store.verify()
        assert not found.failures
    return path


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def of_side(database: Path) -> list[tuple[Any, ...]]:
    sql = """
        SELECT figure, zone, period_start, period_end FROM claims WHERE quote IN ({}, {}, {})
    """.format(*(f"'{line}'" for line in SIDE))
    return rows(database, sql)


OF_SIDE = [
    *[("nine", "teaser", None, None)] * 5,
    *[("40", "teaser", None, None)] * 5,
    *[("16", "teaser", None, None)] * 5,
]


def shuffles() -> list[tuple[int, ...]]:
    every = list(permutations(range(5)))
    return [every[0], every[-1], *random.Random(5).sample(every, 4)]


@pytest.mark.parametrize("order", shuffles(), ids=str)
def test_what_five_pages_carry_has_no_day_of_theirs(order: tuple[int, ...], tmp_path: Path) -> None:
    database = stored((page(number) for number in order), tmp_path)
    assert sorted(of_side(database)) == sorted(OF_SIDE)
    own = "SELECT figure, period_end FROM claims WHERE zone = 'body' ORDER BY period_end, start"
    assert rows(database, own) == [
        ("four", "2024-05-15"),
        ("two", "2024-05-15"),
        ("three", "2024-05-28"),
        ("12", "2024-06-06"),
        ("one", "2024-06-06"),
        ("two", "2024-06-19"),
        ("Five", "2024-06-29"),
        ("11", "2024-06-29"),
    ]


def test_figures_of_other_articles_are_counted_once_and_in_no_series(tmp_path: Path) -> None:
    database = stored(map(page, range(5)), tmp_path)
    seen = "SELECT figure, count(*) FROM figures WHERE zone = 'teaser' GROUP BY figure ORDER BY 1"
    assert rows(database, seen) == [("16", 1), ("40", 1), ("nine", 1)]
    repeated = "SELECT figure, zone, articles FROM repeated_passages ORDER BY figure"
    expected = [("16", "teaser", 5), ("40", "teaser", 5), ("nine", "teaser", 5)]
    assert rows(database, repeated) == expected
    in_series = "SELECT count(*) FROM dated_figures WHERE zone = 'teaser'"
    assert rows(database, in_series) == [(0,)]


def test_the_article_that_a_line_is_from_keeps_it(tmp_path: Path) -> None:
    own = Article(
        f"{SIDE[0]}\n\nRockets fell on the river port on Friday and killed nine sailors, the "
        "harbour master said.\n\nTheir ship had come in for coal a day before, he said.",
        published=date(2024, 5, 12),
        published_source="given",
    )
    database = stored((page(0, SIDE[:1]), own), tmp_path)
    found = "SELECT zone, period_end FROM claims WHERE figure = 'nine' ORDER BY zone"
    assert rows(database, found) == [
        ("body", "2024-05-10"),
        ("headline", "2024-05-10"),
        ("teaser", None),
    ]


def test_two_pages_of_a_site_are_enough_for_a_line_without_a_stop(tmp_path: Path) -> None:
    database = stored((page(0), page(3)), tmp_path)
    zones = dict(rows(database, "SELECT figure, zone FROM claims WHERE figure IN ('nine', '40')"))
    assert zones == {"nine": "body", "40": "body"}  # a sentence below it may be the report's own
    (tmp_path / "lines").mkdir()
    database = stored((page(0, SIDE[:1]), page(3, SIDE[:1])), tmp_path / "lines")
    assert rows(database, "SELECT DISTINCT zone FROM claims WHERE figure = 'nine'") == [("teaser",)]


def within(number: int, line: str, site: str = "courier.example") -> Article:
    """Return a page that prints a line between its own two sentences."""
    day, title, first, last = PAGES[number]
    return Article(
        "\n\n".join((title, first, *OWN_LINES[number], line, last, f"{last[:-1]} again.")),
        url=f"https://{site}/{number}",
        published=date.fromisoformat(day),
        published_source="given",
    )


OWN_LINES = [[f"Nobody at the {where} has slept since, the elders say."] for where in "abcde"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)], ids=str)
def test_a_headline_within_three_pages_of_a_site_is_of_others(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    database = stored((within(number, SIDE[0]) for number in order), tmp_path)
    found = "SELECT zone, period_end FROM claims WHERE figure = 'nine'"
    assert rows(database, found) == [("teaser", None)] * 3


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)], ids=str)
def test_a_sentence_within_three_pages_stays_with_the_first(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    database = stored((within(number, SIDE[1]) for number in order), tmp_path)
    found = """
        SELECT articles.url, zone FROM claims INNER JOIN articles ON articles.id = claims.article
        WHERE figure = '40' ORDER BY articles.url
    """
    site = "https://courier.example"
    expected = [(f"{site}/0", "body"), (f"{site}/1", "teaser"), (f"{site}/2", "teaser")]
    assert rows(database, found) == expected


def test_a_line_within_two_pages_or_of_other_sites_is_left_alone(tmp_path: Path) -> None:
    pages = (within(0, SIDE[0]), within(1, SIDE[0]), within(2, SIDE[0], "other.example"))
    database = stored(pages, tmp_path)
    assert rows(database, "SELECT DISTINCT zone FROM claims WHERE figure = 'nine'") == [("body",)]


def test_what_several_outlets_take_over_of_a_report_stays_its_own(tmp_path: Path) -> None:
    tail = SIDE[1:2]
    articles = [page(n, tail, site=f"outlet-{n}.example") for n in range(3)]
    database = stored(articles, tmp_path)
    assert rows(database, "SELECT DISTINCT zone FROM claims WHERE figure = '40'") == [("body",)]


def test_bulletins_of_one_form_repeat_nothing(tmp_path: Path) -> None:
    bulletins = [
        Article(
            f"Losses of the enemy by {day} May 2025\n\nTotal combat losses of the enemy since "
            f"24.02.2022 were about:\n\n\u2022 personnel \u2012 {950_000 + day * 1_100:,} "
            f"(+1,100) persons,\n\n\u2022 tanks \u2012 {10_700 + day:,} (+1) units,\n\n"
            "\u2022 warships and boats \u2012 28 (+0) units,\n\n\u2022 submarines \u2012 1 (+0).",
            published=date(2025, 5, day),
            published_source="given",
            url=f"https://staff.example/{day}",
        )
        for day in (7, 8, 9, 10)
    ]
    database = stored(bulletins, tmp_path)
    assert rows(database, "SELECT count(*) FROM claims WHERE zone = 'teaser'") == [(0,)]
    ships = "SELECT period_end FROM claims WHERE figure = '28' ORDER BY period_end"
    assert rows(database, ships) == [(f"2025-05-{day:02}",) for day in (7, 8, 9, 10)]


def test_a_list_of_losses_may_have_the_lines_of_the_day_before(tmp_path: Path) -> None:
    day = (
        "Losses of the enemy from 24.02.2022 to {}.05.2025 (General Staff of Ukraine):",
        "armoured combat vehicles - {:,} (9 over the past day);",
        "large artillery systems - {:,} (21 over the past day);",
        "multiple launch rocket systems - 1,383 (0 over the past day);",
        "air defence systems in all - 1,162 (0 over the past day);",
        "vehicles and fuel tankers - 48,017 (0 over the past day).",
    )
    pages = [
        Article(
            "\n".join(day).format(number, 22_400 + 9 * number, 27_600 + 21 * number),
            id=f"l-{number}",
            origin=f"l-{number}",
            published=date(2025, 5, number),
            published_source="given",
        )
        for number in range(5, 12)
    ]
    with Store(tmp_path / "news.db") as store:
        store.ingest(pages)
        found = store.query("SELECT zone, count(*) AS n FROM claims GROUP BY zone")
    assert found.to_dict("records") == [{"zone": "body", "n": 7 * 10}]


def test_a_new_version_of_a_page_repeats_nothing(tmp_path: Path) -> None:
    first = page(0, SIDE)
    longer = Article(
        first.text.replace("the mayor said.", "the mayor said in the evening."),
        url=first.url,
        published=first.published,
        published_source="given",
    )
    database = stored((first, longer), tmp_path)
    assert rows(database, "SELECT count(*) FROM claims WHERE zone = 'teaser'") == [(0,)]


def test_a_database_from_before_learns_it_when_it_is_read_again(tmp_path: Path) -> None:
    database = stored(map(page, range(5)), tmp_path)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE articles SET repeated = NULL")
        connection.execute("DELETE FROM page_lines")
    with Store(database) as store:
        store.reextract(every=True)
        assert not store.verify().failures
    assert sorted(of_side(database)) == sorted(OF_SIDE)


def test_workers_find_the_same(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Store(path) as store:
        store.ingest([page(number) for number in range(5)], workers=2)
        assert not store.verify().failures
    assert sorted(of_side(path)) == sorted(OF_SIDE)
