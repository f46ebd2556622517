"""From tables to articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from archives import (
    DRONES,
    KHERSON,
    SUMY,
    table,
)
from reading import CSV, Write, articles, read, skipped

from tracker.models import Article
from tracker.read import Skipped


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_table_is_read_by_its_usual_names(write: Write, separator: str, encoding: str) -> None:
    rows = [
        ["ID", "Head line", "Full-Text", "Publication Date", "Link", "Source"],
        [
            "a",
            "Caf\u00e9 hit",
            f'Caf\u00e9, {SUMY}\n\nSo "he" said.',
            "2025-05-11",
            "https://h.example/a",
            "H",
        ],
        ["", "", "", "", "", ""],
        ["b", "", DRONES, "", "", ""],
    ]
    path = write("a.csv", table(rows, separator).encode(encoding))
    first, second = articles(path)
    assert first.text == f'Caf\u00e9, {SUMY}\n\nSo "he" said.'
    assert (first.id, first.published, first.published_source) == ("a", date(2025, 5, 11), "given")
    assert (first.url, first.outlet, first.origin) == ("https://h.example/a", "H", f"{path}:2")
    assert (second.id, second.text, second.url, second.origin) == ("b", DRONES, None, f"{path}:6")
    assert first.raw is not None
    assert first.raw.decode().startswith(f"a{separator}Caf\u00e9 hit{separator}")


def test_columns_are_mapped_by_hand(write: Write) -> None:
    path = write("a.csv", table([["nr", "what", "when"], ["1", SUMY, "2025-05-11"]]))
    (article,) = articles(path, columns=(("text", "what"), ("published", "When"), ("id", "nr")))
    assert (article.id, article.text, article.published) == ("1", SUMY, date(2025, 5, 11))


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ((("text", "body"),), "no column 'body' for the text (its columns: nr, what, when)"),
        ((), "no column with the text; name it with --column text=NAME (its columns: nr, what"),
    ],
)
def test_a_table_without_the_column_is_named(write: Write, columns: object, reason: str) -> None:
    path = write("a.csv", table([["nr", "what", "when"], ["1", SUMY, "2025-05-11"]]))
    (named,) = skipped(path, columns=columns)
    assert named.startswith(f"{path}: {reason}")


def test_bad_rows_are_named_and_the_others_kept(write: Write) -> None:
    head = "id,text,date\n"
    rows = [
        f'a,"{SUMY}",soon\n',
        f'b,"{SUMY}",2025-05-11,more\n',
        "c,,2025-05-11\n",
        f'd,"{DRONES}",2025-05-11\n',
        f'd,"{SUMY}",2025-05-11\n',
        f'e,"{SUMY}"x,2025-05-11\n',
        f"f,{KHERSON.replace(',', '')}\n",
        'g,"no end',
    ]
    found = read(write("a.csv", head + "".join(rows)))
    assert [each.id for each in found if isinstance(each, Article)] == ["d", "f"]
    reasons = [each.reason for each in found if isinstance(each, Skipped)]
    begins = ["the published 'soon'", "4 cells", "the text is empty", "the id 'd' stands in line 5"]
    begins += ["a row that cannot be read", "a row that cannot be read"]
    assert len(reasons) == len(begins)
    assert all(reason.startswith(begin) for reason, begin in zip(reasons, begins, strict=True))


def test_an_empty_table_and_one_without_rows(write: Write) -> None:
    assert skipped(write("a.csv", "")) == [f"{write('a.csv', '')}: empty; nothing to read"]
    path = write("b.csv", "id,text\n")
    assert skipped(path) == [f"{path}: a table without rows; nothing to read"]


def test_a_folder_gives_tables_that_have_a_text_and_no_others(write: Write, tmp_path: Path) -> None:
    write("in/a.csv", CSV)
    write("in/b.csv", "day,value\n2025-05-11,7\n")
    write("in/c.csv", "day,what\n2025-05-11,Nothing new.\n")
    folder = str(tmp_path / "in")
    assert [article.id for article in articles(folder)] == ["a", "b"]
    assert len(read(folder, columns=(("text", "what"),))) == 2
