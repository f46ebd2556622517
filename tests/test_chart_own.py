"""Charts of one's own: a .toml and a .sql, no Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import run_tracker
from drawn import picture_of, rows_of
from made_figures import MONITOR, daily, strike
from own_charts import change, write_chart

from tracker.chart import draw_chart, list_charts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_chart(tmp_path / "mine")


def test_a_chart_of_ones_own_needs_no_python(database: Any, folder: Path, tmp_path: Path) -> None:
    path = database([daily(1, 5), daily(1, 6, party="Ukraine")])
    drawn = draw_chart("mine", path, tmp_path / "out", folders=[folder])
    assert drawn.title == "Ukraine, General Staff, 25 February 2022"
    given = draw_chart(
        str(folder / "mine.toml"), path, tmp_path / "out", parameters={"party": "Russia"}
    )
    assert given.title.startswith("Russia,")
    assert given.path == tmp_path / "out" / "mine.png"


def test_it_is_found_by_folder_by_path_and_beside_the_database(
    database: Any, folder: Path, tmp_path: Path
) -> None:
    database([daily(1, 6, party="Ukraine")])
    given = ("--db", "made-0.db", "chart")
    by_folder = run_tracker(tmp_path, *given, "mine", "--charts", "mine")
    assert (by_folder.status, by_folder.out, by_folder.err) == (0, "charts/out/mine.png\n", "")
    by_path = run_tracker(tmp_path, *given, "mine/mine.toml", "--format", "svg")
    assert (by_path.status, by_path.out, by_path.err) == (0, "charts/out/mine.svg\n", "")
    assert "Losses by day" not in "".join(each.description for each in list_charts())
    folder.rename(tmp_path / "charts" / "mine")
    for file in (tmp_path / "charts" / "mine").iterdir():
        file.rename(tmp_path / "charts" / file.name)
    beside = run_tracker(tmp_path, *given, "--all", "--out", "pictures")
    assert "pictures/mine.png\n" in beside.out
    assert "left out chart equipment: no claim to draw" in beside.err
    assert beside.status == 0


def test_it_may_ask_a_saved_query(database: Any, folder: Path) -> None:
    (folder / "mine.sql").unlink()
    change(folder / "mine.toml", '"mine"', '"charts-daily-and-totals"')
    path = database([daily(1, 6, party="Ukraine")])
    assert list(picture_of("mine", path, folder).rows["value"]) == [6]


def test_a_chart_without_panel_columns_has_one_panel(
    database: Any, folder: Path, tmp_path: Path
) -> None:
    change(folder / "mine.toml", 'panels = ["source"]', "")
    change(folder / "mine.toml", "{source}", "All of {party}")
    path = database([daily(1, 5), daily(2, 6, **MONITOR)])
    given = {"party": "Russia"}
    drawn = draw_chart("mine", path, tmp_path / "out", parameters=given, folders=[folder])
    assert [row["panel"] for row in rows_of(drawn.csv_path)] == ["All of Russia"] * 2


def test_measures_that_a_stack_does_not_draw_are_counted(database: Any, folder: Path) -> None:
    layers = '[layers]\nparts = ["intercepted"]\nwhole = "launched"\n[words]'
    change(folder / "mine.toml", '"bars"', '"stacks"')
    change(folder / "mine.toml", "[words]", layers)
    path = database([strike(1, "launched", 9), strike(1, "suppressed", 2)])
    picture = picture_of("mine", path, folder, party="Russia")
    assert "Not drawn: 1 claim of another measure." in picture.subtitle
    assert list(picture.rows["measure"]) == ["launched"]


def test_a_query_may_say_for_whom_a_source_speaks(database: Any, folder: Path) -> None:
    change(folder / "mine.toml", '"bars"', '"mirror"')
    change(
        folder / "mine.sql",
        "SELECT *",
        "SELECT *, iif(source = 'Harbour Monitor', 'North', 'South') AS side",
    )
    path = database([daily(1, 5), daily(2, 6, **MONITOR)])
    picture = picture_of("mine", path, folder, party="Russia")
    assert sorted(picture.rows["side"]) == ["North", "South"]


def test_without_reports_in_the_query_articles_are_counted(database: Any, folder: Path) -> None:
    path = database([daily(1, 5), daily(2, 6)])
    picture = picture_of("mine", path, folder, party="Russia")
    assert picture.subtitle.endswith("2 claims in 2 articles; none reviewed.")
