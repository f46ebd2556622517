"""Tables, feeds, web archives, packed files and patterns, from files and standard input."""

from __future__ import annotations

import gzip
import io
import json
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from archives import (
    DRONES,
    KHERSON,
    LOGIN,
    SPANISH,
    SUMY,
    atom,
    item,
    packed,
    page,
    record,
    rss,
    table,
    text_of_page,
    wacz,
    warc,
)

from tracker.models import Article
from tracker.read import Found, Limits, ReadOptions, Skipped, read_inputs

Write = Callable[[str, str | bytes], str]

PAGE = page("Two strikes in one night", SUMY, DRONES)
TEXT = text_of_page("Two strikes in one night", SUMY, DRONES)
CSV = table([["id", "body", "day"], ["a", SUMY, "2025-05-11"], ["b", DRONES, ""]])
LINES = f"{json.dumps({'id': 'a', 'text': SUMY})}\n{json.dumps({'id': 'b', 'text': DRONES})}\n"
FEED = rss(
    [
        item(
            "https://h.example/1",
            "Two strikes in one night",
            content=f"<p>{SUMY}</p><p>{DRONES}</p>",
        )
    ]
)
WARC = warc(record("https://h.example/1", PAGE))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write_file


def read(*paths: str, **options: object) -> list[Found]:
    return list(read_inputs(paths, ReadOptions(**options)))  # type: ignore[arg-type]


def articles(*paths: str, **options: object) -> list[Article]:
    found = read(*paths, **options)
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def skipped(*paths: str, **options: object) -> list[str]:
    return [f"{s.origin}: {s.reason}" for s in read(*paths, **options) if isinstance(s, Skipped)]


# Tables


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


# Feeds


def test_entries_with_their_whole_text_are_articles(write: Write) -> None:
    items = [
        item(
            "https://h.example/1?from=feed",
            "Two strikes in one night",
            summary="Strikes...",
            content=f"<p>{SUMY}</p><p>{DRONES}</p>",
            date="Mon, 12 May 2025 00:30:00 +0300",
        )
    ]
    made = "Wed, 14 May 2025 08:00:00 GMT"
    path = write("feed.xml", rss(items, made=made))
    (article,) = articles(path)
    assert article.text == TEXT
    assert (article.published, article.published_source) == (date(2025, 5, 12), "metadata")
    assert (article.url, article.retrieved) == ("https://h.example/1?from=feed", date(2025, 5, 14))
    assert (article.title, article.outlet) == ("Two strikes in one night", "The Herald")
    assert (article.extent, article.origin) == (None, f"{path}:https://h.example/1?from=feed")


def test_a_summary_is_marked_as_such(write: Write) -> None:
    items = [
        item("https://h.example/1", "One", summary=SUMY, date="Sun, 11 May 2025 09:00:00 EST"),
        item("https://h.example/2", "Two", content=f"<p>{DRONES}</p><p>Continue reading</p>"),
    ]
    first, second = articles(write("feed.xml", rss(items)))
    assert (first.text, first.extent) == (f"One\n\n{SUMY}", "summary")
    assert first.published == date(2025, 5, 11)
    assert second.extent == "summary"


def test_atom_with_content_summary_and_an_empty_entry(write: Write) -> None:
    entries = [
        '<entry><id>urn:1</id><title>One</title><link href="https://c.example/1"/>'
        "<published>2025-05-11T23:30:00+03:00</published><updated>2025-05-13T00:00:00Z</updated>"
        f'<content type="html">&lt;p&gt;{SUMY}&lt;/p&gt;</content></entry>',
        '<entry><id>urn:2</id><title>Two</title><link href="https://c.example/2"/>'
        f"<updated>2025-05-13T00:00:00Z</updated><summary>{DRONES}</summary></entry>",
        '<entry><id>urn:3</id><title>Three</title><link href="https://c.example/3"/></entry>',
    ]
    path = write("feed.atom", atom(entries))
    first, second, third = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.published, first.extent, first.retrieved) == (
        date(2025, 5, 11),
        None,
        date(2025, 5, 14),
    )
    assert (second.published, second.extent) == (None, "summary")
    assert third == Skipped(
        f"{path}:https://c.example/3", "an entry without text; give the page that it links to"
    )


def test_a_feed_that_is_no_xml_or_breaks_off_is_named(write: Write) -> None:
    path = write("feed.xml", "Oops, the server has moved.")
    assert "no feed, neither RSS nor Atom" in skipped(path, kind="feed")[0]
    assert "no feed, neither RSS nor Atom" in skipped(write("moved.rss", "It has moved."))[0]
    items = [item(f"https://h.example/{n}", f"Nr {n}", content=f"<p>{SUMY}</p>") for n in (1, 2)]
    cut = write("cut.rss", rss(items)[:-120])
    found = read(cut)
    assert [each.url for each in found if isinstance(each, Article)] == ["https://h.example/1"]
    assert skipped(cut) == [f"{cut}: a feed that breaks off; the last entry is left out"]
    empty = write("empty.rss", rss([]))
    assert skipped(empty) == [f"{empty}: a feed without entries; nothing to read"]


