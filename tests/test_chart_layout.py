"""Nothing on a chart overlaps and nothing is cut, whatever is on it; every axis is honest."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn import number_of, picture_of, signs_of
from made_figures import chorus, daily, day, make_database, many, total
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.text import Text

from tracker.chart import list_charts
from tracker.chart.picture import Picture
from tracker.chart.scales import log_ticks
from tracker.chart.write import own_style

KINDS = [chart.name for chart in list_charts()]
SIZES = [(1, 1), (2, 1), (2, 2), (30, 1), (30, 8), (1500, 1), (1500, 8)]
CHORUS = [(1, 8), (2, 8), (30, 8)]
"""Days on each of which all of the sources speak."""


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("layout")

    @cache
    def make(points: int, sources: int, maker: Any = many) -> Path:
        path = folder / f"{maker.__name__}-{points}-{sources}.db"
        return make_database(path, maker(points, sources))

    return make


@pytest.mark.parametrize(("points", "sources"), SIZES)
@pytest.mark.parametrize("name", KINDS)
def test_no_words_overlap_or_are_cut(databases: Any, name: str, points: int, sources: int) -> None:
    if name == "residuals" and points < 3:
        pytest.skip("two days are too few for a difference and a figure beside it")
    picture = picture_of(name, databases(points, sources))
    check(picture)
    if points == 1500:
        assert picture.figure.get_figheight() < 30


@pytest.mark.parametrize(("points", "sources"), CHORUS)
@pytest.mark.parametrize("name", KINDS)
def test_no_words_overlap_where_many_speak_on_one_day(
    databases: Any, name: str, points: int, sources: int
) -> None:
    if name == "residuals" and points < 3:
        pytest.skip("two days are too few for a difference and a figure beside it")
    check(picture_of(name, databases(points, sources, chorus)))


def check(picture: Picture) -> None:
    """Hold a picture to all that follows."""
    check_words(picture)
    check_axes(picture)
    check_counts(picture)
    check_signs(picture)


def check_words(picture: Picture) -> None:
    """Hold every piece of text to the canvas, and away from every other one."""
    with own_style():
        renderer = FigureCanvasAgg(picture.figure).get_renderer()
        boxes = [(text, text.get_window_extent(renderer)) for text in texts_of(picture)]
    width, height = picture.figure.bbox.size
    for text, box in boxes:
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= width, text
        assert box.y1 <= height, text
    for (one, first), (other, second) in combinations(boxes, 2):
        apart = (
            first.x1 <= second.x0 + 1
            or second.x1 <= first.x0 + 1
            or first.y1 <= second.y0 + 2
            or second.y1 <= first.y0 + 2
        )
        assert apart, (one, other)


def check_axes(picture: Picture) -> None:
    """Hold bars to zero, and every scale to at least two ticks that can be told apart."""
    for axes in picture.axes:
        bottom, top = sorted(axes.get_ylim())
        bars = [each for each in axes.collections if isinstance(each, PolyCollection)]
        if bars and axes.get_yticks().size and bars[0].get_label() != "band":
            assert bottom <= 0 <= top
        for axis in (axes.xaxis, axes.yaxis):
            labels = [t.get_text() for t in axis.get_ticklabels() if within(axes, axis, t)]
            shown = [label for label in labels if label.strip()]
            assert len(shown) == len(set(shown)) or axis is axes.xaxis, shown
            assert axis.get_view_interval()[0] != axis.get_view_interval()[1]


def check_counts(picture: Picture) -> None:
    """Hold the subtitle to the claims that are drawn, and the key to the signs."""
    claims = len({claim for row in picture.rows["claim_ids"] for claim in row})
    assert re.search(rf"(?<![\d,]){claims:,} claims? from ", picture.subtitle), picture.subtitle
    for sign in signs_of(picture):
        assert sign.get_linestyle() != "None" or sign.get_markersize() >= 6


def check_signs(picture: Picture) -> None:
    """Hold the signs of many days to a size at which the bars behind them are seen."""
    for axes in picture.axes:
        for line in axes.get_lines():
            if len(line.get_xdata()) > 300 and line.get_marker() not in ("None", None, "_"):
                assert line.get_markersize() <= 3, line.get_gid()


def texts_of(picture: Picture) -> list[Text]:
    labels = [
        label
        for axes in picture.axes
        for axis in (axes.xaxis, axes.yaxis)
        for label in axis.get_ticklabels()
        if within(axes, axis, label)
    ]
    return [text for text in (*picture.figure.texts, *labels) if text.get_text().strip()]


def within(axes: Any, axis: Any, label: Text) -> bool:
    low, high = sorted(axis.get_view_interval())
    place = label.get_position()[0 if axis is axes.xaxis else 1]
    return label.get_visible() and low <= place <= high


def test_the_check_finds_words_that_overlap(databases: Any) -> None:
    picture = picture_of("strikes", databases(2, 1))
    title = picture.figure.texts[0]
    picture.figure.text(*title.get_position(), "over the title")
    with pytest.raises(AssertionError, match="over the title"):
        check_words(picture)
    picture.figure.texts[-1].set_position((0.99, 0.5))
    with pytest.raises(AssertionError, match="over the title"):
        check_words(picture)


@pytest.mark.parametrize("most", [1, 2, 3, 6, 9])
def test_a_logarithmic_scale_has_ticks_within_its_ends(most: int) -> None:
    for limits in ((0.6, 2.4), (0.6, 1_500_000.0), (30.0, 70.0), (900.0, 1100.0), (1e6, 4e6)):
        ticks = log_ticks(limits, most)
        assert len(ticks) <= most
        assert all(limits[0] <= tick <= limits[1] for tick in ticks)


def test_no_day_is_lost_between_the_pixels(tmp_path: Path) -> None:
    days = [number for number in range(1500) if number % 6 == 0]
    claims = [daily(n, 9, published=day(n)) for n in days]
    picture = picture_of("coverage", make_database(tmp_path / "thin.db", claims))
    picture.figure.set_dpi(100)
    canvas = FigureCanvasAgg(picture.figure)
    canvas.draw()
    (axes,) = picture.axes
    box = axes.get_window_extent()
    pixels = np.asarray(canvas.buffer_rgba())[:, :, :3].astype(int)
    row = pixels[len(pixels) - int((box.y0 + box.y1) / 2), int(box.x0) + 2 : int(box.x1)]
    inked = row.min(axis=1) < 240
    assert (np.diff(inked.astype(int)) == 1).sum() == len(days)


def test_outlines_of_thin_days_are_one_line_that_leaves_white_within(tmp_path: Path) -> None:
    totals = [total(n, 100 * n, article=f"t-{n}", source="Army") for n in range(900)]
    stated = [daily(n, 100, source="Army") for n in (*range(300, 600), 700)]
    picture = picture_of("daily-losses", make_database(tmp_path / "thin.db", totals + stated))
    (axes,) = picture.axes
    (lines,) = [each for each in axes.collections if each.get_label() == "derived"]
    left, middle, right = lines.get_segments()
    assert [float(y) for _, y in (left[0], left[1], left[-1])] == [0.0, 100.0, 0.0]
    assert left[0][0] == pytest.approx(number_of(day(1)) - 0.5, abs=0.1)
    assert left[-1][0] == pytest.approx(number_of(day(299)) + 0.5, abs=0.1)
    assert len(middle) == 2 * 100 + 2
    assert lines.get_linewidth()[0] < 0.75


def test_a_thin_day_alone_has_a_top_and_no_sides(tmp_path: Path) -> None:
    totals = [total(n, 100 * n, article=f"t-{n}", source="Army") for n in range(900)]
    stated = [daily(n, 100, source="Army") for n in range(900) if n != 400]
    picture = picture_of("daily-losses", make_database(tmp_path / "thin.db", totals + stated))
    (lines,) = [each for each in picture.axes[0].collections if each.get_label() == "derived"]
    assert [[float(y) for _, y in each] for each in lines.get_segments()] == [[100.0, 100.0]]
