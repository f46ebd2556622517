"""A party, measure or source that no claim has is named, with those that are like it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from commands import Done, run_tracker
from made_figures import daily, make_database, strike


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    navy = daily(9, 30, party="Ukraine", source="Press Office of the Navy")
    claims = [*(daily(n, 900 + n) for n in range(1, 5)), navy, strike(8, "launched", 9)]
    make_database(folder / "made.db", claims)
    return folder


def ask(folder: Path, command: str) -> Done:
    return run_tracker(folder, "--db", "made.db", *shlex.split(command))


RUSIA = "no claim has the party 'Rusia'; did you mean 'Russia'?"
BY_SUBJECT = "query 'SELECT figure FROM figures WHERE subject = :subject' -p subject"


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("series --party Rusia", RUSIA),
        ("check --party Rusia", RUSIA),
        ("query daily-losses -p party Rusia", RUSIA),
        ("query daily-losses -p party Rusia%", RUSIA.replace("Rusia", "Rusia%")),
        ("series --party russia", RUSIA.replace("Rusia", "russia")),
        ("series --party Peru", "no claim has the party 'Peru'; there are: Russia, Ukraine"),
        (
            "series --source 'General Stuff'",
            "no claim has the source 'General Stuff'; did you mean 'General Staff'?",
        ),
        (
            "check --measure casualtys",
            "no claim has the measure 'casualtys'; did you mean 'casualties'?",
        ),
        (
            "query said-by -p source Navi",
            "no claim has the source 'Navi'; there are: General Staff, Press Office of the Navy",
        ),
        (f"{BY_SUBJECT} dron", "no claim has the subject 'dron'; did you mean 'drone'?"),
        (
            "query rejected -p reason agge",
            "no rejected number has the reason 'agge'; there is none",
        ),
        (
            "query reference-points -p series x",
            "no reference series has the name 'x'; there is none",
        ),
    ],
)
def test_a_name_that_nothing_has(folder: Path, command: str, line: str) -> None:
    done = ask(folder, command)
    assert done.last == line
    assert done.status == 0


@pytest.mark.parametrize(
    "command",
    [
        "query daily-losses -p party Ukr% -p measure casualties",
        "query daily-losses -p party Ukr% -p measure launched",
        "query said-by -p source navy",
        "query quotes-for-day -p day 1999-01-01",
        "--quiet series daily --party Ukraine --measure launched",
        f"{BY_SUBJECT} drone",
    ],
)
def test_names_that_claims_have_get_no_line(folder: Path, command: str) -> None:
    assert ask(folder, command).err == ""
