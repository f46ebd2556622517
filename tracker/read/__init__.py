"""Every way in: files, folders, addresses, tables, feeds and archives -> articles.

What reads is loaded when something is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tracker.errors import UnreadableInput
from tracker.read.days import parse_day
from tracker.read.options import (
    FIELDS,
    KINDS,
    Bookmark,
    Limits,
    Memory,
    ReadOptions,
    Skipped,
    Unchanged,
)

if TYPE_CHECKING:
    from tracker.read.reader import Found, Reader
    from tracker.read.sources import Source, count_bytes
    from tracker.read.web import Web

__all__ = [
    "FIELDS",
    "KINDS",
    "Bookmark",
    "Found",
    "Limits",
    "Memory",
    "ReadOptions",
    "Skipped",
    "Unchanged",
    "Web",
    "count_bytes",
    "parse_day",
    "read_inputs",
]

_HOMES = {
    "Found": "tracker.read.reader",
    "Web": "tracker.read.web",
    "count_bytes": "tracker.read.sources",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'tracker.read' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def read_inputs(
    paths: Sequence[str],
    options: ReadOptions | None = None,
    *,
    web: Web | None = None,
    advance: Callable[[int], None] | None = None,
) -> Iterator[Found]:
    """Yield an article for each text that the paths hold, and a Skipped for all that is none.

    A path is a file, a pattern of files, a folder (read recursively, in sorted order), ``-`` for
    standard input, or an address, if there is a ``web``. Inputs are read one after the other as
    they are asked for; ``advance`` is told of each stretch of bytes that has been read, see
    :func:`count_bytes`. Where the web has a memory, an Unchanged stands for what was read
    before, and a Bookmark follows what is to be remembered.
    """
    from tracker.read.reader import Reader
    from tracker.read.sources import find_sources

    reader = Reader(options or ReadOptions(), web)
    columns = [name for _, name in reader.options.columns]
    for source in find_sources(paths, columns):
        if isinstance(source, Skipped):
            yield source
        elif source.address is not None:
            yield from reader.read_address(source.address)
        else:
            yield from _read_source(source, reader, advance)


def _read_source(
    source: Source, reader: Reader, advance: Callable[[int], None] | None
) -> Iterator[Found]:
    from tracker.read.packed import Piece
    from tracker.read.streams import Budget, Stream

    try:
        with source.open() as opened:
            name = "" if source.path is None else source.path.name
            stream, budget = Stream(opened, advance), Budget(reader.options.limits)
            yield from reader.read_piece(Piece(stream, source.origin, name, budget))
    except UnreadableInput as problem:
        yield Skipped(source.origin, str(problem))
    except OSError as error:
        yield Skipped(source.origin, f"cannot be read: {error.strerror}")
