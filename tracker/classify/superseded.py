"""Tolls that are told as past: "up from 11", an earlier report, an entry of a live blog."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.classify.verdict import Verdict
from tracker.hedges import HEDGE
from tracker.models import Document

_EARLIER = (
    rf"(?:(?:{HEDGE}|(?:count|figure|toll) of"
    r"|an?|the|earlier|initial|previous) )*"
)
_FROM = re.compile(
    r"\b(?:up|down|rose|risen|rises|increas\w+|climb\w+|jump\w+|revis\w+|raised?|"
    r"lower(?:s|ed|ing)?|reduc\w+|cuts?)\b"
    rf"[^.;]*\bfrom {_EARLIER}$"
)
_FROM_TO = re.compile(rf"\bfrom (?:{HEDGE} )*$")
_NOT = re.compile(r"(?:,|\() ?not (?:the )?$")
_REPORT = r"(?:counts?|tolls?|figures?|reports?|estimates?|statements?|tall(?:y|ies)|numbers?)"
_BEFORE_THAT = re.compile(
    rf"\b(?:earlier|initial|previous|preliminary|first) {_REPORT}[^.;\d]{{0,30}}"
    r"\b(?:of|said|at|that|to be|showed|gave|listed) $"
    r"|\b(?:previously|earlier|initially|originally|at first) (?:been )?"
    r"(?:put|given|reported|estimated|stated|announced|set)"
    r"(?: (?:it|them|the (?:death )?(?:toll|number|figure|count)(?: of (?:the )?\w+)?))?"
    r"(?: (?:at|as|to be))? $"
)

_EARLY = ("earlier", "initial", "previous", "preliminary", "first", "original")
"""Without any of these `_BEFORE_THAT` finds nothing, and to look for them costs less."""
_TO = re.compile(r"[^,.;]{0,20} to (?:\w+ ){0,3}[\d\w]")
_TOLL = re.compile(r"\b(?:toll|number|dead|deaths|losses|count)\b")


_BACK, _ON = 1_000, 200
"""Characters around a toll in which the one before it is looked for: a sentence may have no end."""


def is_superseded(document: Document, verdict: Verdict) -> bool:
    """As in "Rose to 14 from 11", "from 11 to 14", "brought down 58, not 54 as announced"."""
    sentence = document.sentences[verdict.sentence]
    start, end = verdict.count.reach_start, verdict.count.reach_end
    before = document.folded[max(sentence.start, start - _BACK) : start]
    after = document.folded[end : min(sentence.end, end + _ON)]
    told_from = "from " in before
    if told_from and _FROM.search(before):
        return True
    if any(word in before for word in _EARLY) and _BEFORE_THAT.search(before):
        return True
    if told_from and _FROM_TO.search(before) and _TO.match(after):
        return bool(_TOLL.search(before))
    return "not " in before and bool(_NOT.search(before))


_ENTRY = re.compile(r"\W*\d{1,2}[:.]\d\d")
_ENTRIES_AHEAD = 40
"""How many of a live blog's later tolls may replace one: its cost does not grow with its square."""
_RISEN = re.compile(
    r"\b(?:toll|now|new count|updated?|up again|ris(?:es|en|ing)|rose|climb\w+|increas\w+)\b"
)


def overtaken(document: Document, claims: Sequence[Verdict]) -> set[int]:
    """Return the places of tolls in a live blog that a later entry replaces by a higher one."""
    entries = [
        (place, verdict)
        for place, verdict in enumerate(claims)
        if verdict.kind == "people" and not verdict.is_part and _live_entry(document, verdict)
    ]
    replaced = set()
    for order, (place, verdict) in enumerate(entries):
        for _, later in entries[order + 1 : order + _ENTRIES_AHEAD]:
            sentence = document.sentences[later.sentence]
            told = _RISEN.search(document.folded, sentence.start, sentence.end)
            higher = (later.count.value or 0) > (verdict.count.value or 0) > 0
            if told and higher and _same_toll(verdict, later):
                replaced.add(place)
                break
    return replaced


def _same_toll(verdict: Verdict, later: Verdict) -> bool:
    return later.measure == verdict.measure and later.sentence != verdict.sentence


def _live_entry(document: Document, verdict: Verdict) -> bool:
    """Tell whether the figure stands in a paragraph that opens with a time of day."""
    sentence = document.sentences[verdict.sentence]
    line = document.text.rfind("\n", 0, sentence.start) + 1
    return bool(_ENTRY.match(document.folded, line))
