"""Pictures drawn for the tests of charts, and what is in them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from matplotlib.dates import date2num
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from tracker.chart.draw import draw
from tracker.chart.find import find_chart
from tracker.chart.load import load_series
from tracker.chart.picture import Picture
from tracker.chart.write import own_style


def picture_of(name: str, path: Path, *folders: Path, **parameters: str) -> Picture:
    """Return the picture of a chart, drawn from a database but not written."""
    definition = find_chart(name, folders)
    series = load_series(definition, path, parameters)
    with own_style():
        return draw(definition, series, f"{definition.name}.csv")


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words_of(picture: Picture) -> list[str]:
    """Return all words of a picture but those of its scales."""
    return [text.get_text() for text in picture.figure.texts]


def lines_of(picture: Picture, prefix: str) -> dict[str, list[tuple[float, float]]]:
    """Return the points of each line of the panels whose id begins so."""
    return {
        str(line.get_gid()): list(zip(line.get_xdata(), line.get_ydata(), strict=True))
        for axes in picture.axes
        for line in axes.get_lines()
        if str(line.get_gid()).startswith(prefix)
    }


def places(picture: Picture, gid: str) -> list[tuple[float, float]]:
    """Return the points of every line of this id, in all panels."""
    return [
        point
        for axes in picture.axes
        for line in axes.get_lines()
        if line.get_gid() == gid
        for point in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def bars_of(picture: Picture, panel: int, layer: str) -> list[tuple[float, float, float]]:
    """Return middle, foot and height of each bar of a layer."""
    found = [each for each in picture.axes[panel].collections if each.get_label() == layer]
    corners = [path.vertices for each in found for path in each.get_paths()]
    return [
        (float(left + right) / 2, float(foot), float(top - foot))
        for (left, foot), (_, top), (right, _), *_ in corners
    ]


def signs_of(picture: Picture) -> list[Line2D]:
    """Return the lines and marks of the key and of labels beside panels."""
    return [sign for sign in picture.figure.artists if isinstance(sign, Line2D)]


def boxes_of(picture: Picture) -> list[Rectangle]:
    """Return the boxes of the key."""
    return [box for box in picture.figure.artists if isinstance(box, Rectangle)]


def number_of(text: str) -> float:
    """Return where an ISO date stands on a time axis."""
    return float(date2num(date.fromisoformat(text)))
