"""Date words -> a day: dateparser reads them, never with today's date as its base."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_NEUTRAL = date(2000, 1, 1)
_MANY = 50_000


@lru_cache(maxsize=256)
def _parser(base: date) -> DateDataParser:
    # Imported here: dateparser takes 60 ms that `tracker --help` should not wait for.
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime(base.year, base.month, base.day),
            "PREFER_DATES_FROM": "past",
            "DATE_ORDER": "DMY",
        },
    )


@lru_cache(maxsize=_MANY)
def read_words(words: str, base: date = _NEUTRAL) -> date | None:
    """Return the day that the words mean, counted from the base where they are relative.

    A month gives some day of it and a year some day of it; who asks knows what was asked.

    >>> read_words("sept. 7, 2023")
    datetime.date(2023, 9, 7)
    >>> read_words("3 days ago", date(2022, 3, 2))
    datetime.date(2022, 2, 27)
    """
    found = _parser(base).get_date_data(words).date_obj
    return None if found is None else found.date()


def read_day(words: str, year: int) -> date | None:
    """Return a day given without its year; None for 29 February of a common year.

    >>> read_day("feb. 29", 2023), read_day("24 february", 2022)
    (None, datetime.date(2022, 2, 24))
    """
    in_leap_year = read_words(f"{words} {_NEUTRAL.year}")
    if in_leap_year is None:
        return None
    try:
        return in_leap_year.replace(year=year)
    except ValueError:
        return None
