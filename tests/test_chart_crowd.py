"""Many who speak on one day: every mark is seen, and labels say what all of them say."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from drawn import lines_of, number_of, picture_of, words_of
from made_figures import (
    AIR_FORCE,
    ARMY,
    GENERAL_STAFF,
    MONITOR,
    RSF,
    claim,
    daily,
    day,
    review,
    speaker,
    strike,
    total,
)

from tracker.chart.lettering import TITLE, wrap
from tracker.chart.picture import Picture
from tracker.chart.style import SOFT


def marks_in_points(picture: Picture, prefixes: tuple[str, ...]) -> list[tuple[float, float]]:
    """Return where the marks of these kinds stand, in points from the corner of the figure."""
    (axes,) = picture.axes
    found = [
        point
        for line in axes.get_lines()
        if str(line.get_gid()).startswith(prefixes)
        for point in line.get_xydata()
    ]
    pixels = axes.transData.transform(found)
    return [tuple(each * 72 / picture.figure.dpi) for each in pixels]


@pytest.mark.parametrize("name", ["estimates", "cumulative-by-source"])
def test_marks_of_one_day_that_would_cover_each_other_stand_side_by_side(
    database: Any, name: str
) -> None:
    path = database([total(3, 500, article=f"a-{n}", **speaker(n)) for n in range(5)])
    picture = picture_of(name, path)
    marks = marks_in_points(picture, ("point",))
    assert len(marks) == 5
    for (one, _), (other, _) in combinations(marks, 2):
        assert abs(one - other) > 6
    places = [point[0] for points in lines_of(picture, "point").values() for point in points]
    assert all(abs(place - number_of(day(3))) < 0.5 for place in places)
    assert sum(places) / 5 == pytest.approx(number_of(day(3)))


def test_a_mark_beside_which_there_is_room_stays_in_the_middle_of_its_day(database: Any) -> None:
    said = [total(3, 90 * n, article=f"a-{n}", **speaker(n)) for n in range(1, 4)]
    said.append(claim(low=80, high=130, qualifier="range", period_end=day(3), **speaker(0)))
    picture = picture_of("estimates", database(said))
    points = {points[0] for points in lines_of(picture, "point").values()}
    assert {(number_of(day(3)), 180), (number_of(day(3)), 270)} < points
    (beside,) = [x for x, y in points if y == 90]
    (whisker,) = [each for each in picture.axes[0].collections if each.get_gid()]
    assert whisker.get_segments()[0][0][0] < number_of(day(3)) < beside


def test_what_a_source_says_twice_of_a_day_is_one_mark(database: Any) -> None:
    said = [total(3, 500, **MONITOR), total(3, 500, article="b", **MONITOR)]
    said[1] |= {"qualifier": "approximate", "low": None, "high": None}
    path = database(said)
    (points,) = lines_of(picture_of("estimates", path), "point").values()
    assert points == [(number_of(day(3)), 500)] * 2
    path = database(said, [review("c-00000")])
    picture = picture_of("estimates", path)
    (seen,) = lines_of(picture, "reviewed point")["reviewed point: Harbour Monitor"]
    (hollow,) = lines_of(picture, "point")["point: Harbour Monitor"]
    assert hollow[0] != seen[0]


def test_days_too_thin_for_it_keep_their_marks_in_the_middle(database: Any) -> None:
    path = database(
        [
            total(n, 500, article=f"a-{n}-{place}", **speaker(place))
            for n in range(0, 400, 10)
            for place in range(2)
        ]
    )
    days = {number_of(day(n)) for n in range(0, 400, 10)}
    points = lines_of(picture_of("estimates", path), "point").values()
    assert {x for each in points for x, _ in each} == days


def test_a_label_has_all_that_is_said_of_its_day(database: Any) -> None:
    path = database(
        [
            total(1, 40, **MONITOR),
            total(1, 30, article="b", **MONITOR),
            *(total(1, 30 + n, article=f"c-{n}", **GENERAL_STAFF) for n in range(3)),
        ]
    )
    words = words_of(picture_of("cumulative-by-source", path))
    assert "30 and 40 on 25 February 2022" in words
    assert "30 to 32 on 25 February 2022" in words
    lost = {"measure": "destroyed", "subject": "tank"}
    tanks = [daily(1, n, article=f"a-{n}", **lost, **MONITOR) for n in (7, 9, 12)]
    picture = picture_of("equipment", database([*tanks, daily(1, 8, **lost)]))
    assert "by day; 7 to 12 on 25 February 2022" in words_of(picture)


def test_a_bound_beside_a_line_is_shown_with_the_triangle_that_it_is_drawn_with(
    database: Any,
) -> None:
    path = database([total(1, 40, low=40, qualifier="at_least", **MONITOR)])
    picture = picture_of("cumulative-by-source", path)
    assert picture.figure.artists[-1].get_marker() == "^"


@pytest.mark.parametrize(("sources", "dated"), [(3, 1), (4, 4)])
def test_days_stand_below_every_panel_where_there_are_many(
    database: Any, sources: int, dated: int
) -> None:
    path = database([daily(1, 50, article=f"a-{n}", **speaker(n)) for n in range(sources)])
    picture = picture_of("daily-losses", path)
    shown = [axes.xaxis.get_tick_params()["labelbottom"] for axes in picture.axes]
    assert shown == [False] * (sources - dated) + [True] * dated


def test_headings_of_small_panels_are_level(database: Any) -> None:
    long = 'the "Office of the Commissioner for Rivers, Harbours and Lakes of the North and East"'
    lost = {"measure": "destroyed", "party": "Russia"}
    path = database(
        [
            daily(1, 1_234_567, subject="tank", source=long, **lost),
            daily(1, 1_250_567, subject="tank", article="b", **{**lost, **MONITOR}),
            *(daily(1, 7, subject=each, **lost) for each in ("mlrs", "drone")),
        ]
    )
    texts = {text.get_text(): text for text in picture_of("equipment", path).figure.texts}
    levels = [texts[name].get_position()[1] for name in ("Tanks", "Drones", "Rocket launchers")]
    assert max(levels) == pytest.approx(min(levels))


def test_what_a_policy_passes_over_is_counted(database: Any) -> None:
    said = [total(1, 40 + n, article=f"a-{n}", **MONITOR) for n in range(3)]
    picture = picture_of("low-best-high", database(said))
    assert "1 claim from 1 origin" in picture.subtitle
    assert "Not drawn: 2 claims passed over by the policy." in picture.subtitle


def test_a_band_of_bounds_alone_says_that_they_are(database: Any) -> None:
    least = {"qualifier": "at_least"}
    said = [total(1, 40, low=40, **least, **MONITOR)]
    picture = picture_of("low-best-high", database(said))
    assert "at least 40" in words_of(picture)
    assert picture.alt.endswith("Casualties: on 25 February 2022 at least 40.")
    said.append(total(1, 70, low=70, **least, **GENERAL_STAFF))
    said.append(total(1, 60, low=60, **least, **RSF))
    words = words_of(picture_of("low-best-high", database(said)))
    assert {"highest at least 60", "best 60", "lowest 40"} <= set(words)
    most = [total(1, 90, high=90, qualifier="at_most", **MONITOR)]
    assert "up to 90" in words_of(picture_of("low-best-high", database(most)))


def test_a_half_without_a_claim_has_the_scale_of_the_other(database: Any) -> None:
    path = database(
        [
            daily(1, 900, party="RSF", **ARMY),
            daily(2, 80, party="RSF", measure="killed", **RSF),
        ]
    )
    picture = picture_of("both-sides", path)
    assert words_of(picture).count("by day; one scale for both halves") == 2
    for upper, lower in (picture.axes[:2], picture.axes[2:]):
        assert upper.get_ylim() == tuple(reversed(lower.get_ylim()))
    assert "RSF: no claim" in words_of(picture)


def test_both_sides_speak_in_every_panel_where_there_are_such(database: Any) -> None:
    path = database(
        [
            daily(1, 900, party="RSF", **ARMY),
            daily(2, 80, party="RSF", measure="killed", **RSF),
            daily(3, 95, party="RSF", measure="killed", **ARMY),
        ]
    )
    picture = picture_of("both-sides", path)
    assert set(picture.rows["measure"]) == {"killed"}
    assert "Not drawn: 1 claim told by one side alone." in picture.subtitle


def test_a_zero_of_the_whole_is_seen_on_paper(database: Any) -> None:
    picture = picture_of("strikes", database([strike(1, "launched", 0, **AIR_FORCE)]))
    (zero,) = [line for line in picture.axes[0].get_lines() if line.get_gid() == "zero"]
    assert zero.get_color() == SOFT


def test_other_days_are_written_as_days(database: Any) -> None:
    killed = {"basis": "incident", "measure": "killed", "published": day(9)}
    events = [claim(value=n, article=f"a-{n}", **killed, **MONITOR) for n in (3, 4)]
    events.append(claim(value=5, article="b", **killed, **MONITOR, period_end=day(7)))
    subtitle = picture_of("incident", database(events)).subtitle
    assert "Not drawn: 1 claim of another day (3 March 2022: 1)." in subtitle


def test_no_line_ends_within_by_day_or_between_a_name_and_its_number() -> None:
    text = "Drones launched and stopped, by day: not drawn are claims of another party (RSF: 21)"
    for width in range(20, 90):
        lines = wrap(text, width / 10, TITLE)
        assert not any(line.endswith((" by", "RSF:")) for line in lines)
