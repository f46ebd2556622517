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
from xml.sax.saxutils import escape

import matplotlib as mpl

from tracker.chart.picture import Picture
from tracker.chart.style import SETTINGS
from tracker.errors import BadChart

_DROPPED = frozenset({"named", "quote", "origins"})


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
    drawn = content.getvalue()
    if kind == "svg":
        drawn = _with_alt(drawn, picture)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(rows, _as_csv(picture).encode())
        _replace(path, drawn)
    except OSError as error:
        raise BadChart(f"cannot write {path}: {error.strerror}; choose another folder") from error
    return rows


def _metadata(picture: Picture, kind: str) -> dict[str, Any]:
    """Return what the file says of itself: what it shows, not by which program or on which day."""
    if kind == "png":
        return {"Software": None, "Title": picture.title, "Description": picture.alt}
    if kind == "svg":
        return {"Creator": None, "Date": None, "Title": picture.title, "Description": picture.alt}
    about = {"Title": picture.title, "Subject": picture.alt}
    return {"Creator": None, "Producer": None, "CreationDate": None, **about}


def _with_alt(svg: bytes, picture: Picture) -> bytes:
    """Return an SVG that reads out its title and what it shows."""
    text = svg.decode()
    title = f"<title>{escape(picture.title)}</title>"
    if title not in text:
        raise AssertionError("matplotlib has written no title")
    named = title.replace("<title>", '<title id="title">')
    about = f'<desc id="about">{escape(picture.alt)}</desc>'
    text = text.replace(title, f"{named}\n {about}", 1)
    return text.replace("<svg ", '<svg role="img" aria-labelledby="title about" ', 1).encode()


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
        cells = zip(columns, row, strict=True)
        writer.writerow([_cell(value, " | " if name == "quotes" else " ") for name, value in cells])
    return text.getvalue()


def _cell(value: object, between: str) -> str:
    """Return a value as text: dates by ISO, whole numbers without a point, several as one."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return between.join(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
