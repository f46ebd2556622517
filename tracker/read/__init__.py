"""Files, folders, standard input, saved pages and JSON Lines -> articles."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from tracker.errors import UnreadableInput
from tracker.models import Article
from tracker.read.content import decode, is_wide, refuse_other_formats, tell_kind
from tracker.read.days import parse_day
from tracker.read.lines import read_lines
from tracker.read.options import KINDS, ReadOptions, Skipped
from tracker.read.sources import Bytes, Counted, Source, count_bytes, find_sources

__all__ = ["KINDS", "ReadOptions", "Skipped", "count_bytes", "parse_day", "read_inputs"]

_HEAD = 8192


def read_inputs(
    paths: Sequence[str],
    options: ReadOptions | None = None,
    *,
    advance: Callable[[int], None] | None = None,
) -> Iterator[Article | Skipped]:
    """Yield an article for each text that the paths hold, and a Skipped for all that is none.

    A path is a file, a folder (read recursively, in sorted order) or ``-`` for standard input.
    Inputs are read one after the other as they are asked for; ``advance`` is told of each
    stretch of bytes that has been read, see :func:`count_bytes`.
    """
    for source in find_sources(paths):
        if isinstance(source, Skipped):
            yield source
            continue
        yield from _read_source(source, options or ReadOptions(), advance)


def _read_source(
    source: Source, options: ReadOptions, advance: Callable[[int], None] | None
) -> Iterator[Article | Skipped]:
    try:
        with source.open() as opened:
            stream = opened if advance is None else Counted(opened, advance)
            yield from _read_stream(stream, source, options)
    except UnreadableInput as problem:
        yield Skipped(source.origin, str(problem))
    except OSError as error:
        yield Skipped(source.origin, f"cannot be read: {error.strerror}")


def _read_stream(
    stream: Bytes, source: Source, options: ReadOptions
) -> Iterator[Article | Skipped]:
    head = stream.read(_HEAD)
    head += stream.readline()
    refuse_other_formats(head)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        head += stream.read()
    if is_wide(head):
        head += stream.read()
    kind = options.kind if options.kind != "auto" else _kind_of(head, source)
    if kind == "jsonl":
        yield from _read_lines(head, stream, source.origin, options)
    else:
        yield _read_whole(head + stream.read(), kind, source.origin, options)


def _kind_of(head: bytes, source: Source) -> str:
    if source.is_named_as_lines:
        return "jsonl"
    return tell_kind(decode(head) if is_wide(head) else head.decode("utf-8", "replace"))


def _read_lines(
    head: bytes, stream: Bytes, origin: str, options: ReadOptions
) -> Iterator[Article | Skipped]:
    if is_wide(head):
        head = decode(head).encode("utf-8")
    lines: Iterable[bytes] = itertools.chain(head.split(b"\n"), stream)
    if head.endswith(b"\n"):
        lines = itertools.chain(head[:-1].split(b"\n"), stream)
    found = False
    for found_here in read_lines(lines, origin, options):
        found = True
        yield found_here
    if not found:
        raise UnreadableInput("empty; nothing to read")


def _read_whole(data: bytes, kind: str, origin: str, options: ReadOptions) -> Article:
    text = decode(data, page=kind == "html")
    if not text.strip():
        raise UnreadableInput("empty; nothing to read")
    digest = hashlib.sha256(data).hexdigest()
    if kind == "html":
        return replace(_read_page(text, origin, digest, options), raw=data)
    return Article(
        text,
        url=options.url,
        outlet=options.outlet,
        published=options.published,
        published_source=None if options.published is None else "given",
        retrieved=options.retrieved,
        origin=origin,
        bytes_hash=digest,
        raw=data,
    )


def _read_page(markup: str, origin: str, digest: str, options: ReadOptions) -> Article:
    from tracker.read.page import read_page  # lxml and trafilatura: only where there is a page

    text, facts = read_page(markup)
    published = options.published or facts.published
    source = "given" if options.published else "metadata" if facts.published else None
    stated = (facts.published, *facts.other_days)
    return Article(
        text,
        url=facts.url or options.url,
        title=facts.title,
        outlet=facts.outlet or options.outlet,
        published=published,
        published_source=source,
        retrieved=options.retrieved,
        other_days=tuple(day for day in stated if day and day != published),
        origin=origin,
        bytes_hash=digest,
    )
