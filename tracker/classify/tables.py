"""Tables of plain text: cells parted by tabs or bars, under a row that says what they count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.classify.units import Unit, kind_of, measure_for, term_unit
from tracker.classify.verdict import Column, Reading, Verdict, claim
from tracker.lexicon import Lexicon, Term
from tracker.models import Document

_RULER = re.compile(r"[\s|:=+-]+")
_BARE = re.compile(r"[~≈<>≥≤]? ?(\d[\d,. ']*\d|\d)\+?(?: ?[*†])*")

Span = tuple[int, int]


class _Row(NamedTuple):
    """One line of a table; ``cells`` are the spans of what stands between its bars."""

    cells: tuple[Span, ...]
    numbers: tuple[int | None, ...]


def read_columns(document: Document, lexicon: Lexicon) -> dict[int, Column]:
    """Return what the numbers of headed columns count, by the start of the number."""
    if "|" not in document.text and "\t" not in document.text:
        return {}
    words = _Words(document, lexicon)
    columns: dict[int, Column] = {}
    for header, *rows in _tables(document.text):
        heads = [words.head(span) for span in header.cells]
        captioned = words.people((header.cells[0][0] - _CAPTION, header.cells[0][0]))
        for row in rows:
            named = words.counted(row.cells[0]) if row.numbers[0] is None else None
            for head, number in zip(heads, row.numbers, strict=True):
                if head is None or number is None:
                    continue
                column = _column(head, named or captioned)
                if column is not None:
                    columns[number] = column
    return columns


_CAPTION = 120  # characters before a table that may say whose harm it counts


def _column(head: tuple[Unit, str | None], named: str | None) -> Column | None:
    cue, own = head
    subject = own or named or "person"
    assert cue.entry is not None
    return Column(cue, subject) if measure_for(cue.entry, kind_of(subject)) else None


def column(reading: Reading, at: int) -> Verdict | None:
    """A cell below a heading: "Date | Killed | Injured", "3 May | 12 | 30"."""
    found = reading.columns.get(reading.units[at].start)
    if found is None:
        return None
    assert found.cue.entry is not None
    measure = measure_for(found.cue.entry, kind_of(found.subject))
    return claim(reading, at, "column", measure or "", found.subject, found.cue)


def _tables(text: str) -> Iterator[list[_Row]]:
    """Yield each run of two or more lines with as many cells, the first without a number."""
    table: list[_Row] = []
    start = 0
    for line in text.splitlines(keepends=True):
        row = _row(line, start)
        start += len(line)
        if _RULER.fullmatch(line) and table and line.strip():
            continue
        same = row is not None and table and len(row.cells) == len(table[0].cells)
        if same and row is not None and any(n is not None for n in row.numbers):
            table.append(row)
            continue
        if len(table) > 1:
            yield table
        headed = row is not None and all(number is None for number in row.numbers)
        table = [row] if headed and row is not None else []
    if len(table) > 1:
        yield table


def _row(line: str, start: int) -> _Row | None:
    """Return the cells of a line, None where it has fewer than two."""
    if "|" not in line and "\t" not in line:
        return None
    mark = "|" if "|" in line else "\t"
    left = len(line) - len(line.lstrip(" |")) if mark == "|" else 0
    inner = line.rstrip(" |\t\r\n")[left:]
    cells: list[Span] = []
    at = start + left
    for text in inner.split(mark):
        bare = text.strip()
        begin = at + len(text) - len(text.lstrip())
        cells.append((begin, begin + len(bare)))
        at += len(text) + 1
    if len(cells) < 2:
        return None
    found = [_BARE.fullmatch(line, a - start, b - start) for a, b in cells]
    return _Row(tuple(cells), tuple(m.start(1) + start if m else None for m in found))


class _Words:
    """The words of harm and the counted nouns of a document, by where they stand."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._folded = document.folded
        self._cues = lexicon.find("measures", document)
        self._nouns = lexicon.find("subjects", document)
        self._cue_starts = [term.start for term in self._cues]
        self._noun_starts = [term.start for term in self._nouns]

    def head(self, span: Span) -> tuple[Unit, str | None] | None:
        """Return the word of harm of a heading and the noun beside it, None without the word."""
        cues = _within(self._cues, self._cue_starts, span)
        head = self._folded[span[0] : span[1]]
        if not cues or len(head) > _LONGEST_HEAD or _NO_COUNT.search(head):
            return None
        return term_unit(cues[0], self._folded), self.counted(span)

    def counted(self, span: Span) -> str | None:
        """Return what the first noun of a span counts, None without one."""
        nouns = _within(self._nouns, self._noun_starts, span)
        return next((n.entry.get("subject") for n in nouns if n.entry.get("role") is None), None)

    def people(self, span: Span) -> str | None:
        """Return the kind of people that a caption names last, None without any."""
        nouns = _within(self._nouns, self._noun_starts, span)
        named = [n.entry.get("subject") or "" for n in nouns if n.entry.get("role") is None]
        return next((s for s in reversed(named) if s and kind_of(s) == "people"), None)


_LONGEST_HEAD = 60  # characters
_NO_COUNT = re.compile(r"\b(?:dates?|years?|when|rate|per|percent\w*|share|age|ratio)\b|%")


def _within(terms: Sequence[Term], starts: Sequence[int], span: Span) -> Sequence[Term]:
    return terms[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
