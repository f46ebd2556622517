"""Text -> its expressions of time, each a span with what it says by itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ahocorasick_rs import AhoCorasick

from tracker.lexicon import Term
from tracker.models import BASES
from tracker.spans import HasSpan, keep_longest
from tracker.when.written.joins import is_open_night, join_days, join_ranges
from tracker.when.written.mention import DAY, MONTH, NAMED, PART, WEEKDAY, Mention
from tracker.when.written.readers import FIRST_MONTH, MONTH_NAMES, WEEKDAY_NAMES, read_day_of_entry
from tracker.when.written.shapes import SHAPES

_GROUP = re.compile(r"(?<![\\\[])\((?!\?)")
_OPENERS = tuple(dict.fromkeys(opener for shape in SHAPES for opener in shape.opens))
_OPENINGS = AhoCorasick(_OPENERS)


def _opened_by(letter: str) -> re.Pattern[str]:
    """Return the shapes that can begin with a letter, in their order, each a group of its name."""
    return re.compile(
        "|".join(
            f"(?P<{shape.name}>{_GROUP.sub('(?:', shape.pattern)})"
            for shape in SHAPES
            if any(opener.startswith(letter) for opener in shape.opens)
        )
    )


_ANY = {letter: _opened_by(letter) for letter in sorted({opener[0] for opener in _OPENERS})}
_SHAPE = {shape.name: (re.compile(shape.pattern), shape.build) for shape in SHAPES}
_DASHES = (" - ", " \u2013 ", " \u2014 ")
_SIGNS = AhoCorasick(
    [
        *(name[:3] for name in MONTH_NAMES),
        *"day hour week month year night quarter anniversary 19 20".split(),
        *"spring summer autumn fall winter".split(),
        *(f"{mark}{digit}" for mark in "./" for digit in range(10)),
        *(f"'{digit}" for digit in range(10)),
        *(f"{digit}th" for digit in range(10)),
        *"1st 2nd 3rd".split(),
        *(f"{digit}{join}" for digit in range(10) for join in (": ", *_DASHES)),
    ]
)
# "- 15: Shells fell on ...": an entry below the heading of a month.
_ENTRY = re.compile(
    r"(?:[-*+\u2022\u2013\u2014\u25aa] )?(\d{1,2})(?:st|nd|rd|th)?(?=: | ?[\u2013\u2014-] )"
)
_YEAR_AFTER = re.compile(r",? (?:of |in )?((?:19|20)\d\d)(?![\w.,]*\d)")
_NAMES = re.compile(r"[a-z]+")
_CAPITAL_GRAINS = frozenset({DAY, MONTH, WEEKDAY, PART})
_FOLLOWS = re.compile(r" (?:(?:the|an?|his|her|their|its|this|that|these|those) |[A-Z])")
_OF_MONTH = re.compile(rf" of (?:{'|'.join(MONTH_NAMES)})\b", re.IGNORECASE)
_THAT_EVENT = re.compile(
    r" (?:the|that|this) (?:attack|strike|airstrike|raid|bombing|blast|explosion|massacre|ambush|"
    r"shelling|killings?|assault|battle)s?(?=[,.;]| (?:[a-z]+ )?\w+s? (?:were|was|had|died)\b)"
)
_PAPER = re.compile(r" (?:times|mail|express|telegraph|mirror|post|independent|herald|sun|world)\b")
# "USA Today": a name, where "today" has a capital within its sentence.
_NAMED_TODAY = re.compile(r"[\w.] $")


def find_mentions(
    text: str, folded: str, named: Iterable[Term], spans: Sequence[HasSpan]
) -> list[Mention]:
    """Return the expressions of time in some spans of a text, in order, none overlapping."""
    # The vocabulary first: of two that cover the same words it knows better.
    words = (term for term in named if not _is_name(text, term))
    words = (term for term in words if not _is_before_what_follows(text, term))
    openings = _openings(folded)
    shapes = (
        shape
        for span in _with_sign(folded, spans)
        for shape in _find_shapes(text, folded, span, openings)
    )
    found = [*(_from_vocabulary(term, folded) for term in words), *shapes]
    joined = join_days(folded, keep_longest(_settle_slashes(found)))
    return join_ranges(folded, [m for m in joined if not is_open_night(folded, m)])


def _is_name(text: str, term: Term) -> bool:
    """Tell "USA Today" from "today": a capital within a sentence of small letters."""
    word, before = text[term.start : term.end], text[max(0, term.start - 2) : term.start]
    return word == "Today" and _NAMED_TODAY.fullmatch(before) is not None and before[0] != "."


def _is_before_what_follows(text: str, term: Term) -> bool:
    """Tell "the day before" from "the day before the vote", which names another day."""
    if text.endswith(" day", 0, term.end) and _OF_MONTH.match(text, term.end):
        return True  # "on the last day of May"
    before = text[term.end - 6 : term.end].lower().endswith(("before", "after"))
    if text[term.end - 5 : term.end].lower() == "after" and _THAT_EVENT.match(text, term.end):
        return False  # "the day after the attack": the event is the one that is told
    return before and _FOLLOWS.match(text, term.end) is not None


def _from_vocabulary(term: Term, folded: str) -> Mention:
    if folded.startswith(
        "for yesterday's", term.start
    ):  # an attack's day, no tally "for yesterday"
        start = term.start + len("for ")
        return Mention(start, term.end, "periods.yesterday", NAMED, covers="yesterday", amount=1)
    feast = term.entry.get("day")
    if feast is not None:
        year = _YEAR_AFTER.match(folded, term.end)
        end, words = (year.end(), f"{feast} {year[1]}") if year else (term.end, feast)
        return Mention(term.start, end, term.entry.rule, DAY, words, has_year=year is not None)
    basis = term.entry.get("basis")
    return Mention(
        term.start,
        term.end,
        term.entry.rule,
        NAMED,
        covers=term.entry.get("covers") or "unknown",
        basis=basis if basis in BASES else None,
        amount=1,
    )


def _with_sign(folded: str, spans: Sequence[HasSpan]) -> list[HasSpan]:
    """Return the spans in which there is any sign of a date: most sentences have none."""
    starts = [span.start for span in spans]
    found: set[int] = set()
    for _, start, _ in _SIGNS.find_matches_as_indexes(folded):
        found.add(bisect_right(starts, start) - 1)
    return [spans[n] for n in sorted(found) if n >= 0]


def _openings(folded: str) -> list[int]:
    """Return the places where a written form can begin, in order."""
    hits = _OPENINGS.find_matches_as_indexes(folded, overlapping=True)
    starts = {start for _, start, _ in hits}
    return sorted(at for at in starts if not at or not _is_word(folded[at - 1]))


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _find_shapes(
    text: str, folded: str, span: HasSpan, openings: Sequence[int]
) -> Iterator[Mention]:
    done = span.start
    entry = _ENTRY.match(folded, span.start, span.end)
    if entry and (opened := read_day_of_entry(entry)):
        yield opened
    for start in openings[bisect_left(openings, span.start) : bisect_left(openings, span.end)]:
        hit = _ANY[folded[start]].match(folded, start, span.end) if start >= done else None
        if hit is None:
            continue
        done = hit.end()
        pattern, build = _SHAPE[hit.lastgroup or ""]
        again = pattern.match(folded, start, span.end)
        mention = build(again) if again else None
        if mention and mention.rule == FIRST_MONTH and _NAMES.search(folded, span.start, start):
            continue
        if mention and _is_written_as_date(text, folded, mention):
            yield mention


def _is_written_as_date(text: str, folded: str, mention: Mention) -> bool:
    """Tell "May" and "March" from the verbs: names of months and days have a capital."""
    if mention.weekday is not None and _PAPER.match(folded, mention.end):
        return False
    if folded.endswith(("each ", "every "), 0, mention.start):
        return False  # "each August they meet" is no day
    if mention.grain not in _CAPITAL_GRAINS or (not mention.words and mention.weekday is None):
        return True
    names = [
        word
        for word in _NAMES.finditer(folded, mention.start, mention.end)
        if word.group() in _CAPITALISED
    ]
    return not names or any(text[word.start()].isupper() for word in names)


_CAPITALISED = frozenset(
    [*MONTH_NAMES, *WEEKDAY_NAMES, *(name[:3] for name in MONTH_NAMES), "sept"]
)


def _settle_slashes(mentions: list[Mention]) -> list[Mention]:
    """Read 12/05/2025 by the text's own other dates; where none decides, it is no date."""
    slashed = [m for m in mentions if m.rule == "slashed_day"]
    if not slashed:
        return mentions
    parts = [[int(part) for part in m.words.split("/")] for m in slashed]
    day_first = any(first > 12 for first, _, _ in parts)
    month_first = any(second > 12 for _, second, _ in parts)
    settled = []
    for mention, (first, second, year) in zip(slashed, parts, strict=True):
        if day_first == month_first and first != second:
            continue
        day, month = (first, second) if day_first else (second, first)
        settled.append(replace(mention, words=f"{year}-{month:02}-{day:02}"))
    return [m for m in mentions if m.rule != "slashed_day"] + settled
