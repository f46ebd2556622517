"""Charts: the data in them, their words, their files, and that nothing on them overlaps."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from made_figures import (
    GENERAL_STAFF,
    MONITOR,
    claim,
    daily,
    day,
    make_database,
    spread_value,
    strike,
)
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import date2num
from matplotlib.text import Text

from tracker.chart import NoData, draw_chart, find_chart, list_charts
from tracker.chart import definition as definitions
from tracker.chart.bars import bar_widths
from tracker.chart.dates import date_ticks
from tracker.chart.draw import Picture, draw
from tracker.chart.labels import spread
from tracker.chart.lettering import PLAIN, text_width, wrap
from tracker.chart.load import load_series
from tracker.chart.write import own_style
from tracker.errors import BadChart, BadDatabase

STEPS, BARS, STRIKES = "cumulative-by-source", "daily-losses", "strikes"
AIR_FORCE = {"source": "Air Force", "attribution_type": "belligerent_military"}
LONG_NAMES = [
    "General Staff",
    "NATO",
    "Office of the High Commissioner for the Registration of Losses and Missing Persons",
    "Provisional Joint Commission of the Northern and Eastern Provinces (Statistics)",
    "Harbour Monitor",
    "Institute of Strategic and Regional Studies",
    "Ministry",
    "Volunteers of the Open Register and Partners",
]


@pytest.fixture
def database(tmp_path: Path) -> Any:
    def make(claims: Iterable[dict[str, Any]]) -> Path:
        return make_database(tmp_path / "made.db", claims)

    return make


def picture_of(name: str, path: Path, **parameters: str) -> Picture:
    definition = find_chart(name)
    series = load_series(definition, path, parameters)
    with own_style():
        return draw(definition, series, f"{name}.csv")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines_of(picture: Picture, prefix: str) -> dict[str, list[tuple[float, float]]]:
    """Return the points of each line of the panels whose id begins so."""
    return {
        str(line.get_gid()): list(zip(line.get_xdata(), line.get_ydata(), strict=True))
        for axes in picture.axes
        for line in axes.get_lines()
        if str(line.get_gid()).startswith(prefix)
    }


def bars_of(picture: Picture, panel: int, layer: str) -> list[tuple[float, float, float]]:
    """Return middle, foot and height of each bar of a layer."""
    found = [each for each in picture.axes[panel].containers if each.get_label() == layer]
    return [
        (bar.get_x() + bar.get_width() / 2, bar.get_y(), bar.get_height())
        for container in found
        for bar in container.patches
    ]


def number_of(text: str) -> float:
    return float(date2num(date.fromisoformat(text)))


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
    assert picture.subtitle.endswith("3 claims in 1 article.")


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
    (collection,) = picture.axes[0].collections
    assert [list(map(float, end)) for end in collection.get_segments()[0]] == [
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
        "party to the war",
        "not a party to the war",
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
        "Not drawn: 1 claim of another party (Ukraine: 1); 1 without a date."
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
    assert words.count("not a party to the war; by day") == 1


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
    assert bars_of(picture, 1, "launched") == [(number_of(day(4)), 0.0, 20.0)]
    assert picture.title == (
        "Drones and missiles launched by Russia and stopped, by day, according to Air Force, "
        "as of 28 February 2022"
    )
    only = picture_of(STRIKES, path, party="Ukraine")
    assert bars_of(only, 0, "launched") == [(x, 0.0, 60.0)]


# --- files -----------------------------------------------------------------------------------


def test_the_rows_stand_beside_the_picture_with_all_claim_ids(
    database: Any, tmp_path: Path
) -> None:
    path = database(
        [
            daily(1, 1310, claim_id="c-first"),
            daily(1, 1310, article="a-2", claim_id="c-second"),
            daily(2, None, qualifier="range", low=10.5, high=15, claim_id="c-third"),
        ]
    )
    drawn = draw_chart(BARS, path, tmp_path / "out" / "deep")
    assert drawn.path == tmp_path / "out" / "deep" / f"{BARS}.png"
    assert drawn.path.read_bytes().startswith(b"\x89PNG")
    assert (drawn.points, drawn.claims) == (2, 3)
    first, second = rows_of(drawn.csv_path)
    assert first["claim_ids"] == "c-first c-second"
    assert (first["date"], first["value"], first["claims"]) == (day(1), "1310", "2")
    assert (first["panel"], first["party"], first["party_to_war"]) == (
        "General Staff",
        "Russia",
        "true",
    )
    assert first["quote"] == "The bulletin put it at 1310."
    assert (second["value"], second["low"], second["high"]) == ("", "10.5", "15")
    assert sorted(each.name for each in drawn.path.parent.iterdir()) == [
        f"{BARS}.csv",
        f"{BARS}.png",
    ]


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
@pytest.mark.parametrize("name", [STEPS, BARS, STRIKES])
def test_the_same_database_gives_the_same_bytes(
    database: Any, tmp_path: Path, name: str, kind: str
) -> None:
    path = database(
        [
            *(claim(value=100 + n, period_end=day(n), article=f"a-{n}", **MONITOR) for n in (1, 2)),
            *(daily(n, 10 * n) for n in (1, 2, 3)),
            *(strike(n, "launched", 7 * n, **AIR_FORCE) for n in (1, 2, 3)),
        ]
    )
    one = draw_chart(name, path, tmp_path / "one", format=kind)
    two = draw_chart(name, path, tmp_path / "two", format=kind)
    assert one.path.read_bytes() == two.path.read_bytes()
    assert one.csv_path.read_bytes() == two.csv_path.read_bytes()


def test_text_of_an_svg_is_text_and_the_file_says_what_it_shows(
    database: Any, tmp_path: Path
) -> None:
    path = database([daily(1, 5, source="Cash & $1 <Register> $2")])
    drawn = draw_chart(BARS, path, tmp_path / "out", format="svg")
    content = drawn.path.read_text(encoding="utf-8")
    assert ">Cash &amp; $1 &lt;Register&gt; $2</text>" in content
    assert f"<dc:title>{drawn.title}".replace("&", "&amp;").split("<Reg")[0] in content
    assert not re.search(r"<dc:date>", content)


def test_a_picture_says_what_it_shows_in_its_metadata(database: Any, tmp_path: Path) -> None:
    drawn = draw_chart(BARS, database([daily(1, 5)]), tmp_path / "out")
    content = drawn.path.read_bytes()
    assert drawn.title.encode() in content
    assert b"Creation Time" not in content


def test_the_users_own_settings_change_nothing(database: Any, tmp_path: Path) -> None:
    path = database([daily(1, 5)])
    plain = draw_chart(BARS, path, tmp_path / "plain").path.read_bytes()
    with mpl.rc_context({"font.size": 30.0, "axes.facecolor": "red", "savefig.bbox": "tight"}):
        styled = draw_chart(BARS, path, tmp_path / "styled").path.read_bytes()
        assert mpl.rcParams["font.size"] == 30.0
    assert plain == styled


def test_a_file_in_place_of_the_folder_is_named(database: Any, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("not a folder")
    with pytest.raises(BadChart, match=r"cannot write .*taken.* choose another folder"):
        draw_chart(BARS, database([daily(1, 5)]), tmp_path / "taken")


def test_a_database_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadDatabase, match="no such database"):
        draw_chart(BARS, tmp_path / "nothing.db", tmp_path / "out")
    assert not (tmp_path / "out").exists()


# --- nothing to draw, and wrong words --------------------------------------------------------


def test_a_chart_without_data_says_what_there_is(database: Any, tmp_path: Path) -> None:
    path = database([strike(1, "launched", 108, **AIR_FORCE)])
    with pytest.raises(NoData, match="chart daily-losses: no claim to draw"):
        draw_chart(BARS, path, tmp_path / "out")
    with pytest.raises(NoData, match=r"for party russia; party may be: Russia \(1\)"):
        draw_chart(STRIKES, path, tmp_path / "out", parameters={"party": "russia"})
    assert not (tmp_path / "out").exists()


def test_a_chart_of_undated_claims_says_that_they_were_left_out(
    database: Any, tmp_path: Path
) -> None:
    path = database([claim(value=7, period_end=None), claim(value=8, stance="denied")])
    with pytest.raises(NoData, match="left out: 1 denied, 1 without a date"):
        draw_chart(STEPS, path, tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("strike", {}, "there is no chart 'strike'; did you mean 'strikes'?"),
        (STRIKES, {"format": "gif"}, "'gif' is no format of a chart; allowed: png, svg, pdf"),
        (STRIKES, {"parameters": {"day": "1"}}, "has no parameter 'day'; it has: first_day"),
    ],
)
def test_a_wrong_name_is_answered_with_those_there_are(
    database: Any, tmp_path: Path, name: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(BadChart) as raised:
        draw_chart(name, database([]), tmp_path / "out", **options)
    assert message in str(raised.value)


# --- definitions -----------------------------------------------------------------------------

GOOD = """
description = "Losses by day"
query = "charts-daily-losses"
kind = "bars"
[columns]
date = "period_end"
one = ["party"]
panels = ["source"]
[words]
title = "{party}, {who}, {as_of}"
subtitle = "As stated."
panel = "{source}"
unit = "by day"
[parameters]
party = "Ukraine"
"""


@pytest.fixture
def chart_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "charts"
    folder.mkdir()
    monkeypatch.setattr(definitions, "chart_files", lambda: folder)
    return folder


def test_a_chart_of_ones_own_needs_no_python(
    database: Any, chart_folder: Path, tmp_path: Path
) -> None:
    (chart_folder / "mine.toml").write_text(GOOD, encoding="utf-8")
    path = database([daily(1, 5), daily(1, 6, party="Ukraine")])
    assert draw_chart("mine", path, tmp_path / "out").title == (
        "Ukraine, General Staff, 25 February 2022"
    )
    given = draw_chart("mine", path, tmp_path / "out", parameters={"party": "Russia"})
    assert given.title.startswith("Russia,")


def test_a_chart_without_panel_columns_has_one_panel(
    database: Any, chart_folder: Path, tmp_path: Path
) -> None:
    text = GOOD.replace('panels = ["source"]', "").replace("{source}", "All of {party}")
    (chart_folder / "mine.toml").write_text(text.replace("Ukraine", "Russia"), encoding="utf-8")
    path = database([daily(1, 5), daily(2, 6, **MONITOR)])
    drawn = draw_chart("mine", path, tmp_path / "out")
    assert [row["panel"] for row in rows_of(drawn.csv_path)] == ["All of Russia"] * 2


def test_measures_that_a_stack_does_not_draw_are_counted(database: Any, chart_folder: Path) -> None:
    layers = 'parts = ["intercepted"]\nwhole = "launched"'
    text = GOOD.replace('"bars"', '"stacks"').replace("[words]", f"[layers]\n{layers}\n[words]")
    text = text.replace("charts-daily-losses", "charts-strikes").replace("Ukraine", "Russia")
    (chart_folder / "mine.toml").write_text(text, encoding="utf-8")
    path = database([strike(1, "launched", 9), strike(1, "suppressed", 2)])
    picture = picture_of("mine", path)
    assert "Not drawn: 1 of another measure." in picture.subtitle
    assert list(picture.rows["measure"]) == ["launched"]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('kind = "bars"', 'kind = "bar"', "kind: 'bar' is unknown; did you mean 'bars'? allowed:"),
        ('kind = "bars"', "kind = 3", "kind: must be a text that is not empty"),
        ('kind = "bars"', 'kind = "stacks"', "layers: must be a table, [layers]"),
        ("description =", "about =", "about: not a key of a chart"),
        ('"charts-daily-losses"', '"daily"', "query: 'daily' is unknown;"),
        ('one = ["party"]', 'one = "party"', "columns.one: must be a list of texts"),
        ('one = ["party"]', "one = []", "columns.one: must name at least one"),
        ('unit = "by day"', 'unit = "  "', "words.unit: must be a text that is not empty"),
        ("{as_of}", "{asof}", "words.title: {asof} is unknown; allowed: as_of, gap_days, party"),
        ("{as_of}", "{as_of!r}", "words.title: write {name} alone"),
        ("{as_of}", "{as_of", "words.title: not a template"),
        ('party = "Ukraine"', 'side = "Ukraine"', "parameters.side: not a key of a chart"),
        ('party = "Ukraine"', "party = 3", "parameters.party: must be a text"),
        ("[columns]", "same_scale = 1\n[columns]", "same_scale: must be true or false"),
        ("[columns]", "gap_days = 0\n[columns]", "gap_days: must be a whole number, 1 or more"),
        ("[words]", "[words", "not valid TOML"),
    ],
)
def test_a_mistake_in_a_definition_is_named(
    chart_folder: Path, right: str, wrong: str, message: str
) -> None:
    assert right in GOOD
    (chart_folder / "mine.toml").write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(BadChart) as raised:
        list_charts()
    assert str(raised.value).startswith("charts/mine.toml: ")
    assert message in str(raised.value)


@pytest.mark.parametrize("key", ["date", "one", "panels"])
def test_a_column_that_the_query_does_not_give_is_named(
    database: Any, chart_folder: Path, tmp_path: Path, key: str
) -> None:
    text = re.sub(rf"^{key} = (\[?)\"\w+\"", rf'{key} = \1"front"', GOOD, flags=re.MULTILINE)
    text = text.replace("{party}", "").replace("{source}", "here")
    (chart_folder / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadChart) as raised:
        draw_chart("mine", database([daily(1, 5, party="Ukraine")]), tmp_path / "out")
    message = f"charts/mine.toml: columns.{key}: charts-daily-losses.sql gives no column 'front'"
    assert message in str(raised.value)
    assert "claim_id" in str(raised.value)


def test_the_charts_of_the_project_are_sound(database: Any) -> None:
    charts, path = list_charts(), database([])
    assert [chart.name for chart in charts] == [STEPS, BARS, STRIKES]
    for chart in charts:
        with pytest.raises(NoData):
            load_series(chart, path, {})


# --- nothing overlaps ------------------------------------------------------------------------


def many(points: int, sources: int) -> list[dict[str, Any]]:
    """Return running totals, daily figures and strikes of so many days and sources."""
    claims = []
    for source, name in enumerate(LONG_NAMES[:sources]):
        who = {"source": name, "attribution_type": GENERAL_STAFF["attribution_type"]}
        if source % 2:
            who["attribution_type"] = "monitor_ngo"
        for number in range(0, points, sources):
            value = spread_value(number * 8 + source, 1_500_000)
            span = {"period_end": day(number), "article": f"a-{source}-{number}"}
            claims.append(claim(value=value, **span, **who))
            claims.append(daily(number, value, **who))
            claims.append(strike(number, "launched", value, **who))
            claims.append(strike(number, "intercepted", value * 0.6, **who))
    return claims


def texts_of(picture: Picture) -> list[Text]:
    labels = [
        label
        for axes in picture.axes
        for axis in (axes.xaxis, axes.yaxis)
        for label in axis.get_ticklabels()
        if _within(axes, axis, label)
    ]
    return [text for text in (*picture.figure.texts, *labels) if text.get_text().strip()]


def _within(axes: Any, axis: Any, label: Text) -> bool:
    low, high = sorted(axis.get_view_interval())
    place = label.get_position()[0 if axis is axes.xaxis else 1]
    return label.get_visible() and low <= place <= high


@pytest.mark.parametrize("name", [STEPS, BARS, STRIKES])
@pytest.mark.parametrize(("points", "sources"), [(1, 1), (2, 1), (30, 1), (30, 8), (1500, 1)])
def test_no_words_overlap_or_are_cut(database: Any, name: str, points: int, sources: int) -> None:
    picture = picture_of(name, database(many(points, sources)))
    with own_style():
        canvas = FigureCanvasAgg(picture.figure)
        canvas.draw()
        boxes = [(text, text.get_window_extent()) for text in texts_of(picture)]
    width, height = picture.figure.bbox.size
    for text, box in boxes:
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= width, text
        assert box.y1 <= height, text
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        apart = (
            first.x1 <= second.x0 + 1
            or second.x1 <= first.x0 + 1
            or first.y1 <= second.y0 + 2
            or second.y1 <= first.y0 + 2
        )
        assert apart, (one, other)
    assert sum(len(rows) for _, rows in picture.rows.groupby("panel")) == len(picture.rows)


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
    assert "Not drawn: 3 in smaller panels." in bars.subtitle


def test_a_bar_takes_the_empty_days_around_it_where_a_day_is_too_thin_to_be_seen() -> None:
    days = [date.fromisoformat(day(number)) for number in (0, 1, 4, 900)]
    assert list(bar_widths(days, 20.0).values()) == [0.85] * 4
    assert list(bar_widths(days, 0.5).values()) == [1.0, 1.0, 3.0, 6.0]


def test_labels_are_moved_as_little_as_it_takes() -> None:
    assert spread([1.0, 9.0], [1.0, 1.0], 0.0, 10.0) == [1.0, 9.0]
    assert spread([5.0, 5.2, 5.1], [1.0, 1.0, 1.0], 0.0, 10.0) == pytest.approx([4.1, 6.1, 5.1])
    assert spread([0.0, 10.0], [2.0, 2.0], 0.0, 10.0) == [1.0, 9.0]


def test_text_falls_into_lines_that_fit_and_dates_stay_whole() -> None:
    text = "Losses according to the register, as of 12 November 2022"
    lines = wrap(text, 2.0, PLAIN)
    assert " ".join(lines) == text
    assert all(text_width(line, PLAIN) <= 2.0 for line in lines)
    assert any("12 November 2022" in line for line in lines)
    assert "".join(wrap("x" * 90, 1.0, PLAIN)) == "x" * 90


@pytest.mark.parametrize("days", [1, 9, 40, 400, 1500, 20000])
def test_ticks_are_never_more_than_there_is_room_for(days: int) -> None:
    first = date(2022, 2, 24)
    for most in (1, 2, 5, 12):
        ticks = date_ticks(first, first + timedelta(days), most)
        assert 1 <= len(ticks) <= most
        assert all(first <= day <= first + timedelta(days) for day, _ in ticks)
