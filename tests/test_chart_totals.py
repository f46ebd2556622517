"""Charts of running totals: bands over all sources, and estimates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drawn import bars_of, lines_of, number_of, picture_of, places, signs_of, words_of
from made_figures import (
    ARMY,
    GENERAL_STAFF,
    MONITOR,
    RSF,
    claim,
    daily,
    day,
    review,
    total,
)

# --- band ------------------------------------------------------------------------------------
from tracker.chart.style import COLOURS


def test_a_band_goes_from_the_lowest_to_the_highest_and_breaks_where_all_are_silent(
    database: Any,
) -> None:
    path = database(
        [
            total(1, 100, **MONITOR),
            total(1, 130, **GENERAL_STAFF),
            total(1, 130, article="t-x", source="Ministry", attribution_type="medical"),
            claim(low=90, high=160, qualifier="range", period_end=day(9), **MONITOR),
            total(99, 300, **MONITOR),
        ]
    )
    picture = picture_of("low-best-high", path)
    best = lines_of(picture, "best line")["best line"]
    assert [(x, y if y == y else None) for x, y in best] == [
        (number_of(day(1)), 130),
        (number_of(day(9)), 130),
        (number_of(day(9)), None),
        (number_of(day(99)), 300),
    ]
    (band,) = [each for each in picture.axes[0].collections if each.get_label() == "band"]
    assert band.get_paths()[0].get_extents().y0 == 90
    assert band.get_paths()[0].get_extents().y1 == 160
    assert 0.5 < band.get_linewidth()[0] < 1  # a range of one day among many is seen, too
    assert {"300", "on 3 June 2022"} <= set(words_of(picture))
    assert "Policy: one row for each day over all sources" in picture.subtitle


def test_a_total_holds_within_a_band_while_its_source_is_silent(database: Any) -> None:
    path = database(
        [
            *(total(n, 100 + n, **GENERAL_STAFF) for n in (1, 20, 30, 60)),
            total(10, 50, **MONITOR),
            total(20, 900, article="t-x", source=None, attribution="a driver"),
        ]
    )
    picture = picture_of("low-best-high", path)
    rows = picture.rows.set_index("date")
    reach = {str(each): (row["low"], row["high"]) for each, row in rows.iterrows()}
    assert reach == {
        day(1): (101, 101),
        day(10): (50, 101),
        day(20): (50, 900),  # words that single out no source hold for their day alone
        day(30): (50, 130),
        day(60): (160, 160),  # the other total is older than 45 days
    }
    assert rows["claim_ids"].map(len).to_list() == [1, 2, 3, 2, 1]
    assert "6 claims from 6 origins" in picture.subtitle


def test_a_band_is_full_where_all_behind_it_was_reviewed(database: Any) -> None:
    claims = [total(1, 100, **GENERAL_STAFF), total(1, 50, **MONITOR), total(2, 60, **MONITOR)]
    path = database(
        [*claims, total(2, 110, **GENERAL_STAFF)], [review(f"c-0000{n}") for n in (0, 2, 3)]
    )
    picture = picture_of("low-best-high", path)
    assert [x for x, _ in places(picture, "best")] == [number_of(day(1))]
    assert [x for x, _ in places(picture, "reviewed best")] == [number_of(day(2))]
    assert "not reviewed, or not all of it" in words_of(picture)


def test_the_key_of_a_band_is_hollow_where_nothing_was_reviewed(database: Any) -> None:
    claims = [total(n, 100, **MONITOR) for n in (1, 2)]
    for reviews, face in (([], "#ffffff"), ([review("c-00000")], COLOURS[0])):
        picture = picture_of("low-best-high", database(claims, reviews))
        faces = [
            each.get_markerfacecolor() for each in signs_of(picture) if each.get_marker() == "o"
        ]
        assert faces[0] == face


def test_a_band_of_single_days_has_a_bar_for_each_and_no_line(
    database: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "days.toml").write_text(
        'description = "d"\nquery = "charts-both-sides"\nkind = "band"\n'
        '[columns]\ndate = "period_end"\none = ["party", "measure"]\n'
        '[words]\ntitle = "t"\nsubtitle = "s"\npanel = "p"\nunit = "u"\n'
    )
    path = database([daily(1, 10, **ARMY), daily(1, 30, **RSF), daily(3, 20, **RSF)])
    picture = picture_of("days", path, folder)
    assert bars_of(picture, 0, "band") == [
        (number_of(day(1)), 10.0, 20.0),
        (number_of(day(3)), 20.0, 0.0),
    ]
    assert lines_of(picture, "best line") == {}
    assert places(picture, "best") == [(number_of(day(1)), 10), (number_of(day(3)), 20)]


# --- estimates -------------------------------------------------------------------------------


def test_estimates_have_whiskers_and_arrows_and_nothing_between(database: Any) -> None:
    path = database(
        [
            total(1, 100, **MONITOR),
            claim(low=90, high=160, qualifier="range", period_end=day(9), **MONITOR),
            claim(value=200, low=200, qualifier="at_least", period_end=day(12), **MONITOR),
            claim(value=300, high=300, qualifier="at_most", period_end=day(15), **MONITOR),
        ]
    )
    picture = picture_of("estimates", path)
    assert lines_of(picture, "steps") == {}
    assert lines_of(picture, "at_least")["at_least: Harbour Monitor"] == [(number_of(day(12)), 200)]
    assert lines_of(picture, "at_most")["at_most: Harbour Monitor"] == [(number_of(day(15)), 300)]
    (whisker,) = [each for each in picture.axes[0].collections if "range" in str(each.get_gid())]
    assert [list(map(float, end)) for end in whisker.get_segments()[0]] == [
        [number_of(day(9)), 90.0],
        [number_of(day(9)), 160.0],
    ]
    assert {"at least", "at most", "range", "independent of the parties"} <= set(words_of(picture))


def test_an_arrow_of_estimates_does_not_leave_its_panel_below(database: Any) -> None:
    bounds = [
        claim(value=n, high=n, qualifier="at_most", period_end=day(at), **MONITOR)
        for at, n in ((1, 40), (9, 900_000))
    ]
    picture = picture_of("estimates", database([*bounds, total(5, 1_000_000, **MONITOR)]))
    arrows = [line for line in picture.axes[0].get_lines() if "at_most: " in str(line.get_gid())]
    sizes = {line.get_ydata()[0]: line.get_markersize() for line in arrows if line.get_marker()}
    assert sizes[40] <= 10 < sizes[900_000] == 26


def test_rings_that_lie_on_one_another_leave_the_outline_of_all(database: Any) -> None:
    crowd = [total(n, 1_000 + n, **MONITOR) for n in range(1, 9)]
    picture = picture_of("estimates", database([*crowd, total(900, 5_000, **MONITOR)]))
    lines = {line.get_gid(): line for line in picture.axes[0].get_lines()}
    rings, inside = lines["point: Harbour Monitor"], lines["inside: Harbour Monitor"]
    assert list(inside.get_xydata().ravel()) == list(rings.get_xydata().ravel())
    assert inside.get_markerfacecolor() == "#ffffff"
    assert inside.get_markeredgewidth() == 0
    assert rings.get_markersize() - 2 < inside.get_markersize() < rings.get_markersize()
    assert picture.axes[0].get_lines().index(inside) > picture.axes[0].get_lines().index(rings)


def test_small_rings_keep_all_their_ink(database: Any) -> None:
    crowd = [total(n, 1_000 + n, **MONITOR) for n in range(300)]
    picture = picture_of("estimates", database(crowd))
    assert lines_of(picture, "point")["point: Harbour Monitor"]
    assert lines_of(picture, "inside") == {}


@pytest.mark.parametrize("name", ["estimates", "cumulative-by-source"])
def test_sources_far_apart_stand_on_a_logarithmic_scale_that_says_so(
    database: Any, name: str
) -> None:
    grown = [total(n, 10**n, **MONITOR) for n in range(1, 7)]
    few = [total(n, n, **GENERAL_STAFF) for n in (1, 2)]
    picture = picture_of(name, database([*grown, *few]))
    assert picture.axes[0].get_yscale() == "log"
    assert any("logarithmic scale" in words for words in words_of(picture))
    for others in ([], [total(9, 0, **GENERAL_STAFF)]):  # one that grew; a zero
        assert picture_of(name, database([*grown, *others])).axes[0].get_yscale() == "linear"
