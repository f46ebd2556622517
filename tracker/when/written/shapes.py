"""The written forms of dates: one pattern for each, and what a match of it says."""

from __future__ import annotations

from tracker.frozen import dataclass
from tracker.when.written.lengths import (
    read_after,
    read_ago,
    read_anniversary,
    read_first_days,
    read_in_days,
    read_in_hours,
    read_into,
    read_later,
    read_next,
    read_nth_day,
    read_nth_day_alone,
    read_part_of_told,
    read_past,
    read_season,
    read_span_around,
    read_span_to,
    read_start_of,
    read_that_followed,
)
from tracker.when.written.numbers import (
    AMOUNT,
    AMOUNT_WORDS,
    NTH_IN_WORDS,
    ORDINAL,
    ORDINAL_WORDS,
)
from tracker.when.written.readers import (
    MONTH_NAMES,
    WEEKDAY_NAMES,
    Build,
    read_day_month,
    read_day_of_part,
    read_days_month,
    read_days_of_part,
    read_dotted,
    read_first_month,
    read_following_month,
    read_iso,
    read_month,
    read_month_day,
    read_month_days,
    read_nth_day_month,
    read_nth_of_month,
    read_part_of_year,
    read_part_year,
    read_quarter,
    read_same_of_year,
    read_slashed,
    read_week_of_part,
    read_weekday,
    read_year,
    read_years,
)

_MONTH = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)(?!\w)|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?!\w)\.?)"
)
# "May" and "March" are words too: alone they are months only after "in", "since" and the like.
_PLAIN_MONTH = r"(?:january|february|april|june|july|august|september|october|november|december)"
_DAY = r"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\w))"
_DAY_LAST = rf"(?:{_DAY}(?![.:]\d|,\d{{3}}(?!\d)|-\w| ?[ap]\.?m))"
_NO_DAY = r"(?!\w| (?:0?[1-9]|[12]\d|3[01])(?![\d:]|[.,]\d))"
_FOUR = r"(?:(?:19|20)\d\d)"
_YEAR = rf"(?:{_FOUR}(?!\w|[.,]\d))"
_TO = r"(?: ?[-\u2013\u2014/] ?| (?:to|and|until|till|through) (?:the )?)"
_PART = (
    r"(?:the )?(?:very )?(early|mid|late|beginning of|start of|first days of|middle of|end of|"
    r"last days of|first half of|second half of)"
)
_NAME_AFTER = (
    r"(?! (?:brigade|division|battalion|regiment|movement|front|street|square|bridge|hospital|"
    r"university|stadium|group|organi[sz]ation|coalition|mosque|school|park|airport|avenue|"
    r"district|camp|martyrs)\b)"
)
_NOT_NTH = r"(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )"
_NTH_OF_NOTHING_ELSE = (
    r"(?! (?:\w+est\b|most\b|"
    r"day|night|floor|street|avenue|century|anniversary|brigade|battalion|division|army|"
    r"corps|regiment|mechani[sz]ed|separate|assault|infantry|guards|tank|motor|air|airborne|mountain|"
    r"marine|fleet|district|precinct|parallel|time|round|session|hour|week|month|year|package|"
    r"summit|attack|strike|victim|person|journalist|hole|place|packet|wave|phase|stage|amendment|"
    r"special|artillery|military|naval|rifle|company|platoon|squadron|wing|group|summit|meeting|"
    r"edition|state|such|man|woman|child|body|hostage|soldier)s?\b)"
)
# "In February 28 people were killed" is no 28 February; "on February 28 people gathered" is.
_NOT_SO_MANY = (
    rf"(?!(?<=\bin ){_MONTH} \d\d? (?:people|persons|civilians|soldiers|troops|fighters|men|women|"
    r"children|residents|villagers|others|policemen|police|journalists|drones|missiles|rockets)\b)"
)
# What May or March did, at the beginning of a sentence; or it is a heading.
_DID = (
    r"(?:was|were|is|remains?|remained|saw|brought|began|ended|came|became|proved|passed|had|would|"
    r"turned|started|opened|closed|marked|cost|claimed)"
)
_NOT_IN_NUMBER = r"(?<![\w.,:/$\u20ac\u00a3-])"


def _after(words: str) -> str:
    return "(?:" + "|".join(rf"(?<=\b{word} )" for word in words.split()) + ")"


