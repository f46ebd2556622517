"""Paths, folders and standard input -> streams of bytes, in a fixed order."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from tracker.errors import UnreadableInput
from tracker.read.content import tell_kind
from tracker.read.options import Skipped

SUFFIXES = frozenset((".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson"))
"""Files that a folder gives; those of other names only where their content is HTML or JSON."""

STANDARD_INPUT = "<stdin>"

_BROKEN_LINK = "a link to a file that does not exist; mend or remove it"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: a file, or standard input where ``path`` is None."""

    origin: str
    path: Path | None = None

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Return the stream of its bytes; standard input stays open."""
        if self.path is not None:
            return self.path.open("rb")
        if sys.stdin is None:
            raise UnreadableInput("closed; give a file or a pipe")
        return nullcontext(sys.stdin.buffer)

    @property
    def is_named_as_lines(self) -> bool:
        """Tell whether the name says JSON Lines, so that a bad first line is one."""
        return self.path is not None and self.path.suffix.lower() in (".jsonl", ".ndjson")


class Bytes(Protocol):
    """What the reader needs of a stream."""

    def read(self, size: int = -1, /) -> bytes: ...  # noqa: D102

    def readline(self) -> bytes: ...  # noqa: D102

    def __iter__(self) -> Iterator[bytes]: ...


class Counted:
    """A stream that tells how many bytes were read from it, as they are."""

    def __init__(self, stream: BinaryIO, advance: Callable[[int], None]) -> None:
        self._stream = stream
        self._advance = advance

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, all that are left without a size."""
        return self._count(self._stream.read(size))

    def readline(self) -> bytes:
        """Return the bytes up to the end of the line."""
        return self._count(self._stream.readline())

    def __iter__(self) -> Iterator[bytes]:
        return map(self._count, self._stream)

    def _count(self, data: bytes) -> bytes:
        self._advance(len(data))
        return data


def count_bytes(paths: Sequence[str]) -> int | None:
    """Return how many bytes the files among these paths have, None with standard input."""
    total = 0
    for source in find_sources(paths):
        if isinstance(source, Source):
            if source.path is None:
                return None
            with suppress(OSError):  # it is named when it is read
                total += source.path.stat().st_size
    return total


def find_sources(paths: Sequence[str]) -> Iterator[Source | Skipped]:
    """Yield what the paths name: files as given, folders recursively and sorted, ``-``."""
    standard_input_given = False
    for given in paths:
        if given != "-":
            yield from _find(given)
        elif standard_input_given:
            yield Skipped("-", "standard input was given twice; give it once")
        else:
            standard_input_given = True
            yield Source(STANDARD_INPUT)


def _find(given: str) -> Iterator[Source | Skipped]:
    path = Path(given)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Skipped(printable(given), _why_missing(path, given, error))
        return
    if stat.S_ISDIR(mode):
        yield from _find_in_folder(path)
    else:
        yield Source(printable(given), path)


def printable(path: str) -> str:
    """Return a path as text that can be printed and stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _why_missing(path: Path, given: str, error: OSError) -> str:
    if given.lower().startswith(("http://", "https://")):
        return "an address on the web; save the page and give the file"
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"cannot be read: {error.strerror}"
    if path.is_symlink():
        return _BROKEN_LINK
    return "no such file or folder; check the path"


def _find_in_folder(folder: Path) -> Iterator[Source | Skipped]:
    found = False
    for item in _walk(folder):
        found = found or isinstance(item, Source)
        yield item
    if not found:
        known = ", ".join(sorted(SUFFIXES))
        yield Skipped(printable(str(folder)), f"folder without articles: no file in it is {known}")


def _walk(folder: Path) -> Iterator[Source | Skipped]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Skipped(printable(str(folder)), f"cannot be read: {error.strerror}")
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if not entry.name.startswith("."):
            try:
                yield from _look_at(entry, names)
            except OSError as error:
                yield Skipped(printable(str(entry)), f"cannot be read: {error.strerror}")


def _look_at(entry: Path, beside: set[str]) -> Iterator[Source | Skipped]:
    if entry.is_dir():
        if not entry.is_symlink() and not _belongs_to_a_page(entry.name, beside):
            yield from _walk(entry)
    elif not entry.exists():
        yield Skipped(printable(str(entry)), _BROKEN_LINK)
    elif entry.is_file() and _may_be_an_article(entry):
        yield Source(printable(str(entry)), entry)


def _belongs_to_a_page(name: str, beside: set[str]) -> bool:
    """Tell whether a folder holds the pictures and scripts of a page that a browser saved."""
    page = name.removesuffix("_files")
    return page != name and not beside.isdisjoint((f"{page}.html", f"{page}.htm"))


def _may_be_an_article(path: Path) -> bool:
    if path.suffix.lower() in SUFFIXES:
        return True
    try:
        with path.open("rb") as stream:
            return tell_kind(stream.read(4096).decode("utf-8", "replace")) != "text"
    except (OSError, UnreadableInput):
        return False
