"""Expressions side by side -> one: "Wednesday, August 24", "between 24 February and 3 April"."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.when.written.mention import (
    DAY,
    MONTH,
    NAMED,
    NIGHTS,
    NTH,
    PART,
    WEEKDAY,
    Mention,
)

_BETWEEN_PARTS_OF_A_DAY = re.compile(r",? ?(?:the )?\(?$|,? (?:on )?$")
_HOUR = (
    r"(?:\d{1,2}(?:[:.]\d\d(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)|noon|midnight)"
    r"(?: local time)?(?: (?:on|of))?"
)
_RANGE = re.compile(
    rf" ?[-\u2013\u2014] ?$| (?:to|until|till|through|and|into) (?:the )?(?:{_HOUR} )?$"
)
_RANGE_OPENS = re.compile(rf"\b(?:from|between|period of|on|war of|during)(?: the)?(?: {_HOUR})? $")
_YEAR_NAMED = frozenset({"last_year", "this_year", "same_year", "next_year"})
_MONTH_NAMED = frozenset({"next_month", "same_month", "last_month", "this_month"})
_INTO = re.compile(r"\b(?:overnight|into|to)\b")
_IN_MONTHS = ("in ", "during ", "throughout ")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_NIGHT_OF = re.compile(r",? (?:(?:on|into|to|of|from|early|late) )?(?:the )?$")


def join_days(folded: str, mentions: list[Mention]) -> list[Mention]:
    """Make one expression of "Wednesday, August 24" and of "overnight on 3 March"."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        pair = before and _pair(folded, before, mention)
        if pair:
            joined[-1] = pair
        else:
            joined.append(mention)
    return joined


def _pair(folded: str, one: Mention, two: Mention) -> Mention | None:
    gap = folded[one.end : two.start]
    if one.grain == WEEKDAY and two.grain == DAY and _BETWEEN_PARTS_OF_A_DAY.fullmatch(gap):
        night = one.covers if one.covers in NIGHTS else ""
        rule = f"{night}+{two.rule}" if night else two.rule
        covers = night or two.covers
        return replace(two, start=one.start, weekday=one.weekday, covers=covers, rule=rule)
    if one.grain == DAY and two.grain == WEEKDAY and gap in (", ", " (", " "):
        return replace(one, end=two.end, weekday=two.weekday)
    if one.covers == "past_day" and two.grain == DAY and gap == ", ":
        return replace(two, start=one.start, basis=one.basis)
    if one.rule == "periods.since_day_start" and two.grain == DAY and gap in (" ", " on ", " of "):
        return replace(
            two, start=one.start, basis=one.basis
        )  # "since the start of the day on 3 May"
    if one.covers == "ago_years" and two.covers == "today" and gap in (" ", ", "):
        return replace(one, end=two.end, covers="ago_years_today")
    if one.covers == "ago_years" and two.covers == "this_month" and gap in (" ", ", "):
        return replace(one, end=two.end, covers="ago_years_month")
    if one.covers == "this_month" and two.grain == MONTH and gap == " of ":
        return replace(two, start=one.start, year_of=two.year_of or "this_year")
    if two.covers in _YEAR_NAMED and gap in (" ", " of ", ", ") and _lacks_year(one):
        return replace(one, end=two.end, year_of=two.covers)
    if one.part == NTH and two.covers in _MONTH_NAMED and gap == " of ":
        return replace(one, end=two.end, year_of=two.covers)
    if _is_night(one) and _is_day(two) and _NIGHT_OF.fullmatch(gap):
        if "from" in gap:
            return None
        into = _INTO.search(folded[one.start : two.start]) is not None
        covers = "night_into" if into else "night_of"
        return replace(two, start=one.start, covers=covers, rule=f"{covers}+{two.rule}")
    if _is_day(one) and _is_night(two) and gap == " ":
        return replace(one, end=two.end, covers="night_into", rule=f"night_into+{one.rule}")
    return None


def _lacks_year(mention: Mention) -> bool:
    return mention.grain in (DAY, MONTH, PART) and not mention.has_year and bool(mention.words)


def is_open_night(folded: str, mention: Mention) -> bool:
    """Tell "the night of" a day from "the night of the fire", which dates nothing."""
    return _is_night(mention) and folded.endswith((" of", " to", " into"), 0, mention.end)


def _is_night(mention: Mention) -> bool:
    return mention.covers == "night" and mention.grain == NAMED


def _is_day(mention: Mention) -> bool:
    return mention.grain in (DAY, WEEKDAY)


def join_ranges(folded: str, mentions: list[Mention]) -> list[Mention]:
    """Make one expression of "between 24 February and 3 April"."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and _opens_range(folded, before, mention):
            end = replace(mention, covers="", until=None)
            joined[-1] = replace(before, end=mention.end, until=end, rule=f"range+{before.rule}")
        else:
            joined.append(mention)
    return joined


def _opens_range(folded: str, one: Mention, two: Mention) -> bool:
    gap = folded[one.end : two.start]
    if one.until or two.until or not _RANGE.fullmatch(gap):
        return False
    grains = {one.grain, two.grain}
    if NAMED in grains or (len(grains) > 1 and not grains <= {DAY, PART, MONTH}):
        return False
    if gap.strip() in ("-", "\u2013", "\u2014"):
        return one.grain != WEEKDAY or one.end == two.start - 1
    before = folded[max(0, one.start - 30) : one.start]
    if gap == " and " and _are_next_months(folded, one, two):
        return before.endswith(_IN_MONTHS)
    opened = _RANGE_OPENS.search(before)
    words = opened.group().strip() if opened else ""
    if one.covers in NIGHTS and one.part == two.part == NTH and gap.strip().startswith("to"):
        return True
    if gap.strip().startswith("and"):
        return words.startswith(("between", "on")) and one.grain != NAMED
    return bool(opened) and not words.startswith("on")


def _are_next_months(folded: str, one: Mention, two: Mention) -> bool:
    """Tell "in October and November"; not "rose by 4 and 9 in May and June respectively"."""
    if not one.grain == two.grain == MONTH or one.part or two.part:
        return False
    first, second = (_MONTHS.find(folded[m.start : m.start + 3]) // 3 for m in (one, two))
    if first < 0 or (first + 1) % 12 != second:
        return False
    return not folded[two.end :].lstrip(", ").startswith("respectively")
