"""Days as files give them."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.read import parse_day


@pytest.mark.parametrize(
    "words",
    [
        "2025-05-11",
        " 2025-05-11 ",
        "2025-05-11T23:59:59.123Z",
        "2025-05-11T00:30+03:00",
        "2025-05-11 10:00:00 UTC",
        "2025-05-11T10:00:00-0500",
        "20250511",
        "2025/05/11",
        "11.05.2025",
        "11 May 2025",
        "May 11, 2025",
        "Sun, 11 May 2025 10:00:00 +0300",
        "Sunday, May 11, 2025, 10:00",
    ],
)
def test_a_day_is_read(words: str) -> None:
    assert parse_day(words) == date(2025, 5, 11)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "yesterday",
        "2025",
        "May 2025",
        "2025-05",
        "2025-13-01",
        "2025-02-30",
        "11/05/2025",
        "5/11/25",
        "0025-05-11",
        "May 11",
        "Ma 11, 2025",
        "2025-05-11 or so",
        "1746921600",
        "20250511123",
    ],
)
def test_what_is_no_day_for_certain_is_none(words: str) -> None:
    assert parse_day(words) is None
