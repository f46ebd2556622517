"""Every mistake in a chart of one's own is named, with file, key and what is allowed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from commands import run_tracker
from drawn import picture_of
from made_figures import claim, daily
from own_charts import GOOD, change, write_chart

from tracker.chart import NoData, find_chart, list_charts
from tracker.chart.load import load_series
from tracker.errors import BadChart

EVERY = (
    "claim_id article start value low high qualifier measure subject party basis period_start "
    "period_end date_precision attribution attribution_type source stance part_of superseded quote"
).split()


def with_wrong(column: str, wrong: str) -> str:
    return ", ".join(wrong if name == column else name for name in EVERY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_chart(tmp_path / "mine")


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('kind = "bars"', 'kind = "bar"', "kind: 'bar' is unknown; did you mean 'bars'? allowed: "),
        ('kind = "bars"', "kind = 3", "kind: must be a text that is not empty"),
        ('kind = "bars"', "", "kind: must be a text that is not empty"),
        ('kind = "bars"', 'kind = "stacks"', "layers: must be a table, [layers]"),
        ("description =", "about =", "about: not a key of a chart of the kind bars; allowed: "),
        ('"mine"', '"strike"', "query: 'strike' is unknown; did you mean 'strikes'? allowed: "),
        ('"mine"', '"../mine"', "query: '../mine' is unknown"),
        ('one = ["party"]', 'one = "party"', "columns.one: must be a list of texts"),
        ('one = ["party"]', "one = []", "columns.one: must name at least one"),
        ('one = ["party"]', "one = [1]", "columns.one: must be a list of texts"),
        ('one = ["party"]', 'one = ["party", "party"]', "columns.one: names 'party' twice"),
        (
            'panels = ["source"]',
            'panels = ["party"]',
            "columns.panels: 'party' stands in columns.one, too",
        ),
        ('"mine"', '"mine.sql"', "query: 'mine.sql' is unknown; did you mean 'mine'? allowed: "),
        ('"mine"', '"mien"', "query: 'mien' is unknown; did you mean 'mine'? allowed: "),
        ("{as_of}", "{as_of}\\n", "words.title: must be one line without '\\n'"),
        ("{as_of}", "{as_of}\\u0007", "words.title: must be one line without '\\x07'"),
        (
            'kind = "bars"',
            'kind = "stacks"\nlayers = {whole = "launched", parts = ["launched"]}',
            "layers.parts: 'launched' is the whole",
        ),
        (
            'kind = "bars"',
            'kind = "stacks"\nlayers = {whole = "a", parts = ["b", "c", "d", "e", "f"]}',
            "layers.parts: must be at most 4",
        ),
        ('date = "period_end"', "", "columns.date: must be a text that is not empty"),
        ('date = "period_end"', "date = 2025-05-11", "columns.date: must be a text"),
        ("[columns]", "[column]", "column: not a key of a chart of the kind bars; did you mean"),
        ('unit = "by day"', 'unit = "  "', "words.unit: must be a text that is not empty"),
        ('unit = "by day"', "", "words.unit: must be a text that is not empty"),
        ('unit = "by day"', 'units = "by day"', "words.units: not a key of a chart; did you mean"),
        (
            "{as_of}",
            "{asof}",
            "words.title: {asof} is unknown; allowed: as_of, gap_days, party, policy, source, who",
        ),
        ("{as_of}", "{as_of!r}", "words.title: write {name} alone"),
        ("{as_of}", "{as_of", "words.title: not a template"),
        ('panel = "{source}"', 'panel = "{who}"', "words.panel: {who} is unknown; allowed: party,"),
        ('party = "Ukraine"', 'side = "Ukraine"', "parameters.side: not a key of a chart"),
        ('party = "Ukraine"', "party = 3", "parameters.party: must be a text"),
        ("[columns]", "same_scale = 1\n[columns]", "same_scale: must be true or false"),
        ("[columns]", "gap_days = 3\n[columns]", "gap_days: not a key of a chart of the kind bars"),
        ("[columns]", 'policy = "best"\n[columns]', "policy: 'best' is unknown; did you mean"),
        ("[words]", "[words", "not valid TOML"),
        (
            'kind = "bars"',
            'kind = "steps"\ngap_days = 0',
            "gap_days: must be a whole number, 1 or more",
        ),
        ('kind = "bars"', 'kind = "forest"\nmost = 1000', "most: must be at most 60"),
        ('kind = "bars"', 'kind = "forest"\nmost = true', "most: must be a whole number"),
        ('kind = "bars"', 'kind = "steps"\nscale = "root"', "scale: 'root' is unknown; allowed: "),
        ('kind = "bars"', 'kind = "multiples"\nacross = 9', "across: must be at most 4"),
        (
            'kind = "bars"',
            'kind = "stacks"\nlayers = {whole = "launched"}',
            "layers.parts: must name at least one",
        ),
        (
            'kind = "bars"',
            'kind = "stacks"\nlayers = {all = "launched"}',
            "layers.all: not a key of a chart",
        ),
    ],
)
def test_a_mistake_in_a_definition_is_named(
    folder: Path, right: str, wrong: str, message: str
) -> None:
    change(folder / "mine.toml", right, wrong)
    with pytest.raises(BadChart) as raised:
        list_charts([folder])
    assert str(raised.value).startswith(f"{folder}/mine.toml: ")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "SELECT *",
            "SELECT no_such_thing, *",
            "query: mine.sql: the query cannot be run: no such column",
        ),
        ("SELECT *", "SELEKT *", 'query: mine.sql: the query cannot be run: near "SELEKT"'),
        ("figures", "numbers", "query: mine.sql: the query cannot be run: no such table: numbers"),
        ("SELECT * FROM figures", "DELETE FROM claims", "query: mine.sql: only reading is allowed"),
        ("party = :party)", "party = :side)", "query: mine.sql: the query needs a value for :side"),
        (
            "SELECT * FROM figures WHERE",
            "UPDATE claims SET value = 0 WHERE",
            "query: mine.sql: only reading is allowed here",
        ),
        (
            "party = :party)",
            "party = :party); DROP TABLE claims",
            "query: mine.sql: only one statement at a time",
        ),
        ("SELECT *", "SELECT claim_id", "columns.date: mine.sql gives no column 'period_end'"),
        (
            "SELECT *",
            "SELECT claim_id, period_end, party, source",
            "query: the query gives no column article; a series needs: ",
        ),
        (
            "SELECT *",
            "SELECT 'many' AS value, period_end, party, source, claim_id, article, start, low, "
            "high, qualifier, measure, subject, basis, period_start, date_precision, attribution, "
            "attribution_type, stance, part_of, superseded, quote",
            "query: mine.sql gives 'many' as value; allowed: numbers",
        ),
        (
            "SELECT *",
            "SELECT *, 'x' AS party",
            "query: mine.sql gives the column 'party' twice; leave one out or name it otherwise",
        ),
        ("SELECT *", "SELECT *, value AS who, 7 AS who", "gives the column 'who' twice"),
        *(
            (
                "SELECT * FROM figures",
                f"SELECT * FROM (SELECT {with_wrong(column, wrong)} FROM figures)",
                f"mine.sql gives {found} as {column}; allowed: {allowed}",
            )
            for column, wrong, found, allowed in (
                ("claim_id", "NULL AS claim_id", "None", "texts, none missing"),
                ("article", "x'00' AS article", "b'\\x00'", "texts, none missing"),
                ("start", "'first' AS start", "'first'", "whole numbers, none missing"),
                ("low", "x'00' AS low", "b'\\x00'", "numbers"),
                ("qualifier", "'circa' AS qualifier", "'circa'", "approximate, at_least, at_most"),
                ("period_start", "'spring' AS period_start", "'spring'", "days as 2025-05-11"),
                ("attribution_type", "'army' AS attribution_type", "'army'", "anonymous_official"),
                ("superseded", "'no' AS superseded", "'no'", "0 and 1"),
                ("source", "9 AS source", "9", "texts"),
            )
        ),
        ("-- title: Mine\n", "", "mine.sql: add '-- title:' above the SQL"),
        ("-- title: Mine\n-- desc", "-- ", "mine.sql: add '-- title:' and '-- description:' above"),
        ("party null whose", "party", "mine.sql: write '-- param: name default what it means'"),
        (
            "-- param: party",
            "-- param: party null whose\n-- param: party",
            "mine.sql: '-- param: party' stands twice; keep one",
        ),
        (
            "party null whose",
            "party whose",
            "mine.sql: 'whose' is no default of the parameter party",
        ),
        ("null whose losses", "required whose losses", ""),
        ("null whose losses", '"Russia" whose losses', ""),
    ],
)
def test_a_mistake_in_the_sql_is_named(
    database: Any, folder: Path, right: str, wrong: str, message: str
) -> None:
    path = database([daily(1, 6, party="Ukraine")])
    change(folder / "mine.sql", right, wrong)
    before = path.read_bytes()
    if not message:  # the chart's default stands for what the query requires
        assert len(picture_of("mine", path, folder).rows) == 1
        return
    with pytest.raises(BadChart) as raised:
        picture_of("mine", path, folder)
    assert str(raised.value).startswith(f"{folder}/mine.")
    assert message in str(raised.value)
    assert path.read_bytes() == before


def test_a_value_that_the_query_requires_must_stand_in_the_chart(folder: Path) -> None:
    change(folder / "mine.sql", "null whose losses", "required whose losses")
    change(folder / "mine.toml", 'party = "Ukraine"', "")
    with pytest.raises(BadChart, match=r"parameters.party: mine.sql needs a value"):
        list_charts([folder])


@pytest.mark.parametrize("key", ["date", "one", "panels"])
def test_a_column_that_the_query_does_not_give_is_named(
    database: Any, folder: Path, key: str
) -> None:
    text = re.sub(rf"^{key} = (\[?)\"\w+\"", rf'{key} = \1"front"', GOOD, flags=re.MULTILINE)
    text = text.replace("{party}", "").replace("{source}", "here")
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadChart) as raised:
        picture_of("mine", database([daily(1, 5, party="Ukraine")]), folder)
    message = f"mine.toml: columns.{key}: mine.sql gives no column 'front'; allowed: "
    assert message in str(raised.value)
    assert "claim_id" in str(raised.value)


def test_words_in_place_of_days_are_named(database: Any, folder: Path) -> None:
    change(folder / "mine.toml", 'date = "period_end"', 'date = "qualifier"')
    with pytest.raises(BadChart) as raised:
        picture_of("mine", database([daily(1, 5, party="Ukraine")]), folder)
    assert str(raised.value).endswith(
        "columns.date: mine.sql gives 'exact' as qualifier; allowed: days as 2025-05-11"
    )


def test_a_query_without_rows_says_for_what_there_would_be_some(
    database: Any, folder: Path
) -> None:
    path = database([daily(1, 5), claim(value=3)])
    message = r"chart mine: no claim to draw for party Ukraine; party may be: Russia \(1\)"
    with pytest.raises(NoData, match=message):
        picture_of("mine", path, folder)


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
