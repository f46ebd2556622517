"""Series and charts/*.toml -> pictures, each with the rows that it shows beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.chart.definition import KINDS, ChartDefinition, NoData, Parameter, Words
from tracker.chart.find import find_chart, folders_beside, list_charts
from tracker.errors import BadChart

FORMATS = ("png", "svg", "pdf")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart that was written: where, under which title, with how many points and claims."""

    path: Path
    csv_path: Path
    title: str
    points: int
    claims: int


def draw_chart(
    name: str,
    database_path: str | Path,
    out_folder: str | Path,
    *,
    format: str = "png",
    parameters: Mapping[str, str | None] | None = None,
    folders: Sequence[Path] = (),
) -> Drawn:
    """Draw one chart from a database and return where it is.

    ``name`` is that of a chart of the project or in one of the folders, or the path of its file.

    Raises:
        NoData: where the database has no claim that the chart could show.
        BadChart: where chart, format or parameter is unknown, the definition has a mistake,
            or the folder cannot be written to.
    """
    if format not in FORMATS:
        raise BadChart(f"{format!r} is no format of a chart; allowed: {', '.join(FORMATS)}")
    definition = find_chart(name, folders)
    # Only now, as matplotlib and pandas take longer to load than a mistake to be named.
    from tracker.chart.draw import draw
    from tracker.chart.load import load_series
    from tracker.chart.write import own_style, write

    series = load_series(definition, Path(database_path), parameters or {})
    path = Path(out_folder) / f"{definition.name}.{format}"
    with own_style():
        picture = draw(definition, series, f"{definition.name}.csv")
        csv_path = write(picture, path)
    claims = len({claim for row in picture.rows["claim_ids"] for claim in row})
    return Drawn(path, csv_path, picture.title, len(picture.rows), claims)


__all__ = [
    "FORMATS",
    "KINDS",
    "ChartDefinition",
    "Drawn",
    "NoData",
    "Parameter",
    "Words",
    "draw_chart",
    "find_chart",
    "folders_beside",
    "list_charts",
]
