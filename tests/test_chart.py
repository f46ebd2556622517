"""Charts: the data in them, and their words."""

from __future__ import annotations

from typing import Any

from drawn import bars_of, lines_of, number_of, picture_of
from made_figures import (
    AIR_FORCE,
    GENERAL_STAFF,
    MONITOR,
    claim,
    daily,
    day,
    strike,
)

from tracker.chart import KINDS, list_charts
from tracker.chart.draw import DRAW

STEPS, BARS, STRIKES = "cumulative-by-source", "daily-losses", "strikes"


def test_every_kind_has_its_chart_and_its_way_to_be_drawn() -> None:
    assert set(DRAW) == set(KINDS) == {chart.kind for chart in list_charts()}


# --- running totals --------------------------------------------------------------------------


def test_steps_go_through_the_claims_of_one_source(database: Any) -> None:
    path = database(
        [
            claim(value=5840, period_end=day(6), **GENERAL_STAFF),
            claim(value=5710, high=5710, qualifier="at_most", period_end=day(5), **GENERAL_STAFF),
            claim(value=498, measure="killed", period_end=day(6), **MONITOR),
        ]
    )
    picture = picture_of(STEPS, path)
    assert lines_of(picture, "steps") == {
        "steps: General Staff": [(number_of(day(5)), 5710), (number_of(day(6)), 5840)]
    }
    assert lines_of(picture, "point") == {
        "point: General Staff": [(number_of(day(6)), 5840)],
        "point: Harbour Monitor": [(number_of(day(6)), 498)],
    }
    assert lines_of(picture, "at_most")["at_most: General Staff"] == [(number_of(day(5)), 5710)]
    assert len(picture.axes) == 2
    assert picture.title == (
        "Russia: casualties and deaths (combatants), running totals according to "
        "General Staff and Harbour Monitor, as of 2 March 2022"
    )
    assert "counted from 24 February 2022" in picture.subtitle
    assert picture.subtitle.endswith("3 claims from 1 origin; none reviewed.")


def test_steps_are_interrupted_where_a_source_is_silent_for_long(database: Any) -> None:
    days = [1, 20, 120, 121]
    path = database(
        [claim(value=100 + n, period_end=day(n), article=f"a-{n}", **GENERAL_STAFF) for n in days]
    )
    (points,) = lines_of(picture_of(STEPS, path), "steps").values()
    assert [x == x for x, _ in points] == [True, True, False, True, True]


def test_a_day_with_several_figures_has_them_all_and_goes_on_from_the_exact_one(
    database: Any,
) -> None:
    path = database(
        [
            claim(value=100, period_end=day(1), **GENERAL_STAFF),
            claim(value=130, period_end=day(2), qualifier="approximate", **GENERAL_STAFF),
            claim(value=120, period_end=day(2), **GENERAL_STAFF),
            claim(value=110, period_end=day(2), article="a-2", **GENERAL_STAFF),
        ]
    )
    picture = picture_of(STEPS, path)
    assert [y for _, y in lines_of(picture, "steps")["steps: General Staff"]] == [100, 120]
    assert [y for _, y in lines_of(picture, "point")["point: General Staff"]] == [
        100,
        110,
        120,
        130,
    ]


def test_words_that_name_no_single_source_are_not_joined(database: Any) -> None:
    path = database(
        [claim(value=n, period_end=day(n), attribution="officials") for n in range(1, 4)]
    )
    picture = picture_of(STEPS, path)
    assert lines_of(picture, "steps") == {}
    assert len(lines_of(picture, "point")["point: “officials”"]) == 3
    assert "according to “officials”" in picture.title


def test_ranges_and_bounds_are_drawn_as_such(database: Any) -> None:
    path = database(
        [
            claim(low=2000, high=4000, qualifier="range", **MONITOR),
            claim(low=200, qualifier="indefinite", period_end=day(9), **MONITOR),
            claim(value=3000, low=3000, qualifier="at_least", period_end=day(12), **MONITOR),
        ]
    )
    picture = picture_of(STEPS, path)
    assert [y for _, y in lines_of(picture, "at_least")["at_least: Harbour Monitor"]] == [200, 3000]
    assert lines_of(picture, "point") == {}
    whole, inside = picture.axes[0].collections
    assert whole.get_gid() == "range: Harbour Monitor"
    assert tuple(inside.get_color()[0][:3]) == (1.0, 1.0, 1.0)
    assert inside.get_linewidth()[0] < whole.get_linewidth()[0]
    assert [list(map(float, end)) for end in whole.get_segments()[0]] == [
        [number_of("2022-03-02"), 2000.0],
        [number_of("2022-03-02"), 4000.0],
    ]
    rows = {row["qualifier"]: row for row in picture.rows.to_dict("records")}
    assert (rows["range"]["value"], rows["range"]["low"]) == (None, 2000)


def test_sides_of_the_war_have_dashed_lines_and_other_sources_solid_ones(database: Any) -> None:
    path = database(
        [
            claim(value=100 + n, period_end=day(n), article=f"a-{n}", **who)
            for n in range(3)
            for who in (GENERAL_STAFF, MONITOR)
        ]
    )
    picture = picture_of(STEPS, path)
    styles = {line.get_gid(): line.get_linestyle() for line in picture.axes[0].get_lines()}
    assert styles["steps: General Staff"] == "--"
    assert styles["steps: Harbour Monitor"] == "-"
    words = {text.get_text() for text in picture.figure.texts}
    assert {
        "a party to the war",
        "independent of the parties",
        "General Staff",
        "Harbour Monitor",
    } <= words


