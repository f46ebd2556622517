"""What an expression of time says by itself, before it is known which days it means."""

from __future__ import annotations

from tracker.frozen import dataclass

DAY, MONTH, YEAR = "day", "month", "year"
WEEKDAY, PART, NAMED = "weekday", "part", "named"
EARLY, MID, LATE = "early", "mid", "late"
NTH, END = "nth", "end"
NIGHTS = frozenset({"night_of", "night_into"})


_OF_REPORT = frozenset(
    "today yesterday night past_day past_hours past_days this_week last_week weekend "
    "this_month last_month".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression of time at ``start`` to ``end`` of the text.

    ``grain`` is how fine it is (a day, a month, a year, a weekday, a part of a month or year,
    or a named stretch such as "overnight"); ``words`` are the date's own words, as dateparser
    reads them; ``covers`` names the stretch, ``amount`` counts its units ("two" in "the past
    two weeks"). A range holds its end in ``until``. ``attributive`` marks "2014" in "the 2014
    war", ``last`` a weekday that cannot be today ("last Friday"). ``year_of`` names the year
    where words do ("last_year" in "October last year"). ``basis`` is what the expression itself
    says of the figure's kind, where it says so. A day of which only the number is given ("the 9th")
    has NTH as its ``part``.
    """

    start: int
    end: int
    rule: str
    grain: str
    words: str = ""
    has_year: bool = False
    part: str = ""
    weekday: int | None = None
    covers: str = ""
    amount: int | None = None
    basis: str | None = None
    attributive: bool = False
    last: bool = False
    year_of: str = ""
    until: Mention | None = None

    @property
    def counts_from_report(self) -> bool:
        """Tell a word of news, which counts from the day of the report: "on Friday", "today"."""
        of_story = self.covers in ("told_weekday", "next_weekday")
        return (self.grain == WEEKDAY and not of_story) or self.covers in _OF_REPORT