# Web archives


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_web_archive_gives_its_pages_and_texts(write: Write, is_packed: bool) -> None:
    records = [
        record("https://h.example/1", PAGE),
        record("https://h.example/map.png", b"\x89PNG\r\n\x1a\n", content_type="image/png"),
        record("https://h.example/gone", page("Gone", "Not here."), status="404 Not Found"),
        record("https://h.example/2", DRONES, content_type="text/plain"),
        record(
            "https://h.example/3",
            gzip.compress(PAGE.encode()),
            content_type="text/html\r\nContent-Encoding: gzip",
        ),
    ]
    path = write("crawl.warc.gz" if is_packed else "crawl.warc", warc(*records, packed=is_packed))
    first, second, third = articles(path)
    assert (first.text, first.url, first.retrieved) == (
        TEXT,
        "https://h.example/1",
        date(2025, 5, 12),
    )
    assert (first.origin, first.raw) == (f"{path}:https://h.example/1", PAGE.encode())
    assert (second.text, second.url) == (DRONES, "https://h.example/2")
    assert third.text == TEXT


def test_the_encoding_of_an_archived_page_is_that_of_its_server(write: Write) -> None:
    body = f"<html><body><p>{SUMY}</p><p>\u041e\u0434\u0435\u0441\u0430</p></body></html>"
    data = body.encode("koi8-u")
    path = write(
        "a.warc",
        warc(record("https://h.example/1", data, content_type="text/html; charset=koi8-u")),
    )
    (article,) = articles(path)
    assert "\u041e\u0434\u0435\u0441\u0430" in article.text


def test_pages_that_are_no_articles_are_named(write: Write) -> None:
    wrong = page("Storm", "\u041e\u0434\u0435\u0441\u0430 " * 40).encode("koi8-u")
    records = [
        record("https://h.example/login", LOGIN),
        record("https://h.example/empty", "<html><body></body></html>"),
        record("https://h.example/nothing", ""),
        record("https://h.example/wrong", wrong),
        record("https://h.example/1", PAGE),
    ]
    path = write("a.warc", warc(*records))
    reasons = [
        "a page that asks to log in",
        "a page without",
        "empty",
        "not in the encoding that it names (utf-8)",
    ]
    found = read(path)
    named = [each for each in found if isinstance(each, Skipped)]
    assert [each.origin.rpartition("/")[2] for each in named] == [
        "login",
        "empty",
        "nothing",
        "wrong",
    ]
    assert all(each.reason.startswith(reason) for each, reason in zip(named, reasons, strict=True))
    assert [each.text for each in found if isinstance(each, Article)] == [TEXT]


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("share", [0.55, 0.7, 0.99])
def test_records_before_a_cut_are_kept(write: Write, is_packed: bool, share: float) -> None:
    pages = [page(f"Nr {n}", SUMY, DRONES, f"{n} shells fell." * 400) for n in range(8)]
    records = [record(f"https://h.example/{n}", each) for n, each in enumerate(pages)]
    whole = warc(*records, packed=is_packed)
    kept = sum(
        1 for n in range(8) if len(warc(*records[: n + 1], packed=is_packed)) <= len(whole) * share
    )
    path = write("crawl.warc.gz" if is_packed else "a.warc", whole[: int(len(whole) * share)])
    found = read(path)
    assert [each.url for each in found if isinstance(each, Article)] == [
        f"https://h.example/{n}" for n in range(kept)
    ]
    (named,) = [each.reason for each in found if isinstance(each, Skipped)]
    assert "cut short" in named or "breaks off" in named


def test_a_packed_web_archive_is_read_and_its_index_is_not(write: Write) -> None:
    path = write("crawl.wacz", wacz(warc(record("https://h.example/1", PAGE), packed=True)))
    (article,) = articles(path)
    assert (article.text, article.url) == (TEXT, "https://h.example/1")
    assert article.origin == f"{path}:archive/data.warc.gz:https://h.example/1"


def test_no_web_archive_is_named(write: Write) -> None:
    assert "no web archive" in skipped(write("a.txt", "Two died."), kind="warc")[0]


# Packed files

KINDS = {
    "a.txt": (SUMY, [SUMY]),
    "a.html": (PAGE, [TEXT]),
    "a.jsonl": (LINES, [SUMY, DRONES]),
    "a.csv": (CSV, [SUMY, DRONES]),
    "a.rss": (FEED, [TEXT]),
    "a.warc": (WARC, [TEXT]),
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
    assert [article.origin for article in articles(path)] == [path]


# Encodings


def test_a_page_in_utf_8_that_names_another_encoding_is_read_right(write: Write) -> None:
    markup = page("A caf\u00e9 \u2013 hit", SUMY, DRONES).replace("utf-8", "iso-8859-1")
    (article,) = articles(write("a.html", markup))
    assert article.text.startswith("A caf\u00e9 \u2013 hit")


def test_a_login_form_above_an_article_does_no_harm(write: Write) -> None:
    form = '<form><input type="password"></form>'
    markup = page("Two strikes in one night", SUMY, DRONES).replace("<article>", f"{form}<article>")
    assert articles(write("a.html", markup))[0].text == TEXT
    assert "asks to log in" in skipped(write("b.html", LOGIN))[0]


def test_spanish_is_only_told_later(write: Write) -> None:
    assert articles(write("a.txt", SPANISH))[0].text == SPANISH


def test_zip_names_outside_of_the_archive_are_only_names(write: Write, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../evil.txt", SUMY)
    path = write("in/a.zip", out.getvalue())
    assert len(read(path)) == 1
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["a.zip", "in"]
