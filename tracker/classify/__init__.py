"""Document, Counts -> Figures and rejected numbers: what happened to whom.

Every count goes through the rules in their order, from left to right; the first rule that
gives a verdict decides, and its name is stored with the claim or the rejected number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.classify.context import harm_context
from tracker.classify.follow import FOLLOWING, part_opener
from tracker.classify.govern import GOVERNING
from tracker.classify.noun import NounPhrase, read_noun_phrase
from tracker.classify.reject import REJECTING, measured_unit, never_counts, reject_by_text
from tracker.classify.relate import drones_among_losses, relate
from tracker.classify.stance import Stances
from tracker.classify.units import Line, LineReader, kind_of
from tracker.classify.verdict import Reading, Rule, Verdict, prefixes_of, rejection
from tracker.lexicon import Entry, Lexicon
from tracker.models import Count, Document, Figure, RejectedNumber, Sentence

__all__ = ["classify"]

_RULES: tuple[Rule, ...] = (never_counts, *REJECTING, *GOVERNING, *FOLLOWING)


def classify(
    document: Document, counts: Sequence[Count], lexicon: Lexicon
) -> tuple[tuple[Figure, ...], tuple[RejectedNumber, ...]]:
    """Return the figures of a document and its rejected numbers, each in order."""
    verdicts = _judge_all(document, counts, lexicon)
    verdicts = harm_context(document, verdicts, lexicon)
    claims = drones_among_losses([v for v in verdicts if v.is_claim])
    figures = relate(document, claims)
    rejected = [_rejected(document, v) for v in verdicts if not v.is_claim]
    judged = {v.count.start for v in verdicts}
    rejected += [_outside(document, count) for count in counts if count.start not in judged]
    return figures, tuple(sorted(rejected, key=lambda number: number.start))


def _judge_all(document: Document, counts: Sequence[Count], lexicon: Lexicon) -> list[Verdict]:
    reader = LineReader(document, counts, lexicon)
    prefixes = prefixes_of(lexicon.entries("subjects"))
    stances = Stances(document, lexicon)
    verdicts: list[Verdict] = []
    block_start = 0
    previous: Sentence | None = None
    for sentence in document.sentences:
        if previous is not None and previous.block != sentence.block:
            block_start = len(verdicts)
        previous = sentence
        line = reader.read(sentence)
        if line.units:
            before = verdicts[block_start:][-12:]
            verdicts += _judge_line(document, line, before, prefixes, stances)
    return verdicts


def _judge_line(
    document: Document,
    line: Line,
    before: Sequence[Verdict],
    prefixes: dict[str, Entry],
    stances: Stances,
) -> list[Verdict]:
    phrases = {at: read_noun_phrase(line.units, at, prefixes) for at in line.counts}
    done: list[Verdict] = []
    positions = sorted(at for at, unit in enumerate(line.units) if unit.count is not None)
    for at in positions:
        reading = Reading(line, phrases, tuple(done), before)
        verdict = _judge(document, reading, at)
        done.append(stances.weigh(reading, verdict))
    return done


def _judge(document: Document, reading: Reading, at: int) -> Verdict:
    unit = reading.units[at]
    if unit.kind == "number":
        found = never_counts(reading, at)
        assert found is not None
        return found
    by_text = reject_by_text(document, unit.start, unit.end)
    if by_text is not None:
        return rejection(reading, at, *by_text, because=None)
    for rule in _RULES:
        verdict = rule(reading, at)
        if verdict is not None:
            return _mark_part(reading, verdict)
    measured = measured_unit(document, unit.start, unit.end)
    if measured is not None:
        return rejection(reading, at, "quantulum3", measured, None)
    return rejection(reading, at, "unexplained", "no word says that it counts harm or strikes", None)


def _mark_part(reading: Reading, verdict: Verdict) -> Verdict:
    """Return the verdict, marked where the words make it a part of a number before."""
    if not verdict.is_claim:
        return verdict
    before = reading.previous
    listed_part = verdict.rule in ("listed", "goes_on") and before is not None and before.is_part
    opened = part_opener(reading, verdict.position) is not None
    inside = verdict.rule.startswith(("part:", "breakdown", "same_things", "among_the_dead"))
    return replace(verdict, is_part=True) if listed_part or opened or inside else verdict


def _rejected(document: Document, verdict: Verdict) -> RejectedNumber:
    count, because = verdict.count, verdict.because
    return RejectedNumber(
        count.start,
        count.end,
        document.text[count.start : count.end],
        verdict.reason or "",
        verdict.rule,
        because.start if because else None,
        because.end if because else None,
    )


def _outside(document: Document, count: Count) -> RejectedNumber:
    """A number outside of every sentence: in a list marker or a rule of dashes."""
    return RejectedNumber(
        count.start, count.end, document.text[count.start : count.end], "list marker", "outside"
    )
