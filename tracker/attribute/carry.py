"""From sentence to sentence: where the text plainly goes on reporting the same source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.attribute.antecedent import Source
from tracker.attribute.page import Page
from tracker.models import KIND_OF_SUBJECT, Figure, Sentence

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PRESENT = re.compile(r"\b(?:is|are)\b")
_PAST = re.compile(r"\b(?:was|were|had)\b")
_HEDGE = 12
_STAMP = re.compile(r"\W*\d{1,2}[:.]\d{2}\b")
_TALLIED = frozenset({"materiel", "event", "structure"})
_OPENING_WORDS = 8


@dataclass(frozen=True, slots=True)
class Thread:
    """The source that the text was last reporting, and where.

    ``tallied`` is True where what it gave were weapons, equipment or attacks, ``vouched`` where
    it gave a figure at all.
    """

    source: Source
    rule: str
    sentence: Sentence
    tallied: bool
    vouched: bool = True


def is_tally(figures: Sequence[Figure]) -> bool:
    """Tell whether some of the figures count weapons, equipment, buildings or attacks."""
    return any(KIND_OF_SUBJECT.get(figure.subject) in _TALLIED for figure in figures)


def goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell a sentence that takes the count up again: "Of these, ...", "Another five ..."."""
    if not _follows(sentence, thread, paragraphs=1) or _has(page, sentence, "outlet"):
        return False
    if _is_background(page, sentence):
        return False
    same = sentence.paragraph == thread.sentence.paragraph
    if _opens(page, sentence):
        return same or sentence.index == thread.sentence.index + 1
    return same and (_has(page, sentence, "adds") or _has(page, sentence, "either"))


def count_goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell "Two soldiers were wounded" right after the source that spoke of the raid."""
    if sentence.index != thread.sentence.index + 1 or not thread.vouched:
        return False
    if sentence.paragraph != thread.sentence.paragraph or _STAMP.match(
        page.folded, sentence.start, sentence.end
    ):
        return False
    first = page.by_sentence[sentence.index][0].count
    opens = min(first.start, first.reach_start) - sentence.start <= _HEDGE
    past = _PAST.search(page.folded, sentence.start, sentence.end)
    return opens and bool(past) and not outlet_speaks(page, sentence, topic=False)


def tally_goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell a sentence that goes on with a tally of weapons, equipment or attacks."""
    figures = page.by_sentence.get(sentence.index, ())
    if not thread.tallied or not is_tally(figures) or not _follows(sentence, thread, paragraphs=1):
        return False
    return not _has(page, sentence, "outlet") and not _is_background(page, sentence)


def list_goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell a list item under a sentence of a source."""
    if not sentence.bullet or _STAMP.match(page.folded, sentence.start, sentence.end):
        return False
    return _follows(sentence, thread, paragraphs=2) and not _has(page, sentence, "outlet")


def outlet_speaks(page: Page, sentence: Sentence, topic: bool) -> bool:
    """Tell a sentence that the outlet plainly says itself: background, or "was reported".

    Where the source is what the text is about, its figures of the past are its own too.
    """
    if _has(page, sentence, "outlet"):
        return True
    return not topic and _is_background(page, sentence)


def in_present(page: Page, sentence: Sentence) -> bool:
    """Tell a sentence that is told in the present tense."""
    return bool(_PRESENT.search(page.folded, sentence.start, sentence.end))


def _opens(page: Page, sentence: Sentence) -> bool:
    """Tell a sentence that opens by pointing back: "Among them", "The dead included"."""
    words = page.folded[sentence.start : sentence.end].split(" ", _OPENING_WORDS)
    reach = sentence.start + sum(len(word) + 1 for word in words[:_OPENING_WORDS])
    first = next(
        (at for at in range(sentence.start, sentence.end) if page.folded[at].isalnum()),
        sentence.start,
    )
    return any(
        (term.start == first and term.entry.get("thread") in ("opens", "either"))
        or (term.start < reach and term.entry.get("thread") == "includes")
        for term in page.threads_of(sentence)
    )


def _has(page: Page, sentence: Sentence, thread: str) -> bool:
    return any(term.entry.get("thread") == thread for term in page.threads_of(sentence))


def _is_background(page: Page, sentence: Sentence) -> bool:
    """Tell a sentence about other times: a year, "since the war began", "last month"."""
    if _has(page, sentence, "background"):
        return True
    return bool(_YEAR.search(page.folded, sentence.start, sentence.end))


def _follows(sentence: Sentence, thread: Thread, paragraphs: int) -> bool:
    if sentence.block != thread.sentence.block:
        return False
    apart = sentence.paragraph - thread.sentence.paragraph
    return sentence.index > thread.sentence.index and apart <= paragraphs
