"""A match of a length of time -> the expression that it is: "two days later", "24 hours"."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.when.written.mention import EARLY, MID, NAMED, Mention
from tracker.when.written.numbers import read_amount

_PARTS_TOLD = {"beginning": EARLY, "start": EARLY, "middle": MID}


def read_past(found: re.Match[str]) -> Mention | None:
    """The past two weeks, the last 48 hours."""
    amount, unit = found.group(1), found.group(2) or found.group(3)
    if amount is None and not unit.endswith("s"):
        amount = "1"
    return _span(found, "past", amount, unit)


def read_in_hours(found: re.Match[str]) -> Mention:
    """In 24 hours."""
    return _span(found, "past", found.group(1), "hours")


def read_span_to(found: re.Match[str]) -> Mention:
    """The 24 hours to (06:00 on 2 May), the 12 months to (30 June): counted back from there."""
    mention = _span(found, "to", found.group(1), found.group(2))
    return replace(mention, end=mention.end - 1)


def read_span_around(found: re.Match[str]) -> Mention:
    """In the three weeks before (the truce): a span that ends on a day of something else."""
    return replace(_span(found, "around", found.group(1), found.group(2)), basis="period")


def read_ago(found: re.Match[str]) -> Mention:
    """Three days ago."""
    return _span(found, "ago", found.group(1), found.group(2))


def read_later(found: re.Match[str]) -> Mention:
    """Two days later."""
    side = "later" if found.group(3) in ("later", "after", "after that") else "earlier"
    return _span(found, side, found.group(1), found.group(2))


def read_after(found: re.Match[str]) -> Mention:
    """A day after (rockets killed twelve): counted back from what follows upon it."""
    return _span(found, "after", found.group(1), found.group(2))


def read_next(found: re.Match[str]) -> Mention:
    """The next 100 days: counted on from what is told."""
    return _span(found, "next", found.group(1), found.group(2))


def read_first_days(found: re.Match[str]) -> Mention:
    """In its first three days, in the first week: counted on from the day being told."""
    return _span(found, "first", found.group(1) or "1", found.group(2))


def read_in_days(found: re.Match[str]) -> Mention:
    """In two days (60 people died): counted on from the day being told."""
    return _span(found, "within", found.group(1), found.group(2))


def read_start_of(found: re.Match[str]) -> Mention | None:
    """In the first week of the war; of "the first days" nobody knows how many."""
    amount, unit = found.group(1), found.group(2)
    if amount is None and unit.endswith("s"):
        return None
    mention = _span(found, "start", amount or "1", unit)
    return replace(mention, end=mention.end - 1)


def read_that_followed(found: re.Match[str]) -> Mention:
    """The (two) weeks that followed; of "the days that followed" nobody knows how many."""
    amount, unit = found.group(1, 2)
    one = None if unit.endswith("s") else "1"
    return _span(found, "next", amount or one, unit)


def read_nth_day(found: re.Match[str]) -> Mention:
    """Day ten; the 100th day of."""
    number = next(group for group in found.group(1, 2) if group)
    return _span(found, "nth", number, "days")


def read_nth_day_alone(found: re.Match[str]) -> Mention:
    """On the first day: of what was told to have begun."""
    return replace(_span(found, "nth", found.group(1), "days"), rule="nth_day_alone")


def read_into(found: re.Match[str]) -> Mention:
    """Seven days into."""
    return _span(found, "into", found.group(1), found.group(2))


def read_anniversary(found: re.Match[str]) -> Mention:
    """On the third anniversary of; on the eve of the second anniversary of."""
    eve, number = found.group(1, 2)
    covers = "anniversary_eve" if eve else "anniversary"
    amount = read_amount(number)
    return Mention(found.start(), found.end(), covers, NAMED, covers=covers, amount=amount)


def _span(found: re.Match[str], kind: str, amount: str | None, unit: str) -> Mention:
    """Return the expression of so many units; a fortnight is two weeks."""
    number = read_amount(amount) if amount else None
    if unit.startswith("fortnight"):
        unit, number = "weeks", 2 * number if number else None
    covers = f"{kind}_{unit.rstrip('s')}s"
    return Mention(
        found.start(),
        found.end(),
        covers,
        NAMED,
        found.group(0),
        covers=covers,
        amount=number,
    )


def read_part_of_told(found: re.Match[str]) -> Mention:
    """Early that month, mid-month, in the last week of the month: of the month being told."""
    early, other = found.group(1, 2)
    part = other or _PARTS_TOLD.get(early, early)
    start, end = found.span()
    return Mention(start, end, "part_of_told", NAMED, part=part, covers="part_of_told")


def read_season(found: re.Match[str]) -> Mention:
    """Last winter, that summer, the following spring."""
    which, season = found.group(1, 2)
    from_report = which.startswith(("last", "this"))
    covers = "season_ago" if from_report else "season_told"
    words = "next" if which.endswith(("following", "next")) else which.rpartition(" ")[2]
    return Mention(
        found.start(), found.end(), "season", NAMED, words, part=season, covers=covers, basis=None
    )
