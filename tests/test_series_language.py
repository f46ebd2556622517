"""Series from texts on awkward days, each row worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tracker.models import Article
from tracker.store import Store, read_series

TEXTS = {
    "2025-03-01": (
        "Ukraine's General Staff said on 1 March 2025 that Russia had lost 1,100 troops over "
        "the past day. It put Russian losses since 24 February 2022 at 875,100 troops."
    ),
    "2025-03-02": (
        "Ukraine's General Staff said on 2 March 2025 that Russia had lost 1,240 troops over "
        "the past day. It put Russian losses since 24 February 2022 at 876,340 troops."
    ),
    "2025-03-02 printed again": (
        "KYIV - Ukraine's General Staff said on 2 March 2025 that Russia had lost 1,240 "
        "troops over the past day. It put Russian losses since 24 February 2022 at 876,340 "
        "troops. (Agency)"
    ),
    "2025-03-04": (
        "Ukraine's General Staff said on 4 March 2025 that Russia had lost 2,500 troops over "
        "the past 48 hours. It put Russian losses since 24 February 2022 at 878,840 troops."
    ),
    "2025-03-07": (
        "Ukraine's General Staff said on 7 March 2025 that Russia had lost 3,330 troops over "
        "the past 72 hours. It put Russian losses since 24 February 2022 at 882,170 troops."
    ),
    "2025-03-08": (
        "Ukraine's General Staff said on 8 March 2025 that Russian losses since 24 February "
        "2022 stood at 881,900 troops."
    ),
    "2025-03-09": (
        "Ukraine's General Staff said on 9 March 2025 that Russia had lost more than 880,000 "
        "troops since 24 February 2022."
    ),
    "2025-03-10": (
        "Ukraine's General Staff said on 10 March 2025 that Russia lost 8,400 troops over the"
        " past week."
    ),
    "2025-04-02": "Ukraine's General Staff said that Russia had lost 41,160 troops in March 2025.",
    "2025-03-05": (
        "The Institute for the Study of War said on 5 March 2025 that Russia had lost 1,000 "
        "to 1,400 troops over the past day."
    ),
    "2025-03-05 BBC": (
        "The BBC said on 5 March 2025 that Russia had lost up to 900 troops over the past day."
    ),
    "2025-03-05 London": (
        "Britain's Defence Ministry said on 5 March 2025 that Russia had lost at least 950 "
        "troops over the past day."
    ),
    "2025-03-12": (
        "Ukraine's Air Force said that Russia launched 90 drones overnight on 12 March 2025. "
        "It said 60 were shot down, 30 were jammed and none hit targets."
    ),
    "2025-03-12 Moscow": (
        "Russia's Defense Ministry denied on 12 March 2025 that Russia had lost 1,300 troops "
        "over the past day."
    ),
    "2025-03-11": (
        "The death toll from Monday's strike on Kharkiv rose to 14 from 11, the governor said"
        " on 11 March 2025."
    ),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("series") / "news.db"
    with Store(path) as store:
        store.ingest(
            Article(
                text, id=name, published=date.fromisoformat(name[:10]), published_source="given"
            )
            for name, text in TEXTS.items()
        )
    return path


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    plain = table[list(columns)].astype(object).where(table[list(columns)].notna(), None)
    return [
        tuple(each.day if isinstance(each, pd.Timestamp) else each for each in row)
        for row in plain.itertuples(index=False, name=None)
    ]


def test_totals_by_the_day_for_which_they_speak(database: Path) -> None:
    table = read_series(database, ["cumulative"])
    assert rows(table, "date", "value", "low", "high", "claims") == [
        (1, 875_100, 875_100, 875_100, 1),
        (2, 876_340, 876_340, 876_340, 1),  # the reprint counts once
        (4, 878_840, 878_840, 878_840, 1),  # the 3rd is missing
        (7, 882_170, 882_170, 882_170, 1),
        (8, 881_900, 881_900, 881_900, 1),  # a correction stays as it is told
        (9, 880_000, 880_000, None, 1),  # "more than"
    ]
    assert {str(day.date()) for day in table["since"]} == {"2022-02-24"}


def test_days_as_stated_cover_their_hours(database: Path) -> None:
    table = read_series(database, ["daily"], source="General Staff of Ukraine")
    assert rows(table, "start", "date", "days", "value") == [
        (28, 1, 1, 1_100),
        (1, 2, 1, 1_240),
        (2, 4, 2, 2_500),
        (4, 7, 3, 3_330),
    ]


def test_differences_cover_their_gaps_and_a_correction_is_negative(database: Path) -> None:
    table = read_series(database, ["differences"])
    assert rows(table, "start", "date", "days", "value", "kind") == [
        (1, 2, 1, 1_240, "derived"),
        (2, 4, 2, 2_500, "derived"),
        (4, 7, 3, 3_330, "derived"),
        (7, 8, 1, -270, "derived"),
    ]
    assert table.attrs["left_out"]["difference_of_a_bound"] == 1


def test_a_week_and_a_month_are_no_days(database: Path) -> None:
    table = read_series(database, ["periods"])
    assert rows(table, "days", "value") == [(7, 8_400), (31, 41_160)]


def test_a_stated_zero_is_a_figure(database: Path) -> None:
    table = read_series(database, ["weapons"])
    assert rows(table, "measure", "value") == [
        ("impacted", 0),
        ("intercepted", 60),
        ("launched", 90),
        ("suppressed", 30),
    ]


def test_only_the_toll_that_stands_is_shown_and_what_is_denied_is_not(database: Path) -> None:
    table = read_series(database, ["incidents"])
    assert rows(table, "date", "value", "scope") == [(10, 14, "Kharkiv")]
    left_out = read_series(database).attrs["left_out"]
    assert (left_out["denied"], left_out["replaced_in_the_text"]) == (1, 1)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("all", [(900, None, 900), (None, 1_000, 1_400), (950, 950, None)]),
        ("latest", [(900, None, 900), (None, 1_000, 1_400), (950, 950, None)]),
        ("independent", [(900, None, 900), (None, 1_000, 1_400)]),
        ("low-best-high", [(950, 900, 1_400)]),
    ],
)
def test_bounds_and_ranges_of_several_sources(
    database: Path, policy: str, expected: list[tuple[float | None, ...]]
) -> None:
    day = date(2025, 3, 5)
    table = read_series(database, ["daily"], policy=policy, first_day=day, last_day=day)
    assert rows(table, "value", "low", "high") == expected
