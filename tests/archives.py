"""Making what tests read: pages, feeds, tables and web archives of our own sentences."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from fastwarc.warc import WarcRecord, WarcRecordType

SUMY = "At least 7 people were killed and 12 wounded in a strike on Sumy, the governor said."
DRONES = "Ukraine's Air Force said that it had shot down 60 of 108 drones launched overnight."
KHERSON = "Shelling of Kherson on Saturday killed four people, the regional governor said."
SPANISH = (
    "Al menos 18 personas murieron y decenas resultaron heridas en un ataque con drones en el "
    "este del pa\u00eds, seg\u00fan las autoridades."
)


def page(title: str, *paragraphs: str, head: str = "") -> str:
    """Return a page of HTML."""
    body = "".join(f"<p>{escape(each)}</p>\n" for each in paragraphs)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>\n'
        f"<body><article><h1>{title}</h1>\n{body}</article></body></html>"
    )


def text_of_page(title: str, *paragraphs: str) -> str:
    """Return the text that such a page has."""
    return "\n\n".join((title, *paragraphs))


LOGIN = (
    "<!doctype html><html><head><title>Sign in - The Herald</title></head><body><h1>Sign in</h1>"
    "<p>Please sign in to go on reading.</p><form><input name=user>"
    '<input type="password" name=pass></form></body></html>'
)


def rss(items: Iterable[str], title: str = "The Herald", made: str = "") -> str:
    """Return a feed of RSS 2.0 with these items."""
    build = f"<lastBuildDate>{made}</lastBuildDate>" if made else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>https://h.example/</link>{build}{''.join(items)}"
        "</channel></rss>"
    )


def item(link: str, title: str, *, summary: str = "", content: str = "", date: str = "") -> str:
    """Return an item of RSS 2.0; the content is HTML."""
    parts = [f"<title>{escape(title)}</title><link>{link}</link><guid>{link}</guid>"]
    parts += [f"<pubDate>{date}</pubDate>"] if date else []
    parts += [f"<description>{escape(summary)}</description>"] if summary else []
    parts += [f"<content:encoded>{escape(content)}</content:encoded>"] if content else []
    return f"<item>{''.join(parts)}</item>"


def atom(entries: Iterable[str]) -> str:
    """Return a feed of Atom with these entries."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        "<title>The Courier</title><updated>2025-05-14T08:00:00Z</updated>"
        f"{''.join(entries)}</feed>"
    )


def table(rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    """Return rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue()


def record(
    url: str,
    body: bytes | str,
    *,
    content_type: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    date: str = "2025-05-12T23:30:00Z",
) -> bytes:
    """Return a WARC record of a server's response."""
    data = body.encode() if isinstance(body, str) else body
    made = WarcRecord()
    made.init_headers(WarcRecordType.response)
    made.headers["WARC-Target-URI"] = url
    made.headers["WARC-Date"] = date
    made.headers["Content-Type"] = "application/http; msgtype=response"
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(data)}"
    made.set_bytes_content(head.encode() + b"\r\n\r\n" + data)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def warc(*records: bytes, packed: bool = False) -> bytes:
    """Return a web archive, in which each record may be packed by itself, as usual."""
    return b"".join(gzip.compress(each) if packed else each for each in records)


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """Return a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def wacz(records: bytes) -> bytes:
    """Return a packed web archive (WACZ)."""
    return packed(
        {
            "datapackage.json": '{"profile": "data-package"}',
            "pages/pages.jsonl": '{"format": "json-pages-1.0", "id": "pages"}\n',
            "indexes/index.cdx.gz": gzip.compress(b"example 2025 {}"),
            "archive/data.warc.gz": records,
        }
    )
