"""Wrong input is named, counted and skipped, with exit status 1; the good rest is stored."""

from __future__ import annotations

import ctypes
import gzip
import json
import os
import subprocess
from pathlib import Path

import pytest
from archives import LOGIN, packed, record, rss, warc
from commands import Done, ask, run_tracker

GOOD = "At least 7 people were killed and 12 wounded in a strike on Sumy, the governor said."
OTHER = "Ukraine's Air Force said that it had shot down 60 of 108 drones launched overnight."
SPANISH = (
    "Al menos 18 personas murieron y decenas resultaron heridas en un ataque con drones en el "
    "este del pa\u00eds, seg\u00fan las autoridades."
)
UKRAINIAN = (
    "\u0423\u043d\u0430\u0441\u043b\u0456\u0434\u043e\u043a \u0443\u0434\u0430\u0440\u0443 "
    "\u043f\u043e \u043c\u0456\u0441\u0442\u0443 \u0437\u0430\u0433\u0438\u043d\u0443\u043b\u0438 "
    "12 \u043b\u044e\u0434\u0435\u0439."
)

WRONG_FILES = {
    "empty.txt": (b"", "empty.txt: empty"),
    "blank.txt": (b" \n\n", "blank.txt: empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1", "picture.txt: a PNG image"),
    "binary.txt": (b"\0\1\2\3words" * 50, "binary.txt: binary data"),
    "cut.txt": (GOOD.encode("utf-16")[:-1], "cut.txt: breaks off"),
    "broken.html": (b"<html><head><script>var a = 1;", "broken.html: a page without text"),
    "spanish.txt": (SPANISH.encode(), "spanish.txt: language without a vocabulary: es"),
    "ukrainian.txt": (UKRAINIAN.encode(), "ukrainian.txt: language without a vocabulary: uk"),
    "no-text.jsonl": (b'{"id": "a"}\n', "no-text.jsonl:1: no text"),
    "no-json.jsonl": (b"oops\n", "no-json.jsonl:1: not JSON"),
    "no-date.jsonl": (
        json.dumps({"text": OTHER, "published": "soon"}).encode(),
        "no-date.jsonl:1: the published 'soon' is no date",
    ),
    "columns.csv": (b"nr,what\n1,Two died.\n", "columns.csv: no column with the text; name it"),
    "cut.txt.gz": (gzip.compress(OTHER.encode())[:-9], "cut.txt.gz: breaks off or is damaged"),
    "trap.txt.gz": (
        gzip.compress(b" " * (20 << 20)),
        "trap.txt.gz: unpacks to more than 200 times",
    ),
    "cut.zip": (packed({"a.txt": OTHER})[:-9], "cut.zip: a damaged ZIP archive"),
    "cut.warc": (warc(record("https://h.example/1", OTHER))[:-9], "cut.warc: breaks off in the"),
    "login.html": (LOGIN.encode(), "login.html: a page that asks to log in"),
    "moved.rss": (rss([]).encode(), "moved.rss: a feed without"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one good article in it."""
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a database that holds the good article."""
    folder = tmp_path_factory.mktemp("stored")
    assert run_tracker(folder, "ingest", "-", given=GOOD).status == 0
    return folder


def stored_texts(folder: Path) -> list[str]:
    rows = ask(folder, "SELECT text FROM articles WHERE ifnull(lang, 'en') = 'en' ORDER BY rowid")
    return [row["text"] for row in rows]


def check_named(done: Done, *named: str) -> None:
    assert done.status == 1, done.err
    assert "Traceback" not in done.err
    for words in named:
        assert words in done.err


def test_every_wrong_file_is_named_and_the_good_one_is_stored(folder: Path) -> None:
    for name, (content, _) in WRONG_FILES.items():
        (folder / name).write_bytes(content)
    done = run_tracker(folder, "ingest", *WRONG_FILES, "good.txt")
    check_named(done, *(f"skipped {named}" for _, named in WRONG_FILES.values()))
    assert done.last.startswith(f"articles: 1 new, 0 known, 0 changed, {len(WRONG_FILES)} skipped")
    assert stored_texts(folder) == [GOOD]
    assert {row["article"] for row in ask(folder, "SELECT article FROM claims")} == {
        row["id"] for row in ask(folder, "SELECT id FROM articles WHERE lang = 'en'")
    }
    assert len(ask(folder, "SELECT * FROM problems")) == len(WRONG_FILES)


def test_wrong_input_is_named_each_time_and_stored_once(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    for last in ("1 new, 0 known", "0 new, 1 known"):
        done = run_tracker(folder, "ingest", "empty.txt", "good.txt")
        check_named(done, "skipped empty.txt: empty")
        assert f"articles: {last}, 0 changed, 1 skipped (1 empty)" in done.last
    assert len(ask(folder, "SELECT * FROM problems")) == 1


def test_extract_names_wrong_files_too(folder: Path) -> None:
    for name, (content, _) in WRONG_FILES.items():
        (folder / name).write_bytes(content)
    done = run_tracker(folder, "extract", "--format", "jsonl", *WRONG_FILES, "good.txt")
    check_named(done, *(f"skipped {named}" for _, named in WRONG_FILES.values()))
    assert [record["figure"] for record in done.records] == ["7", "12"]


def test_a_missing_path_is_named(folder: Path) -> None:
    done = run_tracker(folder, "ingest", "nowhere.txt", "good.txt")
    check_named(done, "skipped nowhere.txt: no such file or folder; check the path")
    assert stored_texts(folder) == [GOOD]


def test_a_folder_without_articles_is_named(folder: Path) -> None:
    (folder / "pictures").mkdir()
    (folder / "pictures/map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = run_tracker(folder, "ingest", "pictures", "good.txt")
    check_named(done, "skipped pictures: folder without articles")
    assert stored_texts(folder) == [GOOD]


@pytest.mark.parametrize(
    "encoding", ["latin-1", "windows-1252", "utf-16", "utf-16-le", "utf-8-sig"]
)
def test_text_in_other_encodings_is_read_right(folder: Path, encoding: str) -> None:
    text = GOOD.replace("Sumy", "Caf\u00e9 M\u00fcller in Sumy")
    (folder / "other.txt").write_bytes(text.encode(encoding))
    done = run_tracker(folder, "ingest", "other.txt")
    assert (done.status, stored_texts(folder)) == (0, [text])


def test_two_lines_with_one_id(folder: Path) -> None:
    lines = [{"id": "a", "text": GOOD}, {"id": "a", "text": OTHER}, {"id": "b", "text": OTHER}]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    done = run_tracker(folder, "ingest", "a.jsonl")
    check_named(done, "skipped a.jsonl:2: the id 'a' stands in line 1 already")
    assert ask(folder, "SELECT given_id, text FROM articles ORDER BY rowid") == [
        {"given_id": "a", "text": GOOD},
        {"given_id": "b", "text": OTHER},
    ]
    done = run_tracker(folder, "extract", "--format", "jsonl", "a.jsonl")
    check_named(done, "skipped a.jsonl:2")
    assert {record["article"] for record in done.records} == {"a", "b"}


def test_no_id_at_all_gets_the_tracker_s_own(folder: Path) -> None:
    (folder / "a.jsonl").write_text(
        f"{json.dumps({'text': GOOD})}\n{json.dumps({'text': OTHER})}\n"
    )
    done = run_tracker(folder, "ingest", "a.jsonl")
    assert done.status == 0, done.err
    ids = [row["id"] for row in ask(folder, "SELECT id FROM articles WHERE given_id IS NULL")]
    done = run_tracker(folder, "extract", "--format", "jsonl", "a.jsonl")
    assert {record["article"] for record in done.records} == set(ids)
    assert len(ids) == 2


@pytest.mark.parametrize("option", ["--published", "--retrieved"])
@pytest.mark.parametrize("value", ["soon", "2025-02-30", "12/05/2025", ""])
def test_a_date_that_is_none_stops_before_anything_is_stored(
    folder: Path, option: str, value: str
) -> None:
    done = run_tracker(folder, "ingest", "good.txt", option, value)
    check_named(done, f"{option} {value!r} is no date; write it as 2025-05-11")
    assert done.err.count("\n") == 1
    assert not (folder / "db").exists()


def test_columns_are_given_by_hand(folder: Path) -> None:
    (folder / "a.csv").write_text(f'nr,what\n1,"{OTHER}"\n2,\n', "utf-8")
    done = run_tracker(folder, "ingest", "a.csv", "--column", "txt=what")
    check_named(done, "--column 'txt=what' is not FIELD=NAME; write text=body (the fields: text,")
    done = run_tracker(folder, "ingest", "a.csv", "--column", "text=body")
    check_named(done, "skipped a.csv: no column 'body' for the text (its columns: nr, what)")
    done = run_tracker(folder, "ingest", "a.csv", "--column", "text=what")
    check_named(done, "skipped a.csv:3: the text is empty", "articles: 1 new, 0 known")
    assert stored_texts(folder) == [OTHER]


def test_an_address_goes_with_one_article(folder: Path) -> None:
    done = run_tracker(folder, "ingest", ".", "--url", "https://h.example/a")
    check_named(done, "--url is the address of one article")
    assert not (folder / "db").exists()


def test_a_database_that_is_none_is_named_and_left_alone(folder: Path) -> None:
    (folder / "notes.db").write_text("not a database, " * 100)
    for command in (("ingest", "good.txt"), ("query", "problems"), ("chart", "daily-losses")):
        done = run_tracker(folder, "--db", "notes.db", *command)
        check_named(done, "notes.db")
        assert done.err.count("\n") == 1
        assert done.out == ""
    assert (folder / "notes.db").read_text() == "not a database, " * 100
    assert sorted(path.name for path in folder.iterdir()) == ["good.txt", "notes.db"]


def test_a_folder_is_no_database(folder: Path) -> None:
    check_named(run_tracker(folder, "--db", ".", "ingest", "good.txt"), "is a folder")


@pytest.mark.parametrize("command", [("query", "problems"), ("chart", "daily-losses")])
def test_a_missing_database_is_named_and_not_made(folder: Path, command: tuple[str, ...]) -> None:
    done = run_tracker(folder, *command)
    check_named(done, "db/tracker.db")
    assert done.err.count("\n") == 1
    assert not (folder / "db").exists()


def without_root_s_rights() -> None:
    """Give up root's right to pass over permissions, where this process has it."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
            libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.fixture
def shut(folder: Path) -> Path:
    """Return a folder that cannot be written to, not even by root without root's rights."""
    path = folder / "shut"
    path.mkdir()
    (path / "article.txt").write_text(OTHER, "utf-8")
    (path / "article.txt").chmod(0o000)
    path.chmod(0o555)
    probe = ["sh", "-c", "touch shut/probe 2>/dev/null || cat shut/article.txt 2>/dev/null"]
    held = subprocess.run(probe, cwd=folder, preexec_fn=without_root_s_rights, check=False)
    if held.returncode == 0:
        pytest.skip("here permissions bind nobody")
    return path


@pytest.mark.parametrize("database", ["shut/new.db", "shut/below/new.db"])
def test_a_folder_that_cannot_be_written_to_is_named(
    folder: Path, shut: Path, database: str
) -> None:
    done = run_tracker(
        folder, "--db", database, "ingest", "good.txt", preexec_fn=without_root_s_rights
    )
    check_named(done, database)
    assert done.err.count("\n") == 1
    assert [path.name for path in shut.iterdir()] == ["article.txt"]


def test_charts_into_a_folder_that_cannot_be_written_to(folder: Path, shut: Path) -> None:
    text = "Russia lost 1,310 troops over the past day, Ukraine's General Staff said."
    done = run_tracker(folder, "ingest", "-", "--published", "2025-05-11", given=text)
    assert done.status == 0
    everything = ("chart", "daily-losses", "--out", "shut/charts")
    done = run_tracker(folder, *everything, preexec_fn=without_root_s_rights)
    check_named(done, "shut/charts")
    assert done.err.count("\n") == 1
    assert [path.name for path in shut.iterdir()] == ["article.txt"]


def test_a_file_that_cannot_be_read_is_named(folder: Path, shut: Path) -> None:
    done = run_tracker(folder, "ingest", "shut", "good.txt", preexec_fn=without_root_s_rights)
    check_named(done, "skipped shut/article.txt: cannot be read: Permission denied")
    assert stored_texts(folder) == [GOOD]


def test_a_chart_without_data(folder: Path) -> None:
    (folder / "quiet.txt").write_text("Nothing of the kind was said on that day.", "utf-8")
    assert run_tracker(folder, "ingest", "quiet.txt").status == 0
    done = run_tracker(folder, "chart", "--all")
    assert (done.status, done.out) == (0, "")
    assert "left out chart daily-losses: no claim to draw" in done.err
    assert not (folder / "charts").exists()
    done = run_tracker(folder, "chart", "daily-losses")
    check_named(done, "daily-losses")
    assert done.out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("query", "no-such-query"), "no-such-query"),
        (("query", "quotes-for-day"), "day"),
        (("query", "daily-losses", "-p", "partei", "x"), "partei"),
        (("query", "DELETE FROM articles"), "only reading"),
        (("query", "SELECT * FROM nowhere"), "nowhere"),
        (("chart", "no-such-chart"), "no-such-chart"),
        (("chart", "daily-losses", "-p", "partei", "x"), "partei"),
        (("chart", "--all", "-p", "partei", "x"), "partei"),
    ],
)
def test_a_question_that_cannot_be_answered(
    stored: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = run_tracker(stored, *arguments)
    check_named(done, words)
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert stored_texts(stored) == [GOOD]


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("--nonsense",),
        ("ingest",),
        ("ingest", "--nonsense", "good.txt"),
        ("ingest", "--from", "docx", "good.txt"),
        ("ingest", "--workers", "0", "good.txt"),
        ("ingest", "--pause", "-1", "good.txt"),
        ("extract", "--format", "xml", "good.txt"),
        ("extract", "--evidence", "good.txt"),
        ("query", "problems", "--format", "xml"),
        ("chart", "daily-losses", "--all"),
        ("chart", "--format", "gif", "--all"),
    ],
)
def test_an_unknown_command_or_option(folder: Path, arguments: tuple[str, ...]) -> None:
    done = run_tracker(folder, *arguments)
    assert done.status == 2
    assert done.out == ""
    assert "Error" in done.err
    assert not (folder / "db").exists()
