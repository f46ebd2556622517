"""From sentence to sentence: where the text plainly goes on reporting the same source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.attribute.antecedent import Source
from tracker.attribute.page import Page
from tracker.models import KIND_OF_SUBJECT, Figure, Sentence

_CONTINUES = re.compile(
    r"^[\s\"'\u2022*\-\u2013\u2014]*(?:"
    r"(?:of|among) (?:these|those|them|the (?:dead|wounded|injured|victims|killed))\b|"
    r"(?:another|a further|an additional|a total of|in total|in all|altogether|overall)\b|"
    r"(?:the|these|they|those|its|their|this)\b[^,.;:]{0,40}?\binclud(?:e|ed|es|ing)\b|"
    r"(?:this|that|the latest|the new|which) (?:brings|brought|takes|took|raises|raised)\b|"
    r"(?:in addition|additionally|moreover|furthermore|besides|also|meanwhile, another)\b|"
    r"(?:the (?:rest|remaining|others?|remainder))\b|(?:some|most|all|none|many|both) of (?:the|them|those)\b|"
    r"(?:the|its|their) (?:total|toll|death toll|number|figure|tally|count|wounded|injured|dead|"
    r"victims|casualties|losses)\b|others?\b)"
)
_ADDS = re.compile(r"\b(?:also|as well|in addition|too|another|a further|further|additionally)\b")
_OUTLET = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:also )?(?:reported|reportedly|confirmed|said|"
    r"believed|feared|thought|known)\b(?! by)|\breportedly\b|\bhas since\b|\bhave since\b|"
    r"\baverage\b|\b(?:19|20)\d\d war\b"
)
_BACKGROUND = re.compile(
    r"\bsince (?:the )?(?:war|conflict|fighting|invasion|start|beginning|outbreak|[a-z]+ \d{4}|"
    r"\d{4}|(?:oct|feb|april|may)\w*\.? ?\d)|\bthe (?:war|conflict|offensive|insurgency|violence) "
    r"has\b|\b(?:earlier|last) (?:this )?(?:week|month|year)\b|\bin (?:19|20)\d\d\b|"
    r"\b(?:years?|months?|decades?) ago\b|\ba similar\b|\bin (?:january|february|march|april|may|june|"
    r"july|august|september|october|november|december)\b|\bhas (?:killed|left|claimed|displaced)\b|"
    r"\bhave (?:been )?(?:killed|died|fled)\b|\b(?:19|20)\d\d\b"
)
_PRESENT = re.compile(r"\b(?:is|are)\b")
_TALLIED = frozenset({"materiel", "event", "structure"})


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
    if not _follows(sentence, thread, paragraphs=1):
        return False
    words = page.folded[sentence.start : sentence.end]
    if _OUTLET.search(words):
        return False
    if _CONTINUES.match(words):
        return not _BACKGROUND.search(words)
    same = sentence.paragraph == thread.sentence.paragraph
    return same and bool(_ADDS.search(words)) and not _BACKGROUND.search(words)


def tally_goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell a sentence that goes on with a tally of weapons, equipment or attacks."""
    figures = page.by_sentence.get(sentence.index, ())
    if not thread.tallied or not is_tally(figures) or not _follows(sentence, thread, paragraphs=1):
        return False
    words = page.folded[sentence.start : sentence.end]
    return not _OUTLET.search(words) and not _BACKGROUND.search(words)


def list_goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell a list item under a sentence of a source, or after an item of it."""
    if not sentence.bullet or _has_stamp(page, sentence):
        return False
    return _follows(sentence, thread, paragraphs=2)


def _has_stamp(page: Page, sentence: Sentence) -> bool:
    return bool(re.match(r"\W*\d{1,2}[:.]\d{2}\b", page.folded[sentence.start : sentence.end]))


def outlet_speaks(page: Page, sentence: Sentence, topic: bool) -> bool:
    """Tell a sentence that the outlet plainly says itself: background, or "was reported".

    Where the source is what the text is about, its figures of the past are its own too.
    """
    words = page.folded[sentence.start : sentence.end]
    return bool(_OUTLET.search(words) or (not topic and _BACKGROUND.search(words)))


def in_present(page: Page, sentence: Sentence) -> bool:
    """Tell a sentence that is told in the present tense."""
    return bool(_PRESENT.search(page.folded, sentence.start, sentence.end))


def _follows(sentence: Sentence, thread: Thread, paragraphs: int) -> bool:
    if sentence.block != thread.sentence.block:
        return False
    apart = sentence.paragraph - thread.sentence.paragraph
    return sentence.index > thread.sentence.index and apart <= paragraphs
