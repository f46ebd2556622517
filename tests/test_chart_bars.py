"""Charts of bars by day: stated and derived, by both sides, stopped, compared, side by side."""

from __future__ import annotations

from typing import Any

import pytest
from drawn import bars_of, boxes_of, number_of, picture_of, places, words_of
from made_figures import (
    AIR_FORCE,
    ARMY,
    GENERAL_STAFF,
    MONITOR,
    RSF,
    daily,
    day,
    strike,
    total,
)
from matplotlib.colors import to_hex

from tracker.chart import NoData
from tracker.chart.sides import side_of
from tracker.chart.style import INK, PART_COLOURS

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


# --- both sides ------------------------------------------------------------------------------


def test_one_total_alone_tells_no_day(database: Any) -> None:
    message = "no claim to draw; left out: 1 of a total without that of the day before"
    with pytest.raises(NoData, match=message):
        picture_of("daily-losses", database([total(3, 80, **ARMY)]))


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
        boxes = boxes_of(picture)
        stated, derived = boxes[:colours], boxes[colours]
        edges = [to_hex(box.get_edgecolor()) for box in stated]
        assert len(set(edges)) == colours
        assert to_hex(derived.get_edgecolor()) == INK
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


def test_the_colours_of_small_panels_are_in_the_key(database: Any) -> None:
    lost = {"measure": "destroyed", "subject": "tank"}
    ours, both = [daily(1, 5, **lost, **ARMY)], [daily(2, 9, **lost, **MONITOR)]
    alone, mixed = (
        picture_of("equipment", database(ours)),
        picture_of("equipment", database([*ours, *both])),
    )
    assert "a party to the war" in words_of(alone)
    assert "sources of several kinds" in words_of(mixed)
    for picture in (alone, mixed):
        (bars,) = [each for each in picture.axes[0].collections if each.get_label() == "stated"]
        (box,) = boxes_of(picture)
        assert to_hex(bars.get_facecolor()[0]) == to_hex(box.get_facecolor())


def test_a_zero_has_the_colour_of_what_is_zero(database: Any) -> None:
    night = [strike(1, "launched", 9), strike(1, "intercepted", 9), strike(1, "suppressed", 0)]
    picture = picture_of("strikes", database(night))
    (zero,) = [line for line in picture.axes[0].get_lines() if line.get_gid() == "zero"]
    assert zero.get_color() == PART_COLOURS[1]


def test_millions_are_written_as_such_where_nothing_is_lost(database: Any) -> None:
    picture = picture_of(
        "equipment",
        database(
            [daily(n, 1_500_000 + n % 2, measure="destroyed", subject="tank") for n in (2, 4, 5)]
        ),
    )
    picture.figure.draw_without_rendering()
    ticks = [tick.get_text() for tick in picture.axes[0].get_yticklabels()]
    assert {"500,000", "1 million", "1.5 million"} <= set(ticks)
    assert "by day; 1,500,001 on 1 March 2022" in words_of(picture)
