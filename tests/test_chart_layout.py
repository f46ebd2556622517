"""Charts: the data in them, their words, their files, and that nothing on them overlaps."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from drawn import picture_of
from made_figures import (
    GENERAL_STAFF,
    claim,
    daily,
    day,
    make_database,
    spread_value,
    strike,
)
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from tracker.chart.picture import Picture
from tracker.chart.write import own_style

STEPS, BARS, STRIKES = "cumulative-by-source", "daily-losses", "strikes"
AIR_FORCE = {"source": "Air Force", "attribution_type": "belligerent_military"}
LONG_NAMES = [
    "General Staff",
    "NATO",
    "Office of the High Commissioner for the Registration of Losses and Missing Persons",
    "Provisional Joint Commission of the Northern and Eastern Provinces (Statistics)",
    "Harbour Monitor",
    "Institute of Strategic and Regional Studies",
    "Ministry",
    "Volunteers of the Open Register and Partners",
]


@pytest.fixture
def database(tmp_path: Path) -> Any:
    numbers = count()

    def make(claims: Iterable[dict[str, Any]]) -> Path:
        return make_database(tmp_path / f"made-{next(numbers)}.db", claims)

    return make


# --- nothing overlaps ------------------------------------------------------------------------


def many(points: int, sources: int) -> list[dict[str, Any]]:
    """Return running totals, daily figures and strikes of so many days and sources."""
    claims = []
    for source, name in enumerate(LONG_NAMES[:sources]):
        who = {"source": name, "attribution_type": GENERAL_STAFF["attribution_type"]}
        if source % 2:
            who["attribution_type"] = "monitor_ngo"
        for number in range(0, points, sources):
            value = spread_value(number * 8 + source, 1_500_000)
            span = {"period_end": day(number), "article": f"a-{source}-{number}"}
            claims.append(claim(value=value, **span, **who))
            claims.append(daily(number, value, **who))
            claims.append(strike(number, "launched", value, **who))
            claims.append(strike(number, "intercepted", value * 0.6, **who))
    return claims


def texts_of(picture: Picture) -> list[Text]:
    labels = [
        label
        for axes in picture.axes
        for axis in (axes.xaxis, axes.yaxis)
        for label in axis.get_ticklabels()
        if _within(axes, axis, label)
    ]
    return [text for text in (*picture.figure.texts, *labels) if text.get_text().strip()]


def _within(axes: Any, axis: Any, label: Text) -> bool:
    low, high = sorted(axis.get_view_interval())
    place = label.get_position()[0 if axis is axes.xaxis else 1]
    return label.get_visible() and low <= place <= high


@pytest.mark.parametrize("name", [STEPS, BARS, STRIKES])
@pytest.mark.parametrize(("points", "sources"), [(1, 1), (2, 1), (30, 1), (30, 8), (1500, 1)])
def test_no_words_overlap_or_are_cut(database: Any, name: str, points: int, sources: int) -> None:
    picture = picture_of(name, database(many(points, sources)))
    with own_style():
        canvas = FigureCanvasAgg(picture.figure)
        canvas.draw()
        boxes = [(text, text.get_window_extent()) for text in texts_of(picture)]
    width, height = picture.figure.bbox.size
    for text, box in boxes:
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= width, text
        assert box.y1 <= height, text
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        apart = (
            first.x1 <= second.x0 + 1
            or second.x1 <= first.x0 + 1
            or first.y1 <= second.y0 + 2
            or second.y1 <= first.y0 + 2
        )
        assert apart, (one, other)
    assert sum(len(rows) for _, rows in picture.rows.groupby("panel")) == len(picture.rows)
