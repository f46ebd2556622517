"""From sentence to sentence: where the text plainly goes on reporting the same source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.attribute.page import Page
from tracker.attribute.source import Source
from tracker.frozen import dataclass
from tracker.models import KIND_OF_SUBJECT, Figure, Sentence

_TALLIED = frozenset({"materiel", "event", "structure"})
_BEHIND = frozenset({"source_said", "said_source", "according_to"})
"""Rules of sources that stand behind what they say."""
_SPAN = re.compile(
    r"\W*(?:(?:in )?total,? |overall,? )?(?:since|from|between|during) [^:.;?!]{3,45}: "
)
_HEDGE = 12
"""How many letters may stand before a figure that opens its sentence: "At least "."""


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
    tone = page.tone(sentence)
    if tone.outlet or tone.background or tone.apart:
        return False
    if not _follows(sentence, thread, paragraphs=1):
        return False
    same = sentence.paragraph == thread.sentence.paragraph
    if tone.opens:
        return same or sentence.index == thread.sentence.index + 1
    return same and tone.adds


def count_goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell "Two soldiers were wounded" right after the source that spoke of the raid."""
    tone = page.tone(sentence)
    if tone.outlet or tone.background or tone.apart or tone.stamped or sentence.bullet:
        return False
    if sentence.index != thread.sentence.index + 1:
        return False
    if not thread.vouched and thread.rule not in _BEHIND:
        return False
    first = page.by_sentence[sentence.index][0].count
    opens = min(first.start, first.reach_start) - sentence.start <= _HEDGE
    return opens and sentence.paragraph == thread.sentence.paragraph


def span_goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell "Since 24 February: 8,709 killed", a span as a label, right after the source's count."""
    if not thread.vouched or not _follows(sentence, thread, paragraphs=1):
        return False
    label = _SPAN.match(page.folded, sentence.start, sentence.end)
    first = page.by_sentence[sentence.index][0].count
    labelled = label is not None and label.end() <= first.start
    return labelled and not page.tone(sentence).outlet


def tally_goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell a sentence that goes on with a tally of weapons, equipment or attacks."""
    if not thread.tallied or not _follows(sentence, thread, paragraphs=1):
        return False
    tone = page.tone(sentence)
    return page.tallied(sentence.index) and not tone.outlet and not tone.background


_REPORT_OUT = re.compile(
    r"\b(?:gave|gives|publish\w*|releas\w*|issu\w*|present\w*|posted|posts|shared|put out)"
    r" (?:its|their|his|her|the|a|an|new|fresh|updated|latest) (?:[\w-]+ ){0,3}?(?:count|tally|"
    r"reports?|update|bulletin|figures|data|statistics|summary|numbers|briefing|communiqu\u00e9)\b"
    r"(?! of \d)"
)


def report_goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell what a report says that was put out: "The staff gave its morning count. Losses ..."."""
    tone = page.tone(sentence)
    if tone.outlet or tone.background or tone.apart:
        return False
    if thread.rule == "report_goes_on":
        return sentence.paragraph == thread.sentence.paragraph
    if thread.vouched or not _follows(sentence, thread, paragraphs=1):
        return False
    return _REPORT_OUT.search(page.folded, thread.sentence.start, thread.sentence.end) is not None


def list_goes_on(page: Page, sentence: Sentence, thread: Thread) -> bool:
    """Tell a list item under a sentence of a source."""
    tone = page.tone(sentence)
    if not sentence.bullet or tone.stamped or tone.outlet:
        return False
    return _follows(sentence, thread, paragraphs=2)


def outlet_speaks(page: Page, sentence: Sentence, *, tally: bool, near: bool) -> bool:
    """Tell a sentence that the outlet plainly says itself: background, or "was reported".

    Where the source is what the text is about, its figures of the past are its own too in a
    tally, and in the paragraph where it speaks (``near``).
    """
    tone = page.tone(sentence)
    return tone.outlet or (tone.background and not tally and not near)


def _follows(sentence: Sentence, thread: Thread, paragraphs: int) -> bool:
    if sentence.block != thread.sentence.block:
        return False
    apart = sentence.paragraph - thread.sentence.paragraph
    return sentence.index > thread.sentence.index and apart <= paragraphs
