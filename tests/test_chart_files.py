"""Charts: the data in them, their words, their files, and that nothing on them overlaps."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from commands import run_tracker
from drawn import picture_of, rows_of
from made_figures import (
    AIR_FORCE,
    ARMY,
    MONITOR,
    claim,
    daily,
    day,
    make_database,
    many,
    strike,
    total,
)
from matplotlib.font_manager import FontProperties, findfont
from PIL import Image

from tracker.chart import FORMATS, NoData, draw_chart, list_charts
from tracker.chart.style import SETTINGS
from tracker.errors import BadChart, BadDatabase

STEPS, BARS, STRIKES = "cumulative-by-source", "daily-losses", "strikes"


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
    assert first["quotes"] == "The bulletin put it at 1310."
    assert (second["value"], second["low"], second["high"]) == ("", "10.5", "15")
    assert sorted(each.name for each in drawn.path.parent.iterdir()) == [
        f"{BARS}.csv",
        f"{BARS}.png",
    ]


EVERY = [chart.name for chart in list_charts()]


@pytest.mark.parametrize("place", range(3))
def test_the_same_database_gives_the_same_bytes_in_another_process(
    tmp_path: Path, place: int
) -> None:
    path = make_database(tmp_path / "made.db", many(24, 2))
    kind, names = FORMATS[place], EVERY[place::3]
    here = [draw_chart(name, path, tmp_path / "here", format=kind) for name in names]
    given = ("--db", path, "chart", *names, "--out", tmp_path / "there", "--format", kind)
    there = run_tracker(tmp_path, *given, variables={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"})
    assert (there.status, there.err) == (0, "")
    for drawn in here:
        for file in (drawn.path, drawn.csv_path):
            assert file.read_bytes() == (tmp_path / "there" / file.name).read_bytes(), file.name


def test_the_same_chart_twice_in_one_process_is_the_same(database: Any, tmp_path: Path) -> None:
    path = database(many(9, 2))
    for kind in FORMATS:
        one, two = (draw_chart(STRIKES, path, tmp_path / n, format=kind) for n in ("one", "two"))
        assert one.path.read_bytes() == two.path.read_bytes()


def test_text_of_an_svg_is_text_and_the_file_says_what_it_shows(
    database: Any, tmp_path: Path
) -> None:
    path = database([daily(1, 5, source="Cash & $1 <Register> $2")])
    drawn = draw_chart(BARS, path, tmp_path / "out", format="svg")
    content = drawn.path.read_text(encoding="utf-8")
    assert ">Cash &amp; $1 &lt;Register&gt; $2</text>" in content
    assert f"<dc:title>{drawn.title}".replace("&", "&amp;").split("<Reg")[0] in content
    assert not re.search(r"<dc:date>|<dc:creator>|matplotlib.org", content)
    assert '<svg role="img" aria-labelledby="title about" ' in content
    assert '<desc id="about">Chart of figures by day. Russia: casualties' in content
    assert "Cash &amp; $1 &lt;Register&gt; $2: 5 on 25 February 2022.</desc>" in content


def test_names_that_break_the_line_leave_a_picture_whole(database: Any, tmp_path: Path) -> None:
    who = {"source": None, "attribution": "the\nmayor\x07"}
    path = database([daily(n, 5 + n, published=day(n), **who) for n in (1, 2)])
    for name in (BARS, "coverage"):
        drawn = draw_chart(name, path, tmp_path / "out", format="svg")
        ElementTree.fromstring(drawn.path.read_bytes())
        assert "the mayor" in drawn.title


def test_a_picture_says_what_it_shows_and_nothing_of_its_making(
    database: Any, tmp_path: Path
) -> None:
    path = database([daily(n, 5 * n) for n in (1, 2, 3)])
    drawn = draw_chart(BARS, path, tmp_path / "out")
    about = Image.open(drawn.path).info
    assert about["Title"] == drawn.title
    assert about["Description"] == (
        f"Chart of figures by day. {drawn.title}. General Staff: 3 figures, the first 5 on "
        "25 February 2022, the last 15 on 27 February 2022; lowest 5, highest 15."
    )
    assert set(about) <= {"Title", "Description", "dpi"}
    pdf = draw_chart(BARS, path, tmp_path / "out", format="pdf").path.read_bytes()
    assert rb"/Title (Russia: casualties \(combatants\) by day" in pdf
    assert not re.search(rb"/CreationDate|/ModDate|/Producer|/Creator", pdf)


def test_the_letters_are_those_that_come_with_matplotlib(database: Any, tmp_path: Path) -> None:
    font = Path(findfont(FontProperties(family=SETTINGS["font.family"]), rebuild_if_missing=False))
    assert font.name == "DejaVuSans.ttf"
    pdf = draw_chart(BARS, database([daily(1, 5)]), tmp_path, format="pdf").path.read_bytes()
    fonts = set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([\w-]+)", pdf))
    assert fonts == {b"DejaVuSans", b"DejaVuSans-Bold"}


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


# --- alt text --------------------------------------------------------------------------------


def test_alt_text_tells_stated_figures_from_derived_ones(database: Any) -> None:
    totals = [total(n, 100 * n, **ARMY) for n in range(1, 5)]
    stated = [daily(n, 100 + n % 2, **ARMY) for n in (2, 3)]
    alt = picture_of(BARS, database(totals + stated)).alt
    assert "Armed Forces of Sudan, as stated: 2 figures, the first 100 on 26 February 2022" in alt
    assert "Armed Forces of Sudan, derived from running totals: 100 on 28 February 2022." in alt
    beside = picture_of("residuals", database(totals + stated)).alt
    assert beside.endswith(
        "Both are told for 2 figures and agree for 1 of them; the largest difference is 1."
    )


def test_alt_text_has_the_words_and_bounds_of_the_picture(database: Any) -> None:
    night = [
        strike(1, "launched", None, low=40, high=50, qualifier="range", **AIR_FORCE),
        strike(2, "launched", 1_500_000, **AIR_FORCE),
        strike(2, "intercepted", 30, low=30, qualifier="at_least", **AIR_FORCE),
    ]
    alt = picture_of(STRIKES, database(night)).alt
    assert (
        "Drones, Air Force, launched: 2 figures, the first 40–50 on 25 February 2022, "
        "the last 1.5 million on 26 February 2022; lowest 40, highest 1.5 million." in alt
    )
    assert "Drones, Air Force, shot down: at least 30 on 26 February 2022." in alt


def test_alt_text_of_a_stack_begins_with_the_whole_and_ends_with_the_share(database: Any) -> None:
    nights = [
        strike(n, measure, value, **AIR_FORCE)
        for n in (1, 2)
        for measure, value in (("intercepted", 40 + 10 * n), ("launched", 100))
    ]
    nights.append(strike(3, "launched", 0, subject="missile", **AIR_FORCE))
    alt = picture_of(STRIKES, database(nights)).alt
    launched, stopped = alt.index("Drones, Air Force, launched"), alt.index("Air Force, shot down")
    assert launched < stopped
    assert "Missiles, Air Force, launched: 0 on 27 February 2022." in alt
    assert alt.endswith("The parts told are 50% to 60% of the whole, on 2 days.")


def test_alt_text_quotes_words_that_name_no_single_source(database: Any) -> None:
    said = [total(1, 40, attribution="a driver"), total(2, 50, article="b", **MONITOR)]
    assert "Casualties, “a driver”: 40 on" in picture_of("estimates", database(said)).alt


def test_alt_text_of_a_band_and_of_coverage_speaks_of_days(database: Any) -> None:
    figures = [
        total(n, 100 + n, published=day(n), **who) for who in (ARMY, MONITOR) for n in (1, 9)
    ]
    lower = [total(9, 60, article="t-x", published=day(9), source="UN")]
    path = database(figures + lower)
    band, coverage = picture_of("low-best-high", path).alt, picture_of("coverage", path).alt
    assert band.endswith(
        "Casualties: 2 days from 25 February 2022 on; "
        "on 5 March 2022 lowest 60, best 109, highest 109."
    )
    assert (
        "Harbour Monitor: claims on 2 days, from 25 February 2022 to 5 March 2022. "
        "UN: claims on 5 March 2022." in coverage
    )
