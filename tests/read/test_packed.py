"""Packed files of every kind, from files and standard input, and those that are traps."""

from __future__ import annotations

import gzip
import io
import json
import sys
import time
import zipfile
from pathlib import Path

import pytest
from archives import (
    DRONES,
    SUMY,
    item,
    packed,
    rss,
)
from reading import CSV, FEED, LINES, PAGE, PAGE_TEXT, WARC, Write, articles, read, skipped

from tracker.models import Article
from tracker.read import Limits, Skipped

# Packed files


KINDS = {
    "a.txt": (SUMY, [SUMY]),
    "a.html": (PAGE, [PAGE_TEXT]),
    "a.jsonl": (LINES, [SUMY, DRONES]),
    "a.csv": (CSV, [SUMY, DRONES]),
    "a.rss": (FEED, [PAGE_TEXT]),
    "a.warc": (WARC, [PAGE_TEXT]),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_read_packed_and_packed_once_more(write: Write, name: str) -> None:
    content, texts = KINDS[name]
    data = content.encode() if isinstance(content, str) else content
    ways = {
        name: data,
        f"{name}.gz": gzip.compress(data),
        "a.zip": packed(
            {f"deep/{name}": data, "map.png": b"\x89PNG\r\n\x1a\n", "__MACOSX/a.txt": "x"}
        ),
        "b.zip": packed({f"{name}.gz": gzip.compress(data)}),
        "c.zip": packed({"inner.zip": packed({name: data})}),
        "d.zip.gz": gzip.compress(packed({name: data})),
    }
    for way, bytes_ in ways.items():
        assert [article.text for article in articles(write(way, bytes_))] == texts, way


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_told_apart_on_standard_input(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    content, texts = KINDS[name]
    data = content.encode() if isinstance(content, str) else content
    for given in (data, gzip.compress(data), packed({name: data})):
        pipe = io.TextIOWrapper(io.BufferedReader(Pipe(given)))
        monkeypatch.setattr(sys, "stdin", pipe)
        assert [article.text for article in articles("-")] == texts


class Pipe(io.RawIOBase):
    """Bytes in which one cannot go back."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._data.read(min(len(view), 1000))
        view[: len(data)] = data
        return len(data)


def test_members_are_named_by_their_archive(write: Write) -> None:
    path = write("a.zip", packed({"b/1.txt": SUMY, "a.jsonl": LINES, "empty.txt": ""}))
    found = read(path)
    assert [each.origin for each in found if not isinstance(each, str)] == [
        f"{path}:a.jsonl:1",
        f"{path}:a.jsonl:2",
        f"{path}:b/1.txt",
        f"{path}:empty.txt",
    ]
    assert isinstance(found[-1], Skipped)


def encrypted() -> bytes:
    data = bytearray(packed({"a.txt": SUMY}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(packed({"a.txt": SUMY}))
    data[40] ^= 255
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed({"a.png": b"\x89PNG\r\n\x1a\n"}), "a ZIP archive without articles"),
        (
            packed({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}),
            "an office document",
        ),
        (packed({"a.txt": SUMY})[:-30], "a damaged ZIP archive"),
        (
            packed({"a.zip": packed({"b.zip": packed({"c.txt": SUMY})})}),
            "an archive in an archive in",
        ),
        (
            gzip.compress(SUMY.encode())[:-12],
            "breaks off or is damaged (the gzip data is cut short)",
        ),
        (gzip.compress(SUMY.encode())[:12], "breaks off or is damaged"),
        (encrypted(), "cannot be unpacked"),
        (damaged(), "breaks off or is damaged"),
        (b"BZh91AY&SY", "a bzip2 archive"),
    ],
    ids="nothing office cut-zip too-deep cut-gzip short-gzip encrypted damaged bzip2".split(),
)
def test_a_packed_file_that_cannot_be_read_is_named(write: Write, data: bytes, reason: str) -> None:
    found = read(write("a", data))
    assert [each for each in found if isinstance(each, Article)] == []
    assert any(reason in each.reason for each in found if isinstance(each, Skipped)), found


def test_lines_and_rows_before_a_cut_are_kept(write: Write) -> None:
    for name, content in (("a.jsonl.gz", LINES * 1), ("a.csv.gz", CSV)):
        data = gzip.compress(content.encode(), mtime=0)
        # Without the end of the compressed data a little less than all can be read.
        found = read(write(name, data[:-14]))
        assert [each.id for each in found if isinstance(each, Article)] == ["a"]
        assert "cut short" in skipped(write(name, data[:-14]))[-1]


# Traps


SMALL = Limits(document=1 << 16, unpacked=1 << 20, ratio=20, small=1 << 14)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.zip", "b.zip", "a.txt"])
def test_a_trap_is_not_unpacked(write: Write, name: str) -> None:
    zeros = b" " * (1 << 22)
    ways = {
        "a.txt.gz": gzip.compress(zeros),
        "a.zip": packed({"a.txt": zeros}),
        "b.zip": packed({"a.zip": packed({f"{n}.txt": zeros for n in range(9)})}),
        "a.txt": zeros,
    }
    found = read(write(name, ways[name]), limits=SMALL)
    assert len(found) == 1
    assert isinstance(found[0], Skipped)
    assert "unpacks to more than 20 times" in found[0].reason or "larger than" in found[0].reason


def test_a_trap_that_lies_about_its_size_is_not_unpacked(write: Write) -> None:
    data = bytearray(packed({"a.txt": b" " * (1 << 22), "b.txt": SUMY}))
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = (1000).to_bytes(4, "little")
    found = read(write("a.zip", bytes(data)), limits=SMALL)
    assert [each.text for each in found if isinstance(each, Article)] == [SUMY]


def test_what_archives_give_in_all_is_bounded(write: Write) -> None:
    lines = "".join(f"{json.dumps({'text': f'{n} died. {SUMY}'})}\n" for n in range(20_000))
    limits = Limits(unpacked=1 << 20, ratio=10_000)
    found = read(write("a.jsonl.gz", gzip.compress(lines.encode())), limits=limits)
    kept = [each for each in found if isinstance(each, Article)]
    assert 0 < len(kept) < 20_000
    assert "unpacks to more than 1 MB" in found[-1].reason  # type: ignore[union-attr]


def test_a_line_that_is_too_long_is_left_out_and_the_others_kept(write: Write) -> None:
    long = json.dumps({"id": "long", "text": "word " * 20_000})
    path = write("a.jsonl", f"{long}\n{LINES}")
    found = read(path, limits=SMALL)
    assert [each.id for each in found if isinstance(each, Article)] == ["a", "b"]
    assert "a line of more than" in skipped(path, limits=SMALL)[0]


def test_blanks_without_end_are_not_read_at_once(write: Write) -> None:
    path = write("a.txt", b" " * (1 << 20))
    (named,) = skipped(path, limits=SMALL)
    assert "larger than 65536 bytes" in named


def test_what_feeds_can_hide_is_read_in_time(write: Write) -> None:
    nested = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    entities = f'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">{nested}]>'
    laughs = rss([item("https://h.example/1", "x", summary="two died.")])
    laughs = laughs.replace("?>", f"?>{entities}", 1).replace("two died", "&j; two died")
    brackets = rss([item("https://h.example/1", "<" * 50_000, content="<" * 50_000 + "two died.")])
    dots = rss([item("https://h.example/1", "x", content="." * 200_000 + "two died.")])
    begun = time.process_time()
    for content in (laughs, brackets, dots):
        found = read(write("feed.xml", content), kind="feed")
        assert sum(len(each.text) for each in found if isinstance(each, Article)) < 300_000
    assert time.process_time() - begun < 20


def test_zip_names_outside_of_the_archive_are_only_names(write: Write, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../evil.txt", SUMY)
    path = write("in/a.zip", out.getvalue())
    assert len(read(path)) == 1
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["a.zip", "in"]
