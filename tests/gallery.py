"""Draws charts/gallery: one picture of each chart of the project, from the bundled articles.

python -m tests.gallery
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from tracker.chart import Drawn, draw_chart
from tracker.paths import PACKAGE, sample_files
from tracker.read import read_inputs
from tracker.store import Store

GALLERY = PACKAGE.parent / "charts" / "gallery"

SUDAN = {"party": "Sudan", "last_day": "2025-09-30"}
PICTURES: Mapping[str, Mapping[str, str]] = {
    "both-sides": {"party": "RSF"},
    "coverage": {"party": "Russia", "first_day": "2025-01-01"},
    "cumulative-by-source": {"party": "Russia", "first_day": "2025-01-01"},
    "daily-losses": {"party": "RSF"},
    "equipment": {"party": "Russia"},
    "estimates": SUDAN,
    "incident": {"party": "Sudan", "day": "2025-06-21"},
    "low-best-high": SUDAN,
    "residuals": {"party": "RSF"},
    "strikes": {"party": "Russia"},
}
"""The charts with the parameters under which the bundled articles have most to show."""


def read_samples(database: Path) -> Path:
    """Put the bundled articles into a database."""
    with Store(database) as store:
        store.ingest(read_inputs([str(sample_files())]))
    return database


def draw_gallery(database: Path, folder: Path) -> list[Drawn]:
    """Draw every picture of the gallery into a folder."""
    return [
        draw_chart(name, database, folder, format="svg", parameters=parameters)
        for name, parameters in PICTURES.items()
    ]


def main() -> None:
    """Draw the gallery anew; what no chart draws any more is removed."""
    for old in (*GALLERY.glob("*.svg"), *GALLERY.glob("*.csv")):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for drawn in draw_gallery(read_samples(Path(folder) / "samples.db"), GALLERY):
            print(f"{drawn.path.name}: {drawn.points} points of {drawn.claims} claims")


if __name__ == "__main__":
    main()
