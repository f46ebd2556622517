"""A list of losses without a heading: "Personnel - about 19,600 (+150)", "Tanks - 732 (+8)"."""

from __future__ import annotations

import re
from bisect import bisect_left

from tracker.classify.units import Unit, kind_of
from tracker.lexicon import Entry, Lexicon
from tracker.models import Document, Sentence

_LOSS_LINE = re.compile(
    r"(?P<label>[^\d\n.]{2,60}?) ?[:‒–—-] ?(?:about |approximately |~|≈)?\d[\d,. ']*"
    r"(?: (?:units|pieces|people|persons))? ?(?P<grown>[(/\[]\+\d)?"
)
_LEAST = 2  # lines that name a machine or the personnel


def unheaded_losses(document: Document, lexicon: Lexicon) -> dict[int, Unit]:
    """Return the heading that lines of losses go without, by the index of their sentence.

    Such lines tell by their form what they are: each names a machine or the personnel, and
    what the total grew by in a day stands in brackets behind it. An inventory has no such growth.
    """
    if "(+" not in document.folded and "/+" not in document.folded:
        return {}
    entry = next((e for e in lexicon.entries("measures") if e.term == "losses"), None)
    if entry is None:
        return {}
    found: dict[int, Unit] = {}
    run: list[tuple[Sentence, re.Match[str]]] = []
    for sentence in [*document.sentences, None]:
        line = sentence and _LOSS_LINE.match(document.folded, sentence.start, sentence.end)
        if sentence and line and _names_loss(document, lexicon, line.span("label")):
            run.append((sentence, line))
            continue
        found |= _headed(run, entry)
        run = []
    return found


def _names_loss(document: Document, lexicon: Lexicon, label: tuple[int, int]) -> bool:
    """Tell whether a label names machines, drones and missiles among them, or the personnel."""
    nouns = lexicon.find("subjects", document)
    first = bisect_left(nouns, label[0], key=lambda term: term.start)
    for noun in nouns[first:]:
        if noun.start >= label[1]:
            return False
        subject = noun.entry.get("subject")
        if subject and (subject == "combatant" or kind_of(subject) in ("platform", "weapon")):
            return True
    return False


def _headed(run: list[tuple[Sentence, re.Match[str]]], entry: Entry) -> dict[int, Unit]:
    """Return the heading of each line of a run, if one of them tells what its total grew by."""
    grown = next((line for _, line in run if line["grown"]), None)
    if grown is None or len(run) < _LEAST:
        return {}
    start, end = grown.span("grown")
    heading = Unit("cue", start, end, grown["grown"], entry, grammar=entry.get("grammar"))
    return {sentence.index: heading for sentence, _ in run}
