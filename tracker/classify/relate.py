"""Claims as figures: each with its whole, its stance, whether it is superseded, its evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tracker.classify.superseded import is_superseded, overtaken
from tracker.classify.verdict import Verdict
from tracker.classify.wholes import MEMORY, whole_of
from tracker.cued import cued
from tracker.models import Document, Evidence, Figure, Span


def relate(document: Document, claims: Sequence[Verdict]) -> tuple[Figure, ...]:
    """Return the claims as figures, each with its whole, its stance and its evidence."""
    by_sentence: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in claims:
        by_sentence[verdict.sentence].append(verdict)
    replaced = overtaken(document, claims)
    figures = []
    for index, verdict in enumerate(claims):
        same = by_sentence[verdict.sentence][:MEMORY]
        figure = _figure(document, verdict, whole_of(document, claims, index, same))
        figures.append(replace(figure, superseded=True) if index in replaced else figure)
    return tuple(figures)


def drones_among_losses(document: Document, claims: Sequence[Verdict]) -> list[Verdict]:
    """In a list of destroyed machines a drone is destroyed like them, not intercepted."""
    listed = {
        (v.sentence, v.cue.start)
        for v in claims
        if v.cue is not None
        and (v.kind == "platform" and v.measure == "destroyed" or v.measure == "casualties")
        and not _by_air_defence(document, v)
    }
    return [
        v._replace(measure="destroyed")
        if v.measure == "intercepted"
        and v.cue is not None
        and (v.sentence, v.cue.start) in listed
        and v.cue.entry is not None
        and v.cue.entry.term.startswith(("destroy", "eliminate"))
        else v
        for v in claims
    ]


def _by_air_defence(document: Document, verdict: Verdict) -> bool:
    sentence = document.sentences[verdict.sentence]
    start = max(sentence.start, verdict.count.start - _LONGEST)
    end = min(sentence.end, verdict.count.end + _LONGEST)
    return _AIR_DEFENCE.search(document.folded, start, end) is not None


_LONGEST = 2_000  # characters of a sentence that are looked at: a table may be one without end
_AIR_DEFENCE = cued(
    r"\b(?:air[- ]defen[cs]e|anti-aircraft|air force)"
    r"(?! (?:missile |gun |rocket |warfare )?"
    r"(?:systems?|launchers?|complex|means|equipment|weapons))"
)


def _figure(document: Document, verdict: Verdict, whole: int | None) -> Figure:
    assert verdict.measure is not None
    assert verdict.subject is not None
    head, cue = verdict.phrase.head, verdict.cue
    return Figure(
        verdict.count,
        verdict.sentence,
        _settled(document, verdict),
        verdict.subject,
        verdict.rule,
        Span(head.start, head.end) if head else None,
        Span(cue.start, cue.end) if cue else None,
        "denied" if verdict.denied else "asserted",
        whole,
        is_superseded(document, verdict),
        tuple(_evidence(verdict)),
    )


def _settled(document: Document, verdict: Verdict) -> str:
    """Return the measure, settled by what else the sentence says.

    "Eliminated" people are killed only where the sentence says killed (guidelines).
    """
    assert verdict.measure is not None
    entry = verdict.cue.entry if verdict.cue else None
    if entry is not None and entry.term.startswith("eliminate") and verdict.measure == "casualties":
        sentence = document.sentences[verdict.sentence]
        if _KILLED.search(document.folded, sentence.start, sentence.end):
            return "killed"
    return verdict.measure


_KILLED = re.compile(r"\b(?:killed|dead|death toll|deaths)\b")


def _evidence(verdict: Verdict) -> list[Evidence]:
    found = []
    head, cue = verdict.phrase.head, verdict.cue
    if head is not None:
        entry = verdict.phrase.entry or head.entry
        rule = entry.rule if entry else "noun"
        found.append(Evidence("subject", verdict.subject or "", head.start, head.end, rule))
    if cue is not None:
        rule = cue.entry.rule if cue.entry else verdict.rule
        found.append(Evidence("measure", verdict.measure or "", cue.start, cue.end, rule))
    return found
