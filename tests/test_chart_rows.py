"""Charts with a row for each claim or each source."""

from __future__ import annotations

from typing import Any

from drawn import bars_of, boxes_of, number_of, picture_of, places, signs_of, words_of
from made_figures import (
    GENERAL_STAFF,
    MONITOR,
    claim,
    daily,
    day,
    review,
    total,
)
from matplotlib.colors import to_hex

from tracker.chart.style import INK

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
    assert "1 claim of another day (25 February 2022: 1)" in picture.subtitle
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


def test_the_key_of_coverage_shows_days_as_they_are_drawn(database: Any) -> None:
    claims = [daily(n, 9, published=day(n)) for n in range(1500)]
    few, many = (picture_of("coverage", database(claims[:size])) for size in (9, 1500))
    assert "not reviewed" in words_of(few)
    assert "pale: not reviewed" in words_of(many)
    assert [to_hex(box.get_facecolor()) for box in boxes_of(few)] == ["#ffffff", "#ffffff"]
    assert "#ffffff" not in [to_hex(box.get_facecolor()) for box in boxes_of(many)]
    half = [daily(1, n, published=day(1)) for n in (5, 6)]
    partly = picture_of("coverage", database(half, [review("c-00000")]))
    assert "not reviewed, or not all of it" in words_of(partly)


def test_the_key_of_a_forest_is_full_for_sides_of_which_a_claim_was_reviewed(
    database: Any,
) -> None:
    claims = [event(n, published=day(n), **who) for n, who in enumerate((MONITOR, GENERAL_STAFF))]
    picture = picture_of("incident", database(claims, [review("c-00000")]))
    faces = {
        line.get_marker(): line.get_markerfacecolor()
        for line in signs_of(picture)
        if line.get_color() != INK
    }
    assert faces["s"] == "#ffffff" != faces["o"]
