"""JSON Lines -> articles: one object a line; a line that is none is named and left out."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tracker.errors import UnreadableInput
from tracker.models import Article
from tracker.read.content import decode, wide_encoding
from tracker.read.options import Limits, ReadOptions, Skipped
from tracker.read.records import KnownIds, article_of_record
from tracker.read.streams import Stream, megabytes


def read_lines(stream: Stream, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield an article for each line, or why the line, named ``origin:number``, gives none.

    Raises:
        UnreadableInput: at the end, where there is no line, or where the stream breaks off.
    """
    ids, number = KnownIds(), 0
    for number, line in _numbered(stream, options.limits):
        where = f"{origin}:{number}"
        try:
            article = _read_line(line, where, options)
            ids.add(article, number)
        except UnreadableInput as problem:
            yield Skipped(where, str(problem))
            continue
        yield article
    stream.check()
    if not number:
        raise UnreadableInput("empty; nothing to read")


def _numbered(stream: Stream, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """Yield number and bytes of each line that is not blank; no bytes for one that is too long.

    The last line of a stream that breaks off is not whole, and left out.
    """
    for number, line in enumerate(_lines(stream, limits.document), 1):
        if line is not None and not line.endswith(b"\n"):
            stream.check()
        if line is None or line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield number, line


def _lines(stream: Stream, limit: int) -> Iterator[bytes | None]:
    read_line = _line_reader(stream)
    while line := read_line(limit):
        if line.endswith(b"\n") or len(line) < limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = read_line(limit)
        yield None


def _line_reader(stream: Stream) -> Callable[[int], bytes]:
    """Return what reads the next line, of UTF-8 also where the stream is UTF-16 or UTF-32."""
    encoding = wide_encoding(stream.peek(2048))
    if encoding is None:
        return stream.readline
    text = io.TextIOWrapper(io.BufferedReader(stream), encoding=encoding, newline="\n")

    def read_line(limit: int) -> bytes:
        try:
            return text.readline(limit).encode("utf-8")
        except UnicodeDecodeError as error:
            reason = f"breaks off or is damaged (as {encoding}); save it again"
            raise UnreadableInput(reason) from error

    return read_line


def _read_line(line: bytes | None, where: str, options: ReadOptions) -> Article:
    if line is None:
        most = megabytes(options.limits.document)
        raise UnreadableInput(f"a line of more than {most}; give each article a line of its own")
    raw = line.rstrip(b"\r\n")
    article = article_of_record(_parse(line), where, options)
    return replace(article, bytes_hash=hashlib.sha256(raw).hexdigest(), raw=raw)


def _parse(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"not JSON ({_short(error)}); write one object a line") from error
    if not isinstance(record, dict):
        raise UnreadableInput('JSON, but no object; write {"text": ...}')
    return record


def _short(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.colno}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
