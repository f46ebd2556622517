"""Numbers in words: cardinals, parts of a scale, dozens, couples, ranges, nothing."""

from __future__ import annotations

import re

from tracker.count.calendar import Found
from tracker.count.digits import BETWEEN, PLAIN, make_range, risen_from, scaled
from tracker.count.words import (
    CARDINAL,
    INDEFINITE_PHRASE,
    MULTIPLES,
    NOTHING,
    SCALES,
    WITHIN_CARDINAL,
    cardinal_value,
    indefinite_low,
)

_WORD_RANGE = re.compile(
    rf"({CARDINAL})(?: to | or |-to-|-or-|(?!{WITHIN_CARDINAL}) ?[-–—] ?)"
    rf"({CARDINAL})(?![\w-])"
)


_WORD_PAIR = re.compile(rf"({CARDINAL}) and (?:an? )?({CARDINAL})")


_MIXED_RANGE = re.compile(rf"({CARDINAL})(?: to |-to-| ?[-–—] ?)({PLAIN})(?![\w-]|[.,:]\d)")
_MIXED_PAIR = re.compile(rf"({CARDINAL}) and ({PLAIN})(?![\w-]|[.,:]\d)")


_CARDINAL = re.compile(CARDINAL)


_INDEFINITE = re.compile(INDEFINITE_PHRASE)


_DOZEN = re.compile(rf"(?:({CARDINAL}|\d+)[ -])?(?:and a half )?(dozen)\b")


_PART_OF_SCALE = re.compile(
    r"(half|three[ -]quarters of|quarter of)[ -]an?[ -](dozen|hundred|thousand|million|billion)\b"
)


_PARTS = {"half": 2, "quarter of": 1, "three quarters of": 3, "three-quarters of": 3}  # quarters


_AND_A_HALF = re.compile(
    rf"({CARDINAL})(?: and a half |-and-a-half[ -])(thousand|million|billion|dozen)\b"
)


_SCALE_AND_A_HALF = re.compile(r"(thousand|million|billion|dozen) and a half\b")


_FRACTION = re.compile(
    r"(?:one|two|three|four)[- ](?:half|thirds?|quarters?|fifths?|tenths?)\b"
    r"|half\b|quarters?\b(?= of)"
)


_COUPLE = re.compile(
    r"couple(?: of)? (dozen|hundred|thousand|million)\b( thousand\b| million\b)?|couple\b"
)


_NOTHING = re.compile(rf"(?:{NOTHING})\b(?!\. ?\d)")  # "No. 41659" is a name


def part_of_scale(text: str, start: int, end: int) -> Found | None:
    """Half a million, half a dozen, three quarters of a million."""
    match = _PART_OF_SCALE.match(text, start)
    if match is None:
        return None
    value = _PARTS[match[1]] * _whole(match[2]) // 4
    return Found(start, match.end(), "words", value=value)


def and_a_half(text: str, start: int, end: int) -> Found | None:
    """One and a half million, a million and a half."""
    match = _AND_A_HALF.match(text, start)
    if match:
        times, whole = cardinal_value(match[1]), _whole(match[2])
        return Found(start, match.end(), "words", value=times * whole + whole // 2)
    match = _SCALE_AND_A_HALF.match(text, start)
    if match:
        return Found(start, match.end(), "words", value=_whole(match[1]) * 3 // 2)
    return None


def _whole(scale: str) -> int:
    return MULTIPLES.get(scale) or SCALES[scale]


def fraction(text: str, start: int, end: int) -> Found | None:
    """Half, two thirds, a quarter of."""
    match = _FRACTION.match(text, start)
    return Found(start, match.end(), "fraction") if match else None


_ONE_IN = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine) (?:in|out of) (?:every )?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty)\b"
    r"(?! (?:days?|hours?|weeks?|months?|years?|minutes|attacks?|strikes?|raids?|separate|different"
    r"|villages|towns|cities|regions|districts|places|incidents)\b)"
    # "two out of five jawans": so many of a few who are known, and no share
    r"(?!(?<! every \w{3})(?<! every \w{4})(?<! every \w{5}) (?:jawans|soldiers|troops|fighters"
    r"|militants|terrorists|gunmen|attackers|policemen|officers|guards|hostages|captives|prisoners"
    r"|missiles|drones|rockets|aircraft|helicopters|tanks)\b)"
)


