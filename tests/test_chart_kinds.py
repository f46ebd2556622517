"""Every kind of chart: what is drawn of which claims, and what is not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from drawn import bars_of, lines_of, number_of, picture_of, words_of
from made_figures import GENERAL_STAFF, MONITOR, claim, daily, day, make_database, review, strike
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from tracker.chart import KINDS, NoData, list_charts
from tracker.chart.draw import DRAW
from tracker.chart.picture import Picture
from tracker.chart.sides import side_of
from tracker.chart.style import COLOURS

ARMY = {"source": "Armed Forces of Sudan", "attribution_type": "belligerent_military"}
RSF = {"source": "Rapid Support Forces", "attribution_type": "belligerent_military"}
AIR_FORCE = {"source": "Air Force", "attribution_type": "belligerent_military"}


@pytest.fixture
def database(tmp_path: Path) -> Any:
    numbers = count()

    def make(claims: Iterable[dict[str, Any]], reviews: Iterable[dict[str, Any]] = ()) -> Path:
        return make_database(tmp_path / f"made-{next(numbers)}.db", claims, reviews)

    return make


def total(number: int, value: float, **fields: Any) -> dict[str, Any]:
    return claim(**{"value": value, "period_end": day(number), "article": f"t-{number}", **fields})


def places(picture: Picture, gid: str) -> list[tuple[float, float]]:
    """Return the points of every line of this id, in all panels."""
    return [
        point
        for axes in picture.axes
        for line in axes.get_lines()
        if line.get_gid() == gid
        for point in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def test_every_kind_has_its_chart_and_its_way_to_be_drawn() -> None:
    assert set(DRAW) == set(KINDS) == {chart.kind for chart in list_charts()}


# --- reviewed and not ------------------------------------------------------------------------


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
        assert {"zero", "not reviewed"} <= set(sizes)
        assert max(sizes.values()) <= most
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


# --- bars: stated and derived ----------------------------------------------------------------


def test_a_day_without_a_figure_of_its_own_has_the_difference_of_two_totals(database: Any) -> None:
    path = database(
        [
            daily(2, 60, **ARMY),
            *(total(n, value, **ARMY) for n, value in ((1, 1000), (2, 1055), (3, 1100), (5, 1150))),
        ]
    )
    picture = picture_of("daily-losses", path)
    assert bars_of(picture, 0, "stated") == [(number_of(day(2)), 0.0, 60.0)]
    assert bars_of(picture, 0, "derived") == [(number_of(day(3)), 0.0, 45.0)]
    (derived,) = [each for each in picture.axes[0].collections if each.get_label() == "derived"]
    assert tuple(derived.get_facecolor()[0][:3]) == (1.0, 1.0, 1.0)
    assert "not stated: the difference between two running totals" in words_of(picture)
    assert "stated" in words_of(picture)
    assert "1 difference over several days" in picture.subtitle
    row = picture.rows[picture.rows["derived"]].iloc[0]
    assert len(row["claim_ids"]) == len(row["quotes"]) == 2


def test_a_total_that_falls_gives_no_bar(database: Any) -> None:
    path = database([daily(3, 1, **ARMY), total(1, 90, **ARMY), total(2, 80, **ARMY)])
    picture = picture_of("daily-losses", path)
    assert bars_of(picture, 0, "derived") == []
    assert "1 difference where a total falls" in picture.subtitle


# --- band ------------------------------------------------------------------------------------


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


# --- both sides ------------------------------------------------------------------------------


def test_each_side_has_its_half_on_one_scale_and_others_are_counted(database: Any) -> None:
    lost = {"party": "RSF", "measure": "killed"}
    path = database(
        [
            *(daily(n, 60 + n, **lost, **ARMY) for n in (1, 2, 4)),
            *(daily(n, 10 + n, **lost, **RSF) for n in (1, 3)),
            daily(1, 30, **lost, source="Kremlin", attribution_type="belligerent_government"),
            daily(1, 900, party="Ukraine", **GENERAL_STAFF),
        ]
    )
    picture = picture_of("both-sides", path)
    upper, lower = picture.axes
    assert bars_of(picture, 0, "Sudan") == [(number_of(day(n)), 0.0, 60.0 + n) for n in (1, 2, 4)]
    assert bars_of(picture, 1, "RSF") == [(number_of(day(n)), 0.0, 10.0 + n) for n in (1, 3)]
    assert upper.get_ylim() == tuple(reversed(lower.get_ylim()))
    assert upper.get_ylim()[0] == 0.0
    assert "according to Sudan (Armed Forces of Sudan)" in words_of(picture)
    assert "according to RSF (Rapid Support Forces)" in words_of(picture)
    assert "1 claim told by one side alone; 1 claim by neither of the two sides" in picture.subtitle
    assert picture.title.startswith("RSF: deaths (combatants) by day, as both sides claim")


def test_one_side_alone_is_no_chart_of_both(database: Any) -> None:
    path = database([daily(1, 5, party="RSF", **ARMY)])
    with pytest.raises(NoData, match="no claims of two sides to draw; only Sudan speaks"):
        picture_of("both-sides", path)


@pytest.mark.parametrize(
    ("source", "side"),
    [
        ("General Staff of Ukraine", "Ukraine"),
        ("Ministry of Defence of Russia", "Russia"),
        ("Ministry of Defence of the United Kingdom", "United Kingdom"),
        ("Israel Defense Forces", "Israel"),
        ("Houthi Ministry of Health", "Houthis"),
        ("League of Harbours", None),
    ],
)
def test_the_side_of_a_source_is_in_the_vocabulary(source: str, side: str | None) -> None:
    assert side_of(source) == side


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


def test_marks_of_all_sizes_stand_on_a_logarithmic_scale_that_says_so(database: Any) -> None:
    path = database([total(n, 10**n, **MONITOR) for n in range(1, 7)])
    picture = picture_of("estimates", path)
    assert picture.axes[0].get_yscale() == "log"
    assert any("logarithmic scale" in words for words in words_of(picture))
    with_zero = database([*(total(n, 10**n, **MONITOR) for n in range(1, 7)), total(9, 0)])
    assert picture_of("estimates", with_zero).axes[0].get_yscale() == "linear"


# --- launched and stopped --------------------------------------------------------------------


def test_the_share_of_what_was_stopped_stands_below(database: Any) -> None:
    path = database(
        [
            strike(1, "launched", 100, **AIR_FORCE),
            strike(1, "intercepted", 50, **AIR_FORCE),
            strike(1, "suppressed", 30, **AIR_FORCE),
            strike(2, "launched", 10, **AIR_FORCE),
            strike(2, "intercepted", 12, **AIR_FORCE),
            strike(3, "launched", 10, **AIR_FORCE),
        ]
    )
    picture = picture_of("strikes", path)
    above, below = picture.axes
    (shares,) = below.collections
    ((left, y), (right, _)) = shares.get_segments()[0]
    assert len(shares.get_segments()) == 1
    assert (float(y), float(left + right) / 2) == (0.8, number_of(day(1)))
    assert below.get_ylim()[0] == above.get_ylim()[0] == 0.0
    rows = picture.rows[picture.rows["measure"] == "launched"]
    assert list(rows["share"]) == [0.8, None, None]


# --- single events ---------------------------------------------------------------------------


def event(value: float | None, **fields: Any) -> dict[str, Any]:
    return claim(
        **{"value": value, "basis": "incident", "measure": "killed", "party": "Yemen", **fields}
    )


def test_each_claim_of_an_event_has_a_row(database: Any) -> None:
    path = database(
        [
            event(16, published=day(6), article="a-1", **MONITOR),
            event(0, published=day(7), article="a-2", **GENERAL_STAFF),
            event(None, low=10, high=20, qualifier="range", published=day(8), article="a-3"),
            event(12, low=12, qualifier="at_least", published=day(9), article="a-4", **MONITOR),
            event(99, period_end=day(1), published=day(2), article="a-5", **MONITOR),
        ]
    )
    picture = picture_of("incident", path)
    words = words_of(picture)
    assert [y for y in words if y in ("16", "0", "10–20", "at least 12")] == [
        "16",
        "0",
        "10–20",
        "at least 12",
    ]
    assert words.count("Harbour Monitor") == 2
    assert "no source named" in words
    assert [x for x, _ in places(picture, "point")] == [16, 0]
    assert [x for x, _ in places(picture, "range")] == [10, 20]
    assert [x for x, _ in places(picture, "at_least")] == [12]
    assert picture.axes[0].get_xlim()[0] == 0.0
    assert "1 claim of another day (2022-02-25: 1)" in picture.subtitle
    colours = {line.get_color() for line in picture.axes[0].get_lines() if line.get_gid()}
    assert len(colours) == 3


def test_claims_beyond_the_rows_of_a_forest_are_counted(database: Any) -> None:
    many = [event(n, published=day(n), article=f"a-{n}", **MONITOR) for n in range(1, 46)]
    picture = picture_of("incident", database(many))
    assert len(picture.rows) == 40
    assert picture.rows["value"].min() == 6
    assert "40 claims from 40 origins" in picture.subtitle
    assert "5 claims older than those drawn" in picture.subtitle


# --- coverage --------------------------------------------------------------------------------


def test_coverage_has_a_row_for_each_source_and_a_mark_for_each_day(database: Any) -> None:
    path = database(
        [
            *(daily(n, 9, published=day(n), claim_id=f"c-{n}") for n in (1, 2, 5)),
            total(2, 9, published=day(2), **MONITOR),
        ],
        [review("c-5")],
    )
    picture = picture_of("coverage", path)
    (axes,) = picture.axes
    solid = bars_of(picture, 0, "General Staff: reviewed")
    hollow = bars_of(picture, 0, "General Staff: not reviewed")
    assert [x for x, _, _ in solid] == [number_of(day(5))]
    assert [x for x, _, _ in hollow] == [number_of(day(1)), number_of(day(2))]
    faces = {each.get_label(): tuple(each.get_facecolor()[0][:3]) for each in axes.collections}
    assert faces["General Staff: not reviewed"] == (1.0, 1.0, 1.0)
    assert faces["General Staff: reviewed"] != (1.0, 1.0, 1.0)
    words = words_of(picture)
    assert words.index("General Staff") < words.index("Harbour Monitor")
    assert {"3 claims", "1 claim"} <= set(words)


# --- residuals -------------------------------------------------------------------------------


def test_residuals_are_what_was_stated_less_the_difference_of_totals(database: Any) -> None:
    path = database(
        [
            *(daily(n, value, **ARMY) for n, value in ((2, 60), (3, 45), (4, 9))),
            *(total(n, value, **ARMY) for n, value in ((1, 1000), (2, 1055), (3, 1100))),
            daily(1, 5, **RSF),
        ]
    )
    picture = picture_of("residuals", path)
    assert bars_of(picture, 0, "stated") == [
        (number_of(day(n)), 0.0, float(value)) for n, value in ((2, 60), (3, 45), (4, 9))
    ]
    assert bars_of(picture, 0, "derived") == [
        (number_of(day(2)), 0.0, 55.0),
        (number_of(day(3)), 0.0, 45.0),
    ]
    assert bars_of(picture, 1, "residuals") == [(number_of(day(2)), 0.0, 5.0)]
    assert places(picture, "agree") == [(number_of(day(3)), 0.0)]
    low, high = picture.axes[1].get_ylim()
    assert low == -high
    assert "1 claim with nothing to compare" in picture.subtitle


def test_a_sign_of_the_key_has_every_colour_that_panels_give_it(database: Any) -> None:
    figures = [
        figure
        for who in (ARMY, MONITOR)
        for figure in (total(1, 100, **who), total(2, 130, **who), daily(2, 28, **who))
    ]
    pictures = [picture_of("residuals", database(each)) for each in (figures, figures[:3])]
    for picture, colours in zip(pictures, (2, 1), strict=True):
        boxes = [box for box in picture.figure.artists if isinstance(box, Rectangle)]
        stated, derived = boxes[:colours], boxes[colours : 2 * colours]
        edges = [to_hex(box.get_edgecolor()) for box in stated]
        assert len(set(edges)) == colours
        assert [to_hex(box.get_edgecolor()) for box in derived] == edges
        assert sum(box.get_width() for box in stated) == pytest.approx(0.18)


def test_without_totals_there_are_no_residuals(database: Any) -> None:
    with pytest.raises(NoData, match="no day with both a stated figure and a difference"):
        picture_of("residuals", database([daily(1, 5)]))


# --- small multiples -------------------------------------------------------------------------


def test_each_kind_of_equipment_has_its_small_panel(database: Any) -> None:
    kinds = ("tank", "mlrs", "drone", "vehicle")
    path = database(
        [
            daily(n, n + 10 * place, measure="destroyed", subject=kind)
            for place, kind in enumerate(kinds)
            for n in range(1, 4 - place % 2)
        ]
    )
    picture = picture_of("equipment", path)
    assert len(picture.axes) == 4
    lefts = sorted({round(axes.get_position().x0, 3) for axes in picture.axes})
    assert len(lefts) == 3
    assert {axes.get_ylim()[0] for axes in picture.axes} == {0.0}
    assert {axes.get_xlim() for axes in picture.axes} == {picture.axes[0].get_xlim()}
    words = words_of(picture)
    assert {"Tanks", "Rocket launchers", "Drones", "Vehicles"} <= set(words)
    assert "by day; 3 on 27 February 2022" in words
    assert "Each panel has a scale of its own." in picture.subtitle
