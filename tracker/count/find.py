"""The forms of numbers: one short function each, tried in order where a number may begin."""

from __future__ import annotations

import re
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

from tracker.count.calendar import (
    Form,
    Found,
    day_of_entry,
    day_of_month,
    time_of_day,
    written_date,
    year,
)
from tracker.count.digits import mixed, numeral, numeral_range
from tracker.count.spelled import (
    and_a_half,
    cardinal,
    couple,
    dozen,
    fraction,
    indefinite,
    mixed_range,
    nothing,
    one_in_four,
    part_of_scale,
    perhaps_more,
    score,
    word_range,
)
from tracker.count.words import NUMBER_WORDS, ORDINALS

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")
_CODE_TAIL = re.compile(r"[\w]*(?:[-/.–]\w*\d\w*)*(?:/\w+-?\d+\w*)*")
_NUMBERED = re.compile(
    r"(?:\bno\.?|\bnr\.?|\bnos\.|#|№"
    r"|\b(?:unit|resolution|route|highway|flight|article|phase|channel"
    # the makers of aircraft, before the number of a type: "a Boeing 727"
    r"|boeing|airbus|cessna|antonov|embraer|tupolev|ilyushin|fokker|beechcraft|bombardier)) ?$"
)
_PLURAL_BEFORE = re.compile(r"[a-z]{3}s[-–]$")
_UNIT_LETTERS = re.compile(r"\d+(?:\.\d+)?([a-z]+)\b")
_ENDLESS = re.compile(r"\d{1,3}(?:[,.' ]\d{3}){9,}(?!\d)")


def code(text: str, start: int, end: int) -> Found | None:
    """Names that hold digits: Kh-101, T-72, 9M38, MQ-1C, unit No. 41659, Shahed-136/131."""
    before = text[start - 1] if start else " "
    token = text[start:end]
    hyphened = before in "-–/" and start > 1 and text[start - 2].isalpha()
    if hyphened and token.isdigit() and _PLURAL_BEFORE.search(text, max(0, start - 8), start):
        return None  # "tanks-732" in a list of losses
    letters_first = not token[0].isdigit()
    letters = _UNIT_LETTERS.match(text, start)
    model = letters is None and token[0].isdigit() and not token.isdigit()
    long_tail = letters is not None and len(letters[1]) == 1 and letters[1] not in "kmbsghtpx"
    numbered = bool(_NUMBERED.search(text, max(0, start - 14), start)) and len(token) < 8
    endless = len(token) > 15  # an account or a serial number
    if not (hyphened or letters_first or model or long_tail or numbered or endless):
        return None
    while start and (text[start - 1].isalnum() or text[start - 1] in "-–/"):
        start -= 1
    tail = _CODE_TAIL.match(text, end)
    return Found(start, tail.end() if tail else end, "name")


def endless(text: str, start: int, end: int) -> Found | None:
    """Ten groups of digits and more: a serial number or a row of a table, no count."""
    match = _ENDLESS.match(text, start)
    return Found(start, match.end(), "name") if match else None


def ordinal(text: str, start: int, end: int) -> Found | None:
    """The 35th, first, second."""
    match = _ORDINAL.match(text, start)
    if match or text[start:end] in ORDINALS:
        return Found(start, match.end() if match else end, "ordinal")
    return None


DIGIT_FORMS: tuple[Form, ...] = (
    written_date,
    time_of_day,
    day_of_month,
    day_of_entry,
    mixed,
    code,
    ordinal,
    endless,
    perhaps_more,
    numeral_range,
    dozen,
    year,
    numeral,
)
WORD_FORMS: tuple[Form, ...] = (
    ordinal,
    part_of_scale,
    and_a_half,
    one_in_four,
    fraction,
    couple,
    indefinite,
    dozen,
    score,
    perhaps_more,
    word_range,
    mixed_range,
    cardinal,
    nothing,
)

_DIGITS = re.compile(r"[\d½¼¾²³¹⁰⁴-⁹₀-₉①-⑨]\w*")
_WORDS = AhoCorasick(sorted(word for word in NUMBER_WORDS if word.isalpha()))


def find_numbers(folded: str) -> list[Found]:
    """Return every number of a folded text in order, none overlapping another."""
    found: list[Found] = []
    done = 0
    for start, end, forms in _tokens(folded):
        if start < done:
            continue
        for form in forms:
            number = form(folded, start, end)
            if number is not None:
                while found and found[-1].end > number.start:
                    found.pop()  # "737" of "737-400F": a name reaches back over its numbers
                found.append(number)
                done = number.end
                break
    return found


def _tokens(folded: str) -> list[tuple[int, int, tuple[Form, ...]]]:
    """Return the words that hold a digit and the number words in order, with their forms."""
    tokens: list[tuple[int, int, tuple[Form, ...]]] = []
    done = 0
    for match in _DIGITS.finditer(folded):
        start, end = match.span()
        while start > done and folded[start - 1].isalnum():
            start -= 1
        tokens.append((start, end, DIGIT_FORMS))
        done = end
    for _, start, end in _WORDS.find_matches_as_indexes(folded, overlapping=True):
        if not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()):
            tokens.append((start, end, WORD_FORMS))
    tokens.sort(key=itemgetter(0))
    return tokens