def one_in_four(text: str, start: int, end: int) -> Found | None:
    """One in four, nine in ten."""
    match = _ONE_IN.match(text, start)
    return Found(start, match.end(), "fraction") if match else None


def dozen(text: str, start: int, end: int) -> Found | None:
    """Dozen, two dozen, 3 dozen."""
    match = _DOZEN.match(text, start)
    if match is None:
        return None
    times = int(match[1]) if (match[1] or "").isdigit() else cardinal_value(match[1] or "one")
    return Found(start, match.end(), "dozen", value=times * 12)


_SCORE = re.compile(rf"({CARDINAL})[ -]score\b(?= (?:of )?[a-z])|score(?= of [a-z])")


def score(text: str, start: int, end: int) -> Found | None:
    """A score of, three score; no result of a match."""
    match = _SCORE.match(text, start)
    if match is None or not (match[1] or text[max(0, start - 2) : start] == "a "):
        return None
    times = cardinal_value(match[1] or "one")
    return Found(start, match.end(), "dozen", value=times * 20)


def couple(text: str, start: int, end: int) -> Found | None:
    """A couple is two; a couple of hundred is about 200."""
    match = _COUPLE.match(text, start)
    if match is None:
        return None
    if match[1]:
        value = 2 * MULTIPLES[match[1]] * MULTIPLES.get((match[2] or "").strip(), 1)
        return Found(start, match.end(), "couple_of_scale", value=value)
    return Found(start, match.end(), "couple", value=2)


def indefinite(text: str, start: int, end: int) -> Found | None:
    """Dozens, several, several hundred, tens of thousands, many."""
    match = _INDEFINITE.match(text, start)
    if match is None:
        return None
    return Found(start, match.end(), "indefinite", low=indefinite_low(match[0]))


def word_range(text: str, start: int, end: int) -> Found | None:
    """Four to six, two or three, between ten and fifteen."""
    before = text[max(0, start - 80) : start]
    pair = _WORD_PAIR.match(text, start) if before.endswith(BETWEEN) else None
    match = pair or _WORD_RANGE.match(text, start)
    if match is None or risen_from(before):
        return None
    low, high = cardinal_value(match[1]), cardinal_value(match[2])
    scale = SCALES.get(match[2].rsplit(" ", 1)[-1], 1)
    if not pair and low < 100 and low * scale < high:
        low *= scale  # "twenty to thirty thousand"
    return make_range(start, match.end(), low, high)


def mixed_range(text: str, start: int, end: int) -> Found | None:
    """Six to 30, between six and 30: numbers below ten in words, others in digits."""
    before = text[max(0, start - 80) : start]
    pair = _MIXED_PAIR.match(text, start) if before.endswith(BETWEEN) else None
    match = pair or _MIXED_RANGE.match(text, start)
    if match is None or risen_from(before):
        return None
    return make_range(start, match.end(), cardinal_value(match[1]), scaled(match[2], None))


_PERHAPS = re.compile(
    rf"(?P<low>{PLAIN}|{CARDINAL})"
    r"(?:,? (?:and|or))?,? (?:possibly|perhaps|maybe)(?: even)? (?:(?:up to|as many as) )?"
    rf"(?P<high>{PLAIN}|{CARDINAL})(?![\w-]|[.,:]\d)"
)


def perhaps_more(text: str, start: int, end: int) -> Found | None:
    """One figure with both its bounds: "10 and possibly 15", "three, perhaps as many as 20"."""
    match = _PERHAPS.match(text, start)
    if match is None:
        return None
    low, high = (
        scaled(bound, None) if bound[0].isdigit() else cardinal_value(bound)
        for bound in (match["low"], match["high"])
    )
    return make_range(start, match.end(), low, high)


def cardinal(text: str, start: int, end: int) -> Found | None:
    """Twenty-five, two hundred and six, a hundred."""
    match = _CARDINAL.match(text, start)
    return Found(start, match.end(), "words", value=cardinal_value(match[0])) if match else None


def nothing(text: str, start: int, end: int) -> Found | None:
    """No, none, nobody, not a single."""
    match = _NOTHING.match(text, start)
    return Found(start, match.end(), "nothing", value=0) if match else None
