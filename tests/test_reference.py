"""Reference series: how files become them, what is refused, and how claims compare."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import run_tracker
from ledger_texts import FIRST, articles_of, make_bulletins
from made_figures import claim, daily, day, make_database

from tracker.errors import UnreadableInput
from tracker.reference import ColumnMapping, ReferenceSeries, ValueColumn, read_reference
from tracker.store import Store, check_database

TOTALS = {"measure": "casualties", "subject": "combatant", "party": "Russia", "basis": "cumulative"}
PLAIN = ColumnMapping(columns={"date": "day", "value": "troops"}, same=TOTALS)


def read(folder: Path, content: str, mapping: ColumnMapping = PLAIN) -> ReferenceSeries:
    path = folder / "points.txt"
    path.write_text(content, encoding="utf-8")
    return read_reference(path, "made", mapping)


def write_json(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


# Files


def test_a_csv_of_one_column(tmp_path: Path) -> None:
    series = read(tmp_path, 'day,troops\n2025-05-12,"968,130"\n2025-05-11,966950\n2025-05-13,\n')
    assert [(str(each.day), each.value) for each in series.points] == [
        ("2025-05-11", 966950),
        ("2025-05-12", 968130),
    ]
    assert series.empty == 1
    assert {(each.party, each.basis, each.start) for each in series.points} == {
        ("Russia", "cumulative", None)
    }


def test_a_json_of_many_columns(tmp_path: Path) -> None:
    rows = [{"day": "2025-05-12", "hours": 48, "tank": 14, "killed_cum": 52_000, "killed": None}]
    mapping = ColumnMapping(
        columns={"date": "day", "hours": "hours"},
        values=(
            ValueColumn("tank", "destroyed", "tank"),
            ValueColumn("killed_cum", "killed", "person", "cumulative"),
            ValueColumn("killed", "killed", "person"),
        ),
        same={"party": "Palestine", "basis": "day"},
    )
    series = read(tmp_path, json.dumps(rows), mapping)
    assert {(each.measure, each.basis, str(each.start), each.value) for each in series.points} == {
        ("destroyed", "day", "2025-05-10", 14),
        ("killed", "cumulative", "None", 52_000),
    }


def test_the_words_and_dates_of_others(tmp_path: Path) -> None:
    content = (
        "date,low,high,best,type,side,by\n16/01/2025,15000,20000,,deaths,russia,Agency\n"
        "16/01/2025,,,70000,casualties,ukraine,Agency\n"
    )
    roles = {"date": "date", "low": "low", "high": "high", "value": "best", "measure": "type"}
    mapping = ColumnMapping(
        columns={**roles, "party": "side", "source": "by"},
        same={"subject": "combatant", "basis": "cumulative"},
        words={"deaths": "killed", "russia": "Russia", "ukraine": "Ukraine"},
        date_format="%d/%m/%Y",
    )
    points = read(tmp_path, content, mapping).points
    assert {(each.party, each.measure, each.low, each.value, each.source) for each in points} == {
        ("Russia", "killed", 15000, None, "Agency"),
        ("Ukraine", "casualties", None, 70000, "Agency"),
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("day,troops\n12.05.2025,5\n", "line 2: day '12.05.2025' is no date; write it as 2025"),
        ("day,troops\n2025-05-12,many\n", "line 2: value 'many' is no number"),
        ("day,troops\n2025-05-12,-3\n", "line 2: value '-3' is no count"),
        ("day,troops\n2025-05-12,inf\n", "line 2: value 'inf' is no count"),
        ("day,troops\n2025-05-12,5\n2025-05-12,6\n", "line 3: gives 6 for 2025-05-12, and line 2"),
        ("day,troops\n2025-05-12\n", "line 2: has not as many cells as the heading"),
        ("day,troop\n2025-05-12,5\n", "has no column 'troops'; did you mean 'troop'?"),
        ("day,troops\n2025-05-12,\n", "has no figure in the columns that are mapped"),
        ('[{"day": "2025-05-12", "troops": 5},]', "line 1: no JSON"),
        ('{"day": "2025-05-12"}', "must be a list of objects"),
        ("[5]", "item 1: must be an object"),
        ("", "has no column 'day'"),
    ],
)
def test_a_bad_file_is_refused_wholly(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(UnreadableInput, match="points.txt") as error:
        read(tmp_path, content)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (ColumnMapping({"value": "troops"}, same=TOTALS), "add --column date=NAME"),
        (ColumnMapping({"date": "day"}, same=TOTALS), "add --column value=NAME"),
        (ColumnMapping(PLAIN.columns, same={}), "what is its measure? add --measure"),
        (
            ColumnMapping(PLAIN.columns, same={**TOTALS, "measure": "deaths"}),
            "'deaths' is no measure; one of: attacks",
        ),
        (
            ColumnMapping(PLAIN.columns, same={**TOTALS, "subject": "combatants"}),
            "'combatants' is no subject; did you mean 'combatant'?",
        ),
    ],
)
def test_a_mapping_that_leaves_something_open_is_refused(
    tmp_path: Path, mapping: ColumnMapping, message: str
) -> None:
    with pytest.raises(UnreadableInput) as error:
        read(tmp_path, "day,troops\n2025-05-12,5\n", mapping)
    assert message in str(error.value)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="No such file"):
        read_reference(tmp_path / "none.csv", "made", PLAIN)
    (tmp_path / "image.csv").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(UnreadableInput, match="is not UTF-8 text"):
        read_reference(tmp_path / "image.csv", "made", PLAIN)


# Claims beside a reference


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reference") / "news.db"
    with Store(path) as store:
        store.ingest(articles_of(make_bulletins()))
    return path


@pytest.fixture
def own(database: Path, tmp_path: Path) -> Path:
    path = tmp_path / "own.db"
    path.write_bytes(database.read_bytes())
    return path


def staff_rows() -> list[dict[str, Any]]:
    return [
        {"date": each.as_of.isoformat(), "personnel": each.figures["total"]}
        | {"tank": each.figures["tanks"], "note": "about"}
        for each in make_bulletins()
        if each.name == "staff"
    ]


def add(folder: Path, rows: list[dict[str, Any]], name: str = "staff") -> tuple[str, ...]:
    path = write_json(folder / f"{name}.json", rows)
    return (
        *("reference", "add", str(path), "--name", name, "--column", "date=date"),
        *("--value", "personnel=casualties/combatant", "--value", "tank=destroyed/tank"),
        *("--party", "Russia", "--basis", "cumulative", "--source", "General Staff of Ukraine"),
    )


def test_texts_that_carry_the_figures_agree(own: Path, tmp_path: Path) -> None:
    done = run_tracker(tmp_path, "--db", own, *add(tmp_path, staff_rows()))
    assert (done.status, done.last) == (
        0,
        "reference staff: added, 120 points, 2025-03-03 to 2025-05-10",
    )
    checked = run_tracker(tmp_path, "--db", own, "check")
    assert (checked.status, checked.out) == (0, "")
    assert checked.last == (
        "reference staff: 120 agreeing, 0 off, 0 days without a claim, 0 claims without a reference"
    )


def test_what_is_off_or_missing_is_told(own: Path, tmp_path: Path) -> None:
    rows = staff_rows()
    del rows[40]  # a claim without a reference, even with a day before and after
    rows[39]["date"], rows[39]["personnel"] = "2025-04-13", 1  # Sunday: no bulletin
    rows[10]["personnel"] += 7_000
    run_tracker(tmp_path, "--db", own, *add(tmp_path, rows))
    comparisons = check_database(own).comparisons
    troops = [each for each in comparisons if each.measure == "casualties"]
    off = {(each.day, each.off_by) for each in troops if each.status == "off"}
    assert (FIRST.replace(day=14), -7_000) in off
    (unmet,) = (each for each in troops if each.status == "no_claim")
    assert (unmet.day.isoformat(), unmet.expected, unmet.claim_ids) == ("2025-04-13", 1, ())
    found = [each for each in check_database(own).findings if each.rule == "off_reference"]
    assert any("7,000 less than the" in each.reason for each in found)
    shown = run_tracker(
        tmp_path, "--db", own, "reference", "compare", "staff", "--status", "off",
        "--format", "jsonl",
    )  # fmt: skip
    assert {record["status"] for record in shown.records} == {"off"}
    assert run_tracker(tmp_path, "--db", own, "check").status == 1


def test_a_series_of_which_no_source_speaks_is_told(own: Path, tmp_path: Path) -> None:
    run_tracker(tmp_path, "--db", own, *add(tmp_path, staff_rows()))
    path = write_json(tmp_path / "ships.json", [{"date": "2025-03-14", "ships": 28}])
    run_tracker(
        tmp_path, "--db", own, "reference", "add", path, "--name", "ships", "--column", "date=date",
        "--value", "ships=destroyed/ship", "--party", "Russia", "--basis", "cumulative",
    )  # fmt: skip
    compared = run_tracker(tmp_path, "--db", own, "reference", "compare")
    assert compared.last == "reference ships: no figure that a source gives is of its kind"


def test_a_day_beside_agrees_and_one_far_off_has_no_reference(own: Path, tmp_path: Path) -> None:
    rows = [row for row in staff_rows() if row["date"] not in ("2025-03-25", "2025-03-26")]
    rows = [row for row in rows if row["date"] != "2025-03-27"]
    run_tracker(tmp_path, "--db", own, *add(tmp_path, rows))
    missing = [each for each in check_database(own).comparisons if each.status == "no_reference"]
    assert {each.day.isoformat() for each in missing} == {"2025-03-26"}


def test_daily_figures_compare_by_how_long_they_cover(own: Path, tmp_path: Path) -> None:
    rows = [
        {"d": each.as_of.isoformat(), "hours": 48 if "48 hours" in each.text else 24}
        | {"killed": each.figures["killed"], "hurt": each.figures["wounded"]}
        for each in make_bulletins()
        if each.name == "gaza"
    ]
    path = write_json(tmp_path / "gaza.json", rows)
    run_tracker(
        tmp_path, "--db", own, "reference", "add", path, "--name", "gaza", "--column", "date=d",
        "--column", "hours=hours", "--value", "killed=killed/person/day",
        "--value", "hurt=wounded/person/day", "--party", "Palestine",
    )  # fmt: skip
    assert {each.status for each in check_database(own).comparisons} == {"agrees"}


def test_a_source_that_names_its_region_only_sometimes_is_compared(tmp_path: Path) -> None:
    here = {"place": "Gaza", "place_region": "Gaza Strip", "place_country": "Palestine"}
    who = {"source": "Gaza Health Ministry", "attribution_type": "medical", "party": "Palestine"}
    what = {**who, "measure": "killed", "subject": "person"}
    path = make_database(
        tmp_path / "gaza.db",
        [
            *(
                claim(value=9_000 + n, period_end=day(n), article=f"t-{n}", **what, **where)
                for n, where in enumerate((here, {}, here, here, {}, here))
            ),
            *(daily(n, 10 + n, **what) for n in range(6)),
        ],
    )
    rows = [{"d": day(n), "all": 9_000 + n, "new": 10 + n} for n in range(6)]
    run_tracker(
        tmp_path, "--db", path, "reference", "add", write_json(tmp_path / "gaza.json", rows),
        "--name", "gaza", "--column", "date=d", "--value", "all=killed/person/cumulative",
        "--value", "new=killed/person/day", "--party", "Palestine",
    )  # fmt: skip
    comparisons = check_database(path).comparisons
    assert [each.status for each in comparisons] == ["agrees"] * 12


def test_a_series_is_added_once_listed_and_removed(own: Path, tmp_path: Path) -> None:
    command = add(tmp_path, staff_rows())
    run_tracker(tmp_path, "--db", own, *command)
    assert "known already" in run_tracker(tmp_path, "--db", own, *command).last
    listed = run_tracker(tmp_path, "--db", own, "reference", "list", "--format", "jsonl").records
    assert [(each["name"], each["subject"], each["points"]) for each in listed] == [
        ("staff", "combatant", 60),
        ("staff", "tank", 60),
    ]
    other = run_tracker(tmp_path, "--db", own, *add(tmp_path, staff_rows()[:5]))
    assert (other.status, other.out) == (1, "")
    assert "there is another reference 'staff'; remove it first" in other.last
    removed = run_tracker(tmp_path, "--db", own, "reference", "remove", "staff")
    assert removed.last == "reference staff: removed, 120 points"
    assert run_tracker(tmp_path, "--db", own, "reference", "list", "--format", "jsonl").out == ""
    again = run_tracker(tmp_path, "--db", own, "reference", "remove", "staff")
    assert (again.status, again.last) == (
        1,
        "tracker: there is no reference 'staff'; there are: none",
    )


def test_a_refused_file_leaves_nothing_behind(own: Path, tmp_path: Path) -> None:
    rows = [*staff_rows(), {"date": "later", "personnel": 5, "tank": 1}]
    done = run_tracker(tmp_path, "--db", own, *add(tmp_path, rows))
    assert done.status == 1
    assert "item 61: date 'later' is no date" in done.last
    assert run_tracker(tmp_path, "--db", own, "reference", "list", "--format", "jsonl").out == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--column", "day"], "--column 'day': write it as NAME=NAME"),
        (["--column", "when=day"], "--column when=...: a column can be: date, value"),
        (["--value", "tank=destroyed"], "--value 'tank=destroyed': write it as COLUMN=MEASURE"),
        (["--word", "x"], "--word 'x': write it as NAME=NAME"),
    ],
)
def test_options_that_cannot_be_read(tmp_path: Path, options: list[str], message: str) -> None:
    (tmp_path / "x.csv").write_text("day\n2025-05-12\n")
    done = run_tracker(
        tmp_path, "--db", "n.db", "reference", "add", "x.csv", "--name", "x", *options
    )
    assert done.status == 1
    assert message in done.last
    assert not (tmp_path / "n.db").exists()
