"""From saved pages to articles."""

from __future__ import annotations

import json
from datetime import date

import pytest
from archives import DRONES, LOGIN, SUMY, page
from reading import PAGE_TEXT, Write, articles, read_one, skip_one, skipped

PARAGRAPH = (
    "The governor said on Sunday that shells hit a crowded market in the middle of the day, "
    "when many families were out to buy bread, and that rescuers were still at work there."
)


def market_page(head: str = "", top: str = "", after: str = "", tail: str = "") -> str:
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
    article = read_one(write("a.html", market_page()))
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
    article = read_one(write("a.html", market_page(head)))
    assert (article.published, article.published_source) == (date(2025, 5, 11), "metadata")
    assert (article.url, article.outlet) == ("https://h.example/a", "The Herald")


def test_the_caller_knows_better_than_the_page(write: Write) -> None:
    head = '<meta property="article:published_time" content="2025-05-11">'
    article = read_one(write("a.html", market_page(head)), published=date(2025, 5, 10))
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
    article = read_one(write("a.html", market_page(**parts)))
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
    article = read_one(write("a.html", market_page(**parts)))
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
    article = read_one(write("a.html", market_page()[: market_page().index("Again")]))
    assert "At least 7 people were killed and 12 wounded." in article.text


def test_a_page_reads_the_same_each_time(write: Write) -> None:
    path = write("a.html", market_page())
    assert read_one(path) == read_one(path)


def test_a_page_in_utf_8_that_names_another_encoding_is_read_right(write: Write) -> None:
    markup = page("A caf\u00e9 \u2013 hit", SUMY, DRONES).replace("utf-8", "iso-8859-1")
    (article,) = articles(write("a.html", markup))
    assert article.text.startswith("A caf\u00e9 \u2013 hit")


def test_a_login_form_above_an_article_does_no_harm(write: Write) -> None:
    form = '<form><input type="password"></form>'
    markup = page("Two strikes in one night", SUMY, DRONES).replace("<article>", f"{form}<article>")
    assert articles(write("a.html", markup))[0].text == PAGE_TEXT
    assert "asks to log in" in skipped(write("b.html", LOGIN))[0]
