"""A season that a text names without its year -> its days."""

from __future__ import annotations

from datetime import date

from tracker.when.days.stretch import Stretch, part_of_year
from tracker.when.days.years import Clock
from tracker.when.written.mention import Mention


def season_told(mention: Mention, clock: Clock) -> Stretch | None:
    """Return that summer, or the next or the one before, counted from the days being told."""
    day = (clock.told.last if clock.told else None) or clock.narrated
    if day is None:
        return None
    seasons = [part_of_year(day.year + on, mention.part) for on in (-1, 0, 1, 2)]
    known = [one for one in seasons if one is not None and one.first and one.last]
    if mention.words == "next":
        return next((one for one in known if one.first and one.first > day), None)
    if mention.words == "previous":
        return next((one for one in reversed(known) if one.last and one.last < day), None)
    of_year = [one for one in known if one.first and one.first.year == day.year]
    holding = [one for one in known if one.first and one.last and one.first <= day <= one.last]
    return next(iter(holding or of_year), None)


def season_ago(mention: Mention, base: date) -> Stretch | None:
    """Return last winter: the latest that was over on the day of the report; "this" may go on."""
    for year in (base.year + 1, base.year, base.year - 1):
        season = part_of_year(year, mention.part)
        if season is None or season.first is None or season.last is None:
            continue
        if season.last < base or (mention.words == "this" and season.first <= base):
            return season
    return None
