"""The day that a date line prints, in the languages that pages are made in.

An English article stands in a page whose own words may be of another language: "16 травня 2024,
10:15", "Publié le 16 mai 2024". The names of months are dateparser's. A name that means one month
here and another one there ("listopad") is none, and so is a date of numbers whose order is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib import import_module

from tracker.frozen import dataclass
from tracker.spans import fold

_LANGUAGES = (
    "en uk ru be bg sr mk bs hr sl cs sk pl de nl fr es pt ca it ro da sv nb fi et lv lt hu el tr "
    "az ka hy he ar fa ur hi bn id vi sw am ps uz kk ky sq"
).split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SHORTEST_NAME = 3
_FIRST_YEAR, _LAST_YEAR = 1990, 2099

_TOKEN = re.compile(r"\d+|[^\s\d.,;:|/()\[\]\u2013\u2014\u00b7\u2022\"+-]+")
_JOIN = re.compile(r"[\s.,'/\u2019-]{1,3}")
_NUMBERS = (
    (re.compile(r"(?<!\d)(\d{4})\s?[\u5e74\ub144]\s?(\d\d?)\s?[\u6708\uc6d4]\s?(\d\d?)"), "ymd"),
    (re.compile(r"(?<!\d)(\d\d?) th\u00e1ng (\d\d?),? n\u0103m (\d{4})(?!\d)"), "dmy"),
    (re.compile(r"(?<![\d.])(\d{4})([./-])\s?(\d\d?)\2\s?(\d\d?)(?!\d)"), "y_md"),
    (re.compile(r"(?<![\d.:])(\d\d?)\.\s?(\d\d?)\.\s?(\d{4}|\d\d)(?!\d|[.:]\d)"), "dmy"),
    (re.compile(r"^\W*((?:19|20)\d\d)(\d\d)(\d\d)(?:[t ,|]+\d\d?[:.]?\d\d\W*)?\W*$"), "ymd"),
    (re.compile(r"(?<![\d.:])(\d\d?)([/-])(\d\d?)\2(\d{4})(?!\d)"), "slashed"),
)


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day with its place in the line; ``named`` where its month has a name in letters."""

    day: date
    start: int
    end: int
    named: bool


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def number(self) -> int | None:
        return int(self.text) if self.text.isdigit() and len(self.text) in (1, 2, 4) else None


def find_printed_day(line: str) -> PrintedDay | None:
    """Return the first full date of a short line: day, month and year; None where there is none.

    >>> find_printed_day("Опубліковано: 16 травня 2024, 10:15").day
    datetime.date(2024, 5, 16)
    >>> find_printed_day("2024年5月16日").day, find_printed_day("16. Mai 2024").day
    (datetime.date(2024, 5, 16), datetime.date(2024, 5, 16))
    >>> find_printed_day("10:15 | 05/06/2024"), find_printed_day("11 listopada 2024")
    (None, None)
    """
    folded = fold(line)
    return _in_numbers(folded) or _in_words(folded)


def is_weekday(word: str) -> bool:
    """Tell the name of a day of the week, in small letters, in one of the languages."""
    return word in _names()[1]


def _in_numbers(line: str) -> PrintedDay | None:
    for form, order in _NUMBERS:
        if found := form.search(line):
            day = _ordered(found.groups(), order)
            if day is not None:
                return PrintedDay(day, found.start(), found.end(), named=False)
    return None


def _ordered(parts: Sequence[str], order: str) -> date | None:
    numbers = [int(part) for part in parts if part.isdigit()]
    if order in ("ymd", "y_md"):
        return _day(*numbers)
    first, second, year = numbers
    if order == "slashed" and first <= 12 and second <= 12 and first != second:
        return None
    if order == "slashed" and second > 12:
        first, second = second, first
    return _day(year + 2000 if year < 100 else year, second, first)


def _in_words(line: str) -> PrintedDay | None:
    tokens = [_Token(*found.span(), found.group()) for found in _TOKEN.finditer(line)]
    for at, token in enumerate(tokens):
        month = _month_of(token)
        for numbers in _around(line, tokens, at) if month is not None else ():
            day = _day_of(line, numbers, month or 0)
            if day is not None:
                start = min(token.start, *(one.start for one in numbers))
                end = max(token.end, *(one.end for one in numbers))
                return PrintedDay(day, start, end, named=True)
    return None


def _month_of(token: _Token) -> int | None:
    return None if token.text.isdigit() else _names()[0].get(token.text)


def _around(line: str, tokens: Sequence[_Token], at: int) -> Iterator[tuple[_Token, _Token]]:
    """Yield the two numbers on both sides of a month, then the two behind it."""
    before = _next_number(line, tokens, at, -1)
    after = _next_number(line, tokens, at, 1)
    if before is not None and after is not None:
        yield tokens[before], tokens[after]
    if after is not None:
        further = _next_number(line, tokens, after, 1)
        if further is not None:
            yield tokens[after], tokens[further]


def _next_number(line: str, tokens: Sequence[_Token], at: int, step: int) -> int | None:
    """Return the number beside a token, with one short word between them at most ("de", "m.")."""
    for index in (at + step, at + 2 * step):
        if not 0 <= index < len(tokens):
            return None
        left, right = sorted((tokens[index - step], tokens[index]), key=lambda one: one.start)
        if not _JOIN.fullmatch(line, left.end, right.start) and left.end != right.start:
            return None
        if tokens[index].number is not None:
            return index
        if len(tokens[index].text) > 3:
            return None
    return None


def _day_of(line: str, numbers: tuple[_Token, _Token], month: int) -> date | None:
    one, other = (token.number or 0 for token in numbers)
    last = numbers[1]
    if len(last.text) == 2 and line[last.start - 1] in "'-":
        other += 2000  # "16-May-24", "16 May '24"
    if one > 31:
        one, other = other, one
    return _day(other, month, one)


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _names() -> tuple[dict[str, int], frozenset[str]]:
    """Return the months by their names, and the names of the days of the week."""
    months: dict[str, set[int]] = {}
    weekdays: set[str] = set()
    for language in _LANGUAGES:
        names = import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, month in enumerate(_MONTHS, 1):
            for name in names.get(month, ()):
                months.setdefault(fold(name).rstrip("."), set()).add(number)
        weekdays.update(fold(name) for day in _WEEKDAYS for name in names.get(day, ()))
    certain = {name: numbers.pop() for name, numbers in months.items() if len(numbers) == 1}
    long = (name for name in certain if len(name) >= _SHORTEST_NAME or not name.isascii())
    kept = {name: certain[name] for name in long}
    return kept, frozenset(weekdays)
