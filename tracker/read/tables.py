"""CSV and TSV -> articles: one row each; a row that gives none is named and left out."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.errors import UnreadableInput
from tracker.models import Article
from tracker.read.columns import find_columns, separator_of
from tracker.read.content import wide_encoding
from tracker.read.options import Limits, ReadOptions, Skipped
from tracker.read.records import KnownIds, article_of_record
from tracker.read.streams import Stream, megabytes


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that was read: the number of its first line and its cells, or why it has none.

    ``raw`` is how it stood in the table.
    """

    line: int
    cells: Sequence[str] = ()
    raw: bytes = b""
    problem: str | None = None


def read_table(stream: Stream, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield an article for each row, or why the row, named ``origin:line``, gives none.

    Raises:
        UnreadableInput: no column has the text, there is no row, or the stream breaks off.
    """
    rows = _rows(stream, options.limits)
    header = next(rows, _Row(1))
    if header.problem or not header.cells:
        raise UnreadableInput(header.problem or "empty; nothing to read")
    columns = find_columns(header.cells, options.columns)
    ids, row = KnownIds(), None
    for row in rows:
        where = f"{origin}:{row.line}"
        try:
            record = _record(row, len(header.cells), columns)
            article = article_of_record(record, where, options)
            ids.add(article, row.line)
        except UnreadableInput as problem:
            yield Skipped(where, str(problem))
            continue
        yield replace(article, bytes_hash=hashlib.sha256(row.raw).hexdigest(), raw=row.raw)
    stream.check()
    if row is None:
        raise UnreadableInput("a table without rows; nothing to read")


def _record(row: _Row, width: int, columns: dict[str, int]) -> dict[str, str]:
    if row.problem is not None:
        raise UnreadableInput(row.problem)
    if len(row.cells) > width:
        raise UnreadableInput(
            f"{len(row.cells)} cells, and the first line names {width} columns; put cells that "
            "hold the separator in quotes"
        )
    return {
        field: row.cells[place]
        for field, place in columns.items()
        if place < len(row.cells) and (row.cells[place] or field == "text")
    }


def _rows(stream: Stream, limits: Limits) -> Iterator[_Row]:
    """Yield the rows that are not blank; the last one of a stream that breaks off is not whole."""
    encoding = wide_encoding(stream.peek(2048)) or "utf-8-sig"
    errors = "strict" if encoding.startswith("utf-16") else "tracker.windows-1252"
    text = io.TextIOWrapper(io.BufferedReader(stream), encoding, errors, newline="")
    csv.field_size_limit(limits.document)
    try:
        yield from _whole_rows(stream, text, limits)
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"breaks off or is damaged (as {encoding}); save it again") from error


def _whole_rows(stream: Stream, text: io.TextIOWrapper, limits: Limits) -> Iterator[_Row]:
    lines = _Lines(text, limits.document)
    reader = csv.reader(lines, delimiter=lines.separator(), strict=True)
    while True:
        before = lines.number
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.taken()
            yield _Row(before + 1, problem=f"a row that cannot be read ({error}); mend its quotes")
            continue
        if lines.ended:
            stream.check()
        raw = lines.taken()
        if any(cell.strip() for cell in cells):
            yield _Row(before + 1, cells, raw)


class _Lines:
    """The lines of a table, counted; the separator is told by the first one."""

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self.number = 0
        self.ended = False
        self._text = text
        self._limit = limit
        self._first: str | None = None
        self._taken: list[str] = []

    def separator(self) -> str:
        """Return what parts the columns."""
        self._first = self._read()
        return separator_of(self._first.rstrip("\r\n"))

    def taken(self) -> bytes:
        """Return the lines since this was asked last, in UTF-8."""
        words, self._taken = "".join(self._taken), []
        return words.rstrip("\r\n").encode("utf-8")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Return the next line with its end."""
        line, self._first = self._first, None
        if line is None:
            line = self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self._taken.append(line)
        return line

    def _read(self) -> str:
        line = self._text.readline(self._limit)
        if len(line) >= self._limit:
            raise UnreadableInput(
                f"line {self.number + 1} has more than {megabytes(self._limit)}; give it in parts"
            )
        self.ended = not line.endswith(("\n", "\r"))
        return line
