"""What a page is laid out with: widths of bars, places of labels, lines of text, ticks of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from made_figures import day

from tracker.chart.dates import date_ticks
from tracker.chart.labels import spread
from tracker.chart.lettering import PLAIN, text_width, wrap
from tracker.chart.piles import bar_widths


def test_a_bar_takes_the_empty_days_around_it_where_a_day_is_too_thin_to_be_seen() -> None:
    days = [date.fromisoformat(day(number)) for number in (0, 1, 4, 900)]
    assert list(bar_widths(days, 20.0).values()) == [0.85] * 4
    assert list(bar_widths(days, 0.5).values()) == [1.5, 1.5, 1.5, 6.0]


def test_labels_are_moved_as_little_as_it_takes() -> None:
    assert spread([1.0, 9.0], [1.0, 1.0], 0.0, 10.0) == [1.0, 9.0]
    assert spread([5.0, 5.2, 5.1], [1.0, 1.0, 1.0], 0.0, 10.0) == pytest.approx([4.1, 6.1, 5.1])
    assert spread([0.0, 10.0], [2.0, 2.0], 0.0, 10.0) == [1.0, 9.0]


def test_text_falls_into_lines_that_fit_and_dates_stay_whole() -> None:
    text = "Losses according to the register, as of 12 November 2022"
    lines = wrap(text, 2.0, PLAIN)
    assert " ".join(lines) == text
    assert all(text_width(line, PLAIN) <= 2.0 for line in lines)
    assert any("12 November 2022" in line for line in lines)
    assert "".join(wrap("x" * 90, 1.0, PLAIN)) == "x" * 90


@pytest.mark.parametrize("days", [1, 9, 40, 400, 1500, 20000])
def test_ticks_are_never_more_than_there_is_room_for(days: int) -> None:
    first = date(2022, 2, 24)
    for most in (1, 2, 5, 12):
        ticks = date_ticks(first, first + timedelta(days), most)
        assert 1 <= len(ticks) <= most
        assert all(first <= day <= first + timedelta(days) for day, _ in ticks)
