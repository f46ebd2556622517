"""Bytes -> text, and what kind of text it is; whatever is no text is refused by its name.

A text is kept exactly as it was written, line ends and blanks included; only the byte order
mark, which is no part of the text, is left out. All offsets refer to that text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection

from tracker.errors import UnreadableInput
from tracker.read.columns import is_table

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
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


def decode(data: bytes, *, page: bool = False, charset: str | None = None) -> str:
    """Return the text of the bytes.

    UTF-8, UTF-16 and UTF-32 are known by their marks, UTF-16 without one by its NUL bytes.
    All else is UTF-8 where it can be; then what ``charset``, the word of a server, says, or a
    ``page`` of HTML of itself. What is left is read as UTF-8, and every byte that is not, as
    Windows-1252.

    Raises:
        UnreadableInput: the bytes are no text, or not in the encoding that they are said to have.
    """
    refuse_other_formats(data)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    encoding = encoding or _utf16_without_mark(data)
    encoding = encoding or _named_encoding(data, charset, page)
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


def wide_encoding(head: bytes) -> str | None:
    """Return UTF-16 or UTF-32, where a line cannot be cut at a byte; None for the others."""
    marked = next((name for mark, name in _MARKS[1:] if head.startswith(mark)), None)
    return marked or _utf16_without_mark(head)


def decode_head(head: bytes) -> str:
    """Return the text of the first bytes of an input, as far as it can be told."""
    wide = wide_encoding(head)
    return head.decode(wide or "utf-8", "replace")


def tell_kind(head: str, columns: Collection[str] = ()) -> str:
    """Return ``jsonl``, ``html``, ``feed``, ``csv`` or ``text`` for the beginning of a text.

    A table is known by its first line, where one of the columns has the text: by one of the
    usual names, or one of ``columns``.

    Raises:
        UnreadableInput: it is none of them: a saved mail, JSON over several lines.
    """
    start = head.lstrip("\ufeff \t\r\n")[:8192]
    if _JSON_SPREAD.match(start):
        raise UnreadableInput("JSON over several lines; write one object a line (JSON Lines)")
    if _JSON_OBJECT.match(start):
        return "jsonl"
    if _FEED.match(start):
        return "feed"
    if _OTHER_XML.match(start) and not _PAGE.match(start):
        raise UnreadableInput("XML that is no page; give its text instead")
    if _SAVED_MAIL.match(start):
        raise UnreadableInput("a page saved as one mail file; save it as HTML instead")
    if _PAGE.match(start) or _LATE_PAGE.search(start):
        return "html"
    return "csv" if is_table(start, columns) else "text"


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


def _named_encoding(data: bytes, charset: str | None, page: bool) -> str | None:
    """Return the encoding that bytes are said to have, None where they are UTF-8.

    Raises:
        UnreadableInput: they are not in that encoding.
    """
    in_page = _CHARSET.search(data[:4096]) if page else None
    name = charset or (in_page[1].decode("ascii", "replace") if in_page else None)
    if name is None or _is_utf_8(data):
        return None
    name = name.lower()
    name = "windows-1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else name
    try:
        data.decode(name)
    except LookupError:
        return None
    except UnicodeDecodeError as error:
        if name in ("windows-1252", "utf-8", "utf8") and _is_nearly_latin(data):
            return None
        raise UnreadableInput(
            f"not in the encoding that it names ({name}); save it again, in UTF-8"
        ) from error
    return name


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    # Escape sequences of seven bits (ISO-2022-JP) are valid UTF-8 as well.
    return b"\x1b" not in data


def _is_nearly_latin(data: bytes) -> bool:
    """Tell whether most letters are plain ones, as in Western text with other bytes among them."""
    return sum(byte > 127 for byte in data) * 5 < len(re.findall(rb"[A-Za-z]", data))
