"""Document -> Counts: every numeral and number word of a text, with its bounds and hedges.

Numbers of all kinds are found, also those that never count anything (dates, times, ordinals,
model names): every number of a text must end as a claim or as a rejected number.
``Count.rule`` names the form: digits, words, dozen, range, indefinite, nothing, or date,
time, year, name, ordinal, fraction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tracker.count.calendar import Found
from tracker.count.find import find_numbers
from tracker.lexicon import Lexicon, Term
from tracker.models import Count, Document
from tracker.spans import covering

__all__ = ["find_counts"]

_ARTICLE_BEFORE = re.compile(r"(?:\b(?:an?|another|the|further|additional|total of|total) )* ?$")


def find_counts(document: Document, lexicon: Lexicon) -> tuple[Count, ...]:
    """Return every number of a document in order, each with the hedges that touch it."""
    hedges = lexicon.find("hedges", document)
    words = covering(hedges)
    named = _multiple_launchers(document, lexicon)
    outside = [
        number
        for number in find_numbers(document.folded)
        if number.form not in ("nothing", "indefinite")
        or not (number.start in words or number.start in named)
    ]
    hedged = _Hedges(hedges, document.folded)
    return tuple(hedged.count(number) for number in outside)


def _multiple_launchers(document: Document, lexicon: Lexicon) -> set[int]:
    """Return where the names of things begin, and where "multiple" stands within one."""
    terms = lexicon.find("subjects", document)
    inside = (
        document.folded.find("multiple", t.start, t.end) for t in terms if t.end - t.start > 20
    )
    return {term.start for term in terms} | {start for start in inside if start > 0}


class _Hedges:
    """The hedges of a document, by where those before a number end and those behind begin."""

    def __init__(self, hedges: Sequence[Term], folded: str) -> None:
        self._folded = folded
        self._before = {hedge.end: hedge for hedge in hedges if hedge.key in ("forms", "either")}
        self._after = {hedge.start: hedge for hedge in hedges if hedge.key != "forms"}
        self._ends, self._starts = list(self._before), list(self._after)

    def count(self, number: Found) -> Count:
        """Return the number with the hedges that touch it."""
        left = right = apart = None
        if _any_within(self._ends, number.start - _LOOK_BACK - 1, number.start):
            left = _hedge_left(number.start, self._before, self._folded)
        if _any_within(self._starts, number.end, number.end + 2 * _LONGEST_NOUN + 2):
            right = self._after.get(number.end) or self._after.get(number.end + 1)
            apart = right or _hedge_apart(number, self._after, self._folded)
        pair = self._folded.endswith("between ", 0, number.start)
        begin = number.start - len("between ") if pair else number.start
        start = min(begin, left.start) if left else begin
        end = max(number.end, right.end) if right else number.end
        value, low, high, qualifier = _bounds(number, _stronger(left, apart))
        return Count(number.start, number.end, value, low, high, qualifier, number.form, start, end)


def _any_within(places: Sequence[int], first: int, last: int) -> bool:
    """Tell whether one of the places, which are in order, lies from the first to the last."""
    index = bisect_left(places, first)
    return index < len(places) and places[index] <= last


_LOOK_BACK = 24  # characters
_LONGEST_NOUN = 60  # characters, with the blank before it


def _hedge_left(start: int, before: dict[int, Term], folded: str) -> Term | None:
    """Return the hedge that ends where the number or its article begins."""
    article = _ARTICLE_BEFORE.search(folded, max(0, start - _LOOK_BACK), start)
    begins = article.start() if article else start
    for end in dict.fromkeys((begins, begins - 1, start - 1, start)):
        if end in before and not _NO_HEDGE.search(folded, max(0, end - _LOOK_BACK), end):
            return None if _brought_up(before[end], folded) else before[end]
    return None


def _brought_up(hedge: Term, folded: str) -> bool:
    """Tell "bringing the death toll up to 104", where it is, from "up to 104 died"."""
    if not folded.startswith("up to", hedge.start):
        return False
    return _BRINGS.search(folded, max(0, hedge.start - _LONGEST_NOUN), hedge.start) is not None


_BRINGS = re.compile(
    r"\b(?:bring(?:s|ing)?|brought|tak(?:es|ing)|took|rais(?:es|ed|ing)|push(?:es|ed|ing)) "
    r"(?:the |its |their |that )[^.;,]*$"
)
_NOUN = re.compile(
    r" (?!(?:and|or|of|in|at|on|by|to|for|from|with|were|was|are|is|have|had|who|when|as)\b)"
    rf"[a-z'-]{{1,{_LONGEST_NOUN - 1}}}"
)
_CLOSES = re.compile(
    r"\s*(?:$|[^\w\s])"
    r"|\s+(?:were|was|are|is|have|had|has|died|dead|killed|wounded|injured|hurt|perished|lay|lie"
    r"|lost|fell|in|on|at|when|after|by|across|during|near|and)\b(?! (?:another|\d))"
)


def _hedge_apart(number: Found, after: dict[int, Term], folded: str) -> Term | None:
    """Return the hedge behind the counted noun: "thirty people at least were killed".

    It belongs to this number only where it closes its phrase, not where the next begins:
    "killed 12 people, at least five of them children".
    """
    end = number.end
    for _ in range(2):
        word = _NOUN.match(folded, end)
        if word is None:
            return None
        end = word.end()
        hedge = after.get(end) or after.get(end + 1) or after.get(end + 2)
        if hedge is not None and _CLOSES.match(folded, hedge.end):
            return hedge
    return None


_NO_HEDGE = re.compile(
    r"\b(?:hand(?:s|ed|ing)?|st(?:ands?|ood|anding)|t(?:akes?|ook|aken|aking)"
    r"|turn(?:s|ed|ing)?|fl(?:y|ies|ew|own)) over$|\bc(?:omes?|ame|oming) under$"
)
"""Verbs whose "over" and "under" say nothing of the number: "hands over 1,212 bodies"."""


def _stronger(left: Term | None, right: Term | None) -> Term | None:
    """Return the hedge that decides: a bound says more than an approximation."""
    if left is None or right is None:
        return left or right
    weak = left.entry.get("qualifier") == "approximate" != right.entry.get("qualifier")
    return right if weak else left


def _bounds(
    number: Found, hedge: Term | None
) -> tuple[float | None, float | None, float | None, str]:
    """Return value, low, high and qualifier, as the guidelines set them."""
    qualifier = hedge.entry.get("qualifier") if hedge else None
    value = number.value
    if number.form == "range":
        return None, number.low, number.high, "range"
    if value is None:
        return None, number.low, None, "indefinite"
    if qualifier == "at_least":
        return value, value, None, "at_least"
    if qualifier == "at_most":
        return value, None, value, "at_most"
    if qualifier == "approximate" or number.form == "couple_of_scale":
        return value, None, None, "approximate"
    return value, value, value, "exact"
