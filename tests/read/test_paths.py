"""Files, folders, missing paths, and standard input."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from archives import SUMY
from reading import PAGE, TEXT, Write, articles, read, read_one, skip_one

from tracker.models import Article
from tracker.read import Skipped, count_bytes, read_inputs

# Paths


def test_a_folder_is_read_recursively_and_sorted(write: Write, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/z.HTML", "c/d/y.md", "a.b/x.txt"):
        write(name, f"<html><body><p>One died in {name}.</p></body></html>")
    for name in ("style.css", "notes.csv", ".hidden.txt", ".git/x.txt", "README"):
        write(name, "Nobody died.")
    origins = [Path(found.origin or "").relative_to(tmp_path) for found in read(tmp_path)]
    assert [str(path) for path in origins] == [
        "a.b/x.txt",
        "a.txt",
        "b.txt",
        "c/d/y.md",
        "c/z.HTML",
    ]


def test_a_folder_gives_pages_and_lines_of_any_name(write: Write, tmp_path: Path) -> None:
    write("article.php", "<!DOCTYPE html><html><body><p>One died.</p></body></html>")
    write("download", '{"text": "Two died."}')
    write("Makefile", "all: nothing\n")
    assert [found.text for found in read(tmp_path)] == ["One died.", "Two died."]


def test_what_a_browser_saved_beside_a_page_is_left_out(write: Write, tmp_path: Path) -> None:
    write("Page.html", "<html><body><p>One died.</p></body></html>")
    write("Page_files/frame.html", "<html><body><p>Buy shoes.</p></body></html>")
    write("old_files/b.html", "<html><body><p>Two died.</p></body></html>")
    assert [found.text for found in read(tmp_path)] == ["One died.", "Two died."]


def test_links_do_not_lead_in_circles(write: Write, tmp_path: Path) -> None:
    write("a/a.txt", TEXT)
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "gone.txt").symlink_to(tmp_path / "nothing")
    article, broken = read(tmp_path)
    assert isinstance(article, Article)
    assert isinstance(broken, Skipped)
    assert "link" in broken.reason


def test_a_folder_without_articles_is_named(write: Write, tmp_path: Path) -> None:
    write("style.css", "p { }")
    assert "folder without articles" in skip_one(tmp_path).reason


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere.txt", "no such file"),
        ("https://h.example/a", "address on the web"),
        ("At least 7 people were killed. " * 20, "cannot be read: File name too long"),
        (__file__ + "/a.txt", "no such file"),
    ],
)
def test_a_missing_path_is_named(path: str, reason: str) -> None:
    skipped = skip_one(path)
    assert skipped.origin == path
    assert reason in skipped.reason


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    name = bytes(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as stream:  # noqa: PTH123 - the name is bytes
        stream.write(TEXT.encode())
    article = read_one(tmp_path)
    assert article.origin == f"{tmp_path}/caf\\xe9.txt"


def test_bytes_are_counted_as_they_are_read(write: Write, tmp_path: Path) -> None:
    write("a.txt", TEXT)
    write("b.jsonl", "".join(f'{{"text": "{n} died."}}\n' for n in range(2000)))
    write("c.html", "<html><body><p>One died.</p></body></html>")
    counted: list[int] = []
    assert len(list(read_inputs([str(tmp_path)], advance=counted.append))) == 2002
    assert sum(counted) == count_bytes([str(tmp_path)])
    assert count_bytes([str(tmp_path), "-"]) is None


# Standard input


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"One died.", ["One died."]),
        (
            b"\xef\xbb\xbf\n  <!-- saved -->\n<html><body><p>One died.</p></body></html>",
            ["One died."],
        ),
        (b'\n{"text": "One died."}\n\n{"text": "Two died."}', ["One died.", "Two died."]),
        (
            '{"text": "One died."}\n{"text": "Two died."}\n'.encode("utf-16"),
            ["One died.", "Two died."],
        ),
        ("One died in a caf\u00e9.".encode("utf-16"), ["One died in a caf\u00e9."]),
        (b"\n" * 20_000 + b'{"text": "One died."}', ["One died."]),
    ],
    ids="text html jsonl jsonl-utf-16 text-utf-16 blank-lines-first".split(),
)
def test_standard_input_is_told_apart_by_its_content(
    monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]
) -> None:
    give(monkeypatch, data)
    assert [found.text for found in read("-") if isinstance(found, Article)] == texts


def test_standard_input_can_be_given_once(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, TEXT.encode())
    article, again = read("-", "-")
    assert isinstance(article, Article)
    assert article.origin == "<stdin>"
    assert isinstance(again, Skipped)


def test_the_kind_can_be_forced(write: Write) -> None:
    markup = "<p>One <b>died</b>.</p>"
    assert read_one(write("a", markup)).text == "One died."
    assert read_one(write("b", markup), kind="text").text == markup
    assert read_one(write("c", "One died."), kind="html").text == "One died."
    assert "not JSON" in skip_one(write("d", "One died."), kind="jsonl").reason


# Patterns


def test_a_pattern_gives_the_files_that_match(write: Write, tmp_path: Path) -> None:
    for name in ("a/1.txt", "a/b/2.txt", "a/b/3.html", "a/.hidden/4.txt"):
        write(name, PAGE if name.endswith("html") else SUMY)
    assert [a.origin for a in articles(f"{tmp_path}/a/*.txt")] == [f"{tmp_path}/a/1.txt"]
    everything = [f"{tmp_path}/a/1.txt", f"{tmp_path}/a/b/2.txt", f"{tmp_path}/a/b/3.html"]
    assert [a.origin for a in articles(f"{tmp_path}/a/**")] == everything
    assert [a.origin for a in articles(f"{tmp_path}/**/[12].txt")] == everything[:2]
    pattern = f"{tmp_path}/a/*.warc"
    assert read(pattern) == [Skipped(pattern, "no file matches; check the pattern")]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(write: Write) -> None:
    path = write("[1].txt", SUMY)
    assert [article.origin for article in articles(path)] == [str(path)]
