"""charts/gallery shows what the charts show of the bundled articles; ``make gallery`` renews it."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from gallery import GALLERY, PICTURES, draw_gallery, read_samples

from tracker.chart import list_charts

LARGEST = 150_000
NAMES = sorted(PICTURES)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    draw_gallery(read_samples(folder / "samples.db"), folder / "now")
    return folder / "now"


def test_every_chart_is_in_the_gallery() -> None:
    assert [chart.name for chart in list_charts()] == NAMES
    files = {f"{name}.{kind}" for name in NAMES for kind in ("csv", "svg")}
    assert {path.name for path in GALLERY.iterdir()} == files


@pytest.mark.parametrize("name", NAMES)
def test_what_is_plotted_is_what_the_gallery_has(drawn: Path, name: str) -> None:
    now, then = (rows_of(folder / f"{name}.csv") for folder in (drawn, GALLERY))
    assert now == then, f"charts/gallery/{name}.csv has other rows: run `make gallery`, look at it"


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_of_the_gallery_is_small_and_says_what_it_shows(name: str) -> None:
    path = GALLERY / f"{name}.svg"
    assert path.stat().st_size < LARGEST
    root = ElementTree.parse(path).getroot()
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title about"
    title, about = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert about is not None
    assert (title.get("id"), about.get("id")) == ("title", "about")
    assert title.text in (about.text or "")
    assert re.search(r"\d", (about.text or "").removeprefix(title.text or ""))
    words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert "a claim is not a fact" in words
    assert "as of" in words
    assert "reviewed" in words


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_its_claims_and_their_words(name: str) -> None:
    header, *rows = rows_of(GALLERY / f"{name}.csv")
    ids, quotes = header.index("claim_ids"), header.index("quotes")
    assert rows
    assert all(re.fullmatch(r"c-\w+( c-\w+)*", row[ids]) for row in rows)
    assert all(row[quotes].strip() for row in rows)
