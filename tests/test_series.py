"""What a series holds, what it leaves out, and which claims stand behind a row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from made_figures import GENERAL_STAFF, MONITOR, claim, daily, day

from tracker.errors import BadQuery
from tracker.series import COLUMNS, Series, build_series


def series_of(*claims: dict[str, Any], **options: Any) -> Series:
    rows = [
        {"claim_id": f"c-{n}", "start": 100 * n, **made} for n, made in enumerate(claims, start=1)
    ]
    return build_series(pd.DataFrame(rows), **options)


def test_a_row_has_the_figure_its_day_and_its_claim() -> None:
    table = series_of(claim(value=5840, **GENERAL_STAFF)).table
    assert list(table.columns) == COLUMNS
    row = table.iloc[0]
    assert (row["date"], row["value"], row["speaker"]) == (date(2022, 3, 2), 5840, "General Staff")
    assert (row["party_to_war"], row["claims"], row["claim_ids"]) == (True, 1, ("c-1",))
    assert row["period_start"] == date(2022, 2, 24)


def test_the_same_figure_of_one_source_and_day_is_one_row_with_all_its_claims() -> None:
    table = series_of(
        claim(value=5840, article="a-1", **GENERAL_STAFF),
        claim(value=5840, article="a-2", **GENERAL_STAFF),
        claim(value=5840, article="a-3", **MONITOR),
        claim(value=5840, article="a-4", qualifier="at_least", low=5840, **GENERAL_STAFF),
    ).table
    assert list(table["claim_ids"]) == [("c-1", "c-2"), ("c-4",), ("c-3",)]
    assert list(table["articles"])[0] == ("a-1", "a-2")
    assert list(table["claims"]) == [2, 1, 1]


def test_a_headline_takes_the_source_of_the_same_figure_in_its_article() -> None:
    table = series_of(
        claim(value=5840), claim(value=5840, **GENERAL_STAFF), claim(value=5840, article="a-2")
    ).table
    assert list(table["claim_ids"]) == [("c-1", "c-2"), ("c-3",)]
    assert list(table["speaker"]) == ["General Staff", None]


def test_a_headline_stays_without_a_source_where_two_give_its_figure() -> None:
    table = series_of(
        claim(value=5840), claim(value=5840, **GENERAL_STAFF), claim(value=5840, **MONITOR)
    ).table
    assert list(table["speaker"]) == ["General Staff", "Harbour Monitor", None]


def test_days_without_a_claim_are_missing() -> None:
    table = series_of(daily(3, 10), daily(9, 20)).table
    assert [str(each) for each in table["date"]] == [day(3), day(9)]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"period_end": None}, "without_a_date"),
        ({"value": None, "qualifier": "approximate"}, "without_a_number"),
        ({"stance": "denied"}, "denied"),
    ],
)
def test_what_cannot_stand_in_a_series_is_left_out_and_counted(
    fields: dict[str, Any], rule: str
) -> None:
    found = series_of(claim(value=7), claim(**{"value": 9, **fields}))
    assert list(found.table["value"]) == [7]
    assert found.left_out == {rule: 1}


def test_bounds_are_kept_as_bounds() -> None:
    table = series_of(
        claim(qualifier="range", low=10, high=15),
        claim(qualifier="indefinite", low=24),
        claim(qualifier="at_most", value=50, high=50),
    ).table
    assert set(zip(table["value"], table["low"], table["high"], strict=True)) == {
        (None, 10, 15),
        (None, 24, None),
        (50, None, 50),
    }


def test_a_part_of_a_drawn_whole_is_left_out() -> None:
    whole = daily(3, 1310, start=100)
    part = daily(3, 300, part_of=100)
    other_measure = daily(3, 80, part_of=100, measure="killed")
    elsewhere = daily(3, 90, part_of=100, article="a-9")
    found = series_of(whole, part, other_measure, elsewhere)
    assert sorted(found.table["value"]) == [80, 90, 1310]
    assert found.left_out == {"part_of_a_drawn_whole": 1}


def test_a_toll_that_the_text_replaces_stays_only_with_a_day_of_its_own() -> None:
    found = series_of(
        claim(value=14),
        claim(value=11, superseded=1),
        claim(value=9, superseded=1, period_end="2022-03-01"),
    )
    assert sorted(found.table["value"]) == [9, 14]
    assert found.left_out == {"replaced_in_the_text": 1}


@pytest.mark.parametrize(
    "fields",
    [
        {"period_start": day(1), "period_end": day(3)},
        {"period_start": None},
        {"period_start": day(3), "period_end": day(3), "date_precision": "month"},
    ],
)
def test_a_series_of_single_days_leaves_out_what_covers_more(fields: dict[str, Any]) -> None:
    found = series_of(daily(3, 5), daily(3, 50, **fields), single_days=True)
    assert list(found.table["value"]) == [5]
    assert found.left_out == {"without_a_single_day": 1}


def test_one_party_is_shown_that_of_the_most_claims() -> None:
    found = series_of(
        claim(value=1, party="Ukraine"),
        claim(value=2),
        claim(value=3),
        claim(value=4, party=None),
        one=("party",),
    )
    assert list(found.table["value"]) == [2, 3]
    assert found.chosen == {"party": "Russia"}
    assert found.passed_over == {"party": {"Ukraine": 1}}
    assert found.left_out == {"without_party": 1}


def test_totals_of_two_wars_are_not_mixed() -> None:
    found = series_of(
        claim(value=5840),
        claim(value=5900, period_end="2022-03-03"),
        claim(value=366, period_start="2014-08-07", period_end="2014-08-31"),
        claim(value=6000, period_start=None, period_end="2022-03-04"),
        claim(value=350, period_start=None, period_end="2014-08-30"),
        one=("period_start",),
    )
    assert list(found.table["value"]) == [5840, 5900, 6000]
    assert found.chosen == {"period_start": "2022-02-24"}
    assert found.passed_over == {"period_start": {"2014-08-07": 1}}
    assert found.left_out == {"older_than_the_day_counted_from": 1}


def test_a_source_is_of_the_type_of_most_of_its_claims() -> None:
    table = series_of(
        claim(value=1, source="Ministry", attribution_type="belligerent_government"),
        claim(value=2, source="Ministry", attribution_type="belligerent_government"),
        claim(value=3, source="Ministry", attribution_type="medical"),
        claim(value=4, attribution="officials"),
    ).table
    assert list(table["party_to_war"]) == [True, True, True, None]
    assert list(table["named"]) == [True, True, True, False]
    assert table["speaker"].iloc[3] == "officials"


def test_no_claims_are_an_empty_series() -> None:
    empty = pd.DataFrame([claim()]).assign(claim_id="c-1", start=0).iloc[:0]
    found = build_series(empty, one=("party",), single_days=True)
    assert len(found.table) == 0
    assert found.chosen == {}


def test_a_missing_column_is_named() -> None:
    with pytest.raises(BadQuery, match="no column claim_id; a series needs: claim_id, article"):
        build_series(pd.DataFrame({"value": [1]}))


def test_columns_of_ones_own_part_the_rows() -> None:
    rows = [claim(value=5, front="east"), claim(value=5, front="south")]
    table = series_of(*rows, keep=("front",)).table
    assert list(table["front"]) == ["east", "south"]
