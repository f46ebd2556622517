"""More claims than can be drawn: what charts read and tell of it, and what reads all the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from drawn import picture_of, words_of
from made_figures import GENERAL_STAFF, MONITOR, claim, daily, day, make_database, review

from tracker.chart import NoData, find_chart
from tracker.chart.load import load_series
from tracker.paths import database_files
from tracker.series import Series
from tracker.store import Store, run_query

RUSSIA = [daily(number, 900 + number) for number in range(1, 9)]
UKRAINE = [daily(number, 90, party="Ukraine", article=f"b-{number}") for number in range(20, 23)]


@pytest.fixture
def load(tmp_path: Path) -> Any:
    def make(name: str, claims: Iterable[dict[str, Any]], **given: str) -> Series:
        path = make_database(tmp_path / "made.db", claims)
        return load_series(find_chart(name), path, given)

    return make


def days(series: Series) -> list[str]:
    return [each.isoformat() for each in series.table["date"]]


@pytest.mark.parametrize("most", ["11", "12", "-1"])
def test_all_claims_are_read_where_there_is_room_for_them(load: Any, most: str) -> None:
    series = load("daily-losses", [*RUSSIA, *UKRAINE], most=most)
    assert len(series.table) == len(RUSSIA)
    assert series.passed_over == {"party": {"Ukraine": 3}}
    assert not series.left_out


def test_the_newest_of_the_party_that_is_shown_are_read_and_the_others_counted(load: Any) -> None:
    series = load("daily-losses", [*RUSSIA, *UKRAINE], most="7")
    assert series.chosen["party"] == "Russia"  # of the 7 newest claims, 4 are of its losses
    assert days(series) == [f"2022-02-{n}" for n in (26, 27, 28)] + [
        f"2022-03-0{n}" for n in range(1, 5)
    ]
    assert series.left_out == {"of others or beyond the 7 read": 4}


def test_a_party_that_is_asked_for_is_read_whole(load: Any) -> None:
    series = load("daily-losses", [*RUSSIA, *UKRAINE], most="8", party="Russia")
    assert (len(series.table), series.left_out) == (8, {})


def test_coverage_reads_a_claim_of_each_day_before_a_second_one(load: Any) -> None:
    loud = [
        daily(number, 100 * number + each, published=day(number), **GENERAL_STAFF)
        for number in range(1, 6)
        for each in range(6)
    ]
    quiet = [daily(number, 7, published=day(number), **MONITOR) for number in (1, 3)]
    series = load("coverage", [*loud, *quiet], most="7")
    spoke = {(row.speaker, row.date.day) for row in series.table.itertuples()}
    assert len(spoke) == 7
    assert len(series.table) == 7
    assert series.left_out == {"of others or beyond the 7 read": 25}


def test_coverage_counts_what_it_has_not_read_and_takes_it_for_unreviewed(tmp_path: Path) -> None:
    claims = [
        daily(number, 100 * number + each, published=day(number), **GENERAL_STAFF)
        for number in range(1, 6)
        for each in range(6)
    ]
    reviews = [review(f"c-{number:05}") for number in range(30) if number % 6 < 2]
    path = make_database(tmp_path / "made.db", claims, reviews)
    picture = picture_of("coverage", path, most="10")
    assert len(picture.rows) == 10
    assert picture.rows["reviewed"].map(len).sum() == 10
    assert "30 claims" in words_of(picture)
    drawn = {str(each.get_label()) for each in picture.axes[0].collections}
    assert drawn == {"General Staff: not reviewed"}


def test_a_chart_of_nothing_names_what_there_is(load: Any) -> None:
    with pytest.raises(NoData, match=r"for party Sudan; party may be: Russia \(8\)$"):
        load("daily-losses", RUSSIA, party="Sudan")


@pytest.mark.parametrize(
    "name",
    ["both-sides", "coverage", "cumulative-by-source", "daily-and-totals", "equipment"]
    + ["incident", "strikes"],
)
def test_a_query_of_a_chart_gives_the_newest_claims(tmp_path: Path, name: str) -> None:
    claims = [daily(n, n, published=day(n)) for n in range(1, 4)]
    claims += [daily(n, n, measure="destroyed", subject="tank") for n in range(1, 4)]
    claims += [daily(n, n, measure="launched", subject="drone") for n in range(1, 4)]
    claims += [
        daily(n, n, measure="killed", basis=basis)
        for basis in ("incident", "cumulative")
        for n in range(1, 4)
    ]
    path = make_database(tmp_path / "made.db", claims)
    everything = run_query(path, f"charts-{name}", {"most": "-1"})
    answer = run_query(path, f"charts-{name}", {"most": "2"})
    at = everything.columns.index("period_end")
    assert len(answer.rows) == 2
    newest = sorted((row[at] for row in everything.rows), reverse=True)[:2]
    assert sorted((row[at] for row in answer.rows), reverse=True) == newest
    assert set(answer.rows) < set(everything.rows)


def test_check_and_series_read_all_claims_however_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    totals = [claim(value=900 + n, period_end=day(n), **GENERAL_STAFF) for n in range(9)]
    totals[1]["value"] = totals[1]["low"] = totals[1]["high"] = 90_000
    path = make_database(tmp_path / "made.db", totals)
    queries = tmp_path / "queries"
    shutil.copytree(database_files() / "queries", queries)
    saved = queries / "series.sql"
    saved.write_text(saved.read_text().replace("most 20000", "most 3"))
    monkeypatch.setattr("tracker.store.saved._folder", lambda: queries)
    assert len(run_query(path, "series").rows) == 3
    with Store(path) as store:
        assert len(store.series("cumulative")) == 9
        assert any("c-00001" in finding.claim_ids for finding in store.check().findings)
