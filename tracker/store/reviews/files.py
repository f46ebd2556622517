"""Files of verdicts: CSV or JSON Lines -> one row after the other, each with its place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.errors import UnreadableInput

NEEDED = ("claim_id", "verdict")
"""The columns without which a file has no verdicts."""


@dataclass(frozen=True, slots=True)
class CodedRow:
    """One row of a file: the number of its line, its cells, or what is wrong with its form."""

    line: int
    cells: Mapping[str, Any]
    problem: str | None = None


def read_rows(text: str, origin: str) -> Iterator[CodedRow]:
    """Yield the rows of a file; its form is told by its beginning.

    Raises:
        UnreadableInput: it lacks a column that is needed, or is empty.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableInput(f"{origin}: empty; export a batch, and fill in its verdicts")
    return _read_lines(text) if text.lstrip().startswith("{") else _read_csv(text, origin)


def _read_lines(text: str) -> Iterator[CodedRow]:
    for number, line in enumerate(text.split("\n"), 1):  # a quote may hold other line ends
        if not line.strip():
            continue
        try:
            cells = json.loads(line)
        except ValueError as error:
            yield CodedRow(number, {}, f"not JSON ({error}); write one object a line")
            continue
        if isinstance(cells, dict):
            yield CodedRow(number, cells)
        else:
            yield CodedRow(number, {}, 'JSON, but no object; write {"claim_id": ...}')


def _read_csv(text: str, origin: str) -> Iterator[CodedRow]:
    head = text.splitlines()[0]
    delimiter = max(",;\t", key=head.count)  # spreadsheets write what their country is used to
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
        if missing:
            raise UnreadableInput(f"{origin}: no column {missing[0]!r}; add it to the first line")
        yield from _rows_of(rows)
    except csv.Error as error:
        raise UnreadableInput(f"{origin}:{rows.line_num}: no CSV ({error}); mend it") from error


def _rows_of(rows: csv.DictReader[str]) -> Iterator[CodedRow]:
    end = rows.line_num
    for cells in rows:
        line, end = end + 1, rows.line_num  # a quote of several lines is named by its first
        extra = cells.pop(None, None)
        if extra:
            yield CodedRow(line, cells, "more cells than the first line has; put them in quotes")
        elif None in cells.values():
            yield CodedRow(line, cells, "fewer cells than the first line has; mend the row")
        else:
            yield CodedRow(line, cells)
