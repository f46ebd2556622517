"""The commands as they are typed: output, exit status, pipes, interruption."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from commands import TRACKER, ask, environment, run_tracker

import tracker
from tracker.cli import COMMANDS
from tracker.errors import UnreadableInput
from tracker.models import Claim
from tracker.paths import sample_files
from tracker.version import __version__

ARTICLE = (
    "At least 7 people were killed and 12 wounded when a missile hit a market in Sumy on May 10, "
    "the governor said. The 35th Brigade was not there.\n"
)
LINES = (
    json.dumps({"id": "p1", "published": "2025-05-11", "text": ARTICLE})
    + "\n"
    + json.dumps({"id": "p2", "text": "Ukraine's Air Force said that 108 drones were launched."})
    + "\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "two.jsonl").write_text(LINES, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the demo has run."""
    folder = tmp_path_factory.mktemp("demo")
    done = run_tracker(folder, "demo", variables={"TRACKER_DB": "mine.db"})
    assert done.status == 0, done.err
    return folder


# The command itself


def test_version(folder: Path) -> None:
    assert run_tracker(folder, "--version").out == f"tracker {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_an_example(folder: Path, command: object) -> None:
    name = getattr(command, "name", "")
    done = run_tracker(folder, name, "--help")
    assert done.status == 0
    assert re.search(rf"Example:\n( +.*\n)*? +.*tracker {name}\b", done.out), done.out


def test_the_list_of_commands_is_in_working_order(folder: Path) -> None:
    listed = re.findall(r"^  (\w+)   *\S", run_tracker(folder).err.split("Commands:")[1], re.M)
    assert listed == [command.name for command in COMMANDS]


HEAVY = "pandas numpy matplotlib sqlite_utils trafilatura lxml dateparser quantulum3 rich".split()


