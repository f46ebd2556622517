"""Every mistake in a chart of one's own is named, with file, key and what is allowed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import run_tracker
from drawn import picture_of
from made_figures import claim, daily, make_database, strike
from own_charts import GOOD, change, write_chart

from tracker.chart import NoData, find_chart, list_charts
from tracker.chart.load import load_series
from tracker.errors import BadChart

MISTAKES = tomllib.loads(
    (Path(__file__).parent / "cases" / "chart_mistakes.toml").read_text(encoding="utf-8")
)
EVERY = (
    "claim_id article start value low high qualifier measure subject party basis period_start "
    "period_end date_precision attribution attribution_type source stance part_of superseded quote "
    "verdict"
).split()

Mistake = dict[str, str]


def mistakes(table: str) -> pytest.MarkDecorator:
    """Return what runs a test with every mistake of a table."""
    found = MISTAKES[table]
    return pytest.mark.parametrize("mistake", found, ids=[each["wrong"] for each in found])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_chart(tmp_path / "mine")


@pytest.fixture(scope="module")
def losses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with one claim, which the sound chart draws."""
    return make_database(tmp_path_factory.mktemp("db") / "news.db", [daily(1, 6, party="Ukraine")])


def named(folder: Path, read: Callable[[], object]) -> str:
    """Return how a mistake is named: one line that begins with the file."""
    with pytest.raises(BadChart) as raised:
        read()
    message = str(raised.value)
    assert message.startswith(f"{folder}/mine.")
    assert "\n" not in message
    return message


def test_the_chart_that_the_mistakes_are_made_in_is_sound(folder: Path, losses: Path) -> None:
    assert list(picture_of("mine", losses, folder).rows["value"]) == [6]


@mistakes("definition")
def test_a_mistake_in_a_definition_is_named(folder: Path, mistake: Mistake) -> None:
    change(folder / "mine.toml", mistake["right"], mistake["wrong"])
    message = named(folder, lambda: list_charts([folder]))
    assert message.startswith(f"{folder}/mine.toml: ")
    assert mistake["message"] in message


@mistakes("drawn")
def test_a_mistake_that_only_the_answer_shows_is_named(
    folder: Path, losses: Path, mistake: Mistake
) -> None:
    change(folder / "mine.toml", mistake["right"], mistake["wrong"])
    message = named(folder, lambda: picture_of("mine", losses, folder))
    assert message.startswith(f"{folder}/mine.toml: {mistake['message']}")


@mistakes("sql")
def test_a_mistake_in_the_sql_is_named(folder: Path, losses: Path, mistake: Mistake) -> None:
    change(folder / "mine.sql", mistake["right"], mistake["wrong"])
    before = losses.read_bytes()
    assert mistake["message"] in named(folder, lambda: picture_of("mine", losses, folder))
    assert losses.read_bytes() == before


@mistakes("column")
def test_a_value_that_a_chart_cannot_read_is_named(
    folder: Path, losses: Path, mistake: Mistake
) -> None:
    column = mistake["column"]
    columns = [f"{mistake['wrong']} AS {name}" if name == column else name for name in EVERY]
    change(
        folder / "mine.sql",
        "SELECT * FROM figures",
        f"SELECT * FROM (SELECT {', '.join(columns)} FROM figures)",
    )
    assert mistake["message"] in named(folder, lambda: picture_of("mine", losses, folder))


@pytest.mark.parametrize("default", ["required", '"Russia"'])
def test_the_default_of_a_chart_stands_before_that_of_its_query(
    folder: Path, losses: Path, default: str
) -> None:
    change(folder / "mine.sql", "null whose losses", f"{default} whose losses")
    assert len(picture_of("mine", losses, folder).rows) == 1


@pytest.mark.parametrize(
    ("panels", "given", "message"),
    [
        ("source", "bars", "more than one measure would stand together (killed, wounded)"),
        ("measure", "steps", "more than one basis would stand together (cumulative, day)"),
    ],
)
def test_figures_that_cannot_be_compared_are_not_drawn_together(
    database: Any, folder: Path, panels: str, given: str, message: str
) -> None:
    change(folder / "mine.toml", '"bars"', f'"{given}"')
    change(folder / "mine.toml", '["source"]', f'["{panels}"]')
    change(folder / "mine.toml", '"{source}"', f'"{{{panels}}}"')
    change(folder / "mine.sql", "basis = 'day' AND", "")
    at = {"party": "Ukraine", "source": "General Staff"}
    killed = [daily(1, 6, measure="killed", **at), daily(1, 9, measure="wounded", **at)]
    if given == "steps":
        killed.append(claim(value=80, measure="killed", **at))
    path = database(killed)
    found = named(folder, lambda: picture_of("mine", path, folder))
    assert f"mine.toml: columns.panels: figures of {message}; allowed: " in found
    apart = "measure" if given == "bars" else "basis"
    change(folder / "mine.toml", f'["{panels}"]', f'["{panels}", "{apart}"]')
    picture_of("mine", path, folder)


