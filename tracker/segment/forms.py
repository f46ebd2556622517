"""What a line of a page looks like by itself: headline, byline, date line, list heading."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.datelines import find_printed_day, is_weekday
from tracker.frozen import dataclass
from tracker.segment.lines import Line
from tracker.segment.words import PageWords, page_words

_LONGEST_LABEL = 360
_LONGEST_HEADLINE = 320
_LONGEST_TEASER = 240
_LONGEST_LIST_HEADING = 40
_LONGEST_DATELINE = 120
_LONGEST_BYLINE = 90
_LONGEST_ACRONYM_ENDED = 120
_COMPACT = len("20240516")
_TAIL = 120

_CREDITS = re.compile(r"(?:\s{0,3}\([^()]{1,80}\))+$")
_FOOTNOTE = re.compile(r"\[\w{1,3}\]$")
_CLOSERS = " \t\"')]\u201d\u2019\u00bb"
_STOPS = ".!?\u2026"
_EDGE = " \t:;.,!>|-\u2013\u2014\u00bb\u2026\u2192#*"
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_DATE_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_](?:[^\W\d_]|[.'](?=[^\W\d_]))*")
_FULL_DATE = re.compile(r"(?:19|20)\d\d|\d\.\d\d?\.\d\d|-\d\d\b|'\d\d\b|[^\x00-\x7f\D]")
_SECTION = re.compile(r"^\W*[^\W\d_]+(?: [^\W\d_]+)? ?(?:[,|\u00b7\u2022\u2013\u2014] ?|$)")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'](?=[^\W\d_]))+")
_LATIN = re.compile(r"[a-z]")
_LATIN_OF_ANY = re.compile(r"[a-z\u00e0-\u024f]")
_READING_TIME = re.compile(
    r"\W*(?:\d+|an?|one) ?(?:min(?:ute)?s?|hours?|days?|weeks?|months?)\.? (?:read|ago)\W*$"
)
_MOST_FOREIGN = 4
_MARK = re.compile(r":|\s[|\u2013\u2014-]\s")
_ARROW = re.compile(r"(?:>>|\u00bb|\u2192|\u25b6\ufe0f?|\u25ba|\u27a1\ufe0f?|\U0001f449)\s*\w")
_CREDIT = re.compile(
    r"(?:[(\[](?P<bracketed>[^()\[\]]{2,80}?)[)\]]|[.!?] (?P<bare>[^()\[\].]{2,80}?))\.?$"
)
_PHOTOGRAPHER = re.compile(
    r"(?:[(\[]|[.!?] )(?P<one>[\w .'-]{2,40}?)/(?P<other>[\w .'-]{2,40}?)[)\]]?\.?$"
)
_NUMERIC_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}:\d{2}")
_SMALL_WORDS_OF_NAMES = frozenset("and in for of the at with de da del van von bin al el".split())


@dataclass(frozen=True, slots=True)
class Shape:
    """What the decisions about a line rest on.

    ``form`` is the part that its words tell (a name in FORMS, or an empty text), ``heading``
    whether it may be a headline, ``stopped`` whether it ends as a sentence does.
    """

    line: Line
    form: str
    heading: bool
    stopped: bool

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph of an article."""
        return self.stopped and not self.form and not self.line.bullet

    @property
    def long(self) -> bool:
        """Whether it is a paragraph too long for a teaser."""
        return self.prose and self.line.end - self.line.start > _LONGEST_TEASER


def look_at(text: str, folded: str, line: Line) -> Shape:
    """Return the shape of a line."""
    stopped = _ends_with_stop(text, line)
    return Shape(line, _form_of(text, folded, line), _is_heading(text, line, stopped), stopped)


def is_capitals(text: str, line: Line) -> bool:
    """Tell whether a line is printed in capitals."""
    return text[line.start : line.end].isupper()


def _ends_with_stop(text: str, line: Line) -> bool:
    """Tell whether a line ends with a stop, or a credit after one.

    In a short line the last stop of an acronym is none: "Kyiv awaits word from the U.S."
    """
    tail = text[max(line.start, line.end - _TAIL) : line.end]
    if tail.endswith(")"):
        tail = _CREDITS.sub("", tail) or tail
    elif tail.endswith("]"):
        tail = _FOOTNOTE.sub("", tail)
    tail = tail.rstrip(_CLOSERS)
    if not tail or tail[-1] not in _STOPS:
        return False
    if tail[-1] != ".":
        return True
    if line.end - line.start > _LONGEST_ACRONYM_ENDED:
        return True
    word = tail.rsplit(None, 1)[-1]
    return not (len(word) > 3 and word[-3] == "." and word[-2].isupper())