def modules_after(folder: Path, *arguments: str) -> set[str]:
    """Return which of HEAVY a command has loaded when it ends."""
    code = (
        "import atexit, sys\n"
        f"heavy = {HEAVY!r}\n"
        "atexit.register(lambda: print(*(m for m in heavy if m in sys.modules), file=sys.stderr))\n"
        "from tracker.cli import main\n"
        f"main({list(arguments)!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


def test_help_loads_nothing_heavy(folder: Path) -> None:
    assert modules_after(folder, "--help") == set()
    assert modules_after(folder, "extract", "--help") == set()


def test_extract_loads_no_database_and_no_tables(folder: Path) -> None:
    loaded = modules_after(folder, "extract", "article.txt", "--format", "jsonl")
    assert loaded.isdisjoint(["pandas", "matplotlib", "sqlite_utils", "trafilatura", "rich"])


def test_importing_the_package_is_light() -> None:
    code = "import sys, tracker; print(sorted(m for m in sys.modules if m.startswith('tracker')))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "['tracker']\n"


def test_the_front_door_offers_what_it_names() -> None:
    assert set(tracker.__all__) <= set(dir(tracker))
    for name in tracker.__all__:
        assert getattr(tracker, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        tracker.nothing  # noqa: B018


def test_claims_numbers_and_dates_are_found_from_python() -> None:
    found = tracker.extract_claims(ARTICLE, published="2025-05-11", url="https://h.example/a")
    assert [ARTICLE[claim.start : claim.end] for claim in found.claims] == ["7", "12"]
    assert found.article.published == date(2025, 5, 11)
    assert [count.value for count in tracker.find_counts("at least two dozen, or 30")] == [24, 30]
    (expression,) = tracker.find_dates("It began on May 10.", published="2025-05-11")
    assert (expression.start, expression.end) == (12, 18)
    with pytest.raises(UnreadableInput, match="published: 'soon' is no date"):
        tracker.extract_claims(ARTICLE, published="soon")


# extract


def test_extract_prints_the_whole_record(folder: Path) -> None:
    done = run_tracker(folder, "extract", "--from", "jsonl", "--format", "jsonl", "-", given=LINES)
    assert (done.status, done.err) == (0, "")
    killed, wounded, launched = done.records
    names = [field.name for field in fields(Claim) if field.name != "evidence"]
    assert [list(record) for record in done.records] == [names] * 3
    assert ARTICLE[killed["start"] : killed["end"]] == killed["figure"] == "7"
    assert '"value": 12,' in done.out
    assert (killed["value"], killed["low"], killed["qualifier"]) == (7, 7, "at_least")
    assert (killed["article"], launched["article"]) == ("p1", "p2")
    assert (killed["measure"], wounded["measure"]) == ("killed", "wounded")
    assert killed["period_end"] == "2025-05-10"
    assert killed["copy_of"] is None


def test_extract_shows_evidence_where_it_is_asked_for(folder: Path) -> None:
    done = run_tracker(folder, "extract", "--format", "jsonl", "--evidence", "article.txt")
    evidence = done.records[0]["evidence"]
    assert evidence
    assert all(set(each) == {"field", "value", "start", "end", "rule"} for each in evidence)


def test_extract_is_the_same_whatever_the_way_in(folder: Path) -> None:
    way = ("extract", "--format", "jsonl", "--published", "2025-05-11")
    from_file = run_tracker(folder, *way, "article.txt").out
    assert from_file.count("\n") == 2
    assert run_tracker(folder, *way, "-", given=ARTICLE).out == from_file
    assert run_tracker(folder, *way, "-", given=ARTICLE.encode("utf-16")).out == from_file


def test_extract_as_csv_has_the_same_values(folder: Path) -> None:
    records = run_tracker(folder, "extract", "--format", "jsonl", "two.jsonl").records
    done = run_tracker(folder, "extract", "--format", "csv", "two.jsonl")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [list(row) for row in rows] == [list(record) for record in records]
    assert [row["figure"] for row in rows] == [record["figure"] for record in records]
    assert [row["period_end"] for row in rows] == [r["period_end"] or "" for r in records]


def test_extract_as_a_table(folder: Path) -> None:
    done = run_tracker(folder, "extract", "two.jsonl")
    assert done.status == 0
    assert "two.jsonl:1\nfigure" in done.out
    assert re.search(r"^7 +at least 7 +killed +person ", done.out, re.M)
    assert not re.search(r" $", done.out, re.M)


def test_extract_says_where_there_is_no_claim(folder: Path) -> None:
    done = run_tracker(folder, "extract", "-", given="The talks went on for a second day.")
    assert (done.status, done.out) == (0, "<stdin>\nno claims\n")


# explain


def test_explain_shows_every_number_with_its_verdict(folder: Path) -> None:
    done = run_tracker(folder, "explain", "article.txt", "--published", "2025-05-11")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("article.txt\n")
    assert re.search(r"^  7  claim: at least 7 killed \(person\)", done.out, re.M)
    assert re.search(r"^      measure +killed +\"", done.out, re.M)
    assert re.search(r"^  35th  rejected: ", done.out, re.M)
    assert "\x1b" not in done.out


def test_explain_accounts_for_every_number(folder: Path) -> None:
    done = run_tracker(folder, "explain", "article.txt")
    shown = re.findall(r"^  (\S+)  (?:claim|rejected): ", done.out, re.M)
    assert {"7", "12", "10", "35th"} <= {word.strip(",") for word in shown}


# ingest


def test_ingest_counts_and_knows_what_it_has(folder: Path) -> None:
    done = run_tracker(folder, "ingest", "two.jsonl", "article.txt")
    assert (done.status, done.out) == (0, "")
    assert done.err == done.last + "\n"
    assert re.fullmatch(
        r"articles: 2 new, 1 known, 0 changed, 0 skipped; "
        r"claims: 3; copies: 0; numbers rejected: \d+",
        done.last,
    )
    before = ask(folder, "SELECT * FROM claims")
    done = run_tracker(folder, "ingest", "two.jsonl", "article.txt")
    assert done.last == (
        "articles: 0 new, 3 known, 0 changed, 0 skipped; claims: 0; copies: 0; numbers rejected: 0"
    )
    assert ask(folder, "SELECT * FROM claims") == before


def test_ingest_stores_what_is_given(folder: Path) -> None:
    given = ("--published", "May 11, 2025", "--retrieved", "2025-05-12T01:00:00+03:00")
    where = ("--url", "https://h.example/a", "--outlet", "The Herald")
    assert run_tracker(folder, "ingest", "article.txt", *given, *where).status == 0
    columns = "published, published_source, retrieved, url, outlet, origin"
    (row,) = ask(folder, f"SELECT {columns} FROM sightings")
    assert list(row.values()) == [
        "2025-05-11",
        "given",
        "2025-05-12",
        "https://h.example/a",
        "The Herald",
        "article.txt",
    ]


def test_quiet_leaves_only_what_is_wrong(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    assert run_tracker(folder, "--quiet", "ingest", "article.txt").err == ""
    done = run_tracker(folder, "ingest", "article.txt", "empty.txt", "--quiet")
    assert done.err == "skipped empty.txt: empty; nothing to read\n"


def test_the_database_is_named_before_or_behind_the_command_or_outside(folder: Path) -> None:
    for arguments, variables in (
        (("--db", "a/x.db", "ingest", "article.txt"), {}),
        (("ingest", "--db", "b/x.db", "article.txt"), {"TRACKER_DB": "no/x.db"}),
        (("ingest", "article.txt"), {"TRACKER_DB": "c/x.db"}),
    ):
        assert run_tracker(folder, *arguments, variables=variables).status == 0
    made = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.db"))
    assert made == ["a/x.db", "b/x.db", "c/x.db"]


def through_a_terminal(folder: Path, *arguments: str) -> str:
    """Return what a command writes to standard error where that is a terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*TRACKER, *arguments],
        cwd=folder,
        env=environment(TERM="xterm-256color"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=slave,
    ) as process:
        os.close(slave)
        seen = b""
        while chunk := _read_terminal(master):
            seen += chunk
        process.communicate(timeout=60)
    os.close(master)
    return seen.decode()


def _read_terminal(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # Linux says so where the other side has closed the terminal
        return b""


def test_a_bar_is_drawn_on_a_terminal_only(folder: Path) -> None:
    seen = through_a_terminal(folder, "ingest", "two.jsonl")
    assert "reading" in seen
    assert "100%" in seen
    assert "articles: 2 new" in seen
    assert "reading" not in through_a_terminal(folder, "--quiet", "ingest", "two.jsonl")


# query


def test_saved_queries_are_listed(demo: Path) -> None:
    done = run_tracker(demo, "query", "--format", "jsonl")
    names = {record["query"] for record in done.records}
    assert len(names) >= 5
    assert all(record["answers"] for record in done.records)
    assert {"claims-by-day", "newest-cumulative", "strikes", "said-by", "quotes-for-day"} <= names


def test_a_query_takes_parameters(demo: Path) -> None:
    way = ("--db", "db/demo.db", "query", "claims-by-day", "--format", "jsonl")
    everything = run_tracker(demo, *way).records
    russian = run_tracker(demo, *way, "-p", "party", "Russia").records
    assert 0 < len(russian) < len(everything)


TRICKY = "SELECT 'a,\"b\"|c\nd' AS words, 5840.0 AS value, 2.5 AS half, NULL AS missing"


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("csv", 'words,value,half,missing\n"a,""b""|c\nd",5840,2.5,\n'),
        ("tsv", 'words\tvalue\thalf\tmissing\na,"b"|c d\t5840\t2.5\t\n'),
        (
            "json",
            '[{"words": "a,\\"b\\"|c\\nd", "value": 5840, "half": 2.5, "missing": null}]\n',
        ),
        (
            "jsonl",
            '{"words": "a,\\"b\\"|c\\nd", "value": 5840, "half": 2.5, "missing": null}\n',
        ),
        (
            "markdown",
            "| words | value | half | missing |\n| --- | --- | --- | --- |\n"
            '| a,"b"\\|c d | 5840 | 2.5 |  |\n',
        ),
    ],
)
def test_rows_are_printed_in_every_format(demo: Path, form: str, printed: str) -> None:
    done = run_tracker(demo, "--db", "db/demo.db", "query", TRICKY, "--format", form)
    assert (done.status, done.out) == (0, printed)


def test_no_rows_are_printed_in_every_format(demo: Path) -> None:
    for form, printed in {"csv": "a\n", "json": "[]\n", "jsonl": "", "tsv": "a\n"}.items():
        sql = "SELECT 1 AS a WHERE 0"
        done = run_tracker(demo, "--db", "db/demo.db", "query", sql, "--format", form)
        assert (done.status, done.out) == (0, printed)


@pytest.mark.parametrize("width", ["60", "100", "200"])
def test_a_table_fits_the_terminal(demo: Path, width: str) -> None:
    sql = "SELECT figure, measure, quote FROM claims ORDER BY claim_id LIMIT 5"
    arguments = ("--db", "db/demo.db", "query", sql)
    done = run_tracker(demo, *arguments, variables={"COLUMNS": width})
    assert max(map(len, done.out.splitlines())) <= int(width)
    assert done.out.splitlines()[0].split() == ["figure", "measure", "quote"]


SAVED_AND_WIDE = ("newest-cumulative", "daily-losses", "strikes", "sources", "rejected", "copies")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("name", SAVED_AND_WIDE)
def test_a_wide_answer_keeps_its_words_whole(demo: Path, name: str, width: int) -> None:
    asked = ("--db", "db/demo.db", "query", name)
    done = run_tracker(demo, *asked, variables={"COLUMNS": str(width)})
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= width
    words = set(done.out.split())
    for record in run_tracker(demo, *asked, "--format", "jsonl").records:
        for value in record.values():
            whole = [word for word in str(value or "").split() if len(word) <= 40]
            assert words.issuperset(whole), (name, value)


def test_texts_go_below_their_row_where_a_table_would_be_too_wide(demo: Path) -> None:
    asked = ("--db", "db/demo.db", "query", "daily-losses", "-p", "party", "Russia")
    lines = run_tracker(demo, *asked, variables={"COLUMNS": "120"}).out.splitlines()
    assert lines[0].split()[:4] == ["day", "party", "measure", "subject"]
    assert "quote" not in lines[0].split()
    assert lines[2].startswith("2025-05-04   Russia")
    assert lines[5] == "  quote  The past day alone added 1,340 casualties to it."
    wide = run_tracker(demo, *asked, variables={"COLUMNS": "200"}).out.splitlines()
    assert wide[0].split()[-1] == "quote"


def test_the_saved_queries_are_listed_one_a_line(folder: Path) -> None:
    listed = run_tracker(folder, "query", "--format", "jsonl").records
    assert {"daily-losses", "strikes", "search"} <= {each["query"] for each in listed}
    assert all(each.keys() == {"query", "answers", "parameters"} for each in listed)


def test_a_row_of_many_columns_is_printed_downwards(demo: Path) -> None:
    done = run_tracker(demo, "--db", "db/demo.db", "query", "SELECT * FROM claims LIMIT 2")
    assert done.out.startswith("row 1\n")
    assert "\nrow 2\n" in done.out
    assert re.search(r"^  claim_id +c-", done.out, re.M)


def test_rich_s_own_marks_are_plain_text(demo: Path) -> None:
    done = run_tracker(demo, "--db", "db/demo.db", "query", "SELECT '[bold]7[/bold] :fire:' AS a")
    assert "[bold]7[/bold] :fire:" in done.out


# chart


def test_charts_are_listed(demo: Path) -> None:
    done = run_tracker(demo, "chart")
    assert done.status == 0
    assert "daily-losses" in done.out


def test_charts_are_drawn_where_they_are_wanted(demo: Path, tmp_path: Path) -> None:
    arguments = ("--db", "db/demo.db", "chart", "daily-losses", "--format", "svg")
    done = run_tracker(demo, *arguments, "--out", tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{tmp_path}/daily-losses.svg\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "daily-losses.csv",
        "daily-losses.svg",
    ]


# demo


def test_the_demo_answers_and_draws(demo: Path) -> None:
    done = run_tracker(demo, "demo")
    assert done.status == 0
    assert re.fullmatch(r"articles: 0 new, \d+ known, 0 changed, 0 skipped; .*", done.last)
    assert done.out.count("(tracker --db db/demo.db query ") == 3
    drawn = [Path(line) for line in done.out.splitlines() if line.startswith("charts/out/")]
    assert len(drawn) >= 3
    assert all((demo / path).is_file() for path in drawn)


def test_the_demo_leaves_the_user_s_databases_alone(demo: Path) -> None:
    assert [str(path.relative_to(demo)) for path in demo.rglob("*.db")] == ["db/demo.db"]


def test_the_samples_are_found_in_the_demo(demo: Path) -> None:
    (row,) = ask(demo, "SELECT count(DISTINCT article) AS n FROM sightings", "db/demo.db")
    assert row["n"] >= 8
    assert sample_files().is_dir()


# Pipes and Ctrl-C

MANY_ROWS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
    "SELECT i, hex(i) AS words FROM n"
)


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_closed_pipe_ends_it_quietly(demo: Path, form: str) -> None:
    arguments = ("--db", "db/demo.db", "query", MANY_ROWS, "--format", form)
    with subprocess.Popen(
        [*TRACKER, *arguments],
        cwd=demo,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 128 + signal.SIGPIPE


def test_a_pipe_that_was_never_read_ends_it_quietly(folder: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [*TRACKER, "extract", "article.txt"],
        cwd=folder,
        env=environment(),
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write_end)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


def test_a_full_disk_is_named(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*TRACKER, "extract", "article.txt"],
            cwd=folder,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"tracker: output: No space left on device\n"


def test_ctrl_c_ends_it_quietly_with_nothing_half_done(folder: Path) -> None:
    lines = "".join(
        json.dumps({"text": f"{n} people were killed in the strike, the governor said."}) + "\n"
        for n in range(2, 202)
    )
    with subprocess.Popen(
        [*TRACKER, "ingest", "-"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        process.stdin.write(lines.encode())
        process.stdin.flush()
        wait_for_articles(folder)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 128 + signal.SIGINT
        assert process.stderr
        told = process.stderr.read().decode()
        assert re.fullmatch(r"interrupted: \d+ new and 0 changed articles are stored .+\n", told)
    counts = ask(
        folder,
        "SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM claims) AS "
        "claims, (SELECT count(*) FROM sightings) AS sightings",
    )[0]
    assert counts["articles"] == counts["claims"] == counts["sightings"] > 0
    assert run_tracker(folder, "ingest", "-", given=lines).status == 0
    assert ask(folder, "SELECT count(*) AS n FROM articles") == [{"n": 200}]


def wait_for_articles(folder: Path) -> None:
    for _ in range(300):
        time.sleep(0.1)
        if (folder / "db/tracker.db").is_file():
            done = run_tracker(folder, "query", "SELECT count(*) FROM claims", "--format", "tsv")
            if done.status == 0 and int(done.out.split()[-1]) > 0:
                return
    raise AssertionError("nothing was stored")
