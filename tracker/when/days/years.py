"""The missing year of "March 2": by what stands around it, never by today's date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tracker.frozen import dataclass
from tracker.when.days.stretch import Stretch
from tracker.when.days.wars import Outbreak
from tracker.when.written.calendar_words import read_day

# "On 7 March" in a report of 1 February is a plan for next month or a slip, not last year's.
_SOON = timedelta(days=45)
_LONG_AGO = 12
_JUST_NOW, _LATELY = timedelta(days=10), timedelta(days=45)
_A_YEAR = timedelta(days=366)
_HALF_A_YEAR = timedelta(days=184)


class Clock(NamedTuple):
    """What a reader has in mind on reaching a date.

    ``published`` is the day of the report, ``retrieved`` that on which an undated teaser was seen,
    and ``latest`` the day after which nothing can have been told. ``said`` is the day of speaking
    that the sentence itself gives ("said on Friday"), ``told`` what was being told just before, and
    ``told_here`` that it was in this paragraph. ``narrated`` is the last day of a narrative that
    gives its years; ``years_told`` are the years of days in a text of which it is not sure that it
    is one. ``named`` are the stretches of the dated events that the text is about, ``started`` the
    first days of its wars; ``narrated_last`` is the last day told with its year, though the story
    may be over; ``heading`` is the month of which the heading above the line says that all is told.
    ``begun`` is the first day of the event that an undated text tells of, which its own story
    follows forward where it ``begun_goes_on``; ``week`` the days of which a digest tells.
    ``lately`` says that news were told since the last day with its year, ``outbreak`` what was
    last told to have begun. ``report`` is the day of publication below a heading of years before it
    too, from which "last year" counts; ``of_earlier_year`` says that days without a year are
    not of the report's, as some of them are yet to come in it.
    In a narrative these come before the day of publication, in news after it. Nearly every date
    makes another, hence no dataclass.
    """

    published: date | None = None
    retrieved: date | None = None
    latest: date | None = None
    said: date | None = None
    told: Stretch | None = None
    narrated: date | None = None
    narrated_last: date | None = None
    told_here: bool = False
    named: tuple[Stretch, ...] = ()
    years_told: frozenset[int] = frozenset()
    is_narrative: bool = False
    started: tuple[date, ...] = ()
    heading: Stretch | None = None
    begun: date | None = None
    begun_goes_on: bool = False
    week: Stretch | None = None
    lately: bool = False
    outbreak: Outbreak | None = None
    report: date | None = None
    of_earlier_year: bool = False

    @property
    def base(self) -> date | None:
        """Return the day from which "yesterday" counts."""
        return self.said or self.published


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day or month without its year: the words, and what else is known of it."""

    words: str
    weekday: int | None = None
    since: bool = False
    whole_month: bool = False

    def on(self, year: int) -> date | None:
        """Return the day in that year; the first day of a month."""
        return read_day(f"1 {self.words}" if self.whole_month else self.words, year)


YearRule = Callable[[Yearless, Clock], "date | None"]


def year_of_war_start(day: Yearless, clock: Clock) -> date | None:
    """ "Since 24 February" of a war that began on a 24 February is that of its first year."""
    if not day.since or (day.whole_month and clock.latest is None):
        return None  # "since February", of an undated text, is of any year
    begun = (start for start in clock.started if not _is_after(start, clock.latest))
    return next((start for start in begun if _falls_on(day, start)), None)


def _falls_on(day: Yearless, start: date) -> bool:
    then = day.on(start.year)
    if then is None:
        return False
    return (then.year, then.month) == (start.year, start.month) and (
        day.whole_month or then.day == start.day
    )


def year_of_begun_event(day: Yearless, clock: Clock) -> date | None:
    """An undated story of an event goes forward from its first day, for half a year at most."""
    begun = clock.begun
    if begun is None or day.whole_month:
        return None
    possible = (day.on(begun.year), day.on(begun.year + 1))
    then = next((one for one in possible if one is not None and one >= begun), None)
    if then is None or _is_after(then, clock.latest):
        return None
    on = clock.begun_goes_on and then - begun <= _HALF_A_YEAR
    return then if on or then == begun else None