def _is_heading(text: str, line: Line, stopped: bool) -> bool:
    """Tell whether a line may be a headline: no list item, no final stop, not too long."""
    if stopped or line.bullet or line.end - line.start > _LONGEST_HEADLINE:
        return False
    return text[line.end - 1] not in ",;" and bool(_LETTER.search(text, line.start, line.end))


def _form_of(text: str, folded: str, line: Line) -> str:
    if line.end - line.start > _LONGEST_LABEL:
        return ""
    printed, label = text[line.start : line.end], folded[line.start : line.end]
    words = page_words()
    for name, test in FORMS:
        if test(label, printed, words):
            return name
    return ""


def _is_list_heading(label: str, printed: str, words: PageWords) -> bool:
    """Tell "Most popular", above a list of other articles."""
    return len(label) <= _LONGEST_LIST_HEADING and label.strip(_EDGE) in words.headings


def _is_pointer(label: str, printed: str, words: PageWords) -> bool:
    """Tell "Read also" and "More from the Courier", above one other article or a few."""
    if len(label) > _LONGEST_LIST_HEADING:
        return False
    bare = label.strip(_EDGE)
    return bare in words.pointers or (
        bare.startswith(words.pointer_opens)
        and label[-1] not in _STOPS
        and bare == label.rstrip(":")
    )


def _is_comments(label: str, printed: str, words: PageWords) -> bool:
    """Tell "12 comments" and "Leave a comment", above what readers wrote."""
    bare = label.strip(f"{_EDGE}()[]0123456789")
    return len(label) <= _LONGEST_LIST_HEADING and bare in words.comments


def _is_furniture(label: str, printed: str, words: PageWords) -> bool:
    """Tell "Share this article", "Telegram"."""
    bare = label.strip(_EDGE)
    if len(label) > _LONGEST_LIST_HEADING:
        return False
    return bare in words.furniture or bare in words.promotions or bool(_READING_TIME.match(label))


def _is_foreign(label: str, printed: str, words: PageWords) -> bool:
    """Tell a menu or a button in other letters on an English page: "Новини | Війна"."""
    short = len(label) <= _LONGEST_BYLINE and bool(_LETTER.search(label))
    return short and not label.isascii() and not _LATIN_OF_ANY.search(label)


def _is_teaser_line(label: str, printed: str, words: PageWords) -> bool:
    """Tell "Read also: Convoy reaches the besieged town", "READ | ...", and invitations."""
    if _ARROW.match(label):
        return True
    bare = label.strip("(")
    mark = _MARK.search(bare, 0, _LONGEST_LIST_HEADING)
    if mark is not None and len(bare[mark.start() :].split()) > 2:
        opener = bare[: mark.start()].strip(_EDGE)
        if opener in words.pointers or opener in words.headings:
            return True
        if mark.group().strip() == ":" and bare.startswith(words.pointer_opens):
            return True
    return bare.startswith(words.promotion_opens) and any(
        word in words.promotion_words for word in _WORD.findall(bare)
    )


def _is_dateline(label: str, printed: str, words: PageWords) -> bool:
    """Tell "Tuesday 4 June 2024", "Kyiv, 04.06.2024 at 10:15"; a line of other words is none."""
    if len(label) > _LONGEST_DATELINE or not _DIGIT.search(label):
        return False
    date = label[_place_end(label, words) :]
    tokens = _DATE_TOKEN.findall(date)
    if not any(t[0].isdigit() for t in tokens):
        return False
    if not all(t[0].isdigit() or t in words.datelines for t in tokens):
        return _is_day_and_little_else(label, words)
    if any(t in words.calendar for t in tokens) or _NUMERIC_DATE.search(date):
        return True
    return len(tokens[0]) == _COMPACT and find_printed_day(label) is not None


