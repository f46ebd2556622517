"""Paths, globs, folders, addresses and standard input -> what is to be read, in a fixed order."""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from tracker.errors import UnreadableInput
from tracker.read.content import decode_head, tell_kind
from tracker.read.options import Skipped

SUFFIXES = frozenset(
    ".txt .text .md .html .htm .xhtml .jsonl .ndjson .rss .atom .warc .wacz .zip".split()
)
"""Files that a folder gives, also packed as ``.gz``; those of other names only where their
content is HTML, JSON, a feed, or a table with a column for the text."""

_UNTOLD_IN_GZIP = frozenset((".csv", ".tsv", ".xml"))

STANDARD_INPUT = "<stdin>"

_BROKEN_LINK = "a link to a file that does not exist; mend or remove it"
_WILDCARDS = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: a file, an address on the web, or standard input where both are None."""

    origin: str
    path: Path | None = None
    address: str | None = None

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Return the stream of its bytes; standard input stays open."""
        if self.path is not None:
            return self.path.open("rb")
        if sys.stdin is None:
            raise UnreadableInput("closed; give a file or a pipe")
        return nullcontext(sys.stdin.buffer)


def is_address(given: str) -> bool:
    """Tell whether what was given is an address on the web."""
    return given.lower().startswith(("http://", "https://"))


def is_named_as_article(name: str) -> bool:
    """Tell whether the name of a file says that there are articles in it."""
    suffix = plain_suffix(name)
    return suffix in SUFFIXES or (name.lower().endswith(".gz") and suffix in _UNTOLD_IN_GZIP)


def plain_suffix(name: str) -> str:
    """Return the suffix of a file's name, that of the packed file where it ends in ``.gz``.

    >>> plain_suffix("a.txt"), plain_suffix("crawl.WARC.gz"), plain_suffix("gz")
    ('.txt', '.warc', '')
    """
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def count_bytes(paths: Sequence[str], columns: Sequence[str] = ()) -> int | None:
    """Return how many bytes the files among these paths have.

    None where some of it is standard input, or stands on the web.
    """
    total = 0
    for source in find_sources(paths, columns):
        if isinstance(source, Source):
            if source.path is None:
                return None
            with suppress(OSError):  # it is named when it is read
                total += source.path.stat().st_size
    return total


def find_sources(paths: Sequence[str], columns: Sequence[str] = ()) -> Iterator[Source | Skipped]:
    """Yield what the paths name: files as given, folders recursively and sorted, ``-``.

    A path that does not exist may be a pattern (``*``, ``?``, ``[a-z]``; ``**`` for all folders
    below). ``columns`` are the names by which a table in a folder is known.
    """
    standard_input_given = False
    for given in paths:
        if given != "-":
            yield from _find(given, columns)
        elif standard_input_given:
            yield Skipped("-", "standard input was given twice; give it once")
        else:
            standard_input_given = True
            yield Source(STANDARD_INPUT)


def _find(given: str, columns: Sequence[str]) -> Iterator[Source | Skipped]:
    if is_address(given):
        yield Source(given, address=given)
        return
    path = Path(given)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if _WILDCARDS.search(given) and isinstance(error, FileNotFoundError | NotADirectoryError):
            yield from _match(given, columns)
        else:
            yield Skipped(printable(given), _why_missing(path, error))
        return
    if stat.S_ISDIR(mode):
        yield from _find_in_folder(path, columns)
    else:
        yield Source(printable(given), path)


def _match(pattern: str, columns: Sequence[str]) -> Iterator[Source | Skipped]:
    """Yield what a pattern matches: files, and folders unless ``**`` gives what is in them."""
    found = set(glob.glob(pattern, recursive=True))  # noqa: PTH207 - patterns may be absolute
    matches = sorted(found, key=os.fsencode)
    if "**" in pattern:
        matches = [match for match in matches if not Path(match).is_dir()]
    if not matches:
        yield Skipped(printable(pattern), "no file matches; check the pattern")
    for match in matches:
        yield from _find(match, columns)


def printable(path: str) -> str:
    """Return a path as text that can be printed and stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _why_missing(path: Path, error: OSError) -> str:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"cannot be read: {error.strerror}"
    if path.is_symlink():
        return _BROKEN_LINK
    return "no such file or folder; check the path"


def _find_in_folder(folder: Path, columns: Sequence[str]) -> Iterator[Source | Skipped]:
    found = False
    for item in _walk(folder, columns):
        found = found or isinstance(item, Source)
        yield item
    if not found:
        known = ", ".join(sorted(SUFFIXES))
        yield Skipped(printable(str(folder)), f"folder without articles: no file in it is {known}")


def _walk(folder: Path, columns: Sequence[str]) -> Iterator[Source | Skipped]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Skipped(printable(str(folder)), f"cannot be read: {error.strerror}")
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if not entry.name.startswith("."):
            try:
                yield from _look_at(entry, names, columns)
            except OSError as error:
                yield Skipped(printable(str(entry)), f"cannot be read: {error.strerror}")


def _look_at(entry: Path, beside: set[str], columns: Sequence[str]) -> Iterator[Source | Skipped]:
    if entry.is_dir():
        if not entry.is_symlink() and not _belongs_to_a_page(entry.name, beside):
            yield from _walk(entry, columns)
    elif not entry.exists():
        yield Skipped(printable(str(entry)), _BROKEN_LINK)
    elif entry.is_file() and _may_be_an_article(entry, columns):
        yield Source(printable(str(entry)), entry)


def _belongs_to_a_page(name: str, beside: set[str]) -> bool:
    """Tell whether a folder holds the pictures and scripts of a page that a browser saved."""
    page = name.removesuffix("_files")
    return page != name and not beside.isdisjoint((f"{page}.html", f"{page}.htm"))


def _may_be_an_article(path: Path, columns: Sequence[str]) -> bool:
    if is_named_as_article(path.name):
        return True
    try:
        with path.open("rb") as stream:
            return tell_kind(decode_head(stream.read(4096)), columns) != "text"
    except (OSError, UnreadableInput):
        return False