def year_of_narrative(day: Yearless, clock: Clock) -> date | None:
    """In a narrative the year goes on until another is given; January follows December."""
    if clock.narrated is None:
        return None
    year, month = clock.narrated.year, clock.narrated.month
    same = day.on(year)
    if same is not None and day.since and same > clock.narrated:
        return day.on(year - 1)  # "the most since September", told of January
    if same is None or (month >= 10 and same.month <= 3):
        same = day.on(year + 1)
    elif month <= 2 and same.month >= 11:
        return None  # last December, or the one to come?
    elif clock.narrated - same > _HALF_A_YEAR:
        return None  # back to the past winter, or on to the next?
    if same is None or _is_after(same, clock.latest):
        return None
    # "On 5 March" in a report of 7 March may be of this year in the midst of an old story.
    now = clock.published and _latest(day, clock.published)
    doubtful = now and clock.published and clock.published - now <= _JUST_NOW and now != same
    return None if doubtful and not clock.is_narrative else same


def year_before_publication(day: Yearless, clock: Clock) -> date | None:
    """A report means the latest such day on or before its own; not one that is soon to come.

    After "on 25 February 2022" a bare "9 March" may be of that year or of the report's: unknown.
    """
    if clock.published is None:
        return None
    found = _before_publication(day, clock, clock.published)
    doubtful = clock.of_earlier_year and not day.whole_month
    return None if found and doubtful and found.year == clock.published.year else found


def _before_publication(day: Yearless, clock: Clock, published: date) -> date | None:
    latest = _latest(day, published)
    if clock.is_narrative and clock.narrated is None and latest is not None:
        return latest if published - latest <= _LATELY else None
    if day.since and latest is not None and (latest.month, latest.day) == (1, 1):
        return latest  # "since 1 January": since the year of the report began
    if day.since and latest is not None and _is_within_a_year(latest, clock.narrated_last):
        return latest
    told = clock.years_told | ({clock.narrated.year} if clock.narrated else set())
    told -= {published.year}
    if latest is None or not told or latest.year in told or _comes_next(day, latest, clock):
        return latest
    return latest if published - latest <= (_LATELY if clock.lately else _JUST_NOW) else None


def _is_within_a_year(day: date, narrated: date | None) -> bool:
    """Tell September for "the most since September" in a story that has come to January."""
    return narrated is not None and timedelta(0) < narrated - day < _A_YEAR


def _comes_next(day: Yearless, latest: date, clock: Clock) -> bool:
    """Tell "On 3 January" after "by the end of 2021" in a report of the next year."""
    last = clock.narrated_last
    if last is None:
        return False
    same, following = day.on(last.year), day.on(last.year + 1)
    return (same is None or same < last) and following == latest


def year_in_narrative_of_event(day: Yearless, clock: Clock) -> date | None:
    """A narrative of one event or of a stated span means the day within it."""
    return year_of_named_event(day, clock) if clock.is_narrative else None


def year_of_named_event(day: Yearless, clock: Clock) -> date | None:
    """The event that a text names as its subject may hold exactly one such day."""
    possible = {
        then
        for stretch in clock.named
        if stretch.first and stretch.last
        for year in range(stretch.first.year, stretch.last.year + 1)
        if (then := day.on(year))
        and stretch.first <= then <= stretch.last
        and not _is_after(then, clock.latest)
    }
    return possible.pop() if len(possible) == 1 else None


def year_before_retrieval(day: Yearless, clock: Clock) -> date | None:
    """An undated teaser is no older than the page around it and no younger than its retrieval."""
    if clock.retrieved is None:
        return None
    # "Wednesday, 24 August" has fewer years to be in than "24 August".
    return _latest(day, clock.retrieved, day.weekday)


YEAR_RULES: tuple[YearRule, ...] = (
    year_of_war_start,
    year_of_begun_event,
    year_of_narrative,
    year_in_narrative_of_event,
    year_before_publication,
    year_of_named_event,
    year_before_retrieval,
)


def find_year(day: Yearless, clock: Clock) -> tuple[date, str] | None:
    """Return the day with its year and the rule that found it; None where nothing decides."""
    for rule in YEAR_RULES:
        found = rule(day, clock)
        if found is not None:
            return found, rule.__name__
    return None


def _latest(day: Yearless, bound: date, weekday: int | None = None) -> date | None:
    possible = (day.on(year) for year in range(bound.year + 1, bound.year - _LONG_AGO, -1))
    for then in possible:
        if then is None or (weekday is not None and then.weekday() != weekday):
            continue
        if then <= bound:
            return then
        if then - bound <= _SOON and not day.whole_month and not day.since:
            return None
    return None


def _is_after(day: date, latest: date | None) -> bool:
    return latest is not None and day > latest
