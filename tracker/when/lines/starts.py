"""Since when something is counted: the words before a date that start a running count."""

from __future__ import annotations

import re

from tracker.cued import cued
from tracker.when.lines.line import Line
from tracker.when.written.leading import LEADING
from tracker.when.written.mention import NAMED, Mention

_SINCE = re.compile(
    r"\b(?:ever since|since|starting|beginning|dating back to|"
    rf"from the (?:start|beginning|outset) of){LEADING} $"
)
_SINCE_EVENT = cued(
    r"\bsince (?:[^.;:,]{3,80},? )?(?:on|in|of|back in|late|early|last)(?: (?:the|on|in))* $|"
    r"\bsince [^.;:,]{3,80} (?:began|started|erupted|broke out) $"
)
_SINCE_BEGAN = cued(r"\bsince [^.;:,]{3,80} (?:began|started|erupted|broke out) $")
_SINCE_LAST = cued(r"\bsince [^.;:,]{3,80} $")
_WAR_BEGAN = re.compile(
    r"\b(?:war|conflict|invasion|insurgency|uprising|hostilities|fighting)\b[^.;,]{0,80}\b(?:began|"
    r"started|erupted|broke out|begun|beginning|starting|breaking out|flared)\b"
    r"(?: (?:on|in|back in|there|again))* (?:the )?$"
)
_THAT_BEGAN = re.compile(
    r"\b(?:that|which) (?:began|started|erupted|broke out|flared up|ha(?:s|ve) raged since)"
    r"(?: (?:on|in|late|early|last))* (?:the )?$"
)
_TRUCE_BEGAN = re.compile(
    r"\b(?:ceasefire|truce|deal|agreement|talks|exercises?|term|visit)\b[^.;,]{0,20}"
    r"\b(?:that|which) (?:began|started|took)[^.;,]{0,12} $"
)
_AFTER_LAUNCH = cued(
    r"\b(?:after|since) [^.;,]{2,60} (?:launched|began|started|unleashed) [^.;,]{0,40}"
    r"\b(?:invasion|war|offensive|military operation)\b[^.;,]{0,40} (?:on|in)(?: the)? $"
)
_COUNT_STARTS = (_SINCE, _SINCE_EVENT, _WAR_BEGAN, _THAT_BEGAN, _AFTER_LAUNCH)


_THAN_ALL = cued(r"\bthan (?:the |in |all )[^.;,0-9]{0,80}\bsince $")


def record_since(line: Line, mention: Mention, text: str) -> bool:
    """The deadliest attack since 2014; more than the total in all wars since 2019."""
    before = line.before(mention.start, 160)
    if "since " not in before:
        return False
    if _THAN_ALL.search(before):
        return True
    since = mention.start - len(before) + before.rfind("since ")
    return any(
        term.start < since
        for term in line.in_clause(line.cues.get("best", ()), line.clause_of(mention))
    )


def start_of_count(line: Line, mention: Mention, text: str) -> bool:
    """Since 7 October; since the siege began on 4 May 2024."""
    if mention.basis == "day" or mention.until is not None:
        return False
    before = line.before(mention.start, 160)
    if _TRUCE_BEGAN.search(before):
        return False
    if mention.attributive:
        return _SINCE.search(before) is not None
    signs = (_SINCE, _THAT_BEGAN, _SINCE_BEGAN) if mention.grain == NAMED else _COUNT_STARTS
    if mention.last and _SINCE_LAST.search(before):
        return True
    return any(sign.search(before) for sign in signs)