def _is_day_and_little_else(label: str, words: PageWords) -> bool:
    """Tell "News | 16.05.2024", "16 mai 2024": a day, and words of the page about it."""
    day = find_printed_day(label) if _FULL_DATE.search(label) else None
    if day is None:
        return False
    rest = f"{label[: day.start]} {label[day.end :]}"
    if (changed := find_printed_day(rest)) is not None:  # "Publié le ... | Modifié le ..."
        rest = f"{rest[: changed.start]} {rest[changed.end :]}"
    rest = _SECTION.sub("", rest, count=1)
    unknown = [w for w in _WORD.findall(rest) if w not in words.datelines and not is_weekday(w)]
    return len(unknown) <= _MOST_FOREIGN and not any(_LATIN.search(w) for w in unknown)


def _place_end(label: str, words: PageWords) -> int:
    """Return where the place before a date ends: one or two words and a comma."""
    comma = label.find(",")
    place = label[: max(comma, 0)]
    if len(place.split()) > 2 or _DIGIT.search(place):
        return 0
    if any(word in words.datelines for word in place.split()):
        return 0
    return comma + 1


def _is_caption(label: str, printed: str, words: PageWords) -> bool:
    """Tell "Photo: regional police", "Photo by A. Reed", "Rescuers at work. (Getty Images)"."""
    label = label.lstrip("([")
    colon = label.find(":", 0, _LONGEST_LIST_HEADING)
    if colon > 0 and label[:colon].strip() in words.captions and colon + 1 < len(label):
        return True
    if " by " in label[:24] and label[: label.find(" by ") + 3] in words.captions:
        return True
    return _has_credit(label, words) or _has_photographer(label, words)


def _has_credit(label: str, words: PageWords) -> bool:
    """Tell "... at work. (Photo: police)", "... at work. Photograph: Omar Ali"."""
    found = _CREDIT.search(label, max(0, len(label) - _TAIL))
    if found is None:
        return False
    credit = (found["bracketed"] or found["bare"]).strip(" .")
    opener = credit.split(":")[0].split(" by ")[0]
    named = opener != credit and opener in words.captions
    return named or (found["bracketed"] is not None and credit.endswith(words.caption_ends))


def _has_photographer(label: str, words: PageWords) -> bool:
    """Tell "... at work [Omar Ali/AFP]", "... at work. REUTERS/Omar Ali"."""
    found = _PHOTOGRAPHER.search(label, max(0, len(label) - _TAIL))
    if found is None:
        return False
    parts = [found["one"].strip(), found["other"].strip()]
    agencies = words.picture_agencies.union(words.caption_ends)
    names = [part for part in parts if part not in agencies]
    return len(names) == 1 and (" " in names[0] or names[0] == "file")


def _is_byline(label: str, printed: str, words: PageWords) -> bool:
    """Tell "By Lena Marsh" and "Author: Tomas Reed"; "By Friday evening ..." is none."""
    if len(label) > _LONGEST_BYLINE:
        return False
    colon = label.find(":", 0, _LONGEST_LIST_HEADING)
    if colon > 0 and label[:colon].strip() in words.bylines:
        return 0 < len(label[colon + 1 :].split()) <= 10
    opener = next((w for w in words.bylines if label.startswith(w + " ")), None)
    if opener is None or label[-1] in "!?":
        return False
    signed = _without_day(printed[len(opener) :], words)
    names = signed.partition("|")[0].replace(",", " ").split()
    if not names or not all(_may_stand_in_name(name) for name in names):
        return False
    return not any(name.lower() in words.calendar for name in names[:2])


def _without_day(names: str, words: PageWords) -> str:
    """Return the names of "Lena Marsh and Tom Reed Published May 16, 2024" without the day."""
    day = find_printed_day(names) if _FULL_DATE.search(names) else None
    if day is None:
        return names
    before = names[: day.start].split()
    while before and before[-1].lower().strip("|:,-\u2013\u2014\u00b7") in words.datelines | {""}:
        before.pop()
    return " ".join(before)


def _may_stand_in_name(word: str) -> bool:
    return word[0].isupper() or word in _SMALL_WORDS_OF_NAMES or word in "&-\u2013\u2014/"


FORMS: tuple[tuple[str, Callable[[str, str, PageWords], bool]], ...] = (
    ("list_heading", _is_list_heading),
    ("pointer", _is_pointer),
    ("comments", _is_comments),
    ("furniture", _is_furniture),
    ("teaser_line", _is_teaser_line),
    ("dateline", _is_dateline),
    ("caption", _is_caption),
    ("byline", _is_byline),
    ("furniture", _is_foreign),
)
