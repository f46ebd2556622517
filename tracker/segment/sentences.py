"""Where a paragraph falls into sentences: each full stop is asked by the rules in turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tracker.frozen import dataclass
from tracker.segment.words import abbreviations

_STOP = re.compile(
    r"""[.!?\u2026]+
        ["'\u201d\u2019\u00bb)\]]*                              # what closes with the sentence
        (?:\[[0-9a-z]{1,3}\])*                                  # a footnote's number
        (?:\s{0,3}\((?=[^\s])[^()\n]{1,80}(?<![.!?])\))*        # a credit: (Reuters) (AP)""",
    re.VERBOSE,
)
_GAP = re.compile(r"\s*")
_OPENERS = re.compile(r"""[\s"'\u201c\u2018\u201e\u00ab\u201d\u2019(\[\u2013\u2014-]*""")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_DASH_CREDIT = re.compile(r"[\u2013\u2014-]\s?[A-Z][^.!?\d\n]{1,40}\.?\s*")
_ADDRESS_GOES_ON = re.compile(r"\.\w")
_LOOK_BACK = 24
_LOOK_AHEAD = 48

# Closed-class words that open a sentence and hardly ever stand, with a capital, within a name.
_SENTENCE_OPENERS = frozenset(
    "a an the this that these those there here it its he his him she her they their them we our us "
    "you your i my who what which when where why how if in on at by for from to of with without "
    "and or but so yet nor as after before since until while during amid among between both each "
    "all some any many most more no not none nobody nothing only also again then thus however "
    "meanwhile earlier later according although though because another other others such over "
    "about around at across along despite following once still even more nearly almost "
    "several one two three four five six seven eight nine ten".split()
)
_ZONE_OF_TIME = frozenset("GMT UTC EST EDT CET CEST EET EEST BST MSK IST PST PDT".split())
_DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)
_TOP_LEVEL_DOMAINS = frozenset("com org net info edu gov mil int news media html php".split())


@dataclass(frozen=True, slots=True)
class Stop:
    """A full stop with its surroundings, of which the rules say whether a sentence ends there.

    ``first`` is where the sentence starts, ``limit`` where the paragraph ends. ``token`` is the
    word that ends in the stop, ``mark`` the stop itself, ``gap`` whether white space follows.
    What follows starts at ``right``, behind its quotation marks and dashes at ``head``, with
    ``word``, which is empty before a digit.
    """

    text: str
    first: int
    mark_start: int
    end: int
    limit: int
    token: str
    mark: str
    gap: bool
    right: int
    head: int
    word: str

    @property
    def symbol(self) -> str:
        """The first character that is no blank, quote, bracket or dash."""
        return self.text[self.head] if self.head < self.limit else ""

    @property
    def credited(self) -> bool:
        """Whether a bracket stands between the stop and what follows: "5 p.m. (1400 GMT)"."""
        return self.text[self.end - 1] == ")" and "(" in self.text[self.mark_start : self.end]

    @property
    def opens(self) -> bool:
        """Whether the next word plainly opens a sentence."""
        return self.word.lower() in _SENTENCE_OPENERS


Rule = Callable[[Stop], bool | None]


def _glued(stop: Stop) -> bool | None:
    """Cut "August 24.Deputy Head", where the blank is missing; "Censor.NET" stays one."""
    if stop.gap:
        return None
    if stop.mark != "." or stop.head != stop.end or len(stop.word) < 2 or "." in stop.token:
        return False
    if not stop.word[1:].islower() or not stop.word[0].isupper():
        return False
    if stop.word.lower() in _TOP_LEVEL_DOMAINS or "/" in stop.token or "@" in stop.token:
        return False
    if _ADDRESS_GOES_ON.match(stop.text, stop.head + len(stop.word), stop.limit):
        return False
    if stop.token + "." in abbreviations() or stop.token.lower() + "." in abbreviations():
        return False
    before = stop.token[-1:]
    return before.isdigit() or (before.islower() and len(stop.token) > 1) or before in "%)\"'\u201d"


def _nothing_follows(stop: Stop) -> bool | None:
    """Keep what follows with the sentence where it has neither letter nor digit."""
    rest = stop.text[stop.right : min(stop.limit, stop.right + _LOOK_AHEAD)]
    if stop.right + _LOOK_AHEAD >= stop.limit and not any(c.isalnum() for c in rest):
        return False
    return None


def _small_letter(stop: Stop) -> bool | None:
    """A sentence does not go on with a small letter: "Putin... doesn't want"."""
    return False if stop.symbol.islower() else None


def _dash_credit(stop: Stop) -> bool | None:
    """Keep a credit at the end of a paragraph: "in the region. — Agency."."""
    credit = _DASH_CREDIT.match(stop.text, stop.right, stop.limit)
    return False if credit and credit.end() == stop.limit else None


