"""What was reviewed and what was not can be told apart in every kind of chart."""

from __future__ import annotations

from typing import Any

import pytest
from drawn import lines_of, number_of, picture_of, places, words_of
from made_figures import (
    AIR_FORCE,
    ARMY,
    GENERAL_STAFF,
    MONITOR,
    claim,
    daily,
    day,
    review,
    strike,
    total,
)
from matplotlib.colors import to_hex

from tracker.chart.style import COLOURS


def test_what_nobody_has_reviewed_is_hollow(database: Any) -> None:
    path = database(
        [total(n, 100 + n, claim_id=f"c-{n}", **GENERAL_STAFF) for n in range(1, 5)],
        [review("c-2"), review("c-3", "second_look")],
    )
    picture = picture_of("cumulative-by-source", path)
    points = lines_of(picture, "point")["point: General Staff"]
    assert [y for _, y in points] == [101, 103, 104]
    assert lines_of(picture, "reviewed point")["reviewed point: General Staff"] == [
        (number_of(day(2)), 102)
    ]
    faces = {line.get_gid(): line.get_markerfacecolor() for line in picture.axes[0].get_lines()}
    assert faces["point: General Staff"] == "#ffffff"
    assert faces["reviewed point: General Staff"] != "#ffffff"
    assert "4 claims from 4 origins, reprints counted once; 1 reviewed (25%)." in picture.subtitle
    assert {"reviewed by a person", "not reviewed"} <= set(words_of(picture))
    assert list(picture.rows["reviewed"]) == [(), ("c-2",), (), ()]


def test_bars_have_a_square_at_their_foot_that_is_hollow_until_all_is_reviewed(
    database: Any,
) -> None:
    path = database(
        [daily(1, 5, claim_id="c-1"), daily(1, 7, claim_id="c-2"), daily(2, 9, claim_id="c-3")],
        [review("c-1"), review("c-3")],
    )
    picture = picture_of("daily-losses", path)
    assert places(picture, "not reviewed") == [(number_of(day(1)), 0)]
    assert places(picture, "reviewed") == [(number_of(day(2)), 0)]
    assert "at the foot: not reviewed, or not all of it" in words_of(picture)
    assert "at the foot: reviewed by a person" in words_of(picture)


def test_a_difference_is_reviewed_where_both_totals_are(database: Any) -> None:
    path = database(
        [total(n, 100 + n, claim_id=f"c-{n}", **ARMY) for n in range(1, 4)],
        [review("c-1"), review("c-2")],
    )
    picture = picture_of("daily-losses", path)
    assert places(picture, "reviewed") == [(number_of(day(2)), 0)]
    assert places(picture, "not reviewed") == [(number_of(day(3)), 0)]


def test_zero_stands_above_the_square_of_its_day_and_both_are_small_where_days_are(
    database: Any,
) -> None:
    nights = [strike(n, "launched", n % 2, **AIR_FORCE) for n in range(600)]
    few, many = (picture_of("strikes", database(nights[:size])) for size in (9, 600))
    for picture, most in ((few, 6.0), (many, 2.2)):
        sizes = {line.get_gid(): line.get_markersize() for line in picture.axes[0].get_lines()}
        assert "zero" in sizes
        assert max(sizes.values()) <= most
    assert places(few, "not reviewed")
    (zero,) = [line for line in few.axes[0].get_lines() if line.get_gid() == "zero"]
    at_zero = few.axes[0].transData.transform((0, 0))[1]
    assert zero.get_transform().transform((0, 0))[1] > at_zero + 4


@pytest.mark.parametrize("name", ["cumulative-by-source", "estimates"])
def test_ranges_and_bounds_that_were_reviewed_are_full(database: Any, name: str) -> None:
    path = database(
        [
            claim(low=2000, high=4000, qualifier="range", **MONITOR),
            claim(low=200, qualifier="indefinite", period_end=day(9), **MONITOR),
            claim(value=3000, low=3000, qualifier="at_least", period_end=day(12), **MONITOR),
        ],
        [review("c-00000"), review("c-00002")],
    )
    axes = picture_of(name, path).axes[0]
    assert [each.get_gid() for each in axes.collections] == ["reviewed range: Harbour Monitor"]
    faces = {line.get_gid(): line.get_markerfacecolor() for line in axes.get_lines()}
    foot = "foot of " if name == "estimates" else ""
    assert faces[f"{foot}at_least: Harbour Monitor"] == "#ffffff"
    assert faces[f"{foot}reviewed at_least: Harbour Monitor"] == COLOURS[0]


def test_days_too_thin_for_squares_have_a_strip_that_is_hollow_where_not_all_is_reviewed(
    database: Any,
) -> None:
    known = [review(f"c-{n:05}") for n in range(200, 400)]
    path = database([daily(n, 5 + n % 3) for n in range(600)], known)
    picture = picture_of("daily-losses", path)
    strips = {each.get_gid(): each for each in picture.axes[0].collections if each.get_gid()}
    runs = {
        name: [(left, right) for (left, _), (right, _) in each.get_segments()]
        for name, each in strips.items()
    }
    ((first, last),) = runs["strip"]
    assert first < number_of(day(0)) < number_of(day(599)) < last
    assert runs["not reviewed"] == [
        (number_of(day(0)) - 0.5, number_of(day(199)) + 0.5),
        (number_of(day(400)) - 0.5, number_of(day(599)) + 0.5),
    ]
    widths = {name: float(each.get_linewidth()[0]) for name, each in strips.items()}
    assert 1 < widths["not reviewed"] < widths["strip"] <= 3
    assert to_hex(strips["not reviewed"].get_color()[0]) == "#ffffff"
    assert {"at the foot: reviewed by a person", "at the foot: not reviewed"} <= set(
        words_of(picture)
    )


def test_a_strip_is_hollow_where_unreviewed_days_are_thinner_than_a_screen_shows(
    database: Any,
) -> None:
    kinds = ("tank", "drone", "mlrs", "vehicle", "ship", "submarine")
    lost = [daily(n, 9, measure="destroyed", subject=kinds[n % 6]) for n in range(1500)]
    known = [review(f"c-{n:05}") for n in range(0, 1500, 18)]
    picture = picture_of("equipment", database(lost, known))
    for axes in picture.axes:
        strips = {
            each.get_gid(): each.get_segments() for each in axes.collections if each.get_gid()
        }
        lengths = {
            gid: sum(right - left for (left, _), (right, _) in each) for gid, each in strips.items()
        }
        assert lengths["strip"] > 1450
        assert lengths["not reviewed"] > 0.6 * lengths["strip"]
