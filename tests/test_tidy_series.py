"""The tidy table of all series, from a real database: what a row covers, and how one is chosen."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from commands import run_tracker
from made_figures import GENERAL_STAFF, MONITOR, claim, daily, day, make_database, strike

from tracker.errors import BadQuery
from tracker.series import POLICIES, SERIES, TIDY_COLUMNS, make_series
from tracker.store import Store, read_series


def series_of(folder: Path, claims: Iterable[dict[str, Any]], *names: str, **asked: Any) -> Any:
    made = [{"article": f"a-{number}", **each} for number, each in enumerate(claims)]
    return read_series(make_database(folder / "made.db", made), names, **asked)


def total(number: int, value: float | None, **fields: Any) -> dict[str, Any]:
    return claim(**{"value": value, "period_end": day(number), **GENERAL_STAFF, **fields})


def pairs(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return [
        tuple(str(each.date()) if isinstance(each, pd.Timestamp) else each for each in row)
        for row in table[list(columns)].itertuples(index=False, name=None)
    ]


def publish(database: Path, article: str, published: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE articles SET published = ? WHERE id = ?", (published, article))


def test_every_claim_with_a_day_stands_in_the_series_of_its_kind(tmp_path: Path) -> None:
    claims = [
        total(5, 5000),
        daily(6, 210),
        claim(value=9, basis="incident", period_start=day(7), period_end=day(7), **MONITOR),
        claim(value=80, basis="period", period_start=day(1), period_end=day(8), **MONITOR),
        strike(9, "launched", 145),
        strike(9, "intercepted", 63),
        claim(value=3, basis="rate"),
    ]
    table = series_of(tmp_path, claims)
    assert list(table.columns) == TIDY_COLUMNS
    assert pairs(table, "series", "value") == [
        ("cumulative", 5000),
        ("daily", 210),
        ("incidents", 9),
        ("periods", 80),
        ("weapons", 63),
        ("weapons", 145),
    ]
    assert list(table["weapon"]) == [None] * 4 + ["drone"] * 2
    assert set(table["kind"]) == {"stated"}
    assert table.attrs["left_out"] == {"a_rate": 1}


def test_figures_and_days_are_numbers_and_timestamps(tmp_path: Path) -> None:
    table = series_of(tmp_path, [daily(6, 210), total(6, None, qualifier="at_least", low=5000)])
    kinds = {name: str(table[name].dtype) for name in ("date", "start", "value", "days", "claims")}
    assert kinds["date"] == kinds["start"] == "datetime64[ns]"
    assert (kinds["value"], kinds["days"], kinds["claims"]) == ("float64", "Int64", "Int64")
    bound = table.iloc[0]
    assert (bound["low"], bool(pd.isna(bound["value"])), bound["qualifier"]) == (
        5000,
        True,
        "at_least",
    )


def test_days_without_a_claim_are_missing(tmp_path: Path) -> None:
    table = series_of(tmp_path, [daily(3, 10), daily(9, 20)], "daily")
    assert pairs(table, "date", "value") == [(day(3), 10), (day(9), 20)]


@pytest.mark.parametrize(
    ("first", "rule", "series", "days"),
    [(10, "past_hours", "daily", 2), (9, "past_hours", "daily", 3), (11, "single_day", "daily", 1),
     (6, "periods.this_week", "periods", 7), (5, "past_weeks", "periods", 7)],
)  # fmt: skip
def test_a_figure_covers_its_days(
    tmp_path: Path, first: int, rule: str, series: str, days: int
) -> None:
    basis = "day" if days == 1 else "period"
    made = daily(12, 2310, basis=basis, period_start=day(first), date_rule=rule)
    table = series_of(tmp_path, [made])
    assert pairs(table, "series", "start", "date", "days") == [(series, day(first), day(12), days)]


def test_a_difference_covers_its_gap_and_is_never_divided(tmp_path: Path) -> None:
    table = series_of(tmp_path, [total(5, 5000), total(6, 5210), total(9, 5900)], "differences")
    assert pairs(table, "start", "date", "days", "value", "kind", "basis") == [
        (day(5), day(6), 1, 210, "derived", "day"),
        (day(6), day(9), 3, 690, "derived", "period"),
    ]
    assert list(table["claim_ids"]) == [("c-00000", "c-00001"), ("c-00001", "c-00002")]


def test_no_difference_of_bounds_sources_places_or_spans(tmp_path: Path) -> None:
    claims = [
        total(5, 5000),
        total(6, 6000, **MONITOR),
        total(7, 5100, place="Kursk", place_region="Kursk Oblast", place_country="Russia"),
        total(8, 900, period_start=day(7)),
        total(9, 5600, qualifier="at_least", low=5600),
        total(10, 5800, qualifier="approximate"),
    ]
    table = series_of(tmp_path, claims, "differences")
    assert pairs(table, "start", "date", "value", "low", "qualifier") == [
        (day(5), day(10), 800, pytest.approx(float("nan"), nan_ok=True), "approximate")
    ]
    assert table.attrs["left_out"] == {"difference_of_a_bound": 1}


def test_a_total_without_its_first_day_counts_from_that_of_the_others(tmp_path: Path) -> None:
    claims = [total(5, 5000), total(6, 5210), total(7, 5400, period_start=None)]
    table = series_of(tmp_path, claims, "cumulative")
    assert pairs(table, "date", "since") == [(day(n), day(0)) for n in (5, 6, 7)]


def test_a_source_of_one_region_speaks_of_it_without_naming_it(tmp_path: Path) -> None:
    here = {"place": "Gaza", "place_region": "Gaza Strip", "place_country": "Palestine"}
    claims = [total(n, 5000 + n, **(here if n < 4 else {})) for n in range(1, 6)]
    table = series_of(tmp_path, claims, "cumulative")
    assert set(table["scope"]) == {"Gaza Strip"}
    assert len(series_of_two_scopes(tmp_path / "two")) == 2


def test_the_days_of_a_source_are_of_the_region_of_its_totals(tmp_path: Path) -> None:
    here = {"place": "Gaza", "place_region": "Gaza Strip", "place_country": "Palestine"}
    totals = [total(n, 5000 + n, **(here if n % 2 else {})) for n in range(1, 8)]
    table = series_of(tmp_path, [*totals, daily(8, 12)], "cumulative", "daily")
    assert set(table["series"]) == {"cumulative", "daily"}
    assert set(table["scope"]) == {"Gaza Strip"}


def series_of_two_scopes(folder: Path) -> set[str | None]:
    folder.mkdir()
    kursk = {"place": "Kursk", "place_region": "Kursk Oblast", "place_country": "Russia"}
    claims = [total(1, 40000, **kursk), total(1, 90000), total(2, 91000), total(3, 92000)]
    return set(series_of(folder, claims, "cumulative")["scope"])


def test_a_copy_counts_once_and_two_articles_are_one_row(tmp_path: Path) -> None:
    claims = [total(5, 5000), total(5, 5000), total(5, 5000, copy_of="c-00000")]
    table = series_of(tmp_path, claims, "cumulative")
    assert pairs(table, "claims", "claim_ids") == [(2, ("c-00000", "c-00001"))]


def test_a_verdict_shows_and_a_rejected_claim_is_gone(tmp_path: Path) -> None:
    path = make_database(tmp_path / "made.db", [daily(3, 10), daily(4, 99), daily(5, 30)])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO reviews (claim_id, verdict, reason, reviewer, reviewed_at, value) "
            "VALUES (?, ?, 'read', 'Ada', '2025-05-11', ?)",
            [("c-00000", "accept", 10), ("c-00001", "reject", 99)],
        )
    table = read_series(path)
    assert pairs(table, "value", "reviewed") == [(10, True), (30, False)]


TWO_SOURCES_TWICE = [
    daily(3, 40, article="old"),
    daily(3, 44, article="new"),
    daily(3, 61, article="third", **MONITOR),
    daily(4, 15, article="fourth", qualifier="range", low=10, high=20, **MONITOR),
]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("all", [(40, 40, 40), (44, 44, 44), (61, 61, 61), (15, 10, 20)]),
        ("latest", [(44, 44, 44), (61, 61, 61), (15, 10, 20)]),
        ("low-best-high", [(44, 44, 61), (15, 10, 20)]),
        ("independent", [(61, 61, 61), (15, 10, 20)]),
    ],
)
def test_a_policy_chooses_and_its_name_goes_with_the_table(
    tmp_path: Path, policy: str, expected: list[tuple[float, ...]]
) -> None:
    path = make_database(tmp_path / "made.db", TWO_SOURCES_TWICE)
    publish(path, "old", "2022-02-27")
    publish(path, "new", "2022-02-28")
    table = read_series(path, policy=policy)
    assert pairs(table, "value", "low", "high") == expected
    assert set(table["policy"]) == {policy} == {table.attrs["policy"]}
    assert table.attrs["policy_says"] == POLICIES[policy].says


def test_one_source_needs_its_name(tmp_path: Path) -> None:
    path = make_database(tmp_path / "made.db", TWO_SOURCES_TWICE)
    table = read_series(path, policy="one-source", source="Harbour Monitor")
    assert list(table["value"]) == [61, 15]
    assert table.attrs["source"] == "Harbour Monitor"
    with pytest.raises(BadQuery, match="one-source needs the name of the source"):
        read_series(path, policy="one-source")


def test_differences_follow_the_policy(tmp_path: Path) -> None:
    claims = [total(5, 5000), total(6, 5200), total(6, 5300), total(7, 5500)]
    path = make_database(
        tmp_path / "made.db", [{**each, "article": f"a-{n}"} for n, each in enumerate(claims)]
    )
    publish(path, "a-2", "2022-03-02")
    every = read_series(path, ["differences"])
    assert pairs(every, "start", "date", "value") == [(day(5), day(7), 500)]
    assert every.attrs["left_out"] == {"several_totals_of_a_day": 2}
    newest = read_series(path, ["differences"], policy="latest")
    assert pairs(newest, "date", "value") == [(day(6), 300), (day(7), 200)]


def test_events_of_one_day_do_not_compete_unless_they_share_a_place(tmp_path: Path) -> None:
    event = {"basis": "incident", "period_start": day(7), "period_end": day(7), "measure": "killed"}
    claims = [
        claim(value=value, place=place, place_country="Ukraine", **event, **MONITOR)
        for value, place in [(4, "Kharkiv"), (6, "Kharkiv"), (9, "Odesa"), (2, None), (3, None)]
    ]
    table = series_of(tmp_path, claims, policy="latest")
    assert pairs(table, "scope", "value") == [
        (None, 2), (None, 3), ("Kharkiv", 6), ("Odesa", 9)
    ]  # fmt: skip


def test_the_store_gives_the_series_between_two_days(tmp_path: Path) -> None:
    path = make_database(tmp_path / "made.db", [daily(n, 100 + n) for n in range(1, 9)])
    with Store(path) as store:
        table = store.series("daily", party="Russia", first_day=day(3), last_day=day(5))
        assert list(table["value"]) == [103, 104, 105]
        assert len(store.series(party="Ukraine")) == 0
        with pytest.raises(BadQuery, match="no filter 'partie'; there are: party"):
            store.series(partie="Russia")
        with pytest.raises(BadQuery, match="no series 'dayly'; there are: cumulative"):
            store.series("dayly")
        with pytest.raises(BadQuery, match=r"did you mean 'latest'\? there are: all"):
            store.series(policy="lates")


def test_a_gap_before_the_first_day_asked_for_keeps_its_difference(tmp_path: Path) -> None:
    claims = [total(5, 5000), total(9, 5900)]
    table = series_of(tmp_path, claims, "differences", first_day=day(8))
    assert pairs(table, "start", "value") == [(day(5), 900)]


def test_claims_without_a_needed_column_are_refused() -> None:
    with pytest.raises(BadQuery, match="no column claim_id"):
        make_series(pd.DataFrame({"value": [1]}))


def test_the_command_prints_the_series_in_every_format(tmp_path: Path) -> None:
    make_database(tmp_path / "made.db", [daily(3, 40), total(3, 5000), total(5, 5100)])
    ask = ("--db", "made.db", "series", "differences", "--policy", "latest", "--format")
    record = run_tracker(tmp_path, *ask, "jsonl")
    assert record.status == 0
    assert record.err.startswith("policy latest: one figure for each source and day")
    (row,) = record.records
    assert (row["start"], row["date"], row["days"]) == (day(3), day(5), 2)
    assert (row["value"], row["policy"], row["place"]) == (100, "latest", None)
    assert row["claim_ids"] == ["c-00001", "c-00002"]
    assert json.loads(run_tracker(tmp_path, *ask, "json").out) == [row]
    (line,) = csv.DictReader(StringIO(run_tracker(tmp_path, *ask, "csv").out))
    assert (line["value"], line["claim_ids"], line["place"]) == ("100", "c-00001; c-00002", "")
    shown = run_tracker(tmp_path, *ask, "table", "--quiet")
    assert "General Staff" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["totals"], "there is no series 'totals'; there are: cumulative, daily"),
        (
            ["--policy", "best"],
            "there is no policy 'best'; did you mean 'latest'? there are: all",
        ),
        (["--from", "May"], "first_day 'May' is no date; write it as 2025-05-11"),
        (["--policy", "one-source"], "the policy one-source needs the name of the source"),
    ],
)
def test_the_command_says_what_to_change(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    make_database(tmp_path / "made.db", [daily(3, 40)])
    done = run_tracker(tmp_path, "--db", "made.db", "series", *arguments)
    assert (done.status, done.out) == (1, "")
    assert message in done.last


def test_the_help_names_every_series_and_policy(tmp_path: Path) -> None:
    told = run_tracker(tmp_path, "series", "--help").out
    for name in (*SERIES, *POLICIES):
        assert f"\n    {name} " in told


def test_a_large_series_is_made_quickly(tmp_path: Path) -> None:
    claims = [total(n, 5000 + 100 * n) for n in range(1, 1500)]
    path = make_database(tmp_path / "made.db", [{**c, "article": "a"} for c in claims])
    table = read_series(path, ["differences"])
    assert set(table["value"]) == {100}
    assert table["date"].is_monotonic_increasing
    assert table["date"].iloc[-1] - table["date"].iloc[0] == timedelta(1497)
