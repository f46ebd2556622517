"""From JSON Lines to articles."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from reading import TEXT, Write, read, read_one, skip_one

from tracker.models import Article
from tracker.read import Skipped, read_inputs


def line(**record: object) -> str:
    return json.dumps(record) + "\n"


def test_a_line_gives_an_article_with_all_that_it_says(write: Write) -> None:
    record = line(
        id="p7",
        url="https://h.example/a",
        title="Market hit",
        outlet="The Herald",
        published="2025-05-11T23:30:00+03:00",
        retrieved="May 12, 2025",
        text=TEXT,
    )
    path = write("a.jsonl", record)
    assert read_one(path) == Article(
        TEXT,
        id="p7",
        url="https://h.example/a",
        title="Market hit",
        outlet="The Herald",
        published=date(2025, 5, 11),
        published_source="given",
        retrieved=date(2025, 5, 12),
        origin=f"{path}:1",
        bytes_hash=hashlib.sha256(record.strip().encode()).hexdigest(),
    )


def test_a_line_speaks_before_the_options(write: Write) -> None:
    path = write("a.jsonl", line(text="One.", published="2025-05-01") + line(text="Two."))
    first, second = read(path, published=date(2025, 5, 11))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.published, second.published) == (date(2025, 5, 1), date(2025, 5, 11))


def test_a_line_needs_no_id_and_a_number_is_one(write: Write) -> None:
    path = write("a.jsonl", line(text="One.") + line(text="Two.", id=None) + line(text="x", id=7))
    assert [found.id for found in read(path) if isinstance(found, Article)] == [None, None, "7"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("not JSON\n", "not JSON"),
        ('{"text": "One died."\n', "not JSON"),
        ("[1, 2]\n", "no object"),
        ("7\n", "no object"),
        (line(id="b"), "no text"),
        (line(text=None), "no text"),
        (line(text=7), "a number"),
        (line(text=["One died."]), "a list"),
        (line(text=""), "empty"),
        (line(text=" \n "), "empty"),
        (line(text="half \ud800 one"), "half a character"),
        (line(text="NUL \0 died"), "binary"),
        (line(text="One died.", title=7), "title"),
        (line(text="One died.", id=True), "id"),
        (line(text="One died.", published="yesterday"), "published 'yesterday' is no date"),
        (line(text="One died.", published="12/05/2025"), "no date"),
        (line(text="One died.", published=20250511), "a number"),
        (line(text="One died.", retrieved="2025-02-30"), "retrieved '2025-02-30' is no date"),
        (line(text="Another one died.", id="a"), "the id 'a' stands in line 1"),
        ("[" * 100_000 + "\n", "not JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(write: Write, bad: str, reason: str) -> None:
    path = write("a.jsonl", line(id="a", text="One died.") + bad + line(id="c", text="Two died."))
    first, skipped, last = read(path)
    assert isinstance(skipped, Skipped)
    assert skipped.origin == f"{path}:2"
    assert reason in skipped.reason
    assert [found.text for found in (first, last)] == ["One died.", "Two died."]


def test_a_bad_first_line_does_not_make_a_text_of_the_file(write: Write) -> None:
    path = write("a.jsonl", "oops\n" + line(text="One died."))
    skipped, article = read(path)
    assert isinstance(skipped, Skipped)
    assert article.text == "One died."


def test_a_file_of_blank_lines_is_empty(write: Write) -> None:
    assert "empty" in skip_one(write("a.jsonl", "\n\n")).reason


def test_lines_are_read_as_they_are_asked_for(write: Write) -> None:
    path = write("a.jsonl", line(text="One died.") * 50_000)
    counted: list[int] = []
    next(iter(read_inputs([str(path)], advance=counted.append)))
    assert sum(counted) < 20_000
