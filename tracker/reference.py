"""CSV or JSON -> a reference series: the figures of others, to compare claims with.

A mapping says which column is what. A file with a mistake in it is refused wholly.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from io import StringIO
from math import isfinite
from pathlib import Path
from typing import Any

from tracker.errors import UnreadableInput
from tracker.models import BASES, KIND_OF_SUBJECT, MEASURES

ROLES = "date value low high hours party measure subject basis source url".split()
"""What a column can be; ``hours`` is how long a time a figure covers, up to the end of its day."""

_KNOWN = {"measure": MEASURES, "subject": frozenset(KIND_OF_SUBJECT), "basis": BASES}
_OWN = ("measure", "subject", "party", "basis", "source")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReferencePoint:
    """One figure of a reference series; a total has no ``start``."""

    day: date
    start: date | None
    party: str
    measure: str
    subject: str
    basis: str
    source: str | None
    value: float | None
    low: float | None
    high: float | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """One of several columns of figures: what it counts; None where the mapping says it."""

    column: str
    measure: str
    subject: str
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a file is read.

    ``columns`` are by role, ``values`` the columns of a file with many; ``same`` is what holds
    for every row; ``words`` translates cells, as ``deaths`` to ``killed``; ``date_format`` is that
    of ``strptime`` where days are not written as 2025-05-11.
    """

    columns: Mapping[str, str]
    values: tuple[ValueColumn, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    date_format: str | None = None

    def as_json(self) -> str:
        """Return the mapping as it is stored beside the series."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class ReferenceSeries:
    """A file's points, in order of days, and how many cells were empty."""

    name: str
    origin: str
    bytes_hash: str
    mapping: str
    points: tuple[ReferencePoint, ...]
    empty: int


def read_reference(path: Path, name: str, mapping: ColumnMapping) -> ReferenceSeries:
    """Return the series of a file.

    Raises:
        UnreadableInput: the file cannot be read, a column is not there, or a cell is no day, no
            number or not in the closed list; the message names file, row and column.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror}; name another file") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    rows = list(
        _json_rows(path, text) if text.lstrip()[:1] in ("[", "{") else _csv_rows(path, text)
    )
    reader = _Reader(path, mapping)
    reader.check(rows)
    points, empty = reader.points_of(rows)
    digest = hashlib.sha256(content).hexdigest()
    return ReferenceSeries(name, str(path), digest, mapping.as_json(), points, empty)


def _csv_rows(path: Path, text: str) -> Iterator[tuple[str, Row]]:
    lines = csv.DictReader(StringIO(text, newline=""), strict=True)
    try:
        for row in lines:
            if None in row or None in row.values():
                raise UnreadableInput(
                    f"{path}, line {lines.line_num}: has not as many cells as the heading; mend it"
                )
            yield f"line {lines.line_num}", row
    except csv.Error as error:
        raise UnreadableInput(f"{path}, line {lines.line_num}: no CSV: {error}") from error


def _json_rows(path: Path, text: str) -> Iterator[tuple[str, Row]]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableInput(f"{path}, line {error.lineno}: no JSON: {error.msg}") from error
    if not isinstance(content, list):
        raise UnreadableInput(f"{path}: must be a list of objects, one for each day")
    for number, row in enumerate(content, 1):
        if not isinstance(row, dict):
            raise UnreadableInput(f"{path}, item {number}: must be an object")
        yield f"item {number}", row


@dataclass(frozen=True, slots=True)
class _Reader:
    path: Path
    mapping: ColumnMapping

    def wrong(self, where: str, problem: str) -> UnreadableInput:
        return UnreadableInput(f"{self.path}, {where}: {problem}")

    def check(self, rows: Sequence[tuple[str, Row]]) -> None:
        """Refuse a mapping of columns that are not there, or that leaves something open."""
        there = {column for _, row in rows for column in row}
        columns = self.mapping.columns
        for column in (*columns.values(), *(each.column for each in self.mapping.values)):
            if column not in there:
                close = get_close_matches(column, there, n=1)
                hint = f"did you mean {close[0]!r}?" if close else f"it has: {_listed(there)}"
                raise UnreadableInput(f"{self.path}: has no column {column!r}; {hint}")
        if "date" not in columns:
            raise UnreadableInput("which column is the date? add --column date=NAME")
        if not self.mapping.values and not {"value", "low", "high"} & columns.keys():
            raise UnreadableInput("which column is the figure? add --column value=NAME")
        for name in ("measure", "subject", "party", "basis"):
            values = self.mapping.values
            own = bool(values) and name != "party" and all(getattr(v, name) for v in values)
            if name not in columns and name not in self.mapping.same and not own:
                raise UnreadableInput(f"what is its {name}? add --{name}, or --column {name}=NAME")
        for name, word in self.mapping.same.items():
            self.known("the mapping", name, word)
        for each in self.mapping.values:
            self.known("the mapping", "measure", each.measure)
            self.known("the mapping", "subject", each.subject)

    def points_of(self, rows: Sequence[tuple[str, Row]]) -> tuple[tuple[ReferencePoint, ...], int]:
        points: dict[tuple[object, ...], tuple[str, ReferencePoint]] = {}
        empty = 0
        for where, row in rows:
            for point in self.points_of_row(where, row):
                if point is None:
                    empty += 1
                    continue
                key = (point.day, point.start, *(getattr(point, name) for name in _OWN))
                first, before = points.setdefault(key, (where, point))
                if (before.value, before.low, before.high) != (point.value, point.low, point.high):
                    raise self.wrong(
                        where,
                        f"gives {_told(point)} for {point.day}, and {first} gives "
                        f"{_told(before)}; leave one out or map what parts them",
                    )
        if not points:
            raise UnreadableInput(f"{self.path}: has no figure in the columns that are mapped")
        found = [point for _, point in points.values()]
        return tuple(sorted(found, key=lambda each: (each.day, each.measure, each.subject))), empty

    def points_of_row(self, where: str, row: Row) -> Iterator[ReferencePoint | None]:
        day = self.day(where, row)
        for each in self.mapping.values or (None,):
            figures = self.figures(where, row, each)
            if not any(value is not None for value in figures.values()):
                yield None
                continue
            own = {name: self.word(where, row, name, each) for name in _OWN}
            basis = own["basis"]
            yield ReferencePoint(
                day=day,
                start=None if basis == "cumulative" else self.start(where, row, day),
                party=own["party"] or "",
                measure=own["measure"] or "",
                subject=own["subject"] or "",
                basis=basis or "",
                source=own["source"],
                url=self.cell(row, "url"),
                **figures,
            )

    def cell(self, row: Row, role: str) -> str | None:
        """Return the cell of a role as text; None where it is empty or not mapped."""
        column = self.mapping.columns.get(role)
        value = None if column is None else row.get(column)
        text = "" if value is None else str(value).strip()
        return text or None

    def day(self, where: str, row: Row) -> date:
        text = self.cell(row, "date")
        form = self.mapping.date_format
        try:
            if form is None:
                return date.fromisoformat(text or "")
            return datetime.strptime(text or "", form).date()
        except ValueError as error:
            column = self.mapping.columns["date"]
            hint = "write it as 2025-05-11 or give --date-format" if form is None else f"not {form}"
            raise self.wrong(where, f"{column} {text!r} is no date; {hint}") from error

    def start(self, where: str, row: Row, day: date) -> date:
        """Return the day on which a figure begins: one day before, if no column says more."""
        hours = self.number(where, "hours", self.cell(row, "hours"))
        return day - timedelta(hours=24 if hours is None else hours)

    def figures(self, where: str, row: Row, column: ValueColumn | None) -> dict[str, float | None]:
        if column is not None:
            value = row.get(column.column)
            text = "" if value is None else str(value).strip()
            return {"value": self.number(where, column.column, text), "low": None, "high": None}
        found = {
            name: self.number(where, name, self.cell(row, name))
            for name in ("value", "low", "high")
        }
        low, high = found["low"], found["high"]
        if low is not None and high is not None and low > high:
            raise self.wrong(where, f"the lowest, {low:g}, is above the highest, {high:g}")
        return found

    def number(self, where: str, name: str, text: str | None) -> float | None:
        if not text:
            return None
        try:
            value = float(text.replace(",", ""))
        except ValueError as error:
            raise self.wrong(where, f"{name} {text!r} is no number") from error
        if not isfinite(value) or value < 0:
            raise self.wrong(where, f"{name} {text!r} is no count")
        return int(value) if value.is_integer() else value

    def word(self, where: str, row: Row, name: str, column: ValueColumn | None) -> str | None:
        own = None if column is None else getattr(column, name, None)
        text = own or self.cell(row, name) or self.mapping.same.get(name)
        text = self.mapping.words.get(text, text) if text else None
        if text is None and name != "source":
            raise self.wrong(where, f"the {name} is empty; give --{name} or leave the row out")
        if text is not None:
            self.known(where, name, text)
        return text

    def known(self, where: str, name: str, word: str) -> None:
        allowed = _KNOWN.get(name)
        if allowed is not None and word not in allowed:
            close = get_close_matches(word, allowed, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"one of: {_listed(allowed)}"
            raise self.wrong(
                where, f"{word!r} is no {name}; {hint} (--word {word}=... translates it)"
            )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _told(point: ReferencePoint) -> str:
    if point.value is not None:
        return f"{point.value:,}"
    return f"{point.low} to {point.high}"