def test_an_axis_that_does_not_start_at_zero_says_so(database: Any) -> None:
    far = [
        claim(value=930_000 + 1000 * n, period_end=day(n), article=f"a-{n}", **GENERAL_STAFF)
        for n in range(9)
    ]
    picture = picture_of(STEPS, database(far))
    assert picture.axes[0].get_ylim()[0] > 0
    words = [text.get_text() for text in picture.figure.texts]
    assert "total so far; the axis does not start at zero" in words


def test_the_other_party_is_counted_and_can_be_asked_for(database: Any) -> None:
    path = database(
        [
            claim(value=5840, **GENERAL_STAFF),
            claim(value=5900, period_end=day(8), **GENERAL_STAFF),
            claim(value=2870, party="Ukraine", source="Defence Ministry"),
            claim(value=7, period_end=None),
        ]
    )
    assert (
        "Not drawn: 1 claim of another party (Ukraine: 1); 1 claim without a date."
        in picture_of(STEPS, path).subtitle
    )
    assert picture_of(STEPS, path, party="Ukraine").title.startswith(
        "Ukraine: casualties (combatants)"
    )


# --- by day ----------------------------------------------------------------------------------


def test_there_is_a_bar_for_each_day_with_a_claim_and_none_between(database: Any) -> None:
    path = database([daily(n, 100 * n) for n in (1, 2, 5)] + [daily(2, 50, **MONITOR)])
    picture = picture_of(BARS, path)
    assert bars_of(picture, 0, "stated") == [(number_of(day(n)), 0.0, 100.0 * n) for n in (1, 2, 5)]
    assert bars_of(picture, 1, "stated") == [(number_of(day(2)), 0.0, 50.0)]
    assert [axes.get_ylim()[0] for axes in picture.axes] == [0.0, 0.0]
    assert picture.axes[0].get_ylim() == picture.axes[1].get_ylim()
    words = [text.get_text() for text in picture.figure.texts]
    assert words.count("a party to the war; by day") == 1
    assert words.count("independent of the parties; by day") == 1


def test_panels_too_far_apart_for_one_scale_have_their_own_and_say_so(database: Any) -> None:
    path = database([daily(1, 100), daily(1, 9000, **MONITOR)])
    picture = picture_of(BARS, path)
    assert [round(axes.get_ylim()[1]) for axes in picture.axes] == [110, 9900]
    words = [text.get_text() for text in picture.figure.texts]
    assert "a party to the war; by day; on a scale of its own" in words


def test_a_bar_is_solid_as_far_as_all_claims_go_and_light_as_far_as_some_do(
    database: Any,
) -> None:
    path = database(
        [
            daily(1, 500),
            daily(1, 800, article="a-9"),
            daily(2, None, qualifier="range", low=100, high=900),
            daily(3, 600, qualifier="at_most", high=600),
            daily(4, 700, qualifier="at_least", low=700),
            daily(5, 0),
        ]
    )
    picture = picture_of(BARS, path)
    assert [height for _, _, height in bars_of(picture, 0, "stated")] == [500, 100, 700]
    assert bars_of(picture, 0, "lighter stated") == [
        (number_of(day(1)), 500.0, 300.0),
        (number_of(day(2)), 100.0, 800.0),
        (number_of(day(3)), 0.0, 600.0),
    ]
    assert lines_of(picture, "at_most")["at_most"] == [(number_of(day(3)), 600)]
    assert lines_of(picture, "at_least")["at_least"] == [(number_of(day(4)), 700)]
    assert lines_of(picture, "zero")["zero"] == [(number_of(day(5)), 0)]


def test_what_was_stopped_is_stacked_before_what_was_launched(database: Any) -> None:
    path = database(
        [
            strike(2, "launched", 108, **AIR_FORCE),
            strike(2, "intercepted", 55, **AIR_FORCE),
            strike(2, "suppressed", 30, **AIR_FORCE),
            strike(4, "launched", 20, subject="missile", **AIR_FORCE),
            strike(2, "launched", 60, party="Ukraine", source="Defence Ministry"),
            strike(2, "launched", 9, basis="period", **AIR_FORCE),
        ]
    )
    picture = picture_of(STRIKES, path)
    x = number_of(day(2))
    assert bars_of(picture, 0, "launched") == [(x, 0.0, 108.0)]
    assert bars_of(picture, 0, "intercepted") == [(x, 0.0, 55.0)]
    assert bars_of(picture, 0, "suppressed") == [(x, 55.0, 30.0)]
    assert bars_of(picture, 2, "launched") == [(number_of(day(4)), 0.0, 20.0)]
    assert picture.title == (
        "Drones and missiles launched by Russia and stopped, by day, according to Air Force, "
        "as of 28 February 2022"
    )
    only = picture_of(STRIKES, path, party="Ukraine")
    assert bars_of(only, 0, "launched") == [(x, 0.0, 60.0)]


def test_sources_beyond_the_colours_and_panels_beyond_the_page_are_counted(
    database: Any,
) -> None:
    names = [f"Register {letter}" for letter in "ABCDEFGHIJK"]
    who = [{"source": name, "attribution_type": "monitor_ngo"} for name in names]
    path = database(
        [claim(value=50 + n, **each) for n, each in enumerate(who)]
        + [daily(1, 50 + n, **each) for n, each in enumerate(who)]
    )
    steps, bars = picture_of(STEPS, path), picture_of(BARS, path)
    assert "according to 11 sources" in steps.title
    assert len(lines_of(steps, "point")["point: 3 other sources"]) == 3
    assert len(steps.rows) == 11
    assert len(bars.axes) == len(bars.rows) == 8
    assert "Not drawn: 3 claims in smaller panels." in bars.subtitle