def test_layers_of_which_there_is_no_claim_are_told_with_those_there_are(
    database: Any, folder: Path
) -> None:
    layers = 'kind = "stacks"\nlayers = {whole = "launched", parts = ["impacted"]}'
    change(folder / "mine.toml", 'kind = "bars"', layers)
    at = {"party": "Ukraine"}
    path = database([strike(1, "suppressed", 2, **at), strike(2, "intercepted", 4, **at)])
    with pytest.raises(NoData) as raised:
        picture_of("mine", path, folder)
    assert str(raised.value).endswith(
        "left out: 2 of another measure; layers has launched, impacted, "
        "measure is: intercepted (1), suppressed (1)"
    )


def test_a_side_without_a_name_speaks_for_nobody(database: Any, folder: Path) -> None:
    change(folder / "mine.toml", '"bars"', '"mirror"')
    nobody = {"party": "Ukraine", "source": None}
    path = database([daily(1, 6, **nobody), daily(2, 7, party="Ukraine")])
    with pytest.raises(NoData, match="no claims of two sides to draw; no party to the war speaks"):
        picture_of("mine", path, folder)


@pytest.mark.parametrize("most", ["0", "-5", "many"])
def test_a_number_of_claims_that_is_none_is_named(database: Any, tmp_path: Path, most: str) -> None:
    database([daily(1, 6)])
    done = run_tracker(tmp_path, "--db", "made-0.db", "chart", "daily-losses", "-p", "most", most)
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        f"tracker: chart daily-losses: parameter most: {most!r} is no number of claims; "
        "allowed: 1 or more, -1 for all\n"
    )


def test_files_that_a_windows_editor_saved_are_read(folder: Path, losses: Path) -> None:
    for name in ("mine.toml", "mine.sql"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    (folder / "mine.toml").rename(folder / "mine.TOML")
    assert len(picture_of(f"{folder}/mine.TOML", losses).rows) == 1


@pytest.mark.parametrize("name", ["mine.toml", "mine.sql"])
def test_a_file_that_cannot_be_read_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes("Verluste für jeden Tag".encode("latin-1"))
    assert named(folder, lambda: list_charts([folder])).endswith("; save it as UTF-8")
    (folder / name).unlink()
    (folder / name).mkdir()
    found = named(folder, lambda: list_charts([folder]))
    assert found == f"{folder}/{name}: cannot be read: Is a directory"


def test_a_value_that_the_query_requires_must_stand_in_the_chart(folder: Path) -> None:
    change(folder / "mine.sql", "null whose losses", "required whose losses")
    change(folder / "mine.toml", 'party = "Ukraine"', "")
    with pytest.raises(BadChart, match=r"parameters.party: mine.sql needs a value"):
        list_charts([folder])


def test_a_query_without_rows_says_for_what_there_would_be_some(
    database: Any, folder: Path
) -> None:
    path = database([daily(1, 5), claim(value=3)])
    words = f"chart mine ({folder}/mine.toml): no claim to draw for party Ukraine"
    with pytest.raises(NoData) as raised:
        picture_of("mine", path, folder)
    assert str(raised.value) == f"{words}; party may be: Russia (1)"
    with pytest.raises(NoData) as raised:
        picture_of("mine", database([claim(value=3)]), folder)
    assert str(raised.value) == f"{words}; mine.sql gives no row"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mien", "there is no chart 'mien'; did you mean 'mine'? allowed: both-sides, "),
        ("mien.toml", "mien.toml: cannot be read: No such file or directory"),
    ],
)
def test_a_wrong_name_is_answered_with_those_there_are(
    folder: Path, name: str, message: str
) -> None:
    with pytest.raises(BadChart) as raised:
        find_chart(name, [folder])
    assert message in str(raised.value)


def test_two_charts_of_one_name_are_refused(folder: Path) -> None:
    (folder / "strikes.toml").write_text(GOOD, encoding="utf-8")
    message = "there is a chart 'strikes' already, charts/strikes.toml; give the file another name"
    with pytest.raises(BadChart, match=message):
        list_charts([folder])


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    done = run_tracker(tmp_path, "chart", "--charts", "nowhere")
    assert done.status == 1
    assert done.err == (
        "tracker: nowhere: no such folder of charts; name one with .toml files in it\n"
    )


def test_a_mistake_is_one_line_on_the_command_line(
    database: Any, folder: Path, tmp_path: Path
) -> None:
    database([daily(1, 6, party="Ukraine")])
    change(folder / "mine.sql", "SELECT * FROM figures", "DELETE FROM claims")
    done = run_tracker(tmp_path, "--db", "made-0.db", "chart", "mine/mine.toml")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "tracker: mine/mine.toml: query: mine.sql: only reading is allowed here; write a SELECT\n"
    )


def test_the_charts_of_the_project_are_sound(database: Any) -> None:
    path = database([])
    for chart in list_charts():
        with pytest.raises(NoData):
            load_series(chart, path, {})
