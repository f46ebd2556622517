"""Notes of the outlet on a figure: "The numbers could not be independently verified"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tracker.attribute.page import Page
from tracker.attribute.whole import Voice
from tracker.lexicon import Term
from tracker.models import Evidence, Figure, Sentence

_NOTE = "not verified"
"""The vocabulary's term, and what the evidence says."""


def find_notes(page: Page, voices: Sequence[Voice]) -> Mapping[int, Evidence]:
    """Return for the starts of figures the words by which the outlet does not vouch for them.

    The words stand in the figure's sentence, or behind it in its paragraph or at the head of
    the next one; what the outlet says in its own voice is not meant.
    """
    notes: dict[int, Evidence] = {}
    given = {f.count.start: v.source for f, v in zip(page.figures, voices, strict=True)}
    for sentence, cue in _unverified(page):
        note = Evidence("note", _NOTE, cue.start, cue.end, "not_verified")
        for figure in _meant(page, sentence):
            if given[figure.count.start] is not None:
                notes[figure.count.start] = note
    return notes


def _unverified(page: Page) -> Iterator[tuple[Sentence, Term]]:
    if not any(cue.entry.term == _NOTE for cue in page.cues):
        return
    for sentence in page.document.sentences:
        for cue in page.cues_of(sentence):
            if cue.entry.term == _NOTE:
                yield sentence, cue


def _meant(page: Page, sentence: Sentence) -> Iterator[Figure]:
    """Yield the figures of a sentence, or those right before it where it has none."""
    own = page.by_sentence.get(sentence.index, ())
    if own:
        yield from own
        return
    sentences = page.document.sentences
    paragraph = sentence.paragraph
    for index in range(sentence.index - 1, -1, -1):
        before = sentences[index]
        heads = index == sentence.index - 1 and before.paragraph == sentence.paragraph - 1
        paragraph = before.paragraph if heads else paragraph
        if before.block != sentence.block or before.paragraph != paragraph:
            return
        yield from page.by_sentence.get(index, ())
