"""Bytes -> text, and what kind of text it is; whatever is no text is refused by its name.

A text is kept exactly as it was written, line ends and blanks included; only the byte order
mark, which is no part of the text, is left out. All offsets refer to that text.
"""

from __future__ import annotations

import codecs
import re

from tracker.errors import UnreadableInput

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"WARC/1", "a web archive"),
    (b"{\\rtf", "an RTF document"),
    (b"bplist00", "a Safari web archive"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

_JSON_OBJECT = re.compile(r"\{\s*(?:\"|\})")
_JSON_SPREAD = re.compile(r"\{\s*\n\s*\"|\[\s*\{")
_PROLOGUE = r"(?:<\?xml.{0,300}?\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
_FEED = re.compile(_PROLOGUE + r"<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_OTHER_XML = re.compile(r"<\?xml\s")
_SAVED_MAIL = re.compile(r"(?:From|MIME-Version):.{0,2000}multipart/related", re.DOTALL)
_PAGE = re.compile(
    _PROLOGUE
    + r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|header|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_LATE_PAGE = re.compile(r"<(?:!doctype\s+html|html[\s>]|body[\s>])", re.IGNORECASE)


def refuse_other_formats(data: bytes) -> None:
    """Raise UnreadableInput where the bytes are an image, an archive or the like."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(f"{name}, not text; give its text instead")


def decode(data: bytes, *, page: bool = False) -> str:
    """Return the text of the bytes; ``page`` lets a page of HTML name its own encoding.

    UTF-8, UTF-16 and UTF-32 are known by their marks, UTF-16 without one by its NUL bytes.
    All else is read as UTF-8, and every byte that is not, as Windows-1252.

    Raises:
        UnreadableInput: the bytes are no text.
    """
    refuse_other_formats(data)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    encoding = encoding or _utf16_without_mark(data) or (_named_encoding(data) if page else None)
    try:
        text = _decode_as(data, encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"breaks off or is damaged (as {encoding}); save it again") from error
    refuse_binary(text)
    return text


def refuse_binary(text: str) -> None:
    """Raise UnreadableInput where a text holds NUL or more than a stray control character."""
    controls = len(_CONTROL.findall(text))
    if "\0" in text or (controls > 2 and controls * 100 > len(text)):
        raise UnreadableInput("binary data, not text; give its text instead")


def is_wide(head: bytes) -> bool:
    """Tell whether the bytes are UTF-16 or UTF-32, where a line cannot be cut at a byte."""
    return head.startswith(tuple(mark for mark, _ in _MARKS[1:])) or bool(_utf16_without_mark(head))


def tell_kind(head: str) -> str:
    """Return ``jsonl``, ``html`` or ``text`` for the beginning of a text.

    Raises:
        UnreadableInput: it is none of them: a feed, a saved mail, JSON over several lines.
    """
    start = head.lstrip("\ufeff \t\r\n")[:8192]
    if _JSON_SPREAD.match(start):
        raise UnreadableInput("JSON over several lines; write one object a line (JSON Lines)")
    if _JSON_OBJECT.match(start):
        return "jsonl"
    if _FEED.match(start):
        raise UnreadableInput("a feed; give the pages that it lists instead")
    if _OTHER_XML.match(start) and not _PAGE.match(start):
        raise UnreadableInput("XML that is no page; give its text instead")
    if _SAVED_MAIL.match(start):
        raise UnreadableInput("a page saved as one mail file; save it as HTML instead")
    return "html" if _PAGE.match(start) or _LATE_PAGE.search(start) else "text"


def _decode_as(data: bytes, encoding: str | None) -> str:
    if encoding is not None:
        return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="tracker.windows-1252")


def _by_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Return the characters of bytes that are not UTF-8: a codec error handler."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    try:
        return bad.decode("windows-1252"), error.end
    except UnicodeDecodeError:
        return bad.decode("latin-1"), error.end


codecs.register_error("tracker.windows-1252", _by_windows_1252)


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: Latin letters have one half NUL."""
    head = data[:2048]
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if pairs and odd > pairs * 0.6 and even * 20 < odd:
        return "utf-16-le"
    if pairs and even > pairs * 0.6 and odd * 20 < even:
        return "utf-16-be"
    return None


def _named_encoding(data: bytes) -> str | None:
    """Return the encoding that a page names, where the bytes can be read in it."""
    found = _CHARSET.search(data[:4096])
    if found is None:
        return None
    name = found[1].decode("ascii", "replace").lower()
    name = "windows-1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else name
    try:
        data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None
    return name
