"""From feeds to articles."""

from __future__ import annotations

from datetime import date

from archives import (
    DRONES,
    SUMY,
    atom,
    item,
    rss,
)
from reading import PAGE, PAGE_TEXT, Write, articles, read, skipped

from tracker.models import Article
from tracker.read import Skipped


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
    assert article.text == PAGE_TEXT
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
    for name in ("moved.rss", "moved.atom", "moved.xml", "moved.xml.gz"):
        assert "no feed, neither RSS nor Atom" in skipped(write(name, "It has moved."))[0]
    assert articles(write("told.xml", SUMY), kind="text")[0].text == SUMY
    assert articles(write("page.xml", PAGE))[0].text == PAGE_TEXT
    items = [item(f"https://h.example/{n}", f"Nr {n}", content=f"<p>{SUMY}</p>") for n in (1, 2)]
    cut = write("cut.rss", rss(items)[:-120])
    found = read(cut)
    assert [each.url for each in found if isinstance(each, Article)] == ["https://h.example/1"]
    assert skipped(cut) == [f"{cut}: a feed that breaks off; the last entry is left out"]
    empty = write("empty.rss", rss([]))
    assert skipped(empty) == [f"{empty}: a feed without entries; nothing to read"]
