"""Numbers in digits: groups, decimals and scales, ranges, halves."""

from __future__ import annotations

import re

from tracker.count.calendar import Found
from tracker.count.words import SCALES, SHORT_SCALES

PLAIN = (
    r"(?:\d{1,3},\d{1,2}(?= (?:thousand|million|billion|mln|bln|mn|bn)\b)"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,2}\b)?|\d{1,3}(?:\.\d{3})+(?![\d])|\d{1,3}(?:'\d{3})+(?!\d)"
    r"|\d{1,3}(?: \d{3})+(?![\d,.]*\d|st|nd|rd|th|[ -]?mm\b)|\d+(?:\.\d+)?)"
)


_SCALE = rf"(?: ?(?:{'|'.join(SCALES)})\b|[ -]?(?:mln|bln|mn|bn)\b|(?:k|m|b)\b| thsd\b)"


_OF_PEOPLE = (
    r"(?= (?:(?:more|other|internally|displaced|forcibly) )*(?:people|persons|civilians|residents"
    r"|refugees|men|women|children|inhabitants|citizens|palestinians|ukrainians|syrians|sudanese"
    r"|afghans|displaced|others)\b| (?:were|have|had|are) (?:been )?(?:displaced|killed|wounded"
    r"|injured|forced|driven|fled|uprooted|dead|homeless)\b)"
)


_NUMERAL = re.compile(rf"({PLAIN})({_SCALE}| ?m\b{_OF_PEOPLE})?")


_MILLIONS = re.compile(rf" ?m\b{_OF_PEOPLE}")


_NUMERAL_RANGE = re.compile(
    rf"({PLAIN})({_SCALE})?(?: ?[-–—] ?| to | or )({PLAIN})({_SCALE})?"
    r"(?![\w]|[.,:]\d|-\w)"
)


BETWEEN = ("between ", "between about ", "between some ")
_NUMERAL_PAIR = re.compile(rf"({PLAIN})({_SCALE})? and ({PLAIN})({_SCALE})?(?!\w|[.,]\d)")


_YEARS = re.compile(r"(?:19|20)\d\d and (?:19|20)\d\d")


_NO_NOUN = re.compile(r"\s*(?:$|[^\w\s])|\s+(?:by|in|at|and|when|while|as|during|were|was|have)\b")


_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMA = re.compile(r"\d{1,3},\d{1,2}")
"""The comma of "1,5 million" is a point."""


def scaled(digits: str, scale: str | None) -> float:
    """Return the value of a numeral; a point before three last digits groups thousands."""
    scale = (scale or "").strip(" -")
    factor = SCALES.get(scale) or SHORT_SCALES.get(scale) or (1_000 if scale == "thsd" else 1)
    points = digits.count(".")
    if points and (factor == 1 or points > 1) and _POINTS.fullmatch(digits):
        digits = digits.replace(".", "")
    if "," in digits and _COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    number = float(digits.replace(",", "").replace("'", "").replace(" ", "")) * factor
    return int(number) if number.is_integer() else round(number, 6)


_ABOUT = ("about ", "around ", "approximately ", "roughly ", "an estimated ")
_ONE_NOUN = re.compile(
    r" (?!(?:others?|more|additional|dead|killed|wounded|injured|hurt|missing|captured|people|in"
    r"|were|was|are|is|have|had|has|of|at|on|by|from|during|for|to|and|or|percent|per)\b)[a-z]"
)
"""Behind "about 2,500 and 3,000" the noun that both bounds share: "troops"."""


def numeral_range(text: str, start: int, end: int) -> Found | None:
    """10-15, 10 to 15, "between 10 and 15", "about 10 and 15 men"; not "rose from 10 to 15"."""
    before = text[max(0, start - 80) : start]
    if before.endswith(BETWEEN):
        pair = _NUMERAL_PAIR.match(text, start)
        if pair and _YEARS.fullmatch(pair[0]) and _NO_NOUN.match(text, pair.end()):
            return Found(start, pair.end(), "year")  # "303 people between 2005 and 2008"
        if pair:
            low, high = scaled(pair[1], pair[2] or pair[4]), scaled(pair[3], pair[4])
            return make_range(start, pair.end(), low, high)
    pair = _NUMERAL_PAIR.match(text, start) if before.endswith(_ABOUT) else None
    if pair and _ONE_NOUN.match(text, pair.end()):
        low, high = scaled(pair[1], pair[2] or pair[4]), scaled(pair[3], pair[4])
        if low < high <= 2 * low:
            return make_range(start, pair.end(), low, high)
    match = _NUMERAL_RANGE.match(text, start)
    if match is None or risen_from(before):
        return None
    low, high = scaled(match[1], match[2] or match[4]), scaled(match[3], match[4])
    if low < 1_000 <= high and "," in match[3] and low * 1_000 < high and high % 1_000 == 0:
        low *= 1_000  # "10-12,000 people"
    return make_range(start, match.end(), low, high)


def numeral(text: str, start: int, end: int) -> Found | None:
    """5,840; 1.143.670; 10 000; 1.2 mln; 15 million; 10k."""
    match = _NUMERAL.match(text, start)
    if match is None:
        return None
    of_people = _MILLIONS.match(text, match.end(1))
    if match[2] in ("m", "b") and "." not in match[1] and not of_people:  # 100m is a distance
        match = re.compile(PLAIN).match(text, start)
        assert match is not None
        return Found(start, match.end(), "digits", value=scaled(match[0], None))
    return Found(start, match.end(), "digits", value=scaled(match[1], match[2]))


_MIXED = re.compile(rf"(\d{{1,3}} ?)?([½¼¾])({_SCALE})?")


_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def mixed(text: str, start: int, end: int) -> Found | None:
    """2½ million, 1 ¼ thousand, ½ million."""
    match = _MIXED.match(text, start)
    if match is None:
        return None
    factor = scaled("1", match[3])
    value = (int(match[1] or 0) + _SIGNS[match[2]]) * factor
    whole = int(value) if value.is_integer() else value
    return Found(start, match.end(), "digits" if match[1] or match[3] else "fraction", value=whole)


_RISE = re.compile(
    r"\b(?:rose|risen|rises|rising|rais\w+|up|increas\w+|climb\w+|jump\w+|grew|grown|w[ei]nt|gone"
    r"|revis\w+|updat\w+|correct\w+|chang\w+|down|fell|fallen|drop\w*|declin\w+|lower\w*|reduc\w+|cut)\b"
    r"[^.;]{0,60}$"
)


def risen_from(before: str) -> bool:
    """Return whether something rose from or by a number: "up from 10 to 15", "up 12 to 340"."""
    return before.endswith(" up ") or (
        before.endswith("from ") and _RISE.search(before) is not None
    )


def make_range(start: int, end: int, low: float, high: float) -> Found | None:
    """Return the range from low to high; None where it does not rise."""
    return Found(start, end, "range", low=low, high=high) if low < high else None