def _list_number(stop: Stop) -> bool | None:
    """Keep the number of a list item with the item: "1. Two men died"."""
    if stop.mark == "." and stop.mark_start - stop.first <= 3 and stop.token:
        lead = stop.text[stop.first : stop.mark_start]
        return False if lead.isdigit() or len(lead) == 1 else None
    return None


def _abbreviation(stop: Stop) -> bool | None:
    """Ask the vocabulary of abbreviations: "Gen. Dawud", "No. 5", "Feb. 26", "a.m."."""
    kind = _kind_of(stop.token + stop.mark[0])
    if kind is None or len(stop.mark) > 1:
        return None
    if stop.credited:
        return None if kind == "open" else False
    return _VERDICT_OF_KIND[kind](stop)


def _kind_of(form: str) -> str | None:
    last = form[:-1].rpartition(".")[2].lstrip("-") + form[-1]
    behind = last.rpartition("-")[2]  # "Brig-Gen. Bello"
    for spelling in dict.fromkeys((form, last, behind)):
        kind = _kind_as_spelled(spelling)
        if kind is not None:
            return kind
    return None


def _kind_as_spelled(form: str) -> str | None:
    kinds = abbreviations()
    return (
        kinds.get(form)
        or kinds.get(form.lower())
        or (kinds.get(form.capitalize()) if form.isupper() else None)
    )


def _of_month(stop: Stop) -> bool:
    if stop.symbol.isdigit():
        return False
    before = stop.text[max(stop.first, stop.mark_start - _LOOK_BACK) : stop.mark_start].split()
    return stop.opens or (len(before) > 1 and before[-2].isdigit())


def _of_hour(stop: Stop) -> bool:
    if stop.word.upper() in _ZONE_OF_TIME or stop.word.lower() in _DAYS_AND_MONTHS:
        return False
    after = stop.text[stop.head : min(stop.limit, stop.head + _LOOK_AHEAD)].split()
    return not (len(after) > 1 and after[1].lower().startswith("time"))


_VERDICT_OF_KIND: dict[str, Callable[[Stop], bool | None]] = {
    "title": lambda stop: False,
    "never": lambda stop: False,
    "number": lambda stop: False if stop.symbol.isdigit() else None,
    "month": _of_month,
    "hour": _of_hour,
    "open": lambda stop: stop.opens,
}


def _initial(stop: Stop) -> bool | None:
    """Keep initials and acronyms with what follows: "J. Smith", "the U.S. Army", "c. 1,200"."""
    last = stop.token.rpartition(".")[2]
    if stop.mark != "." or stop.credited or len(last) != 1 or not last.isalpha():
        return None
    if last.islower():
        return False if stop.symbol.isdigit() else None
    return stop.opens


def _sentence_end(stop: Stop) -> bool | None:
    """Any other full stop ends a sentence."""
    return True


RULES: tuple[Rule, ...] = (
    _glued,
    _nothing_follows,
    _small_letter,
    _dash_credit,
    _list_number,
    _abbreviation,
    _initial,
    _sentence_end,
)


def cut_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of the paragraph ``text[start:end]``."""
    first = start
    for match in _STOP.finditer(text, start, end):
        if match.end() >= end:
            break
        if match.start() < first or not _may_cut(text, match.end()):
            continue
        stop = _look_at(text, match, first, end)
        if _verdict(stop):
            yield first, stop.end
            first = stop.right
    if first < end:
        yield first, end


def _may_cut(text: str, position: int) -> bool:
    """Pass over the stops within numbers, addresses and words fast."""
    follows = text[position]
    return follows.isspace() or follows.isupper() or not follows.isalnum()


def _look_at(text: str, match: re.Match[str], first: int, limit: int) -> Stop:
    mark_start = match.start()
    mark_end = mark_start
    while mark_end < match.end() and text[mark_end] in ".!?\u2026":
        mark_end += 1
    before = text[max(first, mark_start - _LOOK_BACK) : mark_start]
    token = before.split()[-1] if before and not before[-1].isspace() else ""
    right = _end_of(_GAP, text, match.end(), limit)
    head = _end_of(_OPENERS, text, right, limit)
    word = _WORD.match(text, head, min(limit, head + _LOOK_AHEAD))
    return Stop(
        text,
        first,
        mark_start,
        match.end(),
        limit,
        token.lstrip("([\"'\u201c\u2018\u00ab"),
        text[mark_start:mark_end],
        right > match.end(),
        right,
        head,
        word.group() if word else "",
    )


def _end_of(pattern: re.Pattern[str], text: str, position: int, limit: int) -> int:
    match = pattern.match(text, position, limit)
    return match.end() if match else position


def _verdict(stop: Stop) -> bool:
    for rule in RULES:
        verdict = rule(stop)
        if verdict is not None:
            return verdict
    return True
