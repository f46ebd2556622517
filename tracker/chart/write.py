"""A picture -> its file and the CSV beside it; the same picture is the same bytes."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import matplotlib as mpl

from tracker.chart.draw import Picture
from tracker.chart.style import SETTINGS
from tracker.errors import BadChart
from tracker.version import __version__

_TOOL = f"tracker {__version__}"
_DROPPED = frozenset({"named"})


@contextmanager
def own_style() -> Iterator[None]:
    """Draw by the tracker's settings within the block, whatever the user's own are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        yield


def write(picture: Picture, path: Path) -> Path:
    """Write the picture to path and its rows beside it; return the path of the rows.

    Raises:
        BadChart: where the folder cannot be written to.
    """
    rows = path.with_suffix(".csv")
    content = BytesIO()
    kind = path.suffix.removeprefix(".")
    picture.figure.savefig(content, format=kind, metadata=_metadata(picture, kind))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(rows, _as_csv(picture).encode())
        _replace(path, content.getvalue())
    except OSError as error:
        raise BadChart(f"cannot write {path}: {error.strerror}; choose another folder") from error
    return rows


def _metadata(picture: Picture, kind: str) -> dict[str, Any]:
    """Return what the file says of itself, without the date on which it was made."""
    if kind == "png":
        return {"Software": _TOOL, "Title": picture.title, "Description": picture.subtitle}
    if kind == "svg":
        about = {"Title": picture.title, "Description": picture.subtitle}
        return {"Creator": _TOOL, "Date": None, **about}
    return {
        "Creator": _TOOL,
        "CreationDate": None,
        "Title": picture.title,
        "Subject": picture.subtitle,
    }


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _as_csv(picture: Picture) -> str:
    columns = ["panel", *(name for name in picture.rows if name not in (_DROPPED | {"panel"}))]
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in picture.rows[columns].itertuples(index=False, name=None):
        writer.writerow([_cell(value) for value in row])
    return text.getvalue()


def _cell(value: object) -> str:
    """Return a value as text: dates by ISO, whole numbers without a point, several by blanks."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
