"""Texts in every encoding, and what is no text."""

from __future__ import annotations

import codecs
import hashlib
from datetime import date

import pytest
from archives import SPANISH
from reading import TEXT, Write, articles, read_one, skip_one

from tracker.models import Article


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("windows-1252"),
    ],
    ids="utf-8 utf-8-mark utf-16-le-mark utf-16-be-mark utf-16-le utf-16-be utf-32 1252".split(),
)
def test_text_is_read_right_in_every_encoding(write: Write, data: bytes) -> None:
    path = write("a.txt", data)
    article = read_one(path)
    assert article.text == TEXT
    assert article.origin == str(path)
    assert article.bytes_hash == hashlib.sha256(data).hexdigest()


def test_latin_1_is_read_right(write: Write) -> None:
    text = "Se\u00f1or Mu\u00f1oz said that 9 people died in the caf\u00e9."
    assert read_one(write("a.txt", text.encode("latin-1"))).text == text


def test_a_damaged_byte_does_not_spoil_the_rest(write: Write) -> None:
    data = TEXT.encode().replace(b"Sumy", b"Sumy\xe9")
    assert read_one(write("a.txt", data)).text == TEXT.replace("Sumy", "Sumy\u00e9")


@pytest.mark.parametrize(
    "text", ["One died.\r\nTwo fled.\r\n", " \n\n  One died.\t \r", "1\u2028 2"]
)
def test_text_is_never_changed(write: Write, text: str) -> None:
    assert read_one(write("a.txt", text)).text == text


def test_options_are_given_to_the_article(write: Write) -> None:
    article = read_one(
        write("a.txt", TEXT),
        published=date(2025, 5, 11),
        retrieved=date(2025, 5, 12),
        url="https://h.example/a",
        outlet="The Herald",
    )
    assert (article.published, article.published_source) == (date(2025, 5, 11), "given")
    assert article.retrieved == date(2025, 5, 12)
    assert (article.url, article.outlet) == ("https://h.example/a", "The Herald")


def test_nothing_is_known_of_a_bare_text(write: Write) -> None:
    article = read_one(write("2025-05-11.txt", TEXT))
    assert article == Article(TEXT, origin=article.origin, bytes_hash=article.bytes_hash)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"%PDF-1.7 and then words", "a PDF document"),
        (b"PK\x03\x04 and more", "a damaged ZIP archive"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"words\0and words" * 9, "binary data"),
        (bytes(range(1, 32)) * 40, "binary data"),
        (TEXT.encode("utf-16")[:-1], "breaks off"),
        (b'<?xml version="1.0"?>\n<rss version="2.0"></rss>', "a feed"),
        (b'<?xml version="1.0"?>\n<nitf><body>One died.</body></nitf>', "XML that is no page"),
        (b"{\\rtf1 One died.}", "an RTF document"),
        (b'{\n "text": "One died."\n}', "JSON over several lines"),
        (b'[{"text": "One died."}]', "JSON over several lines"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(write: Write, data: bytes, reason: str) -> None:
    path = write("a.txt", data)
    skipped = skip_one(path)
    assert skipped.origin == str(path)
    assert reason in skipped.reason


def test_a_stray_control_character_is_no_binary_file(write: Write) -> None:
    assert read_one(write("a.txt", f"{TEXT}\x0c\x02")).text == f"{TEXT}\x0c\x02"


def test_spanish_is_only_told_later(write: Write) -> None:
    assert articles(write("a.txt", SPANISH))[0].text == SPANISH