_AFTER_CUE = _after("in since of by until from to and during last this between for through on")
_AFTER_YEAR_CUE = _after(
    "in since of by until from to and during between through throughout before after the its a s "
    "year"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One written form: its name, its pattern in lower case, and the reading of a match.

    ``opens`` are the ways in which a match can begin, always at the beginning of a word: where
    none of them stands the pattern is not tried.
    """

    name: str
    pattern: str
    build: Build
    opens: tuple[str, ...]


def _or_with_the(*words: str) -> tuple[str, ...]:
    return (*words, *(f"the {word}" for word in words))


_DIGITS = tuple("0123456789")
_NUMBERS = _or_with_the(*_DIGITS)
_MONTHS = tuple(name[:3] for name in MONTH_NAMES)
_EARLY = _or_with_the(*"very early mid late beginning start first last middle end second".split())
_HALVES = _or_with_the(*"first second third fourth last spring summer autumn fall winter".split())
_WHICH_SEASON = ("last", "this", "that", "the following", "the next", "the previous")
_EARLY_TOLD = tuple(dict.fromkeys((*_EARLY, *_HALVES)))
_WHICH_DAY = tuple(
    f"{which} {day}"
    for which in "last past previous this next coming following every each that the a".split()
    for day in WEEKDAY_NAMES
)
_PAST = _or_with_the(*"past last previous preceding final latest".split())
_NEXT = _or_with_the(*"next following ensuing".split())
_AROUND = "in within over during for".split()
_HOURS = tuple(
    f"{word} {the}{digit}" for word in _AROUND for the in ("", "the ") for digit in "247"
)
_UNITS = "hour day week month year night fortnight few couple".split()
_AMOUNTS = (
    *_DIGITS,
    *AMOUNT_WORDS,
    *(f"{one} {unit}" for one in ("a", "an") for unit in _UNITS),
)
_THE_UNITS = tuple(f"the {unit}" for unit in (*_UNITS, *(f" {unit}" for unit in _UNITS)))
_AROUND_THE = tuple(f"{word} the {one}" for word in ("in", "over", "during") for one in _AMOUNTS)
_IN_AMOUNTS = tuple(f"in {amount}" for amount in _AMOUNTS)
_THE_AMOUNTS = tuple(f"the {amount}" for amount in _AMOUNTS)


_UNIT = r"(hours?|days?|weeks?|months?|years?|nights?|fortnights?)"
_CAL = rf"({_MONTH})(?!\w)"

SHAPES = (
    Shape("iso", rf"(?<![\w./-])({_FOUR})[-/_](0?[1-9]|1[0-2]|[a-z]{{3,9}})[-/_]"
          r"(0?[1-9]|[12]\d|3[01])(?!\d)", read_iso, _DIGITS),
    Shape("dotted", r"(?<![\w.,/-])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\."
          rf"({_FOUR}|\d\d)(?!\w|[.,]\d)", read_dotted, _DIGITS),
    Shape("dotted_short", rf"{_after('from between')}(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])()"
          r"(?= ?(?:to|and|-|\u2013) ?\d\d\.\d\d)", read_dotted, _DIGITS),
    Shape("slashed", rf"(?<![\w./-])(\d\d?)(?:/(\d\d?)/({_FOUR}|\d\d)|-(\d\d?)-({_FOUR}))"
          r"(?![\w/-])", read_slashed, _DIGITS),
    Shape("days_month", rf"{_NOT_IN_NUMBER}(?:the )?({_DAY}){_TO}({_DAY})(?: of)? {_CAL}"
          rf"(?:,? ({_YEAR}))?", read_days_month, _NUMBERS),
    Shape("month_days", rf"(?<!\w){_CAL} ({_DAY}){_TO}({_DAY_LAST})(?:,? ({_YEAR}))?",
          read_month_days, _MONTHS),
    Shape("wire_day", rf"{_NOT_IN_NUMBER}({_DAY}) {_CAL} (\d\d)(?= ?[(\]\[]| --)",
          read_day_month, _DIGITS),
    Shape("day_month", rf"{_NOT_IN_NUMBER}(?:the )?({_DAY})(?: of)?[ -]{_CAL}"
          rf"(?:(?:,? ?-?| of )({_YEAR}))?{_NAME_AFTER}", read_day_month, _NUMBERS),
    Shape("nth_day_month", rf"(?<!\w)the ({NTH_IN_WORDS}) (?:day )?of {_CAL}(?:,? ({_YEAR}))?",
          read_nth_day_month, tuple(f"the {nth}" for nth in NTH_IN_WORDS.split("|"))),
    Shape("month_day", rf"(?<!\w){_NOT_SO_MANY}{_CAL} (?:the )?({_DAY_LAST})(?:,? ?({_YEAR}))?"
          rf"{_NAME_AFTER}", read_month_day, _MONTHS),
    Shape("part_month", rf"(?<!\w){_PART}[ -](?:in )?({_MONTH}){_NO_DAY}"
          rf"(?:,? (?:of )?({_YEAR}))?",
          read_month, _EARLY),
    Shape("part_of_told", r"(?<!\w)(?:the )?(?:very )?(?:(early|mid|late|beginning|start|middle)"
          r"(?:-| in | of |-in | )(?:the |that |the same )?month(?!\w)|(first half|second half|"
          r"(?:first|second|third|fourth|last) week) (?:of|in) (?:the|that|the same) month(?!\w))",
          read_part_of_told, _EARLY_TOLD),
    Shape("days_of_part", r"(?<!\w)the (first|last) "
          r"(\d\d?|two|three|four|five|six|seven|eight|nine|ten|fifteen) days of "
          rf"({_MONTH}){_NO_DAY}(?:,? (?:of )?({_YEAR}))?",
          read_days_of_part, ("the first", "the last")),
    Shape("day_of_part", rf"(?<!\w)the (last|final|very last) day of ({_MONTH}){_NO_DAY}"
          rf"(?:,? (?:of )?({_YEAR}))?", read_day_of_part, ("the last", "the final", "the very")),
    Shape("week_of_part", r"(?<!\w)the (first|second|third|fourth|last) week of "
          rf"({_MONTH}){_NO_DAY}(?:,? (?:of )?({_YEAR}))?", read_week_of_part, _HALVES),
    Shape("following_month", rf"(?<!\w)the (?:following|next) ()({_MONTH})()(?!\w)",
          read_following_month, ("the following", "the next")),
    Shape("month_year", rf"(?<!\w)()({_MONTH}),? (?:of )?({_YEAR})", read_month, _MONTHS),
    Shape("month_head", rf"(?<!\w)()({_MONTH})()(?=:)", read_month, _MONTHS),
    Shape("month", rf"(?<!\w){_NOT_NTH}()({_PLAIN_MONTH})()(?!\w){_NAME_AFTER}",
          read_month, _MONTHS),
    Shape("cued_month", rf"{_AFTER_CUE}()({_MONTH})()(?!\w| (?:have|be|not|also))",
          read_month, _MONTHS),
    Shape("month_as_subject", rf"(?<!\w)()(may|march)()(?= {_DID}\b|\W*$)", read_first_month,
          ("may", "mar")),
    Shape("part_of_year", r"(?<!\w)(?:the )?(?:(first half|second half) of|"
          r"((?:first|second|third|fourth|last) quarter) of|"
          r"((?:first|last) (?:two|three|four|five|six|seven|eight|nine|ten|eleven) months) of|"
          rf"(spring|summer|autumn|fall|winter)(?: of)?) ({_YEAR}|the year|this year)",
          read_part_of_year, _HALVES),
    Shape("season", r"(?<!\w)(last|this past|this|that|that same|the following|the next|"
          r"the previous) (spring|summer|autumn|fall|winter)(?!\w)", read_season, _WHICH_SEASON),
    Shape("same_of_year", r"(?<!\w)the (?:same|corresponding) "
          rf"(?:period|span|days?|weeks?|months?|quarters?|half) (?:of|in) ({_YEAR})",
          read_same_of_year, ("the same", "the corresponding")),
    Shape("quarter", r"(?<=\bin )the ((?:first|second|third|fourth) quarter)"
          r"(?= |[,.;)]|$)(?! (?:of|hour))",
          read_quarter, _HALVES),
    Shape("part_year", r"(?<!\w)(?:the )?(early|mid|late|beginning of|start of|end of)[ -]"
          rf"({_YEAR})",
          read_part_year, _EARLY),
    Shape("years", rf"(?<![\w./-])({_FOUR}) ?[-\u2013] ?({_FOUR}|\d\d)(?!\w|[.,-]\d)",
          read_years, _DIGITS),
    Shape("year", rf"(?:{_AFTER_YEAR_CUE}|(?<=\bit was ))({_YEAR})(?!-)", read_year, _DIGITS),
    Shape("weekday", r"(?<!\w)(?:(last|past|previous|this|next|coming|following|every|each|that|"
          r"(?<=on )the|a) )?"
          rf"({'|'.join(WEEKDAY_NAMES)})(?!\w)(?:'s)?(?: (?:morning|afternoon|evening|night))?",
          read_weekday, (*_WHICH_DAY, *WEEKDAY_NAMES)),
    Shape("past", r"(?<!\w)(?:the )?(?:(?:past|last|previous|preceding|final|latest) "
          rf"({AMOUNT})[ -]{_UNIT}|(?:past|preceding) {_UNIT})(?!\w)", read_past, _PAST),
    Shape("next", rf"(?<!\w)(?:the )?(?:next|following|ensuing) ({AMOUNT}) {_UNIT}(?!\w)",
          read_next, _NEXT),
    Shape("first_days", rf"(?<=\bin )(?:its|their|the) first ({AMOUNT})? ?"
          r"(days|weeks?|months?)(?!\w| of)",
          read_first_days, ("its first", "their first", "the first")),
    Shape("in_days", rf"(?<!\w)in ({AMOUNT}) (days|weeks)(?!\w| of\b| (?:ago|later|time))",
          read_in_days, _IN_AMOUNTS),
    Shape("start_of", rf"(?<=\bin )the first ({AMOUNT})? ?(days|weeks?|months?) (?=of )",
          read_start_of, ("the first",)),
    Shape("that_followed", rf"(?<!\w)the (?:({AMOUNT}) )?(weeks?|days|months|years?|hours) "
          r"that followed(?!\w)",
          read_that_followed, (*_THE_UNITS, *_THE_AMOUNTS)),
    Shape("span_around", rf"(?<!\w)(?:in|over|during) the ({AMOUNT}) {_UNIT} "
          r"(?:before|after|preceding|following)(?!\w)", read_span_around, _AROUND_THE),
    Shape("in_hours", r"(?<!\w)(?:in|within|over|during|for) (?:the )?(24|48|72)[ -]hours?",
          read_in_hours, _HOURS),
    Shape("span_to", rf"(?<!\w)the ({AMOUNT}) {_UNIT} (?=(?:to|until|ending|ended|through|up to) )",
          read_span_to, _THE_AMOUNTS),
    Shape("ago", rf"(?<![\w-])({AMOUNT}) {_UNIT} ago(?!\w)", read_ago, _AMOUNTS),
    Shape("later", rf"(?<![\w-])({AMOUNT}) {_UNIT} "
          r"(later|earlier|(?:before|after)(?=[,.;)]|$| when | while )|"
          r"(?:before|after) that(?=,| (?:the|an?|he|she|they|it|his|her|their|on|at|in) ))(?!\w)",
          read_later, _AMOUNTS),
    Shape("later_vague", r"(?<![\w-])()(days|weeks|months|years) (later|earlier)(?!\w)",
          read_later, ("days", "weeks", "months", "years")),
    Shape("after", rf"(?<!\bfor )(?<!\bwithin )(?<![\w-])({AMOUNT}) {_UNIT} after(?= \w)",
          read_after, _AMOUNTS),
    Shape("into", rf"(?<![\w-])({AMOUNT}) (days?|weeks?|months?|years?) into(?!\w)",
          read_into, _AMOUNTS),
    Shape("anniversary", rf"\b(?<=on )(?:the )?(eve of (?:the )?)?({ORDINAL}) anniversary of",
          read_anniversary, _or_with_the("eve", *_DIGITS, *ORDINAL_WORDS)),
    Shape("nth_of_month", rf"(?:{_after('on of by until since to from and')}the |"
          r"(?<=day the )|(?<=, the )(?=\d{1,2}\w\w[,.;]))(\d{1,2})(?:st|nd|rd|th)"
          r"(?=[,.;:)]| (?![a-z]+-)|$)"
          rf"{_NTH_OF_NOTHING_ELSE}", read_nth_of_month, _NUMBERS),
    Shape("nth_it_was", r"(?<=\bit was the )(\d{1,2})(?:st|nd|rd|th)(?=[.,;])", read_nth_of_month,
          _DIGITS),
    Shape("nth_day", rf"(?<!\w)(?:({ORDINAL}) day of|day ({AMOUNT})(?!\w))",
          read_nth_day, ("day", *_DIGITS, *ORDINAL_WORDS)),
    Shape("nth_day_alone", rf"(?:(?<=\bon the )|(?<=\bon its ))({ORDINAL}) day"
          r"(?=[.,;:]| [a-z\d]|$)(?! of\b| in a row)", read_nth_day_alone,
          (*_DIGITS, *ORDINAL_WORDS)),
)  # fmt: skip
"""Every written form with numbers, months or weekdays; where two begin alike, the first wins."""
