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
from tracker.count.words import (
    CARDINAL,
    INDEFINITE_PHRASE,
    MULTIPLES,
    NOTHING,
    NUMBER_WORDS,
    ORDINALS,
    SCALES,
    SHORT_SCALES,
    WITHIN_CARDINAL,
    cardinal_value,
    indefinite_low,
)

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")
_PLAIN = (
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
_NUMERAL = re.compile(rf"({_PLAIN})({_SCALE}| ?m\b{_OF_PEOPLE})?")
_MILLIONS = re.compile(rf" ?m\b{_OF_PEOPLE}")
_NUMERAL_RANGE = re.compile(
    rf"({_PLAIN})({_SCALE})?(?: ?[-–—] ?| to | or )({_PLAIN})({_SCALE})?(?![\w]|[.,:]\d|-\w)"
)
_NUMERAL_PAIR = re.compile(rf"({_PLAIN})({_SCALE})? and ({_PLAIN})({_SCALE})?(?!\w|[.,]\d)")
_YEARS = re.compile(r"(?:19|20)\d\d and (?:19|20)\d\d")
_NO_NOUN = re.compile(r"\s*(?:$|[^\w\s])|\s+(?:by|in|at|and|when|while|as|during|were|was|have)\b")
_WORD_RANGE = re.compile(
    rf"({CARDINAL})(?: to | or |-to-|-or-|(?!{WITHIN_CARDINAL}) ?[-–—] ?)({CARDINAL})(?![\w-])"
)
_WORD_PAIR = re.compile(rf"({CARDINAL}) and (?:an? )?({CARDINAL})")
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
_CODE_TAIL = re.compile(r"[\w]*(?:[-/.–]\w*\d\w*)*(?:/\w+-?\d+\w*)*")
_NUMBERED = re.compile(
    r"(?:\bno\.?|\bnr\.?|\bnos\.|#|№"
    r"|\b(?:unit|resolution|route|highway|flight|article|phase|channel"
    # the makers of aircraft, before the number of a type: "a Boeing 727"
    r"|boeing|airbus|cessna|antonov|embraer|tupolev|ilyushin|fokker|beechcraft|bombardier)) ?$"
)
_PLURAL_BEFORE = re.compile(r"[a-z]{3}s[-–]$")
_UNIT_LETTERS = re.compile(r"\d+(?:\.\d+)?([a-z]+)\b")
_RISE = re.compile(
    r"\b(?:rose|risen|rises|rising|rais\w+|up|increas\w+|climb\w+|jump\w+|grew|grown|w[ei]nt|gone"
    r"|revis\w+|updat\w+|correct\w+|chang\w+|down|fell|fallen|drop\w*|declin\w+|lower\w*|reduc\w+|cut)\b"
    r"[^.;]{0,60}$"
)
_ENDLESS = re.compile(r"\d{1,3}(?:[,.' ]\d{3}){9,}(?!\d)")
_FRENCH_GROUP = re.compile(r"\d{1,3}(?:\.\d{3}){2}")


def _scaled(digits: str, scale: str | None) -> float:
    """Return the value of a numeral; a point before three last digits groups thousands."""
    scale = (scale or "").strip(" -")
    factor = SCALES.get(scale) or SHORT_SCALES.get(scale) or (1_000 if scale == "thsd" else 1)
    point = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits)
    if point and (factor == 1 or digits.count(".") > 1):
        digits = digits.replace(".", "")
    if re.fullmatch(r"\d{1,3},\d{1,2}", digits):  # the comma of "1,5 million" is a point
        digits = digits.replace(",", ".")
    number = float(digits.replace(",", "").replace("'", "").replace(" ", "")) * factor
    return int(number) if number.is_integer() else round(number, 6)


def _range(start: int, end: int, low: float, high: float) -> Found | None:
    return Found(start, end, "range", low=low, high=high) if low < high else None


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


def numeral_range(text: str, start: int, end: int) -> Found | None:
    """10-15, 10 to 15, 200–300; "between 10 and 15"; not "rose from 10 to 15"."""
    before = text[max(0, start - 80) : start]
    if before.endswith(("between ", "between about ", "between some ")):
        pair = _NUMERAL_PAIR.match(text, start)
        if pair and _YEARS.fullmatch(pair[0]) and _NO_NOUN.match(text, pair.end()):
            return Found(start, pair.end(), "year")  # "303 people between 2005 and 2008"
        if pair:
            low, high = _scaled(pair[1], pair[2] or pair[4]), _scaled(pair[3], pair[4])
            return _range(start, pair.end(), low, high)
    match = _NUMERAL_RANGE.match(text, start)
    if match is None or (before.endswith("from ") and _RISE.search(before)):
        return None
    low, high = _scaled(match[1], match[2] or match[4]), _scaled(match[3], match[4])
    if low < 1_000 <= high and "," in match[3] and low * 1_000 < high and high % 1_000 == 0:
        low *= 1_000  # "10-12,000 people"
    return _range(start, match.end(), low, high)


def numeral(text: str, start: int, end: int) -> Found | None:
    """5,840; 1.143.670; 10 000; 1.2 mln; 15 million; 10k."""
    match = _NUMERAL.match(text, start)
    if match is None:
        return None
    of_people = _MILLIONS.match(text, match.end(1))
    if match[2] in ("m", "b") and "." not in match[1] and not of_people:  # 100m is a distance
        match = re.compile(_PLAIN).match(text, start)
        assert match is not None
        return Found(start, match.end(), "digits", value=_scaled(match[0], None))
    return Found(start, match.end(), "digits", value=_scaled(match[1], match[2]))


_MIXED = re.compile(rf"(\d{{1,3}} ?)?([½¼¾])({_SCALE})?")
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def mixed(text: str, start: int, end: int) -> Found | None:
    """2½ million, 1 ¼ thousand, ½ million."""
    match = _MIXED.match(text, start)
    if match is None:
        return None
    factor = _scaled("1", match[3])
    value = (int(match[1] or 0) + _SIGNS[match[2]]) * factor
    whole = int(value) if value.is_integer() else value
    return Found(start, match.end(), "digits" if match[1] or match[3] else "fraction", value=whole)


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
    pair = _WORD_PAIR.match(text, start) if before.endswith("between ") else None
    match = pair or _WORD_RANGE.match(text, start)
    if match is None or (before.endswith("from ") and _RISE.search(before)):
        return None
    low, high = cardinal_value(match[1]), cardinal_value(match[2])
    scale = SCALES.get(match[2].rsplit(" ", 1)[-1], 1)
    if not pair and low < 100 and low * scale < high:
        low *= scale  # "twenty to thirty thousand"
    return _range(start, match.end(), low, high)


def cardinal(text: str, start: int, end: int) -> Found | None:
    """Twenty-five, two hundred and six, a hundred."""
    match = _CARDINAL.match(text, start)
    return Found(start, match.end(), "words", value=cardinal_value(match[0])) if match else None


def nothing(text: str, start: int, end: int) -> Found | None:
    """No, none, nobody, not a single."""
    match = _NOTHING.match(text, start)
    return Found(start, match.end(), "nothing", value=0) if match else None


DIGIT_FORMS: tuple[Form, ...] = (
    written_date,
    time_of_day,
    day_of_month,
    day_of_entry,
    mixed,
    code,
    ordinal,
    endless,
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
    word_range,
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
