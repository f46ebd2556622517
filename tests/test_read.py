"""From files, folders, standard input, saved pages and JSON Lines to articles."""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tracker.models import Article
from tracker.read import ReadOptions, Skipped, count_bytes, parse_day, read_inputs

TEXT = (
    "At least 7 people were killed and 12 wounded when shells hit a market in Sumy on Sunday, "
    "the governor\u2019s office said. A caf\u00e9 nearby was damaged \u2013 badly."
)

Write = Callable[[str, str | bytes], Path]


def read(*paths: Path | str, **options: object) -> list[Article | Skipped]:
    return list(read_inputs([str(path) for path in paths], ReadOptions(**options)))  # type: ignore[arg-type]


def read_one(path: Path | str, **options: object) -> Article:
    (found,) = read(path, **options)
    assert isinstance(found, Article), found
    return found


def skip_one(path: Path | str, **options: object) -> Skipped:
    (found,) = read(path, **options)
    assert isinstance(found, Skipped), found
    return found


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


# Text


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


# JSON Lines


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


# Pages

PARAGRAPH = (
    "The governor said on Sunday that shells hit a crowded market in the middle of the day, "
    "when many families were out to buy bread, and that rescuers were still at work there."
)


def page(head: str = "", top: str = "", after: str = "", tail: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Shells kill 7 at market in Sumy | The Herald</title>{head}</head><body>
<nav><a href="/">Home</a> <time datetime="2026-01-01">today</time></nav>
<article><h1>Shells kill 7 at market in Sumy</h1><p>By Ann Lee</p>{top}
<p>At least 7 people were killed and 12 wounded.</p><p>{PARAGRAPH}</p><p>{PARAGRAPH} Again.</p>
<p>Losses so far:<br>tanks - 732<br>drones - 45</p>
<ul><li>guns - 4</li><li>trucks - 6</li></ul>{after}</article>
<aside><h2>Most popular</h2><ul><li><a href="/x">Flood kills 19</a>
<time datetime="2024-01-01">1 January</time></li></ul></aside>{tail}</body></html>"""


def test_a_page_gives_title_and_paragraphs(write: Write) -> None:
    article = read_one(write("a.html", page()))
    assert article.text.split("\n\n") == [
        "Shells kill 7 at market in Sumy",
        "By Ann Lee",
        "At least 7 people were killed and 12 wounded.",
        PARAGRAPH,
        f"{PARAGRAPH} Again.",
        "Losses so far:\ntanks - 732\ndrones - 45",
        "- guns - 4\n- trucks - 6",
    ]
    assert article.title == "Shells kill 7 at market in Sumy"


def test_a_page_is_told_by_its_metadata(write: Write) -> None:
    head = (
        '<meta property="og:site_name" content="The Herald">'
        '<link rel="canonical" href="https://h.example/a">'
        '<meta property="article:published_time" content="2025-05-11T23:30:00+03:00">'
    )
    article = read_one(write("a.html", page(head)))
    assert (article.published, article.published_source) == (date(2025, 5, 11), "metadata")
    assert (article.url, article.outlet) == ("https://h.example/a", "The Herald")


def test_the_caller_knows_better_than_the_page(write: Write) -> None:
    head = '<meta property="article:published_time" content="2025-05-11">'
    article = read_one(write("a.html", page(head)), published=date(2025, 5, 10))
    assert (article.published, article.published_source) == (date(2025, 5, 10), "given")


def json_ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


ARTICLE = {"@type": "NewsArticle", "datePublished": "2025-05-11T10:00:00Z"}


@pytest.mark.parametrize(
    "parts",
    [
        {"head": json_ld(ARTICLE)},
        {"head": json_ld([{"@type": "WebPage", "datePublished": "2024-02-02"}, ARTICLE])},
        {"head": json_ld({"@graph": [{"@type": "Organization"}, ARTICLE]})},
        {"head": json_ld({"@type": ["Report"], "datePublished": "2025-05-11"})},
        {"head": '<meta name="parsely-pub-date" content="2025-05-11T10:00:00Z">'},
        {"head": '<meta name="pubdate" content="Sun, 11 May 2025 10:00:00 +0000">'},
        {"top": '<time datetime="2025-05-11">May 11</time>'},
        {
            "top": '<p>Updated <time datetime="2025-05-13">May 13</time></p>'
            '<p>Published <time datetime="2025-05-11T09:00Z">May 11</time></p>'
        },
    ],
)
def test_a_page_says_when_it_was_published(write: Write, parts: dict[str, str]) -> None:
    article = read_one(write("a.html", page(**parts)))
    assert (article.published, article.published_source) == (date(2025, 5, 11), "metadata")


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"tail": '<footer><time datetime="2025-05-11">May 11</time></footer>'},
        {"after": '<p>On <time datetime="2025-05-11">that day</time> nothing happened.</p>'},
        {"top": '<ul><li><a href="/y"><time datetime="2025-05-11">May 11</time></a></li></ul>'},
        {"top": '<p>Updated <time datetime="2025-05-11">May 11</time></p>'},
        {"top": "<p>May 11, 2025</p>", "after": "<p>Copyright 2025</p>"},
        {"head": json_ld({"@type": "ItemList", "itemListElement": [ARTICLE]})},
        {"head": json_ld([ARTICLE, ARTICLE | {"datePublished": "2025-05-09"}])},
        {"head": '<script type="application/ld+json">{"datePublished": </script>'},
        {"head": '<meta property="article:modified_time" content="2025-05-11">'},
        {"head": '<meta property="article:published_time" content="11/05/2025">'},
        {"head": json_ld({"@type": "WebSite", "datePublished": "2025-05-11"})},
    ],
)
def test_a_date_that_is_not_the_article_s_own_is_left_alone(
    write: Write, parts: dict[str, str]
) -> None:
    article = read_one(write("a.html", page(**parts)))
    assert (article.published, article.published_source) == (None, None)


def test_a_short_page_is_read_block_by_block(write: Write) -> None:
    markup = (
        "<!-- saved from url=(0019)https://h.example/b --><html><head><title>Two hurt</title>"
        "</head><body><div><a href=/>Home</a></div><main><h1>Two hurt</h1><p>By Ann Lee<p>Two "
        "people\n were <b>hurt</b>.<br>One died.<table><tr><td>Killed <td> 1</table>"
        "<script>var a = 1;</script></main><aside>Flood kills 19</aside></body></html>"
    )
    article = read_one(write("a.html", markup))
    assert article.text == "Two hurt\n\nBy Ann Lee\n\nTwo people were hurt.\nOne died.\n\nKilled\t1"
    assert article.url == "https://h.example/b"


def test_a_title_is_the_heading_that_the_window_s_title_tells_of(write: Write) -> None:
    markup = (
        "<html><head><title>The Herald - Asia - A bridge falls</title></head><body>"
        f"<h2>Asia</h2><h2>A bridge falls, and three die</h2><p>{PARAGRAPH}</p></body></html>"
    )
    article = read_one(write("a.html", markup))
    assert article.title == "A bridge falls, and three die"
    assert article.text.count("A bridge falls") == 1


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1251", "utf-16"])
def test_a_page_may_name_its_encoding(write: Write, encoding: str) -> None:
    sign = "\u0416" if encoding == "windows-1251" else "\u00e9"
    markup = (
        f'<html><head><meta charset="{encoding}"></head><body><p>Caf{sign} hit.</p></body></html>'
    )
    assert read_one(write("a.html", markup.encode(encoding))).text == f"Caf{sign} hit."


@pytest.mark.parametrize(
    "markup",
    [
        "<!DOCTYPE html>",
        "<html><head><title></title></head></html>",
        '<html><body><script>var a = "One died.";</script><div class=',
        "<html><body><img src='a.png'></body></html>",
        "<html",
        "<!DOCTYPE html><html><body>\x01\x02</body></html>",
    ],
)
def test_a_page_without_text_is_named(write: Write, markup: str) -> None:
    assert "page" in skip_one(write("a.html", markup)).reason


def test_a_page_that_breaks_off_gives_the_text_that_it_has(write: Write) -> None:
    article = read_one(write("a.html", page()[: page().index("Again")]))
    assert "At least 7 people were killed and 12 wounded." in article.text


def test_a_page_reads_the_same_each_time(write: Write) -> None:
    path = write("a.html", page())
    assert read_one(path) == read_one(path)


# Days


@pytest.mark.parametrize(
    "words",
    [
        "2025-05-11",
        " 2025-05-11 ",
        "2025-05-11T23:59:59.123Z",
        "2025-05-11T00:30+03:00",
        "2025-05-11 10:00:00 UTC",
        "2025-05-11T10:00:00-0500",
        "20250511",
        "2025/05/11",
        "11.05.2025",
        "11 May 2025",
        "May 11, 2025",
        "Sun, 11 May 2025 10:00:00 +0300",
        "Sunday, May 11, 2025, 10:00",
    ],
)
def test_a_day_is_read(words: str) -> None:
    assert parse_day(words) == date(2025, 5, 11)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "yesterday",
        "2025",
        "May 2025",
        "2025-05",
        "2025-13-01",
        "2025-02-30",
        "11/05/2025",
        "5/11/25",
        "0025-05-11",
        "May 11",
        "Ma 11, 2025",
        "2025-05-11 or so",
        "1746921600",
        "20250511123",
    ],
)
def test_what_is_no_day_for_certain_is_none(words: str) -> None:
    assert parse_day(words) is None
