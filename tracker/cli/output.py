"""Messages on standard error; rows on standard output in every format."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

Row = Sequence[Any]

_PIPED_WIDTH = 120


def say(message: str) -> None:
    """Print a message to standard error."""
    click.echo(message, err=True)


def complain(origin: str, reason: str) -> None:
    """Name an input that was left out."""
    say(f"skipped {origin}: {reason}")


@contextmanager
def bar(total: int | None, words: str) -> Iterator[Callable[[int], None]]:
    """Show a bar on standard error; the block calls what it gets with how much is done more."""
    from rich import progress
    from rich.console import Console

    columns = (
        progress.SpinnerColumn(),
        progress.TextColumn(words),
        progress.BarColumn(),
        progress.TaskProgressColumn(),
        progress.TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    # Only standard error is redrawn; whatever goes to standard output goes there untouched.
    with progress.Progress(
        *columns, console=console, transient=True, redirect_stdout=False
    ) as shown:
        task = shown.add_task(words, total=total)
        yield lambda size: shown.advance(task, size)


def write_rows(columns: Sequence[str], rows: Iterable[Row], form: str) -> None:
    """Print rows in one of FORMATS."""
    FORMATS[form](columns, rows)


def json_value(value: Any) -> Any:
    """Return a value as JSON has it: a whole number without a fraction, bytes in hexadecimal."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.hex() if isinstance(value, bytes) else value


def json_line(record: dict[str, Any]) -> str:
    """Return a record as one line of JSON."""
    return json.dumps({key: json_value(value) for key, value in record.items()}, ensure_ascii=False)


def cell(value: Any) -> str:
    """Return a value as a table shows it; nothing for a missing one."""
    value = json_value(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _write_csv(columns: Sequence[str], rows: Iterable[Row]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)


def _write_tsv(columns: Sequence[str], rows: Iterable[Row]) -> None:
    for row in (columns, *rows):
        values = (re.sub(r"\r\n|[\t\r\n]", " ", cell(value)) for value in row)
        sys.stdout.write("\t".join(values) + "\n")


def _write_json(columns: Sequence[str], rows: Iterable[Row]) -> None:
    lines = ",\n ".join(json_line(dict(zip(columns, row, strict=True))) for row in rows)
    sys.stdout.write(f"[{lines}]\n")


def _write_json_lines(columns: Sequence[str], rows: Iterable[Row]) -> None:
    for row in rows:
        sys.stdout.write(json_line(dict(zip(columns, row, strict=True))) + "\n")


def _write_markdown(columns: Sequence[str], rows: Iterable[Row]) -> None:
    for index, row in enumerate((columns, ["---"] * len(columns), *rows)):
        values = (cell(value).replace("|", "\\|") if index != 1 else value for value in row)
        sys.stdout.write("| " + " | ".join(" ".join(v.split()) for v in values) + " |\n")


def _write_table(columns: Sequence[str], rows: Iterable[Row]) -> None:
    from tracker.cli.tables import Column, lay_out

    kept = [list(row) for row in rows]
    shown = []
    for index, name in enumerate(columns):
        values = [row[index] for row in kept]
        numbers = all(isinstance(value, int | float | None) for value in values) and bool(kept)
        shown.append(Column(name, tuple(map(cell, values)), numbers))
    for line in lay_out(shown, _width()):
        sys.stdout.write(line + "\n")


def _width() -> int:
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns
    return _PIPED_WIDTH


FORMATS: dict[str, Callable[[Sequence[str], Iterable[Row]], None]] = {
    "table": _write_table,
    "csv": _write_csv,
    "tsv": _write_tsv,
    "json": _write_json,
    "jsonl": _write_json_lines,
    "markdown": _write_markdown,
}
"""How rows can be printed."""
