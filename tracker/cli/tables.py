"""Rows -> lines that fit the terminal.

A table as long as every column can have its words whole. Where it cannot, columns without a single
value are left out; then long texts, such as quotes, and the widest of the others go below their
row, over the whole width; where too few would stay, each row becomes a block of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.table import Table

GAP = 3
LONG = 40
"""A column with a longer value is text: it may be folded, or go below the row."""

_NARROWEST_TEXT = 28
_LONGEST_WORD = 40
_INDENT = "  "
_NARROWEST_BLOCK = 20
_FEWEST_IN_ROW = 3
_MOST_BELOW = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of printed cells; ``width`` is that of the widest, ``floor`` the least it needs."""

    name: str
    cells: tuple[str, ...]
    is_number: bool

    @property
    def width(self) -> int:
        """Return how wide it would like to be."""
        return max(len(self.name), *(_widest_line(cell) for cell in self.cells), 0)

    @property
    def floor(self) -> int:
        """Return how narrow it can be with its words whole; addresses may be folded."""
        words = (len(word) for cell in self.cells for word in cell.split())
        whole = min(max(words, default=0), _LONGEST_WORD)
        least = max(len(self.name), whole)
        return max(least, _NARROWEST_TEXT) if self.is_text else min(least, self.width)

    @property
    def is_text(self) -> bool:
        """Tell whether it holds sentences rather than names and numbers."""
        return self.width > LONG

    @property
    def is_empty(self) -> bool:
        """Tell whether no row has a value."""
        return not any(self.cells)


def lay_out(columns: Sequence[Column], width: int) -> Iterator[str]:
    """Yield the lines of a table, no wider than the terminal where that can be.

    >>> day, quote = Column("day", ("4 May",), False), Column("quote", ("seven dead " * 6,), False)
    >>> list(lay_out([day, quote], 30))[2:4]
    ['4 May', '  quote  seven dead seven dead']
    """
    filled = [column for column in columns if not column.is_empty]
    for shown in (list(columns), filled):
        if _least(shown) <= width:
            return _table(shown, _widths(shown, width))
    row, below = _part(filled, width)
    if len(row) >= min(_FEWEST_IN_ROW, len(filled) - 1) and len(below) <= _MOST_BELOW:
        return _with_texts_below(row, below, width)
    return _blocks(columns, width)


def _part(columns: Sequence[Column], width: int) -> tuple[list[Column], list[Column]]:
    """Return what stays in the row and what goes below it: texts first, then what is widest."""
    row = list(columns)
    by_width = sorted(row[1:], key=lambda each: (each.is_text, not each.is_number, each.floor))
    while by_width and _least(row) > width:
        row.remove(by_width.pop())
    return row, [column for column in columns if column not in row]


def _widest_line(cell: str) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, cell.splitlines()), default=0)


def _least(columns: Sequence[Column]) -> int:
    return sum(column.floor for column in columns) + GAP * (len(columns) - 1)


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Return the widths of the columns: what is left goes to the narrowest wishes first."""
    left = width - _least(columns)
    widths = {}
    wishes = sorted(enumerate(columns), key=lambda each: (each[1].is_text, each[1].width))
    for position, (index, column) in enumerate(wishes):
        share = left if not column.is_text else left // (len(wishes) - position)
        more = min(max(column.width - column.floor, 0), share)
        widths[index] = min(column.floor, column.width) + more
        left -= more - max(column.floor - column.width, 0)
    return [widths[index] for index in range(len(columns))]


def _table(columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    from rich.text import Text

    table = _empty_table(columns, widths)
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*map(Text, row))
    yield from _drawn(table)


def _empty_table(columns: Sequence[Column], widths: Sequence[int]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column, wide in zip(columns, widths, strict=True):
        justify: Literal["left", "right"] = "right" if column.is_number else "left"
        table.add_column(Text(column.name), justify=justify, overflow="fold", width=wide)
    return table


def _drawn(table: Table) -> Iterator[str]:
    from rich.console import Console

    drawn = StringIO()
    Console(file=drawn, width=10_000).print(table)
    return (line.rstrip() for line in drawn.getvalue().splitlines())


def _with_texts_below(short: Sequence[Column], long: Sequence[Column], width: int) -> Iterator[str]:
    widths = _widths(short, width)
    rows = len(short[0].cells)
    head, rule, *_ = _table([Column(c.name, (), c.is_number) for c in short], widths)
    yield from (head, rule)
    for row in range(rows):
        one = [Column(c.name, (c.cells[row],), c.is_number) for c in short]
        yield from list(_table(one, widths))[2:]
        yield from _below(long, row, width)


def _blocks(columns: Sequence[Column], width: int) -> Iterator[str]:
    rows = max((len(column.cells) for column in columns), default=0)
    for row in range(rows):
        if row:
            yield ""
        yield f"row {row + 1}"
        yield from _named(columns, row, width)


def _named(columns: Sequence[Column], row: int, width: int) -> Iterator[str]:
    """Yield the values of a row one below the other, after their names; empty ones left out."""
    widest = max(len(column.name) for column in columns)
    for column in columns:
        if column.cells[row]:
            start = f"{_INDENT}{column.name:<{widest}}{_INDENT}"
            folded = _folded(column.cells[row], max(width - len(start), _NARROWEST_BLOCK))
            yield start + folded[0]
            yield from (" " * len(start) + line for line in folded[1:])


def _below(columns: Sequence[Column], row: int, width: int) -> Iterator[str]:
    """Yield what goes below a row: short values in one line, then each text in lines of its own."""
    short = [c for c in columns if not c.is_text and c.cells[row]]
    if short:
        named = " · ".join(f"{c.name} {c.cells[row]}" for c in short)
        yield from (_INDENT + line for line in _folded(named, width - len(_INDENT)))
    texts = [c for c in columns if c.is_text]
    if texts:
        yield from _named(texts, row, width)


def _folded(text: str, width: int) -> list[str]:
    from rich.console import Console
    from rich.text import Text

    lines = Text(" ".join(text.split())).wrap(Console(width=width), width, overflow="fold")
    return [line.plain.rstrip() for line in lines]
