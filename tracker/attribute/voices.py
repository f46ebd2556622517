"""The walk through a document: for each figure the first rule that holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.attribute.carry import Thread, is_tally
from tracker.attribute.reading import Reading
from tracker.attribute.rules import RULES, Moment
from tracker.attribute.whole import Voice, whole_blocks
from tracker.models import Figure, Sentence


def find_voices(reading: Reading) -> list[Voice]:
    """Return for every figure of the document, in its order, whose voice gives it."""
    voices: dict[int, Voice] = {}
    thread: Thread | None = None
    recent: tuple[tuple[Figure, Voice], ...] = ()
    block = 0
    blocks = whole_blocks(reading)
    for sentence in reading.page.document.sentences:
        figures = reading.page.by_sentence.get(sentence.index, ())
        recent = recent if sentence.block == block else ()
        block = sentence.block
        whole = blocks.get(block)
        given = [
            _decide(Moment(reading, sentence, figure, thread, whole, recent)) for figure in figures
        ]
        given = _with_parts(figures, given)
        recent = (*recent, *zip(figures, given, strict=True))[-12:]
        for figure, voice in zip(figures, given, strict=True):
            voices[id(figure)] = voice
        thread = _next_thread(reading, sentence, given, thread)
    return [voices[id(figure)] for figure in reading.page.figures]


def _with_parts(figures: Sequence[Figure], given: Sequence[Voice]) -> list[Voice]:
    """Return the voices of a sentence; a part is given by whoever gives its whole."""
    wholes = {f.count.start: v for f, v in zip(figures, given, strict=True) if v.source is not None}
    told = []
    for figure, voice in zip(figures, given, strict=True):
        whole = wholes.get(figure.part_of) if figure.part_of is not None else None
        inherits = voice.source is None and figure.stance != "denied" and whole is not None
        told.append(replace(whole, rule="part_of_figure") if inherits and whole else voice)
    return told


def _decide(moment: Moment) -> Voice:
    for rule in RULES:
        voice = rule(moment)
        if voice is not None:
            return voice
    return Voice(None, "outlet")


def _next_thread(
    reading: Reading, sentence: Sentence, given: Sequence[Voice], thread: Thread | None
) -> Thread | None:
    """Return what the text is reporting after a sentence."""
    figures = reading.page.by_sentence.get(sentence.index, ())
    sources = [voice for voice in given if voice.source is not None]
    if sources:
        last = sources[-1]
        assert last.source is not None
        mine = [f for f, v in zip(figures, given, strict=True) if v.source is last.source]
        rule = last.rule
        if thread is not None and rule == "under_label":
            rule = thread.rule
        return Thread(last.source, rule, sentence, is_tally(mine))
    for saying in reversed(reading.sayings.get(sentence.index, ())):
        source = reading.source(saying)
        if source is not None and not saying.denies:
            return Thread(source, saying.rule, sentence, False, vouched=False)
    return None if figures else thread
