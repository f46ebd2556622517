"""Charts: the data in them, their words, their files, and that nothing on them overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from drawn import rows_of
from made_figures import (
    MONITOR,
    claim,
    daily,
    day,
    make_database,
    strike,
)

from tracker.chart import NoData, draw_chart
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
    numbers = count()

    def make(claims: Iterable[dict[str, Any]]) -> Path:
        return make_database(tmp_path / f"made-{next(numbers)}.db", claims)

    return make


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
