"""The beginning of what is told, from which its days count: "On the 12th day of the siege"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.cued import cued
from tracker.when.days.resolve import Resolved
from tracker.when.days.stretch import Stretch, days, months_on, one_day, years_on
from tracker.when.days.wars import TOLD_BEGINNING, Outbreak
from tracker.when.lines.line import Line
from tracker.when.lines.roles import AS_OF, SINCE, TOLD
from tracker.when.lines.told import Told
from tracker.when.written.mention import Mention

_WARS = frozenset("war invasion conflict fighting hostilities insurgency rebellion".split())
_ATTACKS = frozenset(
    "offensive counteroffensive operation assault campaign attack incursion battle clashes".split()
)
_TRUCES = frozenset({"ceasefire", "truce"})
_OTHERS = frozenset(
    "siege uprising revolt blockade bombardment encirclement occupation march protests intifada "
    "revolution genocide crackdown evacuation coup bombing".split()
)
_THING = rf"\b({'|'.join(sorted(_WARS | _ATTACKS | _TRUCES | _OTHERS))})\b"
_BEGAN = cued(
    rf"{_THING}[^.;]{{0,60}}?\b(?:began|started|broke out|erupted|opened|was launched|"
    r"lasted|ran|raged)\b"
)
_TRUCE_ENDED = cued(
    r"\b(ceasefire|truce)\b[^.;]{0,40}?\b(?:ended|collapsed|broke down|expired|was broken)\b"
)
_LAUNCHED = cued(
    r"\b(?:launched|began|started|opened|mounted|laid)(?: (?:an?|its|their|his|the|another))?"
    rf"(?: [\w'-]+){{0,4}}? {_THING}"
)
_LASTED = re.compile(
    r"\b(?:lasted|ran|raged|went on|stretched|was fought)(?: \w+)? (?:from )?$|"
    r"\b(?:lasted|raged|went on)[^.;]{0,24} from $"
)
_OF_IT = re.compile(rf" (?:the|this|its|their|that) (?:[\w'-]+ ){{0,3}}?{_THING}")
_NUMBERS = ("first", "second", "third")
_FIRST_UNIT = re.compile(rf"\b({'|'.join(_NUMBERS)}) (day|week|month)$")
END_OF_FIRST = "periods.end_of_first_days"
_NEAR = 2
"""How many paragraphs further "on the third day" still counts from the beginning told."""


def outbreak_of(line: Line, told: tuple[Told, ...]) -> Outbreak | None:
    """Return what a line says to have begun on a day, or None."""
    for pattern in (_BEGAN, _TRUCE_ENDED, _LAUNCHED):
        found = pattern.search(line.folded) if told else None
        if found is None or (found[1] in _TRUCES) != (pattern is _TRUCE_ENDED):
            continue
        day = _day_near(line, found, told)
        if day is not None:
            return Outbreak(day, found[1], line.sentence.paragraph)
    return None


def _day_near(line: Line, found: re.Match[str], told: tuple[Told, ...]) -> date | None:
    """Return the one day that is given for a beginning, the nearest to its words."""
    start, end = line.start + found.start(), line.start + found.end()
    near = [
        (max(start - one.end, one.start - end), one)
        for one in told
        if one.role in (TOLD, SINCE) and _is_first_day(one)
    ]
    return min(near, key=lambda pair: pair[0])[1].stretch.first if near else None


def _is_first_day(one: Told) -> bool:
    """Tell a single day, or days from and to."""
    if not one.stretch.closed or one.stretch.precision not in ("day", "day_range"):
        return False
    return one.stretch.first == one.stretch.last or one.mention.until is not None


def span_told(line: Line, told: tuple[Told, ...]) -> tuple[Told, Stretch] | None:
    """Return the days over which a siege or war went on: "It ran from 4 May to 12 July 2014."."""
    for one in told:
        if not one.stretch.closed or _LASTED.search(line.before(one.start)) is None:
            continue
        if one.mention.until is not None:
            return one, one.stretch
        ends = (other.stretch.last for other in told if other.role == AS_OF)
        last = next((day for day in ends if day is not None), None)
        if one.role == SINCE and one.stretch.first and last and one.stretch.first <= last:
            return one, days(one.stretch.first, last)
    return None


def day_of_outbreak(line: Line, mention: Mention, outbreak: Outbreak | None) -> Resolved | None:
    """Return the days of "the 12th day of the siege", "a week into it", counted from its first."""
    if outbreak is None or not mention.amount or not _is_of_it(line, mention, outbreak):
        return None
    if mention.rule == END_OF_FIRST:
        return _end_of_first(line, mention, outbreak)
    kind, _, unit = mention.covers.partition("_")
    first, amount = outbreak.day, mention.amount
    last = {
        "days": first + timedelta(days=amount),
        "weeks": first + timedelta(days=7 * amount),
        "months": months_on(first, amount),
        "years": years_on(first, amount),
    }[unit]
    if kind == "start":
        stretch = days(first, last - timedelta(days=1))
    else:
        stretch = one_day(last if kind == "into" else first + timedelta(days=amount - 1))
    return Resolved(stretch, (mention.rule, TOLD_BEGINNING))


def _end_of_first(line: Line, mention: Mention, outbreak: Outbreak) -> Resolved | None:
    """Return the seventh day for "by the end of the first week"."""
    found = _FIRST_UNIT.search(line.after(mention.start, mention.end - mention.start))
    if found is None:
        return None
    number = _NUMBERS.index(found[1]) + 1
    last = {
        "day": outbreak.day + timedelta(days=number),
        "week": outbreak.day + timedelta(days=7 * number),
        "month": months_on(outbreak.day, number),
    }[found[2]]
    return Resolved(one_day(last - timedelta(days=1)), (mention.rule, TOLD_BEGINNING))


def _is_of_it(line: Line, mention: Mention, outbreak: Outbreak) -> bool:
    if mention.rule == END_OF_FIRST:
        return line.sentence.paragraph - outbreak.paragraph <= _NEAR
    of_it = _OF_IT.match(" " + line.after(mention.end, 80).lstrip(" "))
    if of_it is None:
        alone = mention.rule == "nth_day_alone"
        return alone and line.sentence.paragraph - outbreak.paragraph <= _NEAR
    families = (_WARS, _ATTACKS)
    return of_it[1] == outbreak.thing or any(
        of_it[1] in family and outbreak.thing in family for family in families
    )
